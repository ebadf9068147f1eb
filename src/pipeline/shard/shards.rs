//! The records of several results, as one sequence in the order of the ids of their documents.

use super::RECORDS;
use super::differences::difference;
use super::error::ShardError;
use super::head::Head;
use crate::output::{BlockFault, BlockReader};
use crate::pipeline::resume::Stored;
use crate::tables::DocumentKey;
use crate::tsv::path_name;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a document came to, as bytes.
pub struct Record {
    /// Its id.
    pub doc_id: String,
    /// Its results.
    pub results: Vec<u8>,
    /// The file that it is from, for messages.
    pub file: Arc<str>,
}

impl Record {
    /// The block of a record.
    pub fn block(&self) -> Vec<u8> {
        let mut block = Vec::with_capacity(self.results.len() + self.doc_id.len() + 2);
        self.doc_id.put(&mut block);
        block.extend(&self.results);
        block
    }
}

/// A result whose records are read.
struct Shard {
    path: PathBuf,
    file: Arc<str>,
    reader: BlockReader,
    /// Records that are still to come.
    left: u64,
    /// The next one.
    next: Option<Record>,
    /// The id of the one that was read last.
    last: String,
}

impl Shard {
    fn open(path: &Path) -> Result<(Self, Head), ShardError> {
        let mut reader = BlockReader::of_result(path, RECORDS)?;
        let file = path.join(RECORDS);
        let damaged =
            |detail: &str| ShardError::from(BlockFault::Damaged { detail: detail.to_owned() }.at(&file));
        let head = reader.read()?.ok_or_else(|| damaged("it is cut off"))?;
        let head = Head::of(&head).ok_or_else(|| damaged("it does not say how it was made"))?;
        let file = path_name(&file).into();
        let shard = Self {
            path: path.to_path_buf(),
            file,
            reader,
            left: head.documents,
            next: None,
            last: String::new(),
        };
        Ok((shard, head))
    }

    fn damaged(&self, detail: &str) -> ShardError {
        BlockFault::Damaged { detail: detail.to_owned() }.at(&self.path.join(RECORDS)).into()
    }

    /// Reads the next record; false at the end.
    fn advance(&mut self) -> Result<bool, ShardError> {
        self.next = None;
        let Some(block) = self.reader.read()? else {
            return if self.left == 0 { Ok(false) } else { Err(self.damaged("it is cut off")) };
        };
        let mut left = block.as_slice();
        let doc_id = String::take(&mut left).ok_or_else(|| self.damaged("a record has no id"))?;
        if self.left == 0 || self.last >= doc_id {
            return Err(self.damaged("its records are not as many as they should be, or not in order"));
        }
        self.left -= 1;
        self.last.clone_from(&doc_id);
        self.next = Some(Record { doc_id, results: left.to_vec(), file: Arc::clone(&self.file) });
        Ok(true)
    }
}

/// The records of several results. Of each one record and some 64 KiB are in memory, and no file is open between two.
pub struct Shards {
    shards: Vec<Shard>,
    /// The next id of each result that has one.
    heap: BinaryHeap<Reverse<(String, usize)>>,
    /// What the ids of rows carry of the documents.
    keys: HashSet<DocumentKey>,
    /// What was read last, and from which result.
    last: Option<(String, usize)>,
}

impl Shards {
    /// Opens results that were made alike, and returns the head of all of them together.
    ///
    /// # Errors
    /// One cannot be read, is named twice, or was made in another way than the first.
    pub fn open(paths: &[PathBuf]) -> Result<(Self, Head), ShardError> {
        let mut all = Self { shards: Vec::new(), heap: BinaryHeap::new(), keys: HashSet::new(), last: None };
        let mut real: HashMap<PathBuf, &Path> = HashMap::new();
        let mut together: Option<Head> = None;
        for path in paths {
            let (mut shard, head) = Shard::open(path)?;
            let canonical = path.canonicalize().unwrap_or_else(|_| path.clone());
            if let Some(first) = real.insert(canonical, path) {
                return Err(ShardError::Twice { first: path_name(first), second: path_name(path) });
            }
            match &mut together {
                None => together = Some(head),
                Some(first) => {
                    if let Some((what, of_first, of_second)) = difference(first, &head) {
                        let first = paths.first().map(|path| path_name(path)).unwrap_or_default();
                        let second = path_name(path);
                        return Err(ShardError::Differs { first, second, what, of_first, of_second });
                    }
                    first.documents += head.documents;
                    first.skips.extend(head.skips);
                    first.passed.extend(head.passed);
                }
            }
            if shard.advance()?
                && let Some(next) = &shard.next
            {
                all.heap.push(Reverse((next.doc_id.clone(), all.shards.len())));
            }
            all.shards.push(shard);
        }
        let mut head = together.ok_or_else(|| ShardError::from(BlockFault::NotThere.at(Path::new(""))))?;
        super::head::sort(&mut head.skips);
        super::head::sort(&mut head.passed);
        Ok((all, head))
    }

    fn next_record(&mut self) -> Result<Option<Record>, ShardError> {
        let Some(Reverse((doc_id, at))) = self.heap.pop() else { return Ok(None) };
        let name = |at: usize| self.shards.get(at).map(|shard| path_name(&shard.path)).unwrap_or_default();
        if let Some((last, first)) = &self.last
            && *last == doc_id
        {
            return Err(ShardError::SameId { doc_id, first: name(*first), second: name(at) });
        }
        if !self.keys.insert(DocumentKey::of(&doc_id)) {
            return Err(ShardError::SameKey { doc_id, shard: name(at) });
        }
        self.last = Some((doc_id, at));
        let Some(shard) = self.shards.get_mut(at) else { return Ok(None) };
        let record = shard.next.take();
        if shard.advance()?
            && let Some(next) = &shard.next
        {
            self.heap.push(Reverse((next.doc_id.clone(), at)));
        }
        Ok(record)
    }
}

impl Iterator for Shards {
    type Item = Result<Record, ShardError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_record().transpose()
    }
}
