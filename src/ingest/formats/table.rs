//! Tables (CSV, TSV): each row is a document, columns are found by name.

use super::super::as_read::AsRead;
use super::super::columns::{Columns, Field, metadata};
use super::super::counted::counted;
use super::super::decode::{Decoded, Repairs, RowDecoding, Undecodable};
use super::super::error::{ColumnFault, InputError};
use super::super::found_columns::{FoundColumns, find_columns};
use super::super::ledger::Reason;
use super::super::metadata::Metadata;
use super::super::raw::{Item, Payload, Place};
use super::delimiter::{DELIMITERS, declared, detect, name, peek};
use super::records::{MAX_RECORD, Record, Records};
use super::source::{Items, Reading, Source, one};
use crate::tsv::Located;
use std::io::BufRead;

/// Reads rows whose cells are parted by commas unless the header says otherwise.
pub(super) fn read_csv(source: Source, reading: &Reading) -> Items {
    read(source, reading, b',')
}

/// Reads rows whose cells are parted by tabs unless the header says otherwise.
pub(super) fn read_tsv(source: Source, reading: &Reading) -> Items {
    read(source, reading, b'\t')
}

fn read(source: Source, reading: &Reading, default: u8) -> Items {
    let stream = match source.stream(reading.decoding) {
        Ok(stream) => stream,
        Err(item) => return one(item),
    };
    documents(stream, source.place, reading, default).unwrap_or_else(one)
}

/// A table and its header.
struct Table {
    place: Place,
    /// Number of cells of the header.
    width: usize,
    found: FoundColumns,
    decoding: RowDecoding,
    delimiter: u8,
}

/// Each row is a document.
///
/// # Errors
/// The table has no text column: wrong usage if it was named by the user, else a skip. Or its header cannot be read.
fn documents(
    (reader, decoding): (Box<dyn BufRead + Send>, RowDecoding),
    place: Place,
    reading: &Reading,
    default: u8,
) -> Result<Items, Item> {
    let columns = &reading.columns;
    let peeked = peek(reader).map_err(|error| place.unreadable(None, &error))?;
    let declared = declared(&peeked.head);
    let delimiter = reading.delimiter.or(declared).unwrap_or_else(|| detect(&peeked.head, default, columns));
    let mut records = Records::new(peeked.reader, delimiter);
    if declared.is_some() {
        records.next().map_err(|error| place.unreadable(None, &error))?;
    }
    let names: Vec<String> = match records.next() {
        Ok(None) => return Ok(Box::new(std::iter::empty())),
        Ok(Some(header)) if header.iter().any(|name| name.contains(&0)) => {
            return Err(place.skip(None, Reason::Binary, "NUL characters in the header".to_owned()));
        }
        Ok(Some(header)) if header.unclosed => {
            return Err(place.skip(None, Reason::RaggedRow, unclosed(header.line)));
        }
        Ok(Some(header)) => header.iter().map(name).collect(),
        Err(error) => return Err(place.unreadable(None, &error)),
    };
    if names.iter().all(String::is_empty) {
        return Ok(Box::new(std::iter::empty()));
    }
    let found = found_in(&names, &place, columns)?;
    let told = reading.delimiter.is_none() && delimiter != default;
    let as_read = AsRead {
        path: place.path.clone(),
        delimiter: told.then(|| char::from(delimiter)),
        columns: found.taken(&names, columns),
        doubled: found.doubled(&names),
        ..AsRead::default()
    };
    let said = (!as_read.is_plain()).then(|| Item::AsRead(Box::new(as_read)));
    let table = Table { place, width: names.len(), found, decoding, delimiter };
    let mut row = 0;
    let mut failed = false;
    let rows = std::iter::from_fn(move || {
        if failed {
            return None;
        }
        row += 1;
        match records.next() {
            Ok(None) => None,
            Ok(Some(record)) => Some(table.document(row, &record)),
            Err(error) => {
                failed = true;
                Some(table.place.unreadable(Some(row), &error))
            }
        }
    });
    Ok(Box::new(said.into_iter().chain(rows)))
}

/// The columns of a table with these names.
///
/// # Errors
/// Wrong usage if the table was named by the user, else a skip.
pub(super) fn found_in(names: &[String], place: &Place, columns: &Columns) -> Result<FoundColumns, Item> {
    find_columns(names, columns).or_else(|fault| match fault {
        fault if place.named => Err(Item::Wrong(InputError::Column(Located::file(&place.path, fault)))),
        // Not every table of a walk is one that the flags were meant for.
        ColumnFault::NotThere { .. } => {
            let any = Columns { required: Vec::new(), ..columns.clone() };
            found_in(names, place, &any)
        }
        ColumnFault::NoText { column, found } => {
            Err(place.skip(None, Reason::NoTextColumn, format!("no '{column}' among {found}")))
        }
        fault => Err(place.skip(None, Reason::NoTextColumn, fault.to_string())),
    })
}

/// The text of a cell; of `="00123"`, as tables for spreadsheets have a text that looks like a number, the text in it.
fn in_formula(cell: &[u8]) -> &[u8] {
    let text = cell.strip_prefix(b"=\"").and_then(|rest| rest.strip_suffix(b"\""));
    text.filter(|text| !text.contains(&b'"')).unwrap_or(cell)
}

fn unclosed(line: u64) -> String {
    format!("line {line}: an unclosed quotation mark, so the row takes in the rest of the table")
}

impl Table {
    fn document(&self, row: u64, record: &Record<'_>) -> Item {
        let Record { line, .. } = *record;
        let skip = |reason, detail| self.place.skip(Some(row), reason, detail);
        if record.unclosed {
            return skip(Reason::RaggedRow, unclosed(line));
        }
        if record.too_long {
            return skip(Reason::TooLong, format!("line {line}: over {} MiB", MAX_RECORD >> 20));
        }
        if record.len() != self.width {
            let cells = counted(record.len(), "cell");
            let other = self.other_sign(record).unwrap_or_default();
            let detail = format!("line {line}: {cells} where the header has {}{other}", self.width);
            return skip(Reason::RaggedRow, detail);
        }
        match self.decode(record) {
            Ok((text, id, metadata)) => self.place.document(row, id, Payload::Text(text), metadata),
            Err(problem) => {
                let (reason, detail) = problem.reason();
                skip(reason, format!("line {line}: {detail}"))
            }
        }
    }

    /// What to say of a row whose cells are parted by another sign than those of the header.
    fn other_sign(&self, record: &Record<'_>) -> Option<String> {
        let whole = record.get(0).filter(|_| record.len() == 1)?;
        let parts = |sign: &u8| memchr::memchr_iter(*sign, whole).count() + 1 == self.width;
        let sign = DELIMITERS.into_iter().filter(|sign| *sign != self.delimiter).find(parts)?;
        let sign = if sign == b'\t' { "a tab".to_owned() } else { format!("'{}'", char::from(sign)) };
        Some(format!(" (they are parted by {sign} here)"))
    }

    /// Text, id and metadata of a row, with the repairs of all cells used.
    fn decode(&self, record: &Record<'_>) -> Result<(Decoded, Option<String>, Metadata), Undecodable> {
        let cell = |at: usize| self.decoding.decode(in_formula(record.get(at).unwrap_or_default()).to_vec());
        let mut text = cell(self.found.text)?;
        let mut repairs = Repairs::default();
        let mut get = |field: Field| {
            let Some(at) = self.found.at(field) else { return Ok(None) };
            let decoded = cell(at)?;
            repairs += decoded.repairs;
            let value = decoded.text.trim();
            Ok((!value.is_empty()).then(|| value.to_owned()))
        };
        let id = get(Field::Id)?;
        let metadata = metadata(get)?;
        text.repairs += repairs;
        Ok((text, id, metadata))
    }
}
