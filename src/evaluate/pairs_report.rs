//! Labels of pairs against predictions.
//!
//! The figures of classes are those of `score.py pairs` (both directions pooled) and `score.py relations` (five classes),
//! an independent check: a class that is never predicted or never occurs has 0, macro-F1 is the mean over the classes that
//! occur among the labels.

use super::labelled_pairs::{PairClass, PairLabel, PairSide};
use std::collections::BTreeMap;
use std::fmt;

/// What was predicted of one direction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DirectionPrediction {
    /// The class.
    pub side: PairSide,
    /// The likelier side, though the class may be neutral; neutral without evidence.
    pub leaning: PairSide,
    /// Its probability.
    pub confidence: f64,
    /// Whether the edge is strict.
    pub strict: bool,
}

impl DirectionPrediction {
    /// Without evidence.
    pub const NONE: Self =
        Self { side: PairSide::Neutral, leaning: PairSide::Neutral, confidence: 0.0, strict: false };
}

/// The class of two directions: the stronger one, in a tie the first.
#[must_use]
pub fn pair_class(predictions: [DirectionPrediction; 2]) -> PairClass {
    let [one, other] = predictions;
    let of_one = one.side != PairSide::Neutral;
    let of_other = other.side != PairSide::Neutral;
    if of_other && (!of_one || other.confidence > one.confidence) {
        PairClass::of(false, other.side)
    } else {
        PairClass::of(true, one.side)
    }
}

/// Counts of labels and predictions by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Counts {
    gold: BTreeMap<&'static str, u64>,
    predicted: BTreeMap<&'static str, u64>,
    hits: BTreeMap<&'static str, u64>,
    total: u64,
}

fn ratio(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}

impl Counts {
    fn add(&mut self, gold: &'static str, predicted: &'static str) {
        *self.gold.entry(gold).or_default() += 1;
        *self.predicted.entry(predicted).or_default() += 1;
        if gold == predicted {
            *self.hits.entry(gold).or_default() += 1;
        }
        self.total += 1;
    }

    fn of(&self, class: &str) -> [u64; 3] {
        [&self.gold, &self.predicted, &self.hits].map(|counts| counts.get(class).copied().unwrap_or(0))
    }

    fn f1(&self, class: &str) -> f64 {
        let [gold, predicted, hits] = self.of(class);
        ratio(2 * hits, gold + predicted)
    }

    fn macro_f1(&self) -> f64 {
        let sum: f64 = self.gold.keys().map(|class| self.f1(class)).sum();
        sum / self.gold.len().max(1) as f64
    }

    fn accuracy(&self) -> f64 {
        ratio(self.hits.values().sum(), self.total)
    }

    fn write(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for class in self.gold.keys() {
            let [gold, predicted, hits] = self.of(class);
            writeln!(
                out,
                "{class:28} n={gold:5} precision={:.3} recall={:.3} f1={:.3}",
                ratio(hits, predicted),
                ratio(hits, gold),
                self.f1(class)
            )?;
        }
        writeln!(out, "accuracy={:.4} macro_f1={:.4}", self.accuracy(), self.macro_f1())
    }
}

/// The share of edges of the labels that are found, at the lowest confidence at which so many of those found are right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AtPrecision {
    /// The confidence.
    pub confidence: f64,
    /// Precision there.
    pub precision: f64,
    /// Recall there.
    pub recall: f64,
}

/// Precision that [`AtPrecision`] is looked for at.
pub const PRECISION: f64 = 0.8;

/// Labels of pairs against predictions.
#[derive(Debug, Clone, PartialEq)]
pub struct PairsReport {
    pairs: usize,
    /// Both directions pooled, where the labels have both.
    both: Option<Counts>,
    /// Five classes, where the labels have those.
    five: Option<Counts>,
    /// The first toward the second alone.
    first: Counts,
    /// Where precision is [`PRECISION`].
    pub at_precision: Option<AtPrecision>,
    /// Edges of the labels, strict ones, and those of them that are right.
    strict: [u64; 3],
    /// Edges with evidence that were right and underlined, and with underlined evidence.
    evidence: Option<[u64; 2]>,
}

/// A labelled pair with what was predicted.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgedPair {
    /// The gold label.
    pub label: PairLabel,
    /// The prediction of each direction.
    pub predictions: [DirectionPrediction; 2],
    /// For each direction that is rightly an edge and has words: whether a reader underlined its strongest ones; empty
    /// where nobody did.
    pub underlined: Vec<bool>,
}

impl PairsReport {
    /// Counts all pairs.
    #[must_use]
    pub fn new(pairs: &[JudgedPair]) -> Self {
        let (mut both, mut five, mut first) = (Counts::default(), Counts::default(), Counts::default());
        let mut strict = [0; 3];
        let mut ranked: Vec<(f64, bool)> = Vec::new();
        let (mut evidence, mut edges) = ([0; 2], 0);
        for pair in pairs {
            let gold = pair.label.sides();
            let class = pair_class(pair.predictions);
            match pair.label {
                PairLabel::Both(_) => {
                    for (gold, predicted) in gold.into_iter().zip(pair.predictions) {
                        both.add(gold.name(), predicted.side.name());
                    }
                }
                PairLabel::Five(label) => five.add(label.name(), class.name()),
            }
            first.add(gold[0].name(), pair.predictions[0].side.name());
            for (gold, predicted) in gold.into_iter().zip(pair.predictions) {
                edges += u64::from(gold != PairSide::Neutral);
                if predicted.leaning == PairSide::Neutral {
                    continue;
                }
                let right = predicted.leaning == gold;
                ranked.push((predicted.confidence, right));
                if predicted.strict {
                    strict[1] += 1;
                    strict[2] += u64::from(right);
                }
            }
            for underlined in &pair.underlined {
                evidence[0] += u64::from(*underlined);
                evidence[1] += 1;
            }
        }
        strict[0] = edges;
        Self {
            pairs: pairs.len(),
            both: (both.total > 0).then_some(both),
            five: (five.total > 0).then_some(five),
            first,
            at_precision: at_precision(ranked, edges),
            strict,
            evidence: (evidence[1] > 0).then_some(evidence),
        }
    }

    /// Macro-F1 over both directions, or over five classes.
    #[must_use]
    pub fn macro_f1(&self) -> f64 {
        self.both.as_ref().or(self.five.as_ref()).map_or(0.0, Counts::macro_f1)
    }
}

/// Of the confidences at which precision is high enough, the lowest; equal ones stand or fall together.
fn at_precision(mut ranked: Vec<(f64, bool)>, edges: u64) -> Option<AtPrecision> {
    ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (mut found, mut right, mut last) = (0, 0, None);
    for (at, (confidence, is_right)) in ranked.iter().enumerate() {
        found += 1;
        right += u64::from(*is_right);
        let ends = ranked.get(at + 1).is_none_or(|next| next.0 < *confidence);
        if ends && ratio(right, found) >= PRECISION {
            let (precision, recall) = (ratio(right, found), ratio(right, edges));
            last = Some(AtPrecision { confidence: *confidence, precision, recall });
        }
    }
    last
}

impl fmt::Display for PairsReport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{} pairs", self.pairs)?;
        if let Some(both) = &self.both {
            writeln!(out, "\nboth directions, pooled")?;
            both.write(out)?;
        }
        if let Some(five) = &self.five {
            writeln!(out, "\nfive classes")?;
            five.write(out)?;
        }
        writeln!(out, "\nfirst to second")?;
        self.first.write(out)?;
        writeln!(out)?;
        match self.at_precision {
            Some(at) => writeln!(
                out,
                "edges at a confidence of {:.3}: precision={:.3} recall={:.3}",
                at.confidence, at.precision, at.recall
            )?,
            None => writeln!(out, "edges: precision is below {PRECISION} at every confidence")?,
        }
        let [edges, found, right] = self.strict;
        writeln!(
            out,
            "strict edges: {found}, precision={:.3} recall={:.3}",
            ratio(right, found),
            ratio(right, edges)
        )?;
        if let Some([underlined, all]) = self.evidence {
            let precision = ratio(underlined, all);
            writeln!(
                out,
                "evidence: of {all} edges that are right, precision of the strongest words={precision:.3}"
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn predicted(side: PairSide, confidence: f64) -> DirectionPrediction {
        DirectionPrediction { side, leaning: side, confidence, strict: false }
    }

    #[test]
    fn two_directions_become_the_stronger_and_a_tie_the_first() {
        use PairSide::{Negative, Neutral, Positive};
        let class = |one, other| pair_class([one, other]);
        assert_eq!(class(predicted(Neutral, 0.9), predicted(Neutral, 0.8)), PairClass::Neutral);
        assert_eq!(
            class(predicted(Neutral, 0.9), predicted(Positive, 0.6)),
            PairClass::SecondToFirstPositive
        );
        assert_eq!(
            class(predicted(Negative, 0.6), predicted(Positive, 0.6)),
            PairClass::FirstToSecondNegative
        );
        assert_eq!(
            class(predicted(Negative, 0.6), predicted(Positive, 0.7)),
            PairClass::SecondToFirstPositive
        );
    }

    #[test]
    fn the_figures_are_those_of_the_formulas() {
        use PairSide::{Negative, Neutral, Positive};
        let pair = |gold: [PairSide; 2], predictions| JudgedPair {
            label: PairLabel::Both(gold),
            predictions,
            underlined: Vec::new(),
        };
        let report = PairsReport::new(&[
            pair([Positive, Neutral], [predicted(Positive, 0.9), predicted(Neutral, 0.2)]),
            pair([Negative, Neutral], [predicted(Neutral, 0.3), predicted(Negative, 0.6)]),
        ]);
        // positive 1, neutral 2 * 1 / (2 + 2), negative 0.
        assert!((report.macro_f1() - 0.5).abs() < 1e-12);
        let at = report.at_precision.unwrap();
        assert!((at.precision - 1.0).abs() < 1e-12 && (at.recall - 0.5).abs() < 1e-12, "{at:?}");
    }
}
