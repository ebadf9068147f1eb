//! Reads files of knowledge from disk.

use super::error::TsvFault;
use super::path_name;
use super::{Located, TsvError};
use std::path::Path;

/// Reads a file as text.
///
/// # Errors
/// The file cannot be read, or is not UTF-8.
pub fn read(path: &Path) -> Result<String, TsvError> {
    decode(&path_name(path), read_bytes(path)?)
}

/// Reads a file as bytes.
///
/// # Errors
/// The file cannot be read.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, TsvError> {
    std::fs::read(path).map_err(|source| Located::file(&path_name(path), TsvFault::Unreadable(source)))
}

/// Decodes a file's bytes, without a byte order mark.
///
/// # Errors
/// The bytes are not UTF-8.
pub fn decode(path: &str, bytes: Vec<u8>) -> Result<String, TsvError> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => {
            Err(Located::file(path, TsvFault::NotUtf8 { offset: error.utf8_error().valid_up_to() }))
        }
    }
}
