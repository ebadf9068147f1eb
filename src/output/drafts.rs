//! What this process has made and would clear away at its end: cleared away too when it has to end at once.

use super::carry_over::discard;
use super::disk;
use super::hidden::ended;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Something that does not stay unless the run is completed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Draft {
    /// A hidden file that is written, or a lock.
    File(PathBuf),
    /// A hidden folder that is written into.
    Folder(PathBuf),
    /// A folder made on the way to the result, which goes if it is empty.
    Parent(PathBuf),
}

static DRAFTS: Mutex<Vec<Draft>> = Mutex::new(Vec::new());

fn drafts() -> MutexGuard<'static, Vec<Draft>> {
    DRAFTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Enters what was made.
pub(super) fn enter(draft: Draft) {
    drafts().push(draft);
}

/// Takes what is at `path` off the list: from now on it is put in place, or cleared away, by who made it.
pub(super) fn leave(path: &Path) {
    drafts().retain(|draft| match draft {
        Draft::File(made) | Draft::Folder(made) | Draft::Parent(made) => made != path,
    });
}

/// Clears away what is not in place yet, and ends the process. Threads that are about to put something in place wait for
/// ever.
pub fn exit_without_drafts(code: i32) -> ! {
    let drafts = drafts();
    clear_away(&drafts);
    std::process::exit(code)
}

/// The last made goes first.
fn clear_away(drafts: &[Draft]) {
    for draft in drafts.iter().rev() {
        let _ = match draft {
            Draft::File(path) => disk::remove_file(path),
            Draft::Parent(path) => disk::remove_empty(path),
            // Under another name, so that threads that still write make no more files in it.
            Draft::Folder(path) => {
                let ended = ended(path);
                disk::rename(path, &ended).and_then(|()| discard(&ended))
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_was_entered_and_not_left_is_cleared_away_with_the_folders_on_the_way_to_it() {
        let place = tempfile::tempdir().unwrap();
        let [kept, file, parent, full] =
            ["kept", "file", "parent", "full"].map(|name| place.path().join(name));
        let folder = parent.join(".out.standpoint-1");
        fs::write(&kept, "k").unwrap();
        fs::write(&file, "f").unwrap();
        fs::create_dir_all(&folder).unwrap();
        fs::create_dir(&full).unwrap();
        fs::write(full.join("note"), "mine").unwrap();
        fs::write(folder.join("a.csv"), "a").unwrap();
        for draft in [
            Draft::Parent(full.clone()),
            Draft::Parent(parent.clone()),
            Draft::File(kept.clone()),
            Draft::File(file.clone()),
            Draft::Folder(folder.clone()),
        ] {
            enter(draft);
        }
        leave(&kept);
        let is_here = |draft: &&Draft| match draft {
            Draft::File(path) | Draft::Folder(path) | Draft::Parent(path) => path.starts_with(place.path()),
        };
        let ours: Vec<Draft> = drafts().iter().filter(is_here).cloned().collect();
        assert_eq!(ours.len(), 4);
        clear_away(&ours);
        assert!(kept.exists() && full.join("note").exists() && !file.exists() && !parent.exists());
        [file, folder, parent, full].iter().for_each(|path| leave(path));
    }
}
