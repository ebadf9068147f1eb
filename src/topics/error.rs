//! Why topics cannot be fitted.

use crate::tsv::Hint;

/// Why topics cannot be fitted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TopicError {
    /// The projection failed.
    #[error("topics: the projection failed: {0}")]
    Projection(#[from] linfa_linalg::LinalgError),
    /// The clustering failed.
    #[error("topics: the clustering failed: {0}")]
    Clustering(#[from] linfa_clustering::KMeansError),
}

/// A computation that failed is nothing that a user can mend.
impl Hint for TopicError {
    fn hint(&self) -> Option<String> {
        None
    }
}
