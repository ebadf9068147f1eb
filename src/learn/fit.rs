//! The fit: weights of every key, relative to neutral.

use super::examples::Examples;
use super::optimize::minimize;
use crate::index::key::Key;
use crate::lexicon::Context;
use rayon::prelude::*;

/// Hyperparameters. Chosen by 4-fold cross-validation on 8,734 mentions of political news, together with the contexts
/// themselves; differences below half a point are noise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LearnSettings {
    /// Minimum support of a key. Macro-F1 with 3, 5 and 8: .698, .697, .694.
    pub least: u32,
    /// Weight of the loss relative to the L2 penalty. With .02, .04 and .06: .693, .697, .697.
    pub cost: f64,
    /// Additive smoothing of the counts in the naive-Bayes ratios.
    pub smoothing: f64,
    /// Temperature: divides every weight to calibrate confidence; the calibration error is lowest at .9.
    pub temperature: f64,
    /// Maximum number of rows of the table.
    pub rows: usize,
}

impl LearnSettings {
    /// For a table on top of another, which is calibrated already.
    #[must_use]
    pub fn on_top(self) -> Self {
        Self { temperature: 1.0, ..self }
    }
}

impl Default for LearnSettings {
    fn default() -> Self {
        Self { least: 5, cost: 0.04, smoothing: 1.0, temperature: 0.9, rows: 20_000 }
    }
}

/// Fitted weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Key, weight toward favourable, weight toward critical, support; by key.
    pub rows: Vec<(Key, f64, f64, u32)>,
    /// Biases toward favourable and toward critical.
    pub prior: (f64, f64),
}

impl Fit {
    /// The scores of an example toward critical and favourable, without its offset.
    #[must_use]
    pub fn sums(&self, features: &[(Key, f64)]) -> (f64, f64) {
        let mut sums = (self.prior.1, self.prior.0);
        for (key, value) in features {
            if let Ok(at) = self.rows.binary_search_by_key(key, |row| row.0) {
                sums.0 += self.rows[at].2 * value;
                sums.1 += self.rows[at].1 * value;
            }
        }
        sums
    }
}

/// Whether the naive-Bayes ratio scales a key: it does for words and patterns, which are many and mostly rare.
fn is_scaled(key: Key) -> bool {
    key.context().is_some_and(|context| {
        context.has_stems() || matches!(context, Context::Beginning | Context::Pattern)
    })
}

/// Scale of the rule evidence during the fit, which weakens its penalty. It should outweigh words that happen to occur
/// near mentions in the training texts: cross-validated macro-F1 is the same (.700) without, but lower on other kinds
/// of texts.
const EASE: f64 = 6.0;

/// Fits weights to `examples`; if there are more keys than rows, fits again with the strongest only.
#[must_use]
pub fn fit(examples: &Examples, settings: &LearnSettings) -> Fit {
    let first = solve(examples, settings);
    if first.rows.len() <= settings.rows {
        return first;
    }
    let strength = |at: usize| {
        let (key, favourable, critical, support) = first.rows[at];
        if is_scaled(key) {
            favourable.abs().max(critical.abs()) * f64::from(support).sqrt()
        } else {
            f64::INFINITY
        }
    };
    let mut order: Vec<usize> = (0..first.rows.len()).collect();
    order.sort_by(|&a, &b| strength(b).total_cmp(&strength(a)).then(a.cmp(&b)));
    order.truncate(settings.rows);
    order.sort_unstable();
    solve(&examples.columns(&order), settings)
}

fn solve(examples: &Examples, settings: &LearnSettings) -> Fit {
    let columns = examples.keys.len();
    let ratios = ratios(examples, settings.smoothing);
    let mut sizes = [0.0f64; 3];
    examples.labels.iter().for_each(|&label| sizes[label] += 1.0);
    let count = examples.rows.len() as f64;
    // Classes are weighted equally.
    let class_weight = sizes.map(|size| count / 3.0 / size.max(1.0));
    let start = vec![0.0; 3 * columns + 3];
    let found = minimize(
        |point, gradient| {
            let losses: Vec<(f64, [f64; 3])> = examples
                .rows
                .par_iter()
                .enumerate()
                .with_min_len(256)
                .map(|(at, row)| {
                    let mut sums = examples.base[at];
                    for (class, sum) in sums.iter_mut().enumerate() {
                        *sum += point[3 * columns + class];
                    }
                    for &(column, value) in row {
                        let place = 3 * column as usize;
                        for (class, sum) in sums.iter_mut().enumerate() {
                            *sum += point[place + class] * ratios[place + class] * value;
                        }
                    }
                    let label = examples.labels[at];
                    let largest = sums.iter().copied().fold(f64::MIN, f64::max);
                    let powers = sums.map(|sum| libm::exp(sum - largest));
                    let total: f64 = powers.iter().sum();
                    let weight = settings.cost * class_weight[label];
                    let loss = -weight * (sums[label] - largest - libm::log(total));
                    let mut errors = powers.map(|power| weight * power / total);
                    errors[label] -= weight;
                    (loss, errors)
                })
                .collect();
            gradient.copy_from_slice(point);
            gradient[3 * columns..].fill(0.0);
            let mut value = 0.5 * point[..3 * columns].iter().map(|x| x * x).sum::<f64>();
            for (row, (loss, errors)) in examples.rows.iter().zip(&losses) {
                value += loss;
                for (class, error) in errors.iter().enumerate() {
                    gradient[3 * columns + class] += error;
                }
                for &(column, x) in row {
                    let place = 3 * column as usize;
                    for (class, error) in errors.iter().enumerate() {
                        gradient[place + class] += error * ratios[place + class] * x;
                    }
                }
            }
            value
        },
        start,
    );
    let relative = |place: usize, scaled: bool| {
        let weight = |class: usize| found[place + class] * if scaled { ratios[place + class] } else { 1.0 };
        let round = |x: f64| (x / settings.temperature * 1e6).round() / 1e6;
        (round(weight(2) - weight(1)), round(weight(0) - weight(1)))
    };
    let rows = examples
        .keys
        .iter()
        .zip(&examples.support)
        .enumerate()
        .map(|(at, (&key, &support))| {
            let (favourable, critical) = relative(3 * at, true);
            (key, favourable, critical, support)
        })
        .collect();
    Fit { rows, prior: relative(3 * columns, false) }
}

/// Log ratio of the frequency of each key inside and outside a class, three per column; [`EASE`] and 0 for rule
/// evidence, 1 for other keys that are not scaled.
fn ratios(examples: &Examples, smoothing: f64) -> Vec<f64> {
    let columns = examples.keys.len();
    let mut counts = vec![0.0f64; 3 * columns];
    let mut sizes = [0.0f64; 3];
    for (row, &label) in examples.rows.iter().zip(&examples.labels) {
        sizes[label] += 1.0;
        for &(column, _) in row {
            counts[3 * column as usize + label] += 1.0;
        }
    }
    let all: f64 = sizes.iter().sum();
    let mut ratios = vec![1.0; 3 * columns];
    for (column, &key) in examples.keys.iter().enumerate() {
        if !is_scaled(key) {
            if let Some(positive) = key.side() {
                // Rule evidence adds to the score of its own side only.
                ratios[3 * column..3 * column + 3].fill(0.0);
                ratios[3 * column + if positive { 2 } else { 0 }] = EASE;
            }
            continue;
        }
        let total: f64 = counts[3 * column..3 * column + 3].iter().sum();
        for class in 0..3 {
            let inside = counts[3 * column + class];
            let share = (inside + smoothing) / (sizes[class] + 2.0 * smoothing);
            let outside = (total - inside + smoothing) / (all - sizes[class] + 2.0 * smoothing);
            ratios[3 * column + class] = libm::log(share / outside);
        }
    }
    ratios
}
