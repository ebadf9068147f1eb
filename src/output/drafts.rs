//! What this process is writing and has not put in place: it is discarded when the process has to end at once.

use super::carry_over::discard;
use super::disk;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

static DRAFTS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn drafts() -> MutexGuard<'static, Vec<PathBuf>> {
    DRAFTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Enters a hidden file or folder that was created.
pub(super) fn enter(path: &Path) {
    drafts().push(path.to_path_buf());
}

/// Takes it off the list: from now on it is put in place, or removed, by who created it.
pub(super) fn leave(path: &Path) {
    drafts().retain(|draft| draft != path);
}

/// Discards what is not put in place yet, and ends the process. Threads that are about to put something in place wait
/// for ever.
pub fn exit_without_drafts(code: i32) -> ! {
    let drafts = drafts();
    discard_all(&drafts);
    std::process::exit(code)
}

fn discard_all(drafts: &[PathBuf]) {
    for path in drafts {
        let _ = if disk::is_folder(path) { discard(path).map(drop) } else { disk::remove_file(path) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_was_entered_and_not_left_is_discarded() {
        let place = tempfile::tempdir().unwrap();
        let [kept, file, folder] = ["kept", "file", "folder"].map(|name| place.path().join(name));
        fs::write(&kept, "k").unwrap();
        fs::write(&file, "f").unwrap();
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("a.csv"), "a").unwrap();
        [&kept, &file, &folder].into_iter().for_each(|path| enter(path));
        leave(&kept);
        let ours: Vec<PathBuf> =
            drafts().iter().filter(|path| path.starts_with(place.path())).cloned().collect();
        assert_eq!(ours, [file.clone(), folder.clone()]);
        discard_all(&ours);
        assert!(kept.exists() && !file.exists());
        ours.iter().for_each(|path| leave(path));
    }
}
