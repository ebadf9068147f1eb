//! JSON Lines: each line is an object with a text and metadata by key.

use super::super::decode::Decoded;
use super::super::ledger::Reason;
use super::super::raw::Item;
use super::lines::{Line, Lines, MAX_LINE};
use super::objects::{Objects, Origin};
use super::source::{Items, Reading, Source, one};
use serde_json::{Map, Value};

/// Each line is a document. Blank lines are skipped.
pub(super) fn read(source: Source, reading: &Reading) -> Items {
    let (reader, decoding) = match source.stream(reading.decoding) {
        Ok(stream) => stream,
        Err(item) => return one(item),
    };
    let mut objects = Objects::new(source.place, reading.columns.clone());
    let mut failed = false;
    let mut lines = Lines::new(reader);
    let lines = std::iter::from_fn(move || {
        if failed {
            return None;
        }
        loop {
            let (row, line) = lines.next()?;
            return Some(match line {
                Line::Bytes(bytes) if bytes.iter().all(u8::is_ascii_whitespace) => continue,
                Line::Bytes(bytes) => match decoding.decode(bytes) {
                    Ok(line) => document(&mut objects, row, &line),
                    Err(problem) => [None, Some(objects.place.undecodable(row, problem))],
                },
                Line::TooLong => {
                    let detail = format!("over {} MiB", MAX_LINE >> 20);
                    [None, Some(objects.place.skip(Some(row), Reason::TooLong, detail))]
                }
                Line::Failed(error) => {
                    failed = true;
                    [None, Some(objects.place.unreadable(Some(row), &error))]
                }
            });
        }
    });
    Box::new(lines.flatten().flatten())
}

fn document(objects: &mut Objects, row: u64, line: &Decoded) -> [Option<Item>; 2] {
    let object: Map<String, Value> = match serde_json::from_str(&line.text) {
        Ok(object) => object,
        Err(error) => {
            return [None, Some(objects.place.skip(Some(row), Reason::BadJson, describe(&error)))];
        }
    };
    objects.read(
        row,
        &object,
        None,
        Origin { encoding: line.encoding, encoding_by: line.encoding_by, repairs: line.repairs },
    )
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
