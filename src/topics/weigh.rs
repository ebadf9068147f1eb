//! Sparse TF-IDF: which terms are kept, and their weight in each document.

use crate::terms::TermMatrix;
use std::sync::LazyLock;

/// Below this many documents every term is kept, and the inverse document frequency is smoothed.
const SMALL: usize = 20;
/// Below this many documents the minimum document frequency is [`MIN_DF_MEDIUM`], from there on [`MIN_DF_LARGE`].
const LARGE: usize = 2_500;
const MIN_DF_MEDIUM: u32 = 3;
const MIN_DF_LARGE: u32 = 5;
/// Maximum document frequency, as a share of the documents: more common terms carry no information.
const MAX_DF: f64 = 0.5;

/// Rows of a sparse matrix: of TF-IDF weights, each of unit length or empty, or of damped counts, in single precision.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SparseRows<V = f64> {
    /// Where each row starts in `columns` and `values`, and where the last ends: rows + 1 entries.
    pub starts: Vec<usize>,
    /// Column of each entry, ascending in a row.
    pub columns: Vec<u32>,
    /// Value of each entry, above 0.
    pub values: Vec<V>,
    /// The column of the [`TermMatrix`] for each column.
    pub terms: Vec<u32>,
}

impl<V: Copy + Default> SparseRows<V> {
    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Columns and values of a row; empty where there is no such row.
    #[must_use]
    pub fn row(&self, row: usize) -> (&[u32], &[V]) {
        let range = || Some(*self.starts.get(row)?..*self.starts.get(row + 1)?);
        let both = || {
            let range = range()?;
            Some((self.columns.get(range.clone())?, self.values.get(range)?))
        };
        both().unwrap_or_default()
    }

    /// Some of the rows, in their order.
    #[must_use]
    pub fn select(&self, rows: &[usize]) -> Self {
        let mut chosen =
            Self { starts: vec![0], columns: Vec::new(), values: Vec::new(), terms: self.terms.clone() };
        for &row in rows {
            let (columns, values) = self.row(row);
            chosen.columns.extend_from_slice(columns);
            chosen.values.extend_from_slice(values);
            chosen.starts.push(chosen.columns.len());
        }
        chosen
    }

    /// The transposed matrix.
    pub(super) fn transposed(&self) -> Self {
        let mut starts = vec![0usize; self.terms.len() + 1];
        for &column in &self.columns {
            starts[column as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut columns = vec![0u32; self.columns.len()];
        let mut values = vec![V::default(); self.values.len()];
        for row in 0..self.rows() {
            let (here, weights) = self.row(row);
            for (&column, &value) in here.iter().zip(weights) {
                let slot = &mut next[column as usize];
                columns[*slot] = row as u32;
                values[*slot] = value;
                *slot += 1;
            }
        }
        Self { starts, columns, values, terms: Vec::new() }
    }
}

/// Logarithms of counts, and of one more: most counts are small, and each is asked for many times.
struct Logarithms(LazyLock<[[f64; 2]; 32]>);

static LOGARITHMS: Logarithms =
    Logarithms(LazyLock::new(|| std::array::from_fn(|count| Logarithms::computed(count as f64))));

impl Logarithms {
    fn computed(count: f64) -> [f64; 2] {
        [libm::log(count), libm::log1p(count)]
    }

    fn of(&self, count: u32) -> [f64; 2] {
        self.0.get(count as usize).copied().unwrap_or_else(|| Self::computed(f64::from(count)))
    }
}

/// TF-IDF weights of term counts: fitted to a corpus, applied to any document.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighting {
    /// Documents in the corpus.
    pub documents: u32,
    /// Whether every term is kept, as in small corpora.
    pub every_term: bool,
    /// Document frequency of each kept term.
    pub frequency: Vec<u32>,
    inverse: Vec<f64>,
    damping: Vec<f64>,
}

impl Weighting {
    /// The weighting of a corpus of `documents` documents, `frequency` of which have each term.
    #[must_use]
    pub fn new(documents: u32, every_term: bool, frequency: Vec<u32>) -> Self {
        let more = f64::from(documents) + 1.0;
        let n = if every_term { more } else { f64::from(documents) };
        let inverse = frequency.iter().map(|&df| libm::log(n / f64::from(df))).collect();
        let smooth: Vec<f64> = frequency.iter().map(|&df| libm::log(more / f64::from(df))).collect();
        let mean = smooth.iter().sum::<f64>() / smooth.len().max(1) as f64;
        let damping = smooth.into_iter().map(|idf| idf / mean).collect();
        Self { documents, every_term, frequency, inverse, damping }
    }

    /// TF-IDF: (1 + ln tf) · ln(n / df).
    #[must_use]
    pub fn weight(&self, column: u32, count: u32) -> f64 {
        (1.0 + LOGARITHMS.of(count)[0]) * self.inverse.get(column as usize).copied().unwrap_or(0.0)
    }

    /// TF-IDF of a term that the corpus does not have, or has in too few documents: as if df were 1.
    #[must_use]
    pub fn unknown(&self, count: u32) -> f64 {
        (1.0 + libm::log(f64::from(count))) * libm::log(f64::from(self.documents) + 1.0)
    }

    /// The damped count for the mixture: ln(1 + tf) · idf over the mean idf.
    #[must_use]
    pub fn damp(&self, column: u32, count: u32) -> f64 {
        LOGARITHMS.of(count)[1] * self.damping.get(column as usize).copied().unwrap_or(0.0)
    }
}

/// A corpus, weighted for the fit.
#[derive(Debug, Clone)]
pub struct Weighed {
    /// TF-IDF of the first documents, rows of unit length.
    pub rows: SparseRows,
    /// The length that each of these rows had.
    pub lengths: Vec<f64>,
    /// The same rows with damped counts, not scaled.
    pub damped: SparseRows<f32>,
    /// The weighting that gave them.
    pub weighting: Weighting,
    /// Columns of the [`TermMatrix`] above the maximum document frequency.
    pub common: Vec<u32>,
}

/// The documents `order` of `matrix`, weighted (1 + ln tf) · ln(n / df) and scaled to unit length: the first of them
/// that hold `most_entries`, and one at least.
///
/// Terms outside [min_df, max_df] are left out: 3 (from 2,500 documents on, 5) to half of the documents. With fewer
/// than 20 documents, or if that leaves no term (all documents alike), every term is kept, weighted (1 + ln tf) · ln((n
/// + 1) / df), so that no document with a term is lost.
#[must_use]
pub fn weigh(matrix: &TermMatrix, order: &[usize], most_entries: usize) -> Weighed {
    let documents = order.len();
    let mut frequency = vec![0u32; matrix.stems.len()];
    for &document in order {
        matrix.row(document).for_each(|(column, _)| frequency[column as usize] += 1);
    }
    if documents >= SMALL {
        let least = if documents < LARGE { MIN_DF_MEDIUM } else { MIN_DF_LARGE };
        let most = documents as f64 * MAX_DF;
        let kept = |df| df >= least && f64::from(df) <= most;
        let weighed = weigh_kept(matrix, order, &frequency, most_entries, false, kept);
        if !weighed.rows.columns.is_empty() {
            let common = (0u32..).zip(&frequency).filter(|(_, df)| f64::from(**df) > most);
            return Weighed { common: common.map(|(column, _)| column).collect(), ..weighed };
        }
    }
    weigh_kept(matrix, order, &frequency, most_entries, true, |_| true)
}

fn weigh_kept(
    matrix: &TermMatrix,
    order: &[usize],
    frequency: &[u32],
    most_entries: usize,
    every_term: bool,
    kept: impl Fn(u32) -> bool,
) -> Weighed {
    const LEFT_OUT: u32 = u32::MAX;
    let mut column_of = vec![LEFT_OUT; frequency.len()];
    let mut terms = Vec::new();
    let mut kept_frequency = Vec::new();
    for (column, &df) in (0u32..).zip(frequency) {
        if df > 0 && kept(df) {
            column_of[column as usize] = terms.len() as u32;
            terms.push(column);
            kept_frequency.push(df);
        }
    }
    let weighting = Weighting::new(order.len() as u32, every_term, kept_frequency);
    let mut rows = SparseRows { starts: vec![0], columns: Vec::new(), values: Vec::new(), terms };
    let (mut damped, mut lengths) = (Vec::new(), Vec::new());
    for &document in order {
        let first = rows.values.len();
        for (column, count) in matrix.row(document) {
            let here = column_of[column as usize];
            if here != LEFT_OUT {
                rows.columns.push(here);
                rows.values.push(weighting.weight(here, count.all));
                damped.push(weighting.damp(here, count.all) as f32);
            }
        }
        if first > 0 && rows.values.len() > most_entries {
            rows.columns.truncate(first);
            rows.values.truncate(first);
            damped.truncate(first);
            break;
        }
        lengths.push(to_unit_length(&mut rows.values[first..]));
        rows.starts.push(rows.values.len());
    }
    let damped = SparseRows {
        starts: rows.starts.clone(),
        columns: rows.columns.clone(),
        values: damped,
        terms: rows.terms.clone(),
    };
    Weighed { rows, lengths, damped, weighting, common: Vec::new() }
}

/// Scales a row to unit length and returns its previous length; a row of zeros stays.
pub fn to_unit_length(row: &mut [f64]) -> f64 {
    let length = row.iter().map(|value| value * value).sum::<f64>().sqrt();
    if length > 0.0 {
        row.iter_mut().for_each(|value| *value /= length);
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(rows: &[&[(u32, u32)]]) -> TermMatrix {
        TermMatrix::of_words(rows, &["a", "b", "c"])
    }

    #[test]
    fn rows_have_unit_length_and_follow_the_order() {
        let matrix = matrix(&[&[(0, 1), (1, 2)], &[], &[(2, 1)]]);
        let rows = weigh(&matrix, &[2, 1, 0], usize::MAX).rows;
        assert_eq!(rows.rows(), 3);
        assert_eq!(rows.row(0), (&[2u32][..], &[1.0][..]));
        assert!(rows.row(1).0.is_empty());
        let (columns, values) = rows.row(2);
        assert_eq!(columns, [0, 1]);
        assert!((values.iter().map(|v| v * v).sum::<f64>() - 1.0).abs() < 1e-12);
        assert!((values[1] / values[0] - (1.0 + libm::log(2f64))).abs() < 1e-12);
    }

    #[test]
    fn documents_that_are_all_alike_keep_their_terms() {
        let rows: Vec<&[(u32, u32)]> = vec![&[(0, 1), (1, 1)]; 40];
        let matrix = matrix(&rows);
        let order: Vec<usize> = (0..40).collect();
        let rows = weigh(&matrix, &order, usize::MAX).rows;
        assert!((0..40).all(|row| rows.row(row).0 == [0, 1]));
        assert!(rows.values.iter().all(|value| value.is_finite() && *value > 0.0));
    }

    #[test]
    fn transposing_twice_gives_the_matrix_back() {
        let matrix = matrix(&[&[(0, 1), (1, 2)], &[(1, 1)], &[(2, 1)]]);
        let rows = weigh(&matrix, &[0, 1, 2], usize::MAX).rows;
        let mut columns = rows.transposed();
        assert_eq!(columns.row(1).0, [0, 1]);
        columns.terms = vec![0; rows.rows()];
        let back = columns.transposed();
        assert_eq!((&back.columns, &back.values, &back.starts), (&rows.columns, &rows.values, &rows.starts));
    }
}
