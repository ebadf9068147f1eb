//! Calibration: whether predictions with a confidence of 0.8 are correct in 8 of 10 cases.
//!
//! Expected calibration error, equation 3 of Guo, Pleiss, Sun & Weinberger 2017, "On Calibration of Modern Neural
//! Networks" (section 2), with their 15 bins of equal width.

/// Number of bins of [0, 1], each open below and closed above; the first includes 0.
pub const BINS: usize = 15;

/// The predictions with a confidence between two edges.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// Lower edge, in [0, 1).
    pub low: f64,
    /// Upper edge, in (0, 1].
    pub high: f64,
    /// Number of predictions.
    pub count: u64,
    /// Their mean confidence, in [low, high] up to rounding; none for an empty bin.
    pub confidence: Option<f64>,
    /// Their accuracy, in [0, 1]; none for an empty bin.
    pub accuracy: Option<f64>,
}

/// The difference between confidence and accuracy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibration {
    /// The expected calibration error, in [0, 1]: sum over bins of count / n * |accuracy - confidence|.
    pub ece: f64,
    /// All bins in ascending order, including empty ones.
    pub bins: [Bin; BINS],
}

#[derive(Clone, Copy, Default)]
struct Sums {
    count: u64,
    confidence: f64,
    right: u64,
}

/// The calibration of predictions, each given as the confidence of the predicted class, in [0, 1], and whether it was
/// correct. None without predictions, or if a confidence is outside [0, 1] or NaN.
#[must_use]
pub fn calibration(predictions: &[(f64, bool)]) -> Option<Calibration> {
    let sound = predictions.iter().all(|(confidence, _)| (0.0..=1.0).contains(confidence));
    if predictions.is_empty() || !sound {
        return None;
    }
    let mut sums = [Sums::default(); BINS];
    for &(confidence, right) in predictions {
        let sum = &mut sums[bin_of(confidence)];
        sum.count += 1;
        sum.confidence += confidence;
        sum.right += u64::from(right);
    }
    // The count of a bin cancels: count * |right / count - confidence / count|.
    let gaps: f64 = sums.iter().map(|sum| (sum.right as f64 - sum.confidence).abs()).sum();
    let bins = std::array::from_fn(|at| {
        let Sums { count, confidence, right } = sums[at];
        let mean = |sum: f64| (count > 0).then(|| sum / count as f64);
        Bin {
            low: edge(at),
            high: edge(at + 1),
            count,
            confidence: mean(confidence),
            accuracy: mean(right as f64),
        }
    });
    Some(Calibration { ece: gaps / predictions.len() as f64, bins })
}

/// Compares with the reported edges: a product such as 0.7 * 15 may be rounded across one.
fn bin_of(confidence: f64) -> usize {
    (0..BINS - 1).find(|&at| confidence <= edge(at + 1)).unwrap_or(BINS - 1)
}

fn edge(at: usize) -> f64 {
    at as f64 / BINS as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_error_is_that_of_the_hand() {
        let found = calibration(&[(0.9, true), (0.9, false), (0.4, true), (1.0, true)]).unwrap();
        // 2/4 * |0.5 - 0.9| + 1/4 * |1 - 0.4| + 1/4 * |1 - 1|
        assert!((found.ece - 0.35).abs() < 1e-12);
        let counts = found.bins.map(|bin| bin.count);
        assert_eq!(counts, [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 1]);
        assert_eq!(found.bins[13].accuracy, Some(0.5));
        assert!((found.bins[13].confidence.unwrap() - 0.9).abs() < 1e-12);
        assert_eq!((found.bins[0].confidence, found.bins[0].accuracy), (None, None));
    }

    #[test]
    fn an_edge_belongs_to_the_bin_below_it() {
        for at in 1..=BINS {
            assert_eq!(bin_of(edge(at)), at - 1);
        }
        assert_eq!(bin_of(0.0), 0);
        assert_eq!(bin_of(edge(3) + 1e-9), 3);
    }

    #[test]
    fn none_without_sound_predictions() {
        assert_eq!(calibration(&[]), None);
        assert_eq!(calibration(&[(0.5, true), (1.1, true)]), None);
        assert_eq!(calibration(&[(-0.1, true)]), None);
        assert_eq!(calibration(&[(f64::NAN, true)]), None);
    }

    proptest! {
        #[test]
        fn the_error_is_a_share_and_every_prediction_is_in_a_bin(
            predictions in prop::collection::vec((0.0..=1.0f64, any::<bool>()), 1..80),
        ) {
            let found = calibration(&predictions).unwrap();
            prop_assert!((-1e-12..=1.0 + 1e-12).contains(&found.ece));
            prop_assert_eq!(found.bins.iter().map(|bin| bin.count).sum::<u64>(), predictions.len() as u64);
            for bin in found.bins.iter().filter(|bin| bin.count > 0) {
                let mean = bin.confidence.unwrap();
                prop_assert!(bin.low - 1e-12 <= mean && mean <= bin.high + 1e-12);
            }
        }
    }
}
