//! A single file that is written atomically: the one way in which a file outside of a [`Directory`] is written.
//!
//! It goes into a hidden file beside its place, is flushed, renamed, and the folder is flushed. The hidden file is locked
//! meanwhile, so that a later run can tell what an ended one left.
//!
//! [`Directory`]: super::Directory

use super::disk::{self, ResultFile};
use super::drafts;
use super::failure::{OutputError, OutputFault};
use super::hidden::Hidden;
use super::lock::remove_unless_locked;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Writes `bytes` beside `target` and renames them to it. A link is followed; devices and pipes are written directly.
///
/// # Errors
/// The file cannot be written; the old one is then unchanged.
pub fn write_file(target: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    if disk::is_stream(target) {
        let written = ResultFile::stream(target).and_then(|mut stream| stream.write_all(bytes));
        return written.map_err(OutputFault::write(target));
    }
    let mut pending = Pending::create(target)?;
    pending.file().write_all(bytes).map_err(OutputFault::write(target))?;
    pending.close()?.put()
}

/// A file that is being written, or is complete and not in place yet; removed when dropped.
#[derive(Debug)]
pub(super) struct Pending {
    shown: PathBuf,
    target: PathBuf,
    hidden: PathBuf,
    file: ResultFile,
    placed: bool,
}

impl Pending {
    /// Highest number of a hidden file.
    const MAX: usize = 10_000;

    /// Creates the hidden file for `target`, and removes those that ended runs left.
    ///
    /// # Errors
    /// The folder is not there or cannot be written.
    pub(super) fn create(shown: &Path) -> Result<Self, OutputError> {
        let create = || {
            let target = disk::resolve(shown)?;
            let hidden = Hidden::beside(&target);
            clear(&hidden);
            for number in 1..Self::MAX {
                let path = hidden.numbered(number);
                let file = match ResultFile::create(&path) {
                    Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
                    created => created?,
                };
                // Another run that clears up may hold it, or have removed it, before it is locked.
                if file.lock().unwrap_or(true) && file.is_in_place() {
                    file.permit_like(&target);
                    drafts::enter(drafts::Draft::File(path.clone()));
                    let shown = shown.to_path_buf();
                    return Ok(Self { shown, target, hidden: path, file, placed: false });
                }
            }
            Err(ErrorKind::AlreadyExists.into())
        };
        create().map_err(OutputFault::write(shown))
    }

    /// The file to write to.
    pub(super) fn file(&mut self) -> &mut ResultFile {
        &mut self.file
    }

    /// Flushes it to disk.
    ///
    /// # Errors
    /// The system reports an error.
    pub(super) fn close(self) -> Result<Self, OutputError> {
        self.file.sync().map_err(OutputFault::write(&self.shown))?;
        Ok(self)
    }

    /// Puts it in place.
    ///
    /// # Errors
    /// The system reports an error; the old file is then unchanged.
    pub(super) fn put(mut self) -> Result<(), OutputError> {
        drafts::leave(&self.hidden);
        disk::rename(&self.hidden, &self.target).map_err(OutputFault::write(&self.shown))?;
        self.placed = true;
        // It is in place, whether or not the system says that a power cut would leave it there.
        let _ = disk::sync_folder(disk::folder_of(&self.target));
        Ok(())
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if !self.placed {
            let _ = disk::remove_file(&self.hidden);
            drafts::leave(&self.hidden);
        }
    }
}

/// Removes hidden files that no run has locked.
fn clear(hidden: &Hidden) {
    let entries: io::Result<Vec<PathBuf>> = disk::entries(hidden.folder());
    for path in entries.unwrap_or_default() {
        if hidden.has(&path) && !disk::is_folder(&path) {
            remove_unless_locked(&path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(folder: &Path) -> Vec<String> {
        let paths = disk::entries(folder).unwrap();
        paths.iter().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("table.csv");
        for text in ["one", "2"] {
            write_file(&target, text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&target).unwrap(), text);
        }
        assert_eq!(names(place.path()), ["table.csv"]);
    }

    #[test]
    fn a_file_that_is_not_completed_changes_nothing() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("table.csv");
        write_file(&target, b"one").unwrap();
        let mut pending = Pending::create(&target).unwrap();
        pending.file().write_all(b"tw").unwrap();
        drop(pending);
        assert_eq!(fs::read_to_string(&target).unwrap(), "one");
        assert_eq!(names(place.path()), ["table.csv"]);
    }

    #[test]
    fn a_file_that_cannot_be_flushed_is_not_put_in_place() {
        use crate::ingest::{Hook, Operation};
        let place = tempfile::tempdir().unwrap();
        let root = place.path().canonicalize().unwrap();
        let target = root.join("model");
        write_file(&target, b"one").unwrap();
        for fails in [Operation::Create, Operation::Write, Operation::Sync, Operation::Rename] {
            let hook = Hook::below(&root, move |operation, _| match operation == fails {
                true => Err(io::Error::other("made up")),
                false => Ok(()),
            });
            let error = write_file(&target, b"two").unwrap_err();
            assert!(error.to_string().contains("model"), "{error}");
            drop(hook);
            assert_eq!(fs::read_to_string(&target).unwrap(), "one", "{fails:?}");
            assert_eq!(names(&root), ["model"], "{fails:?}");
        }
    }

    #[test]
    fn what_an_ended_run_left_is_cleared_and_what_a_living_one_writes_is_not() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("table.csv");
        fs::write(place.path().join(".table.csv.standpoint-7"), "left").unwrap();
        fs::write(place.path().join(".other.csv.standpoint-7"), "of another").unwrap();
        let mut living = Pending::create(&target).unwrap();
        living.file().write_all(b"living").unwrap();
        write_file(&target, b"one").unwrap();
        assert_eq!(names(place.path()), [".other.csv.standpoint-7", ".table.csv.standpoint-1", "table.csv"]);
        living.close().unwrap().put().unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "living");
        assert_eq!(names(place.path()), [".other.csv.standpoint-7", "table.csv"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_a_mode_is_kept_and_a_device_is_written_to() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let place = tempfile::tempdir().unwrap();
        let (target, link) = (place.path().join("table.csv"), place.path().join("link"));
        fs::write(&target, "one").unwrap();
        fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("table.csv", &link).unwrap();
        write_file(&link, b"two").unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "two");
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        write_file(Path::new("/dev/null"), b"one").unwrap();
        assert!(disk::is_stream(Path::new("/dev/null")));
    }
}
