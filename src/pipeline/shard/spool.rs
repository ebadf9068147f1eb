//! The records of the documents of a run, as they come, and in the order of their ids afterwards.

use super::RECORDS;
use super::error::ShardError;
use super::shards::Record;
use crate::output::{BlockReader, BlockWriter, Directory, OutputError};

/// The file of a result that holds its records while they come; it is removed before the result is complete.
const SPOOL: &str = "spool.records";

/// The records of a run. Kept of each are its id and 8 bytes.
pub struct Spool {
    writer: BlockWriter,
    places: Vec<(String, u64)>,
}

impl Spool {
    /// An empty one, in a result that is being written.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn create(directory: &Directory) -> Result<Self, OutputError> {
        Ok(Self { writer: BlockWriter::create(directory, SPOOL)?, places: Vec::new() })
    }

    /// Appends the record of a document.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn push(&mut self, doc_id: &str, results: &[u8]) -> Result<(), OutputError> {
        let start = self.writer.write(results)?;
        self.places.push((doc_id.to_owned(), start));
        Ok(())
    }

    /// The records in the order of their ids, bytewise.
    ///
    /// # Errors
    /// The file cannot be written or read.
    pub fn sorted(self, directory: &Directory) -> Result<SortedRecords, SortError> {
        self.writer.close(directory)?;
        let mut places = self.places;
        places.sort_unstable();
        let reader = BlockReader::of_draft(directory, SPOOL)?;
        Ok(SortedRecords { reader, places: places.into_iter() })
    }

    /// Removes its file.
    ///
    /// # Errors
    /// The file cannot be removed.
    pub fn remove(directory: &Directory) -> Result<(), OutputError> {
        directory.remove(SPOOL)
    }
}

/// Why records cannot be sorted.
#[derive(Debug, thiserror::Error)]
pub enum SortError {
    /// The file cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// It cannot be read.
    #[error(transparent)]
    Shard(#[from] ShardError),
}

impl From<crate::output::BlockError> for SortError {
    fn from(error: crate::output::BlockError) -> Self {
        Self::Shard(error.into())
    }
}

/// The records of a run, in the order of their ids.
pub struct SortedRecords {
    reader: BlockReader,
    places: std::vec::IntoIter<(String, u64)>,
}

impl SortedRecords {
    /// Number of records.
    pub fn documents(&self) -> u64 {
        self.places.len() as u64
    }
}

impl Iterator for SortedRecords {
    type Item = Result<Record, ShardError>;

    fn next(&mut self) -> Option<Self::Item> {
        let (doc_id, start) = self.places.next()?;
        self.reader.go_to(start);
        let read = self.reader.read().map_err(ShardError::from).transpose()?;
        Some(read.map(|results| Record { doc_id, results, file: RECORDS.into() }))
    }
}
