//! The fit: from the term matrix to topics, whatever the corpus.

use super::choice::{ChoiceCurve, USUAL, choose};
use super::cluster::{Clustering, centers_of, fit_linfa, spherical_runs};
use super::describe::{TopicTerm, describe};
use super::mixture::{Evidence, Shares};
use super::project::project;
use super::stability::stability;
use super::weigh::{SparseRows, damp, weigh};
use crate::terms::TermMatrix;
use foldhash::fast::FixedState;
use hashbrown::HashSet;
use ndarray::{Array2, Axis};
use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;
use rayon::prelude::*;
use std::hash::BuildHasher;

/// Starts of spherical k-means.
const STARTS: u64 = 10;
/// The best of them are refined.
const REFINED: usize = 6;
/// Of these, as many at the most agree on the start of the model.
const VOICES: usize = 5;
/// How far below the most likely run another may be, as a share of its likelihood, to have a voice: runs further off are
/// other topics, not the same ones seen a little differently.
const AS_LIKELY: f64 = 1e-4;
/// Rounds in which each of those is refined, and the model.
const FIRST_ROUNDS: usize = 4;
const ROUNDS: usize = 8;
/// Topics up to which those of several runs are matched: it takes time that grows with their cube.
const MOST_MATCHED: usize = 300;
/// Documents that stand for a topic.
const EXAMPLES: usize = 3;
/// Terms in a label.
const LABEL_TERMS: usize = 3;

/// How many topics there shall be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// As many as subsamples agree on, of so many to so many.
    Auto {
        /// The fewest.
        least: usize,
        /// The most.
        most: usize,
    },
    /// So many, if there are as many different documents.
    Fixed(usize),
}

impl Default for Choice {
    fn default() -> Self {
        Self::Auto { least: USUAL.0, most: USUAL.1 }
    }
}

/// How topics are fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopicSettings {
    /// How many.
    pub choice: Choice,
    /// Seed of projection and clustering.
    pub seed: u64,
}

/// Why topics cannot be fitted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TopicError {
    /// The projection failed.
    #[error("topics: the projection failed: {0}")]
    Projection(#[from] linfa_linalg::LinalgError),
    /// The clustering failed.
    #[error("topics: the clustering failed: {0}")]
    Clustering(#[from] linfa_clustering::KMeansError),
}

/// A document's topic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Assignment {
    /// Index into [`Topics::topics`].
    pub topic: usize,
    /// (d2 - d1) / d2 with d1 and d2 the distances from the nearest and the second nearest centre (the simplified
    /// silhouette of Vendramin, Campello & Hruschka 2010): 0, between two topics, to 1. It is 1 where there is one
    /// topic.
    pub strength: f64,
}

/// A topic.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// Its first terms, as the corpus spells them.
    pub label: String,
    /// Its documents.
    pub documents: usize,
    /// How much of it other runs find again, 0 to 1.
    pub stability: f64,
    /// Mean NPMI of its terms, -1 to 1; none with fewer than two terms.
    pub coherence: Option<f64>,
    /// The documents nearest to its centre, the nearest first; three at the most.
    pub examples: Vec<usize>,
    /// Its terms, the most telling first.
    pub terms: Vec<TopicTerm>,
}

/// The topics of a corpus.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Topics {
    /// The topics, the largest first.
    pub topics: Vec<Topic>,
    /// That of each document (row of the matrix), where it has a term that counts.
    pub assignments: Vec<Option<Assignment>>,
    /// What the number of topics was chosen by, where it was not given.
    pub choice: Option<ChoiceCurve>,
}

/// Finds the topics of `matrix`. `order` is an order of its documents that depends on their content alone; the result
/// depends on it, on the settings and on nothing else.
///
/// A corpus with fewer different documents than topics asked for has as many topics as different documents; one without
/// a usable term has none.
///
/// # Errors
/// Projection or clustering fails, which finite numbers do not bring about.
pub fn fit(matrix: &TermMatrix, order: &[usize], settings: TopicSettings) -> Result<Topics, TopicError> {
    let mut found = Topics { topics: Vec::new(), assignments: vec![None; matrix.documents()], choice: None };
    let rows = weigh(matrix, order);
    let points = project(&rows, settings.seed)?;
    let usable: Vec<usize> =
        (0..rows.rows()).filter(|&row| points.row(row).iter().any(|x| x.abs() > 0.0)).collect();
    let points = points.select(Axis(0), &usable);
    let damped = damp(matrix, order, &rows);
    let wanted = match settings.choice {
        Choice::Fixed(k) => k.max(1),
        Choice::Auto { least, most } => {
            let curve = choose(&points, &rows, &damped, &usable, (least.max(1), most), settings.seed);
            let chosen = curve.chosen;
            found.choice = Some(curve);
            chosen
        }
    };
    let k = wanted.min(different(&rows, &usable, wanted));
    if k == 0 {
        return Ok(found);
    }
    let evidence = Evidence::new(damped);
    let runs = runs(&points, &evidence, &usable, rows.rows(), k, settings.seed)?;
    let alike =
        if k <= MOST_MATCHED { alike(&runs) } else { runs.iter().take(1).map(|run| &run.shares).collect() };
    let Some(agreed) = consensus(alike, k) else { return Ok(found) };
    let (_, shares, _) = evidence.refine(agreed, ROUNDS);
    let all = shares.assignment();
    let assignment: Vec<usize> = usable.iter().map(|&row| all[row].unwrap_or(0)).collect();
    let hard: Vec<Vec<usize>> = runs
        .iter()
        .map(|run| run.shares.assignment())
        .map(|run| usable.iter().map(|&row| run[row].unwrap_or(0)).collect())
        .collect();
    let stable = stability(&assignment, &hard, k);
    let fitted = Clustering { centers: centers_of(&points, &assignment, k), assignment, objective: 0.0 };
    let (numbers, examples) = number(&points, &fitted);
    let mut topic_of = vec![None; rows.rows()];
    for ((&row, &cluster), strength) in usable.iter().zip(&fitted.assignment).zip(strengths(&points, &fitted))
    {
        let Some(topic) = numbers[cluster] else { continue };
        topic_of[row] = Some(topic);
        found.assignments[order[row]] = Some(Assignment { topic, strength });
    }
    let mut clusters: Vec<(usize, usize)> =
        numbers.iter().enumerate().filter_map(|(cluster, topic)| Some(((*topic)?, cluster))).collect();
    clusters.sort_unstable();
    let descriptions = describe(&rows, &topic_of, clusters.len());
    for ((_, cluster), description) in clusters.into_iter().zip(descriptions) {
        let label: Vec<&str> =
            description.terms.iter().take(LABEL_TERMS).map(|term| &*matrix.surfaces[term.column]).collect();
        found.topics.push(Topic {
            label: label.join(", "),
            documents: fitted.assignment.iter().filter(|&&at| at == cluster).count(),
            stability: stable[cluster],
            coherence: description.coherence,
            examples: examples[cluster].iter().map(|&point| order[usable[point]]).collect(),
            terms: description.terms,
        });
    }
    Ok(found)
}

/// A clustering, refined as a mixture.
struct Run {
    shares: Shares,
    /// The logarithm of the likelihood of all documents.
    likelihood: f64,
}

/// Clusterings of the points from several starts, the best of them fitted by linfa, each refined as a mixture; the most
/// likely first.
fn runs(
    points: &Array2<f64>,
    evidence: &Evidence,
    usable: &[usize],
    documents: usize,
    k: usize,
    seed: u64,
) -> Result<Vec<Run>, TopicError> {
    let mut clusterings = spherical_runs(points, k, STARTS, seed);
    clusterings.truncate(REFINED);
    if let Some(best) = clusterings.first_mut() {
        *best = fit_linfa(points.clone(), best)?;
    }
    let refined = clusterings.into_par_iter().map(|clustering| {
        let mut assignment = vec![None; documents];
        for (&row, &cluster) in usable.iter().zip(&clustering.assignment) {
            assignment[row] = Some(cluster);
        }
        let (_, shares, likelihood) = evidence.refine(Shares::of(&assignment, k), FIRST_ROUNDS);
        Run { shares, likelihood }
    });
    let mut refined: Vec<Run> = refined.collect();
    refined.sort_by(|a, b| b.likelihood.total_cmp(&a.likelihood));
    Ok(refined)
}

/// The runs that are as likely as the first.
fn alike(runs: &[Run]) -> Vec<&Shares> {
    let best = runs.first().map_or(0.0, |run| run.likelihood);
    let is_alike = |run: &&Run| best - run.likelihood <= best.abs() * AS_LIKELY;
    runs.iter().filter(is_alike).take(VOICES).map(|run| &run.shares).collect()
}

/// What the runs agree on: the topics of each are matched with those of the run that agrees most with the others, and
/// the shares of a document are averaged (voting of Dimitriadou, Weingessel & Hornik 2002).
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
    // The first of those that agree alike.
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

/// How many of the rows differ, counted up to `enough`.
fn different(rows: &SparseRows, usable: &[usize], enough: usize) -> usize {
    let hasher = FixedState::default();
    let mut seen: HashSet<u64, FixedState> = HashSet::default();
    for &row in usable {
        if seen.len() >= enough {
            break;
        }
        let (columns, values) = rows.row(row);
        let bits: Vec<u64> = values.iter().map(|value| value.to_bits()).collect();
        seen.insert(hasher.hash_one((columns, bits)));
    }
    seen.len()
}

/// The number of each cluster's topic (none for one without points), the largest first, equal ones by their first
/// point; and the points of each nearest to its centre.
fn number(points: &Array2<f64>, fitted: &Clustering) -> (Vec<Option<usize>>, Vec<Vec<usize>>) {
    let k = fitted.centers.nrows();
    let mut sizes = vec![(0usize, usize::MAX); k];
    let mut members: Vec<Vec<(f64, usize)>> = vec![Vec::new(); k];
    for (point, &cluster) in fitted.assignment.iter().enumerate() {
        sizes[cluster].0 += 1;
        sizes[cluster].1 = sizes[cluster].1.min(point);
        members[cluster].push((points.row(point).dot(&fitted.centers.row(cluster)), point));
    }
    let mut order: Vec<usize> = (0..k).filter(|&cluster| sizes[cluster].0 > 0).collect();
    order.sort_by_key(|&cluster| (std::cmp::Reverse(sizes[cluster].0), sizes[cluster].1));
    let mut numbers = vec![None; k];
    for (number, cluster) in order.into_iter().enumerate() {
        numbers[cluster] = Some(number);
    }
    let nearest = |mut of: Vec<(f64, usize)>| {
        of.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        of.into_iter().take(EXAMPLES).map(|(_, point)| point).collect()
    };
    (numbers, members.into_iter().map(nearest).collect())
}

fn strengths(points: &Array2<f64>, fitted: &Clustering) -> Vec<f64> {
    let distance = |point: usize, center: usize| {
        let apart = &points.row(point) - &fitted.centers.row(center);
        apart.dot(&apart).sqrt()
    };
    let k = fitted.centers.nrows();
    // The refinement may leave a topic without documents.
    let mut sizes = vec![0usize; k];
    fitted.assignment.iter().for_each(|&own| sizes[own] += 1);
    let strength = |(point, &own): (usize, &usize)| {
        let other = (0..k)
            .filter(|&center| center != own && sizes[center] > 0)
            .map(|center| distance(point, center))
            .fold(f64::INFINITY, f64::min);
        match other {
            other if other.is_infinite() => 1.0,
            other if other > 0.0 => ((other - distance(point, own)) / other).clamp(0.0, 1.0),
            _ => 0.0,
        }
    };
    fitted.assignment.iter().enumerate().map(strength).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::{Count, TermCounts};

    fn matrix(rows: &[Vec<(u32, u32)>]) -> TermMatrix {
        let mut counts = TermCounts::new();
        for row in rows {
            let row: Vec<_> = row.iter().map(|&(form, all)| (form, Count { all, named: 0 })).collect();
            counts.push(&row);
        }
        let words: Vec<(Box<str>, Box<str>)> =
            (0..64).map(|n| (format!("w{n:02}").into(), format!("w{n:02}").into())).collect();
        TermMatrix::build(counts, &words)
    }

    fn topics(rows: &[Vec<(u32, u32)>], k: usize) -> Topics {
        let matrix = matrix(rows);
        let order: Vec<usize> = (0..rows.len()).collect();
        fit(&matrix, &order, TopicSettings { choice: Choice::Fixed(k), seed: 1 }).unwrap()
    }

    /// Documents of three groups with words of their own.
    fn groups(each: usize) -> Vec<Vec<(u32, u32)>> {
        let document = |n: usize| {
            let group = (n % 3) as u32 * 8;
            (0..8)
                .filter(|word| !(n / 3 + *word as usize).is_multiple_of(4))
                .map(|word| (group + word, 1 + word % 2))
                .collect()
        };
        (0..each * 3).map(document).collect()
    }

    #[test]
    fn groups_of_documents_become_topics() {
        let found = topics(&groups(12), 3);
        assert_eq!(found.topics.len(), 3);
        assert!(found.topics.iter().all(|topic| topic.documents == 12 && topic.stability > 0.99));
        for (at, assignment) in found.assignments.iter().enumerate() {
            assert_eq!(assignment.unwrap().topic, found.assignments[at % 3].unwrap().topic);
        }
        assert!(found.topics[0].coherence.unwrap() > 0.3);
        assert_eq!(found.topics[0].label.split(", ").count(), 3);
    }

    #[test]
    fn one_document_is_one_topic() {
        let found = topics(&[vec![(0, 2), (1, 1)]], 5);
        assert_eq!((found.topics.len(), found.topics[0].documents), (1, 1));
        assert_eq!(found.topics[0].label, "w00, w01");
        assert_eq!(found.assignments, [Some(Assignment { topic: 0, strength: 1.0 })]);
    }

    #[test]
    fn fewer_documents_than_topics_and_identical_ones() {
        assert_eq!(topics(&[vec![(0, 1)], vec![(1, 1)]], 5).topics.len(), 2);
        let same = topics(&vec![vec![(0, 1), (1, 3)]; 40], 5);
        assert_eq!((same.topics.len(), same.topics[0].documents), (1, 40));
    }

    #[test]
    fn documents_without_terms_have_no_topic() {
        let found = topics(&[vec![], vec![(0, 1)], vec![]], 2);
        assert_eq!(found.assignments.iter().filter(|a| a.is_some()).count(), 1);
        assert_eq!(
            topics(&[vec![], vec![]], 2),
            Topics { assignments: vec![None, None], ..Topics::default() }
        );
        assert_eq!(topics(&[], 2), Topics::default());
    }

    #[test]
    fn the_order_of_the_documents_changes_no_topic() {
        let rows = groups(10);
        let straight = topics(&rows, 3);
        let turned: Vec<_> = rows.iter().rev().cloned().collect();
        let order: Vec<usize> = (0..rows.len()).rev().collect();
        let settings = TopicSettings { choice: Choice::Fixed(3), seed: 1 };
        let mut other = fit(&matrix(&turned), &order, settings).unwrap();
        other.assignments.reverse();
        assert_eq!(other.assignments, straight.assignments);
    }
}
