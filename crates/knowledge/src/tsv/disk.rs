//! Files of knowledge from disk, as text.

use super::error::TsvFault;
use super::{Located, TsvError};
use std::path::Path;

/// A file's text.
///
/// # Errors
/// Unreadable, or not UTF-8.
pub fn read(path: &Path) -> Result<String, TsvError> {
    decode(&path.display().to_string(), read_bytes(path)?)
}

/// A file's bytes.
///
/// # Errors
/// Unreadable.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, TsvError> {
    std::fs::read(path)
        .map_err(|source| Located::file(&path.display().to_string(), TsvFault::Unreadable(source)))
}

/// The text of a file's bytes, without a byte order mark.
///
/// # Errors
/// Not UTF-8.
pub fn decode(path: &str, bytes: Vec<u8>) -> Result<String, TsvError> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => {
            Err(Located::file(path, TsvFault::NotUtf8 { offset: error.utf8_error().valid_up_to() }))
        }
    }
}
