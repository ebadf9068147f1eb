//! Descriptive terms of topics, and their coherence.
//!
//! Candidates are the terms with the highest NPMI (Bouma 2009) of term and topic; of those, the ones with the highest
//! mean NPMI with each other over documents are kept.

use super::weigh::SparseRows;

/// Number of candidates.
const CANDIDATES: usize = 30;
/// Number of terms kept.
pub const TERMS: usize = 10;

/// A term of a topic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TopicTerm {
    /// Column of the [`TermMatrix`](crate::terms::TermMatrix).
    pub column: usize,
    /// NPMI of term and topic, in [-1, 1]; if there is only one topic, the mean TF-IDF weight.
    pub weight: f64,
}

/// Normalised pointwise mutual information of two events in `n` cases, in [-1, 1]; 0 if both always occur.
pub(super) fn npmi(both: u32, a: u32, b: u32, n: u32) -> f64 {
    if both == 0 {
        return -1.0;
    }
    let n = f64::from(n);
    let joint = f64::from(both) / n;
    if joint >= 1.0 {
        return 0.0;
    }
    libm::log(joint * n * n / (f64::from(a) * f64::from(b))) / -libm::log(joint)
}

/// Bit set of the documents in which a term occurs.
struct Presence(Vec<u64>);

impl Presence {
    fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    fn shared(&self, other: &Self) -> u32 {
        self.0.iter().zip(&other.0).map(|(a, b)| (a & b).count_ones()).sum()
    }
}

fn presence(columns: &SparseRows, column: u32, documents: usize) -> Presence {
    let mut bits = vec![0u64; documents.div_ceil(64)];
    for &document in columns.row(column as usize).0 {
        bits[document as usize / 64] |= 1 << (document % 64);
    }
    Presence(bits)
}

/// The mean NPMI of each of `columns` with the others.
fn affinities(by_term: &SparseRows, columns: &[u32], documents: usize) -> Vec<f64> {
    let bits: Vec<Presence> = columns.iter().map(|&column| presence(by_term, column, documents)).collect();
    let counts: Vec<u32> = bits.iter().map(Presence::count).collect();
    let mut sums = vec![0.0; columns.len()];
    for a in 0..columns.len() {
        for b in a + 1..columns.len() {
            let value = npmi(bits[a].shared(&bits[b]), counts[a], counts[b], documents as u32);
            sums[a] += value;
            sums[b] += value;
        }
    }
    let others = columns.len().saturating_sub(1).max(1) as f64;
    sums.iter().map(|sum| sum / others).collect()
}

/// The description of one topic.
pub struct Description {
    /// Its terms, the most descriptive first, with columns of the term matrix.
    pub terms: Vec<TopicTerm>,
    /// Coherence: mean NPMI of their pairs; none with fewer than two.
    pub coherence: Option<f64>,
}

/// Minimum number of documents for held-out coherence.
const HALVED: usize = 200;

/// Describes each of `k` topics; `topic_of` is the topic of each row, if any.
#[must_use]
pub fn describe(rows: &SparseRows, topic_of: &[Option<usize>], k: usize) -> Vec<Description> {
    let by_term = rows.transposed();
    let describe = |terms: Vec<(u32, f64)>| {
        let columns: Vec<u32> = terms.iter().map(|(column, _)| *column).collect();
        let terms = terms
            .into_iter()
            .map(|(column, weight)| TopicTerm { column: rows.terms[column as usize] as usize, weight });
        Description { terms: terms.collect(), coherence: mean_affinity(&by_term, &columns, rows.rows()) }
    };
    telling_terms(rows, &by_term, topic_of, k).into_iter().map(describe).collect()
}

/// Held-out coherence of each of `k` topics: the mean NPMI of terms chosen on one half of the documents, measured on
/// the other half, averaged over both directions. With few documents it is that of [`describe`]; none if a topic has
/// fewer than two terms.
#[must_use]
pub fn held_out_coherence(rows: &SparseRows, topic_of: &[Option<usize>], k: usize) -> Vec<Option<f64>> {
    if rows.rows() < HALVED {
        return describe(rows, topic_of, k).into_iter().map(|topic| topic.coherence).collect();
    }
    let halves: Vec<Vec<usize>> =
        (0..2).map(|half| (0..rows.rows()).filter(|row| row % 2 == half).collect()).collect();
    let parts: Vec<SparseRows> = halves.iter().map(|half| rows.select(half)).collect();
    let by_term: Vec<SparseRows> = parts.iter().map(SparseRows::transposed).collect();
    let mut sums = vec![(0.0, 0u32); k];
    for (chosen_on, measured_on) in [(0, 1), (1, 0)] {
        let topics: Vec<Option<usize>> = halves[chosen_on].iter().map(|&row| topic_of[row]).collect();
        let chosen = telling_terms(&parts[chosen_on], &by_term[chosen_on], &topics, k);
        for (sum, terms) in sums.iter_mut().zip(chosen) {
            let columns: Vec<u32> = terms.iter().map(|(column, _)| *column).collect();
            if let Some(mean) = mean_affinity(&by_term[measured_on], &columns, parts[measured_on].rows()) {
                *sum = (sum.0 + mean, sum.1 + 1);
            }
        }
    }
    sums.into_iter().map(|(sum, count)| (count > 0).then(|| sum / f64::from(count))).collect()
}

/// Mean NPMI of the pairs among the columns that occur in any document; none with fewer than two.
fn mean_affinity(by_term: &SparseRows, columns: &[u32], documents: usize) -> Option<f64> {
    let stands = |column: &&u32| !by_term.row(**column as usize).0.is_empty();
    let columns: Vec<u32> = columns.iter().filter(stands).copied().collect();
    let means = affinities(by_term, &columns, documents);
    (means.len() > 1).then(|| means.iter().sum::<f64>() / means.len() as f64)
}

/// The terms of each topic, the most descriptive first: columns of `rows`, with [`TopicTerm::weight`].
fn telling_terms(
    rows: &SparseRows,
    by_term: &SparseRows,
    topic_of: &[Option<usize>],
    k: usize,
) -> Vec<Vec<(u32, f64)>> {
    let terms = rows.terms.len();
    let mut in_topic = vec![0u32; k * terms];
    let mut weight = vec![0.0; k * terms];
    let mut sizes = vec![0u32; k];
    let mut frequency = vec![0u32; terms];
    for (row, topic) in topic_of.iter().enumerate() {
        let Some(topic) = *topic else { continue };
        sizes[topic] += 1;
        let (columns, values) = rows.row(row);
        for (&column, &value) in columns.iter().zip(values) {
            in_topic[topic * terms + column as usize] += 1;
            weight[topic * terms + column as usize] += value;
            frequency[column as usize] += 1;
        }
    }
    let assigned: u32 = sizes.iter().sum();
    let of_topic = |topic: usize| {
        let place = |column: u32| topic * terms + column as usize;
        let score =
            |column: u32| npmi(in_topic[place(column)], frequency[column as usize], sizes[topic], assigned);
        let mut candidates: Vec<(u32, f64)> = (0..terms as u32)
            .filter(|&column| in_topic[place(column)] > 0)
            .map(|column| (column, score(column)))
            .collect();
        candidates.sort_by(|a, b| {
            b.1.total_cmp(&a.1).then(weight[place(b.0)].total_cmp(&weight[place(a.0)])).then(a.0.cmp(&b.0))
        });
        candidates.truncate(CANDIDATES);
        let columns: Vec<u32> = candidates.iter().map(|(column, _)| *column).collect();
        let together = affinities(by_term, &columns, rows.rows());
        let mut kept: Vec<usize> = (0..candidates.len()).collect();
        kept.sort_by(|&a, &b| together[b].total_cmp(&together[a]).then(a.cmp(&b)));
        kept.truncate(TERMS);
        kept.sort_unstable();
        let mean = |column: u32| weight[place(column)] / f64::from(sizes[topic].max(1));
        kept.iter()
            .map(|&at| candidates[at])
            .map(|(column, npmi)| (column, if k == 1 { mean(column) } else { npmi }))
            .collect()
    };
    (0..k).map(of_topic).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn npmi_at_its_ends() {
        assert!((npmi(5, 5, 5, 10) - 1.0).abs() < 1e-12, "always together");
        assert!((npmi(0, 5, 5, 10) + 1.0).abs() < 1e-12, "never together");
        assert!(npmi(25, 50, 50, 100).abs() < 1e-12, "independent");
        assert!(npmi(10, 10, 10, 10).abs() < 1e-12, "always there");
    }

    #[test]
    fn terms_that_mark_a_topic_come_first() {
        // Terms 0 and 1 in the first topic, 2 in the second, 3 in both.
        let rows = SparseRows {
            starts: vec![0, 3, 6, 8, 10],
            columns: vec![0, 1, 3, 0, 1, 3, 2, 3, 2, 3],
            values: vec![0.5; 10],
            terms: vec![10, 11, 12, 13],
        };
        let topics = [Some(0), Some(0), Some(1), Some(1)];
        let found = describe(&rows, &topics, 2);
        let columns: Vec<usize> = found[0].terms.iter().map(|term| term.column).collect();
        assert_eq!(columns, [10, 11, 13]);
        assert_eq!(found[1].terms[0].column, 12);
        assert!((found[0].terms[0].weight - 1.0).abs() < 1e-12);
        let by_term = rows.transposed();
        assert!(mean_affinity(&by_term, &[0, 1], 4).unwrap() > 0.99);
        assert!(mean_affinity(&by_term, &[0], 4).is_none());
    }

    #[test]
    fn terms_that_stand_together_on_one_half_only_are_found_out() {
        // All four terms of the topic occur together in even rows; 2 and 3 never do in odd ones.
        let mut rows = SparseRows { starts: vec![0], terms: vec![0, 1, 2, 3, 4], ..SparseRows::default() };
        for row in 0..240u32 {
            let columns: &[u32] = match row % 8 {
                0 | 4 => &[0, 1, 2, 3],
                1 => &[0, 1, 2],
                5 => &[0, 1, 3],
                _ => &[4],
            };
            rows.columns.extend(columns);
            rows.values.extend(columns.iter().map(|_| 0.5));
            rows.starts.push(rows.columns.len());
        }
        let topics: Vec<Option<usize>> = (0..240).map(|row| Some(usize::from(row % 4 > 1))).collect();
        let even: Vec<usize> = (0..240).step_by(2).collect();
        let of_even: Vec<Option<usize>> = even.iter().map(|&row| topics[row]).collect();
        let inside = describe(&rows.select(&even), &of_even, 2)[0].coherence.unwrap();
        let outside = held_out_coherence(&rows, &topics, 2)[0].unwrap();
        assert!(inside > 0.99 && outside < 0.9, "{outside} {inside}");
    }
}
