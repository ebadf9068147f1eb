//! A result whose folder stays where it is: a mount point, the working folder, a folder in one that cannot be written.
//!
//! The new files are complete in a hidden folder in it, and move out of that one by one. The old mark is withdrawn
//! before and the new one comes last, so what is half old and half new never passes for a result; and since the hidden
//! folder has all that is missing, [`settle`] can be taken up wherever it was ended.

use super::aftermath::Aftermath;
use super::carry_over::{dispose, move_into};
use super::disk;
use super::listing::{Listing, RETIRED};
use crate::ingest::RESULT_MARK;
use std::io;
use std::path::Path;

/// Moves the complete result in the hidden folder `new` out into `target`, in which it is.
///
/// # Errors
/// The system reports an error. `target` is then the old result, or none; repeated, this function makes it the new one.
pub(super) fn settle(new: &Path, target: &Path, aftermath: &mut Aftermath) -> io::Result<()> {
    let Some(listing) = Listing::of(new)? else { return Ok(()) };
    let retired = new.join(RETIRED);
    let mark = target.join(RESULT_MARK);
    if Listing::of(target)?.is_some() {
        disk::rename(&mark, &retired)?;
        disk::sync_folder(target)?;
    }
    let old = Listing::read(&retired)?.unwrap_or_default();
    let put = |name: &std::ffi::OsStr, aftermath: &mut Aftermath| -> io::Result<()> {
        let (from, to) = (new.join(name), target.join(name));
        if !disk::stands(&from)? {
            return Ok(());
        }
        if disk::stands(&to)? && (!old.has(name) || disk::is_folder(&to)) {
            move_into(&to, target, aftermath)?;
        }
        disk::rename(&from, &to)
    };
    for name in listing.names().filter(|name| *name != RESULT_MARK) {
        put(name, aftermath)?;
    }
    for name in old.names().filter(|name| !listing.has(name)) {
        let stale = target.join(name);
        if !disk::is_folder(&stale) {
            disk::remove_if_there(&stale)?;
        }
    }
    disk::sync_folder(target)?;
    put(RESULT_MARK.as_ref(), aftermath)?;
    let _ = disk::sync_folder(target);
    dispose(new, target, aftermath);
    Ok(())
}
