//! Looks through columns of dates, ahead of their documents.

use super::date_column::{DateColumn, Evidence};
use super::decode::Decoding;
use super::formats::{Format, Items, Reading, Source};
use super::front_matter::head;
use super::open::open;
use super::raw::{Item, Payload, Place, Raw};
use std::collections::VecDeque;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Bytes at the start of a text in which its front matter is looked for.
const HEAD: u64 = 64 << 10;

/// Rows of a stream that are held back until its order is settled.
pub(super) const MAX_HELD_ROWS: usize = 20_000;

/// Bytes of text in them.
const MAX_HELD_BYTES: usize = 64 << 20;

/// The column of a table in a file: it is read twice if one of its dates needs it.
pub(super) fn table_column(
    format: &'static Format,
    file: &Path,
    path: &str,
    reading: &Reading,
) -> DateColumn {
    let (file, name, reading) = (file.to_path_buf(), path.to_owned(), reading.clone());
    DateColumn::ahead(
        path,
        Box::new(move |evidence| {
            for item in items(format, &file, &name, &reading) {
                if let Item::Document(raw) = item {
                    add(evidence, &raw, reading.decoding);
                }
            }
        }),
    )
}

/// The dates of all files that are one text each: those of a run are one column.
pub(super) fn text_column(files: Vec<(&'static Format, PathBuf, String)>, reading: &Reading) -> DateColumn {
    let reading = reading.clone();
    DateColumn::ahead(
        "the texts",
        Box::new(move |evidence| {
            for (format, file, path) in &files {
                for item in items(format, file, path, &reading) {
                    match item {
                        Item::Document(raw) if raw.row.is_none() => {
                            add(evidence, &raw, reading.decoding);
                        }
                        // A table has a column of its own.
                        _ => break,
                    }
                }
            }
        }),
    )
}

fn items(format: &'static Format, file: &Path, path: &str, reading: &Reading) -> Items {
    let place = Place { path: path.to_owned(), id: path.to_owned(), named: false };
    format.read(Source { file: Some(file.to_path_buf()), place, stream: false, intake: None }, reading)
}

/// Takes in the date of a document; returns whether it needs the order of the column.
fn add(evidence: &mut Evidence, raw: &Raw, decoding: Decoding) -> bool {
    let place = || match raw.row {
        Some(row) => format!("{}#{row}", raw.path),
        None => raw.path.clone(),
    };
    let of_column = raw.metadata.written_date.as_deref().is_some_and(|date| evidence.add(date, place));
    let of_text = written_in(&raw.payload, decoding);
    of_text.is_some_and(|date| evidence.add(&date, place)) || of_column
}

/// The date in the front matter of a payload. A page has none.
fn written_in(payload: &Payload, decoding: Decoding) -> Option<String> {
    match payload {
        Payload::Text(decoded) => head(&decoded.text).0.written_date,
        Payload::File(file) => front_matter_of(file, decoding).ok().flatten(),
        Payload::LaidOut(_, payload) => written_in(payload, decoding),
        Payload::Bytes(_) | Payload::Page(_) => None,
    }
}

fn front_matter_of(file: &Path, decoding: Decoding) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    open(Some(file), decoding.max_unpacked)?.take(HEAD).read_to_end(&mut bytes)?;
    // The last character may be cut.
    let decoded = Decoding { lossy: true, ..decoding }.decode(bytes);
    Ok(decoded.ok().and_then(|decoded| head(&decoded.text).0.written_date))
}

/// The rows of a stream, which cannot be read twice: from the first date that needs the order on they are held back,
/// up to [`MAX_HELD_ROWS`] of them or [`MAX_HELD_BYTES`] of text.
pub(super) struct Held {
    items: Items,
    column: Arc<DateColumn>,
    decoding: Decoding,
    /// Until the column is settled.
    evidence: Option<Evidence>,
    held: VecDeque<Item>,
}

impl Held {
    pub fn new(items: Items, column: Arc<DateColumn>, decoding: Decoding) -> Self {
        Self { items, column, decoding, evidence: Some(Evidence::default()), held: VecDeque::new() }
    }
}

impl Iterator for Held {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if let Some(item) = self.held.pop_front() {
            return Some(item);
        }
        let item = self.items.next();
        let Some(evidence) = &mut self.evidence else { return item };
        let needs = matches!(&item, Some(Item::Document(raw)) if add(evidence, raw, self.decoding));
        if !needs {
            return item;
        }
        let mut bytes = 0;
        while self.held.len() < MAX_HELD_ROWS && bytes < MAX_HELD_BYTES {
            let Some(next) = self.items.next() else { break };
            if let Item::Document(raw) = &next {
                add(evidence, raw, self.decoding);
                bytes += length(&raw.payload);
            }
            self.held.push_back(next);
        }
        if let Some(evidence) = self.evidence.take() {
            self.column.settle(evidence);
        }
        item
    }
}

fn length(payload: &Payload) -> usize {
    match payload {
        Payload::Text(decoded) => decoded.text.len(),
        Payload::Bytes(bytes) => bytes.len(),
        Payload::Page(payload) | Payload::LaidOut(_, payload) => length(payload),
        Payload::File(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::columns::Columns;
    use super::*;

    fn held(dates: &[&str], column: &Arc<DateColumn>) -> Held {
        let csv = dates.iter().fold("text,date\n".to_owned(), |csv, date| csv + "A word.," + date + "\n");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.csv");
        std::fs::write(&file, csv).unwrap();
        let reading = Reading {
            lines: false,
            columns: Columns::default(),
            delimiter: None,
            decoding: Decoding::default(),
        };
        let all: Vec<Item> = items(Format::from_name("csv").unwrap(), &file, "stdin", &reading).collect();
        Held::new(Box::new(all.into_iter()), Arc::clone(column), Decoding::default())
    }

    #[test]
    fn rows_are_held_back_from_the_first_that_needs_it_and_come_in_order() {
        let column = Arc::new(DateColumn::open("stdin"));
        let mut rows = held(&["2024-03-05", "05/03/2024", "2024-01-01", "13/05/2024"], &column);
        rows.next().unwrap();
        assert!(rows.evidence.is_some() && rows.held.is_empty());
        let Some(Item::Document(second)) = rows.next() else { panic!("no second row") };
        assert_eq!((second.row, rows.held.len(), rows.evidence.is_none()), (Some(2), 2, true));
        let rest: Vec<Option<u64>> = rows
            .map(|item| match item {
                Item::Document(raw) => raw.row,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(rest, [Some(3), Some(4)]);
        let date = super::super::date_forms::numeric("05/03/2024").unwrap();
        assert_eq!(column.read(date).unwrap().0.to_string(), "2024-03-05");
    }

    #[test]
    fn no_more_than_a_stated_number_is_held() {
        let mut dates = vec!["05/03/2024"; MAX_HELD_ROWS + 2];
        dates[MAX_HELD_ROWS + 1] = "13/05/2024";
        let column = Arc::new(DateColumn::open("stdin"));
        let mut rows = held(&dates, &column);
        rows.next().unwrap();
        assert_eq!(rows.held.len(), MAX_HELD_ROWS);
        let date = super::super::date_forms::numeric("05/03/2024").unwrap();
        assert!(column.read(date).is_err());
        assert_eq!(rows.count(), MAX_HELD_ROWS + 1);
    }
}
