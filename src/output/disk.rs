//! The one file of this folder that touches files and folders: small functions over `std::fs`, and the two ways in
//! which something complete takes the place of what was there, a file ([`replace`]) or a folder ([`swap`]).
//!
//! What is written is flushed to the disk before it gets its name, and so is the folder afterwards: a power cut leaves
//! what was there before or what is new, and that whole.

use super::failure::{OutputError, OutputFault};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub(super) use std::fs::File;

/// The folder that holds `path`, or will.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes an empty file, or empties the one that is there.
pub(super) fn create(path: &Path) -> io::Result<File> {
    File::create(path)
}

/// Opens a file to be read.
pub(super) fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Makes a file and locks it for as long as it is open; where the system has no locks it is only made.
pub(super) fn create_locked(path: &Path) -> io::Result<File> {
    let file = create(path)?;
    let _ = file.try_lock();
    Ok(file)
}

/// Whether somebody holds the lock of a file.
pub(super) fn is_locked(path: &Path) -> bool {
    open(path).is_ok_and(|file| matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock)))
}

/// Flushes a file to the disk.
pub(super) fn sync(file: &File) -> io::Result<()> {
    file.sync_all()
}

/// Flushes the names in a folder to the disk. Not every system lets a folder be opened; the files themselves were
/// flushed.
pub(super) fn sync_folder(path: &Path) {
    if let Ok(folder) = File::open(path) {
        let _ = folder.sync_all();
    }
}

/// Makes a folder in `parent`, named `prefix` and a few random letters, which goes when it is dropped.
pub(super) fn temporary_folder(parent: &Path, prefix: &str) -> io::Result<TempDir> {
    let folder = tempfile::Builder::new().prefix(prefix).tempdir_in(parent)?;
    open_to_others(folder.path(), 0o755);
    Ok(folder)
}

/// What is temporary is closed to others; results are as open as the user's other files and folders.
fn open_to_others(path: &Path, mode: u32) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = (path, mode);
}

/// Makes a folder and those missing above it.
pub(super) fn create_folders(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// The paths in a folder, in the order of the system.
pub(super) fn entries(path: &Path) -> io::Result<impl Iterator<Item = io::Result<PathBuf>>> {
    Ok(fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())))
}

/// Removes a file.
pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    fs::remove_file(path)
}

/// Removes a folder if nothing is in it.
pub(super) fn remove_empty(path: &Path) -> io::Result<()> {
    fs::remove_dir(path)
}

/// Removes a folder with all that is in it, as far as the system lets it.
pub(super) fn remove_all(path: &Path) {
    let _ = fs::remove_dir_all(path);
}

/// Gives what is at `from` the name `to`.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

/// Lets two paths change places in one step; false where the system or the file system cannot.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

/// What [`swap`] does to names; a test can put another system in the place of [`Names::SYSTEM`].
pub(super) struct Names {
    /// Lets two paths change places in one step; false where that cannot be done.
    pub(super) exchange: fn(&Path, &Path) -> bool,
    /// Gives what is at the first path the second as its name.
    pub(super) rename: fn(&Path, &Path) -> io::Result<()>,
}

impl Names {
    /// The system that the program runs on.
    pub(super) const SYSTEM: Self = Self { exchange, rename };
}

/// What the name of a folder ends in that [`swap`] has set aside, after a point.
const ASIDE: &str = "old";

/// The name of what stood where the folder `new` goes, for as long as neither of them stands there.
fn aside(new: &Path) -> PathBuf {
    let mut name = new.as_os_str().to_owned();
    name.push(".");
    name.push(ASIDE);
    name.into()
}

/// Whether [`swap`] gave a folder its name, and was cut short if it still has it.
pub(super) fn is_aside(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == ASIDE)
}

/// Puts the folder `new` where `target` is, and what stood there, if anything did, where `new` was.
///
/// Where names cannot be exchanged that takes three renames. Cut short between them, it leaves the old folder under a
/// name that [`is_aside`] knows and nothing at `target`; what has that name is whole.
///
/// # Errors
/// The system refuses; what stood at `target` still stands there.
pub(super) fn swap(new: &Path, target: &Path, names: &Names) -> io::Result<()> {
    if !target.exists() {
        return (names.rename)(new, target);
    }
    if (names.exchange)(new, target) {
        return Ok(());
    }
    let aside = aside(new);
    (names.rename)(target, &aside)?;
    if let Err(error) = (names.rename)(new, target) {
        let _ = (names.rename)(&aside, target);
        return Err(error);
    }
    // The name goes before the folder does: a removal that is cut short must not be taken for a whole result.
    if (names.rename)(&aside, new).is_err() {
        remove_all(&aside);
    }
    Ok(())
}

/// Puts what `write` writes in the place of the file `target`, whole or not at all: it goes into a temporary file
/// beside it, which is flushed and then renamed. A device or a pipe has no place to take; it is written to.
///
/// # Errors
/// `write` fails or the system refuses; what stood there before still stands.
pub(super) fn replace(
    target: &Path,
    write: impl FnOnce(&mut File) -> Result<(), OutputError>,
) -> Result<(), OutputError> {
    let fail = OutputFault::write(target);
    if is_stream(target) {
        let mut stream = create(target).map_err(&fail)?;
        return write(&mut stream);
    }
    let folder = folder_of(target);
    let mut temporary = tempfile::Builder::new().tempfile_in(folder).map_err(&fail)?;
    write(temporary.as_file_mut())?;
    open_to_others(temporary.path(), 0o644);
    sync(temporary.as_file()).map_err(&fail)?;
    temporary.persist(target).map_err(|error| fail(error.error))?;
    sync_folder(folder);
    Ok(())
}

/// Whether there is something that is neither file nor folder: `/dev/null`, say.
fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn write(target: &Path, text: &str) -> Result<(), OutputError> {
        replace(target, |file| file.write_all(text.as_bytes()).map_err(OutputFault::write(target)))
    }

    fn count(folder: &Path) -> usize {
        entries(folder).unwrap().count()
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("table.csv");
        for text in ["one", "2"] {
            write(&target, text).unwrap();
            assert_eq!(fs::read_to_string(&target).unwrap(), text);
        }
        assert_eq!(count(place.path()), 1);
    }

    #[test]
    fn a_file_stands_as_it_was_if_writing_fails_half_way() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("table.csv");
        write(&target, "one").unwrap();
        let full = replace(&target, |file| {
            file.write_all(b"tw").unwrap();
            Err(OutputFault::write(&target)(io::ErrorKind::StorageFull.into()))
        });
        assert!(full.is_err());
        assert_eq!(fs::read_to_string(&target).unwrap(), "one");
        assert_eq!(count(place.path()), 1);
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_what_is_written() {
        use std::os::unix::fs::PermissionsExt;
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("table.csv");
        write(&target, "one").unwrap();
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o644);
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_and_not_replaced() {
        let device = Path::new("/dev/null");
        assert!(is_stream(device));
        write(device, "one").unwrap();
        assert!(is_stream(device));
        let place = tempfile::tempdir().unwrap();
        assert!(!is_stream(place.path()) && !is_stream(&place.path().join("new")));
    }

    #[test]
    fn what_is_set_aside_is_known_by_its_name() {
        let new = Path::new("results/.out.standpoint-Ab12Cd");
        assert!(is_aside(&aside(new)) && !is_aside(new));
        assert_eq!(aside(new), Path::new("results/.out.standpoint-Ab12Cd.old"));
    }

    #[test]
    fn no_other_file_of_the_folder_touches_the_disk() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/output");
        let sources = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.unwrap().into_path());
        for path in sources.filter(|path| path.extension().is_some_and(|extension| extension == "rs")) {
            let source = fs::read_to_string(&path).unwrap();
            let code = source.split("#[cfg(test)]").next().unwrap();
            for door in ["std::fs", "fs::", "rustix", "tempfile_in", "tempdir_in"] {
                assert!(path.ends_with("disk.rs") || !code.contains(door), "{} has {door}", path.display());
            }
        }
    }
}
