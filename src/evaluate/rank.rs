//! Rank statistics: how well a score orders items, whatever its unit and thresholds.

use super::confusion::Class;
use std::cmp::Ordering;

/// The area under the ROC curve of favourable against critical, in [0, 1]: the probability that a favourable mention
/// has a higher score than a critical one, ties counting one half (Hanley & McNeil 1982; U / (n m) of Mann & Whitney
/// 1947). 0.5 is chance.
///
/// Neutral mentions are left out. None unless both classes occur, or if one of their scores is NaN.
#[must_use]
pub fn auc(scored: &[(Class, f64)]) -> Option<f64> {
    let of =
        |wanted: Class| scored.iter().filter(move |(class, _)| *class == wanted).map(|(_, score)| *score);
    let scores: Vec<f64> = of(Class::Favourable).chain(of(Class::Critical)).collect();
    let ranks = average_ranks(&scores)?;
    let favourable = of(Class::Favourable).count();
    let pairs = favourable as f64 * (scores.len() - favourable) as f64;
    let sum: f64 = ranks.iter().take(favourable).sum();
    let least = favourable as f64 * (favourable as f64 + 1.0) / 2.0;
    (pairs > 0.0).then(|| (sum - least) / pairs)
}

/// Spearman's rank correlation of pairs, in [-1, 1]: Pearson's correlation of their ranks, with mean ranks for ties
/// (Kendall & Gibbons 1990, chapter 3).
///
/// None with fewer than two pairs, if one side does not vary, or if a value is NaN.
#[must_use]
pub fn spearman(pairs: &[(f64, f64)]) -> Option<f64> {
    let (first, second): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let (first, second) = (average_ranks(&first)?, average_ranks(&second)?);
    // Ranks from 1 to n have this mean, with or without ties.
    let mean = (pairs.len() as f64 + 1.0) / 2.0;
    let (mut product, mut first_squares, mut second_squares) = (0.0f64, 0.0f64, 0.0f64);
    for (a, b) in first.iter().zip(&second) {
        let (a, b) = (a - mean, b - mean);
        product += a * b;
        first_squares += a * a;
        second_squares += b * b;
    }
    let norm = first_squares.sqrt() * second_squares.sqrt();
    (norm > 0.0).then(|| (product / norm).clamp(-1.0, 1.0))
}

/// Ranks from 1 in the order of the values, ties sharing their mean; none if a value is NaN.
fn average_ranks(values: &[f64]) -> Option<Vec<f64>> {
    if values.iter().any(|value| value.is_nan()) {
        return None;
    }
    let mut order: Vec<(usize, f64)> = values.iter().copied().enumerate().collect();
    order.sort_by(|a, b| compare(a.1, b.1));
    let mut ranks = vec![0.0; values.len()];
    let mut below = 0usize;
    for tied in order.chunk_by(|a, b| compare(a.1, b.1).is_eq()) {
        let rank = below as f64 + (tied.len() as f64 + 1.0) / 2.0;
        for &(at, _) in tied {
            ranks[at] = rank;
        }
        below += tied.len();
    }
    Some(ranks)
}

/// Unlike `total_cmp`, treats -0 and 0 as equal.
fn compare(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b).unwrap_or(Ordering::Equal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Class::{Critical, Favourable, Neutral};
    use proptest::prelude::*;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn ties_share_their_ranks() {
        assert_eq!(average_ranks(&[3.0, 1.0, 3.0, 2.0, 3.0]), Some(vec![4.0, 1.0, 4.0, 2.0, 4.0]));
        assert_eq!(average_ranks(&[0.0, -0.0]), Some(vec![1.5, 1.5]));
        assert_eq!(average_ranks(&[]), Some(vec![]));
    }

    #[test]
    fn the_area_is_that_of_the_hand() {
        // Of six pairs the favourable one wins four, and two are ties.
        let scored = [
            (Favourable, 0.9),
            (Critical, 0.5),
            (Neutral, 7.0),
            (Favourable, 0.5),
            (Critical, 0.1),
            (Favourable, 0.5),
        ];
        assert!(close(auc(&scored).unwrap(), 5.0 / 6.0));
        assert_eq!(auc(&[(Favourable, 1.0), (Critical, -1.0)]), Some(1.0));
        assert_eq!(auc(&[(Favourable, 0.0), (Critical, 0.0)]), Some(0.5));
    }

    #[test]
    fn no_area_without_both_or_without_numbers() {
        assert_eq!(auc(&[]), None);
        assert_eq!(auc(&[(Favourable, 1.0), (Neutral, 0.0)]), None);
        assert_eq!(auc(&[(Critical, 1.0)]), None);
        assert_eq!(auc(&[(Favourable, f64::NAN), (Critical, 0.0)]), None);
    }

    #[test]
    fn the_correlation_is_that_of_the_hand() {
        // Ranks 1, 2.5, 2.5, 4 and 1, 3, 2, 4: 4.5 / sqrt(4.5 * 5).
        let pairs = [(1.0, 10.0), (2.0, 30.0), (2.0, 20.0), (3.0, 40.0)];
        assert!(close(spearman(&pairs).unwrap(), 4.5 / 22.5f64.sqrt()));
        // 1 - 6 * sum(d^2) / (n (n^2 - 1)) without ties: d = 1, -1, 0, so 1 - 12 / 24.
        assert!(close(spearman(&[(1.0, 2.0), (2.0, 1.0), (3.0, 3.0)]).unwrap(), 0.5));
        assert!(close(spearman(&[(1.0, 5.0), (2.0, 4.0)]).unwrap(), -1.0));
    }

    #[test]
    fn no_correlation_without_variation() {
        assert_eq!(spearman(&[]), None);
        assert_eq!(spearman(&[(1.0, 1.0)]), None);
        assert_eq!(spearman(&[(1.0, 1.0), (1.0, 2.0)]), None);
        assert_eq!(spearman(&[(1.0, 1.0), (f64::NAN, 2.0)]), None);
    }

    /// Few values, to produce ties.
    fn value() -> impl Strategy<Value = f64> {
        (-4i32..5).prop_map(|tenths| f64::from(tenths) / 10.0)
    }

    proptest! {
        #[test]
        fn turning_the_score_around_turns_the_area_around(
            favourable in prop::collection::vec(value(), 1..20),
            critical in prop::collection::vec(value(), 1..20),
        ) {
            let scored: Vec<(Class, f64)> = favourable
                .iter()
                .map(|&score| (Favourable, score))
                .chain(critical.iter().map(|&score| (Critical, score)))
                .collect();
            let turned: Vec<(Class, f64)> = scored.iter().map(|&(class, score)| (class, -score)).collect();
            let (area, other) = (auc(&scored).unwrap(), auc(&turned).unwrap());
            prop_assert!((0.0..=1.0).contains(&area));
            prop_assert!(close(area, 1.0 - other));
        }

        #[test]
        fn the_area_is_the_share_of_pairs_that_are_won(
            favourable in prop::collection::vec(value(), 1..12),
            critical in prop::collection::vec(value(), 1..12),
        ) {
            let mut won = 0.0;
            for f in &favourable {
                for c in &critical {
                    won += if f > c { 1.0 } else if f < c { 0.0 } else { 0.5 };
                }
            }
            let pairs = (favourable.len() * critical.len()) as f64;
            let scored: Vec<(Class, f64)> = critical
                .iter()
                .map(|&score| (Critical, score))
                .chain(favourable.iter().map(|&score| (Favourable, score)))
                .collect();
            prop_assert!(close(auc(&scored).unwrap(), won / pairs));
        }

        #[test]
        fn correlation_has_no_direction_and_a_sign(pairs in prop::collection::vec((value(), value()), 2..30)) {
            let rho = spearman(&pairs);
            let swapped: Vec<(f64, f64)> = pairs.iter().map(|&(a, b)| (b, a)).collect();
            let turned: Vec<(f64, f64)> = pairs.iter().map(|&(a, b)| (a, -b)).collect();
            match (rho, spearman(&swapped), spearman(&turned)) {
                (Some(rho), Some(swapped), Some(turned)) => {
                    prop_assert!((-1.0..=1.0).contains(&rho));
                    prop_assert!(close(rho, swapped) && close(rho, -turned));
                }
                found => prop_assert_eq!(found, (None, None, None)),
            }
        }
    }
}
