//! The only file of this folder that touches the file system: small functions over `std::fs`, and the two atomic
//! replacements, of a file ([`replace`]) and of a folder ([`swap`]).
//!
//! Content is flushed to disk before it is renamed, and the folder afterwards: a power cut leaves either the old
//! content or the new, complete.

use super::failure::{OutputError, OutputFault};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub(super) use std::fs::File;

/// The parent folder of `path`.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Creates an empty file, or truncates an existing one.
pub(super) fn create(path: &Path) -> io::Result<File> {
    File::create(path)
}

/// Opens a file for reading.
pub(super) fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Creates a file and locks it while it is open; without a lock if the system has none.
pub(super) fn create_locked(path: &Path) -> io::Result<File> {
    let file = create(path)?;
    let _ = file.try_lock();
    Ok(file)
}

/// Whether a process holds the lock of a file.
pub(super) fn is_locked(path: &Path) -> bool {
    open(path).is_ok_and(|file| matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock)))
}

/// Flushes a file to disk.
pub(super) fn sync(file: &File) -> io::Result<()> {
    file.sync_all()
}

/// Flushes the entries of a folder to disk. Errors are ignored, since not every system can open folders; the files
/// themselves were flushed.
pub(super) fn sync_folder(path: &Path) {
    if let Ok(folder) = File::open(path) {
        let _ = folder.sync_all();
    }
}

/// Creates a folder in `parent`, named `prefix` and random letters, which is removed when dropped.
pub(super) fn temporary_folder(parent: &Path, prefix: &str) -> io::Result<TempDir> {
    let folder = tempfile::Builder::new().prefix(prefix).tempdir_in(parent)?;
    open_to_others(folder.path(), 0o755);
    Ok(folder)
}

/// Temporary files are private by default; results get the usual permissions.
fn open_to_others(path: &Path, mode: u32) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = (path, mode);
}

/// Creates a folder and its missing parents.
pub(super) fn create_folders(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// The paths in a folder, in system order.
pub(super) fn entries(path: &Path) -> io::Result<impl Iterator<Item = io::Result<PathBuf>>> {
    Ok(fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())))
}

/// Removes a file.
pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    fs::remove_file(path)
}

/// Removes a folder if it is empty.
pub(super) fn remove_empty(path: &Path) -> io::Result<()> {
    fs::remove_dir(path)
}

/// Removes a folder with its content, as far as permitted.
pub(super) fn remove_all(path: &Path) {
    let _ = fs::remove_dir_all(path);
}

/// Renames `from` to `to`.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

/// Exchanges two paths atomically; false if the system or the file system does not support it.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

/// The operations on names that [`swap`] needs; tests replace [`Names::SYSTEM`].
pub(super) struct Names {
    /// Exchanges two paths atomically; false if not supported.
    pub(super) exchange: fn(&Path, &Path) -> bool,
    /// Renames the first path to the second.
    pub(super) rename: fn(&Path, &Path) -> io::Result<()>,
}

impl Names {
    /// The operations of the system.
    pub(super) const SYSTEM: Self = Self { exchange, rename };
}

/// Extension of a folder that [`swap`] has moved aside.
const ASIDE: &str = "old";

/// The temporary name of the old folder while the folder `new` replaces it.
fn aside(new: &Path) -> PathBuf {
    let mut name = new.as_os_str().to_owned();
    name.push(".");
    name.push(ASIDE);
    name.into()
}

/// Whether [`swap`] moved this folder aside and was interrupted.
pub(super) fn is_aside(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == ASIDE)
}

/// Replaces the folder `target` by `new`; the old folder, if any, is then at `new`.
///
/// If names cannot be exchanged this takes three renames. Interrupted between them, it leaves the complete old folder
/// under a name recognised by [`is_aside`] and nothing at `target`.
///
/// # Errors
/// The system reports an error; `target` is then unchanged.
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
    // The folder is renamed before it is removed: a partial removal must not pass for a complete result.
    if (names.rename)(&aside, new).is_err() {
        remove_all(&aside);
    }
    Ok(())
}

/// Replaces the file `target` by what `write` writes, atomically: that goes into a temporary file beside it, which is
/// flushed and then renamed. Devices and pipes cannot be replaced and are written directly.
///
/// # Errors
/// `write` fails or the system reports an error; the old file is then unchanged.
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

/// Opens a file to read it and to append to it, and locks it while it is open; none if nothing is there.
///
/// # Errors
/// It is no file, another process has its lock, or the system reports an error.
pub(super) fn open_records(path: &Path) -> io::Result<Option<File>> {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(found) if !found.is_file() => return Err(io::Error::other("it is no regular file")),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    }
    locked(File::options().read(true).write(true).open(path)?).map(Some)
}

/// Creates such a file where nothing is, or where one that may be removed is.
///
/// # Errors
/// As [`open_records`], or something is there.
pub(super) fn create_records(path: &Path, replace: bool) -> io::Result<File> {
    if replace {
        fs::remove_file(path)?;
    }
    locked(File::options().read(true).write(true).create_new(true).open(path)?)
}

fn locked(file: File) -> io::Result<File> {
    match file.try_lock() {
        Err(fs::TryLockError::WouldBlock) => Err(io::Error::other("another run uses it")),
        // A system without locks has none to wait for.
        Ok(()) | Err(fs::TryLockError::Error(_)) => Ok(file),
    }
}

/// Whether a path is neither file nor folder: `/dev/null`, for instance.
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
