//! The fit: from the term matrix to topics, whatever the corpus.

use super::choice::{ChoiceCurve, USUAL, choose};
use super::cluster::{centers_of, fit_linfa, spherical_runs};
use super::describe::{TopicTerm, describe, held_out_coherence};
use super::labels::labels;
use super::mixture::{Evidence, Shares};
use super::model::{Assignment, Place, TermRow, TopicModel};
use super::near_duplicates::near_duplicates;
use super::project::project;
use super::stability::stability;
use super::weigh::{SparseRows, Weighed, weigh};
use crate::terms::{Phrase, TermMatrix};
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
/// Documents that stand for a topic, at the most.
const NEAREST: usize = 60;

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

/// A topic.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// Phrases and terms that a person would call it by; no two topics have the same.
    pub label: String,
    /// Its documents.
    pub documents: usize,
    /// How much of it other runs find again, 0 to 1.
    pub stability: f64,
    /// Mean NPMI of terms chosen on one half of the documents, over the other half, -1 to 1; none with fewer than two.
    pub coherence: Option<f64>,
    /// The documents nearest to its centre, the nearest first; 60 at the most.
    pub nearest: Vec<usize>,
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
    /// For each document the one that it repeats nearly word for word.
    pub repeats: Vec<Option<usize>>,
    /// What the number of topics was chosen by, where it was not given.
    pub choice: Option<ChoiceCurve>,
    /// What puts documents into these topics; none where there are none.
    pub model: Option<TopicModel>,
}

/// Finds the topics of `matrix`; `phrases` of its terms go into their labels. `order` is an order of its documents that
/// depends on their content alone; the result depends on it, on the settings and on nothing else. Documents that repeat
/// another nearly word for word are not learned from, but have a topic as any other.
///
/// A corpus with fewer different documents than topics asked for has as many topics as different documents; one without
/// a usable term has none.
///
/// # Errors
/// Projection or clustering fails, which finite numbers do not bring about.
pub fn fit(
    matrix: &TermMatrix,
    phrases: &[Phrase],
    order: &[usize],
    settings: TopicSettings,
) -> Result<Topics, TopicError> {
    let (kept, repeats) = near_duplicates(matrix, order);
    let mut found = Topics { assignments: vec![None; matrix.documents()], repeats, ..Topics::default() };
    let weighed = weigh(matrix, &kept);
    let rows = &weighed.rows;
    let projection = project(rows, settings.seed)?;
    let usable: Vec<usize> =
        (0..rows.rows()).filter(|&row| projection.points.row(row).iter().any(|x| x.abs() > 0.0)).collect();
    let points = projection.points.select(Axis(0), &usable);
    let wanted = match settings.choice {
        Choice::Fixed(k) => k.max(1),
        Choice::Auto { least, most } => {
            let curve = choose(&points, rows, &weighed.damped, &usable, (least.max(1), most), settings.seed);
            let chosen = curve.chosen;
            found.choice = Some(curve);
            chosen
        }
    };
    let k = wanted.min(different(rows, &usable, wanted));
    if k == 0 {
        return Ok(found);
    }
    let evidence = Evidence::new(weighed.damped.clone());
    let runs = runs(&points, &evidence, &usable, rows.rows(), k, settings.seed)?;
    let alike =
        if k <= MOST_MATCHED { alike(&runs) } else { runs.iter().take(1).map(|run| &run.shares).collect() };
    let Some(agreed) = consensus(alike, k) else { return Ok(found) };
    let (mixture, shares, _) = evidence.refine(agreed, ROUNDS);
    let clusters = of_usable(&shares, &usable);
    let mut numbers = number(&clusters, k);
    let hard: Vec<Vec<usize>> = runs.iter().map(|run| of_usable(&run.shares, &usable)).collect();
    let stable = stability(&clusters, &hard, k);
    let centers = centers_of(&points, &clusters, k);
    let mut model = TopicModel {
        stems: weighed.rows.terms.iter().map(|&term| matrix.stems[term as usize].clone()).collect(),
        common: weighed.common.iter().map(|&term| matrix.stems[term as usize].clone()).collect(),
        weighting: weighed.weighting.clone(),
        axes: projection.axes,
        scales: projection.scales.to_vec(),
        centers: centers.select(Axis(0), &numbers),
        mixture: mixture.select(&numbers),
        labels: Vec::new(),
        least_nearness: 0.0,
        known: Vec::new(),
        seed: settings.seed,
    };
    // The model has the last word on every document, so that it says the same of them later.
    let columns = columns(&weighed, matrix);
    let row = |document: usize| term_row(matrix, &columns, document);
    let place_all = |model: &TopicModel| -> Vec<Option<Place>> {
        (0..matrix.documents()).into_par_iter().map(|document| model.place(&row(document))).collect()
    };
    let mut places = place_all(&model);
    let mut sizes = sizes(&places, model.k());
    if !sizes.is_sorted_by(|a, b| a >= b) {
        // Documents that repeat others count as well.
        let mut by_size: Vec<usize> = (0..sizes.len()).collect();
        by_size.sort_by_key(|&topic| std::cmp::Reverse(sizes[topic]));
        model.reorder(&by_size);
        numbers = by_size.iter().map(|&topic| numbers[topic]).collect();
        places = place_all(&model);
        sizes = self::sizes(&places, model.k());
    }
    model.set_limits(&places, row);
    for (slot, place) in found.assignments.iter_mut().zip(places) {
        *slot = place.map(|place| place.assignment);
    }
    let topic_of: Vec<Option<usize>> =
        kept.iter().map(|&document| found.assignments[document].map(|assignment| assignment.topic)).collect();
    let nearest = nearest(&points, &centers.select(Axis(0), &numbers), &usable, &topic_of);
    let descriptions = describe(rows, &topic_of, numbers.len());
    let coherences = held_out_coherence(rows, &topic_of, numbers.len());
    // What was printed forty times counts once here too.
    let learned_from: Vec<Option<usize>> = found
        .assignments
        .iter()
        .zip(&found.repeats)
        .map(|(assignment, repeats)| assignment.filter(|_| repeats.is_none()).map(|a| a.topic))
        .collect();
    let labels = labels(&descriptions, phrases, &learned_from, matrix);
    for (at, (description, label)) in descriptions.into_iter().zip(labels).enumerate() {
        found.topics.push(Topic {
            label,
            documents: sizes[at],
            stability: stable[numbers[at]],
            coherence: coherences[at],
            nearest: nearest[at].iter().map(|&row| kept[row]).collect(),
            terms: description.terms,
        });
    }
    model.labels = found.topics.iter().map(|topic| topic.label.clone()).collect();
    found.model = Some(model);
    Ok(found)
}

/// How many documents each of `k` topics has.
fn sizes(places: &[Option<Place>], k: usize) -> Vec<usize> {
    let mut sizes = vec![0; k];
    places.iter().flatten().for_each(|place| sizes[place.assignment.topic] += 1);
    sizes
}

/// The cluster of each usable row.
fn of_usable(shares: &Shares, usable: &[usize]) -> Vec<usize> {
    let all = shares.assignment();
    usable.iter().map(|&row| all[row].unwrap_or(0)).collect()
}

/// What a column of the term matrix is to a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Of(u32),
    Common,
    Unknown,
}

fn columns(weighed: &Weighed, matrix: &TermMatrix) -> Vec<Column> {
    let mut columns = vec![Column::Unknown; matrix.stems.len()];
    for (column, &term) in (0u32..).zip(&weighed.rows.terms) {
        columns[term as usize] = Column::Of(column);
    }
    weighed.common.iter().for_each(|&term| columns[term as usize] = Column::Common);
    columns
}

/// A document of the matrix as the model wants to see it.
fn term_row(matrix: &TermMatrix, columns: &[Column], document: usize) -> TermRow {
    let mut row = TermRow::default();
    let (terms, counts) = matrix.row(document);
    for (&term, count) in terms.iter().zip(counts) {
        match columns[term as usize] {
            Column::Of(column) => {
                row.columns.push(column);
                row.counts.push(count.all);
            }
            Column::Common => {}
            Column::Unknown => row.unknown.push(count.all),
        }
    }
    row.unknown.sort_unstable();
    row
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
    points: &Array2<f32>,
    evidence: &Evidence,
    usable: &[usize],
    documents: usize,
    k: usize,
    seed: u64,
) -> Result<Vec<Run>, TopicError> {
    let mut clusterings = spherical_runs(points, k, STARTS, REFINED, seed);
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

/// The clusters that have points in the order of the topics: the largest first, equal ones by their first point.
fn number(clusters: &[usize], k: usize) -> Vec<usize> {
    let mut sizes = vec![(0usize, usize::MAX); k];
    for (point, &cluster) in clusters.iter().enumerate() {
        sizes[cluster].0 += 1;
        sizes[cluster].1 = sizes[cluster].1.min(point);
    }
    let mut order: Vec<usize> = (0..k).filter(|&cluster| sizes[cluster].0 > 0).collect();
    order.sort_by_key(|&cluster| (std::cmp::Reverse(sizes[cluster].0), sizes[cluster].1));
    order
}

/// The rows of each topic nearest to its centre, the nearest first.
fn nearest(
    points: &Array2<f32>,
    centers: &Array2<f32>,
    usable: &[usize],
    topic_of: &[Option<usize>],
) -> Vec<Vec<usize>> {
    let mut members: Vec<Vec<(f32, usize)>> = vec![Vec::new(); centers.nrows()];
    for (point, &row) in usable.iter().enumerate() {
        let Some(topic) = topic_of[row] else { continue };
        members[topic].push((points.row(point).dot(&centers.row(topic)), row));
    }
    let nearest = |mut of: Vec<(f32, usize)>| {
        of.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        of.into_iter().take(NEAREST).map(|(_, row)| row).collect()
    };
    members.into_iter().map(nearest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(rows: &[Vec<(u32, u32)>]) -> TermMatrix {
        TermMatrix::of_words(rows, &(0..64).map(|n| format!("w{n:02}")).collect::<Vec<_>>())
    }

    fn topics(rows: &[Vec<(u32, u32)>], k: usize) -> Topics {
        let matrix = matrix(rows);
        let order: Vec<usize> = (0..rows.len()).collect();
        fit(&matrix, &[], &order, TopicSettings { choice: Choice::Fixed(k), seed: 1 }).unwrap()
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
            Topics { assignments: vec![None, None], repeats: vec![None, None], ..Topics::default() }
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
        let mut other = fit(&matrix(&turned), &[], &order, settings).unwrap();
        other.assignments.reverse();
        assert_eq!(other.assignments, straight.assignments);
    }
}
