//! A directory of results that is written atomically: it appears whole or not at all.
//!
//! Files are written into a hidden directory beside the target, flushed to disk, and swapped in by one rename (an
//! exchange, if the system supports it). A crash leaves either the old result or the new one; the next run removes what
//! a crashed run left beside it, unless its lock is still held by a running process. If the system cannot exchange
//! names, a crash between the renames leaves the old result under another name, and the next run restores it.

use super::disk::{self, File, Names};
use super::failure::{OutputError, OutputFault};
use super::folders::MadeFolders;
use crate::ingest::{RESULT_MARK, UNDER_WAY, is_result};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

const LOCK: &str = ".lock";

/// Which existing directories may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// A complete result of this program, or an empty directory.
    Ours,
    /// Any directory.
    Any,
}

/// A result that is being written.
#[derive(Debug)]
pub struct Directory {
    target: PathBuf,
    temporary: Option<tempfile::TempDir>,
    lock: Option<File>,
    /// Dropped last: its folders can be removed only after their content.
    _made: MadeFolders,
}

impl Directory {
    /// Prepares to write `target`; `inputs` must not be inside it.
    ///
    /// # Errors
    /// The existing directory may not be replaced, or the place cannot be written.
    pub fn create(target: &Path, existing: Existing, inputs: &[PathBuf]) -> Result<Self, OutputError> {
        let fail = OutputFault::write(target);
        let parent = disk::folder_of(target);
        let made = MadeFolders::create(parent).map_err(&fail)?;
        let prefix = format!(".{}{UNDER_WAY}", name_of(target));
        recover(parent, &prefix, target);
        if target.is_file() {
            return Err(OutputFault::IsAFile.at(target));
        }
        if target.is_dir() {
            let real = target.canonicalize().map_err(&fail)?;
            for input in inputs.iter().filter_map(|input| input.canonicalize().ok()) {
                if input.starts_with(&real) {
                    return Err(OutputFault::HoldsInput { input }.at(target));
                }
            }
            if existing == Existing::Ours && !is_result(target) && !is_empty(target) {
                return Err(OutputFault::NotOurs.at(target));
            }
        }
        let temporary = disk::temporary_folder(parent, &prefix).map_err(&fail)?;
        let lock = disk::create_locked(&temporary.path().join(LOCK)).map_err(&fail)?;
        Ok(Self { target: target.to_path_buf(), temporary: Some(temporary), lock: Some(lock), _made: made })
    }

    fn path(&self) -> &Path {
        self.temporary.as_ref().map_or(Path::new("."), tempfile::TempDir::path)
    }

    /// The final path of the result.
    #[must_use]
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Creates a file in it.
    ///
    /// # Errors
    /// The file cannot be created.
    pub fn file(&self, name: &str) -> Result<BufWriter<File>, OutputError> {
        let shown = self.target.join(name);
        let file = disk::create(&self.path().join(name)).map_err(OutputFault::write(&shown))?;
        Ok(BufWriter::with_capacity(256 * 1024, file))
    }

    /// Opens a closed file of it for reading.
    ///
    /// # Errors
    /// The file does not exist.
    pub fn open(&self, name: &str) -> std::io::Result<File> {
        disk::open(&self.path().join(name))
    }

    /// Flushes a file to disk.
    ///
    /// # Errors
    /// The file cannot be written: the disk is full, for instance.
    pub fn close(&self, name: &str, file: BufWriter<File>) -> Result<(), OutputError> {
        let shown = self.target.join(name);
        let fail = OutputFault::write(&shown);
        let file = file.into_inner().map_err(|error| fail(error.into_error()))?;
        disk::sync(&file).map_err(&fail)
    }

    /// Writes the commit mark and swaps the directory in.
    ///
    /// # Errors
    /// The mark cannot be written or the directory cannot be renamed; the old directory is then unchanged.
    pub fn commit(self, mark: &[u8]) -> Result<(), OutputError> {
        self.commit_by(mark, &Names::SYSTEM)
    }

    fn commit_by(mut self, mark: &[u8], names: &Names) -> Result<(), OutputError> {
        let mut file = self.file(RESULT_MARK)?;
        file.write_all(mark).map_err(OutputFault::write(&self.target))?;
        self.close(RESULT_MARK, file)?;
        let fail = OutputFault::write(&self.target);
        let Some(temporary) = self.temporary.take() else { return Ok(()) };
        drop(self.lock.take());
        disk::remove_file(&temporary.path().join(LOCK)).map_err(&fail)?;
        disk::sync_folder(temporary.path());
        // Removed by name from here on: after a crash, the next run needs to find everything.
        let new = temporary.keep();
        let swapped = disk::swap(&new, &self.target, names);
        disk::sync_folder(disk::folder_of(&self.target));
        // `new` is now the old result, or the new one if it could not be swapped in.
        disk::remove_all(&new);
        swapped.map_err(fail)
    }
}

fn name_of(target: &Path) -> String {
    target.file_name().map_or_else(|| "results".to_owned(), |name| name.to_string_lossy().into_owned())
}

fn is_empty(target: &Path) -> bool {
    disk::entries(target).is_ok_and(|mut entries| entries.next().is_none())
}

/// Restores an old result that a crash left aside, and removes unfinished results of crashed runs.
fn recover(parent: &Path, prefix: &str, target: &Path) {
    let Ok(entries) = disk::entries(parent) else { return };
    let mut left: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(prefix)))
        .collect();
    left.sort();
    for path in left {
        if disk::is_aside(&path) && !target.exists() {
            // It was at the target, whatever it is: with `Existing::Any` it need not be a result.
            let _ = disk::rename(&path, target);
        } else if !disk::is_locked(&path.join(LOCK)) {
            disk::remove_all(&path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io;

    const OURS: &[u8] = br#"{"standpoint": {}}"#;

    /// A system that cannot exchange names.
    const NO_EXCHANGE: Names = Names { exchange: |_, _| false, ..Names::SYSTEM };

    /// The same, and the rename of the new result fails.
    const REFUSED: Names = Names {
        rename: |from, to| match is_new_result(from, to) {
            true => Err(io::ErrorKind::PermissionDenied.into()),
            false => disk::rename(from, to),
        },
        ..NO_EXCHANGE
    };

    /// The same, and the program is killed before the rename of the new result.
    const KILLED: Names = Names {
        rename: |from, to| {
            assert!(!is_new_result(from, to), "killed between the renames");
            disk::rename(from, to)
        },
        ..NO_EXCHANGE
    };

    /// Whether a rename moves the new result to the target.
    fn is_new_result(from: &Path, to: &Path) -> bool {
        to.ends_with("out") && !disk::is_aside(from)
    }

    fn write(target: &Path, existing: Existing, content: &str) -> Result<(), OutputError> {
        write_by(target, existing, content, &Names::SYSTEM)
    }

    fn write_by(target: &Path, existing: Existing, content: &str, names: &Names) -> Result<(), OutputError> {
        let directory = Directory::create(target, existing, &[])?;
        let mut file = directory.file("a.csv")?;
        file.write_all(content.as_bytes()).unwrap();
        directory.close("a.csv", file)?;
        directory.commit_by(OURS, names)
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
        let refused = write(&target, Existing::Ours, "x").unwrap_err();
        assert!(matches!(*refused.error, OutputFault::NotOurs), "{refused}");
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
    fn a_result_is_replaced_whole_where_names_cannot_be_exchanged() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("out");
        for content in ["one", "two", "three"] {
            write_by(&target, Existing::Ours, content, &NO_EXCHANGE).unwrap();
            assert_eq!(fs::read_to_string(target.join("a.csv")).unwrap(), content);
            assert_eq!(entries(place.path()), ["out"]);
        }
    }

    #[test]
    fn the_old_result_still_stands_where_the_new_one_is_refused_its_name() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("out");
        write(&target, Existing::Ours, "one").unwrap();
        write_by(&target, Existing::Ours, "two", &REFUSED).unwrap_err();
        assert_eq!(fs::read_to_string(target.join("a.csv")).unwrap(), "one");
        assert_eq!(entries(place.path()), ["out"]);
    }

    #[test]
    fn an_old_result_that_a_crash_left_set_aside_is_put_back() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("out");
        write(&target, Existing::Ours, "one").unwrap();
        let killed = std::panic::catch_unwind(|| write_by(&target, Existing::Ours, "two", &KILLED));
        assert!(killed.is_err() && !target.exists());
        assert_eq!(entries(place.path()).len(), 2);
        drop(Directory::create(&target, Existing::Ours, &[]).unwrap());
        assert_eq!(fs::read_to_string(target.join("a.csv")).unwrap(), "one");
        assert_eq!(entries(place.path()), ["out"]);
        write_by(&target, Existing::Ours, "three", &NO_EXCHANGE).unwrap();
        assert_eq!(fs::read_to_string(target.join("a.csv")).unwrap(), "three");
        assert_eq!(entries(place.path()), ["out"]);
    }

    #[test]
    fn what_is_not_ours_is_put_back_too() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("out");
        fs::create_dir(&target).unwrap();
        fs::write(target.join("thesis.doc"), "years").unwrap();
        let killed = std::panic::catch_unwind(|| write_by(&target, Existing::Any, "x", &KILLED));
        assert!(killed.is_err() && !target.exists());
        let again = Directory::create(&target, Existing::Ours, &[]).unwrap_err();
        assert!(matches!(*again.error, OutputFault::NotOurs), "{again}");
        assert_eq!(entries(&target), ["thesis.doc"]);
        assert_eq!(entries(place.path()), ["out"]);
    }

    #[test]
    fn the_input_is_never_replaced() {
        let place = tempfile::tempdir().unwrap();
        let input = place.path().join("a.txt");
        fs::write(&input, "text").unwrap();
        let error = Directory::create(place.path(), Existing::Any, &[input]).unwrap_err();
        assert!(matches!(*error.error, OutputFault::HoldsInput { .. }), "{error}");
    }
}
