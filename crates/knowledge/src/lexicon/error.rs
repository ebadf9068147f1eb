//! Faults of a lexicon in our own format.

use super::entry::Kind;
use crate::tsv::{Hint, Located, TsvFault};

/// A fault of a lexicon, with its place.
pub type LexiconError = Located<LexiconFault>;

/// A fault of a lexicon.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconFault {
    /// The file is malformed.
    #[error(transparent)]
    Form(#[from] TsvFault),
    /// The same term and kind twice in one file.
    #[error("'{term}' ({kind}) stands in line {first} already")]
    Duplicate {
        /// The first line.
        first: u64,
        /// The term.
        term: String,
        /// Its kind.
        kind: &'static str,
    },
    /// Not a number, or one out of range.
    #[error("{column} = '{value}' is not a number from -3 to 3")]
    BadNumber {
        /// The column.
        column: &'static str,
        /// The offending cell.
        value: String,
    },
    /// Unknown kind.
    #[error("unknown kind '{kind}'")]
    UnknownKind {
        /// The offending cell.
        kind: String,
    },
    /// A term without a word.
    #[error("the term '{term}' holds no word")]
    EmptyTerm {
        /// The offending cell.
        term: String,
    },
}

impl Hint for LexiconFault {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Form(fault) => fault.hint(),
            Self::Duplicate { .. } => Some("keep one of the two".to_owned()),
            Self::UnknownKind { .. } => Some(format!("there are {}", Kind::ALL.map(Kind::name).join(", "))),
            Self::BadNumber { .. } | Self::EmptyTerm { .. } => None,
        }
    }
}
