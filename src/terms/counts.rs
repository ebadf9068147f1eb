//! Raw term counts, appended document by document.

use super::packed_rows::PackedRows;
use crate::text::{Document, NO_TERM, TermId, WordTable};

/// How often a word form occurs in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct Count {
    /// In total.
    pub all: u32,
    /// Of these, inside the name of a listed actor.
    pub named: u32,
}

impl Count {
    /// The sum of both counts.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { all: self.all.saturating_add(other.all), named: self.named.saturating_add(other.named) }
    }
}

/// The terms of a document with their counts, each term once, by number. `named` tells for each token whether it is
/// inside the name of a listed actor; tokens beyond its end are not.
#[must_use]
pub fn term_counts(document: &Document, words: &WordTable<'_>, named: &[bool]) -> Vec<(TermId, Count)> {
    let mut forms: Vec<(TermId, bool)> = Vec::with_capacity(document.tokens.len());
    for (at, token) in document.tokens.iter().enumerate() {
        let term = words.info(token).term;
        if term != NO_TERM {
            forms.push((term, named.get(at).copied().unwrap_or(false)));
        }
    }
    forms.sort_unstable();
    let mut counts: Vec<(TermId, Count)> = Vec::new();
    for (form, named) in forms {
        let one = Count { all: 1, named: u32::from(named) };
        match counts.last_mut() {
            Some((last, count)) if *last == form => *count = count.plus(one),
            _ => counts.push((form, one)),
        }
    }
    counts
}

/// Raw counts of word forms, one row per document, in the order in which they are appended.
///
/// Takes about three bytes for each word form of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TermCounts {
    rows: PackedRows,
}

impl TermCounts {
    /// No documents.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a document: (word form, count), in any order, each form once. [`NO_TERM`] and counts of 0 are left out;
    /// an empty list is a document without terms, which still has a row.
    pub fn push(&mut self, counts: &[(TermId, Count)]) {
        let counted = |(form, count): &&(TermId, Count)| *form != NO_TERM && count.all > 0;
        let mut row: Vec<(TermId, Count)> = counts.iter().filter(counted).copied().collect();
        if !row.is_sorted() {
            row.sort_unstable();
        }
        self.rows.push(&row);
    }

    /// Number of documents.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no document.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows.
    pub(super) fn rows(&self) -> &PackedRows {
        &self.rows
    }

    /// The rows, for [`super::TermMatrix::build`], which gives them up as it goes.
    pub(super) fn into_rows(self) -> PackedRows {
        self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_a_place_for_an_empty_document() {
        let mut counts = TermCounts::new();
        assert!(counts.is_empty());
        let count = |all| Count { all, named: 0 };
        counts.push(&[(3, count(2)), (NO_TERM, count(9)), (1, count(0))]);
        counts.push(&[]);
        assert_eq!(counts.len(), 2);
        let rows = counts.into_rows();
        assert_eq!(rows.row(0).collect::<Vec<_>>(), [(3, count(2))]);
        assert_eq!((rows.len(), rows.row(1).count()), (2, 0));
    }
}
