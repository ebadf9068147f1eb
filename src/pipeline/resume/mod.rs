//! `--resume`: documents that an earlier run has analysed are taken from a cache beside the result.
//!
//! The cache is that of one context (the program, its settings, lexicons and actors). A record is found by the hash of
//! all that is read of a document ([`Fingerprint`]), and used if what the document takes from the others of its corpus is
//! the same. What is computed from all documents together is computed in every run.

mod context;
mod names;
mod record;
mod stored;
mod stored_article;
mod stored_rows;

pub(super) use context::context;
pub(super) use record::{Dependence, Made, decode, encode, record_of};

use crate::ingest::{Boilerplate, Fingerprint, ParagraphHashes, Raw};
use crate::output::{CacheContext, CacheFile};
use crate::text::Vocabulary;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
pub(super) use stored::{Stored, stored};

/// Where the results of a document come from.
pub(super) enum Origin {
    /// They were computed, and no cache is kept.
    Computed,
    /// The cache.
    Cache(Fingerprint),
    /// They were computed; the record that the cache gets of them.
    Anew(Fingerprint, Option<Vec<u8>>),
}

/// What is to be said of the cache before the documents are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CacheNote {
    /// It is of other settings, lexicons or another version of the program, or broken: nothing of it is used.
    Dropped(PathBuf),
    /// There is none: why.
    Unusable(String),
}

/// How many documents of a run were taken from the cache.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resumed {
    /// Documents taken from it.
    pub taken: u64,
    /// Documents that were analysed.
    pub anew: u64,
    /// Why not all of these can be taken from it by the next run, if that was not said by a [`CacheNote`].
    pub fault: Option<String>,
}

#[derive(Default)]
struct Tally {
    taken: u64,
    anew: u64,
    used: Vec<Fingerprint>,
}

/// The cache of a run.
pub(super) struct Resume {
    cache: Mutex<CacheFile>,
    /// Whether it cannot be used from the start.
    is_unusable: bool,
    tally: Mutex<Tally>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Resume {
    /// The cache of the result in `directory`, as far as it is of this context.
    pub fn new(directory: &Path, context: CacheContext) -> Self {
        let cache = CacheFile::beside(directory, context);
        Self { is_unusable: cache.fault().is_some(), cache: Mutex::new(cache), tally: Mutex::default() }
    }

    /// What is to be said of it.
    pub fn note(&self) -> Option<CacheNote> {
        let cache = locked(&self.cache);
        match cache.fault() {
            Some(fault) => Some(CacheNote::Unusable(fault.to_string())),
            None => cache.is_dropped().then(|| CacheNote::Dropped(cache.path().to_path_buf())),
        }
    }

    fn read(&self, key: &Fingerprint) -> Option<Vec<u8>> {
        locked(&self.cache).read(key)
    }

    /// The paragraphs of a document that may be boilerplate.
    pub fn paragraphs(&self, key: &Fingerprint) -> Option<ParagraphHashes> {
        Some(Dependence::take(&mut self.read(key)?.as_slice())?.paragraphs)
    }

    /// What a document came to, if it would come to the same now. There are so many `actors`.
    pub fn find(
        &self,
        key: &Fingerprint,
        raw: &Raw,
        boilerplate: Option<&Boilerplate>,
        vocabulary: &Vocabulary,
        actors: usize,
    ) -> Option<(Dependence, Made)> {
        let bytes = self.read(key)?;
        let mut left = bytes.as_slice();
        let dependence = Dependence::take(&mut left)?;
        let holds = dependence.holds(&raw.context, boilerplate);
        let made = holds.then(|| record::decode(left, vocabulary, actors)).flatten()?;
        Some((dependence, made))
    }

    /// Records that the results of a document are part of that of the run.
    pub fn enter(&self, origin: Origin) {
        let mut tally = locked(&self.tally);
        match origin {
            Origin::Computed => {}
            Origin::Cache(key) => {
                tally.taken += 1;
                tally.used.push(key);
            }
            Origin::Anew(key, content) => {
                tally.anew += 1;
                if let Some(content) = content
                    && locked(&self.cache).append(&key, &content)
                {
                    tally.used.push(key);
                }
            }
        }
    }

    /// Ends a run: records that its result does not need are removed.
    pub fn finish(&self) -> Resumed {
        let tally = std::mem::take(&mut *locked(&self.tally));
        let mut cache = locked(&self.cache);
        cache.keep(&tally.used);
        let fault = cache.fault().filter(|_| !self.is_unusable).map(ToString::to_string);
        Resumed { taken: tally.taken, anew: tally.anew, fault }
    }
}
