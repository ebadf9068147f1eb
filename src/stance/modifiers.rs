//! Modifiers: what negators, intensifiers, hedges and contrasts of a sentence do to a cue in it.

use super::evidence::shift;
use super::weights::Weights;
use crate::lexicon::Kind;
use crate::mentions::{CueMatch, Knowledge};

/// The cues of one sentence with the clause of each of its tokens.
pub struct Scene<'a> {
    /// First token of the sentence.
    pub first: usize,
    /// Clause of each token of the sentence.
    pub clauses: &'a [u16],
    /// Every expression found in the sentence.
    pub cues: &'a [CueMatch],
    /// What they say.
    pub knowledge: &'a Knowledge,
    /// The constants.
    pub weights: &'a Weights,
}

impl Scene<'_> {
    /// The clause of a token of the sentence.
    #[must_use]
    pub fn clause(&self, token: usize) -> u16 {
        token.checked_sub(self.first).and_then(|at| self.clauses.get(at)).copied().unwrap_or(0)
    }

    /// The number `value` of `cue` after negation, scaling, hedging and contrast, and the bits of what was done.
    #[must_use]
    pub fn modify(&self, cue: &CueMatch, value: f64) -> (f64, u8) {
        let clause = self.clause(cue.tokens.start);
        let (mut scale, mut hedged, mut negators, mut shifts) = (1.0, false, 0, 0u8);
        for other in self.cues {
            if other.tokens == cue.tokens {
                continue;
            }
            let before = other.tokens.end <= cue.tokens.start;
            let between = cue.tokens.start.saturating_sub(other.tokens.end);
            let same_clause = self.clause(other.tokens.start) == clause;
            match other.kind {
                Kind::Negator if before && same_clause && between < self.weights.negator_reach => {
                    negators += 1
                }
                Kind::Intensifier | Kind::Diminisher if before && same_clause && between <= 1 => {
                    scale *= self.knowledge.entry(other.entry).factor;
                    shifts |= shift::SCALED;
                }
                Kind::Hedge if before && same_clause => hedged = true,
                Kind::Contrast => {
                    // A contrast that opens the sentence sets it against the one before: nothing to weigh.
                    if other.tokens.start > self.first {
                        scale *=
                            if before { self.weights.after_contrast } else { self.weights.before_contrast };
                        shifts |= shift::CONTRASTED;
                    }
                }
                _ => {}
            }
        }
        let mut result = value * scale.clamp(0.1, 2.5);
        if hedged {
            result *= self.weights.hedged;
            shifts |= shift::HEDGED;
        }
        if negators % 2 == 1 {
            result *= if value > 0.0 { self.weights.negated_positive } else { self.weights.negated_negative };
            shifts |= shift::NEGATED;
        }
        (result, shifts)
    }
}
