//! The rows of `terms.csv`.

use super::rows::TermRow;
use crate::terms::{Background, TermMatrix, top_terms};

/// Which terms of a document become rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermOptions {
    /// Maximum number per document.
    pub most: usize,
    /// Whether the names of listed actors count.
    pub names: bool,
}

impl Default for TermOptions {
    fn default() -> Self {
        Self { most: 10, names: false }
    }
}

/// The key terms of a document, which is a row of `matrix`. A small corpus needs a `background`
/// ([`Background::for_corpus`]).
pub fn term_rows<'a>(
    id: &'a str,
    document: usize,
    matrix: &'a TermMatrix,
    options: TermOptions,
    background: Option<&Background>,
) -> impl Iterator<Item = TermRow> + use<'a> {
    let terms = top_terms(matrix, document, options.most, options.names, background);
    (1u64..).zip(terms).map(move |(rank, term)| TermRow {
        doc_id: id.to_owned(),
        rank,
        term: matrix.surfaces[term.column].to_string(),
        stem: matrix.stems[term.column].to_string(),
        tf: u64::from(term.tf),
        tfidf: term.tfidf,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_ranked_within_their_document() {
        let rows: [&[(u32, u32)]; 2] = [&[(0, 2), (1, 1)], &[(2, 1)]];
        let matrix = TermMatrix::of_words(&rows, &["ant", "bee", "cat"]);
        let of = |(at, id)| term_rows(id, at, &matrix, TermOptions::default(), None);
        let found: Vec<TermRow> = ["a", "b"].into_iter().enumerate().flat_map(of).collect();
        let shown: Vec<_> =
            found.iter().map(|row| (row.doc_id.as_str(), row.rank, row.stem.as_str(), row.tf)).collect();
        assert_eq!(shown, [("a", 1, "ant", 2), ("a", 2, "bee", 1), ("b", 1, "cat", 1)]);
    }
}
