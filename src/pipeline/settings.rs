//! The settings of a run.

use crate::index::Knowledge;
use crate::ingest::{Boilerplate, Decoding, RuleSet};
use crate::mentions::Resolve;
use crate::stance::Scorer;
use std::sync::Arc;

/// How a run processes articles.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Number of threads; 1 uses the caller's only.
    pub threads: usize,
    /// Seed of all random draws.
    pub seed: u64,
    /// How bytes are decoded.
    pub decoding: Decoding,
    /// Clean-up rules that are on.
    pub rules: RuleSet,
    /// The scorer: constants and learned table.
    pub scorer: Scorer,
    /// Which kinds of references to actors are resolved.
    pub resolve: Resolve,
    /// Whether the stance toward an actor counts toward its country.
    pub rollup: bool,
    /// Paragraphs that many documents of the corpus share, if they were looked for.
    pub boilerplate: Option<Arc<Boilerplate>>,
}

impl Settings {
    /// The defaults of the command, on one thread: seed 1, UTF-8, every clean-up rule, the scorer of `knowledge`, and
    /// every kind of reference.
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
            boilerplate: None,
        }
    }
}
