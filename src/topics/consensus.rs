//! Consensus: the averaged responsibilities of several clusterings, each refined by EM, which initialise the mixture.

use super::cluster::{fit_linfa, spherical_runs};
use super::error::TopicError;
use super::mixture::{Shares, TermStatistics};
use ndarray::Array2;
use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;
use rayon::prelude::*;

/// Random starts of spherical k-means.
const STARTS: u64 = 10;
/// The best of them, refined by EM.
const REFINED: usize = 6;
/// The most of these that are averaged.
const VOICES: usize = 5;
/// Maximum distance of a run from the most likely one, as a share of its log-likelihood, to be averaged: less likely
/// runs have other topics, not noisy versions of the same.
const AS_LIKELY: f64 = 1e-4;
/// EM iterations of each run.
const FIRST_ROUNDS: usize = 4;
/// Maximum number of topics that are matched across runs: the matching takes cubic time.
const MOST_MATCHED: usize = 300;

/// A clustering, refined by EM.
pub(super) struct Run {
    pub shares: Shares,
    /// Log-likelihood of all documents.
    likelihood: f64,
}

/// Clusterings of the points from several starts, the best fitted by linfa, each refined by EM; by descending
/// likelihood.
pub(super) fn runs(
    points: &Array2<f32>,
    statistics: &TermStatistics,
    usable: &[usize],
    documents: usize,
    k: usize,
    seed: u64,
) -> Result<Vec<Run>, TopicError> {
    let clusterings = spherical_runs(points, k, STARTS, REFINED, seed);
    // The others are refined while linfa fits the best, which it does on few threads.
    let refined = clusterings.into_par_iter().enumerate().map(|(place, clustering)| {
        let clustering = if place == 0 { fit_linfa(points.clone(), &clustering)? } else { clustering };
        let mut assignment = vec![None; documents];
        for (&row, &cluster) in usable.iter().zip(&clustering.assignment) {
            assignment[row] = Some(cluster);
        }
        let (_, shares, likelihood) = statistics.refine(Shares::of(&assignment, k), FIRST_ROUNDS);
        Ok(Run { shares, likelihood })
    });
    let mut refined: Vec<Run> = refined.collect::<Result<_, TopicError>>()?;
    refined.sort_by(|a, b| b.likelihood.total_cmp(&a.likelihood));
    Ok(refined)
}

/// The consensus of the most likely runs; with too many topics to match, the most likely run.
pub(super) fn agreed(runs: &[Run], k: usize) -> Option<Shares> {
    let alike =
        if k <= MOST_MATCHED { alike(runs) } else { runs.iter().take(1).map(|run| &run.shares).collect() };
    consensus(alike, k)
}

/// The runs that are nearly as likely as the first.
fn alike(runs: &[Run]) -> Vec<&Shares> {
    let best = runs.first().map_or(0.0, |run| run.likelihood);
    let is_alike = |run: &&Run| best - run.likelihood <= best.abs() * AS_LIKELY;
    runs.iter().filter(is_alike).take(VOICES).map(|run| &run.shares).collect()
}

/// The consensus: topics are matched with those of the run that agrees most with the others, then responsibilities are
/// averaged (voting of Dimitriadou, Weingessel & Hornik 2002).
fn consensus(runs: Vec<&Shares>, k: usize) -> Option<Shares> {
    let hard: Vec<Vec<Option<usize>>> = runs.iter().map(|run| run.assignment()).collect();
    let overlap = |a: &[Option<usize>], b: &[Option<usize>]| {
        let mut both = Matrix::new(k, k, 0i64);
        for (a, b) in a.iter().zip(b) {
            if let (Some(a), Some(b)) = (*a, *b) {
                both[(a, b)] += 1;
            }
        }
        kuhn_munkres(&both)
    };
    let agreement = |run: &Vec<Option<usize>>| hard.iter().map(|other| overlap(run, other).0).sum::<i64>();
    // The first of ties.
    let central = hard.iter().enumerate().rev().max_by_key(|(_, run)| agreement(run))?.0;
    let mut sum = Shares { k, values: vec![0.0; runs[central].values.len()] };
    for (run, other) in runs.iter().zip(&hard) {
        let matched = overlap(&hard[central], other).1;
        for (into, from) in sum.values.chunks_exact_mut(k).zip(run.values.chunks_exact(k)) {
            for (share, &theirs) in into.iter_mut().zip(&matched) {
                *share += from[theirs] / runs.len() as f32;
            }
        }
    }
    Some(sum)
}

/// The cluster of each usable row.
pub(super) fn of_usable(shares: &Shares, usable: &[usize]) -> Vec<usize> {
    let all = shares.assignment();
    usable.iter().map(|&row| all[row].unwrap_or(0)).collect()
}
