//! Calibration: from the sums over units to probabilities of the three classes, on mentions that the units were not
//! learned from.
//!
//! Two biases, a scale for each side, and a weight for each feature of the sentence that counts toward both sides alike,
//! by maximum likelihood; then the threshold of the decision, by macro-F1.

use super::examples::{MentionExample, class_number};
use super::fit::Fit;
use super::optimize::minimize;
use crate::evaluate::{Class, Judged};
use crate::index::key::Key;
use crate::lexicon::LearnedHeader;
use crate::stance::{Decision, Sides, surprisals};
use std::collections::BTreeSet;
use std::ops::Range;

/// Weight of the penalty on the weights of the sentence, and on the distance of the scales from one.
const PENALTY: f64 = 2.0;

/// A mention before calibration.
#[derive(Debug, Clone, PartialEq)]
pub struct Sums {
    /// Class: 0 favourable, 1 critical, 2 neutral.
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
        for unit in mention.units.iter().filter(|unit| fit.counts(unit)) {
            let [favourable, critical] = fit.logits(&unit.features);
            let added = unit.turn.of(surprisals(favourable, critical));
            units[0] += added[0];
            units[1] += added[1];
        }
        Self { label: class_number(mention.label), units, form: mention.form.clone() }
    }
}

/// Header and weights of the sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// Biases, scales and decision; the biases of units are those of the fit.
    pub header: LearnedHeader,
    /// Weight of each feature of the sentence, by key.
    pub form: Vec<(Key, f64)>,
}

impl Calibration {
    /// Probabilities of critical, neutral and favourable, with other biases.
    #[must_use]
    pub fn probabilities(&self, sums: &Sums, prior: [f64; 2]) -> [f64; 3] {
        let form = self.form_of(sums);
        let scale = self.header.scale;
        softmax([prior[1] + scale[1] * sums.units[1] + form, 0.0, prior[0] + scale[0] * sums.units[0] + form])
    }

    /// What units and sentence add toward favourable and critical.
    #[must_use]
    pub fn toward(&self, sums: &Sums) -> [f64; 2] {
        let form = self.form_of(sums);
        [0, 1].map(|side| self.header.scale[side] * sums.units[side] + form)
    }

    /// What the sentence adds toward both sides.
    fn form_of(&self, sums: &Sums) -> f64 {
        sums.form.iter().map(|key| self.weight(*key)).sum()
    }

    fn weight(&self, key: Key) -> f64 {
        self.form.binary_search_by_key(&key, |row| row.0).map_or(0.0, |at| self.form[at].1)
    }

    /// A mention as it is judged, with the biases and the threshold of `bias`.
    #[must_use]
    pub fn judged(&self, mention: &MentionExample, sums: &Sums, bias: Bias) -> Judged {
        let decision = Decision::new(self.probabilities(sums, bias.prior), Sides::BOTH, bias.decision);
        Judged { label: mention.label, decision }
    }
}

fn softmax(sums: [f64; 3]) -> [f64; 3] {
    let largest = sums.iter().copied().fold(f64::MIN, f64::max);
    let powers = sums.map(|sum| libm::exp(sum - largest));
    let total: f64 = powers.iter().sum();
    powers.map(|power| power / total)
}

fn round(x: f64) -> f64 {
    (x * 1e4).round() / 1e4
}

/// Calibrates: scales and the weights of the sentence on all `mentions`, which stand with the file that they are in and get
/// biases for each, so that what kinds of text have in common is learned from all kinds; then biases and threshold on
/// those of the files for which `calibrates` holds. `unit` are the biases of the units.
#[must_use]
pub fn calibrate(
    mentions: &[(usize, Sums)],
    calibrates: impl Fn(usize) -> bool,
    unit: [f64; 2],
) -> Calibration {
    let (form, scale) = form_weights(mentions);
    let mut header = LearnedHeader { prior: [0.0; 2], unit, scale, decision: 1.0 };
    let chosen: Vec<&Sums> =
        mentions.iter().filter(|(file, _)| calibrates(*file)).map(|(_, sums)| sums).collect();
    let calibration = Calibration { header, form };
    let toward: Vec<([f64; 2], usize)> =
        chosen.iter().map(|sums| (calibration.toward(sums), sums.label)).collect();
    header.prior = biases(&toward, [0.0; 2]);
    let calibration = Calibration { header, ..calibration };
    let judged: Vec<([f64; 3], usize)> =
        chosen.iter().map(|sums| (calibration.probabilities(sums, header.prior), sums.label)).collect();
    Calibration { header: LearnedHeader { decision: decision(&judged), ..header }, ..calibration }
}

/// The weight of each feature of the sentence and the scales, which all files share, beside biases for each.
fn form_weights(mentions: &[(usize, Sums)]) -> (Vec<(Key, f64)>, [f64; 2]) {
    let forms = || mentions.iter().flat_map(|(_, sums)| &sums.form);
    let keys: Vec<Key> = forms().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let columns: Vec<Vec<usize>> = mentions
        .iter()
        .map(|(_, sums)| sums.form.iter().filter_map(|key| keys.binary_search(key).ok()).collect())
        .collect();
    let files = mentions.iter().map(|(file, _)| file + 1).max().unwrap_or(0);
    // Biases of each file, scales, then one weight a feature.
    let (scale, first) = (2 * files, 2 * files + 2);
    let mut start = vec![0.0; first + keys.len()];
    start[scale..first].fill(1.0);
    let found = minimize(
        |point, gradient| {
            let mut loss = Loss { value: 0.0, gradient };
            loss.begin(point, scale..first);
            for (at, x) in point.iter().enumerate().skip(first) {
                loss.value += 0.5 * PENALTY * x * x;
                loss.gradient[at] += PENALTY * x;
            }
            for ((file, sums), form) in mentions.iter().zip(&columns) {
                let shift: f64 = form.iter().map(|&column| point[first + column]).sum();
                let error = loss.add(point, 2 * file, scale, sums, shift);
                for &column in form {
                    loss.gradient[first + column] += error;
                }
            }
            loss.value
        },
        start,
    );
    let form = keys.into_iter().zip(found[first..].iter().map(|&x| round(x))).collect();
    (form, [0, 1].map(|side| round(found[scale + side].max(0.0))))
}

/// The negative log likelihood of mentions, with its gradient.
struct Loss<'g> {
    value: f64,
    gradient: &'g mut [f64],
}

impl Loss<'_> {
    /// Begins with the penalty on the distance of the scales from one.
    fn begin(&mut self, point: &[f64], scales: Range<usize>) {
        self.gradient.fill(0.0);
        for at in scales {
            self.value += 0.5 * PENALTY * (point[at] - 1.0) * (point[at] - 1.0);
            self.gradient[at] += PENALTY * (point[at] - 1.0);
        }
    }

    /// Adds a mention whose biases and scales stand at two places of the point; `shift` is what the sentence adds to both
    /// sides. Returns the error of both sides together.
    fn add(&mut self, point: &[f64], bias: usize, scale: usize, sums: &Sums, shift: f64) -> f64 {
        let toward = [0, 1].map(|side| point[bias + side] + point[scale + side] * sums.units[side] + shift);
        let p = softmax([toward[0], toward[1], 0.0]);
        self.value -= libm::log(p[sums.label].max(1e-12));
        let error = [0, 1].map(|side| p[side] - if sums.label == side { 1.0 } else { 0.0 });
        for (side, (error, units)) in error.iter().zip(sums.units).enumerate() {
            self.gradient[bias + side] += error;
            self.gradient[scale + side] += error * units;
        }
        error[0] + error[1]
    }
}

/// The threshold of the decision with the best macro-F1 on probabilities of critical, neutral and favourable and the
/// classes.
fn decision(judged: &[([f64; 3], usize)]) -> f64 {
    best_threshold(|threshold| macro_f1(judged, threshold))
}

/// Loss of the figure that a smaller threshold is worth: it calls fewer plain mentions polar.
const SLACK: f64 = 0.002;

/// The smallest threshold from 0.5 to 4, in steps of 0.1, with a figure that is best but for [`SLACK`].
fn best_threshold(figure: impl Fn(f64) -> f64) -> f64 {
    let figures: Vec<(f64, f64)> =
        (5..=40).map(|step| f64::from(step) / 10.0).map(|threshold| (threshold, figure(threshold))).collect();
    let best = figures.iter().map(|(_, figure)| *figure).fold(f64::MIN, f64::max);
    figures.iter().find(|(_, figure)| *figure >= best - SLACK).map_or(1.0, |(threshold, _)| *threshold)
}

fn macro_f1(judged: &[([f64; 3], usize)], decision: f64) -> f64 {
    let mut counts = [[0.0f64; 3]; 3];
    for (probabilities, label) in judged {
        let decided = Decision::new(*probabilities, Sides::BOTH, decision).label;
        counts[*label][class_number(Class::of_label(Some(decided)))] += 1.0;
    }
    let f1 = |class: usize| {
        let gold: f64 = counts[class].iter().sum();
        let said: f64 = counts.iter().map(|row| row[class]).sum();
        2.0 * counts[class][class] / (gold + said).max(1.0)
    };
    (f1(0) + f1(1) + f1(2)) / 3.0
}

/// How frequent stances are, and the decision on them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bias {
    /// Biases toward favourable and critical.
    pub prior: [f64; 2],
    /// The threshold of the decision.
    pub decision: f64,
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
                let p = softmax([favourable + point[0], critical + point[1], 0.0]);
                value -= libm::log(p[*label].max(1e-12));
                gradient[0] += p[0] - if *label == 0 { 1.0 } else { 0.0 };
                gradient[1] += p[1] - if *label == 1 { 1.0 } else { 0.0 };
            }
            value
        },
        from.to_vec(),
    );
    [round(found[0]), round(found[1])]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sums of a hundred mentions, of which so many in ten are favourable.
    fn sums(favourable: usize) -> Vec<([f64; 2], usize)> {
        (0..100).map(|at| ([0.0; 2], if at % 10 < favourable { 0 } else { 2 })).collect()
    }

    #[test]
    fn biases_are_those_of_the_labels_and_stay_where_there_are_none() {
        let found = biases(&sums(2), [-1.0, -8.0]);
        assert!((found[0] - libm::log(0.25)).abs() < 0.1, "{found:?}");
        let [favourable, critical] = biases(&[], [-1.5, -2.5]);
        assert!((favourable + 1.5).abs() < 1e-9 && (critical + 2.5).abs() < 1e-9);
    }

    #[test]
    fn a_rare_class_has_a_threshold_above_one() {
        let judged: Vec<([f64; 3], usize)> = (0..100)
            .map(|at| {
                if at < 20 { ([0.05, 0.55, 0.4], usize::from(at % 4 == 0) * 2) } else { ([0.1, 0.8, 0.1], 2) }
            })
            .collect();
        assert!(decision(&judged) > 1.3, "{}", decision(&judged));
    }

    #[test]
    fn sums_of_a_side_make_its_class_likely() {
        let of = |label: usize| {
            let units = [0, 1].map(|side| if label == side { 2.0 } else { 0.1 });
            Sums { label, units, form: Vec::new() }
        };
        let all: Vec<(usize, Sums)> = (0..900).map(|at| (at % 2, of(at % 3))).collect();
        let calibrated = calibrate(&all, |file| file == 0, [0.0; 2]);
        for label in 0..3 {
            let [critical, neutral, favourable] =
                calibrated.probabilities(&of(label), calibrated.header.prior);
            let p = [favourable, critical, neutral];
            assert!((p.iter().sum::<f64>() - 1.0).abs() < 1e-12 && p[label] > 0.8, "{label} {p:?}");
        }
    }
}
