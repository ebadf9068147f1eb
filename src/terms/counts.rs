//! Raw term counts as documents arrive, one after the other.

use crate::text::{NO_TERM, TermId};

/// Raw counts of word forms, one row a document, appended as they come.
///
/// Eight bytes for each word form of a document and eight for the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TermCounts {
    /// Where each document ends in the two columns below; the first starts at 0.
    ends: Vec<usize>,
    forms: Vec<TermId>,
    counts: Vec<u32>,
}

impl TermCounts {
    /// No documents.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a document: (word form, count), in any order, each form once. [`NO_TERM`] and counts of 0 are left
    /// out; an empty list is a document without terms, which keeps its place.
    pub fn push(&mut self, counts: &[(TermId, u32)]) {
        for &(form, count) in counts {
            if form != NO_TERM && count > 0 {
                self.forms.push(form);
                self.counts.push(count);
            }
        }
        self.ends.push(self.forms.len());
    }

    /// Number of documents.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no document.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The parts, for [`super::TermMatrix::build`], which writes its own over them: ends, forms, counts.
    pub(super) fn into_parts(self) -> (Vec<usize>, Vec<TermId>, Vec<u32>) {
        (self.ends, self.forms, self.counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_a_place_for_an_empty_document() {
        let mut counts = TermCounts::new();
        assert!(counts.is_empty());
        counts.push(&[(3, 2), (NO_TERM, 9), (1, 0)]);
        counts.push(&[]);
        assert_eq!(counts.len(), 2);
        assert_eq!(counts.into_parts(), (vec![1, 1], vec![3], vec![2]));
    }
}
