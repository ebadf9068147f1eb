//! Context for resolving references. The [`Discourse`] is shared by all references of a document; an [`Anaphor`] is one
//! reference in its place, with what was found before it.

use super::mention::{CueMatch, Found, Mention};
use crate::index::Knowledge;
use crate::text::{Document, Sentence, WordInfo, WordTable};
use jiff::civil::Date;
use std::ops::Range;

/// Number of preceding sentences searched for an antecedent.
pub(super) const REACH: usize = 2;
/// Maximum number of preceding mentions examined, so that long documents stay fast; distant ones are not meant.
pub(super) const MEMORY: usize = 400;
/// Likewise where a description that several share looks for one of them.
pub(super) const SHARED_MEMORY: usize = 4000;

/// The context shared by the references of a document.
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

/// One reference to resolve.
pub(super) struct Anaphor<'a> {
    /// Annotations so far.
    pub found: &'a Found,
    /// Index of the first mention of its sentence.
    pub first: usize,
    /// Index of its sentence.
    pub index: usize,
    pub sentence: &'a Sentence,
    /// Its own tokens.
    pub tokens: Range<usize>,
}

impl Anaphor<'_> {
    /// The expressions of its sentence so far, the last first.
    pub fn cues(&self) -> impl Iterator<Item = &CueMatch> {
        self.found.cues.iter().rev().take_while(|cue| cue.sentence == self.index)
    }

    /// The mentions before it.
    pub fn before(&self) -> &[Mention] {
        let inside = &self.found.mentions[self.first..];
        let until = inside.partition_point(|mention| mention.tokens.start < self.tokens.start);
        let end = self.first + until;
        &self.found.mentions[end.saturating_sub(MEMORY)..end]
    }
}
