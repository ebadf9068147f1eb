//! The settings of a run.

use crate::index::Knowledge;
use crate::ingest::{Decoding, RuleSet};
use crate::mentions::Resolve;
use crate::stance::Scorer;

/// What a run does with each article.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Threads that work on articles; 1 is the caller's own.
    pub threads: usize,
    /// Seed of everything that is drawn.
    pub seed: u64,
    /// How bytes become text.
    pub decoding: Decoding,
    /// Clean-up rules that are on.
    pub rules: RuleSet,
    /// What turns features into evidence.
    pub scorer: Scorer,
    /// Which ways of speaking of an actor are looked for.
    pub resolve: Resolve,
    /// Whether what is said of an actor counts toward its country.
    pub rollup: bool,
}

impl Settings {
    /// The settings that the command has without flags, on one thread: seed 1, UTF-8, every clean-up rule, the scorer
    /// of `knowledge`, and every way of speaking of an actor.
    #[must_use]
    pub fn new(knowledge: &Knowledge) -> Self {
        Self {
            threads: 1,
            seed: 1,
            decoding: Decoding::default(),
            rules: RuleSet::default(),
            scorer: Scorer::of(knowledge),
            resolve: Resolve::All,
            rollup: false,
        }
    }
}
