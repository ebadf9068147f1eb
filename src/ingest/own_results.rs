//! Earlier results of this program, which a walk does not read as input.

use super::open::read_text;
use std::ffi::OsStr;
use std::path::Path;

/// The file that marks a complete result; it is written last.
pub const RESULT_MARK: &str = "datapackage.json";

/// Infix of the hidden names of what a run writes: `.NAME.standpoint-NUMBER`.
pub const UNDER_WAY: &str = ".standpoint-";

/// Ending of the hidden name of the file that a run locks: `.NAME.standpoint.lock`.
pub const RUN_LOCK: &str = ".standpoint.lock";

/// End of the hidden name of the cache of `--resume`: `.NAME.standpoint.cache`.
pub const CACHE: &str = ".standpoint.cache";

/// Whether a folder is a complete result of this program: it has the mark, and the mark has our key.
#[must_use]
pub fn is_result(folder: &Path) -> bool {
    let Ok(text) = read_text(&folder.join(RESULT_MARK)) else { return false };
    serde_json::from_str::<serde_json::Value>(&text).is_ok_and(|package| package.get("standpoint").is_some())
}

/// Whether a name is that of something unfinished, of a lock, or of a cache.
pub(super) fn is_under_way(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.') && (name.contains(UNDER_WAY) || name.ends_with(RUN_LOCK) || name.ends_with(CACHE))
}
