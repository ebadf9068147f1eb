//! Sparse TF-IDF: which terms count, and how much, in each document.

use crate::terms::TermMatrix;

/// Below this many documents every term counts, and the inverse document frequency is smoothed.
const SMALL: usize = 20;
/// Below this many documents a term must stand in [`MIN_DF_MEDIUM`] of them, from there on in [`MIN_DF_LARGE`].
const LARGE: usize = 2_500;
const MIN_DF_MEDIUM: u32 = 3;
const MIN_DF_LARGE: u32 = 5;
/// A term that stands in more than this share of the documents tells nothing.
const MAX_DF: f64 = 0.5;

/// Rows of a sparse matrix, each of unit length or empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SparseRows {
    /// Where each row starts in `columns` and `values`, and where the last ends: rows + 1 entries.
    pub starts: Vec<usize>,
    /// Column of each entry, ascending in a row.
    pub columns: Vec<u32>,
    /// Value of each entry, above 0.
    pub values: Vec<f64>,
    /// Column of the [`TermMatrix`] that each column here is.
    pub terms: Vec<u32>,
}

impl SparseRows {
    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Columns and values of a row; empty where there is no such row.
    #[must_use]
    pub fn row(&self, row: usize) -> (&[u32], &[f64]) {
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
        let mut chosen = Self { starts: vec![0], terms: self.terms.clone(), ..Self::default() };
        for &row in rows {
            let (columns, values) = self.row(row);
            chosen.columns.extend_from_slice(columns);
            chosen.values.extend_from_slice(values);
            chosen.starts.push(chosen.columns.len());
        }
        chosen
    }

    /// The same matrix by columns.
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
        let mut values = vec![0.0; self.values.len()];
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

/// The rows of `matrix` in `order`, weighted (1 + ln tf) · ln(n / df) and brought to unit length.
///
/// Terms outside [min_df, max_df] are left out: 3 (from 2,500 documents on, 5) to half of the documents. With fewer
/// than 20 documents, or where that leaves nothing (all documents alike), every term counts, weighted (1 + ln tf) ·
/// ln((n + 1) / df), so that no document with a term is lost.
#[must_use]
pub fn weigh(matrix: &TermMatrix, order: &[usize]) -> SparseRows {
    let documents = matrix.documents();
    let n = documents as f64;
    if documents >= SMALL {
        let least = if documents < LARGE { MIN_DF_MEDIUM } else { MIN_DF_LARGE };
        let kept = |df: u32| df >= least && f64::from(df) <= n * MAX_DF;
        let rows = rows(matrix, order, kept, |df| (n / f64::from(df)).ln());
        if !rows.columns.is_empty() {
            return rows;
        }
    }
    rows(matrix, order, |_| true, |df| ((n + 1.0) / f64::from(df)).ln())
}

/// The same rows with damped counts, ln(1 + tf) · idf over the mean idf, for the mixture.
#[must_use]
pub fn damp(matrix: &TermMatrix, order: &[usize], rows: &SparseRows) -> SparseRows {
    let n = matrix.documents() as f64;
    let idf: Vec<f64> = rows
        .terms
        .iter()
        .map(|&term| ((n + 1.0) / f64::from(matrix.document_frequency[term as usize])).ln())
        .collect();
    let mean = idf.iter().sum::<f64>() / idf.len().max(1) as f64;
    let mut damped = rows.clone();
    for (row, &document) in order.iter().enumerate() {
        let (columns, counts) = matrix.row(document);
        let range = rows.starts[row]..rows.starts[row + 1];
        let mut from = 0;
        for at in range {
            let column = rows.columns[at];
            let wanted = rows.terms[column as usize];
            while columns[from] != wanted {
                from += 1;
            }
            damped.values[at] = f64::from(counts[from].all).ln_1p() * idf[column as usize] / mean;
        }
    }
    damped
}

fn rows(
    matrix: &TermMatrix,
    order: &[usize],
    kept: impl Fn(u32) -> bool,
    idf: impl Fn(u32) -> f64,
) -> SparseRows {
    const LEFT_OUT: u32 = u32::MAX;
    let mut terms = Vec::new();
    let mut column_of = vec![LEFT_OUT; matrix.stems.len()];
    let mut weight = Vec::new();
    for (column, &df) in matrix.document_frequency.iter().enumerate() {
        if df > 0 && kept(df) {
            column_of[column] = terms.len() as u32;
            terms.push(column as u32);
            weight.push(idf(df));
        }
    }
    let mut found = SparseRows { starts: vec![0], columns: Vec::new(), values: Vec::new(), terms };
    for &document in order {
        let (columns, counts) = matrix.row(document);
        let first = found.values.len();
        for (&column, &count) in columns.iter().zip(counts) {
            let here = column_of[column as usize];
            if here != LEFT_OUT {
                found.columns.push(here);
                found.values.push((1.0 + f64::from(count.all).ln()) * weight[here as usize]);
            }
        }
        let row = &mut found.values[first..];
        let length = row.iter().map(|value| value * value).sum::<f64>().sqrt();
        if length > 0.0 {
            row.iter_mut().for_each(|value| *value /= length);
        }
        found.starts.push(found.values.len());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::{Count, TermCounts};

    fn matrix(rows: &[&[(u32, u32)]]) -> TermMatrix {
        let mut counts = TermCounts::new();
        for row in rows {
            let row: Vec<_> = row.iter().map(|&(form, all)| (form, Count { all, named: 0 })).collect();
            counts.push(&row);
        }
        let words: Vec<(Box<str>, Box<str>)> =
            ["a", "b", "c"].iter().map(|&word| (word.into(), word.into())).collect();
        TermMatrix::build(counts, &words)
    }

    #[test]
    fn rows_have_unit_length_and_follow_the_order() {
        let matrix = matrix(&[&[(0, 1), (1, 2)], &[], &[(2, 1)]]);
        let rows = weigh(&matrix, &[2, 1, 0]);
        assert_eq!(rows.rows(), 3);
        assert_eq!(rows.row(0), (&[2u32][..], &[1.0][..]));
        assert!(rows.row(1).0.is_empty());
        let (columns, values) = rows.row(2);
        assert_eq!(columns, [0, 1]);
        assert!((values.iter().map(|v| v * v).sum::<f64>() - 1.0).abs() < 1e-12);
        assert!((values[1] / values[0] - (1.0 + 2f64.ln())).abs() < 1e-12);
    }

    #[test]
    fn documents_that_are_all_alike_keep_their_terms() {
        let rows: Vec<&[(u32, u32)]> = vec![&[(0, 1), (1, 1)]; 40];
        let matrix = matrix(&rows);
        let order: Vec<usize> = (0..40).collect();
        let rows = weigh(&matrix, &order);
        assert!((0..40).all(|row| rows.row(row).0 == [0, 1]));
        assert!(rows.values.iter().all(|value| value.is_finite() && *value > 0.0));
    }

    #[test]
    fn transposing_twice_gives_the_matrix_back() {
        let matrix = matrix(&[&[(0, 1), (1, 2)], &[(1, 1)], &[(2, 1)]]);
        let rows = weigh(&matrix, &[0, 1, 2]);
        let mut columns = rows.transposed();
        assert_eq!(columns.row(1).0, [0, 1]);
        columns.terms = vec![0; rows.rows()];
        let back = columns.transposed();
        assert_eq!((&back.columns, &back.values, &back.starts), (&rows.columns, &rows.values, &rows.starts));
    }
}
