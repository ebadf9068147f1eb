//! JSON Lines: each line is an object with a text and metadata by key.

use super::super::columns::Columns;
use super::super::decode::{Decoded, tidy};
use super::super::ledger::Reason;
use super::super::raw::{Item, Payload, Place};
use super::lines::{Line, Lines, MAX_LINE};
use super::source::{Items, Reading, Source, one};
use serde_json::{Map, Value};
use std::convert::Infallible;

/// Each line is a document. Blank lines are skipped.
pub(super) fn read(source: Source, reading: &Reading) -> Items {
    let (reader, decoding) = match source.stream(reading.decoding) {
        Ok(stream) => stream,
        Err(item) => return one(item),
    };
    let place = source.place;
    let columns = reading.columns.clone();
    let mut failed = false;
    let mut lines = Lines::new(reader);
    Box::new(std::iter::from_fn(move || {
        if failed {
            return None;
        }
        loop {
            let (row, line) = lines.next()?;
            return Some(match line {
                Line::Bytes(bytes) if bytes.iter().all(u8::is_ascii_whitespace) => continue,
                Line::Bytes(bytes) => match decoding.decode(bytes) {
                    Ok(line) => document(&place, row, line, &columns),
                    Err(problem) => place.undecodable(row, problem),
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
    }))
}

fn document(place: &Place, row: u64, line: Decoded, columns: &Columns) -> Item {
    let bad = |detail: String| place.skip(Some(row), Reason::BadJson, detail);
    let object: Map<String, Value> = match serde_json::from_str(&line.text) {
        Ok(object) => object,
        Err(error) => return bad(describe(&error)),
    };
    let Decoded { encoding, encoding_by, mut repairs, .. } = line;
    let text = match object.get(&columns.text) {
        // Control characters may also be escaped in JSON.
        Some(Value::String(text)) => tidy(text.clone(), &mut repairs),
        Some(Value::Null) => String::new(),
        Some(_) => return bad(format!("'{}' is no string", columns.text)),
        None => {
            let found: Vec<&str> = object.keys().map(String::as_str).take(20).collect();
            return bad(format!("no '{}' among {}", columns.text, found.join(", ")));
        }
    };
    let mut get = |name: &str| -> Result<Option<String>, Infallible> {
        Ok(match object.get(name) {
            Some(Value::String(text)) if !text.is_empty() => Some(tidy(text.clone(), &mut repairs)),
            Some(Value::Number(number)) => Some(number.to_string()),
            _ => None,
        })
    };
    let Ok(id) = get(&columns.id);
    let Ok(metadata) = columns.metadata(get);
    place.document(row, id, Payload::Text(Decoded { text, encoding, encoding_by, repairs }), metadata)
}

/// The parser's message with the column only: the row already gives the line, and the parser saw just that line.
fn describe(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let text = text.strip_suffix(&place).unwrap_or(&text);
    // The parser reports column 0 if the line does not start an object.
    if error.column() == 0 { text.to_owned() } else { format!("column {}: {text}", error.column()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_line_says_its_column_once_and_no_line() {
        for (line, says) in [
            ("{\"text\": ", "column 9: EOF while parsing a value"),
            ("{\"text\" \"a\"}", "column 9: expected `:`"),
            ("[\"no object\"]", "invalid type: sequence, expected a map"),
        ] {
            let error = serde_json::from_str::<Map<String, Value>>(line).unwrap_err();
            assert_eq!(describe(&error), says);
        }
    }
}
