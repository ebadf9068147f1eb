//! The report on predicted mentions: all measures of labels and probabilities.

use super::calibration::{Calibration, calibration};
use super::confusion::{Class, Confusion};
use super::interval::macro_f1_interval;
use crate::stance::Decision;
use crate::statistics::Interval;
use std::fmt;

/// A labelled mention and its prediction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// Gold label.
    pub label: Class,
    /// What was decided; neutral without a cue.
    pub decision: Decision,
}

impl Judged {
    /// The class that was decided on.
    #[must_use]
    pub fn predicted(&self) -> Class {
        Class::of_label(Some(self.decision.label))
    }
}

/// Results on labelled mentions.
#[derive(Debug, Clone, PartialEq)]
pub struct MentionReport {
    /// Confusion matrix of labels and predictions.
    pub confusion: Confusion,
    /// 95 % interval of macro-F1; none with fewer than two texts.
    pub interval: Option<Interval>,
    /// Calibration of the probabilities; none without mentions.
    pub calibration: Option<Calibration>,
}

impl MentionReport {
    /// The report on `texts`, each with its mentions.
    #[must_use]
    pub fn new(texts: &[Vec<Judged>], seed: u64) -> Self {
        let confusions: Vec<Confusion> = texts
            .iter()
            .map(|text| text.iter().map(|judged| (judged.label, judged.predicted())).collect())
            .collect();
        let mut confusion = Confusion::default();
        confusions.iter().for_each(|text| confusion += *text);
        let confident: Vec<(f64, bool)> = texts
            .iter()
            .flatten()
            .map(|judged| (judged.decision.confidence.min(1.0), judged.predicted() == judged.label))
            .collect();
        Self {
            confusion,
            interval: macro_f1_interval(&confusions, seed),
            calibration: calibration(&confident),
        }
    }
}

impl fmt::Display for MentionReport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_classes(out, &self.confusion)?;
        writeln!(out)?;
        writeln!(out, "{:<20} {}", "mentions", self.confusion.total())?;
        let four = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.4}"));
        writeln!(out, "{:<20} {}", "accuracy", four(self.confusion.accuracy()))?;
        write!(out, "{:<20} {}", "macro_f1", four(self.confusion.macro_f1()))?;
        if let Some(interval) = self.interval {
            write!(out, "  (95 % {:.4} to {:.4}, by bootstrap over texts)", interval.low, interval.high)?;
        }
        writeln!(out)?;
        let error = self.calibration.as_ref().map(|calibration| calibration.ece);
        writeln!(out, "{:<20} {}", "calibration_error", four(error))?;
        write_matrix(out, &self.confusion)
    }
}

/// A line for each class that occurs among labels or predictions.
pub(super) fn write_classes(out: &mut fmt::Formatter<'_>, confusion: &Confusion) -> fmt::Result {
    writeln!(out, "{:<12} {:>6} {:>10} {:>7} {:>7}", "", "n", "precision", "recall", "f1")?;
    for class in Class::SORTED {
        let scores = confusion.scores(class);
        if scores.gold == 0 && scores.predicted == 0 {
            continue;
        }
        writeln!(
            out,
            "{:<12} {:>6} {:>10.3} {:>7.3} {:>7.3}",
            class.name(),
            scores.gold,
            scores.precision,
            scores.recall,
            scores.f1
        )?;
    }
    Ok(())
}

/// The confusion matrix.
pub(super) fn write_matrix(out: &mut fmt::Formatter<'_>, confusion: &Confusion) -> fmt::Result {
    writeln!(
        out,
        "\n{:<22} {:>10} {:>10} {:>10}",
        "labelled \\ predicted", "critical", "favourable", "neutral"
    )?;
    for gold in Class::SORTED {
        write!(out, "{:<22}", gold.name())?;
        for said in Class::SORTED {
            write!(out, " {:>10}", confusion.count(gold, said))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stance::Sides;

    #[test]
    fn the_report_names_every_figure() {
        let judged =
            |label, probabilities| Judged { label, decision: Decision::new(probabilities, Sides::BOTH, 1.0) };
        let texts = [
            vec![judged(Class::Critical, [0.8, 0.1, 0.1])],
            vec![judged(Class::Neutral, [0.1, 0.8, 0.1]), judged(Class::Favourable, [0.7, 0.2, 0.1])],
        ];
        let text = MentionReport::new(&texts, 1).to_string();
        for word in ["accuracy             0.6667", "macro_f1", "calibration_error", "favourable"] {
            assert!(text.contains(word), "{word} in\n{text}");
        }
    }
}
