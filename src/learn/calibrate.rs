//! Calibration: from the sums over units to probabilities of the three classes, on mentions that the units were not
//! learned from.
//!
//! Two biases, a scale for each side, and a weight for each feature of the sentence that counts toward both sides alike,
//! by maximum likelihood.

use super::examples::{MentionExample, class_number};
use super::fit::Fit;
use super::optimize::minimize;
use crate::evaluate::{Judged, predicted};
use crate::index::key::Key;
use crate::lexicon::LearnedHeader;
use crate::stance::surprisals;
use std::collections::BTreeSet;

/// Weight of the penalty on the weights of the sentence, and on how far the scales are from one.
const PENALTY: f64 = 2.0;

/// What is said of a mention before calibration.
#[derive(Debug, Clone, PartialEq)]
pub struct Sums {
    /// Class: 0 critical, 1 neutral, 2 favourable.
    pub label: usize,
    /// Sums over the units toward favourable and critical.
    pub units: [f64; 2],
    /// Features of the sentence.
    pub form: Vec<Key>,
}

impl Sums {
    /// The sums of a mention by a fit.
    #[must_use]
    pub fn of(fit: &Fit, mention: &MentionExample) -> Self {
        let mut units = [0.0; 2];
        for unit in &mention.units {
            let [favourable, critical] = fit.logits(&unit.features);
            let added = surprisals(favourable, critical);
            units[0] += added[0];
            units[1] += added[1];
        }
        Self { label: class_number(mention.label), units, form: mention.form.clone() }
    }
}

/// Header and weights of the sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// Biases and scales; the biases of units are those of the fit.
    pub header: LearnedHeader,
    /// Weight of each feature of the sentence, by key.
    pub form: Vec<(Key, f64)>,
}

impl Calibration {
    /// Probabilities of critical, neutral and favourable.
    #[must_use]
    pub fn probabilities(&self, sums: &Sums) -> [f64; 3] {
        let form: f64 = sums.form.iter().map(|key| self.weight(*key)).sum();
        let LearnedHeader { prior, scale, .. } = self.header;
        softmax([prior[1] + scale[1] * sums.units[1] + form, 0.0, prior[0] + scale[0] * sums.units[0] + form])
    }

    fn weight(&self, key: Key) -> f64 {
        self.form.binary_search_by_key(&key, |row| row.0).map_or(0.0, |at| self.form[at].1)
    }

    /// A mention as it is judged.
    #[must_use]
    pub fn judged(&self, mention: &MentionExample, sums: &Sums) -> Judged {
        Judged { label: mention.label, probabilities: self.probabilities(sums) }
    }
}

fn softmax(sums: [f64; 3]) -> [f64; 3] {
    let largest = sums.iter().copied().fold(f64::MIN, f64::max);
    let powers = sums.map(|sum| libm::exp(sum - largest));
    let total: f64 = powers.iter().sum();
    powers.map(|power| power / total)
}

/// Calibrates on `mentions`; `unit` are the biases of the units.
#[must_use]
pub fn calibrate(mentions: &[Sums], unit: [f64; 2]) -> Calibration {
    let keys: Vec<Key> =
        mentions.iter().flat_map(|sums| &sums.form).copied().collect::<BTreeSet<_>>().into_iter().collect();
    let columns: Vec<Vec<usize>> = mentions
        .iter()
        .map(|sums| sums.form.iter().filter_map(|key| keys.binary_search(key).ok()).collect())
        .collect();
    // Biases, scales, then one weight a feature.
    let mut start = vec![0.0; 4 + keys.len()];
    start[2] = 1.0;
    start[3] = 1.0;
    let found = minimize(
        |point, gradient| {
            let mut value = 0.0;
            gradient.fill(0.0);
            for (at, x) in point.iter().enumerate().skip(2) {
                let from = if at < 4 { 1.0 } else { 0.0 };
                value += 0.5 * PENALTY * (x - from) * (x - from);
                gradient[at] += PENALTY * (x - from);
            }
            for (sums, form) in mentions.iter().zip(&columns) {
                let shift: f64 = form.iter().map(|&column| point[4 + column]).sum();
                let favourable = point[0] + point[2] * sums.units[0] + shift;
                let critical = point[1] + point[3] * sums.units[1] + shift;
                let p = softmax([critical, 0.0, favourable]);
                value -= libm::log(p[sums.label].max(1e-12));
                let error = |class: usize| p[class] - if class == sums.label { 1.0 } else { 0.0 };
                let (f, c) = (error(2), error(0));
                gradient[0] += f;
                gradient[1] += c;
                gradient[2] += f * sums.units[0];
                gradient[3] += c * sums.units[1];
                for &column in form {
                    gradient[4 + column] += f + c;
                }
            }
            value
        },
        start,
    );
    let round = |x: f64| (x * 1e4).round() / 1e4;
    let calibration = Calibration {
        header: LearnedHeader {
            prior: [round(found[0]), round(found[1])],
            unit,
            scale: [round(found[2].max(0.0)), round(found[3].max(0.0))],
        },
        form: keys.into_iter().zip(found[4..].iter().map(|&x| round(x))).collect(),
    };
    tune(calibration, mentions)
}

/// Moves the two biases, each by at most 1.6 in steps of 0.1, to the best macro-F1 on `mentions`; of equal ones to the
/// nearest. Maximum likelihood calls a rare class too rarely for a label that is to be right on each class alike.
fn tune(calibration: Calibration, mentions: &[Sums]) -> Calibration {
    let logits: Vec<([f64; 3], usize)> = mentions
        .iter()
        .map(|sums| (calibration.probabilities(sums).map(|p| libm::log(p.max(1e-12))), sums.label))
        .collect();
    let mut best = (macro_f1(&logits, [0.0; 2]), 0, [0.0; 2]);
    for favourable in 0..=16 {
        for critical in 0..=16 {
            let moved = [f64::from(favourable) / 10.0, f64::from(critical) / 10.0];
            let f1 = macro_f1(&logits, moved);
            let far = favourable + critical;
            if f1 > best.0 + 1e-9 || (f1 > best.0 - 1e-9 && far < best.1) {
                best = (f1, far, moved);
            }
        }
    }
    let prior = calibration.header.prior;
    let round = |x: f64| (x * 1e4).round() / 1e4;
    let prior = [round(prior[0] + best.2[0]), round(prior[1] + best.2[1])];
    Calibration { header: LearnedHeader { prior, ..calibration.header }, ..calibration }
}

/// Macro-F1 with the sums toward favourable and critical moved.
fn macro_f1(logits: &[([f64; 3], usize)], [favourable, critical]: [f64; 2]) -> f64 {
    let mut counts = [[0.0f64; 3]; 3];
    for ([c, n, f], label) in logits {
        let predicted = predicted([c + critical, *n, f + favourable]);
        counts[*label][class_number(predicted)] += 1.0;
    }
    let f1 = |class: usize| {
        let gold: f64 = counts[class].iter().sum();
        let said: f64 = counts.iter().map(|row| row[class]).sum();
        2.0 * counts[class][class] / (gold + said).max(1.0)
    };
    (f1(0) + f1(1) + f1(2)) / 3.0
}

/// The two biases alone, by maximum likelihood on `sums` (of each mention: toward favourable and critical, without
/// biases; and its class). Few labels leave them near `from`, as one label of each would.
#[must_use]
pub fn biases(sums: &[([f64; 2], usize)], from: [f64; 2]) -> [f64; 2] {
    let found = minimize(
        |point, gradient| {
            let away = [point[0] - from[0], point[1] - from[1]];
            let mut value = 0.5 * (away[0] * away[0] + away[1] * away[1]);
            gradient.copy_from_slice(&away);
            for ([favourable, critical], label) in sums {
                let p = softmax([critical + point[1], 0.0, favourable + point[0]]);
                value -= libm::log(p[*label].max(1e-12));
                gradient[0] += p[2] - if *label == 2 { 1.0 } else { 0.0 };
                gradient[1] += p[0] - if *label == 0 { 1.0 } else { 0.0 };
            }
            value
        },
        from.to_vec(),
    );
    let round = |x: f64| (x * 1e4).round() / 1e4;
    [round(found[0]), round(found[1])]
}
