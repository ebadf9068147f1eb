//! The percentile bootstrap (Efron & Tibshirani 1993, chapter 13), of any statistic and of a ratio of sums.

use rand::RngCore;
use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;

/// Number of resamples for a ratio.
const DRAWS: usize = 200;

/// A 95 % confidence interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// 2.5th percentile.
    pub low: f64,
    /// 97.5th percentile.
    pub high: f64,
}

/// A seed derived from the run's seed and the key of a row only (FNV-1a, 64 bits).
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

/// How many units are drawn per random number of 64 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picks {
    /// One, by the upper half.
    One,
    /// Two, one by each half, the upper first.
    Two,
}

/// Percentile interval of a statistic over `DRAWS` (a multiple of 40) resamples of `units`. Each resample draws as many
/// units as there are, with replacement, adds them to a copy of `start`, and applies `statistic`.
#[must_use]
pub fn resample<const DRAWS: usize, U, S: Clone>(
    units: &[U],
    picks: Picks,
    seed: u64,
    start: &S,
    add: impl Fn(&mut S, &U),
    statistic: impl Fn(&S) -> f64,
) -> Interval {
    const { assert!(DRAWS >= 40) };
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let count = units.len() as u64;
    let halves = match picks {
        Picks::One => 1,
        Picks::Two => 2,
    };
    let mut draws = [0.0f64; DRAWS];
    for draw in &mut draws {
        let mut sum = start.clone();
        let mut picked = 0;
        while picked < count {
            let number = rng.next_u64();
            for half in [number >> 32, number & u64::from(u32::MAX)].into_iter().take(halves) {
                if picked < count {
                    add(&mut sum, &units[((half * count) >> 32) as usize]);
                    picked += 1;
                }
            }
        }
        *draw = statistic(&sum);
    }
    // Ranks of the 2.5th and the 97.5th percentile, from 0.
    let (low, high) = (DRAWS / 40 - 1, DRAWS * 39 / 40);
    let (_, &mut lower, above) = draws.select_nth_unstable_by(low, f64::total_cmp);
    let (_, &mut upper, _) = above.select_nth_unstable_by(high - low - 1, f64::total_cmp);
    Interval { low: lower, high: upper }
}

/// Up to this many units all resamples are enumerated instead of drawn: four units have 35 different ones.
const COUNTED: usize = 4;

/// Percentile interval of the ratio sum(numerator) / (sum(denominator) + shrinkage) over resamples of `units`; none
/// with fewer than two units. With few units it is exact, over all resamples (Fisher & Hall 1991), without `seed`.
#[must_use]
pub fn ratio_interval(units: &[(f64, f64)], seed: u64) -> Option<Interval> {
    match units.len() {
        0 | 1 => None,
        2..=COUNTED => Some(counted(units)),
        _ => Some(drawn(units, seed)),
    }
}

fn ratio(numerator: f64, denominator: f64) -> f64 {
    if denominator > 0.0 { numerator / denominator } else { 0.0 }
}

/// Over all resamples, each with the number of ways to draw it.
fn counted(units: &[(f64, f64)]) -> Interval {
    let mut resamples: Vec<(f64, u32)> = Vec::with_capacity(35);
    add_resamples(units, units.len() as u32, (0.0, 0.0), 1, &mut resamples);
    resamples.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let all: u32 = resamples.iter().map(|resample| resample.1).sum();
    // The smallest value with a cumulative share above 1/40, and above 39/40.
    let at = |fortieths: u32| {
        let mut below = 0;
        let beyond = resamples.iter().find(|resample| {
            below += resample.1;
            below * 40 > all * fortieths
        });
        beyond.or(resamples.last()).map_or(0.0, |resample| resample.0)
    };
    Interval { low: at(1), high: at(39) }
}

/// Adds the resamples with `left` more draws from `units`, given `sums` already drawn in `ways` ways.
fn add_resamples(
    units: &[(f64, f64)],
    left: u32,
    sums: (f64, f64),
    ways: u32,
    resamples: &mut Vec<(f64, u32)>,
) {
    let Some(((numerator, denominator), others)) = units.split_first() else { return };
    if others.is_empty() {
        let times = f64::from(left);
        resamples.push((ratio(sums.0 + numerator * times, sums.1 + denominator * times), ways));
        return;
    }
    // `drawn` of `left` draws are this unit: a binomial coefficient, computed from the previous one.
    let mut choose = 1;
    for drawn in 0..=left {
        let times = f64::from(drawn);
        let sums = (sums.0 + numerator * times, sums.1 + denominator * times);
        add_resamples(others, left - drawn, sums, ways * choose, resamples);
        choose = choose * (left - drawn) / (drawn + 1);
    }
}

/// Over resamples drawn at random.
fn drawn(units: &[(f64, f64)], seed: u64) -> Interval {
    let add = |sums: &mut (f64, f64), unit: &(f64, f64)| {
        sums.0 += unit.0;
        sums.1 += unit.1;
    };
    resample::<DRAWS, _, _>(units, Picks::Two, seed, &(0.0, 0.0), add, |sums| ratio(sums.0, sums.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covers_the_mean_and_is_the_same_twice() {
        let units: Vec<_> = (0..30).map(|i| (f64::from(i) / 30.0, 1.0)).collect();
        let first = ratio_interval(&units, 7).unwrap();
        assert!(first.low < 0.48 && first.high > 0.48 && first.low > 0.2 && first.high < 0.8);
        assert_eq!(Some(first), ratio_interval(&units, 7));
        assert_ne!(Some(first), ratio_interval(&units, 8));
    }

    #[test]
    fn with_few_units_it_is_that_of_all_resamples() {
        // Of 0 and 1 a quarter of the resamples are (0, 0), and a quarter (1, 1).
        let two = ratio_interval(&[(0.0, 1.0), (1.0, 1.0)], 1).unwrap();
        assert_eq!((two.low, two.high), (0.0, 1.0));
        for units in
            [vec![(0.3, 1.0), (-0.2, 0.5), (0.9, 1.0)], vec![(0.1, 1.0), (0.5, 2.0), (0.2, 0.4), (0.8, 1.0)]]
        {
            // Every ordered draw, enumerated.
            let n = units.len();
            let mut all: Vec<f64> = (0..n.pow(n as u32))
                .map(|draw| {
                    let picks = (0..n).map(|place| units[draw / n.pow(place as u32) % n]);
                    let (a, b) = picks.fold((0.0, 0.0), |(a, b), (n, d)| (a + n, b + d));
                    a / b
                })
                .collect();
            all.sort_by(f64::total_cmp);
            let found = ratio_interval(&units, 1).unwrap();
            assert!((found.low - all[all.len() / 40]).abs() < 1e-12, "{found:?} {all:?}");
            assert!((found.high - all[all.len() * 39 / 40]).abs() < 1e-12, "{found:?} {all:?}");
            assert_eq!(Some(found), ratio_interval(&units, 2));
        }
    }

    #[test]
    fn none_with_one_unit() {
        assert_eq!(ratio_interval(&[(1.0, 1.0)], 1), None);
    }

    #[test]
    fn the_seed_knows_where_a_part_ends() {
        assert_ne!(row_seed(1, &["ab", "c"]), row_seed(1, &["a", "bc"]));
    }

    #[test]
    fn a_statistic_that_does_not_vary_has_no_width() {
        let add = |sum: &mut u32, unit: &u32| *sum += *unit;
        let found = resample::<200, _, _>(&[3u32, 3, 3], Picks::One, 1, &0u32, add, |sum| f64::from(*sum));
        assert_eq!(found, Interval { low: 9.0, high: 9.0 });
    }

    #[test]
    fn a_resample_has_as_many_units_as_there_are() {
        let add = |sum: &mut u32, unit: &u32| *sum += *unit;
        for picks in [Picks::One, Picks::Two] {
            for units in [vec![1u32; 6], vec![1u32; 7]] {
                let found = resample::<40, _, _>(&units, picks, 5, &0u32, add, |sum| f64::from(*sum));
                assert_eq!((found.low, found.high), (units.len() as f64, units.len() as f64));
            }
        }
    }
}
