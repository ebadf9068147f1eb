//! Results of our own: a walk does not read them as input.

use std::fs;
use std::path::Path;

/// The file that marks a complete result; it is written last.
pub const RESULT_MARK: &str = "datapackage.json";

/// What the name of a result that is under way holds, after a point and the name it shall have.
pub const UNDER_WAY: &str = ".standpoint-";

/// Whether a folder is a complete result of ours: it has the mark, and the mark says so.
#[must_use]
pub fn is_result(folder: &Path) -> bool {
    let Ok(text) = fs::read_to_string(folder.join(RESULT_MARK)) else { return false };
    serde_json::from_str::<serde_json::Value>(&text).is_ok_and(|package| package.get("standpoint").is_some())
}

/// Whether a folder is a result that some run is writing, or was when it crashed.
pub(super) fn is_under_way(folder: &Path) -> bool {
    let name = folder.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| name.starts_with('.') && name.contains(UNDER_WAY))
}
