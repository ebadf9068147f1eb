//! Opens files and stdin, decompressed.

use super::compression::decompress;
use super::limit::MAX_TEXT_BYTES;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

const BUFFER: usize = 64 * 1024;

/// The bytes of a file; without one, those of stdin.
///
/// # Errors
/// It cannot be opened, or its first bytes cannot be read.
pub(super) fn open(file: Option<&Path>) -> io::Result<Box<dyn Read + Send>> {
    open_unpacked(file, None)
}

/// The bytes of a file, or of stdin; what is compressed is unpacked up to `most` bytes.
///
/// # Errors
/// It cannot be opened, or its first bytes cannot be read.
pub(super) fn open_unpacked(file: Option<&Path>, most: Option<u64>) -> io::Result<Box<dyn Read + Send>> {
    match file {
        Some(file) => decompress(BufReader::with_capacity(BUFFER, File::open(file)?), most),
        None => decompress(BufReader::with_capacity(BUFFER, io::stdin()), most),
    }
}

/// All bytes of a file or of stdin, up to one more than [`MAX_TEXT_BYTES`], which shows that there are more.
///
/// # Errors
/// It cannot be opened or read.
pub(super) fn read_whole(file: Option<&Path>) -> io::Result<Vec<u8>> {
    read_up_to(file, MAX_TEXT_BYTES)
}

/// All bytes of a file or of stdin, up to one more than `limit`, which shows that there are more.
///
/// # Errors
/// It cannot be opened or read.
pub(super) fn read_up_to(file: Option<&Path>, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(file)?.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
