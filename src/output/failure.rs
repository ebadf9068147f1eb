//! Errors of output.

use crate::tsv::path_name;
use crate::tsv::{Hint, Located};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Why something cannot be written, with its path.
pub type OutputError = Located<OutputFault>;

/// Why a result cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OutputFault {
    /// The system refused.
    #[error("cannot be written: {0}")]
    Write(#[source] std::io::Error),
    /// There is something there that is not ours.
    #[error("is there already and is no complete result of standpoint")]
    NotOurs,
    /// A file stands where the directory should.
    #[error("is a file, not a directory")]
    IsAFile,
    /// Replacing it would delete the input.
    #[error("holds the input {}", path_name(input))]
    HoldsInput {
        /// The input.
        input: PathBuf,
    },
    /// Another run writes there.
    #[error("another run writes to it")]
    Busy,
    /// A file of the user has the name of one that would be written.
    #[error("holds {name}, which is not of a result and would be written")]
    InTheWay {
        /// Its name.
        name: String,
    },
    /// This build does not write Parquet.
    #[error("cannot be written: this build has no Parquet")]
    NoParquet,
    /// The workbook cannot be made.
    #[error("{0}")]
    Workbook(#[source] Box<rust_xlsxwriter::XlsxError>),
}

impl Hint for OutputFault {
    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::NotOurs => {
                "name another directory, or write into it with --force, which keeps what is there"
            }
            Self::IsAFile => "name another",
            Self::HoldsInput { .. } => "results and inputs do not mix, so name another directory",
            Self::Busy => "wait for it with --wait, or name another directory",
            Self::InTheWay { .. } => "move it away, or let --force give it another name",
            Self::Write(source) => match source.kind() {
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "free some space, or name another disk",
                ErrorKind::FileTooLarge => "files may be no larger here: see 'ulimit -f'",
                _ => return None,
            },
            Self::NoParquet => "build standpoint with --features parquet",
            Self::Workbook(_) => return None,
        };
        Some(hint.to_owned())
    }
}

impl OutputFault {
    /// The fault at a place.
    pub(super) fn at(self, path: &Path) -> OutputError {
        OutputError::file(&path_name(path), self)
    }

    /// For `map_err` on I/O results.
    pub fn write(path: &Path) -> impl Fn(std::io::Error) -> OutputError + '_ {
        move |source| Self::Write(source).at(path)
    }

    /// The same for results of the `csv` crate, whose own conversion would hide what the system said.
    pub fn write_csv(path: &Path) -> impl Fn(csv::Error) -> OutputError + '_ {
        move |error| {
            let source = if error.is_io_error() {
                match error.into_kind() {
                    csv::ErrorKind::Io(source) => source,
                    kind => std::io::Error::other(format!("{kind:?}")),
                }
            } else {
                error.into()
            };
            Self::write(path)(source)
        }
    }

    /// Whether the reader of a pipe has closed it, which is not a failure.
    #[must_use]
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Write(source) if source.kind() == std::io::ErrorKind::BrokenPipe)
    }
}
