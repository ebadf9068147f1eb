//! Scene: the sentence context that roles and modifiers read.

use crate::index::Knowledge;
use crate::mentions::CueMatch;
use crate::text::{Document, WordTable};

/// A sentence with its expressions and clauses.
pub struct Scene<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its words.
    pub words: &'a WordTable<'a>,
    /// First token of the sentence.
    pub first: usize,
    /// Clause number of each token of the sentence.
    pub clauses: &'a [u16],
    /// The expressions of the sentence.
    pub cues: &'a [CueMatch],
    /// The lexicon that scores them.
    pub knowledge: &'a Knowledge,
}

impl Scene<'_> {
    /// The clause of a token of the sentence.
    #[must_use]
    pub fn clause(&self, token: usize) -> u16 {
        token.checked_sub(self.first).and_then(|at| self.clauses.get(at)).copied().unwrap_or(0)
    }
}
