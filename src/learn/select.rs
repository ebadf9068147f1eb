//! Selection of features: which words are reasons at all.
//!
//! A fit on every word of every sentence gives most of them a little weight on no side. A second fit has units only of
//! those that speak for a side, beside the expressions of the lexicon: it reads a quarter of the words, and shows fewer
//! and better cues.

use super::examples::{Examples, MentionExample, UnitExample};
use super::fit::{Fit, LearnSettings, fit, is_word};

/// Fits weights to the mentions for which `keep` holds: on all words, then on those that are reasons.
#[must_use]
pub fn fit_reasons(
    mentions: &[MentionExample],
    settings: &LearnSettings,
    keep: impl Fn(&MentionExample) -> bool,
) -> Fit {
    let first = fit(&Examples::new(mentions, settings.least, &keep), settings);
    let reasons: Vec<MentionExample> = mentions
        .iter()
        .filter(|mention| keep(mention))
        .map(|mention| select(mention, &first, settings))
        .collect();
    fit(&Examples::new(&reasons, settings.least, |_| true), settings)
}

/// The mention with only those units that can be reasons, and without the words that are none.
fn select(mention: &MentionExample, fit: &Fit, settings: &LearnSettings) -> MentionExample {
    let units = mention.units.iter().filter_map(|unit| {
        let speaks = |key| fit.weight(key).is_some_and(|weight| weight >= settings.reason);
        let features = unit.features.iter().copied().filter(|(key, _)| !is_word(*key) || speaks(*key));
        let features: Vec<_> = features.collect();
        let counts = unit.expression || features.iter().any(|(key, _)| is_word(*key));
        counts.then_some(UnitExample { features, ..*unit })
    });
    MentionExample { units: units.collect(), form: mention.form.clone(), ..*mention }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::Class;
    use crate::index::key::Key;
    use crate::lexicon::Context;
    use crate::stance::Turn;
    use crate::text::Symbol;

    #[test]
    fn only_words_that_speak_for_a_side_are_units() {
        let word = |number: u32| (Key::word(Context::Word, Symbol(number)), 1.0);
        let unit = |expression, underlined, number| UnitExample {
            expression,
            underlined,
            turn: Turn::NONE,
            features: vec![word(number)],
        };
        let mention = |text: usize| {
            let critical = text.is_multiple_of(2);
            let units = if critical {
                vec![unit(false, true, 7), unit(false, false, 8)]
            } else {
                vec![unit(false, false, 8), unit(true, false, 9)]
            };
            MentionExample {
                label: if critical { Class::Critical } else { Class::Neutral },
                text,
                file: 0,
                weight: 1.0,
                units,
                form: Vec::new(),
                has_reasons: true,
            }
        };
        let mentions: Vec<MentionExample> = (0..40).map(mention).collect();
        let settings = LearnSettings { cost: 1.0, ..LearnSettings::default() };
        let fitted = fit_reasons(&mentions, &settings, |_| true);
        assert!(fitted.counts(&unit(false, false, 7)) && fitted.counts(&unit(true, false, 8)));
        assert!(!fitted.counts(&unit(false, false, 8)));
    }
}
