//! What is known of a document besides its bytes: the column that its date stands in, and what its path says.

use super::date_column::DateColumn;
use super::date_leaning::DateLeaning;
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

impl Context {
    /// Whether dates would be read here as they were.
    #[must_use]
    pub fn agrees(&self, leanings: &[DateLeaning]) -> bool {
        leanings.iter().all(|leaning| {
            let column = if leaning.in_path { &self.path_dates } else { &self.dates };
            column.as_ref().is_some_and(|column| column.agrees(&leaning.kind))
        })
    }
}
