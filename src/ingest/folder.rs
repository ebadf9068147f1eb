//! The entries of a folder, read in one go.

use super::failpoint::{Operation, before};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;

/// What an entry of a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    Link,
    /// A pipe, a socket or a device.
    Other,
}

/// An entry of a folder.
#[derive(Debug)]
pub(super) struct Entry {
    pub name: OsString,
    pub kind: Kind,
}

/// Interrupted calls after which a folder is read again.
const INTERRUPTIONS: usize = 100;

/// The entries of a folder, in no particular order. An interrupted call is repeated.
///
/// # Errors
/// The folder cannot be opened, or not read to its end.
pub(super) fn entries(folder: &Path) -> io::Result<Vec<Entry>> {
    before(Operation::List, folder)?;
    for _ in 0..INTERRUPTIONS {
        match entries_at_once(folder) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            entries => return entries,
        }
    }
    entries_at_once(folder)
}

/// As [`entries`]. Not `fs::read_dir`, whose folder panics where the system cannot close it; that costs nobody an entry.
#[cfg(unix)]
fn entries_at_once(folder: &Path) -> io::Result<Vec<Entry>> {
    use rustix::fs::{Dir, FileType, Mode, OFlags};
    use std::os::unix::ffi::OsStringExt;
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let mut all = Vec::new();
    let mut dir = Dir::new(rustix::fs::open(folder, flags, Mode::empty())?)?;
    while let Some(entry) = dir.read() {
        let entry = entry?;
        let name = entry.file_name().to_bytes();
        if name == b"." || name == b".." {
            continue;
        }
        let name = OsString::from_vec(name.to_vec());
        let kind = match entry.file_type() {
            FileType::RegularFile => Kind::File,
            FileType::Directory => Kind::Folder,
            FileType::Symlink => Kind::Link,
            // Some file systems do not say.
            FileType::Unknown => {
                fs::symlink_metadata(folder.join(&name)).map_or(Kind::Other, |about| kind(about.file_type()))
            }
            _ => Kind::Other,
        };
        all.push(Entry { name, kind });
    }
    Ok(all)
}

/// As [`entries`].
#[cfg(not(unix))]
fn entries_at_once(folder: &Path) -> io::Result<Vec<Entry>> {
    let entry = |entry: io::Result<fs::DirEntry>| {
        let entry = entry?;
        Ok(Entry { name: entry.file_name(), kind: kind(entry.file_type()?) })
    };
    fs::read_dir(folder)?.map(entry).collect()
}

/// The kind of a file of this type.
pub(super) fn kind(of: fs::FileType) -> Kind {
    match of {
        of if of.is_file() => Kind::File,
        of if of.is_dir() => Kind::Folder,
        of if of.is_symlink() => Kind::Link,
        _ => Kind::Other,
    }
}
