//! Why something cannot be written.

use std::path::PathBuf;

/// Why something cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OutputError {
    /// The system refused.
    #[error("{}: cannot be written: {source}", path.display())]
    Write {
        /// Where.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is something there that is not ours.
    #[error("{}: is there already and is no complete result of standpoint; name another directory, or replace it with --force", path.display())]
    NotOurs {
        /// Where.
        path: PathBuf,
    },
    /// A file stands where the directory should.
    #[error("{}: is a file, not a directory; name another", path.display())]
    IsAFile {
        /// Where.
        path: PathBuf,
    },
    /// Replacing it would delete the input.
    #[error("{}: holds the input {}; the results would replace it, so name another directory", path.display(), input.display())]
    HoldsInput {
        /// Where.
        path: PathBuf,
        /// The input.
        input: PathBuf,
    },
    /// The workbook cannot be made.
    #[error("{}: {source}", path.display())]
    Workbook {
        /// Where.
        path: PathBuf,
        /// Why.
        source: Box<rust_xlsxwriter::XlsxError>,
    },
}

impl OutputError {
    /// For `map_err` on I/O results.
    pub fn write(path: &std::path::Path) -> impl Fn(std::io::Error) -> Self + '_ {
        |source| Self::Write { path: path.to_path_buf(), source }
    }

    /// The same for results of the `csv` crate, whose own conversion would hide what the system said.
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

    /// Whether the reader at the other end of a pipe has gone, which is no failure.
    #[must_use]
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Write { source, .. } if source.kind() == std::io::ErrorKind::BrokenPipe)
    }
}
