//! Background document frequencies of stems, for corpora too small to estimate their own.

use super::TermMatrix;
use crate::tsv::{self, Hint, Located, TsvFault};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// Corpora with fewer documents than this take document frequencies from a [`Background`].
pub const BACKGROUND_BELOW: usize = 20;

/// Document frequency assumed for a stem that is not in the table.
const UNSEEN: f64 = 0.5;

const COLUMNS: [&str; 2] = ["stem", "documents"];

/// Document frequency of each stem in a background corpus. In the shipped one, a document is a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Background {
    documents: f64,
    frequency: HashMap<Box<str>, u32, FixedState>,
}

/// A fault of a background table, with its place.
pub type BackgroundError = Located<BackgroundFault>;

/// A fault of a background table.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BackgroundFault {
    /// The form of the file is wrong.
    #[error(transparent)]
    Form(#[from] TsvFault),
    /// No line says how many documents were counted.
    #[error("no line '#! documents = N' with N from 1 to {max}", max = u32::MAX)]
    NoDocuments,
    /// A row is not a stem, a tab and a number.
    #[error("a row should be a stem, a tab and a number from 1 to {documents}")]
    Row {
        /// Documents counted, the largest number there can be.
        documents: u32,
    },
    /// A stem stands there twice.
    #[error("'{stem}' was counted on an earlier line")]
    Twice {
        /// The stem.
        stem: String,
    },
}

impl Hint for BackgroundFault {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Form(fault) => fault.hint(),
            Self::NoDocuments | Self::Row { .. } | Self::Twice { .. } => None,
        }
    }
}

impl Background {
    /// Reads a table: `#! documents = N` among the lines at its beginning, the columns `stem` and `documents`. `path` is
    /// for messages.
    ///
    /// # Errors
    /// The form, no number of documents, or a row that is not as it should be, with its line.
    pub fn parse(path: &str, text: &str) -> Result<Self, BackgroundError> {
        // What a count may be is known once the whole file is read.
        let mut rows: Vec<(u64, Box<str>, Option<u32>)> = Vec::new();
        let info = tsv::parse(path, text, &COLUMNS, COLUMNS.len(), |row| {
            rows.push((row.line, row.cell(0).into(), row.cell(1).parse().ok()));
            Ok::<(), BackgroundFault>(())
        })?;
        let documents = info.keys.get("documents").and_then(|value| value.parse::<u32>().ok());
        let documents = documents.filter(|&documents| documents > 0);
        let documents = documents.ok_or_else(|| BackgroundError::file(path, BackgroundFault::NoDocuments))?;
        let mut frequency: HashMap<Box<str>, u32, FixedState> = HashMap::default();
        for (line, stem, count) in rows {
            let at = |fault: BackgroundFault| BackgroundError::line(path, line, fault);
            let count = count.filter(|count| !stem.is_empty() && (1..=documents).contains(count));
            let count = count.ok_or_else(|| at(BackgroundFault::Row { documents }))?;
            if frequency.contains_key(&stem) {
                return Err(at(BackgroundFault::Twice { stem: stem.into() }));
            }
            frequency.insert(stem, count);
        }
        Ok(Self { documents: f64::from(documents), frequency })
    }

    /// The table `text`, where a corpus of so many documents needs one; none where it can tell by itself, or where the
    /// language has no table and the text is empty.
    ///
    /// # Errors
    /// The same as [`Background::parse`].
    pub fn for_corpus(documents: usize, path: &str, text: &str) -> Result<Option<Self>, BackgroundError> {
        let needed = documents < BACKGROUND_BELOW && !text.is_empty();
        needed.then(|| Self::parse(path, text)).transpose()
    }

    /// The document frequencies of a corpus as if one document more had no term: each term weighs something, also in a
    /// corpus of one document. For a small corpus in a language without a table.
    #[must_use]
    pub fn of_corpus(matrix: &TermMatrix) -> Self {
        let frequency = matrix.stems.iter().cloned().zip(matrix.document_frequency.iter().copied());
        Self { documents: (matrix.documents() + 1) as f64, frequency: frequency.collect() }
    }

    /// Inverse document frequency ln(N / df), from 0; df is 0.5 for a stem that is not in the table.
    #[must_use]
    pub fn idf(&self, stem: &str) -> f64 {
        let df = self.frequency.get(stem).map_or(UNSEEN, |&df| f64::from(df));
        libm::log(self.documents / df)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_table_knows_common_words_from_rare_ones() {
        let shipped = crate::shipped::knowledge().unwrap().data.background;
        let background = Background::parse(&shipped.path, &shipped.text).unwrap();
        assert!(background.idf("govern") < background.idf("treati"));
        assert!(background.idf("treati") < background.idf("zzzunseen"));
        assert!(background.idf("zzzunseen") > 0.0);
    }

    #[test]
    fn the_terms_of_a_single_document_weigh_something() {
        let rows: [&[(u32, u32)]; 1] = [&[(0, 2), (1, 1)]];
        let background = Background::of_corpus(&TermMatrix::of_words(&rows, &["ant", "bee"]));
        assert!((background.idf("ant") - libm::log(2.0)).abs() < 1e-12);
    }

    #[test]
    fn errors_name_the_line() {
        let said = |text: &str| Background::parse("b.tsv", text).unwrap_err().to_string();
        let none = "b.tsv: no line '#! documents = N' with N from 1 to 4294967295";
        assert_eq!(said("stem\tdocuments\n"), none);
        assert_eq!(said("#! documents = 0\nstem\tdocuments\n"), none);
        assert_eq!(said("#! documents = 9\n"), "b.tsv: no header line");
        assert_eq!(said("#! documents = 9\nstem,documents\n"), "b.tsv:2: unknown column 'stem,documents'");
        let head = "#! documents = 9\n# note\nstem\tdocuments\n";
        for row in ["a", "a\tb", "a\t0", "a\t10", "\t3", "a\t-1"] {
            let expected = "b.tsv:4: a row should be a stem, a tab and a number from 1 to 9";
            assert_eq!(said(&format!("{head}{row}\n")), expected, "{row}");
        }
        assert_eq!(said(&format!("{head}a\t3\t4\n")), "b.tsv:4: 3 cells where the header has 2");
        assert_eq!(said(&format!("{head}a\t3\na\t4\n")), "b.tsv:5: 'a' was counted on an earlier line");
    }

    #[test]
    fn only_a_small_corpus_needs_a_table_and_not_every_language_has_one() {
        let text = "#! documents = 9\nstem\tdocuments\na\t3\n";
        let is_there = |documents, text| Background::for_corpus(documents, "b.tsv", text).unwrap().is_some();
        assert!(is_there(BACKGROUND_BELOW - 1, text));
        assert!(!is_there(BACKGROUND_BELOW, text));
        assert!(!is_there(BACKGROUND_BELOW - 1, ""));
    }
}
