//! Percentile bootstrap of a ratio of sums (Efron & Tibshirani 1993, chapter 13).

use rand::RngCore;
use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;

/// Resamples drawn.
const DRAWS: usize = 200;
/// Ranks of the 2.5th and 97.5th percentile among them, from 0.
const LOW: usize = 4;
const HIGH: usize = 195;

/// A 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// 2.5th percentile.
    pub low: f64,
    /// 97.5th percentile.
    pub high: f64,
}

/// A seed that depends on the run's seed and the key of a row, and on nothing else (FNV-1a, 64 bits).
#[must_use]
pub fn row_seed(seed: u64, key: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64 ^ seed;
    for part in key {
        for byte in part.bytes().chain([0x1f]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

/// The interval of sum(numerator) / (sum(denominator) + shrinkage) over resamples of `units`; none with fewer than
/// two units.
#[must_use]
pub fn interval(units: &[(f64, f64)], shrinkage: f64, seed: u64) -> Option<Interval> {
    if units.len() < 2 {
        return None;
    }
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let count = units.len() as u64;
    let mut draws = [0.0f64; DRAWS];
    for draw in &mut draws {
        let (mut numerator, mut denominator) = (0.0, shrinkage);
        let mut left = count;
        while left > 0 {
            // One number of 64 bits picks two.
            let number = rng.next_u64();
            for half in [number >> 32, number & u64::from(u32::MAX)].into_iter().take(left.min(2) as usize) {
                let (n, d) = units.get(((half * count) >> 32) as usize).copied().unwrap_or_default();
                numerator += n;
                denominator += d;
            }
            left = left.saturating_sub(2);
        }
        *draw = if denominator > 0.0 { numerator / denominator } else { 0.0 };
    }
    let (_, &mut low, above) = draws.select_nth_unstable_by(LOW, f64::total_cmp);
    let (_, &mut high, _) = above.select_nth_unstable_by(HIGH - LOW - 1, f64::total_cmp);
    Some(Interval { low, high })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covers_the_mean_and_is_the_same_twice() {
        let units: Vec<_> = (0..30).map(|i| (f64::from(i) / 30.0, 1.0)).collect();
        let first = interval(&units, 0.0, 7).unwrap();
        assert!(first.low < 0.48 && first.high > 0.48 && first.low > 0.2 && first.high < 0.8);
        assert_eq!(Some(first), interval(&units, 0.0, 7));
        assert_ne!(Some(first), interval(&units, 0.0, 8));
    }

    #[test]
    fn none_with_one_unit() {
        assert_eq!(interval(&[(1.0, 1.0)], 0.5, 1), None);
    }

    #[test]
    fn the_seed_knows_where_a_part_ends() {
        assert_ne!(row_seed(1, &["ab", "c"]), row_seed(1, &["a", "bc"]));
    }
}
