//! Errors that stop a run: wrong usage. Unreadable inputs are not errors but skips.

use super::path_pattern::Unmatched;
use crate::tsv::{Hint, Located};

/// Why a run cannot begin or go on: what was named is wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InputError {
    /// A table that was named, by its path.
    #[error(transparent)]
    Column(#[from] Located<ColumnFault>),
    /// `-` twice.
    #[error("'-' is named twice")]
    StdinTwice,
    /// A pattern of paths that fits none of them.
    #[error("--path-pattern '{}' fits none of {}, such as {}", .0.pattern, super::counted(.0.of, "path"), .0.example)]
    PatternFitsNone(Unmatched),
}

/// A column that a table should have.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ColumnFault {
    /// There is no text column.
    #[error("no column '{column}'")]
    NoText {
        /// The column looked for.
        column: String,
        /// The columns of the file.
        found: String,
    },
    /// Several columns may be the text.
    #[error("{several} may each be the text")]
    SeveralTexts {
        /// The columns.
        several: String,
    },
    /// A column that a flag names does not exist.
    #[error("no column '{column}', which {flag} asks for")]
    NotThere {
        /// The column.
        column: String,
        /// The flag.
        flag: &'static str,
        /// The columns of the file.
        found: String,
    },
}

impl Hint for ColumnFault {
    fn hint(&self) -> Option<String> {
        match self {
            Self::NoText { found, .. } => {
                Some(format!("the columns are {found} (name it with --text-column)"))
            }
            Self::SeveralTexts { .. } => Some("say which with --text-column".to_owned()),
            Self::NotThere { found, .. } => Some(format!("the columns are {found}")),
        }
    }
}

impl Hint for InputError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Column(error) => error.hint(),
            Self::StdinTwice => Some("stdin can be read once".to_owned()),
            Self::PatternFitsNone(_) => Some(
                "it is laid against the end of a path below the folder that is read: folders, then the name of the file"
                    .to_owned(),
            ),
        }
    }
}
