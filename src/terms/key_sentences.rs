//! Key sentences: extractive summary of a document by TextRank.

use super::text_rank::text_rank;
use crate::text::{Document, NO_TERM, Part, TermId, WordTable};

/// Length of a key sentence in tokens.
const LENGTHS: std::ops::RangeInclusive<usize> = 6..=60;
/// Difference from which two ranks are told apart.
const EQUAL: f64 = 1e-9;
/// Sentences ranked in a document, from its start: news articles say first what matters most.
const MOST_RANKED: usize = 150;

/// A key sentence of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct KeySentence {
    /// Its number in the document, from 0.
    pub number: usize,
    /// Its words.
    pub text: String,
    /// Its TextRank score; those of the ranked sentences of a document add up to 1.
    pub weight: f64,
    /// Its terms, ascending, each once.
    pub terms: Vec<TermId>,
}

/// The `most` body sentences with the highest TextRank score, descending; ties in the order of the text.
#[must_use]
pub fn key_sentences(document: &Document, words: &WordTable<'_>, most: usize) -> Vec<KeySentence> {
    let mut sentences: Vec<(usize, Vec<TermId>)> = Vec::new();
    for (at, sentence) in document.sentences.iter().enumerate() {
        let tokens = document.tokens.get(sentence.tokens.clone()).unwrap_or_default();
        if sentence.part != Part::Body || !LENGTHS.contains(&tokens.len()) {
            continue;
        }
        let mut terms: Vec<TermId> = tokens.iter().map(|token| words.info(token).term).collect();
        terms.retain(|&term| term != NO_TERM);
        terms.sort_unstable();
        terms.dedup();
        sentences.push((at, terms));
        if sentences.len() == MOST_RANKED {
            break;
        }
    }
    let (numbers, mut terms): (Vec<usize>, Vec<Vec<TermId>>) = sentences.into_iter().unzip();
    let ranks = text_rank(&terms);
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    // Sentences whose ranks differ in the last bits only are equal: the first of them comes first.
    let rounded: Vec<f64> = ranks.iter().map(|rank| (rank / EQUAL).round()).collect();
    order.sort_by(|&a, &b| rounded[b].total_cmp(&rounded[a]).then(a.cmp(&b)));
    order.truncate(most);
    let key = |at: usize| KeySentence {
        number: numbers[at],
        text: document.sentences.get(numbers[at]).map_or_else(String::new, |sentence| {
            document.text.get(sentence.range.clone()).unwrap_or_default().to_owned()
        }),
        weight: ranks[at],
        terms: std::mem::take(&mut terms[at]),
    };
    order.into_iter().map(key).collect()
}
