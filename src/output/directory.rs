//! A directory of results that appears whole or not at all.
//!
//! Files are written into a hidden directory beside the target, flushed to disk, and swapped in by one rename
//! (an exchange, where the system has it). A crash leaves the old result, or the new one; what a crashed run left
//! beside it is cleared away by the next, unless its lock says that its run is still alive.

use super::failure::OutputError;
use super::folders::MadeFolders;
use crate::ingest::{RESULT_MARK, UNDER_WAY, is_result};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

const LOCK: &str = ".lock";

/// What may be done with a directory that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Replace it if it is a complete result of ours, or empty.
    Ours,
    /// Replace it whatever it is.
    Any,
}

/// A result under way.
#[derive(Debug)]
pub struct Directory {
    target: PathBuf,
    temporary: Option<tempfile::TempDir>,
    lock: Option<File>,
    /// Dropped last: what stands in them goes before.
    _made: MadeFolders,
}

impl Directory {
    /// Prepares to write `target`; `inputs` must not be inside it.
    ///
    /// # Errors
    /// Something stands there that may not be replaced, or the place cannot be written.
    pub fn create(target: &Path, existing: Existing, inputs: &[PathBuf]) -> Result<Self, OutputError> {
        let fail = OutputError::write(target);
        let parent = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
            _ => PathBuf::from("."),
        };
        let made = MadeFolders::create(&parent).map_err(&fail)?;
        let prefix = format!(".{}{UNDER_WAY}", name_of(target));
        recover(&parent, &prefix, target);
        if target.is_file() {
            return Err(OutputError::IsAFile { path: target.to_path_buf() });
        }
        if target.is_dir() {
            let real = target.canonicalize().map_err(&fail)?;
            for input in inputs.iter().filter_map(|input| input.canonicalize().ok()) {
                if input.starts_with(&real) {
                    return Err(OutputError::HoldsInput { path: target.to_path_buf(), input });
                }
            }
            if existing == Existing::Ours && !is_result(target) && !is_empty(target) {
                return Err(OutputError::NotOurs { path: target.to_path_buf() });
            }
        }
        let temporary = tempfile::Builder::new().prefix(&prefix).tempdir_in(&parent).map_err(&fail)?;
        let lock = File::create(temporary.path().join(LOCK)).map_err(&fail)?;
        // Where the system has no locks the run goes on without.
        let _ = lock.try_lock();
        open_to_others(temporary.path());
        Ok(Self { target: target.to_path_buf(), temporary: Some(temporary), lock: Some(lock), _made: made })
    }

    fn path(&self) -> &Path {
        self.temporary.as_ref().map_or(Path::new("."), tempfile::TempDir::path)
    }

    /// Where the result will stand.
    #[must_use]
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// A new file in it.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn file(&self, name: &str) -> Result<BufWriter<File>, OutputError> {
        let shown = self.target.join(name);
        let file = File::create(self.path().join(name)).map_err(OutputError::write(&shown))?;
        Ok(BufWriter::with_capacity(256 * 1024, file))
    }

    /// Opens a file of it that was closed.
    ///
    /// # Errors
    /// It is not there.
    pub fn open(&self, name: &str) -> std::io::Result<File> {
        File::open(self.path().join(name))
    }

    /// Flushes a file to the disk.
    ///
    /// # Errors
    /// The disk is full, say.
    pub fn close(&self, name: &str, file: BufWriter<File>) -> Result<(), OutputError> {
        let shown = self.target.join(name);
        let fail = OutputError::write(&shown);
        let file = file.into_inner().map_err(|error| fail(error.into_error()))?;
        file.sync_all().map_err(&fail)
    }

    /// Writes the commit mark and swaps the directory in.
    ///
    /// # Errors
    /// The mark cannot be written or the directory cannot be renamed; the old one then still stands.
    pub fn commit(mut self, mark: &[u8]) -> Result<(), OutputError> {
        let mut file = self.file(RESULT_MARK)?;
        file.write_all(mark).map_err(OutputError::write(&self.target))?;
        self.close(RESULT_MARK, file)?;
        let fail = OutputError::write(&self.target);
        let Some(temporary) = self.temporary.take() else { return Ok(()) };
        drop(self.lock.take());
        fs::remove_file(temporary.path().join(LOCK)).map_err(&fail)?;
        sync_directory(temporary.path());
        let from = temporary.path();
        if self.target.exists() {
            if exchange(from, &self.target) {
                // The old result now stands where the new one was written and goes with it.
                drop(temporary);
            } else {
                let aside = from.with_extension("old");
                fs::rename(&self.target, &aside).map_err(&fail)?;
                if let Err(error) = fs::rename(from, &self.target) {
                    let _ = fs::rename(&aside, &self.target);
                    return Err(fail(error));
                }
                let _ = temporary.keep();
                let _ = fs::remove_dir_all(&aside);
            }
        } else {
            fs::rename(from, &self.target).map_err(&fail)?;
            let _ = temporary.keep();
        }
        if let Some(parent) = self.target.parent() {
            sync_directory(if parent.as_os_str().is_empty() { Path::new(".") } else { parent });
        }
        Ok(())
    }
}

fn name_of(target: &Path) -> String {
    target.file_name().map_or_else(|| "results".to_owned(), |name| name.to_string_lossy().into_owned())
}

fn is_empty(target: &Path) -> bool {
    fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_none())
}

/// Puts back what a crash left moved aside, and clears away what crashed runs left half-written.
fn recover(parent: &Path, prefix: &str, target: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    let mut left: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(prefix)))
        .collect();
    left.sort();
    for path in left {
        if path.extension().is_some_and(|extension| extension == "old")
            && !target.exists()
            && is_result(&path)
        {
            let _ = fs::rename(&path, target);
            continue;
        }
        let alive = match File::open(path.join(LOCK)) {
            Ok(lock) => matches!(lock.try_lock(), Err(fs::TryLockError::WouldBlock)),
            Err(_) => false,
        };
        if !alive {
            let _ = fs::remove_dir_all(&path);
        }
    }
}

/// A temporary directory is closed to others; results are as open as the user's other directories.
fn open_to_others(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(0o755));
    }
    #[cfg(not(unix))]
    let _ = path;
}

fn sync_directory(path: &Path) {
    // Not every system lets a directory be opened; the files themselves were flushed.
    if let Ok(directory) = File::open(path) {
        let _ = directory.sync_all();
    }
}

#[cfg(target_os = "linux")]
fn exchange(from: &Path, to: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, from, CWD, to, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &[u8] = br#"{"standpoint": {}}"#;

    fn write(target: &Path, existing: Existing, content: &str) -> Result<(), OutputError> {
        let directory = Directory::create(target, existing, &[])?;
        let mut file = directory.file("a.csv")?;
        file.write_all(content.as_bytes()).unwrap();
        directory.close("a.csv", file)?;
        directory.commit(OURS)
    }

    fn entries(path: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(path).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_result_is_replaced_whole_and_leaves_nothing_beside_it() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("out");
        write(&target, Existing::Ours, "one").unwrap();
        fs::write(target.join("note.txt"), "mine").unwrap();
        write(&target, Existing::Ours, "two").unwrap();
        assert_eq!(fs::read_to_string(target.join("a.csv")).unwrap(), "two");
        assert_eq!(entries(&target), ["a.csv", "datapackage.json"]);
        assert_eq!(entries(place.path()), ["out"]);
    }

    #[test]
    fn what_is_not_ours_is_left_alone_without_force() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("out");
        fs::create_dir(&target).unwrap();
        fs::write(target.join("thesis.doc"), "years").unwrap();
        assert!(matches!(write(&target, Existing::Ours, "x"), Err(OutputError::NotOurs { .. })));
        assert_eq!(entries(&target), ["thesis.doc"]);
        write(&target, Existing::Any, "x").unwrap();
        assert_eq!(entries(&target), ["a.csv", "datapackage.json"]);
    }

    #[test]
    fn a_run_that_does_not_commit_changes_nothing() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("out");
        write(&target, Existing::Ours, "one").unwrap();
        let directory = Directory::create(&target, Existing::Ours, &[]).unwrap();
        drop(directory);
        assert_eq!(fs::read_to_string(target.join("a.csv")).unwrap(), "one");
        assert_eq!(entries(place.path()), ["out"]);
    }

    #[test]
    fn what_a_crash_left_is_cleared_away_but_a_living_run_is_not() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("out");
        fs::create_dir(place.path().join(".out.standpoint-dead")).unwrap();
        let living = Directory::create(&target, Existing::Ours, &[]).unwrap();
        write(&target, Existing::Ours, "one").unwrap();
        assert_eq!(entries(place.path()).len(), 2);
        living.commit(OURS).unwrap();
        assert_eq!(entries(place.path()), ["out"]);
    }

    #[test]
    fn an_old_result_moved_aside_is_put_back() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("out");
        write(&target, Existing::Ours, "one").unwrap();
        fs::rename(&target, place.path().join(".out.standpoint-x.old")).unwrap();
        drop(Directory::create(&target, Existing::Ours, &[]).unwrap());
        assert_eq!(fs::read_to_string(target.join("a.csv")).unwrap(), "one");
    }

    #[test]
    fn the_input_is_never_replaced() {
        let place = tempfile::tempdir().unwrap();
        let input = place.path().join("a.txt");
        fs::write(&input, "text").unwrap();
        let error = Directory::create(place.path(), Existing::Any, &[input]).unwrap_err();
        assert!(matches!(error, OutputError::HoldsInput { .. }));
    }
}
