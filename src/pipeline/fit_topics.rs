//! Fits topics to the counts of a run, independently of the order of its documents.

use crate::copies::Copies;
use crate::terms::{PairCounts, TermCounts, TermMatrix, phrases};
use crate::text::Vocabulary;
use crate::topics::{TopicError, TopicSettings, Topics, fit};

/// Fits topics to documents, given as term counts, pairs of terms (numbered by `vocabulary`) and the hash of each
/// source, with their `copies`. Returns the term matrix as well. The vocabulary is empty afterwards.
///
/// # Errors
/// Those of [`fit`].
pub(super) fn fit_topics(
    counts: TermCounts,
    pairs: PairCounts,
    hashes: &[String],
    copies: &Copies,
    vocabulary: &Vocabulary,
    settings: TopicSettings,
) -> Result<(TermMatrix, Topics), TopicError> {
    let words = vocabulary.take();
    let matrix = TermMatrix::build(counts, &words);
    let phrases = phrases(pairs, &words, &matrix);
    let order = content_order(hashes, &matrix);
    let topics = fit(&matrix, &phrases, &order, &copies.originals(), settings)?;
    Ok((matrix, topics))
}

/// An order of the documents that depends on their content alone: by the hash of their source, then by their terms.
/// Documents that are equal in both are equal rows.
fn content_order(hashes: &[String], matrix: &TermMatrix) -> Vec<usize> {
    let mut order: Vec<usize> = (0..hashes.len()).collect();
    order.sort_by(|&a, &b| hashes[a].cmp(&hashes[b]).then_with(|| matrix.row(a).cmp(&matrix.row(b))));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_content_wherever_a_document_stands() {
        let rows: [&[(u32, u32)]; 3] = [&[(1, 1)], &[(0, 1)], &[(1, 1)]];
        let matrix = TermMatrix::of_words(&rows, &["ant", "bee"]);
        let hashes = |hashes: [&str; 3]| hashes.map(str::to_owned);
        assert_eq!(content_order(&hashes(["c", "a", "b"]), &matrix), [1, 2, 0]);
        assert_eq!(content_order(&hashes(["a", "a", "a"]), &matrix), [1, 0, 2]);
    }
}
