//! Inter-coder agreement: Krippendorff's alpha.
//!
//! Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability": alpha = 1 - observed / expected disagreement, over
//! the pairable values, those of units with at least two. Any number of coders, who need not label every unit.

use std::collections::BTreeMap;

/// The distance between two different labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// All labels are equally distant: the distance is 1.
    Nominal,
    /// Labels are ranked by their `Ord`. The distance is Krippendorff's ordinal metric: the number of values given from
    /// one label to the other, counting half of those at either end.
    Ordinal,
}

/// A label among the pairable values.
struct Level {
    rank: usize,
    /// Values with this label.
    count: f64,
    /// Values with a lower label plus half of those with this one. Differences of these are ordinal distances.
    middle: f64,
}

impl Scale {
    fn squared_distance(self, a: &Level, b: &Level) -> f64 {
        match self {
            Self::Nominal => f64::from(u8::from(a.rank != b.rank)),
            Self::Ordinal => {
                let gap = a.middle - b.middle;
                gap * gap
            }
        }
    }
}

/// Krippendorff's alpha, at most 1: 1 is perfect agreement, 0 agreement by chance, below 0 worse than chance.
///
/// A unit is the list of the labels given to it, in any order; coders who did not label it are left out. Units with
/// fewer than two labels are ignored.
///
/// None if alpha is undefined: no unit has two labels, or all pairable labels are equal. The latter does not prove
/// agreement: without variation there is nothing to disagree on.
#[must_use]
pub fn krippendorff_alpha<V: Ord>(units: &[Vec<V>], scale: Scale) -> Option<f64> {
    let pairable = || units.iter().filter(|unit| unit.len() >= 2);
    let mut counts: BTreeMap<&V, u64> = BTreeMap::new();
    for value in pairable().flatten() {
        *counts.entry(value).or_default() += 1;
    }
    let mut levels: BTreeMap<&V, Level> = BTreeMap::new();
    let mut total = 0.0f64;
    for (rank, (value, count)) in counts.into_iter().enumerate() {
        let count = count as f64;
        levels.insert(value, Level { rank, count, middle: total + count / 2.0 });
        total += count;
    }

    // The coincidences of two labels are their pairs in each unit, each weighted 1 / (values of the unit - 1).
    let mut observed = 0.0f64;
    for unit in pairable() {
        let held: Vec<&Level> = unit.iter().filter_map(|value| levels.get(value)).collect();
        observed += sum_of_pairs(&held, |a, b| scale.squared_distance(a, b)) / (held.len() as f64 - 1.0);
    }
    let all: Vec<&Level> = levels.values().collect();
    let expected = sum_of_pairs(&all, |a, b| a.count * b.count * scale.squared_distance(a, b));
    (expected > 0.0).then(|| 1.0 - (total - 1.0) * observed / expected)
}

/// The sum over ordered pairs. A level paired with itself has distance 0.
fn sum_of_pairs(levels: &[&Level], weight: impl Fn(&Level, &Level) -> f64) -> f64 {
    let mut sum = 0.0f64;
    for a in levels {
        for b in levels {
            sum += weight(a, b);
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::super::confusion::Class;
    use super::*;
    use Scale::{Nominal, Ordinal};
    use proptest::prelude::*;

    /// Four coders and twelve units, 0 for a missing label.
    fn worked() -> Vec<Vec<u8>> {
        let people = [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
            [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
        ];
        (0..12)
            .map(|unit| people.iter().map(|person| person[unit]).filter(|&label| label > 0).collect())
            .collect()
    }

    #[test]
    fn the_worked_example_of_the_paper() {
        let rounded = |scale| (krippendorff_alpha(&worked(), scale).unwrap() * 1000.0).round() as i32;
        assert_eq!(rounded(Nominal), 743);
        assert_eq!(rounded(Ordinal), 815);
    }

    #[test]
    fn two_people_counted_by_hand() {
        // Labels a a | a b | b b: of each label 3, observed 2, expected 2 * 3 * 3; 1 - 5 * 2 / 18.
        let units = vec![vec!['a', 'a'], vec!['a', 'b'], vec!['b', 'b']];
        let alpha = krippendorff_alpha(&units, Nominal).unwrap();
        assert!((alpha - 4.0 / 9.0).abs() < 1e-12);
        // With two labels there is one distance, and it cancels.
        let ordinal = krippendorff_alpha(&units, Ordinal).unwrap();
        assert!((ordinal - alpha).abs() < 1e-12);
    }

    #[test]
    fn on_the_scale_of_classes_a_near_miss_costs_less() {
        use Class::{Critical, Favourable, Neutral};
        let mut units = vec![vec![Critical; 2], vec![Neutral; 2], vec![Favourable; 2]];
        units.push(vec![Critical, Neutral]);
        let near = krippendorff_alpha(&units, Ordinal).unwrap();
        units.pop();
        units.push(vec![Critical, Favourable]);
        let far = krippendorff_alpha(&units, Ordinal).unwrap();
        assert!(near > far);
    }

    #[test]
    fn a_unit_with_one_label_does_not_count() {
        let mut units = vec![vec![1, 1], vec![1, 2], vec![2, 2]];
        let alpha = krippendorff_alpha(&units, Nominal);
        units.extend([vec![7], vec![]]);
        assert_eq!(krippendorff_alpha(&units, Nominal), alpha);
    }

    #[test]
    fn none_where_it_is_not_defined() {
        for scale in [Nominal, Ordinal] {
            assert_eq!(krippendorff_alpha::<u8>(&[], scale), None);
            assert_eq!(krippendorff_alpha(&[vec![1], vec![2], vec![]], scale), None);
            assert_eq!(krippendorff_alpha(&[vec![1, 1], vec![1, 1], vec![2]], scale), None);
        }
    }

    proptest! {
        #[test]
        fn those_who_agree_have_one(
            labels in prop::collection::vec((0u8..4, 2usize..5), 0..20),
        ) {
            let mut units = vec![vec![0, 0], vec![1, 1]];
            units.extend(labels.into_iter().map(|(label, people)| vec![label; people]));
            prop_assert_eq!(krippendorff_alpha(&units, Nominal), Some(1.0));
            prop_assert_eq!(krippendorff_alpha(&units, Ordinal), Some(1.0));
        }

        #[test]
        fn never_above_one_and_order_does_not_matter(
            units in prop::collection::vec(prop::collection::vec(0u8..4, 0..5), 0..20),
        ) {
            for scale in [Nominal, Ordinal] {
                let alpha = krippendorff_alpha(&units, scale);
                let turned: Vec<Vec<u8>> =
                    units.iter().rev().map(|unit| unit.iter().rev().copied().collect()).collect();
                match (alpha, krippendorff_alpha(&turned, scale)) {
                    (Some(alpha), Some(turned)) => {
                        prop_assert!(alpha <= 1.0);
                        prop_assert!((alpha - turned).abs() < 1e-9);
                    }
                    found => prop_assert_eq!(found, (None, None)),
                }
            }
        }
    }
}
