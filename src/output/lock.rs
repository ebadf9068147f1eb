//! The lock of a run: a file that all runs into one place share, held from before the work until after the clean-up.

use super::disk::{self, ResultFile};
use super::drafts;
use super::hidden::Hidden;
use std::io;
use std::path::Path;
use std::time::Duration;

/// A lock that is held, and removed when dropped.
#[derive(Debug)]
struct Lock {
    file: ResultFile,
    path: std::path::PathBuf,
}

/// What came of taking a lock.
enum Taken {
    Held(Lock),
    /// Another run holds it.
    Busy,
    /// The system has no locks here.
    Unknown,
}

/// Attempts to lock a file that others keep removing.
const ATTEMPTS: usize = 1000;

impl Lock {
    fn take(path: &Path) -> io::Result<Taken> {
        for _ in 0..ATTEMPTS {
            let file = ResultFile::lockable(path)?;
            match file.lock() {
                Err(_) => {
                    let _ = disk::remove_file(path);
                    return Ok(Taken::Unknown);
                }
                Ok(false) => return Ok(Taken::Busy),
                // Who held the lock may have removed the file since it was opened, and another run have made a new one.
                Ok(true) if file.is_in_place() => {
                    drafts::enter(drafts::Draft::File(path.to_path_buf()));
                    return Ok(Taken::Held(Self { file, path: path.to_path_buf() }));
                }
                Ok(true) => {}
            }
        }
        Ok(Taken::Busy)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is held: see `take`. Where that cannot be told, the file stays.
        if cfg!(unix) && self.file.is_in_place() {
            let _ = disk::remove_file(&self.path);
        }
        drafts::leave(&self.path);
    }
}

/// Tries to remove a file that is locked, and milliseconds between them.
const REMOVALS: usize = 5;
const BETWEEN_REMOVALS: Duration = Duration::from_millis(2);

/// Removes a file that no process has locked. It is locked meanwhile, so that who has just made it does not lock it in
/// between. A process that another thread is just starting has the files of its parent open, and so its locks, until it
/// becomes another program: hence several tries.
pub(super) fn remove_unless_locked(path: &Path) {
    for _ in 0..REMOVALS {
        let Ok(file) = ResultFile::open(path) else { return };
        match file.lock() {
            Ok(true) => {
                if file.is_in_place() {
                    let _ = disk::remove_file(path);
                }
                return;
            }
            Ok(false) => std::thread::sleep(BETWEEN_REMOVALS),
            Err(_) => return,
        }
    }
}

/// Whether another process holds the lock of a file.
pub(super) fn is_locked(path: &Path) -> bool {
    ResultFile::open(path).is_ok_and(|file| matches!(file.lock(), Ok(false)))
}

/// The hold on a place.
#[derive(Debug)]
pub(super) struct Hold {
    /// None where the system has no locks.
    lock: Option<Lock>,
    /// Whether the result is written in its own folder: that cannot be renamed, or nothing can be written beside it.
    pub(super) inside: bool,
}

impl Hold {
    /// Whether no other run can be writing there.
    pub(super) fn is_sure(&self) -> bool {
        self.lock.is_some()
    }

    /// Takes hold of `path`, which is resolved; none if another run has it.
    ///
    /// The lock is beside it, or inside where a folder has to stay where it is: programs that see it under different
    /// parents, as containers do, share that one.
    ///
    /// # Errors
    /// The place cannot be written.
    pub(super) fn take(path: &Path) -> io::Result<Option<Self>> {
        let (beside, within) = (Hidden::beside(path).lock(), Hidden::inside(path).lock());
        let mut inside = path.is_dir() && disk::stays(path);
        let mut taken = None;
        if !inside {
            match Lock::take(&beside) {
                Err(error) if disk::is_denied(&error) && path.is_dir() => inside = true,
                lock => taken = Some(lock?),
            }
        }
        let taken = match taken {
            Some(taken) => taken,
            None => Lock::take(&within)?,
        };
        let lock = match taken {
            Taken::Busy => return Ok(None),
            Taken::Unknown => None,
            Taken::Held(lock) => Some(lock),
        };
        // Who may not write beside it has the other lock.
        let busy = is_locked(if inside { &beside } else { &within });
        Ok((!busy).then_some(Self { lock, inside }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn a_place_is_held_once_and_nothing_is_left_of_it() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("out");
        let hold = Hold::take(&path).unwrap().unwrap();
        assert!(hold.is_sure() && !hold.inside);
        assert!(Hold::take(&path).unwrap().is_none());
        assert!(Hold::take(&place.path().join("other")).unwrap().is_some());
        drop(hold);
        assert!(Hold::take(&path).unwrap().is_some());
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    }

    #[test]
    fn two_never_hold_one_place_however_often_its_lock_is_removed() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("out");
        let (holders, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let mut left = 200;
                    while left > 0 {
                        let Some(hold) = Hold::take(&path).unwrap() else { continue };
                        most.fetch_max(holders.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        holders.fetch_sub(1, Ordering::SeqCst);
                        drop(hold);
                        left -= 1;
                    }
                });
            }
        });
        assert_eq!(most.into_inner(), 1);
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    }
}
