//! Loading: the shipped lexicon and the user's files over it.

use super::entry::{Entry, Kind};
use super::foreign::Imported;
use crate::tsv::{self, FileHash, FileInfo, Row, TsvError};
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;
use std::path::Path;

/// The shipped files, in the order in which they are layered: name and text.
pub const SHIPPED: [(&str, &str); 6] = [
    ("lexicons/en/stance/words-critical.tsv", include_str!("../../lexicons/en/stance/words-critical.tsv")),
    (
        "lexicons/en/stance/words-favourable.tsv",
        include_str!("../../lexicons/en/stance/words-favourable.tsv"),
    ),
    ("lexicons/en/stance/verbs.tsv", include_str!("../../lexicons/en/stance/verbs.tsv")),
    ("lexicons/en/stance/phrases.tsv", include_str!("../../lexicons/en/stance/phrases.tsv")),
    ("lexicons/en/stance/neutral.tsv", include_str!("../../lexicons/en/stance/neutral.tsv")),
    ("lexicons/en/stance/function.tsv", include_str!("../../lexicons/en/stance/function.tsv")),
];

const COLUMNS: [&str; 8] = ["term", "kind", "polarity", "agent", "patient", "relation", "factor", "note"];
const REQUIRED: usize = 2;
const LARGEST: f64 = 3.0;

/// Why a lexicon cannot be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// The form of the file is wrong.
    #[error(transparent)]
    File(#[from] TsvError),
    /// The same key twice in one file.
    #[error("{path}:{line}: '{term}' ({kind}) stands in line {first} already; keep one of the two")]
    Duplicate {
        /// The file.
        path: String,
        /// The second line.
        line: u64,
        /// The first line.
        first: u64,
        /// The term.
        term: String,
        /// Its kind.
        kind: &'static str,
    },
    /// Not a number, or one out of range.
    #[error("{path}:{line}: {column} = '{value}' is not a number from -3 to 3")]
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
    /// A kind that does not exist.
    #[error(
        "{path}:{line}: unknown kind '{kind}'; there are cue, negator, intensifier, diminisher, hedge, speech, contrast, neutral"
    )]
    UnknownKind {
        /// The file.
        path: String,
        /// The line.
        line: u64,
        /// What stands there.
        kind: String,
    },
    /// A term without a word in it.
    #[error("{path}:{line}: the term '{term}' holds no word")]
    EmptyTerm {
        /// The file.
        path: String,
        /// The line.
        line: u64,
        /// What stands there.
        term: String,
    },
}

/// The entries of all layers, one a key, later files first in rank.
#[derive(Debug, Default)]
pub struct Lexicon {
    files: Vec<FileInfo>,
    entries: Vec<Entry>,
    /// Entries by term and kind: the first so many as it has. Those of the shipped files come in when another is laid
    /// over them.
    index: HashTable<u32>,
    hasher: FixedState,
    live: Vec<bool>,
    /// Entries that a later one took the place of, with its number.
    hidden: Vec<(Entry, u32)>,
}

impl Lexicon {
    /// The lexicon that comes with the program. No key stands twice in its files, which a test holds, so none is looked
    /// for.
    ///
    /// # Errors
    /// Never for a release: a test loads it.
    pub fn shipped() -> Result<Self, LexiconError> {
        let mut lexicon = Self::default();
        for (path, text) in SHIPPED {
            let file = lexicon.files.len();
            lexicon.reserve(tsv::about_rows(text));
            let info = tsv::parse(path, text, FileHash::Shipped(text), &COLUMNS, REQUIRED, |row| {
                let (entry, off) = Self::entry(path, file, &row)?;
                lexicon.entries.push(entry);
                lexicon.live.push(!off);
                Ok::<(), LexiconError>(())
            })?;
            lexicon.files.push(info);
        }
        Ok(lexicon)
    }

    /// Lays a file over what is there: its entries override, and one whose numbers are all 0 (or absent, for a
    /// cue, intensifier or diminisher) switches the entry off.
    ///
    /// # Errors
    /// The first thing wrong in the file, with its line; the lexicon is then to be thrown away.
    pub fn layer(&mut self, path: &str, text: &str) -> Result<(), LexiconError> {
        let file = self.files.len();
        self.reserve(tsv::about_rows(text));
        self.index_all();
        let hash = FileHash::of(text.as_bytes());
        let info = tsv::parse(path, text, hash, &COLUMNS, REQUIRED, |row| {
            let (entry, off) = Self::entry(path, file, &row)?;
            self.insert(path, entry, off)
        })?;
        self.files.push(info);
        Ok(())
    }

    /// [`layer`](Self::layer) for a file on disk.
    ///
    /// # Errors
    /// As `layer`, and what reading the file may give.
    pub fn layer_file(&mut self, path: &Path) -> Result<(), LexiconError> {
        let text = tsv::read(path)?;
        self.layer(&path.display().to_string(), &text)
    }

    /// Lays the entries of a lexicon of another tool over what is there.
    ///
    /// # Errors
    /// A term twice, which no reader of this crate gives.
    pub fn layer_imported(&mut self, info: FileInfo, imported: &Imported) -> Result<(), LexiconError> {
        let file = self.files.len();
        self.index_all();
        for imported in &imported.entries {
            let (term, line, polarity) = (imported.term.clone(), imported.line, imported.polarity);
            let entry = Entry {
                term,
                kind: Kind::Cue,
                polarity,
                agent: 0.0,
                patient: 0.0,
                relation: 0.0,
                factor: 0.0,
                file,
                line,
            };
            self.insert(&info.path, entry, false)?;
        }
        self.files.push(info);
        Ok(())
    }

    fn reserve(&mut self, entries: usize) {
        self.entries.reserve(entries);
        self.live.reserve(entries);
    }

    /// Takes into the index what is not in it yet.
    fn index_all(&mut self) {
        let (entries, hasher) = (&self.entries, &self.hasher);
        let hash = |at: u32| key_hash(hasher, &entries[at as usize]);
        for at in self.index.len() as u32..entries.len() as u32 {
            self.index.insert_unique(hash(at), at, |&other| hash(other));
        }
    }

    /// The entry of a row, and whether it switches off.
    fn entry(path: &str, file: usize, row: &Row<'_>) -> Result<(Entry, bool), LexiconError> {
        let line = row.line;
        let cell = row.cell(0);
        let plain = cell.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let term = if plain { cell.to_owned() } else { cell.to_lowercase().replace('\u{2019}', "'") };
        let Some(kind) = Kind::from_name(row.cell(1)) else {
            return Err(LexiconError::UnknownKind { path: path.into(), line, kind: row.cell(1).into() });
        };
        if !tsv::has_word(&term) {
            return Err(LexiconError::EmptyTerm { path: path.into(), line, term });
        }
        let mut numbers = [0.0; 5];
        for (index, number) in numbers.iter_mut().enumerate() {
            let cell = row.cell(index + 2);
            if cell.is_empty() {
                continue;
            }
            *number = match tsv::number(cell) {
                Some(value) if value.is_finite() && value.abs() <= LARGEST => value,
                _ => {
                    let column = COLUMNS[index + 2];
                    return Err(LexiconError::BadNumber {
                        path: path.into(),
                        line,
                        column,
                        value: cell.into(),
                    });
                }
            };
        }
        let [polarity, agent, patient, relation, factor] = numbers;
        let entry = Entry { term, kind, polarity, agent, patient, relation, factor, file, line };
        let needs_number = matches!(kind, Kind::Cue | Kind::Intensifier | Kind::Diminisher);
        let explicit_zero = (2..7).any(|column| !row.cell(column).is_empty());
        let off = entry.is_silent() && (needs_number || explicit_zero);
        Ok((entry, off))
    }

    /// Puts an entry in, in the place of one of an earlier file with its key.
    fn insert(&mut self, path: &str, entry: Entry, off: bool) -> Result<(), LexiconError> {
        let (kind, file) = (entry.kind, entry.file);
        let hash = key_hash(&self.hasher, &entry);
        let same = |&other: &u32| {
            let other = &self.entries[other as usize];
            other.kind == kind && other.term == entry.term
        };
        if let Some(&at) = self.index.find(hash, same) {
            let at = at as usize;
            if self.entries[at].file == file {
                return Err(LexiconError::Duplicate {
                    path: path.into(),
                    line: entry.line,
                    first: self.entries[at].line,
                    term: entry.term,
                    kind: kind.name(),
                });
            }
            self.live[at] = !off;
            let hidden = std::mem::replace(&mut self.entries[at], entry);
            self.hidden.push((hidden, at as u32));
            return Ok(());
        }
        let at = self.entries.len() as u32;
        self.entries.push(entry);
        self.live.push(!off);
        let (entries, hasher) = (&self.entries, &self.hasher);
        self.index.insert_unique(hash, at, |&other| key_hash(hasher, &entries[other as usize]));
        Ok(())
    }

    /// The entries that are switched on, in the order of the files.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().zip(&self.live).filter(|(_, live)| **live).map(|(entry, _)| entry)
    }

    /// The entries that are switched on, with the numbers that [`numbered_entry`](Self::numbered_entry) takes.
    pub fn numbered(&self) -> impl Iterator<Item = (u32, &Entry)> {
        let numbered = (0u32..).zip(&self.entries).zip(&self.live);
        numbered.filter(|(_, live)| **live).map(|(entry, _)| entry)
    }

    /// The entries that one of a later file took the place of, each with the last that did; whether that one is
    /// switched on.
    pub fn overridden(&self) -> impl Iterator<Item = (&Entry, &Entry, bool)> {
        self.hidden.iter().map(|(entry, by)| {
            let by = *by as usize;
            (entry, &self.entries[by], self.live[by])
        })
    }

    /// The entry of that number, which [`numbered`](Self::numbered) gave.
    #[must_use]
    pub fn numbered_entry(&self, number: u32) -> &Entry {
        &self.entries[number as usize]
    }

    /// SHA-256 over the hashes of the files, in the order of their layers: what a learned table was fitted beside.
    #[must_use]
    pub fn sha256(&self) -> String {
        tsv::hash_of(self.files.iter().map(|file| file.hash.sha256()))
    }

    /// The files, in the order of their layers.
    #[must_use]
    pub fn files(&self) -> &[FileInfo] {
        &self.files
    }
}

fn key_hash(hasher: &FixedState, entry: &Entry) -> u64 {
    hasher.hash_one((entry.term.as_str(), entry.kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "term\tkind\tpolarity\tagent\tpatient\trelation\tfactor\tnote\n";

    fn error(rows: &str) -> String {
        Lexicon::default().layer("my.tsv", &format!("{HEADER}{rows}")).unwrap_err().to_string()
    }

    #[test]
    fn the_shipped_lexicon_loads_and_is_generous() {
        let lexicon = Lexicon::shipped().unwrap();
        assert!(lexicon.entries().count() >= 2500);
        assert!(lexicon.entries().filter(|e| e.term.contains(' ')).count() >= 500);
        assert!(
            lexicon.entries().filter(|e| e.agent != 0.0 && e.patient != 0.0 && e.relation != 0.0).count()
                >= 300
        );
        for &kind in Kind::ALL {
            assert!(lexicon.entries().any(|e| e.kind == kind), "{kind:?}");
        }
    }

    #[test]
    fn no_key_stands_twice_in_the_shipped_files() {
        let mut checked = Lexicon::default();
        for (path, text) in SHIPPED {
            checked.layer(path, text).unwrap();
        }
        assert_eq!(checked.overridden().count(), 0);
        assert!(checked.entries().eq(Lexicon::shipped().unwrap().entries()));
    }

    #[test]
    fn a_later_file_overrides_and_zero_switches_off() {
        let mut lexicon = Lexicon::default();
        lexicon.layer("a", &format!("{HEADER}good\tcue\t1\t\t\t\t\t\nbad\tcue\t-1\t\t\t\t\t\n")).unwrap();
        lexicon.layer("b", &format!("{HEADER}good\tcue\t2\t\t\t\t\t\nbad\tcue\t0\t\t\t\t\t\n")).unwrap();
        let entries: Vec<_> = lexicon.entries().map(|e| (e.term.as_str(), e.polarity)).collect();
        assert_eq!(entries, [("good", 2.0)]);
    }

    #[test]
    fn errors_name_file_line_and_what_to_do() {
        assert_eq!(
            error("good\tcue\t1\t\t\t\t\t\ngood\tcue\t2\t\t\t\t\t\n"),
            "my.tsv:3: 'good' (cue) stands in line 2 already; keep one of the two"
        );
        assert_eq!(
            error("good\tcue\t1e999\t\t\t\t\t\n"),
            "my.tsv:2: polarity = '1e999' is not a number from -3 to 3"
        );
        assert_eq!(
            error("good\tcue\tNaN\t\t\t\t\t\n"),
            "my.tsv:2: polarity = 'NaN' is not a number from -3 to 3"
        );
        assert!(error("good\tadjective\t1\t\t\t\t\t\n").starts_with("my.tsv:2: unknown kind 'adjective'"));
        assert!(error("...\tcue\t1\t\t\t\t\t\n").contains("holds no word"));
        let unknown = Lexicon::default().layer("my.tsv", "term\tscore\ngood\t1\n").unwrap_err().to_string();
        assert!(unknown.starts_with("my.tsv:1: unknown column 'score'"), "{unknown}");
        let missing =
            Lexicon::default().layer("my.tsv", "term\tpolarity\ngood\t1\n").unwrap_err().to_string();
        assert!(missing.contains("the column 'kind' is missing"), "{missing}");
        assert!(Lexicon::default().layer("my.tsv", "").unwrap_err().to_string().contains("no header line"));
    }
}
