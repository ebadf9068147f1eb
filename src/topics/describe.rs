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

/// In which of some documents each of a few terms occurs: a transposed matrix would hold all terms.
struct Presences {
    /// The terms, ascending.
    columns: Vec<u32>,
    bits: Vec<Presence>,
    documents: usize,
}

impl Presences {
    fn of(rows: &SparseRows, documents: &[usize], columns: impl Iterator<Item = u32>) -> Self {
        const NO_PLACE: usize = usize::MAX;
        let mut columns: Vec<u32> = columns.collect();
        columns.sort_unstable();
        columns.dedup();
        let mut places = vec![NO_PLACE; rows.terms.len()];
        columns.iter().enumerate().for_each(|(at, &column)| places[column as usize] = at);
        let words = documents.len().div_ceil(64);
        let mut bits: Vec<Presence> = columns.iter().map(|_| Presence(vec![0; words])).collect();
        for (at, &row) in documents.iter().enumerate() {
            for &column in rows.row(row).0 {
                if let Some(presence) = bits.get_mut(places[column as usize]) {
                    presence.0[at / 64] |= 1 << (at % 64);
                }
            }
        }
        Self { columns, bits, documents: documents.len() }
    }

    fn get(&self, column: u32) -> Option<&Presence> {
        self.bits.get(self.columns.binary_search(&column).ok()?)
    }

    /// The mean NPMI of each of `columns` with the others.
    fn affinities(&self, columns: &[u32]) -> Vec<f64> {
        let bits: Vec<&Presence> = columns.iter().filter_map(|&column| self.get(column)).collect();
        let counts: Vec<u32> = bits.iter().map(|presence| presence.count()).collect();
        let mut sums = vec![0.0; bits.len()];
        for a in 0..bits.len() {
            for b in a + 1..bits.len() {
                let value = npmi(bits[a].shared(bits[b]), counts[a], counts[b], self.documents as u32);
                sums[a] += value;
                sums[b] += value;
            }
        }
        let others = bits.len().saturating_sub(1).max(1) as f64;
        sums.iter().map(|sum| sum / others).collect()
    }

    /// Mean NPMI of the pairs among those of `columns` that occur in any document; none with fewer than two.
    fn mean_affinity(&self, columns: &[u32]) -> Option<f64> {
        let stands = |column: &&u32| self.get(**column).is_some_and(|presence| presence.count() > 0);
        let columns: Vec<u32> = columns.iter().filter(stands).copied().collect();
        let means = self.affinities(&columns);
        (means.len() > 1).then(|| means.iter().sum::<f64>() / means.len() as f64)
    }
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
    let all: Vec<usize> = (0..rows.rows()).collect();
    let (telling, presences) = telling_terms(rows, &all, topic_of, k);
    let describe = |terms: Vec<(u32, f64)>| {
        let coherence = presences.mean_affinity(&columns_of(&terms));
        let terms = terms
            .into_iter()
            .map(|(column, weight)| TopicTerm { column: rows.terms[column as usize] as usize, weight });
        Description { terms: terms.collect(), coherence }
    };
    telling.into_iter().map(describe).collect()
}

fn columns_of(terms: &[(u32, f64)]) -> Vec<u32> {
    terms.iter().map(|(column, _)| *column).collect()
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
    let mut sums = vec![(0.0, 0u32); k];
    for (chosen_on, measured_on) in [(0, 1), (1, 0)] {
        let (chosen, _) = telling_terms(rows, &halves[chosen_on], topic_of, k);
        let columns = chosen.iter().flatten().map(|(column, _)| *column);
        let presences = Presences::of(rows, &halves[measured_on], columns);
        for (sum, terms) in sums.iter_mut().zip(&chosen) {
            if let Some(mean) = presences.mean_affinity(&columns_of(terms)) {
                *sum = (sum.0 + mean, sum.1 + 1);
            }
        }
    }
    sums.into_iter().map(|(sum, count)| (count > 0).then(|| sum / f64::from(count))).collect()
}

/// The terms of each topic among these `documents`, the most descriptive first: columns of `rows`, with
/// [`TopicTerm::weight`]; and where the candidates occur. `topic_of` is the topic of each row, if any.
fn telling_terms(
    rows: &SparseRows,
    documents: &[usize],
    topic_of: &[Option<usize>],
    k: usize,
) -> (Vec<Vec<(u32, f64)>>, Presences) {
    let terms = rows.terms.len();
    let mut in_topic = vec![0u32; k * terms];
    let mut weight = vec![0.0; k * terms];
    let mut sizes = vec![0u32; k];
    let mut frequency = vec![0u32; terms];
    for &row in documents {
        let Some(topic) = topic_of.get(row).copied().flatten() else { continue };
        sizes[topic] += 1;
        let (columns, values) = rows.row(row);
        for (&column, &value) in columns.iter().zip(values) {
            in_topic[topic * terms + column as usize] += 1;
            weight[topic * terms + column as usize] += value;
            frequency[column as usize] += 1;
        }
    }
    let assigned: u32 = sizes.iter().sum();
    let place = |topic: usize, column: u32| topic * terms + column as usize;
    let candidates_of = |topic: usize| {
        let in_topic = |column: u32| in_topic[place(topic, column)];
        let weight = |column: u32| weight[place(topic, column)];
        let score = |column: u32| npmi(in_topic(column), frequency[column as usize], sizes[topic], assigned);
        let mut candidates: Vec<(u32, f64)> = (0..terms as u32)
            .filter(|&column| in_topic(column) > 0)
            .map(|column| (column, score(column)))
            .collect();
        let order = |a: &(u32, f64), b: &(u32, f64)| {
            b.1.total_cmp(&a.1).then(weight(b.0).total_cmp(&weight(a.0))).then(a.0.cmp(&b.0))
        };
        if candidates.len() > CANDIDATES {
            candidates.select_nth_unstable_by(CANDIDATES, order);
            candidates.truncate(CANDIDATES);
        }
        candidates.sort_by(order);
        candidates
    };
    let candidates: Vec<Vec<(u32, f64)>> = (0..k).map(candidates_of).collect();
    let presences = Presences::of(rows, documents, candidates.iter().flatten().map(|(column, _)| *column));
    let kept_of = |(topic, candidates): (usize, Vec<(u32, f64)>)| {
        let together = presences.affinities(&columns_of(&candidates));
        let mut kept: Vec<usize> = (0..candidates.len()).collect();
        kept.sort_by(|&a, &b| together[b].total_cmp(&together[a]).then(a.cmp(&b)));
        kept.truncate(TERMS);
        kept.sort_unstable();
        let mean = |column: u32| weight[place(topic, column)] / f64::from(sizes[topic].max(1));
        kept.iter()
            .map(|&at| candidates[at])
            .map(|(column, npmi)| (column, if k == 1 { mean(column) } else { npmi }))
            .collect()
    };
    (candidates.into_iter().enumerate().map(kept_of).collect(), presences)
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
        let presences = Presences::of(&rows, &[0, 1, 2, 3], 0..4);
        assert!(presences.mean_affinity(&[0, 1]).unwrap() > 0.99);
        assert!(presences.mean_affinity(&[0]).is_none());
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
