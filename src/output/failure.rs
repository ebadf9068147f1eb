//! Errors of output.

use std::path::PathBuf;

/// Why a result cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OutputError {
    /// The system reported an error.
    #[error("{}: cannot be written: {source}", path.display())]
    Write {
        /// Path.
        path: PathBuf,
        /// Cause.
        source: std::io::Error,
    },
    /// Something exists there that is not a result of this program.
    #[error("{}: is there already and is no complete result of standpoint; name another directory, or replace it with --force", path.display())]
    NotOurs {
        /// Path.
        path: PathBuf,
    },
    /// A file has the name of the directory.
    #[error("{}: is a file, not a directory; name another", path.display())]
    IsAFile {
        /// Path.
        path: PathBuf,
    },
    /// Replacing it would delete the input.
    #[error("{}: holds the input {}; the results would replace it, so name another directory", path.display(), input.display())]
    HoldsInput {
        /// Path.
        path: PathBuf,
        /// The input.
        input: PathBuf,
    },
    /// The workbook cannot be written.
    #[error("{}: {source}", path.display())]
    Workbook {
        /// Path.
        path: PathBuf,
        /// Cause.
        source: Box<rust_xlsxwriter::XlsxError>,
    },
}

impl OutputError {
    /// For `map_err` on I/O results.
    pub fn write(path: &std::path::Path) -> impl Fn(std::io::Error) -> Self + '_ {
        |source| Self::Write { path: path.to_path_buf(), source }
    }

    /// The same for results of the `csv` crate, whose own conversion would hide the error of the system.
    pub fn write_csv(path: &std::path::Path) -> impl Fn(csv::Error) -> Self + '_ {
        |error| {
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
        matches!(self, Self::Write { source, .. } if source.kind() == std::io::ErrorKind::BrokenPipe)
    }
}
