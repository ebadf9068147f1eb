//! Learned tables of pairs: a term in a context of two actors with two weights, fitted on labelled pairs.
//!
//! What it is: the file format and its layers. What it is not: it neither fits weights nor finds terms in a text.

use crate::frozen::{Flat, FlatMap, Freeze, FrozenError, Reader, Writer, hash_of};
use crate::tsv::{self, FileInfo, Hint, Located, TsvFault};
use std::borrow::Cow;

/// Version of the format.
pub const PAIR_FORMAT: &str = "1";

/// Columns of a table of pairs.
pub const PAIR_COLUMNS: [&str; 5] = ["term", "context", "positive", "negative", "support"];
const REQUIRED: usize = 4;
/// The largest weight.
const LARGEST: f64 = 20.0;

/// A fault of a table of pairs, with its place.
pub type PairError = Located<PairFault>;

/// A fault of a table of pairs.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PairFault {
    /// The form of the file is wrong.
    #[error(transparent)]
    Form(#[from] TsvFault),
    /// It was written for another version of the program.
    #[error("the table of pairs has format '{found}', this version reads {PAIR_FORMAT}")]
    Format {
        /// The format of the file.
        found: String,
    },
    /// A number of the head is missing or none.
    #[error("the line '#! {key} = NUMBER' is missing or holds no number from -20 to 20")]
    Head {
        /// Which.
        key: &'static str,
    },
    /// Not a number, or one out of range.
    #[error("{column} = '{value}' is not a number from -20 to 20")]
    BadNumber {
        /// The column.
        column: &'static str,
        /// The offending cell.
        value: String,
    },
    /// The same term in the same context twice in one file.
    #[error("'{term}' ({context}) stands in this file already")]
    Duplicate {
        /// The term.
        term: String,
        /// The context.
        context: String,
    },
}

impl Hint for PairFault {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Form(fault) => fault.hint(),
            Self::Format { .. } => {
                Some("fit it again with 'standpoint lexicon learn --relations'".to_owned())
            }
            Self::Duplicate { .. } => Some("keep one of the two".to_owned()),
            Self::Head { .. } | Self::BadNumber { .. } => None,
        }
    }
}

/// The numbers at the head of a table, each toward positive and toward negative.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairHeader {
    /// Biases of a pair: how likely a stance is before anything is known.
    pub prior: [f64; 2],
    /// Factors of the probabilities of the sides where a class is chosen. A stance is rare, so that the likeliest class
    /// would mostly be neutral; macro-F1 is best elsewhere.
    pub decision: [f64; 2],
}

impl Default for PairHeader {
    fn default() -> Self {
        Self { prior: [0.0; 2], decision: [1.0; 2] }
    }
}

/// The keys of the head, in the order of the fields.
pub const PAIR_KEYS: [[&str; 2]; 2] =
    [["prior_positive", "prior_negative"], ["decision_positive", "decision_negative"]];

/// Contexts whose names begin so have stems for terms, apart by blanks.
pub const OF_STEMS: &str = "word_";

/// The key of a term in a context.
#[must_use]
pub fn pair_key(context: &str, term: &str) -> u64 {
    pair_key_of(context, term.split(' '))
}

/// The key of a term in a context, given its words.
#[must_use]
pub fn pair_key_of<'w>(context: &str, words: impl IntoIterator<Item = &'w str>) -> u64 {
    let add = |key: u64, word: &str| key.rotate_left(17) ^ hash_of(word);
    words.into_iter().fold(hash_of(context), add)
}

/// The rows of all layers: of a file with rows those alone hold, of one without any only its head.
#[derive(Debug, Clone, Default)]
pub struct PairTable {
    files: Vec<FileInfo>,
    /// The row of each key.
    rows: FlatMap,
    /// Weights toward positive and negative, by row.
    weights: Flat<[f64; 2]>,
    header: PairHeader,
    /// The stems in its terms, apart by blanks.
    stems: Cow<'static, str>,
}

impl PairTable {
    /// Whether a file is a table of pairs, by its columns.
    #[must_use]
    pub fn is_pairs(text: &str) -> bool {
        let columns = text.lines().find(|line| !line.is_empty() && !line.starts_with('#'));
        columns.is_some_and(|columns| {
            let has = |name: &str| columns.split('\t').any(|cell| cell.trim() == name);
            has("context") && has("positive")
        })
    }

    /// Lays a table over what is there.
    ///
    /// # Errors
    /// The first thing wrong in the file, with its line; the table is then to be thrown away.
    pub fn layer(&mut self, path: &str, text: &str) -> Result<(), PairError> {
        let (mut rows, mut weights, mut stems) = (FlatMap::default(), Vec::new(), String::new());
        let info = tsv::parse(path, text, &PAIR_COLUMNS, REQUIRED, |row| {
            let weight = |column: usize| {
                row.cell(column).parse().ok().filter(allowed).ok_or_else(|| PairFault::BadNumber {
                    column: PAIR_COLUMNS[column],
                    value: row.cell(column).into(),
                })
            };
            let number = weights.len() as u32;
            weights.push([weight(2)?, weight(3)?]);
            if rows.get_or_insert(pair_key(row.cell(1), row.cell(0)), number) != number {
                let (term, context) = (row.cell(0).to_owned(), row.cell(1).to_owned());
                return Err(PairFault::Duplicate { term, context });
            }
            if row.cell(1).starts_with(OF_STEMS) {
                stems.push_str(row.cell(0));
                stems.push(' ');
            }
            Ok(())
        })?;
        let format = info.keys.get("format").map_or("", String::as_str);
        if format != PAIR_FORMAT {
            return Err(Located::file(path, PairFault::Format { found: format.into() }));
        }
        let number = |key: &'static str| {
            let value = info.keys.get(key).and_then(|value| value.parse().ok()).filter(allowed);
            value.ok_or_else(|| Located::file(path, PairFault::Head { key }))
        };
        let [[positive, negative], [for_positive, for_negative]] = PAIR_KEYS;
        self.header = PairHeader {
            prior: [number(positive)?, number(negative)?],
            decision: [number(for_positive)?, number(for_negative)?],
        };
        if !weights.is_empty() {
            (self.rows, self.weights, self.stems) = (rows, weights.into(), stems.into());
        }
        self.files.push(info);
        Ok(())
    }

    /// The weights toward positive and negative of a key ([`pair_key`]).
    #[inline]
    #[must_use]
    pub fn weights(&self, key: u64) -> Option<[f64; 2]> {
        self.weights.get(self.rows.get(key)? as usize).copied()
    }

    /// The stems in its terms; one may come several times.
    pub fn stems(&self) -> impl Iterator<Item = &str> {
        self.stems.split(' ').filter(|stem| !stem.is_empty())
    }

    /// The numbers at its head.
    #[must_use]
    pub fn header(&self) -> PairHeader {
        self.header
    }

    /// The files, in the order of their layers.
    #[must_use]
    pub fn files(&self) -> &[FileInfo] {
        &self.files
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Whether there is no table with rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }
}

fn allowed(value: &f64) -> bool {
    value.is_finite() && value.abs() <= LARGEST
}

impl Freeze for PairTable {
    fn freeze(&self, writer: &mut Writer) {
        self.files.freeze(writer);
        self.rows.freeze(writer);
        writer.table(&self.weights);
        writer.table(&[self.header.prior, self.header.decision]);
        writer.text(&self.stems);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        let (files, rows, weights) = (Vec::thaw(reader)?, FlatMap::thaw(reader)?, reader.table()?);
        let header = match *reader.table::<[f64; 2]>()? {
            [prior, decision] => PairHeader { prior, decision },
            _ => PairHeader::default(),
        };
        Ok(Self { files, rows, weights, header, stems: Cow::Borrowed(reader.text()?) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "#! format = 1\n#! prior_positive = -2\n#! prior_negative = -1.5\n#! decision_positive = 1.5\n\
                        #! decision_negative = 1.25\nterm\tcontext\tpositive\tnegative\tsupport\n";

    fn error(text: &str) -> String {
        PairTable::default().layer("my.tsv", text).unwrap_err().to_string()
    }

    #[test]
    fn rows_are_found_by_term_and_context_and_biases_alone_leave_them() {
        let mut table = PairTable::default();
        table.layer("a", &format!("{HEAD}attack\tbetween\t-0.5\t1.25\t9\n")).unwrap();
        let found = table.weights(pair_key("between", "attack"));
        assert_eq!(found.map(|pair| pair.map(f64::to_bits)), Some([-0.5f64, 1.25].map(f64::to_bits)));
        assert_eq!(table.weights(pair_key("attack", "between")), None);
        table.layer("b", &HEAD.replace("= -2", "= -3")).unwrap();
        assert_eq!((table.len(), table.files().len()), (1, 2));
        assert!((table.header().prior[0] + 3.0).abs() < 1e-12);
        assert!(PairTable::is_pairs(HEAD) && !PairTable::is_pairs("term\tcontext\tfavourable\tcritical\n"));
    }

    #[test]
    fn faults_are_told_with_their_place() {
        assert!(error("term\tcontext\tpositive\tnegative\n").contains("has format ''"));
        assert!(error(&HEAD.replace("-1.5", "NaN")).contains("'#! prior_negative = NUMBER'"));
        assert_eq!(
            error(&format!("{HEAD}a\tbetween\tinf\t0\t1\n")),
            "my.tsv:7: positive = 'inf' is not a number from -20 to 20"
        );
        assert!(error(&format!("{HEAD}a\tb\t0\t0\t1\na\tb\t0\t1\t1\n")).starts_with("my.tsv:8: 'a' (b)"));
    }
}
