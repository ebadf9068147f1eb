//! The sentence that rules of relations read.

use super::words::RelationWords;
use crate::mentions::Mention;
use crate::stance::{Participant, Scene, ScoredMention};
use crate::syntax::Chunks;
use std::ops::Range;

/// A sentence in which relations are looked for.
pub struct Setting<'a> {
    /// Its clauses and expressions.
    pub scene: &'a Scene<'a>,
    /// Its phrases and verb groups; its names are the participants.
    pub chunks: &'a Chunks<'a>,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Everybody whom it names, in the order of the text.
    pub everybody: &'a [Participant],
    /// Its mentions.
    pub mentions: &'a [Mention],
    /// The evidence for each mention.
    pub scored: &'a [ScoredMention],
    /// Words of relations that are no entries of a stance lexicon.
    pub relation_words: &'a RelationWords,
}

impl Setting<'_> {
    /// The mention that is a participant.
    pub fn mention_of(&self, participant: usize) -> Option<usize> {
        self.everybody.get(participant)?.mention
    }

    /// The actor of a mention.
    pub fn actor(&self, mention: usize) -> Option<usize> {
        self.mentions.get(mention).map(|mention| mention.actor)
    }

    /// Whether two mentions are of different actors.
    pub fn differ(&self, one: usize, other: usize) -> bool {
        self.actor(one) != self.actor(other)
    }
}
