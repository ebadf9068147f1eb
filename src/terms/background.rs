//! Background document frequencies of stems, for corpora too small to estimate their own.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// Corpora with fewer documents than this take document frequencies from a [`Background`].
pub const BACKGROUND_BELOW: usize = 20;

/// Document frequency assumed for a stem that is not in the table.
const UNSEEN: f64 = 0.5;

const SHIPPED_PATH: &str = "lexicons/en/background.tsv";
const SHIPPED: &str = include_str!("../../lexicons/en/background.tsv");

/// Document frequency of each stem in a background corpus. In the shipped one, a document is a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Background {
    documents: f64,
    frequency: HashMap<Box<str>, u32, FixedState>,
}

/// What is wrong with a background table.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BackgroundError {
    /// No line says how many documents were counted.
    #[error("{path}: no line '#! documents = N' with N from 1 to {max}", max = u32::MAX)]
    NoDocuments {
        /// The file.
        path: String,
    },
    /// The first line that is not a comment is not the header.
    #[error("{path}:{line}: the header should be 'stem<TAB>documents'")]
    Header {
        /// The file.
        path: String,
        /// The line, from 1; the one after the last where there is none.
        line: usize,
    },
    /// A row is not a stem, a tab and a number.
    #[error("{path}:{line}: a row should be a stem, a tab and a number from 1 to {documents}")]
    Row {
        /// The file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// Number of documents counted: the largest number a row can have.
        documents: u32,
    },
    /// A stem occurs twice.
    #[error("{path}:{line}: '{stem}' was counted on an earlier line")]
    Twice {
        /// The file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// The stem.
        stem: String,
    },
}

impl Background {
    /// Reads a table: `#! documents = N` among the comment lines (`#`), the header `stem<TAB>documents`, then rows.
    /// `path` is for messages.
    ///
    /// # Errors
    /// The number of documents is missing, or a header or row is not as it should be.
    pub fn parse(path: &str, text: &str) -> Result<Self, BackgroundError> {
        let value = |line: &str| {
            let (key, value) = line.strip_prefix("#!")?.split_once('=')?;
            if key.trim() == "documents" { value.trim().parse::<u32>().ok().filter(|&n| n > 0) } else { None }
        };
        let documents =
            text.lines().find_map(value).ok_or_else(|| BackgroundError::NoDocuments { path: path.into() })?;
        let mut rows = text
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line))
            .filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
        let last = text.lines().count() + 1;
        let (line, header) = rows.next().unwrap_or((last, ""));
        if !header.split('\t').map(str::trim).eq(["stem", "documents"]) {
            return Err(BackgroundError::Header { path: path.into(), line });
        }
        let mut frequency = HashMap::default();
        for (line, row) in rows {
            let (stem, count) =
                cells(row, documents).ok_or(BackgroundError::Row { path: path.into(), line, documents })?;
            if frequency.insert(stem.into(), count).is_some() {
                return Err(BackgroundError::Twice { path: path.into(), line, stem: stem.into() });
            }
        }
        Ok(Self { documents: f64::from(documents), frequency })
    }

    /// The table of English news sentences that is part of the library.
    ///
    /// # Errors
    /// Those of [`Background::parse`]; a test checks that there are none.
    pub fn shipped() -> Result<Self, BackgroundError> {
        Self::parse(SHIPPED_PATH, SHIPPED)
    }

    /// The shipped table for a corpus below [`BACKGROUND_BELOW`] documents; none for a larger one.
    ///
    /// # Errors
    /// Those of [`Background::shipped`].
    pub fn for_corpus(documents: usize) -> Result<Option<Self>, BackgroundError> {
        if documents < BACKGROUND_BELOW { Self::shipped().map(Some) } else { Ok(None) }
    }

    /// Inverse document frequency ln(N / df), from 0; df is 0.5 for a stem that is not in the table.
    #[must_use]
    pub fn idf(&self, stem: &str) -> f64 {
        let df = self.frequency.get(stem).map_or(UNSEEN, |&df| f64::from(df));
        (self.documents / df).ln()
    }
}

fn cells(row: &str, documents: u32) -> Option<(&str, u32)> {
    let (stem, count) = row.split_once('\t')?;
    let count = count.trim().parse().ok().filter(|count| (1..=documents).contains(count))?;
    let stem = stem.trim();
    (!stem.is_empty()).then_some((stem, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_table_knows_common_words_from_rare_ones() {
        let background = Background::shipped().unwrap();
        assert!(background.idf("govern") < background.idf("treati"));
        assert!(background.idf("treati") < background.idf("zzzunseen"));
        assert!(background.idf("zzzunseen") > 0.0);
    }

    #[test]
    fn errors_name_the_line() {
        let path = || String::from("b.tsv");
        let parse = |text| Background::parse("b.tsv", text).unwrap_err();
        assert_eq!(parse("stem\tdocuments\n"), BackgroundError::NoDocuments { path: path() });
        assert_eq!(parse("#! documents = 0\n"), BackgroundError::NoDocuments { path: path() });
        assert_eq!(parse("#! documents = 9\n"), BackgroundError::Header { path: path(), line: 2 });
        assert_eq!(
            parse("#! documents = 9\nstem,documents\n"),
            BackgroundError::Header { path: path(), line: 2 }
        );
        let head = "#! documents = 9\n# note\nstem\tdocuments\n";
        for row in ["a", "a\tb", "a\t0", "a\t10", "\t3", "a\t3\t4", "a\t-1"] {
            let expected = BackgroundError::Row { path: path(), line: 4, documents: 9 };
            let text = format!(
                "{head}{row}
"
            );
            assert_eq!(Background::parse("b.tsv", &text).unwrap_err(), expected, "{row}");
        }
        let twice = BackgroundError::Twice { path: path(), line: 5, stem: "a".into() };
        assert_eq!(parse(&format!("{head}a\t3\na\t4\n")), twice);
    }
}
