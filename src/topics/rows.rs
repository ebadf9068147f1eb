//! Rows of a term matrix as rows of a model.

use super::model::DocumentTerms;
use super::weigh::Weighed;
use crate::terms::TermMatrix;

/// The role of a column of the term matrix in a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Of(u32),
    Common,
    Unknown,
}

/// The role of each column of the matrix.
pub(super) fn columns(weighed: &Weighed, matrix: &TermMatrix) -> Vec<Column> {
    let mut columns = vec![Column::Unknown; matrix.stems.len()];
    for (column, &term) in (0u32..).zip(&weighed.rows.terms) {
        columns[term as usize] = Column::Of(column);
    }
    weighed.common.iter().for_each(|&term| columns[term as usize] = Column::Common);
    columns
}

/// The row of the model for a document of the matrix.
pub(super) fn term_row(matrix: &TermMatrix, columns: &[Column], document: usize) -> DocumentTerms {
    let mut row = DocumentTerms::default();
    for (term, count) in matrix.row(document) {
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

/// The counts of the terms of a document that have no column in the model, ascending.
pub(super) fn unknown_counts(matrix: &TermMatrix, columns: &[Column], document: usize) -> Vec<u32> {
    let unknown = matrix.row(document).filter(|(term, _)| columns[*term as usize] == Column::Unknown);
    let mut counts: Vec<u32> = unknown.map(|(_, count)| count.all).collect();
    counts.sort_unstable();
    counts
}
