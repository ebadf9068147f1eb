//! A file of blocks, each with a check: what a part of a corpus keeps of its documents for `merge`.
//!
//! ```text
//! file     magic (8 bytes), blocks
//! block    length of the content (4), start of the SHA-256 of the content (8), content
//! ```

use super::directory::Directory;
use super::disk::ResultFile;
use super::failure::{OutputError, OutputFault};
use super::listing::Listing;
use crate::tsv::{Hint, Located, path_name};
use sha2::{Digest, Sha256};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The start of the file, with the number of its format.
const MAGIC: &[u8; 8] = b"spshard1";
/// Bytes in front of the content of a block.
const HEAD: usize = 12;
/// Bytes that are read at once.
const CHUNK: usize = 64 << 10;
/// Largest content of a block.
const LARGEST: usize = 1 << 30;

/// The start of the SHA-256 of a content.
fn check(content: &[u8]) -> [u8; 8] {
    let mut check = [0; 8];
    check.iter_mut().zip(Sha256::digest(content)).for_each(|(byte, of_hash)| *byte = of_hash);
    check
}

/// Why blocks cannot be read, with the directory or file.
pub type BlockError = Located<BlockFault>;

/// Why blocks cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BlockFault {
    /// Nothing is there.
    #[error("there is no such directory")]
    NotThere,
    /// It is no result, or not a complete one.
    #[error("is no complete result of standpoint")]
    NoResult,
    /// The result keeps no records.
    #[error("keeps no records of its documents")]
    NoRecords,
    /// The system refused.
    #[error("cannot be read: {0}")]
    Read(#[source] io::Error),
    /// It is not what was written.
    #[error("is damaged: {detail}")]
    Damaged {
        /// What is wrong.
        detail: String,
    },
}

impl Hint for BlockFault {
    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::NotThere => "check the path",
            Self::NoResult => "merge takes directories that 'standpoint analyze --model FILE --shard' wrote",
            Self::NoRecords => "analyze its articles again with --shard, which keeps what merge needs",
            Self::Damaged { .. } => "copy it again, or analyze its articles again",
            Self::Read(_) => return None,
        };
        Some(hint.to_owned())
    }
}

impl BlockFault {
    /// The fault at a place.
    #[must_use]
    pub fn at(self, path: &Path) -> BlockError {
        BlockError::file(&path_name(path), self)
    }
}

/// Blocks that are being written.
#[derive(Debug)]
pub struct BlockWriter {
    file: BufWriter<ResultFile>,
    name: String,
    shown: PathBuf,
    end: u64,
}

impl BlockWriter {
    /// Creates the file in a result that is being written.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn create(directory: &Directory, name: &str) -> Result<Self, OutputError> {
        let shown = directory.target().join(name);
        let mut file = directory.file(name)?;
        file.write_all(MAGIC).map_err(OutputFault::write(&shown))?;
        Ok(Self { file, name: name.to_owned(), shown, end: MAGIC.len() as u64 })
    }

    /// Appends a block, and returns where it begins.
    ///
    /// # Errors
    /// The file cannot be written, or the content is longer than 1 GiB.
    pub fn write(&mut self, content: &[u8]) -> Result<u64, OutputError> {
        let fail = OutputFault::write(&self.shown);
        let length = u32::try_from(content.len()).ok().filter(|_| content.len() <= LARGEST);
        let length = length.ok_or_else(|| fail(io::Error::other("a document has too many mentions")))?;
        let parts = [&length.to_le_bytes()[..], &check(content), content];
        parts.iter().try_for_each(|part| self.file.write_all(part)).map_err(&fail)?;
        let start = self.end;
        self.end += (HEAD + content.len()) as u64;
        Ok(start)
    }

    /// Flushes the file to disk.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn close(self, directory: &Directory) -> Result<(), OutputError> {
        directory.close(&self.name, self.file)
    }
}

/// Reads blocks. Between two calls no file is open, so that there may be thousands of readers.
#[derive(Debug)]
pub struct BlockReader {
    path: PathBuf,
    /// As it is named in messages.
    shown: PathBuf,
    /// A stretch of the file, and where it begins.
    buffer: Vec<u8>,
    start: u64,
    /// Where the next block begins.
    next: u64,
}

impl BlockReader {
    /// The blocks of the file `name` of the complete result in `folder`.
    ///
    /// # Errors
    /// There is no complete result, it has no such file, or that is no file of blocks.
    pub fn of_result(folder: &Path, name: &str) -> Result<Self, BlockError> {
        if !folder.is_dir() {
            let fault = if folder.exists() { BlockFault::NoResult } else { BlockFault::NotThere };
            return Err(fault.at(folder));
        }
        match Listing::of(folder).map_err(|error| BlockFault::Read(error).at(folder))? {
            None => return Err(BlockFault::NoResult.at(folder)),
            Some(listing) if !listing.has(name.as_ref()) => return Err(BlockFault::NoRecords.at(folder)),
            Some(_) => {}
        }
        Self::open(folder.join(name), folder.join(name))
    }

    /// The blocks of a closed file of a result that is being written.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn of_draft(directory: &Directory, name: &str) -> Result<Self, BlockError> {
        Self::open(directory.inner(name), directory.target().join(name))
    }

    fn open(path: PathBuf, shown: PathBuf) -> Result<Self, BlockError> {
        let mut reader = Self { path, shown, buffer: Vec::new(), start: 0, next: MAGIC.len() as u64 };
        if reader.bytes(0, MAGIC.len())? != MAGIC {
            return Err(reader.damaged("it does not begin as such a file does"));
        }
        Ok(reader)
    }

    fn damaged(&self, detail: &str) -> BlockError {
        BlockFault::Damaged { detail: detail.to_owned() }.at(&self.shown)
    }

    /// So many bytes from a place on, fewer at the end of the file.
    fn bytes(&mut self, at: u64, length: usize) -> Result<&[u8], BlockError> {
        let held = self.start..self.start + self.buffer.len() as u64;
        if !held.contains(&at) || held.end < at + length as u64 {
            let read = || {
                let mut file = ResultFile::open(&self.path)?;
                file.seek(SeekFrom::Start(at))?;
                let mut buffer = Vec::new();
                file.take(length.max(CHUNK) as u64).read_to_end(&mut buffer)?;
                Ok(buffer)
            };
            self.buffer = read().map_err(|error| BlockFault::Read(error).at(&self.shown))?;
            self.start = at;
        }
        let from = usize::try_from(at - self.start).unwrap_or(usize::MAX);
        let held = self.buffer.get(from..).unwrap_or_default();
        Ok(held.get(..length).unwrap_or(held))
    }

    /// Goes to the block that begins at a place.
    pub fn go_to(&mut self, start: u64) {
        self.next = start;
    }

    /// The content of the next block; none at the end of the file.
    ///
    /// # Errors
    /// The file cannot be read, or is cut off or damaged.
    pub fn read(&mut self) -> Result<Option<Vec<u8>>, BlockError> {
        let at = self.next;
        let head = self.bytes(at, HEAD)?;
        if head.is_empty() {
            return Ok(None);
        }
        let parts = head.split_first_chunk().and_then(|(length, rest)| Some((*length, *rest.first_chunk()?)));
        let Some((length, wanted)) = parts else { return Err(self.damaged("it is cut off")) };
        let length = u32::from_le_bytes(length) as usize;
        if length > LARGEST {
            return Err(self.damaged("a block is longer than any"));
        }
        let content = self.bytes(at + HEAD as u64, length)?.to_vec();
        if content.len() < length {
            return Err(self.damaged("it is cut off"));
        }
        if check(&content) != wanted {
            return Err(self.damaged("the check of a block is another"));
        }
        self.next = at + (HEAD + length) as u64;
        Ok(Some(content))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Existing;
    use std::fs;

    fn result(place: &Path) -> PathBuf {
        let out = place.join("out");
        let directory = Directory::create(&out, Existing::Ours, &[], &[]).unwrap();
        let mut writer = BlockWriter::create(&directory, "a.blocks").unwrap();
        let starts: Vec<u64> = [3, 0, 100_000].map(|n| writer.write(&vec![7; n]).unwrap()).to_vec();
        writer.close(&directory).unwrap();
        let mut reader = BlockReader::of_draft(&directory, "a.blocks").unwrap();
        reader.go_to(starts[2]);
        assert_eq!(reader.read().unwrap().unwrap().len(), 100_000);
        assert!(reader.read().unwrap().is_none());
        reader.go_to(starts[0]);
        assert_eq!(reader.read().unwrap().unwrap(), [7; 3]);
        directory.commit(br#"{"standpoint":{"files":["a.blocks"]}}"#).unwrap();
        out
    }

    fn lengths(out: &Path) -> Result<Vec<usize>, BlockError> {
        let mut reader = BlockReader::of_result(out, "a.blocks")?;
        let mut lengths = Vec::new();
        while let Some(content) = reader.read()? {
            lengths.push(content.len());
        }
        Ok(lengths)
    }

    #[test]
    fn blocks_are_read_as_they_were_written_and_damage_is_found() {
        let place = tempfile::tempdir().unwrap();
        let out = result(place.path());
        assert_eq!(lengths(&out).unwrap(), [3, 0, 100_000]);
        let file = out.join("a.blocks");
        let whole = fs::read(&file).unwrap();
        for cut in [0, 5, 12, 21, 22, 30, whole.len() - 1] {
            fs::write(&file, &whole[..cut]).unwrap();
            let error = lengths(&out).unwrap_err();
            assert!(matches!(*error.error, BlockFault::Damaged { .. }), "{cut}: {error}");
        }
        for at in [0, 8, 13, 20, whole.len() - 1] {
            let mut broken = whole.clone();
            broken[at] ^= 1;
            fs::write(&file, broken).unwrap();
            let error = lengths(&out).unwrap_err();
            assert!(matches!(*error.error, BlockFault::Damaged { .. }), "{at}: {error}");
        }
    }

    #[test]
    fn what_is_no_result_or_keeps_no_blocks_is_told_apart() {
        let place = tempfile::tempdir().unwrap();
        let fault = |path: &Path| BlockReader::of_result(path, "b.blocks").unwrap_err().error;
        assert!(matches!(*fault(&place.path().join("no")), BlockFault::NotThere));
        assert!(matches!(*fault(place.path()), BlockFault::NoResult));
        assert!(matches!(*fault(&result(place.path())), BlockFault::NoRecords));
    }
}
