//! The only file of this folder that touches the file system: small functions over `std::fs`, each past its fail
//! point.
//!
//! Files and folders are created with the permissions that the system gives by default, less the umask. Nothing here
//! removes a folder that has something in it.

use crate::ingest::{Operation, before};
use std::ffi::OsString;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A file of a result: open for writing, or for reading if it is complete.
#[derive(Debug)]
pub struct ResultFile {
    file: fs::File,
    path: PathBuf,
}

impl ResultFile {
    /// Creates a file that is not there yet.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        before(Operation::Create, path)?;
        let file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
        Ok(Self { file, path: path.to_path_buf() })
    }

    /// Opens a file for writing as it is: a device or a pipe.
    pub(super) fn stream(path: &Path) -> io::Result<Self> {
        before(Operation::Open, path)?;
        Ok(Self { file: fs::OpenOptions::new().write(true).open(path)?, path: path.to_path_buf() })
    }

    /// Opens a file for reading.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        before(Operation::Open, path)?;
        Ok(Self { file: fs::File::open(path)?, path: path.to_path_buf() })
    }

    /// Opens a file to lock it, and creates it if it is not there. Who may not write it, may still lock it.
    pub(super) fn lockable(path: &Path) -> io::Result<Self> {
        before(Operation::Create, path)?;
        let opened = fs::OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
        let file = match opened {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied && path.is_file() => {
                fs::File::open(path)?
            }
            opened => opened?,
        };
        Ok(Self { file, path: path.to_path_buf() })
    }

    /// Locks it while it is open; false if another process has locked it.
    ///
    /// # Errors
    /// The system has no locks here.
    pub(super) fn lock(&self) -> io::Result<bool> {
        before(Operation::Lock, &self.path)?;
        match self.file.try_lock() {
            Ok(()) => Ok(true),
            Err(fs::TryLockError::WouldBlock) => Ok(false),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    /// Whether it still is what stands at its path, and not a file that was removed since. True where that is not known.
    pub(super) fn is_in_place(&self) -> bool {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let (Ok(ours), Ok(there)) = (self.file.metadata(), fs::symlink_metadata(&self.path)) else {
                return false;
            };
            (ours.dev(), ours.ino()) == (there.dev(), there.ino())
        }
        #[cfg(not(unix))]
        true
    }

    /// Opens a file to read it and to append to it, and locks it while it is open; none if nothing is there.
    ///
    /// # Errors
    /// It is no file, another process has its lock, or the system reports an error.
    pub(super) fn open_records(path: &Path) -> io::Result<Option<Self>> {
        before(Operation::Open, path)?;
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(found) if !found.is_file() => return Err(io::Error::other("it is no regular file")),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        }
        Self::locked(fs::File::options().read(true).write(true).open(path)?, path).map(Some)
    }

    /// Creates such a file where nothing is, or where one that may be removed is.
    ///
    /// # Errors
    /// As [`open_records`](Self::open_records), or something is there.
    pub(super) fn create_records(path: &Path, replace: bool) -> io::Result<Self> {
        if replace {
            remove_file(path)?;
        }
        before(Operation::Create, path)?;
        Self::locked(fs::File::options().read(true).write(true).create_new(true).open(path)?, path)
    }

    fn locked(file: fs::File, path: &Path) -> io::Result<Self> {
        let file = Self { file, path: path.to_path_buf() };
        match file.lock() {
            Ok(false) => Err(io::Error::other("another run uses it")),
            // A system without locks has none to wait for.
            Ok(true) | Err(_) => Ok(file),
        }
    }

    /// Its length in bytes.
    pub(super) fn length(&self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len())
    }

    /// Cuts it to a length in bytes.
    pub(super) fn cut(&self, length: u64) -> io::Result<()> {
        before(Operation::Write, &self.path)?;
        self.file.set_len(length)
    }

    /// Flushes it to disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        before(Operation::Sync, &self.path)?;
        self.file.sync_all()
    }

    /// Gives it the permissions of the file that it is to replace, if there is one.
    pub(super) fn permit_like(&self, replaced: &Path) {
        if let Ok(about) = fs::metadata(replaced) {
            let _ = self.file.set_permissions(about.permissions());
        }
    }
}

impl Write for ResultFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        before(Operation::Write, &self.path)?;
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for ResultFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

impl Read for ResultFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        before(Operation::Read, &self.path)?;
        self.file.read(buffer)
    }
}

/// The parent folder of `path`.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Whether something stands at a path; a link that leads nowhere does.
///
/// # Errors
/// The system does not say.
pub(super) fn stands(path: &Path) -> io::Result<bool> {
    before(Operation::Open, path)?;
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

/// Whether a path is a folder itself, not a link to one.
pub(super) fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|about| about.is_dir())
}

/// Whether a path is neither file nor folder: `/dev/null`, for instance.
pub(super) fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// Whether both paths are names of one file, other than a folder.
pub(super) fn are_one_file(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let (Ok(one), Ok(other)) = (fs::symlink_metadata(one), fs::symlink_metadata(other)) else {
            return false;
        };
        !one.is_dir() && (one.dev(), one.ino()) == (other.dev(), other.ino())
    }
    #[cfg(not(unix))]
    {
        let _ = (one, other);
        false
    }
}

/// Most links that lead to links.
const LINKS: usize = 40;

/// Where `path` leads: the absolute path behind all links, also if nothing stands there yet.
pub(super) fn resolve(path: &Path) -> io::Result<PathBuf> {
    resolve_links(path, LINKS)
}

fn resolve_links(path: &Path, left: usize) -> io::Result<PathBuf> {
    let missing = match path.canonicalize() {
        Ok(real) => return Ok(real),
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Err(error) => error,
    };
    if let Ok(target) = fs::read_link(path) {
        let left = left.checked_sub(1).ok_or(missing)?;
        return resolve_links(&folder_of(path).join(target), left);
    }
    let Some(name) = path.file_name() else { return Err(missing) };
    Ok(resolve_links(folder_of(path), left)?.join(name))
}

/// Whether a folder cannot be renamed, or should not: something is mounted there, or the process works in it.
pub(super) fn stays(folder: &Path) -> bool {
    std::env::current_dir().is_ok_and(|current| current == folder) || is_mount_point(folder)
}

/// Whether another file system, or another part of one, is mounted at a folder.
fn is_mount_point(folder: &Path) -> bool {
    let Some(parent) = folder.parent() else { return true };
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{AtFlags, CWD, StatxFlags, statx};
        let mount = |path: &Path| {
            let found = statx(CWD, path, AtFlags::empty(), StatxFlags::MNT_ID).ok()?;
            (found.stx_mask & StatxFlags::MNT_ID.bits() != 0).then_some(found.stx_mnt_id)
        };
        if let (Some(below), Some(above)) = (mount(folder), mount(parent)) {
            return below != above;
        }
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let (Ok(below), Ok(above)) = (fs::metadata(folder), fs::metadata(parent)) else { return false };
        below.dev() != above.dev()
    }
    #[cfg(not(unix))]
    {
        let _ = parent;
        false
    }
}

/// Whether a folder can be moved into another one: the system asks for the right to write in it.
pub(super) fn may_move(folder: &Path) -> bool {
    #[cfg(unix)]
    let permitted = rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok();
    #[cfg(not(unix))]
    let permitted = true;
    permitted && !is_mount_point(folder)
}

/// Whether the system refused because of permissions, not because of what is there.
pub(super) fn is_denied(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// Flushes the entries of a folder to disk, on systems that can.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    before(Operation::Sync, path)?;
    let Ok(folder) = fs::File::open(path) else { return Ok(()) };
    match folder.sync_all() {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Ok(())
        }
        flushed => flushed,
    }
}

/// Creates a folder that is not there yet.
pub(super) fn create_folder(path: &Path) -> io::Result<()> {
    before(Operation::Create, path)?;
    fs::create_dir(path)
}

/// Creates a folder and its missing parents.
pub(super) fn create_folders(path: &Path) -> io::Result<()> {
    before(Operation::Create, path)?;
    fs::create_dir_all(path)
}

/// The paths in a folder, in order.
pub(super) fn entries(path: &Path) -> io::Result<Vec<PathBuf>> {
    before(Operation::List, path)?;
    let mut found = names(path)?.into_iter().map(|name| path.join(name)).collect::<Vec<_>>();
    found.sort();
    Ok(found)
}

/// The names in a folder. The standard library panics where a folder cannot be closed, which a broken disk may say.
#[cfg(target_os = "linux")]
fn names(folder: &Path) -> io::Result<Vec<OsString>> {
    use rustix::fs::{Dir, Mode, OFlags, open};
    use std::os::unix::ffi::OsStringExt;
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let mut names = Vec::new();
    for entry in Dir::new(open(folder, flags, Mode::empty())?)? {
        let name = entry?.file_name().to_bytes().to_vec();
        if name != b"." && name != b".." {
            names.push(OsString::from_vec(name));
        }
    }
    Ok(names)
}

#[cfg(not(target_os = "linux"))]
fn names(folder: &Path) -> io::Result<Vec<OsString>> {
    fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name())).collect()
}

/// Removes a file, or a link.
pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    before(Operation::Remove, path)?;
    fs::remove_file(path)
}

/// Removes a file, or a link, if it is there.
pub(super) fn remove_if_there(path: &Path) -> io::Result<()> {
    match remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Removes a folder if it is empty.
pub(super) fn remove_empty(path: &Path) -> io::Result<()> {
    before(Operation::Remove, path)?;
    fs::remove_dir(path)
}

/// Renames `from` to `to`.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    before(Operation::Rename, from)?;
    fs::rename(from, to)
}

/// Gives a file a second name, as far as the system has that.
pub(super) fn link(file: &Path, name: &Path) -> io::Result<()> {
    before(Operation::Link, file)?;
    // Without a way to tell that two names are one file, the second one could not be told from another file later.
    if cfg!(unix) { fs::hard_link(file, name) } else { Err(io::ErrorKind::Unsupported.into()) }
}

/// Exchanges two paths atomically; false if the system or the file system does not support it.
pub(super) fn exchange(one: &Path, other: &Path) -> bool {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        before(Operation::Exchange, one).is_ok()
            && renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
    }
    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    {
        let _ = (one, other);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_path_is_followed_through_links_also_where_nothing_is_yet() {
        use std::os::unix::fs::symlink;
        let place = tempfile::tempdir().unwrap();
        let root = place.path().canonicalize().unwrap();
        symlink("disk/results", root.join("out")).unwrap();
        assert_eq!(resolve(&root.join("out")).unwrap(), root.join("disk/results"));
        assert_eq!(resolve(&root.join("out/book.xlsx")).unwrap(), root.join("disk/results/book.xlsx"));
        fs::create_dir_all(root.join("disk/results")).unwrap();
        assert_eq!(resolve(&root.join("out/../results/.")).unwrap(), root.join("disk/results"));
        symlink("round", root.join("round")).unwrap();
        resolve(&root.join("round/out")).unwrap_err();
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_told_from_files_and_folders() {
        let place = tempfile::tempdir().unwrap();
        assert!(is_stream(Path::new("/dev/null")));
        assert!(!is_stream(place.path()) && !is_stream(&place.path().join("new")));
    }

    #[test]
    fn the_working_folder_and_the_root_stay_and_others_do_not() {
        let place = tempfile::tempdir().unwrap();
        assert!(stays(&std::env::current_dir().unwrap()) && stays(Path::new("/")));
        assert!(!stays(&place.path().canonicalize().unwrap()));
        #[cfg(target_os = "linux")]
        assert!(stays(Path::new("/proc")));
    }

    #[test]
    fn no_other_file_of_the_folder_touches_the_disk_and_none_removes_a_folder_with_its_content() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/output");
        let sources = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.unwrap().into_path());
        for path in sources.filter(|path| path.extension().is_some_and(|extension| extension == "rs")) {
            let source = fs::read_to_string(&path).unwrap();
            let code = source.split("[cfg(test)]\nmod").next().unwrap();
            let is_test = code.contains("#![cfg(test)]") || path.ends_with("tests.rs");
            let code = if is_test { "" } else { code };
            assert!(!code.contains(concat!("remove_dir", "_all")), "{}", path.display());
            for door in ["std::fs", "fs::", "rustix", "tempfile_in", "tempdir_in"] {
                assert!(path.ends_with("disk.rs") || !code.contains(door), "{} has {door}", path.display());
            }
        }
    }
}
