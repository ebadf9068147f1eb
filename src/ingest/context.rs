//! What is known of a document besides its bytes: the column that its date stands in, and what its path says.

use super::date_column::DateColumn;
use super::path_fields::PathFields;
use std::sync::Arc;

/// The context of a raw document.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The dates among which its own stands.
    pub(super) dates: Option<Arc<DateColumn>>,
    /// The fields in its path.
    pub(super) path: Option<Arc<PathFields>>,
    /// The dates of all paths.
    pub(super) path_dates: Option<Arc<DateColumn>>,
}
