//! Tables: each row a document, its columns by name.

use super::article::Metadata;
use super::dates::parse_date;
use super::decode::Decoding;
use super::inputs::{InputError, Item, Payload, Place};
use super::ledger::Reason;
use super::lines::{encoding_name, text, transcode};
use std::io::Read;

/// The longest row, in bytes: an unclosed quotation mark would swallow the rest of the file.
const MAX_ROW: usize = 64 << 20;

/// Names of the columns that are used; all others are ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The text. It must be there.
    pub text: String,
    /// The id of the document.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its date.
    pub date: String,
    /// Its outlet.
    pub source: String,
    /// Names among these that the user gave, with their flags: they must be there.
    pub required: Vec<(&'static str, String)>,
}

impl Default for Columns {
    fn default() -> Self {
        Self {
            text: "text".into(),
            id: "id".into(),
            title: "title".into(),
            date: "date".into(),
            source: "source".into(),
            required: Vec::new(),
        }
    }
}

impl Columns {
    /// The metadata of a row whose cells `get` gives by name.
    pub(super) fn metadata(&self, get: &dyn Fn(&str) -> Option<String>) -> Metadata {
        Metadata {
            title: get(&self.title),
            standfirst: get("standfirst"),
            date: get(&self.date).and_then(|date| parse_date(&date)),
            source: get(&self.source),
            author: get("author"),
            url: get("url"),
        }
    }
}

/// Each row a document.
///
/// # Errors
/// The table has no text column: wrong usage if it was named, else a skip.
pub(super) fn documents(
    reader: Box<dyn Read + Send>,
    place: Place,
    delimiter: u8,
    columns: Columns,
    decoding: Decoding,
) -> Result<Box<dyn Iterator<Item = Item> + Send>, Item> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(true)
        .from_reader(transcode(reader, decoding));
    let headers: Vec<String> = match reader.byte_headers() {
        Ok(headers) => headers
            .iter()
            .map(|name| String::from_utf8_lossy(name).trim().trim_start_matches('\u{feff}').to_owned())
            .collect(),
        Err(error) => return Err(place.skip(None, Reason::Unreadable, error.to_string())),
    };
    if headers.iter().all(String::is_empty) {
        return Ok(Box::new(std::iter::empty()));
    }
    let at = |name: &str| headers.iter().position(|header| header == name);
    let found = || headers.iter().take(50).cloned().collect::<Vec<_>>().join(", ");
    let Some(text_at) = at(&columns.text) else {
        return Err(if place.named {
            Item::Wrong(InputError::NoTextColumn {
                path: place.path.clone(),
                column: columns.text.clone(),
                found: found(),
            })
        } else {
            place.skip(None, Reason::NoTextColumn, format!("no '{}' among {}", columns.text, found()))
        });
    };
    if place.named
        && let Some((flag, column)) = columns.required.iter().find(|(_, column)| at(column).is_none())
    {
        return Err(Item::Wrong(InputError::NoSuchColumn {
            path: place.path.clone(),
            column: column.clone(),
            flag,
            found: found(),
        }));
    }
    let mut record = csv::ByteRecord::new();
    let mut row = 0;
    let mut failed = false;
    Ok(Box::new(std::iter::from_fn(move || {
        if failed {
            return None;
        }
        let more = reader.read_byte_record(&mut record);
        row += 1;
        match more {
            Ok(false) => None,
            Ok(true) => Some(document(&place, row, &record, &headers, text_at, &columns, decoding)),
            Err(error) => {
                failed = true;
                Some(place.skip(Some(row), Reason::Unreadable, error.to_string()))
            }
        }
    })))
}

fn document(
    place: &Place,
    row: u64,
    record: &csv::ByteRecord,
    headers: &[String],
    text_at: usize,
    columns: &Columns,
    decoding: Decoding,
) -> Item {
    let line = record.position().map_or(0, csv::Position::line);
    if record.len() != headers.len() {
        let detail = format!("line {line}: {} cells where the header has {}", record.len(), headers.len());
        return place.skip(Some(row), Reason::RaggedRow, detail);
    }
    if record.as_slice().len() > MAX_ROW {
        return place.skip(Some(row), Reason::TooLong, format!("line {line}: over {} MiB", MAX_ROW >> 20));
    }
    let cell = |at: usize| record.get(at).unwrap_or_default().to_vec();
    let body = match text(cell(text_at), decoding) {
        Ok(body) => body,
        Err((reason, detail)) => return place.skip(Some(row), reason, format!("line {line}: {detail}")),
    };
    let get = |name: &str| {
        let at = headers.iter().position(|header| header == name)?;
        let value = String::from_utf8_lossy(record.get(at)?).trim().to_owned();
        (!value.is_empty()).then_some(value)
    };
    let metadata = columns.metadata(&get);
    place.document(
        row,
        get(&columns.id),
        Payload::Text { text: body, encoding: encoding_name(decoding) },
        metadata,
    )
}
