//! What earlier runs left when they were ended: whole results are put in place, and the rest is cleared away.

use super::aftermath::Aftermath;
use super::carry_over::dispose;
use super::disk;
use super::hidden::{Hidden, is_aside};
use super::inside::settle;
use super::listing::{Listing, is_unfinished};
use super::lock::remove_unless_locked;
use std::io;
use std::path::{Path, PathBuf};

/// Recovers the result at `target`, which this process has hold of; `sure` says whether no other one can have it too.
///
/// A result that was set aside, or complete and not yet in place, comes back if there is none; one that was complete
/// and partly in place is completed. Every other hidden folder of `target` is removed, and what is the user's in it moves
/// into `target`.
pub(super) fn recover(target: &Path, sure: bool, aftermath: &mut Aftermath) {
    remove_locks(target);
    let beside = left(&Hidden::beside(target), sure);
    if disk::stands(target).is_ok_and(|stands| !stands) {
        // A new result that the old one was set aside for is complete.
        let whole = beside.iter().find(|path| !is_aside(path) && is_complete(path).unwrap_or(false));
        if let Some(whole) = whole.or_else(|| beside.iter().find(|path| is_aside(path))) {
            let _ = disk::rename(whole, target);
            let _ = disk::sync_folder(disk::folder_of(target));
        }
    }
    for path in beside.iter().filter(|path| disk::is_folder(path)) {
        if disk::is_folder(target) || is_unfinished(path).unwrap_or(false) {
            dispose(path, target, aftermath);
        }
    }
    if disk::is_folder(target) {
        for path in left(&Hidden::inside(target), sure) {
            match is_complete(&path).and_then(|is| if is { settle(&path, target, aftermath) } else { Ok(()) })
            {
                Ok(()) if disk::is_folder(&path) => dispose(&path, target, aftermath),
                Ok(()) => {}
                Err(error) => aftermath.left.push((path, error)),
            }
        }
    }
}

/// Removes lock files that no run holds.
fn remove_locks(target: &Path) {
    for lock in [Hidden::beside(target).lock(), Hidden::inside(target).lock()] {
        remove_unless_locked(&lock);
    }
}

/// The hidden folders that are there; of a system without locks, only those that no run is writing.
fn left(hidden: &Hidden, sure: bool) -> Vec<PathBuf> {
    let mut found = disk::entries(hidden.folder()).unwrap_or_default();
    found.retain(|path| {
        hidden.has(path) && disk::is_folder(path) && (sure || is_unfinished(path).is_ok_and(|is| !is))
    });
    found
}

/// Whether a hidden folder is a complete result.
///
/// # Errors
/// The system does not say.
fn is_complete(folder: &Path) -> io::Result<bool> {
    Ok(!is_unfinished(folder)? && Listing::of(folder)?.is_some())
}
