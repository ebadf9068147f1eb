//! Learning with cross-validation: what a fit is worth on texts that it has not seen.

use super::calibrate::{Bias, Calibration, Sums, Toward, calibrate};
use super::examples::MentionExample;
use super::fit::{Fit, LearnSettings};
use super::select::fit_reasons;
use crate::evaluate::{Judged, MentionReport};

/// Parts that examples are split into, by text.
const FOLDS: usize = 5;

/// A learned model.
#[derive(Debug, Clone, PartialEq)]
pub struct Learned {
    /// Weights of units, from all mentions.
    pub fit: Fit,
    /// Biases and scales, from held-out mentions.
    pub calibration: Calibration,
    /// Figures on held-out mentions, for each file, with biases of its own.
    pub held_out: Vec<MentionReport>,
}

/// Fits units on all mentions but a part, for each part in turn, and calibrates on the parts that were left out: those of
/// the files for which `calibrates` holds. Then fits on all.
#[must_use]
pub fn learn(
    mentions: &[MentionExample],
    settings: &LearnSettings,
    calibrates: impl Fn(usize) -> bool,
    seed: u64,
) -> Learned {
    let mut held_out: Vec<Option<Sums>> = vec![None; mentions.len()];
    for fold in 0..FOLDS {
        let fitted = fit_reasons(mentions, settings, |mention| mention.text % FOLDS != fold);
        for (mention, sums) in mentions.iter().zip(&mut held_out) {
            if mention.text % FOLDS == fold {
                *sums = Some(Sums::of(&fitted, mention));
            }
        }
    }
    let fit = fit_reasons(mentions, settings, |_| true);
    let pairs: Vec<(&MentionExample, Sums)> =
        mentions.iter().zip(held_out).filter_map(|(mention, sums)| Some((mention, sums?))).collect();
    let sums: Vec<(usize, Sums)> = pairs.iter().map(|(mention, sums)| (mention.file, sums.clone())).collect();
    let calibration = calibrate(&sums, calibrates, fit.unit);
    let files = mentions.iter().map(|mention| mention.file + 1).max().unwrap_or(0);
    let held_out = (0..files).map(|file| {
        let of_file: Vec<&(&MentionExample, Sums)> =
            pairs.iter().filter(|(mention, _)| mention.file == file).collect();
        let bias = own_biases(&calibration, of_file.iter().map(|(_, sums)| sums));
        let judged =
            of_file.iter().map(|(mention, sums)| (mention.text, calibration.judged(mention, sums, bias)));
        report(judged.collect(), seed)
    });
    let held_out = held_out.collect();
    Learned { fit, calibration, held_out }
}

/// The biases that fit some mentions best.
fn own_biases<'m>(calibration: &Calibration, mentions: impl Iterator<Item = &'m Sums>) -> Bias {
    let toward: Vec<Toward> = mentions.map(|sums| calibration.toward(sums)).collect();
    Bias::of(calibration.header).fitted(&toward)
}

/// Figures of a model on other mentions, with its own biases.
#[must_use]
pub fn report_of(learned: &Learned, mentions: &[MentionExample], seed: u64) -> MentionReport {
    let bias = Bias::of(learned.calibration.header);
    let judged = mentions.iter().map(|mention| {
        let sums = Sums::of(&learned.fit, mention);
        (mention.text, learned.calibration.judged(mention, &sums, bias))
    });
    report(judged.collect(), seed)
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
