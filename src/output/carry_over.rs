//! The files of the user in a folder that is replaced: they go over to the new one, and none is removed.

use super::aftermath::Aftermath;
use super::disk;
use super::listing::{Listing, RETIRED, UNFINISHED, is_unfinished};
use crate::ingest::RESULT_MARK;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

/// Gives the user's files in `old` a second name in `new`, so that they stand in the new result at once. Where that
/// cannot be done, and for folders, [`dispose`] moves them afterwards.
pub(super) fn link_others(old: &Path, new: &Path) {
    let Ok(listing) = Listing::of(old) else { return };
    for path in listing.unwrap_or_default().others(old).unwrap_or_default() {
        if let Some(name) = path.file_name().filter(|_| !disk::is_folder(&path)) {
            let _ = disk::link(&path, &new.join(name));
        }
    }
}

/// Removes the hidden folder `old`, which the result in `target` has replaced: what it lists as ours is removed, and all
/// else moves into `target`.
///
/// It can be interrupted and repeated at any step.
pub(super) fn dispose(old: &Path, target: &Path, aftermath: &mut Aftermath) {
    if let Err(error) = try_dispose(old, target, aftermath) {
        aftermath.left.push((old.to_path_buf(), error));
    }
}

fn try_dispose(old: &Path, target: &Path, aftermath: &mut Aftermath) -> io::Result<()> {
    if is_unfinished(old)? {
        return discard(old);
    }
    let (mark, retired) = (old.join(RESULT_MARK), old.join(RETIRED));
    let listing = match Listing::read(&mark)? {
        Some(listing) => {
            // Once something of it is gone it must not pass for a result.
            disk::rename(&mark, &retired)?;
            listing
        }
        None => Listing::read(&retired)?.unwrap_or_default(),
    };
    for path in listing.others(old)? {
        let Some(name) = path.file_name() else { continue };
        if disk::are_one_file(&path, &target.join(name)) {
            disk::remove_file(&path)?;
        } else {
            move_into(&path, target, aftermath)?;
        }
    }
    for name in listing.names() {
        disk::remove_if_there(&old.join(name))?;
    }
    disk::remove_if_there(&retired)?;
    disk::remove_empty(old)
}

/// Removes a folder in which everything is ours; a folder in it is not, and stays.
///
/// What says that it is unfinished goes last.
pub(super) fn discard(folder: &Path) -> io::Result<()> {
    let mark = folder.join(UNFINISHED);
    for path in disk::entries(folder)?.into_iter().filter(|path| *path != mark) {
        disk::remove_file(&path)?;
    }
    disk::remove_if_there(&mark)?;
    disk::remove_empty(folder)
}

/// Moves an entry into a folder, under another name if its own is taken.
pub(super) fn move_into(entry: &Path, folder: &Path, aftermath: &mut Aftermath) -> io::Result<()> {
    let to = free_name(entry, folder)?;
    disk::rename(entry, &to)?;
    if to.file_name() != entry.file_name() {
        aftermath.renamed.push(to);
    }
    Ok(())
}

/// A path in `folder` at which nothing stands: the entry's name, else that with `.old`, `.old2` and on.
fn free_name(entry: &Path, folder: &Path) -> io::Result<PathBuf> {
    let own = entry.file_name().unwrap_or_default();
    let mut to = folder.join(own);
    let mut number = 1;
    while disk::stands(&to)? {
        let mut name = OsString::from(own);
        name.push(if number == 1 { ".old".to_owned() } else { format!(".old{number}") });
        to = folder.join(name);
        number += 1;
    }
    Ok(to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const OURS: &str = r#"{"resources": [{"path": "a.csv"}], "standpoint": {}}"#;

    /// A folder of these files.
    fn folder(path: &Path, files: &[(&str, &str)]) {
        for (name, text) in files {
            let file = path.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
    }

    #[test]
    fn ours_goes_and_the_rest_is_moved_and_nothing_is_written_over() {
        let place = tempfile::tempdir().unwrap();
        let (old, new) = (place.path().join("old"), place.path().join("new"));
        let users = [("notes", "n"), ("charts/c.svg", "c"), ("plan", "old plan")];
        folder(&old, &[&users[..], &[("a.csv", "1"), (RESULT_MARK, OURS)]].concat());
        folder(&new, &[("a.csv", "2"), (RESULT_MARK, OURS), ("plan", "new plan"), ("plan.old", "older")]);
        link_others(&old, &new);
        let mut aftermath = Aftermath::default();
        dispose(&old, &new, &mut aftermath);
        assert!(aftermath.left.is_empty(), "{aftermath:?}");
        assert_eq!(aftermath.renamed, [new.join("plan.old2")]);
        assert!(!old.exists());
        for (name, text) in [
            ("a.csv", "2"),
            ("notes", "n"),
            ("charts/c.svg", "c"),
            ("plan", "new plan"),
            ("plan.old", "older"),
            ("plan.old2", "old plan"),
        ] {
            assert_eq!(fs::read_to_string(new.join(name)).unwrap(), text, "{name}");
        }
    }

    #[test]
    fn a_folder_without_a_mark_is_the_users_as_a_whole() {
        let place = tempfile::tempdir().unwrap();
        let (old, new) = (place.path().join("old"), place.path().join("new"));
        folder(&old, &[("thesis", "years")]);
        folder(&new, &[(RESULT_MARK, OURS)]);
        dispose(&old, &new, &mut Aftermath::default());
        assert_eq!(fs::read_to_string(new.join("thesis")).unwrap(), "years");
        assert!(!old.exists());
    }

    #[test]
    fn an_unfinished_folder_goes_with_all_files_in_it_but_with_no_folder() {
        let place = tempfile::tempdir().unwrap();
        let (old, new) = (place.path().join("old"), place.path().join("new"));
        folder(&old, &[(UNFINISHED, ""), ("a.csv", "1"), ("b/c", "mine")]);
        let mut aftermath = Aftermath::default();
        dispose(&old, &new, &mut aftermath);
        assert_eq!(aftermath.left.len(), 1);
        assert_eq!(fs::read_to_string(old.join("b/c")).unwrap(), "mine");
    }
}
