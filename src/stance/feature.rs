//! Features: what they are taken of, what each is, and what takes them.

use crate::index::key::Key;
use crate::lexicon::Context;
use crate::mentions::{Mention, Unlisted};
use crate::syntax::Scene;
use crate::text::{Document, Sentence, Symbol, WordTable};
use std::ops::Range;

/// A sentence in which mentions are scored.
pub struct Surroundings<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its words.
    pub words: &'a WordTable<'a>,
    /// The sentence.
    pub sentence: &'a Sentence,
    /// Clauses and expressions.
    pub scene: &'a Scene<'a>,
    /// The mentions of the sentence.
    pub mentions: &'a [Mention],
    /// Its other names.
    pub unlisted: &'a [Unlisted],
    /// For each cue of the scene, the mentions that have a role to it; none where nobody named in the sentence has one.
    pub holders: &'a [Option<Vec<usize>>],
}

/// A feature of a mention. Keys may come twice; only those with a cue add up.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// What it is.
    pub key: Key,
    /// 1, or what the rules make of an expression of the lexicon, from 0.
    pub value: f64,
    /// Where it stands; empty where it has no place.
    pub tokens: Range<usize>,
    /// For an expression of the lexicon: index of its evidence by the rules.
    pub cue: Option<usize>,
}

/// Takes the features of a mention.
pub trait Collect {
    /// A stem, beginning or masked name stands at `token` in these contexts, a bit each. True where something is asked
    /// about the pairs that it begins.
    fn word(&mut self, symbol: Symbol, contexts: u32, token: usize) -> bool;

    /// Any other feature.
    fn feature(&mut self, feature: Feature);
}

/// The contexts of a set (a bit each), by number.
pub fn contexts_of(mut set: u32) -> impl Iterator<Item = Context> {
    std::iter::from_fn(move || {
        let lowest = set.trailing_zeros();
        set &= set.wrapping_sub(1);
        Context::ALL.get((lowest as usize).wrapping_sub(1)).copied()
    })
}
