//! The fit: from the term matrix to topics, for any corpus.

use super::choice::{ChoiceCurve, choose};
use super::cluster::centers_of;
use super::consensus::{agreed, of_usable, runs};
use super::describe::{describe, held_out_coherence};
use super::described::DescribedTopic;
use super::error::TopicError;
use super::labels::labels;
use super::mixture::{Shares, TermStatistics, settle};
use super::model::{DocumentTerms, Placement, TopicModel};
use super::project::project;
use super::rows::{columns, term_row, unknown_counts};
use super::stability::stability;
use super::topic::{Choice, Topic, TopicSettings, Topics};
use super::weigh::{SparseRows, Weighed, weigh};
use crate::terms::{Phrase, TermMatrix};
use foldhash::fast::FixedState;
use hashbrown::HashSet;
use ndarray::{Array2, Axis};
use rayon::prelude::*;
use std::hash::BuildHasher;

/// EM iterations of the final mixture.
const ROUNDS: usize = 5;
/// Most entries (words of a document, each counted once) of the documents that a large corpus is fitted on: some 10,000
/// to 20,000 news articles. Measured on four corpora, a sample of that size costs at most .01 of NMI, which is within
/// the spread of seeds; a tenth of it costs up to .09.
const MOST_ENTRIES: usize = 1_500_000;
/// EM iterations over all documents of a corpus whose fit began on a sample.
const ROUNDS_OVER_ALL: usize = 4;
/// Maximum number of representative documents of a topic.
const NEAREST: usize = 60;

/// Fits the topics of `matrix`; `phrases` of its terms are used in labels. `order` is an order of its documents that
/// depends on their content alone; the result depends only on it, the matrix, the phrases and the settings.
/// `is_copy` says whether each document copies another: copies are left out of the fit, but are assigned a topic.
///
/// A large corpus is fitted on the first of its documents in that order, a sample as good as random where the order is
/// that of hashes: they give the vocabulary its projection, the topics their start, their labels and their measures.
/// The last EM iterations, and the assignment, are over all documents and all words.
///
/// A corpus with fewer distinct documents than the requested number of topics has one topic per distinct document; one
/// without a usable term has none.
///
/// # Errors
/// Projection or clustering fails, which does not happen with finite numbers.
pub fn fit(
    matrix: &TermMatrix,
    phrases: &[Phrase],
    order: &[usize],
    is_copy: &[bool],
    settings: TopicSettings,
) -> Result<Topics, TopicError> {
    fit_on_sample(matrix, phrases, order, is_copy, settings, MOST_ENTRIES)
}

/// The fit on the first documents that hold `most_entries`.
fn fit_on_sample(
    matrix: &TermMatrix,
    phrases: &[Phrase],
    order: &[usize],
    is_copy: &[bool],
    settings: TopicSettings,
    most_entries: usize,
) -> Result<Topics, TopicError> {
    let is_original = |document: usize| is_copy.get(document) != Some(&true);
    let mut kept: Vec<usize> = order.iter().copied().filter(|&document| is_original(document)).collect();
    let mut found = Topics { assignments: vec![None; matrix.documents()], ..Topics::default() };
    let mut weighed = weigh(matrix, &kept, most_entries);
    let everything = kept.clone();
    kept.truncate(weighed.rows.rows());
    let rows = &weighed.rows;
    let projection = project(rows, settings.seed)?;
    let usable: Vec<usize> =
        (0..rows.rows()).filter(|&row| projection.points.row(row).iter().any(|x| x.abs() > 0.0)).collect();
    let points = projection.points.select(Axis(0), &usable);
    let (wanted, curve) = wanted(&points, &weighed, &usable, settings);
    found.choice = curve;
    let k = wanted.min(different(rows, &usable, wanted));
    if k == 0 {
        return Ok(found);
    }
    let statistics = TermStatistics::new(std::mem::take(&mut weighed.damped));
    let runs = runs(&points, &statistics, &usable, rows.rows(), k, settings.seed)?;
    let Some(agreed) = agreed(&runs, k) else { return Ok(found) };
    let (mut mixture, mut shares, _) = statistics.refine(agreed, ROUNDS);
    if everything.len() > kept.len() {
        let columns = columns(&weighed, matrix);
        mixture = settle(mixture, ROUNDS_OVER_ALL, everything.len(), |at| {
            let DocumentTerms { columns, counts, .. } = term_row(matrix, &columns, everything[at]);
            let damp = |(&column, &count)| weighed.weighting.damp(column, count) as f32;
            let damped = columns.iter().zip(&counts).map(damp).collect();
            (columns, damped)
        });
        shares = statistics.expect(&mixture).0;
    }
    let clusters = of_usable(&shares, &usable);
    let mut numbers = number(&clusters, k);
    let hard: Vec<Vec<usize>> = runs.iter().map(|run| of_usable(&run.shares, &usable)).collect();
    let stable = stability(&clusters, &hard, k);
    let centers = centers_of(&points, &clusters, k);
    let mut model = TopicModel {
        stems: rows.terms.iter().map(|&term| matrix.stems[term as usize].clone()).collect(),
        common: weighed.common.iter().map(|&term| matrix.stems[term as usize].clone()).collect(),
        weighting: weighed.weighting.clone(),
        axes: projection.axes,
        scales: projection.scales.to_vec(),
        centers: centers.select(Axis(0), &numbers),
        mixture: mixture.select(&numbers),
        topics: Vec::new(),
        least_nearness: 0.0,
        known: Vec::new(),
        seed: settings.seed,
        language: String::new(),
        boilerplate: Vec::new(),
    };
    let counts = |document: usize| settings.count_copies || is_original(document);
    let fitted =
        Fitted { kept: &kept, points: &projection.points, retained: &projection.retained, shares: &shares };
    let (places, sizes) = place_documents(&mut model, &mut numbers, matrix, &weighed, &fitted, &counts);
    for (slot, place) in found.assignments.iter_mut().zip(places) {
        *slot = place.map(|place| place.assignment);
    }
    let topic_of: Vec<Option<usize>> =
        kept.iter().map(|&document| found.assignments[document].map(|assignment| assignment.topic)).collect();
    let nearest = nearest(&points, &centers.select(Axis(0), &numbers), &usable, &topic_of);
    let measures = Measures {
        sizes,
        stability: numbers.iter().map(|&number| stable[number]).collect(),
        nearest: nearest.iter().map(|of| of.iter().map(|&row| kept[row]).collect()).collect(),
    };
    drop((runs, hard, shares, statistics, points));
    // Labels, too, count copies once, and come from the sample.
    let mut learned_from: Vec<Option<usize>> = vec![None; found.assignments.len()];
    kept.iter().zip(&topic_of).for_each(|(&document, topic)| learned_from[document] = *topic);
    found.topics = topics_of(matrix, phrases, rows, &topic_of, &learned_from, measures);
    model.topics = found.topics.iter().map(|topic| DescribedTopic::of(topic, matrix)).collect();
    found.model = Some(model);
    Ok(found)
}

/// The number of topics, and the curve it was chosen from, unless it was given.
fn wanted(
    points: &Array2<f32>,
    weighed: &Weighed,
    usable: &[usize],
    settings: TopicSettings,
) -> (usize, Option<ChoiceCurve>) {
    match settings.choice {
        Choice::Fixed(k) => (k.max(1), None),
        Choice::Auto { least, most } => {
            let bounds = (least.max(1), most);
            let curve = choose(points, &weighed.rows, &weighed.damped, usable, bounds, settings.seed);
            (curve.chosen, Some(curve))
        }
    }
}

/// What the fit knows of the documents that it saw, row by row.
struct Fitted<'f> {
    /// Their numbers.
    kept: &'f [usize],
    /// Their points.
    points: &'f Array2<f32>,
    /// The share of each row that the projection retains.
    retained: &'f [f32],
    /// Their shares in the clusters.
    shares: &'f Shares,
}

/// Assigns every document, numbers the topics by the documents that count, and sets the minimum similarity of a
/// document. Returns the placements and the sizes; `numbers`, the clusters that are the topics, is reordered in the
/// same way.
fn place_documents(
    model: &mut TopicModel,
    numbers: &mut Vec<usize>,
    matrix: &TermMatrix,
    weighed: &Weighed,
    fitted: &Fitted<'_>,
    counts: &impl Fn(usize) -> bool,
) -> (Vec<Option<Placement>>, Vec<usize>) {
    // The saved model assigns documents in the same way, so it assigns the same topics later.
    let columns = columns(weighed, matrix);
    let row = |document: usize| term_row(matrix, &columns, document);
    let mut row_of: Vec<Option<usize>> = vec![None; matrix.documents()];
    fitted.kept.iter().enumerate().for_each(|(row, &document)| row_of[document] = Some(row));
    let clusters = fitted.shares.assignment();
    let topic_of = |row: usize| numbers.iter().position(|&number| Some(number) == clusters[row]);
    let place = |document: usize| {
        let known = row_of[document].and_then(|row| Some((row, topic_of(row)?)));
        let Some((at, topic)) = known else { return model.place(&row(document)) };
        // All that takes time is known: the result is that of `place`.
        let unknown = unknown_counts(matrix, &columns, document);
        let (point, retained) = (fitted.points.row(at), fitted.retained[at]);
        Some(model.placement(topic, point, retained, weighed.lengths[at], &unknown))
    };
    let mut places: Vec<Option<Placement>> = (0..matrix.documents()).into_par_iter().map(place).collect();
    let mut sizes = sizes(&places, model.k(), counts);
    if !sizes.is_sorted_by(|a, b| a >= b) {
        let mut by_size: Vec<usize> = (0..sizes.len()).collect();
        by_size.sort_by_key(|&topic| std::cmp::Reverse(sizes[topic]));
        model.reorder(&by_size);
        *numbers = by_size.iter().map(|&topic| numbers[topic]).collect();
        sizes = by_size.iter().map(|&topic| sizes[topic]).collect();
        // A document keeps its topic, which has another number now.
        let mut renumbered = vec![0; by_size.len()];
        by_size.iter().enumerate().for_each(|(new, &old)| renumbered[old] = new);
        for place in places.iter_mut().flatten() {
            place.assignment.topic = renumbered[place.assignment.topic];
        }
    }
    model.set_limits(&places, row);
    (places, sizes)
}

/// Measures of each topic.
struct Measures {
    /// Numbers of documents.
    sizes: Vec<usize>,
    /// Stability across runs.
    stability: Vec<f64>,
    /// The documents nearest to each centre.
    nearest: Vec<Vec<usize>>,
}

/// The topics with their terms and labels; `topic_of` is the topic of each of the `rows`, `learned_from` that of each
/// document if it is an original.
fn topics_of(
    matrix: &TermMatrix,
    phrases: &[Phrase],
    rows: &SparseRows,
    topic_of: &[Option<usize>],
    learned_from: &[Option<usize>],
    measures: Measures,
) -> Vec<Topic> {
    let k = measures.stability.len();
    let descriptions = describe(rows, topic_of, k);
    let coherences = held_out_coherence(rows, topic_of, k);
    let labels = labels(&descriptions, phrases, learned_from, matrix);
    let mut nearest = measures.nearest.into_iter();
    let described = descriptions.into_iter().zip(labels).enumerate();
    let topic = described.map(|(at, (description, label))| Topic {
        id: format!("T{}", at + 1),
        label,
        documents: measures.sizes[at],
        stability: measures.stability[at],
        coherence: coherences[at],
        nearest: nearest.next().unwrap_or_default(),
        terms: description.terms,
    });
    topic.collect()
}

/// The size of each of `k` topics, in documents that count.
fn sizes(places: &[Option<Placement>], k: usize, counts: &impl Fn(usize) -> bool) -> Vec<usize> {
    let mut sizes = vec![0; k];
    let counted = places.iter().enumerate().filter(|&(document, _)| counts(document));
    counted.filter_map(|(_, place)| *place).for_each(|place| sizes[place.assignment.topic] += 1);
    sizes
}

/// The number of distinct rows, counted up to `enough`.
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

/// The non-empty clusters in the order of the topics: the largest first, ties by their first point.
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

/// The rows of each topic by distance from its centre, the nearest first.
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
    use super::super::model::Assignment;
    use super::*;

    fn matrix(rows: &[Vec<(u32, u32)>]) -> TermMatrix {
        TermMatrix::of_words(rows, &(0..64).map(|n| format!("w{n:02}")).collect::<Vec<_>>())
    }

    fn settings(k: usize) -> TopicSettings {
        TopicSettings { choice: Choice::Fixed(k), seed: 1, count_copies: false }
    }

    fn topics(rows: &[Vec<(u32, u32)>], k: usize) -> Topics {
        let matrix = matrix(rows);
        let order: Vec<usize> = (0..rows.len()).collect();
        fit(&matrix, &[], &order, &[], settings(k)).unwrap()
    }

    /// Documents of three groups with disjoint vocabularies.
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
    fn copies_have_a_topic_and_count_in_it_where_each_is_to_count() {
        let mut rows = groups(12);
        rows.extend(std::iter::repeat_n(rows[1].clone(), 5));
        let (matrix, order) = (matrix(&rows), (0..rows.len()).collect::<Vec<_>>());
        let is_copy: Vec<bool> = (0..rows.len()).map(|at| at >= 36).collect();
        let once = fit(&matrix, &[], &order, &is_copy, settings(3)).unwrap();
        assert!(once.topics.iter().all(|topic| topic.documents == 12));
        assert!(once.assignments[36..].iter().all(|assignment| *assignment == once.assignments[1]));
        let each = TopicSettings { count_copies: true, ..settings(3) };
        let each = fit(&matrix, &[], &order, &is_copy, each).unwrap();
        assert_eq!(each.topics.iter().map(|topic| topic.documents).collect::<Vec<_>>(), [17, 12, 12]);
        assert_eq!(each.assignments[36].unwrap().topic, 0);
    }

    #[test]
    fn a_large_corpus_is_fitted_on_a_sample_and_finished_on_everything() {
        let rows = groups(40);
        let (matrix, order) = (matrix(&rows), (0..rows.len()).collect::<Vec<_>>());
        let entries: usize = rows.iter().map(Vec::len).sum();
        let of = |most| fit_on_sample(&matrix, &[], &order, &[], settings(3), most).unwrap();
        assert_eq!(of(entries), of(usize::MAX));
        let found = of(entries / 2);
        assert_eq!(found.topics.iter().map(|topic| topic.documents).collect::<Vec<_>>(), [40, 40, 40]);
        for (at, assignment) in found.assignments.iter().enumerate() {
            assert_eq!(assignment.unwrap().topic, found.assignments[at % 3].unwrap().topic);
        }
        let nearest = found.topics.iter().flat_map(|topic| &topic.nearest);
        assert!(nearest.copied().max().unwrap() < 62);
        let turned: Vec<_> = rows.iter().rev().cloned().collect();
        let turned_order: Vec<usize> = order.iter().rev().copied().collect();
        let other = self::matrix(&turned);
        let mut other = fit_on_sample(&other, &[], &turned_order, &[], settings(3), entries / 2).unwrap();
        other.assignments.reverse();
        assert_eq!(other.assignments, found.assignments);
    }

    #[test]
    fn what_the_fit_knows_of_a_document_places_it_as_the_model_does() {
        let rows = groups(40);
        let matrix = matrix(&rows);
        let order: Vec<usize> = (0..rows.len()).collect();
        for most_entries in [usize::MAX, 300] {
            let found = fit_on_sample(&matrix, &[], &order, &[], settings(3), most_entries).unwrap();
            let model = found.model.unwrap();
            let weighed = weigh(&matrix, &order, usize::MAX);
            let columns = columns(&weighed, &matrix);
            for document in order.iter().copied() {
                let place = model.place(&term_row(&matrix, &columns, document)).unwrap();
                assert_eq!(Some(place.assignment), found.assignments[document]);
            }
        }
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
        let mut other = fit(&matrix(&turned), &[], &order, &[], settings(3)).unwrap();
        other.assignments.reverse();
        assert_eq!(other.assignments, straight.assignments);
    }
}
