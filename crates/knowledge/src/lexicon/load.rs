//! The lexicon: entries of all layers, the user's files over the shipped ones.

use super::entry::{Entry, Kind};
use super::error::{LexiconError, LexiconFault};
#[cfg(feature = "foreign")]
use super::foreign::Imported;
use crate::frozen::{Blob, Flat, Freeze, FrozenError, Index, Reader, Writer, hash_of};
use crate::tsv::path_name;
use crate::tsv::{self, FileInfo, Row};
use std::path::Path;

const COLUMNS: [&str; 8] = ["term", "kind", "polarity", "agent", "patient", "relation", "factor", "note"];
const REQUIRED: usize = 2;
const LARGEST: f64 = 3.0;

/// The span of the term, kind, file and line of an entry.
type Record = [u32; 5];
/// Polarity, agent, patient, relation and factor of an entry.
type Numbers = [f64; 5];

/// The entries of all layers, one per key (term and kind); a later file overrides earlier ones.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    files: Vec<FileInfo>,
    texts: Blob,
    records: Flat<Record>,
    numbers: Flat<Numbers>,
    /// For each entry 1 if it is switched on.
    live: Flat<u8>,
    /// Entries by term; those with the same term differ in kind.
    index: Index,
    /// Overridden entries, with the number of the later one.
    hidden: Vec<(Record, Numbers, u32)>,
    /// Whether it is the frozen lexicon with no layer added.
    frozen: bool,
}

impl Lexicon {
    /// Adds a file as a layer: its entries override earlier ones, and one whose numbers are all 0 (or absent, for a
    /// cue, intensifier or diminisher) switches the entry off.
    ///
    /// # Errors
    /// The first fault in the file, with its line; the lexicon must then be discarded.
    pub fn layer(&mut self, path: &str, text: &str) -> Result<(), LexiconError> {
        self.frozen = false;
        let file = self.files.len();
        let info = tsv::parse(path, text, &COLUMNS, REQUIRED, |row| {
            let cell = row.cell(0);
            let term = cell.to_lowercase().replace('\u{2019}', "'");
            let (entry, off) = entry(&term, file, &row)?;
            self.insert(&entry, off)
        })?;
        self.files.push(info);
        Ok(())
    }

    /// [`layer`](Self::layer) for a file on disk.
    ///
    /// # Errors
    /// As `layer`, and if the file cannot be read.
    pub fn layer_file(&mut self, path: &Path) -> Result<(), LexiconError> {
        let text = tsv::read(path).map_err(|error| error.map(LexiconFault::from))?;
        self.layer(&path_name(path), &text)
    }

    /// Adds the entries of a lexicon of another tool as a layer.
    ///
    /// # Errors
    /// A term twice, which no reader of this crate gives.
    #[cfg(feature = "foreign")]
    pub fn layer_imported(&mut self, info: FileInfo, imported: &Imported) -> Result<(), LexiconError> {
        self.frozen = false;
        let file = self.files.len();
        for imported in &imported.entries {
            let entry = Entry {
                term: &imported.term,
                kind: Kind::Cue,
                polarity: imported.polarity,
                agent: 0.0,
                patient: 0.0,
                relation: 0.0,
                factor: 0.0,
                file,
                line: imported.line,
            };
            self.insert(&entry, false).map_err(|fault| tsv::Located {
                path: info.path.clone(),
                line: Some(imported.line),
                error: Box::new(fault),
            })?;
        }
        self.files.push(info);
        Ok(())
    }

    /// Inserts an entry, replacing one of an earlier file with its key.
    fn insert(&mut self, entry: &Entry<'_>, off: bool) -> Result<(), LexiconFault> {
        let hash = hash_of(entry.term);
        let same = |other: u32| {
            let other = self.numbered_entry(other);
            other.kind == entry.kind && other.term == entry.term
        };
        let known = self.index.find(hash, same);
        let numbers = [entry.polarity, entry.agent, entry.patient, entry.relation, entry.factor];
        if let Some(number) = known {
            let there = self.numbered_entry(number);
            if there.file == entry.file {
                return Err(LexiconFault::Duplicate {
                    first: there.line,
                    term: entry.term.to_owned(),
                    kind: entry.kind.name(),
                });
            }
            let at = number as usize;
            let [term, term_end, kind, ..] = self.records[at];
            self.hidden.push((self.records[at], self.numbers[at], number));
            self.records.to_mut()[at] = [term, term_end, kind, entry.file as u32, entry.line as u32];
            self.numbers.to_mut()[at] = numbers;
            self.live.to_mut()[at] = u8::from(!off);
            return Ok(());
        }
        let number = self.records.len() as u32;
        let [term, term_end] = self.texts.add(entry.term);
        let record = [term, term_end, entry.kind as u32, entry.file as u32, entry.line as u32];
        self.records.to_mut().push(record);
        self.numbers.to_mut().push(numbers);
        self.live.to_mut().push(u8::from(!off));
        let (texts, records) = (&self.texts, &self.records);
        let rehash = |other: u32| {
            let [term, term_end, ..] = records[other as usize];
            hash_of(texts.get([term, term_end]))
        };
        self.index.insert(hash, number, rehash);
        Ok(())
    }

    fn of_record(&self, record: &Record, numbers: &Numbers) -> Entry<'_> {
        let &[term, term_end, kind, file, line] = record;
        let &[polarity, agent, patient, relation, factor] = numbers;
        Entry {
            term: self.texts.get([term, term_end]),
            kind: kind_of(kind),
            polarity,
            agent,
            patient,
            relation,
            factor,
            file: file as usize,
            line: u64::from(line),
        }
    }

    /// The entries that are switched on, in the order of the files.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.numbered().map(|(_, entry)| entry)
    }

    /// The entries that are switched on, with the numbers that [`numbered_entry`](Self::numbered_entry) takes.
    pub fn numbered(&self) -> impl Iterator<Item = (u32, Entry<'_>)> {
        let all = (0u32..).zip(self.records.iter()).zip(self.numbers.iter()).zip(self.live.iter());
        all.filter(|(_, live)| **live == 1)
            .map(|(((number, record), numbers), _)| (number, self.of_record(record, numbers)))
    }

    /// The overridden entries, each with the last that overrode it, and whether that one is switched on.
    pub fn overridden(&self) -> impl Iterator<Item = (Entry<'_>, Entry<'_>, bool)> {
        self.hidden.iter().map(|(record, numbers, by)| {
            (
                self.of_record(record, numbers),
                self.numbered_entry(*by),
                self.live.get(*by as usize) == Some(&1),
            )
        })
    }

    /// The entry with that number, which [`numbered`](Self::numbered) gave.
    #[must_use]
    pub fn numbered_entry(&self, number: u32) -> Entry<'_> {
        let at = number as usize;
        self.of_record(&self.records[at], &self.numbers[at])
    }

    /// The kind of the entry with that number.
    #[must_use]
    pub fn kind(&self, number: u32) -> Kind {
        let [_, _, kind, ..] = self.records[number as usize];
        kind_of(kind)
    }

    /// The number of the entry of that term and kind, if it is switched on.
    #[must_use]
    pub fn find(&self, term: &str, kind: Kind) -> Option<u32> {
        let same = |other: u32| {
            let other = self.numbered_entry(other);
            other.kind == kind && other.term == term
        };
        let number = self.index.find(hash_of(term), same)?;
        (self.live.get(number as usize) == Some(&1)).then_some(number)
    }

    /// SHA-256 over the hashes of the files, in layer order: identifies the lexicon that a learned table was fitted
    /// with.
    #[must_use]
    pub fn sha256(&self) -> String {
        tsv::sha256_of_hashes(self.files.iter().map(|file| &file.sha256))
    }

    /// The files, in the order of their layers.
    #[must_use]
    pub fn files(&self) -> &[FileInfo] {
        &self.files
    }

    /// Whether it is the frozen lexicon with no layer added, so that the tables frozen with it are valid.
    pub(crate) fn is_frozen(&self) -> bool {
        self.frozen
    }
}

/// The kind of a record.
fn kind_of(number: u32) -> Kind {
    Kind::ALL.get(number as usize).copied().unwrap_or(Kind::Neutral)
}

/// The entry of a row, and whether it is switched off.
fn entry<'t>(term: &'t str, file: usize, row: &Row<'_>) -> Result<(Entry<'t>, bool), LexiconFault> {
    let Some(kind) = Kind::from_name(row.cell(1)) else {
        return Err(LexiconFault::UnknownKind { kind: row.cell(1).into() });
    };
    if !tsv::has_word(term) {
        return Err(LexiconFault::EmptyTerm { term: term.to_owned() });
    }
    let mut numbers = [0.0; 5];
    for (number, column) in numbers.iter_mut().zip(2..) {
        let cell = row.cell(column);
        if cell.is_empty() {
            continue;
        }
        *number = match cell.parse::<f64>() {
            Ok(value) if value.is_finite() && value.abs() <= LARGEST => value,
            _ => return Err(LexiconFault::BadNumber { column: COLUMNS[column], value: cell.into() }),
        };
    }
    let [polarity, agent, patient, relation, factor] = numbers;
    let entry = Entry { term, kind, polarity, agent, patient, relation, factor, file, line: row.line };
    let needs_number = matches!(kind, Kind::Cue | Kind::Intensifier | Kind::Diminisher);
    let explicit_zero = (2..7).any(|column| !row.cell(column).is_empty());
    let off = entry.is_silent() && (needs_number || explicit_zero);
    Ok((entry, off))
}

impl Freeze for Lexicon {
    fn freeze(&self, writer: &mut Writer) {
        self.files.freeze(writer);
        self.texts.freeze(writer);
        writer.table(&self.records);
        writer.table(&self.numbers);
        writer.table(&self.live);
        self.index.freeze(writer);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        Ok(Self {
            files: Vec::thaw(reader)?,
            texts: Blob::thaw(reader)?,
            records: reader.table()?,
            numbers: reader.table()?,
            live: reader.table()?,
            index: Index::thaw(reader)?,
            hidden: Vec::new(),
            frozen: true,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tsv::Hint;

    const HEADER: &str = "term\tkind\tpolarity\tagent\tpatient\trelation\tfactor\tnote\n";

    fn error(rows: &str) -> String {
        let error = Lexicon::default().layer("my.tsv", &format!("{HEADER}{rows}")).unwrap_err();
        error.hint().map_or(error.to_string(), |hint| format!("{error}; {hint}"))
    }

    #[test]
    fn a_later_file_overrides_and_zero_switches_off() {
        let mut lexicon = Lexicon::default();
        lexicon.layer("a", &format!("{HEADER}good\tcue\t1\t\t\t\t\t\nbad\tcue\t-1\t\t\t\t\t\n")).unwrap();
        lexicon.layer("b", &format!("{HEADER}good\tcue\t2\t\t\t\t\t\nbad\tcue\t0\t\t\t\t\t\n")).unwrap();
        let entries: Vec<_> = lexicon.entries().map(|e| (e.term, e.polarity)).collect();
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
