//! Features, their sentence context, and the trait that receives them.

use super::scene::Scene;
use crate::index::key::Key;
use crate::lexicon::Context;
use crate::mentions::{Mention, Unlisted};
use crate::text::{Document, Sentence, Symbol, WordTable};
use std::ops::Range;

/// Sentence context: all that feature extraction reads.
pub struct Surroundings<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its words.
    pub words: &'a WordTable<'a>,
    /// The sentence.
    pub sentence: &'a Sentence,
    /// Its clauses and expressions.
    pub scene: &'a Scene<'a>,
    /// The mentions of the sentence.
    pub mentions: &'a [Mention],
    /// Its unlisted names.
    pub unlisted: &'a [Unlisted],
    /// For each cue of the scene, the mentions with a role; none if no name in the sentence has one.
    pub holders: &'a [Option<Vec<usize>>],
}

/// A feature of a mention. Keys may repeat; only values of rule evidence are summed.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// Its key.
    pub key: Key,
    /// 1, or the absolute value of rule evidence.
    pub value: f64,
    /// Its tokens; empty without a position.
    pub tokens: Range<usize>,
    /// For rule evidence: its index.
    pub cue: Option<usize>,
}

/// Receives the features of a mention.
pub trait Collect {
    /// A stem, beginning or masked name at `token`, with its contexts as a bit set. Returns whether the pairs that
    /// start with it are wanted.
    fn word(&mut self, symbol: Symbol, contexts: u32, token: usize) -> bool;

    /// Any other feature.
    fn feature(&mut self, feature: Feature);
}

/// The contexts of a bit set, by number.
pub fn contexts_of(mut set: u32) -> impl Iterator<Item = Context> {
    std::iter::from_fn(move || {
        let lowest = set.trailing_zeros();
        set &= set.wrapping_sub(1);
        Context::ALL.get((lowest as usize).wrapping_sub(1)).copied()
    })
}
