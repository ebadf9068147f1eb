//! What a commit left that its user should know of.

use std::io;
use std::path::PathBuf;

/// What became of files that were in the way, and what could not be cleared away.
#[derive(Debug, Default)]
pub struct Aftermath {
    /// Files of the user that have another name now: theirs was taken.
    pub renamed: Vec<PathBuf>,
    /// Hidden folders that are still there, with what the system said. The next run takes them up.
    pub left: Vec<(PathBuf, io::Error)>,
}
