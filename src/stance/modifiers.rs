//! Modifiers: what negators, intensifiers, hedges and contrasts of a sentence do to a cue in it.

use super::evidence::shift;
use super::weights::Weights;
use crate::lexicon::Kind;
use crate::mentions::CueMatch;
use crate::syntax::Scene;

/// The number `value` of `cue` after negation, scaling, hedging and contrast, and the bits of what was done.
#[must_use]
pub(super) fn modify(scene: &Scene<'_>, weights: &Weights, cue: &CueMatch, value: f64) -> (f64, u8) {
    let clause = scene.clause(cue.tokens.start);
    let (mut scale, mut hedged, mut negators, mut shifts) = (1.0, false, 0, 0u8);
    for other in scene.cues {
        if other.tokens == cue.tokens {
            continue;
        }
        let before = other.tokens.end <= cue.tokens.start;
        let between = cue.tokens.start.saturating_sub(other.tokens.end);
        let same_clause = scene.clause(other.tokens.start) == clause;
        match other.kind {
            Kind::Negator if before && same_clause && between < weights.negator_reach => negators += 1,
            Kind::Intensifier | Kind::Diminisher if before && same_clause && between <= 1 => {
                scale *= scene.knowledge.entry(other.entry).factor;
                shifts |= shift::SCALED;
            }
            Kind::Hedge if before && same_clause => hedged = true,
            Kind::Contrast => {
                // A contrast that opens the sentence sets it against the one before: nothing to weigh.
                if other.tokens.start > scene.first {
                    scale *= if before { weights.after_contrast } else { weights.before_contrast };
                    shifts |= shift::CONTRASTED;
                }
            }
            _ => {}
        }
    }
    let mut result = value * scale.clamp(0.1, 2.5);
    if hedged {
        result *= weights.hedged;
        shifts |= shift::HEDGED;
    }
    if negators % 2 == 1 {
        result *= if value > 0.0 { weights.negated_positive } else { weights.negated_negative };
        shifts |= shift::NEGATED;
    }
    (result, shifts)
}
