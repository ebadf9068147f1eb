//! How many topics: the number at which clusterings of subsamples agree.
//!
//! For each number, documents are clustered from several subsamples (Ben-Hur, Elisseeff & Guyon 2002), the refinement
//! included, and all documents are put into the topics of each. Their agreement, the mean adjusted mutual information of
//! these partitions, falls slowly above the true number, but two or three heaps of topics may agree as well as all of
//! them; the terms of heaps go less well together. So what counts is agreement times the square root of coherence. On 60
//! subsets of two labelled corpora (three draws of 20, 3 to 15 classes of 180 to 300 documents) the number with most of it
//! is exact in 16 and within one in 31; agreement alone in 14 and 25; the largest number with 97 % of the best agreement
//! in 14 and 26. Held-out likelihood was worse than any of them.

use super::agreement::Contingency;
use super::cluster::spherical_runs;
use super::describe::describe;
use super::mixture::{Shares, TermStatistics};
use super::weigh::SparseRows;
use ndarray::{Array2, Axis};
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

/// Subsamples.
const SUBSAMPLES: u64 = 5;
/// Share of the documents in each.
const SHARE: f64 = 0.8;
/// Documents looked at: more say the same.
const MOST_DOCUMENTS: usize = 2_000;
/// Starts of each clustering.
const STARTS: u64 = 2;
/// Rounds of its refinement.
const ROUNDS: usize = 8;
/// Share of the best merit from which a number of topics would do as well.
const ENOUGH: f64 = 0.97;
/// Numbers of topics that are looked at, unless others are named.
pub const USUAL: (usize, usize) = (2, 20);
/// Coherence counts as so much at least: with less, terms have nothing to do with each other.
const LEAST_COHERENCE: f64 = 0.01;
/// Documents that a topic must have on the average.
const DOCUMENTS_A_TOPIC: usize = 5;

/// What is known of a number of topics.
#[derive(Debug, Clone, PartialEq)]
pub struct ChoicePoint {
    /// The number.
    pub k: usize,
    /// Mean adjusted mutual information of the partitions of two subsamples, about 0 to 1.
    pub stability: f64,
    /// Mean NPMI of the terms of its topics; none where no topic has two terms.
    pub coherence: Option<f64>,
    /// Documents of the smallest topic, of those looked at.
    pub smallest: usize,
}

/// The curve, and the number that was chosen of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChoiceCurve {
    /// One point a number of topics, ascending; empty where there was nothing to choose.
    pub points: Vec<ChoicePoint>,
    /// The number chosen.
    pub chosen: usize,
}

impl ChoicePoint {
    /// What numbers of topics are compared by.
    #[must_use]
    pub fn merit(&self) -> f64 {
        self.stability.max(0.0) * self.coherence.unwrap_or(0.0).max(LEAST_COHERENCE).sqrt()
    }
}

impl ChoiceCurve {
    /// The number with most merit, of equal ones the largest; none where there was nothing to choose.
    fn best(&self) -> Option<usize> {
        self.points.iter().max_by(|a, b| a.merit().total_cmp(&b.merit())).map(|point| point.k)
    }

    /// The numbers of topics that do nearly as well as the one chosen.
    #[must_use]
    pub fn as_good(&self) -> Vec<usize> {
        let enough = self.points.iter().map(ChoicePoint::merit).fold(0.0, f64::max) * ENOUGH;
        self.points.iter().filter(|point| point.merit() >= enough).map(|point| point.k).collect()
    }

    /// How sure the choice is, in a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Some(point) = self.points.iter().find(|point| point.k == self.chosen) else {
            return format!("{} of them, for there are too few documents to choose by", self.chosen);
        };
        let others: Vec<String> =
            self.as_good().iter().filter(|&&k| k != self.chosen).map(ToString::to_string).collect();
        let hint = match (others.is_empty(), point.stability) {
            (true, stability) if stability >= 0.5 => "no other number does as well".to_owned(),
            (true, _) => {
                "no other number does as well, but subsamples agree little: take it as a hint".to_owned()
            }
            (false, _) => format!("{} would do as well: take it as a hint", others.join(", ")),
        };
        format!(
            "subsamples agree on {} topics by {:.2} (0 is chance, 1 the same); {hint}",
            self.chosen, point.stability
        )
    }
}

/// Chooses between `least` and `most` topics for the points (in the order of `usable` rows).
#[must_use]
pub fn choose(
    points: &Array2<f32>,
    rows: &SparseRows,
    damped: &SparseRows,
    usable: &[usize],
    (least, most): (usize, usize),
    seed: u64,
) -> ChoiceCurve {
    // Evenly spread over all, which are in an order that depends on their content alone.
    let all = usable.len();
    let taken: Vec<usize> = if all <= MOST_DOCUMENTS {
        (0..all).collect()
    } else {
        (0..MOST_DOCUMENTS).map(|at| at * all / MOST_DOCUMENTS).collect()
    };
    let most = most.min(taken.len() / DOCUMENTS_A_TOPIC);
    // One topic agrees with itself whatever the documents are.
    let least = least.max(2);
    if most < least {
        return ChoiceCurve { points: Vec::new(), chosen: most.max(1) };
    }
    let points = points.select(Axis(0), &taken);
    let taken_rows: Vec<usize> = taken.iter().map(|&at| usable[at]).collect();
    let weighed = rows.select(&taken_rows);
    let statistics = TermStatistics::new(damped.select(&taken_rows));
    let samples: Vec<Vec<usize>> = (0..SUBSAMPLES).map(|number| sample(taken.len(), seed, number)).collect();
    let curve: Vec<ChoicePoint> = (least..=most)
        .into_par_iter()
        .map(|k| {
            let partitions: Vec<Vec<Option<usize>>> =
                samples.iter().map(|sample| partition(&points, &statistics, sample, k, seed)).collect();
            let mut agreement = Vec::new();
            for (at, a) in partitions.iter().enumerate() {
                for b in &partitions[at + 1..] {
                    agreement.push(Contingency::of(a.iter().zip(b)).ami());
                }
            }
            let first = &partitions[0];
            let mut sizes = vec![0usize; k];
            first.iter().flatten().for_each(|&topic| sizes[topic] += 1);
            let coherences: Vec<f64> =
                describe(&weighed, first, k).into_iter().filter_map(|topic| topic.coherence).collect();
            let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
            ChoicePoint {
                k,
                stability: mean(&agreement),
                coherence: (!coherences.is_empty()).then(|| mean(&coherences)),
                smallest: sizes.into_iter().min().unwrap_or(0),
            }
        })
        .collect();
    let mut found = ChoiceCurve { points: curve, chosen: least };
    found.chosen = found.best().unwrap_or(least);
    found
}

/// Some of `n` documents, ascending.
fn sample(n: usize, seed: u64, number: u64) -> Vec<usize> {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed.wrapping_mul(SUBSAMPLES).wrapping_add(number));
    let mut all: Vec<usize> = (0..n).collect();
    all.shuffle(&mut rng);
    all.truncate(((n as f64 * SHARE) as usize).max(1));
    all.sort_unstable();
    all
}

/// The topics of all documents as a subsample sees them.
fn partition(
    points: &Array2<f32>,
    statistics: &TermStatistics,
    sample: &[usize],
    k: usize,
    seed: u64,
) -> Vec<Option<usize>> {
    let inside = points.select(Axis(0), sample);
    let mut assignment = vec![None; points.nrows()];
    let k_here = k.min(sample.len());
    if let Some(best) = spherical_runs(&inside, k_here, STARTS, 1, seed).first() {
        for (&row, &cluster) in sample.iter().zip(&best.assignment) {
            assignment[row] = Some(cluster);
        }
    }
    let of_sample = statistics.only(sample);
    let (mixture, _, _) = of_sample.refine(Shares::of(&pick(&assignment, sample), k), ROUNDS);
    statistics.expect(&mixture).0.assignment()
}

fn pick(assignment: &[Option<usize>], sample: &[usize]) -> Vec<Option<usize>> {
    sample.iter().map(|&row| assignment[row]).collect()
}
