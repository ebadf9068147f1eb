//! Earlier results of this program, which a walk does not read as input.

use std::fs;
use std::path::Path;

/// The file that marks a complete result; it is written last.
pub const RESULT_MARK: &str = "datapackage.json";

/// Infix of the hidden name of an unfinished result: `.NAME.standpoint-RANDOM`.
pub const UNDER_WAY: &str = ".standpoint-";

/// End of the hidden name of the cache of `--resume`: `.NAME.standpoint.cache`.
pub const CACHE: &str = ".standpoint.cache";

/// Whether a file name is that of a cache of this program.
pub(super) fn is_cache(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(CACHE)
}

/// Whether a folder is a complete result of this program: it has the mark, and the mark has our key.
#[must_use]
pub fn is_result(folder: &Path) -> bool {
    let Ok(text) = fs::read_to_string(folder.join(RESULT_MARK)) else { return false };
    serde_json::from_str::<serde_json::Value>(&text).is_ok_and(|package| package.get("standpoint").is_some())
}

/// Whether a folder is an unfinished result, of a running or crashed run.
pub(super) fn is_under_way(folder: &Path) -> bool {
    let name = folder.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| name.starts_with('.') && name.contains(UNDER_WAY))
}
