//! Learned tables: a term in a context with two weights, fitted on labelled mentions.
//!
//! What it is: the file format and its layers. What it is not: it neither fits weights nor finds terms in a text.

use super::context::Context;
use crate::frozen::{Blob, Flat, Freeze, FrozenError, Index, Reader, Writer, hash_of};
use crate::tsv::path_name;
use crate::tsv::{self, FileInfo, Hint, Located, Row, TsvFault};
use std::path::Path;

/// Version of the format: a table of another one means something else by its contexts.
pub const FORMAT: &str = "3";

const COLUMNS: [&str; 5] = ["term", "context", "favourable", "critical", "support"];
const REQUIRED: usize = 4;
/// The largest weight.
const LARGEST: f64 = 20.0;

/// A fault of a learned table, with its place.
pub type LearnedError = Located<LearnedFault>;

/// A fault of a learned table.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LearnedFault {
    /// The form of the file is wrong.
    #[error(transparent)]
    Form(#[from] TsvFault),
    /// It was written for another version of the program.
    #[error("the learned table has format '{found}', this version reads {FORMAT}")]
    Format {
        /// The format of the file.
        found: String,
    },
    /// A bias is missing or no number.
    #[error("the line '#! {key} = NUMBER' is missing or holds no number from -20 to 20")]
    Prior {
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
    /// A context that does not exist.
    #[error("unknown context '{context}'")]
    UnknownContext {
        /// The offending cell.
        context: String,
    },
    /// The same term in the same context twice in one file.
    #[error("'{term}' ({context}) stands in line {first} already")]
    Duplicate {
        /// The first line.
        first: u64,
        /// The term.
        term: String,
        /// The context.
        context: &'static str,
    },
}

impl Hint for LearnedFault {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Form(fault) => fault.hint(),
            Self::Format { .. } => Some("fit it again with 'standpoint lexicon learn'".to_owned()),
            Self::UnknownContext { .. } => Some(format!(
                "there are {}",
                Context::ALL.iter().map(|context| context.name()).collect::<Vec<_>>().join(", ")
            )),
            Self::Duplicate { .. } => Some("keep one of the two".to_owned()),
            Self::Prior { .. } | Self::BadNumber { .. } => None,
        }
    }
}

/// A row: a term in a context, and what it adds to the two sums.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LearnedRow<'l> {
    /// Stems apart by blanks, or a name of the context's own.
    pub term: &'l str,
    /// Where it stands.
    pub context: Context,
    /// Added toward favourable, relative to neutral.
    pub favourable: f64,
    /// Added toward critical.
    pub critical: f64,
    /// Labelled mentions that it was seen with.
    pub support: u32,
    /// Number of its file in the table.
    pub file: usize,
    /// Line in that file.
    pub line: u64,
}

/// The span of the term, context, support, file and line of a row.
type Record = [u32; 6];
/// Its weights toward favourable and critical.
type Weights = [f64; 2];

/// The numbers at the head of a table, each toward favourable and toward critical.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LearnedHeader {
    /// Biases of a mention: how likely a stance is before any unit is seen.
    pub prior: [f64; 2],
    /// Biases of a unit: how likely it is a reason before anything is known of it.
    pub unit: [f64; 2],
    /// Factors of the sums over the units.
    pub scale: [f64; 2],
    /// Neutral is decided on only where it is so many times as probable as the likelier side. Where a stance is rare,
    /// the most probable class would nearly always be neutral; macro-F1, which counts each class alike, is best at
    /// another threshold (Lipton, Elkan & Naryanaswamy 2014).
    pub decision: f64,
}

impl Default for LearnedHeader {
    fn default() -> Self {
        Self { prior: [0.0; 2], unit: [0.0; 2], scale: [1.0; 2], decision: 1.0 }
    }
}

/// Whether a table has biases of units: it is a whole one, not a layer.
fn is_whole(text: &str) -> bool {
    let [_, [unit, _], _] = HEADER_KEYS;
    let keys =
        text.lines().take_while(|line| line.starts_with('#')).filter_map(|line| line.strip_prefix("#!"));
    keys.filter_map(|line| line.split_once('=')).any(|(key, _)| key.trim() == unit)
}

/// The key of [`LearnedHeader::decision`] in a file.
pub const DECISION_KEY: &str = "decision";

/// The keys of the header in a file, in the order of the fields.
pub const HEADER_KEYS: [[&str; 2]; 3] = [
    ["prior_favourable", "prior_critical"],
    ["unit_favourable", "unit_critical"],
    ["scale_favourable", "scale_critical"],
];

/// The rows of all layers; later files win.
#[derive(Debug, Clone, Default)]
pub struct LearnedTable {
    files: Vec<FileInfo>,
    texts: Blob,
    records: Flat<Record>,
    weights: Flat<Weights>,
    /// Rows by term; those of one term are told apart by their context.
    index: Index,
    header: Option<LearnedHeader>,
    /// Whether it is the frozen one, nothing laid over it.
    frozen: bool,
}

impl LearnedTable {
    /// Whether a file is a learned table: its header has a context column.
    #[must_use]
    pub fn is_learned(text: &str) -> bool {
        text.lines()
            .find(|line| !line.is_empty() && !line.starts_with('#'))
            .is_some_and(|header| header.split('\t').any(|cell| cell.trim() == "context"))
    }

    /// Lays a table over what is there: a row takes the place of one with its term and context, and its biases hold. A
    /// table with biases of units is a whole one, and replaces what is there: fitted apart, their rows do not mix.
    ///
    /// # Errors
    /// The first thing wrong in the file, with its line; the table is then to be thrown away.
    pub fn layer(&mut self, path: &str, text: &str) -> Result<(), LearnedError> {
        if is_whole(text) {
            // The files stay, so that rows count their file from the first.
            *self = Self { files: std::mem::take(&mut self.files), ..Self::default() };
        }
        self.frozen = false;
        let file = self.files.len();
        let info = tsv::parse(path, text, &COLUMNS, REQUIRED, |row| self.insert(&learned_row(file, &row)?))?;
        let format = info.keys.get("format").map_or("", String::as_str);
        if format != FORMAT {
            return Err(Located::file(path, LearnedFault::Format { found: format.into() }));
        }
        // A file that says nothing of units leaves those below it as they are; the biases every file has.
        let below = self.header.unwrap_or_default();
        let number = |key: &'static str, below: Option<f64>| match info.keys.get(key) {
            None => below.ok_or_else(|| Located::file(path, LearnedFault::Prior { key })),
            Some(value) => {
                let value = value.parse().ok().filter(allowed);
                value.ok_or_else(|| Located::file(path, LearnedFault::Prior { key }))
            }
        };
        let [prior, unit, scale] = HEADER_KEYS;
        let pair = |keys: [&'static str; 2], below: Option<[f64; 2]>| {
            let below = below.map_or([None; 2], |below| below.map(Some));
            Ok::<_, LearnedError>([number(keys[0], below[0])?, number(keys[1], below[1])?])
        };
        self.header = Some(LearnedHeader {
            prior: pair(prior, None)?,
            unit: pair(unit, Some(below.unit))?,
            scale: pair(scale, Some(below.scale))?,
            decision: number(DECISION_KEY, Some(below.decision))?,
        });
        self.files.push(info);
        Ok(())
    }

    /// [`layer`](Self::layer) for a file on disk.
    ///
    /// # Errors
    /// As `layer`, and what reading the file may give.
    pub fn layer_file(&mut self, path: &Path) -> Result<(), LearnedError> {
        let text = tsv::read(path).map_err(|error| error.map(LearnedFault::from))?;
        self.layer(&path_name(path), &text)
    }

    /// Puts a row in, in the place of one of an earlier file with its key.
    fn insert(&mut self, row: &LearnedRow<'_>) -> Result<(), LearnedFault> {
        let hash = hash_of(row.term);
        let same = |other: u32| {
            self.find_row(other as usize)
                .is_some_and(|other| other.context == row.context && other.term == row.term)
        };
        let known = self.index.find(hash, same);
        let weights = [row.favourable, row.critical];
        let rest = [row.context as u32, row.support, row.file as u32, row.line as u32];
        if let Some((at, there)) = known.and_then(|at| Some((at as usize, self.find_row(at as usize)?))) {
            if there.file == row.file {
                return Err(LearnedFault::Duplicate {
                    first: there.line,
                    term: row.term.to_owned(),
                    context: row.context.name(),
                });
            }
            let [term, term_end, ..] = self.records[at];
            let [context, support, file, line] = rest;
            self.records.to_mut()[at] = [term, term_end, context, support, file, line];
            self.weights.to_mut()[at] = weights;
            return Ok(());
        }
        let at = self.records.len() as u32;
        let [term, term_end] = self.texts.add(row.term);
        let [context, support, file, line] = rest;
        self.records.to_mut().push([term, term_end, context, support, file, line]);
        self.weights.to_mut().push(weights);
        let (texts, records) = (&self.texts, &self.records);
        let rehash = |other: u32| {
            let [term, term_end, ..] = records[other as usize];
            hash_of(texts.get([term, term_end]))
        };
        self.index.insert(hash, at, rehash);
        Ok(())
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// The row of that number, if there is one.
    #[must_use]
    pub fn find_row(&self, number: usize) -> Option<LearnedRow<'_>> {
        let &[term, term_end, context, support, file, line] = self.records.get(number)?;
        let &[favourable, critical] = self.weights.get(number)?;
        Some(LearnedRow {
            term: self.texts.get([term, term_end]),
            context: Context::of_number(context)?,
            favourable,
            critical,
            support,
            file: file as usize,
            line: u64::from(line),
        })
    }

    /// The rows, in the order in which their keys first came.
    pub fn rows(&self) -> impl Iterator<Item = LearnedRow<'_>> + Clone {
        (0..self.len()).filter_map(|at| self.find_row(at))
    }

    /// The biases toward favourable and toward critical; none without a table.
    #[must_use]
    pub fn prior(&self) -> Option<(f64, f64)> {
        self.header.map(|header| (header.prior[0], header.prior[1]))
    }

    /// The numbers at the head of the table; none without a table.
    #[must_use]
    pub fn header(&self) -> Option<LearnedHeader> {
        self.header
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

    /// Whether it is the frozen table with nothing laid over it, so that what was frozen beside it holds.
    pub(crate) fn is_frozen(&self) -> bool {
        self.frozen
    }
}

fn learned_row<'t>(file: usize, row: &Row<'t>) -> Result<LearnedRow<'t>, LearnedFault> {
    let Some(context) = Context::from_name(row.cell(1)) else {
        return Err(LearnedFault::UnknownContext { context: row.cell(1).into() });
    };
    let weight = |column: usize| {
        row.cell(column).parse().ok().filter(allowed).ok_or_else(|| LearnedFault::BadNumber {
            column: COLUMNS[column],
            value: row.cell(column).into(),
        })
    };
    Ok(LearnedRow {
        term: row.cell(0),
        context,
        favourable: weight(2)?,
        critical: weight(3)?,
        support: row.cell(4).parse().unwrap_or(0),
        file,
        line: row.line,
    })
}

fn allowed(value: &f64) -> bool {
    value.is_finite() && value.abs() <= LARGEST
}

impl Freeze for LearnedHeader {
    fn freeze(&self, writer: &mut Writer) {
        writer.table(&[self.prior, self.unit, self.scale, [self.decision; 2]]);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        match *reader.table::<[f64; 2]>()? {
            [prior, unit, scale, [decision, _]] => Ok(Self { prior, unit, scale, decision }),
            _ => Ok(Self::default()),
        }
    }
}

impl Freeze for LearnedTable {
    fn freeze(&self, writer: &mut Writer) {
        self.files.freeze(writer);
        self.texts.freeze(writer);
        writer.table(&self.records);
        writer.table(&self.weights);
        self.index.freeze(writer);
        writer.number(u64::from(self.header.is_some()));
        self.header.unwrap_or_default().freeze(writer);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        let mut table = Self {
            files: Vec::thaw(reader)?,
            texts: Blob::thaw(reader)?,
            records: reader.table()?,
            weights: reader.table()?,
            index: Index::thaw(reader)?,
            header: None,
            frozen: true,
        };
        let there = reader.number()? == 1;
        let header = LearnedHeader::thaw(reader)?;
        table.header = there.then_some(header);
        Ok(table)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "#! format = 3\n#! prior_favourable = -0.5\n#! prior_critical = -0.4\n\
                        term\tcontext\tfavourable\tcritical\tsupport\n";

    fn error(text: &str) -> String {
        let error = LearnedTable::default().layer("my.tsv", text).unwrap_err();
        error.hint().map_or(error.to_string(), |hint| format!("{error}; {hint}"))
    }

    #[test]
    fn a_later_table_wins() {
        let mut table = LearnedTable::default();
        table.layer("a", &format!("{HEAD}lost\tword\t-0.1\t0.5\t9\nwon\tnegated_word\t0.2\t0\t3\n")).unwrap();
        table.layer("b", &format!("{HEAD}lost\tword\t0\t0.7\t2\n")).unwrap();
        assert_eq!(table.len(), 2);
        assert!((table.find_row(0).unwrap().critical - 0.7).abs() < 1e-12);
        assert_eq!(table.prior(), Some((-0.5, -0.4)));
        assert!(LearnedTable::is_learned(HEAD) && !LearnedTable::is_learned("term\tkind\n"));
    }

    #[test]
    fn errors_name_file_and_line() {
        assert!(error("term\tcontext\tfavourable\tcritical\n").contains("has format ''"));
        assert!(error(&HEAD.replace("= 3", "= 99")).contains("has format '99'"));
        assert!(error(&HEAD.replace("-0.4", "NaN")).contains("'#! prior_critical = NUMBER'"));
        assert_eq!(
            error(&format!("{HEAD}lost\tword\tinf\t0\t1\n")),
            "my.tsv:5: favourable = 'inf' is not a number from -20 to 20"
        );
        assert!(
            error(&format!("{HEAD}lost\tabove\t0\t0\t1\n")).starts_with("my.tsv:5: unknown context 'above'")
        );
        assert!(
            error(&format!("{HEAD}a\tword\t0\t0\t1\na\tword\t0\t1\t1\n"))
                .contains("stands in line 5 already")
        );
    }
}
