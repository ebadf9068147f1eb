//! Key terms of one document, by TF-IDF.

use super::{Background, TermMatrix};

/// One of the top terms of a document.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DocumentTerm {
    /// Column of the [`TermMatrix`].
    pub column: usize,
    /// How often it occurs in the document, from 1.
    pub tf: u32,
    /// (1 + ln tf) · idf, above 0.
    pub tfidf: f64,
}

/// The at most `most` terms of a document with the highest (1 + ln tf) · idf (Manning, Raghavan & Schütze 2008,
/// section 6.4.1), descending, equal ones by stem.
///
/// idf is ln(n / df) over the corpus, or that of `background` if given, for a corpus below [`super::BACKGROUND_BELOW`]
/// documents. Occurrences inside the names of listed actors, which have tables of their own, count only with `names`.
/// Terms whose weight is not above 0 are left out: without a background, those that occur in every document. Empty if
/// there is no such document.
#[must_use]
pub fn top_terms(
    matrix: &TermMatrix,
    document: usize,
    most: usize,
    names: bool,
    background: Option<&Background>,
) -> Vec<DocumentTerm> {
    let documents = matrix.documents() as f64;
    let idf = |column: usize| match background {
        Some(background) => matrix.stems.get(column).map_or(0.0, |stem| background.idf(stem)),
        None => matrix
            .document_frequency
            .get(column)
            .map_or(0.0, |&df| libm::log(documents / f64::from(df.max(1)))),
    };
    let mut terms: Vec<DocumentTerm> = matrix
        .row(document)
        .map(|(column, count)| {
            (column, if names { count.all } else { count.all - count.named.min(count.all) })
        })
        .filter(|&(_, tf)| tf > 0)
        .map(|(column, tf)| {
            let column = column as usize;
            DocumentTerm { column, tf, tfidf: (1.0 + libm::log(f64::from(tf))) * idf(column) }
        })
        .filter(|term| term.tfidf > 0.0)
        .collect();
    terms.sort_unstable_by(|a, b| b.tfidf.total_cmp(&a.tfidf).then(a.column.cmp(&b.column)));
    terms.truncate(most);
    terms
}

#[cfg(test)]
mod tests {
    use super::super::{Count, TermCounts};
    use super::*;

    /// "bank" in both documents, "loan" twice and "goal" and "area" once in the first, "rain" in the second.
    fn matrix() -> TermMatrix {
        let mut counts = TermCounts::new();
        let count = |all| Count { all, named: 0 };
        counts.push(&[(0, count(5)), (1, count(2)), (2, count(1)), (4, count(1))]);
        counts.push(&[(0, count(1)), (3, count(1))]);
        let words: Vec<(Box<str>, Box<str>)> =
            ["bank", "loan", "goal", "rain", "area"].iter().map(|&word| (word.into(), word.into())).collect();
        TermMatrix::build(counts, &words)
    }

    #[test]
    fn weights_are_those_worked_out_by_hand() {
        let matrix = matrix();
        let terms = top_terms(&matrix, 0, 9, false, None);
        let stems: Vec<&str> = terms.iter().map(|term| &*matrix.stems[term.column]).collect();
        assert_eq!(stems, ["loan", "area", "goal"], "no 'bank', which is everywhere; equal ones by stem");
        let ln2 = libm::log(2f64);
        assert!((terms[0].tfidf - (1.0 + ln2) * ln2).abs() < 1e-12);
        assert!((terms[1].tfidf - ln2).abs() < 1e-12);
        assert_eq!(terms[0].tf, 2);
        assert_eq!(top_terms(&matrix, 0, 1, false, None), terms[..1]);
    }

    #[test]
    fn a_background_gives_weight_to_what_is_everywhere_here() {
        let background = Background::parse("b", "#! documents = 100\nstem\tdocuments\nbank\t10\n").unwrap();
        let matrix = matrix();
        let terms = top_terms(&matrix, 1, 9, false, Some(&background));
        let expected = [("rain", libm::log(200f64)), ("bank", libm::log(10f64))];
        assert_eq!(terms.len(), 2);
        for (term, (stem, weight)) in terms.iter().zip(expected) {
            assert_eq!(&*matrix.stems[term.column], stem);
            assert!((term.tfidf - weight).abs() < 1e-12);
        }
    }

    #[test]
    fn names_count_only_when_they_are_asked_for() {
        let mut counts = TermCounts::new();
        counts.push(&[(0, Count { all: 3, named: 3 }), (1, Count { all: 2, named: 1 })]);
        counts.push(&[(2, Count { all: 1, named: 0 })]);
        let words: Vec<(Box<str>, Box<str>)> =
            ["smith", "bank", "rain"].iter().map(|&word| (word.into(), word.into())).collect();
        let matrix = TermMatrix::build(counts, &words);
        let tf = |names| {
            let terms = top_terms(&matrix, 0, 9, names, None);
            terms.iter().map(|t| (matrix.stems[t.column].to_string(), t.tf)).collect::<Vec<_>>()
        };
        assert_eq!(tf(false), [("bank".to_owned(), 1)]);
        assert_eq!(tf(true), [("smith".to_owned(), 3), ("bank".to_owned(), 2)]);
    }

    #[test]
    fn a_document_that_is_not_there_has_no_terms() {
        assert!(top_terms(&matrix(), 2, 9, false, None).is_empty());
        assert!(top_terms(&TermMatrix::default(), 0, 9, false, None).is_empty());
    }
}
