//! Confusion matrix of labels and predictions, with precision, recall and F1.
//!
//! The formulas are those of `score.py mentions`, an independent check: the figures of a class that is never predicted
//! or never occurs are 0, and macro-F1 is the mean over the classes that occur among the labels.

use crate::stance::Label;
use std::ops::AddAssign;

/// How a text portrays a mention. Variants are in the order of the scale, from critical to favourable, so that they can
/// be ranked; [`Class::SORTED`] is the order of printing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[derive(strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Class {
    /// Against the actor mentioned.
    Critical,
    /// Neither.
    Neutral,
    /// For the actor mentioned.
    Favourable,
}

impl Class {
    /// The classes in alphabetical order, that of `score.py` and of all output.
    pub const SORTED: [Self; 3] = [Self::Critical, Self::Favourable, Self::Neutral];

    /// The name in files and tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The class of a label: neutral where it is mixed, or where there is none.
    #[must_use]
    pub fn of_label(label: Option<Label>) -> Self {
        match label {
            Some(Label::Critical) => Self::Critical,
            Some(Label::Favourable) => Self::Favourable,
            Some(Label::Neutral | Label::Mixed) | None => Self::Neutral,
        }
    }

    /// The class of that name, spelled exactly so.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

/// Precision, recall and F1 of one class.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClassScores {
    /// Mentions labelled with this class.
    pub gold: u64,
    /// Mentions predicted to be of this class.
    pub predicted: u64,
    /// True positives: mentions labelled and predicted so.
    pub hits: u64,
    /// hits / max(1, predicted), in [0, 1].
    pub precision: f64,
    /// hits / max(1, gold), in [0, 1].
    pub recall: f64,
    /// 2 hits / max(1, gold + predicted), in [0, 1]: the harmonic mean of the two.
    pub f1: f64,
}

/// Confusion matrix: counts by gold and predicted class. Matrices can be added.
///
/// A mention without a prediction is to be counted as [`Class::Neutral`], as in `score.py`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Confusion {
    /// By gold class, then by predicted class, both in the order of the scale.
    counts: [[u64; 3]; 3],
}

impl Confusion {
    /// Counts one mention.
    pub fn add(&mut self, gold: Class, predicted: Class) {
        self.counts[gold as usize][predicted as usize] += 1;
    }

    /// Mentions of class `gold` predicted as `predicted`.
    #[must_use]
    pub fn count(&self, gold: Class, predicted: Class) -> u64 {
        self.counts[gold as usize][predicted as usize]
    }

    /// All mentions.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().flatten().sum()
    }

    /// Precision, recall and F1 of a class (van Rijsbergen 1979, chapter 7, with equal weights).
    #[must_use]
    pub fn scores(&self, class: Class) -> ClassScores {
        let hits = self.count(class, class);
        let gold: u64 = Class::SORTED.iter().map(|&other| self.count(class, other)).sum();
        let predicted: u64 = Class::SORTED.iter().map(|&other| self.count(other, class)).sum();
        ClassScores {
            gold,
            predicted,
            hits,
            precision: ratio(hits, predicted),
            recall: ratio(hits, gold),
            f1: ratio(2 * hits, gold + predicted),
        }
    }

    /// Macro-F1: the mean F1 of the classes that occur among the labels, in [0, 1]; none without mentions.
    #[must_use]
    pub fn macro_f1(&self) -> Option<f64> {
        let (mut sum, mut classes) = (0.0f64, 0u32);
        for scores in Class::SORTED.iter().map(|&class| self.scores(class)).filter(|scores| scores.gold > 0) {
            sum += scores.f1;
            classes += 1;
        }
        (classes > 0).then(|| sum / f64::from(classes))
    }

    /// The share of mentions predicted correctly, in [0, 1]; none without mentions.
    #[must_use]
    pub fn accuracy(&self) -> Option<f64> {
        let total = self.total();
        let hits: u64 = Class::SORTED.iter().map(|&class| self.count(class, class)).sum();
        (total > 0).then(|| ratio(hits, total))
    }
}

impl AddAssign for Confusion {
    fn add_assign(&mut self, other: Self) {
        for (count, more) in self.counts.iter_mut().flatten().zip(other.counts.iter().flatten()) {
            *count += more;
        }
    }
}

/// From pairs of a gold and a predicted class.
impl FromIterator<(Class, Class)> for Confusion {
    fn from_iter<I: IntoIterator<Item = (Class, Class)>>(pairs: I) -> Self {
        let mut confusion = Self::default();
        for (gold, predicted) in pairs {
            confusion.add(gold, predicted);
        }
        confusion
    }
}

fn ratio(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use Class::{Critical, Favourable, Neutral};
    use proptest::prelude::*;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-12
    }

    fn worked() -> Confusion {
        let cells = [
            (Critical, Critical, 3),
            (Critical, Neutral, 1),
            (Neutral, Critical, 1),
            (Neutral, Neutral, 4),
            (Neutral, Favourable, 1),
            (Favourable, Neutral, 2),
            (Favourable, Favourable, 1),
        ];
        cells
            .into_iter()
            .flat_map(|(gold, predicted, count)| std::iter::repeat_n((gold, predicted), count))
            .collect()
    }

    #[test]
    fn the_figures_are_those_of_the_hand() {
        let confusion = worked();
        let critical = confusion.scores(Critical);
        assert_eq!((critical.gold, critical.predicted, critical.hits), (4, 4, 3));
        assert!(close(critical.precision, 0.75) && close(critical.recall, 0.75) && close(critical.f1, 0.75));
        let neutral = confusion.scores(Neutral);
        assert!(close(neutral.precision, 4.0 / 7.0) && close(neutral.recall, 4.0 / 6.0));
        assert!(close(neutral.f1, 8.0 / 13.0));
        let favourable = confusion.scores(Favourable);
        assert!(close(favourable.precision, 0.5) && close(favourable.recall, 1.0 / 3.0));
        assert!(close(favourable.f1, 0.4));
        assert!(close(confusion.macro_f1().unwrap(), (0.75 + 8.0 / 13.0 + 0.4) / 3.0));
        assert!(close(confusion.accuracy().unwrap(), 8.0 / 13.0));
        assert_eq!(confusion.total(), 13);
    }

    #[test]
    fn a_class_that_nobody_labelled_is_not_in_the_mean() {
        let confusion: Confusion = [(Critical, Critical), (Neutral, Favourable)].into_iter().collect();
        assert_eq!(confusion.macro_f1(), Some(0.5));
        let favourable = confusion.scores(Favourable);
        assert_eq!((favourable.gold, favourable.predicted, favourable.hits), (0, 1, 0));
        assert!(close(favourable.precision + favourable.recall + favourable.f1, 0.0));
    }

    #[test]
    fn no_mention_no_figure() {
        assert_eq!(Confusion::default().macro_f1(), None);
        assert_eq!(Confusion::default().accuracy(), None);
    }

    #[test]
    fn the_names_are_sorted_and_those_of_the_tables() {
        let names = Class::SORTED.map(Class::name);
        assert_eq!(names, ["critical", "favourable", "neutral"]);
        assert_eq!(names, [Label::Critical, Label::Favourable, Label::Neutral].map(Label::name));
        for class in Class::SORTED {
            assert_eq!(Class::from_name(class.name()), Some(class));
        }
        assert_eq!(Class::from_name("Critical"), None);
        assert_eq!([Some(Label::Mixed), None].map(Class::of_label), [Neutral; 2]);
        assert!(Critical < Neutral && Neutral < Favourable);
    }

    fn pairs() -> impl Strategy<Value = Vec<(Class, Class)>> {
        let class = || prop::sample::select(Class::SORTED.to_vec());
        prop::collection::vec((class(), class()), 1..60)
    }

    proptest! {
        #[test]
        fn figures_are_shares(pairs in pairs()) {
            let confusion: Confusion = pairs.iter().copied().collect();
            prop_assert!((0.0..=1.0).contains(&confusion.macro_f1().unwrap()));
            prop_assert!((0.0..=1.0).contains(&confusion.accuracy().unwrap()));
            prop_assert_eq!(confusion.total(), pairs.len() as u64);
        }

        #[test]
        fn the_labels_themselves_are_a_perfect_prediction(pairs in pairs()) {
            let confusion: Confusion = pairs.iter().map(|&(gold, _)| (gold, gold)).collect();
            prop_assert_eq!(confusion.macro_f1(), Some(1.0));
        }

        #[test]
        fn the_sum_of_two_is_that_of_both(one in pairs(), other in pairs()) {
            let mut sum: Confusion = one.iter().copied().collect();
            sum += other.iter().copied().collect::<Confusion>();
            prop_assert_eq!(sum, one.into_iter().chain(other).collect::<Confusion>());
        }
    }
}
