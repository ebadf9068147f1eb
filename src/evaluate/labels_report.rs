//! Evaluation of the stances of documents toward actors against labels.

use super::agreement::{Scale, krippendorff_alpha};
use super::confusion::{Class, Confusion};
use super::interval::macro_f1_interval;
use super::labels::{Labels, Pair, PairStance};
use super::rank::{auc, spearman};
use super::report::{write_classes, write_matrix};
use crate::stance::Label;
use crate::statistics::Interval;
use std::collections::BTreeMap;
use std::fmt;

/// Inter-coder agreement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Number of coders.
    pub coders: usize,
    /// Pairs labelled by several coders.
    pub pairs: usize,
    /// Krippendorff's alpha with the nominal metric; none if undefined.
    pub nominal: Option<f64>,
    /// Krippendorff's alpha with the ordinal metric, from critical to favourable.
    pub ordinal: Option<f64>,
}

/// Results on the labelled pairs of document and actor.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelsReport {
    /// Confusion matrix of labels and predictions; mixed, empty or missing predictions count as neutral.
    pub confusion: Confusion,
    /// 95 % interval of macro-F1 over documents; none with fewer than two.
    pub interval: Option<Interval>,
    /// AUC of favourable against critical by stance, in [0, 1]; a missing stance counts as 0.
    pub auc: Option<f64>,
    /// Spearman's correlation of label and stance, in [-1, 1]; a missing stance counts as 0.
    pub spearman: Option<f64>,
    /// Labelled pairs predicted as `mixed`.
    pub mixed: u64,
    /// Labelled pairs without a predicted label, for lack of evidence.
    pub empty: u64,
    /// Labels that are `mixed`.
    pub mixed_labels: u64,
    /// Labelled pairs without a row, by document and actor.
    pub missing: Vec<Pair>,
    /// Agreement of the coders; none unless pairs were labelled by several.
    pub agreement: Option<Agreement>,
}

impl LabelsReport {
    /// Compares `stances` with `labels`; `seed` is for the bootstrap.
    #[must_use]
    pub fn new(labels: &Labels, stances: &BTreeMap<Pair, PairStance>, seed: u64) -> Self {
        let mut documents: BTreeMap<&str, Confusion> = BTreeMap::new();
        let mut scored: Vec<(Class, f64)> = Vec::new();
        let mut missing = Vec::new();
        let (mut mixed, mut empty) = (0, 0);
        for (pair, coded) in &labels.pairs {
            let row = stances.get(pair);
            match row.map(|row| row.label) {
                None => missing.push(pair.clone()),
                Some(None) => empty += 1,
                Some(Some(Label::Mixed)) => mixed += 1,
                Some(Some(_)) => {}
            }
            let predicted = row.map_or(Class::Neutral, PairStance::class);
            documents.entry(&pair.0).or_default().add(coded.gold(), predicted);
            scored.push((coded.gold(), row.and_then(|row| row.stance).unwrap_or(0.0)));
        }
        let documents: Vec<Confusion> = documents.into_values().collect();
        let mut confusion = Confusion::default();
        documents.iter().for_each(|document| confusion += *document);
        let ranked: Vec<(f64, f64)> =
            scored.iter().map(|&(class, stance)| (f64::from(class as u8), stance)).collect();
        Self {
            confusion,
            interval: macro_f1_interval(&documents, seed),
            auc: auc(&scored),
            spearman: spearman(&ranked),
            mixed,
            empty,
            mixed_labels: labels.pairs.values().map(|coded| coded.mixed).sum(),
            missing,
            agreement: agreement(labels),
        }
    }

    /// Whether no labelled pair has a row in the result.
    #[must_use]
    pub fn matches_nothing(&self) -> bool {
        self.missing.len() as u64 == self.confusion.total()
    }
}

fn agreement(labels: &Labels) -> Option<Agreement> {
    let units: Vec<Vec<Class>> = labels.pairs.values().map(|coded| coded.labels.clone()).collect();
    let pairs = units.iter().filter(|unit| unit.len() > 1).count();
    (pairs > 0).then(|| Agreement {
        coders: labels.coders,
        pairs,
        nominal: krippendorff_alpha(&units, Scale::Nominal),
        ordinal: krippendorff_alpha(&units, Scale::Ordinal),
    })
}

impl fmt::Display for LabelsReport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_classes(out, &self.confusion)?;
        let four = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.4}"));
        writeln!(out, "\n{:<20} {}", "pairs", self.confusion.total())?;
        writeln!(out, "{:<20} {}", "accuracy", four(self.confusion.accuracy()))?;
        write!(out, "{:<20} {}", "macro_f1", four(self.confusion.macro_f1()))?;
        if let Some(interval) = self.interval {
            write!(out, "  (95 % {:.4} to {:.4}, by bootstrap over documents)", interval.low, interval.high)?;
        }
        writeln!(out, "\n{:<20} {}", "auc", four(self.auc))?;
        writeln!(out, "{:<20} {}", "spearman", four(self.spearman))?;
        let neutral = "(counted as neutral)";
        writeln!(out, "\n{:<20} {}  {neutral}", "predicted_mixed", self.mixed)?;
        writeln!(out, "{:<20} {}  {neutral}", "predicted_empty", self.empty)?;
        writeln!(out, "{:<20} {}  {neutral}", "not_in_results", self.missing.len())?;
        writeln!(out, "{:<20} {}  {neutral}", "labelled_mixed", self.mixed_labels)?;
        if let Some(agreement) = self.agreement {
            writeln!(out, "\n{:<20} {}", "coders", agreement.coders)?;
            writeln!(out, "{:<20} {}", "pairs_of_several", agreement.pairs)?;
            writeln!(out, "{:<20} {}", "alpha_nominal", four(agreement.nominal))?;
            writeln!(out, "{:<20} {}", "alpha_ordinal", four(agreement.ordinal))?;
        }
        write_matrix(out, &self.confusion)
    }
}
