//! Phrases: collocations of two adjacent terms, more frequent than chance ("interest rates").

use super::TermMatrix;
use super::packed_pairs::PackedPairs;
use crate::text::{Document, NO_TERM, TermId, Token, WordTable};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// Minimum number of documents with a phrase.
const LEAST: usize = 3;
/// Minimum normalised pointwise mutual information (NPMI; Bouma 2009) of the two terms of a phrase, of being adjacent,
/// over documents.
const ASSOCIATED: f64 = 0.25;

/// Pairs of adjacent terms of a document, with a blank or a hyphen between them.
#[must_use]
pub fn term_pairs(document: &Document, words: &WordTable<'_>) -> Vec<(TermId, TermId)> {
    let term = |token: &Token| words.info(token).term;
    let joined = |a: &Token, b: &Token| {
        matches!(document.text.get(a.end as usize..b.start as usize), Some(" " | "-" | "\n"))
    };
    let pairs = document.tokens.windows(2).filter_map(|two| match two {
        [a, b] if term(a) != NO_TERM && term(b) != NO_TERM && joined(a, b) => Some((term(a), term(b))),
        _ => None,
    });
    pairs.collect()
}

/// Pairs of adjacent word forms, appended document by document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PairCounts {
    pairs: PackedPairs,
}

impl PairCounts {
    /// Appends a document: its pairs, in any order, possibly repeated.
    pub fn push(&mut self, mut pairs: Vec<(TermId, TermId)>) {
        pairs.retain(|&(a, b)| a != NO_TERM && b != NO_TERM);
        pairs.sort_unstable();
        pairs.dedup();
        self.pairs.push(&pairs);
    }
}

/// A phrase of two terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Its most frequent spelling in the corpus; of equally frequent ones the bytewise first.
    pub surface: String,
    /// Columns of the [`TermMatrix`].
    pub columns: (u32, u32),
    /// Documents that have it, ascending.
    pub documents: Vec<u32>,
}

/// A pair of word forms in a document.
type Occurrence = (TermId, TermId, u32);

/// The phrases of a corpus, by their columns. `words` holds (word form, stem) for each form's number, as in
/// [`TermMatrix::build`].
#[must_use]
pub fn phrases(counts: PairCounts, words: &[(Box<str>, Box<str>)], matrix: &TermMatrix) -> Vec<Phrase> {
    let columns: HashMap<&str, u32, FixedState> =
        matrix.stems.iter().zip(0u32..).map(|(stem, column)| (&**stem, column)).collect();
    let column_of: Vec<Option<u32>> = words.iter().map(|(_, stem)| columns.get(&**stem).copied()).collect();
    let column = |form: TermId| column_of.get(form as usize).copied().flatten();
    let n = f64::from(counts.pairs.documents());
    let columns_of = |&(a, b, _): &Occurrence| Some((column(a)?, column(b)?));
    let may_be_phrase = Frequent::of(&counts.pairs, columns_of);
    let mut occurrences: Vec<Occurrence> = Vec::new();
    counts.pairs.take_each(|a, b, document| {
        let occurrence = (a, b, document);
        if columns_of(&occurrence).is_some_and(|columns| may_be_phrase.holds(columns)) {
            occurrences.push(occurrence);
        }
    });
    // Sorted in place: there may be very many.
    occurrences.sort_unstable_by_key(|pair| (columns_of(pair), pair.2));
    let mut found = Vec::new();
    for group in occurrences.chunk_by(|a, b| columns_of(a) == columns_of(b)) {
        let Some(columns) = group.first().and_then(columns_of) else { continue };
        let mut documents: Vec<u32> = group.iter().map(|(.., document)| *document).collect();
        documents.dedup();
        let together = documents.len() as f64 / n;
        let share = |column: u32| f64::from(matrix.document_frequency[column as usize]) / n;
        let association = libm::log(together / (share(columns.0) * share(columns.1))) / -libm::log(together);
        if documents.len() < LEAST || columns.0 == columns.1 || together >= 1.0 || association < ASSOCIATED {
            continue;
        }
        found.push(Phrase { surface: surface(group, words), columns, documents });
    }
    found
}

/// The pairs of columns that may stand in [`LEAST`] documents: nearly all others are told by a table of counters, so that
/// the pairs that occur once or twice, which are most, need not be sorted. Pairs that share a counter are counted together,
/// so none that is frequent is lost.
struct Frequent {
    counters: Vec<u8>,
}

/// Bits of the number of counters: 16 MB of them.
const COUNTER_BITS: u32 = 24;

impl Frequent {
    fn of(pairs: &PackedPairs, columns_of: impl Fn(&Occurrence) -> Option<(u32, u32)>) -> Self {
        let mut counters = vec![0u8; 1 << COUNTER_BITS];
        pairs.each(|a, b, document| {
            let counter = columns_of(&(a, b, document)).and_then(|columns| counters.get_mut(slot(columns)));
            if let Some(counter) = counter {
                *counter = counter.saturating_add(1);
            }
        });
        Self { counters }
    }

    fn holds(&self, columns: (u32, u32)) -> bool {
        self.counters.get(slot(columns)).is_some_and(|count| usize::from(*count) >= LEAST)
    }
}

/// The counter of a pair of columns.
fn slot((a, b): (u32, u32)) -> usize {
    // The fractional part of the golden ratio spreads numbers (Knuth, The Art of Computer Programming 3, 6.4).
    let mixed = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ mixed >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> (64 - COUNTER_BITS)) as usize
}

/// The most frequent spelling.
fn surface(group: &[Occurrence], words: &[(Box<str>, Box<str>)]) -> String {
    let word = |form: TermId| words.get(form as usize).map_or("", |(word, _)| word);
    let mut spellings: Vec<(&str, &str)> = group.iter().map(|(a, b, _)| (word(*a), word(*b))).collect();
    spellings.sort_unstable();
    let most = spellings.chunk_by(|a, b| a == b).rev().max_by_key(|same| same.len());
    most.map_or_else(String::new, |same| format!("{} {}", same[0].0, same[0].1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::{Count, TermCounts};

    #[test]
    fn pairs_that_belong_together_are_phrases_in_their_usual_spelling() {
        let words: Vec<(Box<str>, Box<str>)> = [
            ("interest", "interest"),
            ("rate", "rate"),
            ("rates", "rate"),
            ("herring", "herring"),
            ("boat", "boat"),
        ]
        .map(|(word, stem)| (word.into(), stem.into()))
        .to_vec();
        let mut counts = TermCounts::new();
        let mut pairs = PairCounts::default();
        let mut add = |terms: &[u32], side_by_side: &[(u32, u32)]| {
            counts.push(&terms.iter().map(|&form| (form, Count { all: 1, named: 0 })).collect::<Vec<_>>());
            pairs.push(side_by_side.to_vec());
        };
        add(&[0, 2], &[(0, 2), (0, 2)]);
        add(&[0, 2], &[(0, 2)]);
        add(&[0, 1], &[(0, 1)]);
        for document in 0..9 {
            // Everywhere, and adjacent by chance.
            add(&[3, 4], if document < 3 { &[(3, 4)] } else { &[] });
        }
        let matrix = TermMatrix::build(counts, &words);
        let found = phrases(pairs, &words, &matrix);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            (found[0].surface.as_str(), found[0].documents.as_slice()),
            ("interest rates", &[0, 1, 2][..])
        );
        assert_eq!(&*matrix.stems[found[0].columns.0 as usize], "interest");
    }

    #[test]
    fn no_documents_no_phrases() {
        let matrix = TermMatrix::build(TermCounts::new(), &[]);
        assert!(phrases(PairCounts::default(), &[], &matrix).is_empty());
    }
}
