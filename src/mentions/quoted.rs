//! Quotations as tokens.

use crate::text::{Document, Sentence};
use std::ops::Range;

/// The quotations of a document as ranges of tokens.
pub(super) struct QuotedTokens {
    /// The tokens of each quotation; none for one without words.
    ranges: Vec<Range<usize>>,
    /// For each token the number of its quotation, from 1; empty if there is none.
    of: Vec<u32>,
}

impl QuotedTokens {
    pub fn of(document: &Document) -> Self {
        let mut ranges = Vec::with_capacity(document.quotations.len());
        let mut of = if document.quotations.is_empty() { Vec::new() } else { vec![0; document.tokens.len()] };
        for (number, quotation) in (1..).zip(&document.quotations) {
            let at = |byte: usize| document.tokens.partition_point(|token| (token.start as usize) < byte);
            let tokens = at(quotation.range.start)..at(quotation.range.end);
            if let Some(inside) = of.get_mut(tokens.clone()) {
                inside.fill(number);
            }
            ranges.push(tokens);
        }
        Self { ranges, of }
    }

    /// The quotation of a token.
    pub fn at(&self, token: usize) -> Option<usize> {
        self.of.get(token).and_then(|number| number.checked_sub(1)).map(|number| number as usize)
    }

    /// The tokens of a quotation, at least one.
    pub fn tokens(&self, quotation: usize) -> Option<Range<usize>> {
        self.ranges.get(quotation).filter(|tokens| !tokens.is_empty()).cloned()
    }

    /// The quotations that have tokens in a range.
    pub fn touching(&self, tokens: &Range<usize>) -> Range<usize> {
        let first = self.ranges.partition_point(|range| range.end <= tokens.start);
        let end = self.ranges.partition_point(|range| range.start < tokens.end);
        first..end.max(first)
    }

    /// The quotations whose first token is in a range.
    pub fn beginning_in(&self, tokens: &Range<usize>) -> Range<usize> {
        let first = self.ranges.partition_point(|range| range.start < tokens.start);
        let end = self.ranges.partition_point(|range| range.start < tokens.end);
        first..end.max(first)
    }

    /// The quotations whose last token is in a range.
    pub fn ending_in(&self, tokens: &Range<usize>) -> Range<usize> {
        let first = self.ranges.partition_point(|range| range.end <= tokens.start);
        let end = self.ranges.partition_point(|range| range.end <= tokens.end);
        first..end.max(first)
    }

    /// Whether a colon is right before a quotation, within the sentence.
    pub fn follows_colon(&self, document: &Document, quotation: usize, sentence: &Sentence) -> bool {
        let Some(tokens) = self.tokens(quotation).filter(|tokens| tokens.start > sentence.tokens.start)
        else {
            return false;
        };
        gap_before(document, tokens.start).contains(':')
    }
}

/// The text between a token and the one before it.
pub(super) fn gap_before(document: &Document, at: usize) -> &str {
    let end = at
        .checked_sub(1)
        .and_then(|before| document.tokens.get(before))
        .map_or(0, |token| token.end as usize);
    let start = document.tokens.get(at).map_or(document.text.len(), |token| token.start as usize);
    document.text.get(end..start).unwrap_or_default()
}
