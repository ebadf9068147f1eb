//! Multinomial mixture over words, fitted by EM from a first clustering.
//!
//! Expectation maximisation (Nigam, McCallum, Thrun & Mitchell 2000, section 3) on damped counts, ln(1 + tf) · idf over
//! the mean idf. The projection separates broad groups, the mixture uses every word. Measured with five seeds and the
//! number of topics given: NMI .896 -> .898 on 2,225 news articles in 5 classes, .464 -> .551 on 18,674 posts in 20
//! (raw counts .543, temperatures and other β between .541 and .556 at less agreement).

use super::weigh::SparseRows;
use rayon::prelude::*;
use std::ops::Range;

/// Smoothing β: added to the count of every word in every topic.
const BETA: f32 = 0.1;
/// Responsibilities that are not above this are left out of the M step. They change no digit of a sum of counts in
/// single precision, and most are subnormal: each costs a processor a hundred times an ordinary addition.
const LEAST_SHARE: f32 = 1e-6;
/// Terms or documents per parallel chunk. It is fixed, so that nothing depends on the number of threads.
const CHUNK: usize = 256;
/// Documents that [`settle`] holds at a time.
const BLOCK: usize = 8192;
/// Logarithm of a share, in proportion to the largest, that makes no difference to the sum of a few hundred of them.
const NEGLIGIBLE: f32 = -25.0;

/// A multinomial mixture: its components are the topics.
#[derive(Debug, Clone, PartialEq)]
pub struct Mixture {
    /// Number of topics.
    pub k: usize,
    /// ln p(word | topic): terms × k, row by row.
    pub words: Vec<f32>,
    /// ln p(topic): the mixing weights.
    pub weights: Vec<f32>,
}

/// Responsibilities p(topic | document): documents × topics. A document without words has zeros.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    /// Number of topics.
    pub k: usize,
    /// The responsibilities of each document, row by row.
    pub values: Vec<f32>,
}

impl Shares {
    /// Hard responsibilities: each document is of one topic or of none.
    #[must_use]
    pub fn of(assignment: &[Option<usize>], k: usize) -> Self {
        let mut values = vec![0.0; assignment.len() * k];
        for (document, topic) in assignment.iter().enumerate() {
            if let Some(topic) = topic {
                values[document * k + topic] = 1.0;
            }
        }
        Self { k, values }
    }

    /// The responsibilities of a document.
    #[cfg(test)]
    fn row(&self, document: usize) -> &[f32] {
        self.values.get(document * self.k..(document + 1) * self.k).unwrap_or_default()
    }

    /// The responsibilities that the M step adds; a document has hardly two.
    fn sparse(&self) -> SparseShares {
        let documents = self.values.len() / self.k.max(1);
        let mut sparse = SparseShares { first: Vec::with_capacity(documents), others: Vec::new() };
        for row in self.values.chunks_exact(self.k.max(1)) {
            let mut shares = (0u32..).zip(row).filter(|(_, share)| **share > LEAST_SHARE);
            let (topic, share) = shares.next().map_or((0, 0.0), |(topic, share)| (topic, *share));
            let start = sparse.others.len() as u32;
            sparse.others.extend(shares.map(|(topic, share)| (topic, *share)));
            sparse.first.push(FirstShare { topic, share, others: start..sparse.others.len() as u32 });
        }
        sparse
    }

    /// The topic with the highest responsibility for each document (the first of ties); none without words.
    #[must_use]
    pub fn assignment(&self) -> Vec<Option<usize>> {
        self.values.chunks_exact(self.k.max(1)).map(largest).collect()
    }
}

/// The responsibilities of each document that are not next to nothing: the first beside where the others are, for most have
/// no other.
struct SparseShares {
    first: Vec<FirstShare>,
    others: Vec<(u32, f32)>,
}

/// The first responsibility of a document, by topic; 0 if there is none.
struct FirstShare {
    topic: u32,
    share: f32,
    others: Range<u32>,
}

impl SparseShares {
    /// Adds those of a document, times `count`, to the sums of the topics.
    fn add(&self, document: u32, count: f32, sums: &mut [f32]) {
        let Some(FirstShare { topic, share, others }) = self.first.get(document as usize) else { return };
        if let Some(sum) = sums.get_mut(*topic as usize) {
            *sum += count * share;
        }
        if others.is_empty() {
            return;
        }
        let others = self.others.get(others.start as usize..others.end as usize).unwrap_or_default();
        for (topic, share) in others {
            if let Some(sum) = sums.get_mut(*topic as usize) {
                *sum += count * share;
            }
        }
    }
}

/// The index of the largest responsibility; none if all are zero.
pub(super) fn largest(shares: &[f32]) -> Option<usize> {
    let mut best: Option<(usize, f32)> = None;
    for (at, &share) in shares.iter().enumerate() {
        if share > 0.0 && best.is_none_or(|(_, most)| share > most) {
            best = Some((at, share));
        }
    }
    best.map(|(at, _)| at)
}

/// The data that the mixture is fitted to: damped counts, by document and by term.
#[derive(Debug)]
pub struct TermStatistics {
    by_document: SparseRows,
    by_term: SparseRows,
}

impl TermStatistics {
    /// The statistics of `rows` whose values are damped counts.
    #[must_use]
    pub fn new(rows: SparseRows) -> Self {
        let by_term = rows.transposed();
        Self { by_document: rows, by_term }
    }

    /// The statistics of some of the documents.
    #[must_use]
    pub fn only(&self, documents: &[usize]) -> Self {
        Self::new(self.by_document.select(documents))
    }

    /// M step: the mixture that maximises the likelihood given the responsibilities, smoothed by β.
    #[must_use]
    pub fn maximise(&self, shares: &Shares) -> Mixture {
        let k = shares.k;
        let terms = self.by_document.terms.len();
        let sparse = shares.sparse();
        let mut words = vec![BETA; terms * k];
        words.par_chunks_mut((CHUNK * k).max(1)).enumerate().for_each(|(chunk, part)| {
            for (offset, sums) in part.chunks_exact_mut(k).enumerate() {
                let (documents, counts) = self.by_term.row(chunk * CHUNK + offset);
                for (&document, &count) in documents.iter().zip(counts) {
                    sparse.add(document, count as f32, sums);
                }
            }
        });
        let mut weights = vec![0f64; k];
        for row in shares.values.chunks_exact(k.max(1)) {
            weights.iter_mut().zip(row).for_each(|(weight, &share)| *weight += f64::from(share));
        }
        Mixture::of_sums(words, &weights)
    }

    /// E step: the responsibilities of each document under the mixture, and the log-likelihood of all.
    #[must_use]
    pub fn expect(&self, mixture: &Mixture) -> (Shares, f64) {
        let k = mixture.k;
        let mut values = vec![0f32; self.by_document.rows() * k];
        let parts: Vec<f64> = values
            .par_chunks_mut((CHUNK * k).max(1))
            .enumerate()
            .map(|(chunk, part)| {
                let mut likelihood = 0.0;
                for (offset, shares) in part.chunks_exact_mut(k).enumerate() {
                    let (columns, counts) = self.by_document.row(chunk * CHUNK + offset);
                    likelihood += mixture.shares(columns, counts, shares);
                }
                likelihood
            })
            .collect();
        (Shares { k, values }, parts.iter().sum())
    }

    /// Iterates EM from the first responsibilities: the mixture, its responsibilities and their log-likelihood.
    #[must_use]
    pub fn refine(&self, first: Shares, rounds: usize) -> (Mixture, Shares, f64) {
        let mut shares = first;
        let mut mixture = self.maximise(&shares);
        let mut likelihood = f64::NEG_INFINITY;
        for round in 0..rounds {
            (shares, likelihood) = self.expect(&mixture);
            if round + 1 < rounds {
                mixture = self.maximise(&shares);
            }
        }
        (mixture, shares, likelihood)
    }
}

/// Iterates EM from a mixture over so many documents, each of which `row` gives, columns and damped counts, whenever it is
/// read: the result is that of E and M steps over their [`TermStatistics`], and the memory that of the mixture.
#[must_use]
pub fn settle(
    mut mixture: Mixture,
    rounds: usize,
    documents: usize,
    row: impl Fn(usize) -> (Vec<u32>, Vec<f64>) + Sync,
) -> Mixture {
    let k = mixture.k;
    for _ in 0..rounds {
        let mut words = vec![BETA; mixture.words.len()];
        let mut weights = vec![0f64; k];
        for start in (0..documents).step_by(BLOCK) {
            let block: Vec<(Vec<u32>, Vec<f64>, Vec<f32>)> = (start..documents.min(start + BLOCK))
                .into_par_iter()
                .map(|document| {
                    let (columns, counts) = row(document);
                    let mut shares = vec![0f32; k];
                    mixture.shares(&columns, &counts, &mut shares);
                    (columns, counts, shares)
                })
                .collect();
            // Each sum has its documents in the order of the M step above.
            for (columns, counts, shares) in block {
                weights.iter_mut().zip(&shares).for_each(|(weight, &share)| *weight += f64::from(share));
                let main: Vec<(usize, f32)> =
                    shares.into_iter().enumerate().filter(|(_, share)| *share > LEAST_SHARE).collect();
                for (&column, &count) in columns.iter().zip(&counts) {
                    for &(topic, share) in &main {
                        words[column as usize * k + topic] += count as f32 * share;
                    }
                }
            }
        }
        mixture = Mixture::of_sums(words, &weights);
    }
    mixture
}

/// Keeps the weight of an empty topic finite.
const SMALL: f64 = 1e-6;

fn add(sums: &mut [f32], row: &[f32], factor: f32) {
    sums.iter_mut().zip(row).for_each(|(sum, &value)| *sum += factor * value);
}

impl Mixture {
    /// The mixture of these topics only, in this order.
    #[must_use]
    pub fn select(&self, topics: &[usize]) -> Self {
        let pick = |all: &[f32]| topics.iter().map(|&topic| all[topic]).collect::<Vec<f32>>();
        Self {
            k: topics.len(),
            words: self.words.chunks_exact(self.k.max(1)).flat_map(pick).collect(),
            weights: pick(&self.weights),
        }
    }

    /// The mixture whose words have these smoothed sums (terms × topics), and whose topics these sums of shares.
    fn of_sums(mut words: Vec<f32>, weights: &[f64]) -> Self {
        let k = weights.len();
        let mut totals = vec![0f64; k];
        for sums in words.chunks_exact(k.max(1)) {
            totals.iter_mut().zip(sums).for_each(|(total, &sum)| *total += f64::from(sum));
        }
        let totals: Vec<f32> = totals.into_iter().map(|total| libm::log(total) as f32).collect();
        words.par_chunks_mut((CHUNK * k).max(1)).for_each(|part| {
            for sums in part.chunks_exact_mut(k) {
                sums.iter_mut().zip(&totals).for_each(|(sum, total)| *sum = libm::logf(*sum) - total);
            }
        });
        let all: f64 = weights.iter().sum::<f64>() + k as f64 * SMALL;
        let weights = weights.iter().map(|weight| libm::log((weight + SMALL) / all) as f32).collect();
        Self { k, words, weights }
    }

    /// Writes the responsibilities for a document with these columns and damped counts, zeros if it has none; returns
    /// its log-likelihood.
    pub fn shares(&self, columns: &[u32], counts: &[f64], shares: &mut [f32]) -> f64 {
        if columns.is_empty() {
            shares.fill(0.0);
            return 0.0;
        }
        shares.copy_from_slice(&self.weights);
        for (&column, &count) in columns.iter().zip(counts) {
            let at = column as usize * self.k;
            if let Some(words) = self.words.get(at..at + self.k) {
                add(shares, words, count as f32);
            }
        }
        let most = shares.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let mut sum = 0f32;
        for share in &mut *shares {
            let below = *share - most;
            // What no sum of 1 or more shows: most topics of a document.
            *share = if below < NEGLIGIBLE { 0.0 } else { libm::expf(below) };
            sum += *share;
        }
        shares.iter_mut().for_each(|share| *share /= sum);
        f64::from(most) + libm::log(f64::from(sum))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(documents: &[&[(u32, f64)]], terms: u32) -> SparseRows {
        let mut rows = SparseRows { starts: vec![0], terms: (0..terms).collect(), ..SparseRows::default() };
        for document in documents {
            for &(column, value) in *document {
                rows.columns.push(column);
                rows.values.push(value);
            }
            rows.starts.push(rows.columns.len());
        }
        rows
    }

    #[test]
    fn one_round_is_what_is_counted_by_hand() {
        let statistics = TermStatistics::new(rows(&[&[(0, 2.0)], &[(1, 1.0)], &[(0, 1.0)], &[]], 2));
        let mixture = statistics.maximise(&Shares::of(&[Some(0), Some(1), None, None], 2));
        // Topic 0 has word 0 twice, topic 1 word 1 once; β is .1.
        let expected = [2.1f32 / 2.2, 0.1 / 1.2, 0.1 / 2.2, 1.1 / 1.2];
        for (found, expected) in mixture.words.iter().zip(expected) {
            assert!((libm::expf(*found) - expected).abs() < 1e-6, "{found}");
        }
        let (shares, _) = statistics.expect(&mixture);
        let word = (2.1f32 / 2.2, 0.1f32 / 1.2);
        assert!((shares.row(2)[0] - word.0 / (word.0 + word.1)).abs() < 1e-5, "{:?}", shares.row(2));
        assert_eq!(shares.assignment(), [Some(0), Some(1), Some(0), None]);
    }

    #[test]
    fn shares_that_no_sum_shows_are_not_added() {
        let tiny = Shares { k: 3, values: vec![1.0, 1e-7, 1e-40, 0.0, 0.6, 0.4, 0.0, 0.0, 0.0] };
        let sparse = tiny.sparse();
        let added = [0, 1, 2].map(|document| {
            let mut sums = [0.0; 3];
            sparse.add(document, 1.0, &mut sums);
            sums
        });
        assert_eq!(added, [[1.0, 0.0, 0.0], [0.0, 0.6, 0.4], [0.0; 3]]);
        assert_eq!(sparse.others, [(2, 0.4)]);
        let statistics = TermStatistics::new(rows(&[&[(0, 2.0)], &[(1, 1.0)], &[(0, 1.0)]], 2));
        let cut = Shares { k: 3, values: vec![1.0, 0.0, 0.0, 0.0, 0.6, 0.4, 0.0, 0.0, 0.0] };
        assert_eq!(statistics.maximise(&tiny).words, statistics.maximise(&cut).words);
    }

    #[test]
    fn rounds_over_rows_that_are_made_when_they_are_read_are_those_over_kept_ones() {
        let documents: Vec<Vec<(u32, f64)>> =
            (0..40u32).map(|n| vec![(n % 3, 1.5), (3 + n % 5, 0.5), (8 + n % 7, 2.25)]).collect();
        let documents: Vec<&[(u32, f64)]> = documents.iter().map(Vec::as_slice).collect();
        let statistics = TermStatistics::new(rows(&documents, 15));
        let start: Vec<Option<usize>> = (0..40).map(|n| (n % 9 > 0).then_some(n % 4)).collect();
        let first = statistics.maximise(&Shares::of(&start, 4));
        let row = |document| {
            let (columns, counts) = statistics.by_document.row(document);
            (columns.to_vec(), counts.to_vec())
        };
        let settled = settle(first.clone(), 3, 40, row);
        let mut mixture = first;
        for _ in 0..3 {
            mixture = statistics.maximise(&statistics.expect(&mixture).0);
        }
        assert_eq!(settled, mixture);
    }

    #[test]
    fn a_document_in_the_wrong_group_goes_home() {
        let documents: Vec<Vec<(u32, f64)>> = (0..20)
            .map(|n| (0..4u32).map(|word| (n % 2 * 4 + (n / 2 + word) % 4, 1.0)).collect())
            .map(|mut row: Vec<(u32, f64)>| {
                row.sort_by_key(|entry| entry.0);
                row
            })
            .collect();
        let documents: Vec<&[(u32, f64)]> = documents.iter().map(Vec::as_slice).collect();
        let statistics = TermStatistics::new(rows(&documents, 8));
        let mut start: Vec<Option<usize>> = (0..20).map(|n| Some(n % 2)).collect();
        start[3] = Some(0);
        let (_, shares, _) = statistics.refine(Shares::of(&start, 2), 10);
        let expected: Vec<Option<usize>> = (0..20).map(|n| Some(n % 2)).collect();
        assert_eq!(shares.assignment(), expected);
    }
}
