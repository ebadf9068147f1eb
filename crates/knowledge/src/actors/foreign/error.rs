//! Why a foreign actor list cannot be read.

use super::ActorFormat;
use crate::tsv::{Hint, Located};

/// A fault of a foreign actor list, with its place.
pub type ActorFormatError = Located<ActorFormatFault>;

/// A fault of a foreign actor list.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ActorFormatFault {
    /// It begins as JSON and is none.
    #[error("not JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// JSON without the results of a query.
    #[error("no results.bindings in it")]
    NoResults,
    /// The reader of tables gave up.
    #[error("{0}")]
    Csv(#[from] csv::Error),
    /// No row was left.
    #[error("read as {format}, no actor is in it")]
    Empty {
        /// The format it was read as.
        format: &'static str,
    },
}

impl Hint for ActorFormatFault {
    fn hint(&self) -> Option<String> {
        match self {
            Self::NoResults => Some("save the query as JSON or CSV".to_owned()),
            Self::Empty { .. } => Some(format!("name the format with --from ({})", ActorFormat::list())),
            Self::Json(_) | Self::Csv(_) => None,
        }
    }
}
