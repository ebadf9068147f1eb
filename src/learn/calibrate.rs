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
    /// Probabilities of critical, neutral and favourable, with other biases and scales.
    #[must_use]
    pub fn probabilities(&self, sums: &Sums, Bias { prior, scale, .. }: Bias) -> [f64; 3] {
        let form = self.form_of(sums);
        softmax([prior[1] + scale[1] * sums.units[1] + form, 0.0, prior[0] + scale[0] * sums.units[0] + form])
    }

    /// What units and sentence add toward favourable and critical, and the class.
    #[must_use]
    pub fn toward(&self, sums: &Sums) -> Toward {
        let units = [0, 1].map(|side| self.header.scale[side] * sums.units[side]);
        Toward { units, form: self.form_of(sums), label: sums.label }
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
        let decision = Decision::new(self.probabilities(sums, bias), Sides::BOTH, bias.decision);
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
    let toward: Vec<Toward> = chosen.iter().map(|sums| calibration.toward(sums)).collect();
    header.prior = fit_biases(&toward, [0.0; 2], 0.0);
    let calibration = Calibration { header, ..calibration };
    let judged: Vec<([f64; 3], usize)> =
        chosen.iter().map(|sums| (calibration.probabilities(sums, Bias::of(header)), sums.label)).collect();
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

/// What units and sentence add toward the two sides of a mention, without biases.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Toward {
    /// The units, toward favourable and critical.
    pub units: [f64; 2],
    /// The form of the sentence, toward both.
    pub form: f64,
    /// Class: 0 favourable, 1 critical, 2 neutral.
    pub label: usize,
}

/// How frequent stances are, how clear, and the decision on them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bias {
    /// Biases toward favourable and critical.
    pub prior: [f64; 2],
    /// Scales of the units.
    pub scale: [f64; 2],
    /// The threshold of the decision.
    pub decision: f64,
}

impl Bias {
    /// That of a table.
    #[must_use]
    pub fn of(header: LearnedHeader) -> Self {
        Self { prior: header.prior, scale: header.scale, decision: header.decision }
    }

    /// The two biases fitted to `mentions` by maximum likelihood, and scales that follow from them: texts that take sides
    /// more often also say so more clearly. Few labels leave all near where they are, as one label of each side would.
    #[must_use]
    pub fn fitted(self, mentions: &[Toward]) -> Self {
        let prior = fit_biases(mentions, self.prior, CLEARER);
        let clearer = clearer(prior, self.prior, CLEARER);
        Self { prior, scale: self.scale.map(|scale| round(scale * clearer)), ..self }
    }
}

/// How much a sum over units counts more, as a logarithm, for each unit of logit by which stances are more frequent.
/// Where two in three mentions take a side (political lines and company headlines that were picked for it), scales fitted
/// freely are 1.2 times those of news as it comes, on texts held out; fifty labels cannot tell them, but the two biases.
const CLEARER: f64 = 0.1;

/// The factor of the scales with biases that moved from `from` to `prior`.
fn clearer(prior: [f64; 2], from: [f64; 2], rate: f64) -> f64 {
    libm::exp(rate * (prior[0] - from[0] + prior[1] - from[1]) / 2.0)
}

/// How much more it takes to move the two biases apart than to move them together: how often texts take sides differs
/// from one kind of text to another, which side far less. With fifty labels, macro-F1 is higher by half a point.
const APART: f64 = 4.0;

/// The two biases, and the scales bound to them at a `rate`.
fn fit_biases(mentions: &[Toward], from: [f64; 2], rate: f64) -> [f64; 2] {
    let found = minimize(
        |point, gradient| {
            let prior = [point[0], point[1]];
            let away = [prior[0] - from[0], prior[1] - from[1]];
            let (mean, half) = ((away[0] + away[1]) / 2.0, (away[0] - away[1]) / 2.0);
            let scale = clearer(prior, from, rate);
            let mut value = mean * mean + APART * half * half;
            gradient[0] = mean + APART * half;
            gradient[1] = mean - APART * half;
            for Toward { units, form, label } in mentions {
                let toward = [0, 1].map(|side| scale * units[side] + form + prior[side]);
                let p = softmax([toward[0], toward[1], 0.0]);
                value -= libm::log(p[*label].max(1e-12));
                let error = [0, 1].map(|side| p[side] - if *label == side { 1.0 } else { 0.0 });
                let of_scale = scale * rate / 2.0 * (error[0] * units[0] + error[1] * units[1]);
                gradient[0] += error[0] + of_scale;
                gradient[1] += error[1] + of_scale;
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

    /// A hundred mentions, of which so many in ten are favourable; each with the units.
    fn mentions(favourable: usize, units: [f64; 2]) -> Vec<Toward> {
        let of = |at: usize| Toward { units, form: 0.0, label: if at % 10 < favourable { 0 } else { 2 } };
        (0..100).map(of).collect()
    }

    /// The biases, with scales of one.
    fn bias(prior: [f64; 2]) -> Bias {
        Bias { prior, scale: [1.0; 2], decision: 1.0 }
    }

    #[test]
    fn biases_are_those_of_the_labels_and_stay_where_there_are_none() {
        let found = bias([-1.0, -8.0]).fitted(&mentions(2, [0.0; 2])).prior;
        assert!((found[0] - libm::log(0.25)).abs() < 0.1, "{found:?}");
        assert_eq!(bias([-1.5, -2.5]).fitted(&[]), bias([-1.5, -2.5]));
    }

    #[test]
    fn where_stances_are_frequent_units_count_more_and_where_they_are_rare_less() {
        let scale = |favourable| bias([-1.0, -2.0]).fitted(&mentions(favourable, [0.1, 0.1])).scale;
        assert!(scale(8)[0] > 1.02 && scale(0)[0] < 0.98, "{:?} {:?}", scale(8), scale(0));
    }

    #[test]
    fn biases_with_their_scales_are_those_of_the_greatest_likelihood() {
        let given = mentions(6, [1.5, 0.2]);
        let loss = |prior: [f64; 2]| {
            let from = [-1.0, -2.0];
            let scale = clearer(prior, from, 1.0);
            let (mean, half) = ((prior[0] + prior[1] + 3.0) / 2.0, (prior[0] - prior[1] - 1.0) / 2.0);
            let mut loss = mean * mean + APART * half * half;
            for Toward { units, label, .. } in &given {
                let p = softmax([scale * units[0] + prior[0], scale * units[1] + prior[1], 0.0]);
                loss -= libm::log(p[*label]);
            }
            loss
        };
        let found = fit_biases(&given, [-1.0, -2.0], 1.0);
        for [x, y] in [[0.01, 0.0], [-0.01, 0.0], [0.0, 0.01], [0.0, -0.01]] {
            assert!(loss([found[0] + x, found[1] + y]) > loss(found), "{found:?} {x} {y}");
        }
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
                calibrated.probabilities(&of(label), Bias::of(calibrated.header));
            let p = [favourable, critical, neutral];
            assert!((p.iter().sum::<f64>() - 1.0).abs() < 1e-12 && p[label] > 0.8, "{label} {p:?}");
        }
    }
}
