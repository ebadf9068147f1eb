//! Cross-validation: what a fit is worth on texts that it has not seen.

use super::examples::{Example, Examples};
use super::fit::{Fit, LearnSettings, fit};
use crate::evaluate::{Confusion, Judged, MentionReport};
use crate::stance::{Decision, Sides};

/// Parts that examples are split into, by text.
const FOLDS: usize = 4;

/// Figures on texts that were held out in turn.
#[derive(Debug, Clone, PartialEq)]
pub struct Validation {
    /// With what was learned from the other texts.
    pub learned: MentionReport,
    /// With what was there before.
    pub before: MentionReport,
}

/// Fits on three quarters of the texts and judges the fourth, four times over.
#[must_use]
pub fn validate(examples: &[Example], settings: &LearnSettings, seed: u64) -> Validation {
    let matrix = Examples::new(examples, settings.least);
    let mut learned: Vec<(usize, Judged)> = Vec::with_capacity(examples.len());
    for fold in 0..FOLDS {
        let kept = matrix.only(|at| matrix.texts[at] % FOLDS != fold);
        let fitted = fit(&kept, settings);
        for example in examples.iter().filter(|example| example.text % FOLDS == fold) {
            learned.push((example.text, judged_by(&fitted, example)));
        }
    }
    learned.sort_by_key(|(text, _)| *text);
    let before = examples.iter().map(|example| (example.text, judged(example, example.base))).collect();
    Validation { learned: report(learned, seed), before: report(before, seed) }
}

/// Figures of `fit` on `examples`.
#[must_use]
pub fn dev_report(fit: &Fit, examples: &[Example], seed: u64) -> MentionReport {
    report(examples.iter().map(|example| (example.text, judged_by(fit, example))).collect(), seed)
}

/// `fit` with its two biases moved, each by at most 1.2 in steps of 0.1, to the best macro-F1 on `examples`; of equal
/// ones the nearest.
#[must_use]
pub fn tune(fit: Fit, examples: &[Example]) -> Fit {
    let mut steps: Vec<(i32, i32)> = (-12..=12).flat_map(|a| (-12..=12).map(move |b| (a, b))).collect();
    steps.sort_by_key(|(a, b)| (a.abs() + b.abs(), *a, *b));
    let mut best: Option<(f64, Fit)> = None;
    for (favourable, critical) in steps {
        let mut moved = fit.clone();
        moved.prior.0 += f64::from(favourable) / 10.0;
        moved.prior.1 += f64::from(critical) / 10.0;
        let f1 = confusion(&moved, examples).macro_f1().unwrap_or_default();
        if best.as_ref().is_none_or(|(most, _)| f1 > most + 1e-9) {
            best = Some((f1, moved));
        }
    }
    best.map_or(fit, |(_, best)| best)
}

fn confusion(fit: &Fit, examples: &[Example]) -> Confusion {
    examples.iter().map(|example| (example.label, judged_by(fit, example).predicted())).collect()
}

fn judged_by(fit: &Fit, example: &Example) -> Judged {
    let (critical, favourable) = fit.sums(&example.features);
    judged(example, (example.base.0 + critical, example.base.1 + favourable))
}

fn judged(example: &Example, (critical, favourable): (f64, f64)) -> Judged {
    let sums = [critical, 0.0, favourable];
    let largest = sums.iter().copied().fold(f64::MIN, f64::max);
    let powers = sums.map(|sum| libm::exp(sum - largest));
    let total: f64 = powers.iter().sum();
    // An example has features, no cues: the probabilities alone decide.
    let decision = Decision::new(powers.map(|power| power / total), Sides::BOTH);
    Judged { label: example.label, decision }
}

fn report(judged: Vec<(usize, Judged)>, seed: u64) -> MentionReport {
    let mut texts: Vec<Vec<Judged>> = Vec::new();
    let mut last = None;
    for (text, mention) in judged {
        if last == Some(text)
            && let Some(mentions) = texts.last_mut()
        {
            mentions.push(mention);
        } else {
            texts.push(vec![mention]);
        }
        last = Some(text);
    }
    MentionReport::new(&texts, seed)
}
