//! Modifiers: the effect of negators, intensifiers, hedges and contrasts of a sentence on a cue.

use super::evidence::shift;
use super::scene::Scene;
use super::weights::Weights;
use crate::lexicon::Kind;
use crate::mentions::CueMatch;

/// The number `value` of `cue` after negation, scaling, hedging and contrast, and the bits of the modifiers applied.
#[must_use]
pub fn modify(scene: &Scene<'_>, weights: &Weights, cue: &CueMatch, value: f64) -> (f64, u16) {
    let clause = scene.clause(cue.tokens.start);
    let (mut scale, mut hedged, mut negators, mut shifts) = (1.0, false, 0, 0u16);
    for other in scene.cues {
        if other.tokens == cue.tokens {
            continue;
        }
        let before = other.tokens.end <= cue.tokens.start;
        let between = cue.tokens.start.saturating_sub(other.tokens.end);
        let same_clause = scene.clause(other.tokens.start) == clause;
        match other.kind {
            Kind::Negator if scene.is_negated_by(other, &cue.tokens, weights.negator_reach) => {
                // "Neither farmers nor fishermen trust Norway" negates once.
                negators += usize::from(negators == 0 || !scene.is_second_part(other));
            }
            Kind::Intensifier | Kind::Diminisher if before && same_clause && between <= 1 => {
                scale *= scene.knowledge.entry(other.entry).factor;
                shifts |= shift::SCALED;
            }
            Kind::Hedge if before && same_clause => hedged = true,
            Kind::Contrast => {
                // A sentence-initial contrast relates to the sentence before, so it changes nothing here.
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

#[cfg(test)]
mod tests {
    use super::super::weights::WEIGHTS;
    use super::*;
    use crate::mentions::sample::{ACTORS, LEXICON, knowledge, read};
    use crate::text::clauses;

    /// The modified number of *great* in a sentence.
    fn modified(text: &str, value: f64) -> (f64, u16) {
        let knowledge = knowledge(ACTORS, &format!("{LEXICON}\nneither|negator\nnor|negator\n"));
        read(&knowledge, text, None, |document, words, found| {
            let sentence = &document.sentences[0];
            let clauses = clauses(document, sentence, words);
            let (first, cues) = (sentence.tokens.start, found.cues.as_slice());
            let scene = Scene { document, words, first, clauses: &clauses, cues, knowledge: &knowledge };
            let great = cues.iter().find(|cue| cue.kind == Kind::Cue).unwrap();
            modify(&scene, &WEIGHTS, great, value)
        })
    }

    fn expect(text: &str, value: f64, expected: f64, shifts: u16) {
        let (found, bits) = modified(text, value);
        assert!((found - expected).abs() < 1e-12, "{text}: {found}");
        assert_eq!(bits, shifts, "{text}");
    }

    #[test]
    fn a_plain_cue_keeps_its_number() {
        expect("Northland was great.", 2.0, 2.0, 0);
    }

    #[test]
    fn a_negator_turns_a_positive_number_and_silences_a_negative_one() {
        expect("Northland was not great.", 2.0, 2.0 * WEIGHTS.negated_positive, shift::NEGATED);
        expect("Northland was not great.", -2.0, -2.0 * WEIGHTS.negated_negative, shift::NEGATED);
        expect("Northland was never not great.", 2.0, 2.0, 0);
        expect("Northland was neither old nor great.", 2.0, 2.0 * WEIGHTS.negated_positive, shift::NEGATED);
    }

    #[test]
    fn a_negator_reaches_a_few_words_of_its_clause() {
        expect("Northland was never, in all these years, great.", 2.0, 2.0, 0);
        expect("Northland did not act because it was great.", 2.0, 2.0, 0);
    }

    #[test]
    fn intensifiers_hedges_and_contrasts_scale() {
        expect("Northland was very great.", 2.0, 3.0, shift::SCALED);
        expect("Northland was perhaps great.", 2.0, 2.0 * WEIGHTS.hedged, shift::HEDGED);
        expect("Northland was great but late.", 2.0, 2.0 * WEIGHTS.before_contrast, shift::CONTRASTED);
        expect("Northland was late but great.", 2.0, 2.0 * WEIGHTS.after_contrast, shift::CONTRASTED);
        // A sentence-initial contrast relates to the sentence before.
        expect("But Northland was great.", 2.0, 2.0, 0);
    }
}
