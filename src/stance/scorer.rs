//! The scorer: the constants of the formula and, if there is one, the learned table with the lexicon.

use super::evidence::{Evidence, ScoredMention};
use super::weights::{WEIGHTS, Weights};
use crate::index::{Knowledge, LearnedIndex};

/// Turns features into evidence.
#[derive(Debug, Clone)]
pub struct Scorer {
    /// The constants.
    pub weights: Weights,
    /// The learned table; none if only the rules of the lexicon count.
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

    /// The threshold of the decision.
    #[must_use]
    pub fn threshold(&self) -> f64 {
        self.learned.as_ref().map_or(self.weights.threshold, |learned| learned.header().decision)
    }

    /// A mention without evidence: the bias only.
    #[must_use]
    pub fn silent(&self) -> ScoredMention {
        let prior = self.prior();
        ScoredMention {
            mention: 0,
            toward_favourable: prior.toward_favourable,
            toward_critical: prior.toward_critical,
            evidence: std::sync::Arc::new(vec![prior]),
            threshold: self.threshold(),
        }
    }
}
