//! Errors of reading a file of knowledge, independent of its content.

use super::located::{Hint, Located};

/// A fault in the format of a file, with its position.
pub type TsvError = Located<TsvFault>;

/// A fault in the format of a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TsvFault {
    /// The file cannot be opened.
    #[error("cannot be read: {0}")]
    Unreadable(#[source] std::io::Error),
    /// The file is not UTF-8.
    #[error("not UTF-8 (byte {offset})")]
    NotUtf8 {
        /// First bad byte.
        offset: usize,
    },
    /// The header line is missing.
    #[error("no header line")]
    NoHeader {
        /// The columns of the format.
        columns: String,
    },
    /// A column that the format does not have.
    #[error("unknown column '{column}'")]
    UnknownColumn {
        /// The column.
        column: String,
        /// The columns of the format.
        columns: String,
    },
    /// A required column is missing.
    #[error("the column '{column}' is missing; the file has {found}")]
    MissingColumn {
        /// The column.
        column: &'static str,
        /// The columns of the file.
        found: String,
    },
    /// A row with more cells than the header.
    #[error("{cells} cells where the header has {columns}")]
    Ragged {
        /// Cells found.
        cells: usize,
        /// Cells expected.
        columns: usize,
    },
}

impl Hint for TsvFault {
    fn hint(&self) -> Option<String> {
        match self {
            Self::NotUtf8 { .. } => Some("save it as UTF-8 and try again".to_owned()),
            Self::NoHeader { columns } | Self::UnknownColumn { columns, .. } => {
                Some(format!("the columns are {columns}"))
            }
            Self::Ragged { .. } => Some("is a tab missing or one too many?".to_owned()),
            Self::Unreadable(_) | Self::MissingColumn { .. } => None,
        }
    }
}

/// A value that is not allowed; a fault that several formats share.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{column} = '{value}'; it is one of {allowed}")]
pub struct BadValue {
    /// The column.
    pub column: &'static str,
    /// The offending value.
    pub value: String,
    /// The allowed values.
    pub allowed: String,
}
