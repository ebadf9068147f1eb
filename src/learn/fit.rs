//! The fit: weights of every key of a unit, relative to no reason, by multinomial logistic regression with an L2 penalty.

use super::examples::Examples;
use super::optimize::minimize;
use crate::index::key::Key;
use rayon::prelude::*;

/// How weights are fitted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LearnSettings {
    /// Units that a key must stand in.
    pub least: u32,
    /// Weight of the loss against the penalty.
    pub cost: f64,
    /// Rows with both weights below this are left out.
    pub smallest: f64,
    /// Rows of the table at the most.
    pub rows: usize,
}

impl Default for LearnSettings {
    fn default() -> Self {
        Self { least: 3, cost: 0.15, smallest: 0.03, rows: 20_000 }
    }
}

/// Fitted weights of units.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Key, weight toward favourable, weight toward critical, support; by key.
    pub rows: Vec<(Key, f64, f64, u32)>,
    /// Biases of a unit toward favourable and toward critical.
    pub unit: [f64; 2],
}

impl Fit {
    /// The logits of a unit toward favourable and critical.
    #[must_use]
    pub fn logits(&self, features: &[(Key, f64)]) -> [f64; 2] {
        let mut sums = self.unit;
        for (key, value) in features {
            if let Ok(at) = self.rows.binary_search_by_key(key, |row| row.0) {
                sums[0] += self.rows[at].1 * value;
                sums[1] += self.rows[at].2 * value;
            }
        }
        sums
    }
}

/// Fits weights to units.
#[must_use]
pub fn fit(examples: &Examples, settings: &LearnSettings) -> Fit {
    let columns = examples.keys.len();
    let start = vec![0.0; 3 * columns + 3];
    let found = minimize(
        |point, gradient| {
            // A fixed number of parts, added in order: the sums do not depend on which thread was faster.
            let parts: Vec<(f64, Vec<f64>)> = (0..PARTS)
                .into_par_iter()
                .map(|part| {
                    let size = examples.rows.len().div_ceil(PARTS).max(1);
                    let range =
                        (part * size).min(examples.rows.len())..((part + 1) * size).min(examples.rows.len());
                    loss(examples, settings.cost, range, point)
                })
                .collect();
            gradient.copy_from_slice(point);
            gradient[3 * columns..].fill(0.0);
            let mut value = 0.5 * point[..3 * columns].iter().map(|x| x * x).sum::<f64>();
            for (loss, part) in parts {
                value += loss;
                gradient.iter_mut().zip(part).for_each(|(sum, x)| *sum += x);
            }
            value
        },
        start,
    );
    let relative = |place: usize| {
        let round = |x: f64| (x * 1e4).round() / 1e4;
        [round(found[place + 2] - found[place + 1]), round(found[place] - found[place + 1])]
    };
    let rows = examples.keys.iter().zip(&examples.support).enumerate();
    let rows = rows.map(|(at, (&key, &support))| {
        let [favourable, critical] = relative(3 * at);
        (key, favourable, critical, support)
    });
    let mut rows: Vec<(Key, f64, f64, u32)> =
        rows.filter(|row| row.1.abs().max(row.2.abs()) >= settings.smallest).collect();
    if rows.len() > settings.rows {
        rows.sort_by(|a, b| {
            b.1.abs().max(b.2.abs()).total_cmp(&a.1.abs().max(a.2.abs())).then(a.0.cmp(&b.0))
        });
        rows.truncate(settings.rows);
        rows.sort_by_key(|row| row.0);
    }
    Fit { rows, unit: relative(3 * columns) }
}

/// Parts that the loss is summed in.
const PARTS: usize = 8;

/// The loss of some units, and its gradient.
fn loss(examples: &Examples, cost: f64, range: std::ops::Range<usize>, point: &[f64]) -> (f64, Vec<f64>) {
    let bias = point.len() - 3;
    let mut gradient = vec![0.0; point.len()];
    let mut value = 0.0;
    for at in range {
        let row = &examples.rows[at];
        let mut sums = [point[bias], point[bias + 1], point[bias + 2]];
        for &(column, x) in row {
            let place = 3 * column as usize;
            let x = f64::from(x);
            for (class, sum) in sums.iter_mut().enumerate() {
                *sum += point[place + class] * x;
            }
        }
        let label = examples.labels[at];
        let largest = sums.iter().copied().fold(f64::MIN, f64::max);
        let powers = sums.map(|sum| libm::exp(sum - largest));
        let total: f64 = powers.iter().sum();
        let weight = cost * examples.weights[at];
        value -= weight * (sums[label] - largest - libm::log(total));
        let mut errors = powers.map(|power| weight * power / total);
        errors[label] -= weight;
        for (class, error) in errors.iter().enumerate() {
            gradient[bias + class] += error;
        }
        for &(column, x) in row {
            let place = 3 * column as usize;
            let x = f64::from(x);
            for (class, error) in errors.iter().enumerate() {
                gradient[place + class] += error * x;
            }
        }
    }
    (value, gradient)
}
