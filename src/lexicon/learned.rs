//! Learned tables: a term in a context with two weights, fitted on labelled mentions.
//!
//! What it is: the file format and its layers. What it is not: it neither fits weights nor finds terms in a text.

use crate::tsv::{self, FileHash, FileInfo, Row, TsvError};
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;
use std::path::Path;

/// The shipped table: name and text.
pub const SHIPPED_LEARNED: (&str, &str) =
    ("lexicons/en/learned.tsv", include_str!("../../lexicons/en/learned.tsv"));

/// Version of the format: a table of another one means something else by its contexts.
pub const FORMAT: &str = "2";

const COLUMNS: [&str; 5] = ["term", "context", "favourable", "critical", "support"];
const REQUIRED: usize = 4;
/// The largest weight.
const LARGEST: f64 = 20.0;

/// Where a term stands toward a mention, or what else a row of the table speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[derive(strum::EnumString, strum::IntoStaticStr, strum::VariantArray, strum::VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum Context {
    /// The stem stands anywhere in the sentence.
    Sentence = 1,
    /// It stands after the mention.
    After,
    /// It stands before it.
    Before,
    /// It stands at most three tokens away.
    Near,
    /// It is negated.
    Negated,
    /// Two stems (or TARGET, NAME) stand side by side.
    Pair,
    /// The stem is one of the five tokens after the mention, in its clause.
    Next,
    /// It is one of the four tokens before it.
    Previous,
    /// The sentence has a word that begins so.
    Beginning,
    /// What kinds of words stand around the mention.
    Pattern,
    /// What the mention and its sentence are like.
    Form,
    /// How many names stand before and after the mention.
    Names,
    /// What the expressions of the hand lexicon come to.
    Balance,
    /// Negators, hedges and the like on either side.
    Modifier,
    /// What the rules make of an expression of the hand lexicon, by the role of the mention to it.
    Number,
}

impl Context {
    /// All contexts, in the order of their numbers.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// The name in a file.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The context of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    /// Its bit in a set of contexts.
    #[must_use]
    pub fn bit(self) -> u32 {
        1 << self as u8
    }

    /// Whether its terms are made of stems.
    #[must_use]
    pub fn has_stems(self) -> bool {
        matches!(
            self,
            Self::Sentence
                | Self::After
                | Self::Before
                | Self::Near
                | Self::Negated
                | Self::Pair
                | Self::Next
                | Self::Previous
        )
    }

    /// Whether its terms stand for numbers of the hand lexicon rather than for words.
    #[must_use]
    pub fn is_scale(self) -> bool {
        self == Self::Number
    }
}

/// Why a learned table cannot be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LearnedError {
    /// The form of the file is wrong.
    #[error(transparent)]
    File(#[from] TsvError),
    /// It was written for another version of the program.
    #[error(
        "{path}: the learned table has format '{found}', this version reads {FORMAT}; fit it again with 'standpoint lexicon learn'"
    )]
    Format {
        /// The file.
        path: String,
        /// What stands there.
        found: String,
    },
    /// A bias is missing or no number.
    #[error("{path}: the line '#! {key} = NUMBER' is missing or holds no number from -20 to 20")]
    Prior {
        /// The file.
        path: String,
        /// Which.
        key: &'static str,
    },
    /// Not a number, or one out of range.
    #[error("{path}:{line}: {column} = '{value}' is not a number from -20 to 20")]
    BadNumber {
        /// The file.
        path: String,
        /// The line.
        line: u64,
        /// The column.
        column: &'static str,
        /// What stands there.
        value: String,
    },
    /// A context that does not exist.
    #[error("{path}:{line}: unknown context '{context}'; there are {known}")]
    UnknownContext {
        /// The file.
        path: String,
        /// The line.
        line: u64,
        /// What stands there.
        context: String,
        /// What there is.
        known: String,
    },
    /// The same term in the same context twice in one file.
    #[error("{path}:{line}: '{term}' ({context}) stands in line {first} already; keep one of the two")]
    Duplicate {
        /// The file.
        path: String,
        /// The second line.
        line: u64,
        /// The first line.
        first: u64,
        /// The term.
        term: String,
        /// The context.
        context: &'static str,
    },
}

/// A row: a term in a context, and what it adds to the two sums.
#[derive(Debug, Clone, PartialEq)]
pub struct LearnedRow {
    /// Stems apart by blanks, or a name of the context's own.
    pub term: Box<str>,
    /// Where it stands.
    pub context: Context,
    /// Added toward favourable, relative to neutral.
    pub favourable: f64,
    /// Added toward critical.
    pub critical: f64,
    /// Labelled mentions that it was seen with.
    pub support: u32,
    /// Index into [`LearnedTable::files`].
    pub file: usize,
    /// Line in that file.
    pub line: u64,
}

/// The rows of all layers; later files win.
#[derive(Debug, Clone, Default)]
pub struct LearnedTable {
    files: Vec<FileInfo>,
    rows: Vec<LearnedRow>,
    /// Rows by key: the first so many as it has. Those of the shipped table come in when another is laid over it.
    index: HashTable<u32>,
    hasher: FixedState,
    prior: Option<(f64, f64)>,
}

impl LearnedTable {
    /// The table that comes with the program. No key stands twice in it, which a test holds, so none is looked for.
    ///
    /// # Errors
    /// Never for a release: a test loads it.
    pub fn shipped() -> Result<Self, LearnedError> {
        let mut table = Self::default();
        let (path, text) = SHIPPED_LEARNED;
        table.rows.reserve(tsv::about_rows(text));
        let info = tsv::parse(path, text, FileHash::Shipped(text), &COLUMNS, REQUIRED, |row| {
            table.rows.push(Self::row(path, 0, &row)?);
            Ok::<(), LearnedError>(())
        })?;
        table.finish(path, info)?;
        Ok(table)
    }

    /// Whether a file is a learned table: its header has a context column.
    #[must_use]
    pub fn is_learned(text: &str) -> bool {
        text.lines()
            .find(|line| !line.is_empty() && !line.starts_with('#'))
            .is_some_and(|header| header.split('\t').any(|cell| cell.trim() == "context"))
    }

    /// Lays a table over what is there: a row takes the place of one with its term and context, and its biases hold.
    ///
    /// # Errors
    /// The first thing wrong in the file, with its line; the table is then to be thrown away.
    pub fn layer(&mut self, path: &str, text: &str) -> Result<(), LearnedError> {
        let file = self.files.len();
        self.rows.reserve(tsv::about_rows(text));
        self.index_all();
        let hash = FileHash::of(text.as_bytes());
        let info = tsv::parse(path, text, hash, &COLUMNS, REQUIRED, |row| {
            self.insert(path, Self::row(path, file, &row)?)
        })?;
        self.finish(path, info)
    }

    /// Takes the biases of a file whose rows are in.
    fn finish(&mut self, path: &str, info: FileInfo) -> Result<(), LearnedError> {
        let format = info.keys.get("format").map_or("", String::as_str);
        if format != FORMAT {
            return Err(LearnedError::Format { path: path.into(), found: format.into() });
        }
        let prior = |key: &'static str| {
            info.keys
                .get(key)
                .and_then(|value| number(value))
                .ok_or(LearnedError::Prior { path: path.into(), key })
        };
        self.prior = Some((prior("prior_favourable")?, prior("prior_critical")?));
        self.files.push(info);
        Ok(())
    }

    /// [`layer`](Self::layer) for a file on disk.
    ///
    /// # Errors
    /// As `layer`, and what reading the file may give.
    pub fn layer_file(&mut self, path: &Path) -> Result<(), LearnedError> {
        let text = tsv::read(path)?;
        self.layer(&path.display().to_string(), &text)
    }

    /// Takes into the index what is not in it yet.
    fn index_all(&mut self) {
        let (rows, hasher) = (&self.rows, &self.hasher);
        let hash = |at: u32| key_hash(hasher, &rows[at as usize]);
        for at in self.index.len() as u32..rows.len() as u32 {
            self.index.insert_unique(hash(at), at, |&other| hash(other));
        }
    }

    fn row(path: &str, file: usize, row: &Row<'_>) -> Result<LearnedRow, LearnedError> {
        let line = row.line;
        let Some(context) = Context::from_name(row.cell(1)) else {
            let known = <Context as strum::VariantNames>::VARIANTS.join(", ");
            return Err(LearnedError::UnknownContext {
                path: path.into(),
                line,
                context: row.cell(1).into(),
                known,
            });
        };
        let weight = |column: usize| {
            tsv::number(row.cell(column)).filter(allowed).ok_or_else(|| LearnedError::BadNumber {
                path: path.into(),
                line,
                column: COLUMNS[column],
                value: row.cell(column).into(),
            })
        };
        Ok(LearnedRow {
            term: row.cell(0).into(),
            context,
            favourable: weight(2)?,
            critical: weight(3)?,
            support: row.cell(4).parse().unwrap_or(0),
            file,
            line,
        })
    }

    /// Puts a row in, in the place of one of an earlier file with its key.
    fn insert(&mut self, path: &str, learned: LearnedRow) -> Result<(), LearnedError> {
        let LearnedRow { context, file, line, .. } = learned;
        let hash = key_hash(&self.hasher, &learned);
        let same = |&other: &u32| {
            let there = &self.rows[other as usize];
            there.context == context && there.term == learned.term
        };
        if let Some(&at) = self.index.find(hash, same) {
            let there = &mut self.rows[at as usize];
            if there.file == file {
                return Err(LearnedError::Duplicate {
                    path: path.into(),
                    line,
                    first: there.line,
                    term: learned.term.into(),
                    context: context.name(),
                });
            }
            *there = learned;
            return Ok(());
        }
        let at = self.rows.len() as u32;
        self.rows.push(learned);
        let (rows, hasher) = (&self.rows, &self.hasher);
        self.index.insert_unique(hash, at, |&other| key_hash(hasher, &rows[other as usize]));
        Ok(())
    }

    /// The rows, in the order in which their keys first came.
    #[must_use]
    pub fn rows(&self) -> &[LearnedRow] {
        &self.rows
    }

    /// The biases toward favourable and toward critical; none without a table.
    #[must_use]
    pub fn prior(&self) -> Option<(f64, f64)> {
        self.prior
    }

    /// The files, in the order of their layers.
    #[must_use]
    pub fn files(&self) -> &[FileInfo] {
        &self.files
    }

    /// Whether there is no table.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

fn key_hash(hasher: &FixedState, row: &LearnedRow) -> u64 {
    hasher.hash_one((row.context, &*row.term))
}

fn number(text: &str) -> Option<f64> {
    tsv::number(text.trim()).filter(allowed)
}

fn allowed(value: &f64) -> bool {
    value.is_finite() && value.abs() <= LARGEST
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "#! format = 2\n#! prior_favourable = -0.5\n#! prior_critical = -0.4\n\
                        term\tcontext\tfavourable\tcritical\tsupport\n";

    fn error(text: &str) -> String {
        LearnedTable::default().layer("my.tsv", text).unwrap_err().to_string()
    }

    #[test]
    fn no_key_stands_twice_in_the_shipped_table() {
        let mut checked = LearnedTable::default();
        checked.layer(SHIPPED_LEARNED.0, SHIPPED_LEARNED.1).unwrap();
        assert_eq!(checked.rows(), LearnedTable::shipped().unwrap().rows());
    }

    #[test]
    fn a_later_table_wins() {
        let mut table = LearnedTable::default();
        table.layer("a", &format!("{HEAD}lost\tsentence\t-0.1\t0.5\t9\nwon\tnear\t0.2\t0\t3\n")).unwrap();
        table.layer("b", &format!("{HEAD}lost\tsentence\t0\t0.7\t2\n")).unwrap();
        assert_eq!(table.rows().len(), 2);
        assert!((table.rows()[0].critical - 0.7).abs() < 1e-12);
        assert_eq!(table.prior(), Some((-0.5, -0.4)));
        assert!(LearnedTable::is_learned(HEAD) && !LearnedTable::is_learned("term\tkind\n"));
    }

    #[test]
    fn errors_name_file_and_line() {
        assert!(error("term\tcontext\tfavourable\tcritical\n").contains("has format ''"));
        assert!(error(&HEAD.replace("= 2", "= 99")).contains("has format '99'"));
        assert!(error(&HEAD.replace("-0.4", "NaN")).contains("'#! prior_critical = NUMBER'"));
        assert_eq!(
            error(&format!("{HEAD}lost\tsentence\tinf\t0\t1\n")),
            "my.tsv:5: favourable = 'inf' is not a number from -20 to 20"
        );
        assert!(
            error(&format!("{HEAD}lost\tabove\t0\t0\t1\n")).starts_with("my.tsv:5: unknown context 'above'")
        );
        assert!(
            error(&format!("{HEAD}a\tnear\t0\t0\t1\na\tnear\t0\t1\t1\n"))
                .contains("stands in line 5 already")
        );
    }
}
