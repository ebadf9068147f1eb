//! Context: what a reference is resolved with. The [`Discourse`] is the same for all references of a document; an
//! [`Anaphor`] is one reference in its place, with what was found before it.

use super::mention::{Found, Mention};
use crate::index::Knowledge;
use crate::text::{Document, Sentence, WordInfo, WordTable};
use jiff::civil::Date;
use std::ops::Range;

/// Sentences back in which an antecedent is looked for.
pub(super) const REACH: usize = 2;
/// Mentions back that are remembered: a document may be long, and what is far back is not meant.
pub(super) const MEMORY: usize = 400;

/// What references of a document are resolved with.
pub(super) struct Discourse<'a, 'w> {
    pub document: &'a Document,
    pub words: &'a WordTable<'w>,
    pub knowledge: &'a Knowledge,
    pub date: Option<Date>,
}

impl Discourse<'_, '_> {
    pub fn info(&self, at: usize) -> &WordInfo {
        self.words.info(&self.document.tokens[at])
    }
}

/// A reference in its place.
pub(super) struct Anaphor<'a> {
    /// What was found so far.
    pub found: &'a Found,
    /// The first mention of its sentence.
    pub first: usize,
    /// The number of its sentence.
    pub index: usize,
    pub sentence: &'a Sentence,
    /// Its own tokens.
    pub tokens: Range<usize>,
}

impl Anaphor<'_> {
    /// The mentions before it.
    pub fn before(&self) -> &[Mention] {
        let inside = &self.found.mentions[self.first..];
        let until = inside.partition_point(|mention| mention.tokens.start < self.tokens.start);
        let end = self.first + until;
        &self.found.mentions[end.saturating_sub(MEMORY)..end]
    }
}
