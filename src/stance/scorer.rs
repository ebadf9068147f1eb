//! The scorer: the constants of the formula and, where there is one, the learned table beside the lexicon.

use super::evidence::{Evidence, ScoredMention};
use super::weights::{WEIGHTS, Weights};
use crate::index::{Knowledge, LearnedIndex};

/// What turns features into evidence.
#[derive(Debug, Clone)]
pub struct Scorer {
    /// The constants.
    pub weights: Weights,
    /// The learned table; none where the hand lexicon alone counts.
    pub learned: Option<LearnedIndex>,
}

impl Scorer {
    /// The shipped constants with the table of `knowledge`, if it has one.
    #[must_use]
    pub fn of(knowledge: &Knowledge) -> Self {
        Self { weights: WEIGHTS, learned: knowledge.learned_index.clone() }
    }

    /// The bias of the formula as evidence.
    #[must_use]
    pub fn prior(&self) -> Evidence {
        match &self.learned {
            Some(learned) => {
                let [favourable, critical] = learned.header().prior;
                Evidence::bias(favourable, critical)
            }
            None => Evidence::bias(self.weights.prior_favourable, self.weights.prior_critical),
        }
    }

    /// A mention of which nothing is known: the prior alone.
    #[must_use]
    pub fn silent(&self) -> ScoredMention {
        let prior = self.prior();
        ScoredMention {
            mention: 0,
            toward_favourable: prior.toward_favourable,
            toward_critical: prior.toward_critical,
            evidence: vec![prior],
        }
    }
}
