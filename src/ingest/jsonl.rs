//! JSON lines: each line an object with a text and, by name, what else is known.

use super::decode::Decoding;
use super::inputs::{Item, Payload, Place};
use super::ledger::Reason;
use super::lines::{Line, Lines, MAX_LINE, encoding_name, text, transcode};
use super::table::Columns;
use serde_json::{Map, Value};
use std::io::Read;

/// Each line a document. A blank line is none.
pub(super) fn documents(
    reader: Box<dyn Read + Send>,
    place: Place,
    columns: Columns,
    decoding: Decoding,
) -> impl Iterator<Item = Item> + Send {
    let mut failed = false;
    let mut lines = Lines::new(transcode(reader, decoding));
    std::iter::from_fn(move || {
        if failed {
            return None;
        }
        loop {
            let (row, line) = lines.next()?;
            return Some(match line {
                Line::Bytes(bytes) if bytes.iter().all(u8::is_ascii_whitespace) => continue,
                Line::Bytes(bytes) => match text(bytes, decoding) {
                    Ok(line) => document(&place, row, &line, &columns, encoding_name(decoding)),
                    Err((reason, detail)) => place.skip(Some(row), reason, detail),
                },
                Line::TooLong => {
                    place.skip(Some(row), Reason::TooLong, format!("over {} MiB", MAX_LINE >> 20))
                }
                Line::Failed(error) => {
                    failed = true;
                    place.unreadable(Some(row), &error)
                }
            });
        }
    })
}

fn document(place: &Place, row: u64, line: &str, columns: &Columns, encoding: &'static str) -> Item {
    let bad = |detail: String| place.skip(Some(row), Reason::BadJson, detail);
    let object: Map<String, Value> = match serde_json::from_str(line) {
        Ok(object) => object,
        Err(error) => return bad(format!("column {}: {error}", error.column())),
    };
    let get = |name: &str| match object.get(name) {
        Some(Value::String(text)) if !text.is_empty() => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    let text = match object.get(&columns.text) {
        Some(Value::String(text)) => text.replace("\r\n", "\n"),
        Some(Value::Null) => String::new(),
        Some(_) => return bad(format!("'{}' is no string", columns.text)),
        None => {
            let found: Vec<&str> = object.keys().map(String::as_str).take(20).collect();
            return bad(format!("no '{}' among {}", columns.text, found.join(", ")));
        }
    };
    let metadata = columns.metadata(&get);
    place.document(row, get(&columns.id), Payload::Text { text, encoding }, metadata)
}
