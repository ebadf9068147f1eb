//! Opens files and stdin, decompressed.

use super::compression::decompress;
use super::failpoint::{Operation, before};
use super::intake::Intake;
use super::limit::MAX_TEXT_BYTES;
use super::page::{MAX_PAGE_BYTES, begins_page};
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const BUFFER: usize = 64 * 1024;

/// A file that is read, each operation past its fail point.
struct InputFile {
    file: File,
    path: PathBuf,
    intake: Option<Arc<Intake>>,
}

impl InputFile {
    fn open(path: &Path) -> io::Result<Self> {
        before(Operation::Open, path)?;
        Ok(Self { file: File::open(path)?, path: path.to_path_buf(), intake: None })
    }
}

impl Read for InputFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        before(Operation::Read, &self.path)?;
        let bytes = self.file.read(buffer)?;
        if let Some(intake) = &self.intake {
            intake.add(bytes);
        }
        Ok(bytes)
    }
}

/// The text of a small file of our own, as it is.
///
/// # Errors
/// It cannot be opened or read, or is not UTF-8.
pub(super) fn read_text(file: &Path) -> io::Result<String> {
    let mut text = String::new();
    InputFile::open(file)?.read_to_string(&mut text)?;
    Ok(text)
}

/// The bytes of a file; without one, those of stdin. What is compressed is unpacked up to `most` bytes.
///
/// # Errors
/// It cannot be opened, or its first bytes cannot be read.
pub(super) fn open(file: Option<&Path>, most: Option<u64>) -> io::Result<Box<dyn Read + Send>> {
    open_counted(file, most, None)
}

/// The same; what is read of a file is counted in `intake`.
///
/// # Errors
/// It cannot be opened, or its first bytes cannot be read.
pub(super) fn open_counted(
    file: Option<&Path>,
    most: Option<u64>,
    intake: Option<Arc<Intake>>,
) -> io::Result<Box<dyn Read + Send>> {
    match file {
        Some(file) => {
            let file = InputFile { intake, ..InputFile::open(file)? };
            decompress(BufReader::with_capacity(BUFFER, file), most)
        }
        None => decompress(BufReader::with_capacity(BUFFER, io::stdin()), most),
    }
}

/// All bytes of a file or of stdin, up to one more than `limit`, which shows that there are more.
///
/// # Errors
/// It cannot be opened or read.
pub(super) fn read_up_to(file: Option<&Path>, limit: u64, most: Option<u64>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(file, most)?.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The bytes of a file or of stdin that is one document: a text, or a web page if it is said to be one or begins like
/// one, which is long for what is not its text. There is one byte more than it may have if there are more.
///
/// # Errors
/// It cannot be opened or read.
pub(super) fn read_document(file: Option<&Path>, page: bool, most: Option<u64>) -> io::Result<Vec<u8>> {
    let mut stream = open(file, most)?;
    let mut bytes = Vec::new();
    (&mut stream).take(MAX_TEXT_BYTES + 1).read_to_end(&mut bytes)?;
    rest_of_page(&mut stream, page, &mut bytes)?;
    Ok(bytes)
}

/// Reads on in a page that is longer than a text may be.
///
/// # Errors
/// It cannot be read.
pub(super) fn rest_of_page(stream: &mut impl Read, page: bool, bytes: &mut Vec<u8>) -> io::Result<()> {
    if bytes.len() as u64 > MAX_TEXT_BYTES && (page || begins_page(bytes)) {
        let left = (MAX_PAGE_BYTES as u64 + 1).saturating_sub(bytes.len() as u64);
        stream.take(left).read_to_end(bytes)?;
    }
    Ok(())
}
