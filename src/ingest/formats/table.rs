//! Tables (CSV, TSV): each row is a document, columns are found by name.

use super::super::columns::Columns;
use super::super::counted::counted;
use super::super::decode::{Decoded, Repairs, RowDecoding, Undecodable};
use super::super::error::{ColumnFault, InputError};
use super::super::ledger::Reason;
use super::super::metadata::Metadata;
use super::super::raw::{Item, Payload, Place};
use super::records::{MAX_RECORD, Record, Records};
use super::source::{Items, Reading, Source, one};
use crate::tsv::Located;
use std::io::BufRead;

/// Reads comma-separated rows.
pub(super) fn read_csv(source: Source, reading: &Reading) -> Items {
    read(source, reading, b',')
}

/// Reads tab-separated rows.
pub(super) fn read_tsv(source: Source, reading: &Reading) -> Items {
    read(source, reading, b'\t')
}

fn read(source: Source, reading: &Reading, delimiter: u8) -> Items {
    match source.stream(reading.decoding) {
        Ok((reader, decoding)) => {
            documents(reader, decoding, source.place, delimiter, reading.columns.clone()).unwrap_or_else(one)
        }
        Err(item) => one(item),
    }
}

/// A table and its header.
struct Table {
    place: Place,
    headers: Vec<String>,
    text_at: usize,
    columns: Columns,
    decoding: RowDecoding,
}

/// Each row is a document.
///
/// # Errors
/// The table has no text column: wrong usage if it was named by the user, else a skip. Or its header cannot be read.
fn documents(
    reader: Box<dyn BufRead + Send>,
    decoding: RowDecoding,
    place: Place,
    delimiter: u8,
    columns: Columns,
) -> Result<Items, Item> {
    let mut records = Records::new(reader, delimiter);
    let headers: Vec<String> = match records.next() {
        Ok(None) => return Ok(Box::new(std::iter::empty())),
        Ok(Some(header)) if header.iter().any(|name| name.contains(&0)) => {
            return Err(place.skip(None, Reason::Binary, "NUL characters in the header".to_owned()));
        }
        Ok(Some(header)) if header.unclosed => {
            return Err(place.skip(None, Reason::RaggedRow, unclosed(header.line)));
        }
        Ok(Some(header)) => header
            .iter()
            .map(|name| String::from_utf8_lossy(name).trim().trim_start_matches('\u{feff}').to_owned())
            .collect(),
        Err(error) => return Err(place.unreadable(None, &error)),
    };
    if headers.iter().all(String::is_empty) {
        return Ok(Box::new(std::iter::empty()));
    }
    let text_at = text_column(&headers, &place, &columns)?;
    let table = Table { place, headers, text_at, columns, decoding };
    let mut row = 0;
    let mut failed = false;
    Ok(Box::new(std::iter::from_fn(move || {
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
    })))
}

/// The index of the text column; checks that all required columns exist.
fn text_column(headers: &[String], place: &Place, columns: &Columns) -> Result<usize, Item> {
    let at = |name: &str| headers.iter().position(|header| header == name);
    let found = || headers.iter().take(50).cloned().collect::<Vec<_>>().join(", ");
    let wrong = |fault: ColumnFault| Item::Wrong(InputError::Column(Located::file(&place.path, fault)));
    let Some(text_at) = at(&columns.text) else {
        return Err(if place.named {
            wrong(ColumnFault::NoText { column: columns.text.clone(), found: found() })
        } else {
            place.skip(None, Reason::NoTextColumn, format!("no '{}' among {}", columns.text, found()))
        });
    };
    if place.named
        && let Some((flag, column)) = columns.required.iter().find(|(_, column)| at(column).is_none())
    {
        return Err(wrong(ColumnFault::NotThere { column: column.clone(), flag, found: found() }));
    }
    Ok(text_at)
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
        if record.len() != self.headers.len() {
            let cells = counted(record.len(), "cell");
            let detail = format!("line {line}: {cells} where the header has {}", self.headers.len());
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

    /// Text, id and metadata of a row, with the repairs of all cells used.
    fn decode(&self, record: &Record<'_>) -> Result<(Decoded, Option<String>, Metadata), Undecodable> {
        let cell = |at: usize| self.decoding.decode(record.get(at).unwrap_or_default().to_vec());
        let mut text = cell(self.text_at)?;
        let mut repairs = Repairs::default();
        let mut get = |name: &str| {
            let Some(at) = self.headers.iter().position(|header| header == name) else { return Ok(None) };
            let decoded = cell(at)?;
            repairs += decoded.repairs;
            let value = decoded.text.trim();
            Ok((!value.is_empty()).then(|| value.to_owned()))
        };
        let id = get(&self.columns.id)?;
        let metadata = self.columns.metadata(get)?;
        text.repairs += repairs;
        Ok((text, id, metadata))
    }
}
