//! Learned tables of pairs: multinomial logistic regression on the features of labelled pairs, on top of the rules.
//!
//! What the rules say of a direction is an offset: the weights learn what they leave. L2 penalty on the weights, none on
//! the biases, of which each file has its own; those of the table are fitted afterwards, on pairs as they come.

use super::optimize::minimize;
use super::table::Header;
use crate::lexicon::{PAIR_FORMAT, PAIR_KEYS, PairHeader};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A direction of a labelled pair.
#[derive(Debug, Clone, PartialEq)]
pub struct PairExample {
    /// Class: 0 positive, 1 negative, 2 neutral.
    pub label: usize,
    /// File that it is in.
    pub file: usize,
    /// How much it counts.
    pub weight: f64,
    /// What the rules add toward positive and negative.
    pub offset: [f64; 2],
    /// Its features: context and term, and the value.
    pub features: Vec<((&'static str, String), f64)>,
}

/// How weights are fitted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairLearnSettings {
    /// Minimum number of directions that a feature occurs in.
    pub least: u32,
    /// Inverse strength of the penalty.
    pub cost: f64,
    /// Maximum number of rows.
    pub rows: usize,
}

impl Default for PairLearnSettings {
    fn default() -> Self {
        Self { least: 3, cost: 0.02, rows: 20_000 }
    }
}

/// A row: context and term, weights toward positive and negative, support.
pub type PairRow = ((&'static str, String), [f64; 2], u32);

/// A fitted table.
#[derive(Debug, Clone, PartialEq)]
pub struct PairFit {
    /// The rows, by context and term.
    pub rows: Vec<PairRow>,
    /// Biases and factors of the decision.
    pub header: PairHeader,
}

/// Rows with both weights below this are left out.
const SMALLEST: f64 = 0.005;

/// Fits the rows; the biases are zero yet.
#[must_use]
pub fn fit_pairs(examples: &[PairExample], settings: &PairLearnSettings) -> PairFit {
    let mut support: BTreeMap<&(&'static str, String), u32> = BTreeMap::new();
    for (key, _) in examples.iter().flat_map(|example| &example.features) {
        *support.entry(key).or_default() += 1;
    }
    support.retain(|_, count| *count >= settings.least);
    let columns: BTreeMap<&(&'static str, String), usize> =
        support.keys().enumerate().map(|(at, key)| (*key, at)).collect();
    let cells: Vec<Vec<(usize, f64)>> = examples
        .iter()
        .map(|example| {
            let known = example.features.iter().filter_map(|(key, value)| Some((*columns.get(key)?, *value)));
            known.collect()
        })
        .collect();
    let files = examples.iter().map(|example| example.file + 1).max().unwrap_or(1);
    let width = 2 * columns.len();
    let mut start = vec![0.0; width + 2 * files];
    start[width..].fill(-1.5);
    let found =
        minimize(|point, gradient| objective(examples, &cells, width, settings.cost, point, gradient), start);
    let round = |x: f64| (x * 1e4).round() / 1e4;
    let mut rows: Vec<PairRow> = support
        .into_iter()
        .enumerate()
        .map(|(at, (key, count))| (key.clone(), [round(found[2 * at]), round(found[2 * at + 1])], count))
        .filter(|(_, weights, _)| weights.iter().any(|weight| weight.abs() >= SMALLEST))
        .collect();
    let size = |row: &PairRow| row.1[0].abs().max(row.1[1].abs());
    if rows.len() > settings.rows {
        rows.sort_by(|a, b| size(b).total_cmp(&size(a)).then_with(|| a.0.cmp(&b.0)));
        rows.truncate(settings.rows);
        rows.sort_by(|a, b| a.0.cmp(&b.0));
    }
    PairFit { rows, header: PairHeader::default() }
}

/// The softmax of two logits and 0.
fn softmax([positive, negative]: [f64; 2]) -> [f64; 3] {
    let largest = positive.max(negative).max(0.0);
    let powers = [positive, negative, 0.0].map(|logit| libm::exp(logit - largest));
    let total: f64 = powers.iter().sum();
    powers.map(|power| power / total)
}

/// The penalised loss and its gradient.
fn objective(
    examples: &[PairExample],
    cells: &[Vec<(usize, f64)>],
    width: usize,
    cost: f64,
    point: &[f64],
    gradient: &mut [f64],
) -> f64 {
    let mut value = 0.0;
    for (slot, weight) in gradient.iter_mut().zip(point) {
        *slot = *weight;
    }
    gradient[width..].fill(0.0);
    value += 0.5 * point[..width].iter().map(|weight| weight * weight).sum::<f64>();
    for (example, cells) in examples.iter().zip(cells) {
        let mut logits = example.offset;
        let bias = width + 2 * example.file;
        for (side, logit) in logits.iter_mut().enumerate() {
            *logit += point[bias + side];
            for (column, cell) in cells {
                *logit += point[2 * column + side] * cell;
            }
        }
        let probabilities = softmax(logits);
        let weight = example.weight * cost;
        value -= weight * libm::log(probabilities[example.label].max(1e-300));
        for side in 0..2 {
            let error = weight * (probabilities[side] - f64::from(u8::from(example.label == side)));
            gradient[bias + side] += error;
            for (column, cell) in cells {
                gradient[2 * column + side] += error * cell;
            }
        }
    }
    value
}

/// Biases by maximum likelihood, and the factors of the decision for macro-F1, given the sums of each direction (without
/// biases) and its class.
#[must_use]
pub fn fit_pair_header(sums: &[([f64; 2], usize)], before: [f64; 2]) -> PairHeader {
    let prior = minimize(
        |point, gradient| {
            gradient.fill(0.0);
            let mut value = 0.0;
            for (sums, label) in sums {
                let probabilities = softmax([sums[0] + point[0], sums[1] + point[1]]);
                value -= libm::log(probabilities[*label].max(1e-300));
                for side in 0..2 {
                    gradient[side] += probabilities[side] - f64::from(u8::from(*label == side));
                }
            }
            value
        },
        before.to_vec(),
    );
    let round = |x: f64| (x * 1e4).round() / 1e4;
    let prior = [round(prior[0]), round(prior[1])];
    PairHeader { prior, decision: decision(sums, prior) }
}

/// The factors that are tried begin here, and each is so many times the one before.
const LEAST_FACTOR: f64 = 0.64;
const STEP: f64 = 1.12;
const FACTORS: usize = 17;

/// The factors with the best macro-F1; of equal ones the smallest.
fn decision(sums: &[([f64; 2], usize)], prior: [f64; 2]) -> [f64; 2] {
    let probabilities: Vec<([f64; 3], usize)> = sums
        .iter()
        .map(|(sums, label)| (softmax([sums[0] + prior[0], sums[1] + prior[1]]), *label))
        .collect();
    let factors: Vec<f64> =
        std::iter::successors(Some(LEAST_FACTOR), |factor| Some(factor * STEP)).take(FACTORS).collect();
    let (mut best, mut found) = (f64::MIN, [1.0; 2]);
    for positive in &factors {
        for negative in &factors {
            let score = macro_f1(&probabilities, [*positive, *negative]);
            if score > best + 1e-12 {
                (best, found) = (score, [*positive, *negative]);
            }
        }
    }
    found.map(|factor| (factor * 1e4).round() / 1e4)
}

fn macro_f1(probabilities: &[([f64; 3], usize)], factors: [f64; 2]) -> f64 {
    let (mut hits, mut said, mut gold) = ([0.0f64; 3], [0.0f64; 3], [0.0f64; 3]);
    for ([positive, negative, neutral], label) in probabilities {
        let (positive, negative) = (positive * factors[0], negative * factors[1]);
        let class = if positive > negative && positive > *neutral {
            0
        } else if negative > *neutral {
            1
        } else {
            2
        };
        gold[*label] += 1.0;
        said[class] += 1.0;
        hits[*label] += f64::from(u8::from(class == *label));
    }
    let f1 = (0..3).map(|class| 2.0 * hits[class] / (said[class] + gold[class]).max(1.0));
    f1.sum::<f64>() / 3.0
}

/// The table as a file; without rows the head alone, to be laid over another table.
#[must_use]
pub fn write_pairs(fit: &PairFit, header: &Header) -> String {
    let mut text = String::new();
    for (key, value) in [
        ("id", header.id.as_str()),
        ("version", "1"),
        ("format", PAIR_FORMAT),
        ("license", &header.license),
        ("source", &header.source),
        ("beside", &header.beside),
    ] {
        let _ = writeln!(text, "#! {key} = {value}");
    }
    for (keys, numbers) in PAIR_KEYS.into_iter().zip([fit.header.prior, fit.header.decision]) {
        for (key, number) in keys.into_iter().zip(numbers) {
            let _ = writeln!(text, "#! {key} = {number}");
        }
    }
    for note in &header.notes {
        let _ = writeln!(text, "# {note}");
    }
    text.push_str("term\tcontext\tpositive\tnegative\tsupport\n");
    for ((context, term), [positive, negative], support) in &fit.rows {
        let _ = writeln!(text, "{term}\t{context}\t{positive}\t{negative}\t{support}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(label: usize, word: &str) -> PairExample {
        let features = vec![(("word_between_f", word.to_owned()), 1.0)];
        PairExample { label, file: 0, weight: 1.0, offset: [0.0; 2], features }
    }

    #[test]
    fn a_word_that_comes_with_a_side_weighs_toward_it_and_rare_ones_are_left_out() {
        let mut examples = Vec::new();
        for _ in 0..30 {
            examples.extend([example(0, "prais"), example(1, "attack"), example(2, "near")]);
        }
        examples.push(example(0, "rare"));
        let fit = fit_pairs(&examples, &PairLearnSettings { cost: 1.0, ..PairLearnSettings::default() });
        let weights = |word: &str| fit.rows.iter().find(|row| row.0.1 == word).map(|row| row.1);
        let (praise, attack) = (weights("prais").unwrap(), weights("attack").unwrap());
        assert!(
            praise[0] > 0.5 && praise[1] < 0.0 && attack[1] > 0.5 && attack[0] < 0.0,
            "{praise:?} {attack:?}"
        );
        assert_eq!(weights("rare"), None);
    }

    #[test]
    fn the_biases_make_classes_as_frequent_as_they_are() {
        let sums: Vec<([f64; 2], usize)> =
            (0..100).map(|at| ([0.0; 2], if at < 10 { 0 } else { 2 })).collect();
        let header = fit_pair_header(&sums, [-1.0; 2]);
        let [positive, ..] = softmax(header.prior);
        assert!((positive - 0.1).abs() < 0.01, "{header:?}");
    }
}
