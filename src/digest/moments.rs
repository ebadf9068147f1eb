//! Sums over documents, exact in any order.

use super::cell::StanceMean;
use super::micro::{micro, number, tabled};
use crate::statistics::mean_interval;

/// The sums of stances, in millionths.
#[derive(Debug, Clone, Copy, Default)]
pub struct Moments {
    documents: u64,
    with_evidence: u64,
    sum: i128,
    squares: i128,
}

impl Moments {
    /// Adds a document that mentions the actor, with its stance if it has one.
    pub fn add(&mut self, stance: Option<f64>) {
        self.documents += 1;
        if let Some(stance) = stance {
            let value = i128::from(micro(stance));
            self.with_evidence += 1;
            self.sum += value;
            self.squares += value * value;
        }
    }

    /// Documents with a stance.
    pub fn count(&self) -> u64 {
        self.with_evidence
    }

    /// Mean and sample variance of the stances, and how many there are; none without any.
    pub fn summary(&self) -> Option<(f64, f64, u64)> {
        let count = i128::from(self.with_evidence);
        if count == 0 {
            return None;
        }
        let mean = self.sum as f64 / count as f64 / 1e6;
        let spread = (count * self.squares - self.sum * self.sum) as f64 / 1e12;
        let variance = if count < 2 { 0.0 } else { spread / (count * (count - 1)) as f64 };
        Some((mean, variance, self.with_evidence))
    }

    /// The mean with its interval, which stays within -1 and 1.
    pub fn mean(&self) -> StanceMean {
        let summary = self.summary();
        let interval = summary.and_then(|(mean, variance, count)| mean_interval(mean, variance, count));
        let end = |value: f64| number(micro(value.clamp(-1.0, 1.0)));
        StanceMean {
            documents: self.documents,
            with_evidence: self.with_evidence,
            stance: tabled(summary.map(|(mean, _, _)| mean)),
            ci_low: interval.map(|interval| end(interval.low)),
            ci_high: interval.map(|interval| end(interval.high)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_over_the_documents_with_evidence() {
        let mut moments = Moments::default();
        assert!(moments.summary().is_none());
        for stance in [Some(0.5), None, Some(-0.1), Some(0.2)] {
            moments.add(stance);
        }
        let mean = moments.mean();
        assert_eq!((mean.documents, mean.with_evidence, mean.stance), (4, 3, Some(0.2)));
        // Deviation .3, so .2 ± 4.3027 · .3 / √3.
        assert_eq!((mean.ci_low, mean.ci_high), (Some(-0.545_25), Some(0.945_25)));
        assert_eq!(mean.side(), 0);
    }
}
