//! A single file that is written atomically.

use super::disk;
use super::failure::{OutputError, OutputFault};
use std::io::Write;
use std::path::Path;

/// Writes `bytes` beside `target` and renames them to it.
///
/// # Errors
/// The file cannot be written; the old one is then unchanged.
pub fn write_file(target: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    disk::replace(target, |file| file.write_all(bytes).map_err(OutputFault::write(target)))
}
