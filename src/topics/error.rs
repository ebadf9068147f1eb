//! Why topics cannot be fitted.

use crate::tsv::Hint;

/// Why topics cannot be fitted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TopicError {
    /// The projection failed.
    #[error("topics: the projection failed: {0}")]
    Projection(#[from] linfa_linalg::LinalgError),
}

/// A computation that failed is nothing that a user can mend.
impl Hint for TopicError {
    fn hint(&self) -> Option<String> {
        None
    }
}
