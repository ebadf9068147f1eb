//! Copies of what can be read only once, for runs that read their inputs twice.

use crate::tsv::{Hint, path_name};
use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Copies of stdin and of pipes, each read once to its end. Files are not copied, and devices neither, for some have no
/// end. A copy is a temporary file without a name where the system has such files, so that nothing stays of it however
/// the run ends; it is there as long as this is.
#[derive(Debug, Default)]
pub struct Spool {
    copies: BTreeMap<PathBuf, Copy>,
}

/// An input that cannot be kept.
#[derive(Debug, thiserror::Error)]
#[error("{name} cannot be kept: {error}")]
pub struct SpoolError {
    /// Its path, or `stdin`.
    pub name: String,
    /// What the system says.
    pub error: io::Error,
}

impl Hint for SpoolError {
    fn hint(&self) -> Option<String> {
        let hint = "it is read twice, and can be read once: set TMPDIR to a folder with room for a copy, or save it as \
                    a file first";
        Some(hint.to_owned())
    }
}

/// The file that holds a copy.
#[derive(Debug)]
enum Copy {
    /// It goes by the number under which it is open.
    Nameless { _open: File, path: PathBuf },
    /// It is removed at the end.
    Named(NamedTempFile),
}

impl Copy {
    fn path(&self) -> &Path {
        match self {
            Self::Nameless { path, .. } => path,
            Self::Named(file) => file.path(),
        }
    }
}

impl Spool {
    /// Copies those of `paths` that are stdin (`-`) or pipes.
    ///
    /// # Errors
    /// One of them cannot be read, or a temporary file cannot be written.
    pub fn of(paths: &[PathBuf]) -> Result<Self, SpoolError> {
        let mut copies = BTreeMap::new();
        for path in paths.iter().filter(|path| is_stdin(path) || is_pipe(path)) {
            let failed = |error| {
                let name = if is_stdin(path) { "stdin".to_owned() } else { path_name(path) };
                SpoolError { name, error }
            };
            if !copies.contains_key(path) {
                copies.insert(path.clone(), copied(path).map_err(failed)?);
            }
        }
        Ok(Self { copies })
    }

    /// Whether the input is copied, or need not be, for it can be read again.
    #[must_use]
    pub fn is_readable_again(&self, path: &Path) -> bool {
        self.copies.contains_key(path) || !is_read_once(path)
    }

    /// The copy of an input.
    pub(super) fn copy(&self, path: &Path) -> Option<&Path> {
        self.copies.get(path).map(Copy::path)
    }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Whether an input is stdin, a pipe or a device: something that may give its content only once.
#[must_use]
pub fn is_read_once(path: &Path) -> bool {
    is_stdin(path) || path.metadata().is_ok_and(|about| !about.is_file() && !about.is_dir())
}

/// Whether a path names a pipe.
#[must_use]
pub fn is_pipe(path: &Path) -> bool {
    path.metadata().is_ok_and(|about| is_pipe_by(&about))
}

#[cfg(unix)]
fn is_pipe_by(about: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    about.file_type().is_fifo() || about.file_type().is_socket()
}

#[cfg(not(unix))]
fn is_pipe_by(_: &Metadata) -> bool {
    false
}

fn copied(path: &Path) -> io::Result<Copy> {
    let fill = |file: &mut File| {
        if is_stdin(path) { io::copy(&mut io::stdin(), file) } else { io::copy(&mut File::open(path)?, file) }
    };
    if let Some((mut open, path)) = nameless() {
        fill(&mut open)?;
        return Ok(Copy::Nameless { _open: open, path });
    }
    let mut file = NamedTempFile::new()?;
    fill(file.as_file_mut())?;
    Ok(Copy::Named(file))
}

/// A temporary file that no folder lists, and a path by which it is opened again; none where there is no such path.
fn nameless() -> Option<(File, PathBuf)> {
    #[cfg(target_os = "linux")]
    {
        use std::os::fd::AsRawFd;
        let file = tempfile::tempfile().ok()?;
        let path = PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()));
        File::open(&path).ok()?;
        Some((file, path))
    }
    #[cfg(not(target_os = "linux"))]
    None
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    #[cfg(target_os = "linux")]
    fn a_pipe_is_read_as_often_as_one_likes() {
        use std::io::Write;
        use std::os::fd::AsRawFd;
        let (from, mut to) = io::pipe().unwrap();
        to.write_all(b"France praised Spain.").unwrap();
        drop(to);
        let path = PathBuf::from(format!("/proc/self/fd/{}", from.as_raw_fd()));
        assert!(is_pipe(&path) && is_read_once(&path));
        // Named twice, it is read once.
        let spool = Spool::of(&[path.clone(), path.clone()]).unwrap();
        let copy = spool.copy(&path).unwrap();
        for _ in 0..2 {
            assert_eq!(fs::read_to_string(copy).unwrap(), "France praised Spain.");
        }
        assert!(copy.is_file() && spool.is_readable_again(&path));
    }

    #[test]
    fn what_can_be_read_again_is_not_copied() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        fs::write(&file, "A text.").unwrap();
        let device = PathBuf::from("/dev/null");
        let paths = [file.clone(), folder.path().to_path_buf(), device.clone(), "not/there".into()];
        let spool = Spool::of(&paths).unwrap();
        assert!(spool.copies.is_empty());
        assert!(spool.is_readable_again(&file) && !spool.is_readable_again(&device));
        assert!(!is_pipe(&device) && is_read_once(Path::new("-")));
    }
}
