//! What keeps a sheet from being filled.

use crate::output::failure::{OutputError, OutputFault};
use rust_xlsxwriter::XlsxError;
use std::path::Path;

/// Why a sheet cannot be filled.
pub(super) enum Fault {
    /// A table cannot be read.
    Read(OutputError),
    /// The workbook cannot be made.
    Book(Box<XlsxError>),
}

impl From<OutputError> for Fault {
    fn from(error: OutputError) -> Self {
        Self::Read(error)
    }
}

impl From<XlsxError> for Fault {
    fn from(error: XlsxError) -> Self {
        Self::Book(Box::new(error))
    }
}

/// For `map_err`.
pub(super) fn fault(error: XlsxError) -> Fault {
    error.into()
}

impl Fault {
    /// It with its place.
    pub(super) fn at(self, target: &Path) -> OutputError {
        match self {
            Self::Read(error) => error,
            Self::Book(error) => match *error {
                XlsxError::IoError(source) => OutputFault::write(target)(source),
                source => OutputFault::Workbook(Box::new(source)).at(target),
            },
        }
    }
}
