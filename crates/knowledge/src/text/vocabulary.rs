//! The vocabulary of a run: every word form that counts as a term, with its stem.
//!
//! It is shared by the workers, which use it only for forms that are new to them, so a lock is enough. Numbers are
//! given in order of arrival, which depends on the threads: no output may depend on them, and results are ordered by
//! the strings.

use super::counted::MOST;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

/// Number of a term's word form in the [`Vocabulary`].
pub type TermId = u32;

/// Not a term: a stop word, a number, a single letter, or a form beyond the limit.
pub const NO_TERM: TermId = u32::MAX;

/// Most word forms that are kept; hostile input can have any number.
const MAX_WORDS: usize = 8_000_000;

#[derive(Debug, Default)]
struct Inner {
    numbers: HashMap<Box<str>, TermId, FixedState>,
    words: Vec<(Box<str>, Box<str>)>,
    refused: u64,
}

/// Word forms in lower case, each with its stem; those of other languages apart.
#[derive(Debug, Default)]
pub struct Vocabulary {
    words: Mutex<Inner>,
    /// The vocabularies of counted languages, by number, made when the first is asked for.
    counted: OnceLock<Box<[Vocabulary]>>,
}

impl Vocabulary {
    /// An empty vocabulary.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The vocabulary of a counted language, by its number in [`CountedLanguages`](super::CountedLanguages); this one for
    /// a number that no language has.
    #[must_use]
    pub fn of_counted(&self, number: usize) -> &Self {
        let all = self.counted.get_or_init(|| (0..MOST).map(|_| Self::default()).collect());
        all.get(number).unwrap_or(self)
    }

    /// The number of `word` (lower case) whose stem is `stem`; [`NO_TERM`] once the vocabulary is full.
    pub fn intern(&self, word: &str, stem: &str) -> TermId {
        let mut inner = self.words.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(&number) = inner.numbers.get(word) {
            return number;
        }
        if inner.words.len() >= MAX_WORDS {
            inner.refused += 1;
            return NO_TERM;
        }
        let number = u32::try_from(inner.words.len()).unwrap_or(NO_TERM);
        inner.words.push((word.into(), stem.into()));
        inner.numbers.insert(word.into(), number);
        number
    }

    /// Some words with their stems, by number; empty for an unknown number.
    #[must_use]
    pub fn words(&self, numbers: &[TermId]) -> Vec<(Box<str>, Box<str>)> {
        let inner = self.words.lock().unwrap_or_else(PoisonError::into_inner);
        numbers.iter().map(|&number| inner.words.get(number as usize).cloned().unwrap_or_default()).collect()
    }

    /// The stems of some words, by number; empty for an unknown number.
    #[must_use]
    pub fn stems(&self, numbers: &[TermId]) -> Vec<Box<str>> {
        let inner = self.words.lock().unwrap_or_else(PoisonError::into_inner);
        let stem = |&number: &TermId| inner.words.get(number as usize).map(|(_, stem)| stem.clone());
        numbers.iter().map(|number| stem(number).unwrap_or_default()).collect()
    }

    /// Every word with its stem, by number. Empties the vocabulary.
    #[must_use]
    pub fn take(&self) -> Vec<(Box<str>, Box<str>)> {
        let mut inner = self.words.lock().unwrap_or_else(PoisonError::into_inner);
        inner.numbers.clear();
        std::mem::take(&mut inner.words)
    }

    /// How often a word was refused because the vocabulary was full.
    #[must_use]
    pub fn refused(&self) -> u64 {
        self.words.lock().unwrap_or_else(PoisonError::into_inner).refused
    }
}
