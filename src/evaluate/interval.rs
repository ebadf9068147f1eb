//! Confidence interval of macro-F1: percentile bootstrap over texts (Efron & Tibshirani 1993, chapter 13).
//!
//! Mentions of one text are not independent, so whole texts are resampled (cluster bootstrap; Davison & Hinkley 1997,
//! section 3.8).

use super::confusion::Confusion;
use crate::statistics::{Interval, Picks, resample};

/// Number of resamples.
pub const DRAWS: usize = 1000;

/// The 95 % interval of [`Confusion::macro_f1`], both ends in [0, 1], from one confusion matrix per text.
///
/// Texts without mentions are ignored; none if fewer than two are left. In each resample the mean is over the classes
/// that occur in it. Equal texts in equal order with equal seeds give equal intervals.
#[must_use]
pub fn macro_f1_interval(texts: &[Confusion], seed: u64) -> Option<Interval> {
    let texts: Vec<Confusion> = texts.iter().copied().filter(|text| text.total() > 0).collect();
    if texts.len() < 2 {
        return None;
    }
    let add = |sample: &mut Confusion, text: &Confusion| *sample += *text;
    let macro_f1 = |sample: &Confusion| sample.macro_f1().unwrap_or_default();
    Some(resample::<DRAWS, _, _>(&texts, Picks::One, seed, &Confusion::default(), add, macro_f1))
}

#[cfg(test)]
mod tests {
    use super::super::confusion::Class::{self, Critical, Favourable, Neutral};
    use super::*;
    use proptest::prelude::*;

    /// 63 mentions, two thirds of each class correct.
    fn mentions() -> Vec<(Class, Class)> {
        [
            (Critical, Critical),
            (Neutral, Neutral),
            (Favourable, Favourable),
            (Critical, Critical),
            (Neutral, Neutral),
            (Favourable, Favourable),
            (Critical, Neutral),
            (Neutral, Favourable),
            (Favourable, Critical),
        ]
        .into_iter()
        .flat_map(|pair| std::iter::repeat_n(pair, 7))
        .collect()
    }

    fn texts(mentions_a_text: usize) -> Vec<Confusion> {
        mentions().chunks(mentions_a_text).map(|text| text.iter().copied().collect()).collect()
    }

    #[test]
    fn it_holds_the_figure_and_is_the_same_twice() {
        let texts = texts(1);
        let found = macro_f1_interval(&texts, 7).unwrap();
        // Macro-F1 is 2/3; with 63 mentions its standard error is near 0.06.
        assert!(found.low < 0.62 && found.low > 0.45, "{found:?}");
        assert!(found.high > 0.72 && found.high < 0.85, "{found:?}");
        assert_eq!(Some(found), macro_f1_interval(&texts, 7));
    }

    #[test]
    fn mentions_that_move_together_make_it_wider() {
        let width =
            |texts: &[Confusion]| macro_f1_interval(texts, 7).map(|found| found.high - found.low).unwrap();
        assert!(width(&texts(7)) > 1.5 * width(&texts(1)));
    }

    #[test]
    fn a_perfect_prediction_has_no_width() {
        let texts: Vec<Confusion> =
            Class::SORTED.iter().map(|&class| [(class, class)].into_iter().collect()).collect();
        assert_eq!(macro_f1_interval(&texts, 1), Some(Interval { low: 1.0, high: 1.0 }));
    }

    #[test]
    fn none_with_one_text_that_holds_a_mention() {
        let one: Confusion = [(Critical, Neutral)].into_iter().collect();
        assert_eq!(macro_f1_interval(&[], 1), None);
        assert_eq!(macro_f1_interval(&[one, Confusion::default()], 1), None);
        assert!(macro_f1_interval(&[one, one], 1).is_some());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn the_ends_are_in_order_and_in_range(
            texts in prop::collection::vec(
                prop::collection::vec(
                    (prop::sample::select(Class::SORTED.to_vec()), prop::sample::select(Class::SORTED.to_vec())),
                    1..4,
                ),
                2..12,
            ),
            seed in any::<u64>(),
        ) {
            let texts: Vec<Confusion> = texts.into_iter().map(|text| text.into_iter().collect()).collect();
            let found = macro_f1_interval(&texts, seed).unwrap();
            prop_assert!(0.0 <= found.low && found.low <= found.high && found.high <= 1.0);
        }
    }
}
