//! A sentence as the rules of syntax see it.

use crate::index::Knowledge;
use crate::mentions::CueMatch;
use crate::text::{Document, WordTable};

/// A sentence: its expressions, and the clause of each of its tokens.
pub struct Scene<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its words.
    pub words: &'a WordTable<'a>,
    /// First token of the sentence.
    pub first: usize,
    /// Clause of each token of the sentence.
    pub clauses: &'a [u16],
    /// Every expression found in the sentence.
    pub cues: &'a [CueMatch],
    /// What they say.
    pub knowledge: &'a Knowledge,
}

impl Scene<'_> {
    /// The clause of a token of the sentence.
    #[must_use]
    pub fn clause(&self, token: usize) -> u16 {
        token.checked_sub(self.first).and_then(|at| self.clauses.get(at)).copied().unwrap_or(0)
    }
}
