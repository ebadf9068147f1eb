//! A folder replaced by another one: by one exchange of names, or by two renames where the system has no exchange.

use super::disk;
use super::hidden::aside;
use std::io;
use std::path::Path;

/// Replaces the folder `target` by `new`. The old folder, if any, is then at `new`, or at [`aside`]`(new)`.
///
/// Ended between the two renames, it leaves nothing at `target`, and both folders whole under these names.
///
/// # Errors
/// The system reports an error; `target` is then unchanged, unless it could not be renamed back.
pub(super) fn swap(new: &Path, target: &Path) -> io::Result<()> {
    if !disk::stands(target)? {
        return disk::rename(new, target);
    }
    if disk::exchange(new, target) {
        return Ok(());
    }
    let aside = aside(new);
    disk::rename(target, &aside)?;
    disk::rename(new, target).inspect_err(|_| {
        let _ = disk::rename(&aside, target);
    })
}
