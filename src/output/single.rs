//! A single file that appears whole or not at all.

use super::disk;
use super::failure::{OutputError, OutputFault};
use std::io::Write;
use std::path::Path;

/// Writes `bytes` beside `target` and puts them in its place.
///
/// # Errors
/// The place cannot be written; what stood there still stands.
pub fn write_file(target: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    disk::replace(target, |file| file.write_all(bytes).map_err(OutputFault::write(target)))
}
