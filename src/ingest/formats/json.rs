//! JSON files: an array of articles, an object that holds one, or articles one after another.
//!
//! The file is not read whole: the elements of an array are taken one at a time.

use super::super::decode::{Decoded, Undecodable};
use super::super::error::ColumnFault;
use super::super::ledger::Reason;
use super::super::raw::Item;
use super::leaves::leaves;
use super::objects::{Objects, Origin};
use super::source::{Items, Reading, Source, one};
use super::values::{MAX_VALUE, Split, Values};
use serde_json::{Map, Value};
use std::collections::VecDeque;
use std::io::BufRead;

/// Deepest array that is looked for, in objects around it.
const DEEPEST: usize = 4;

/// Reads the articles of a JSON file.
pub(super) fn read(source: Source, reading: &Reading) -> Items {
    let (reader, decoding) = match source.stream(reading.decoding) {
        Ok(stream) => stream,
        Err(item) => return one(item),
    };
    let mut file = JsonFile {
        values: Values::new(reader),
        objects: Objects::new(source.place, reading.columns.clone()),
        row: 0,
        ready: VecDeque::new(),
        ended: false,
    };
    Box::new(std::iter::from_fn(move || {
        while file.ready.is_empty() && !file.ended {
            file.advance(|bytes| decoding.decode(bytes));
        }
        file.ready.pop_front()
    }))
}

/// A JSON file that is being read.
struct JsonFile {
    values: Values<Box<dyn BufRead + Send>>,
    objects: Objects,
    /// Articles so far.
    row: u64,
    ready: VecDeque<Item>,
    ended: bool,
}

impl JsonFile {
    /// Reads the next value.
    fn advance(&mut self, decode: impl Fn(Vec<u8>) -> Result<Decoded, Undecodable>) {
        let split = match self.values.next() {
            Ok(Some(split)) => split,
            Ok(None) => {
                self.ended = true;
                return;
            }
            Err(error) => {
                self.ended = true;
                let item = self.objects.place.unreadable(Some(self.row + 1), &error);
                self.ready.push_back(item);
                return;
            }
        };
        let bytes = match split {
            Split::Bytes(bytes) => bytes,
            Split::TooLong => return self.skip(Reason::TooLong, format!("over {} MiB", MAX_VALUE >> 20)),
            Split::Unclosed => return self.skip(Reason::BadJson, "the file ends within it".to_owned()),
            Split::UnclosedArray => {
                return self.skip(Reason::BadJson, "the file ends before its array does".to_owned());
            }
        };
        match decode(bytes) {
            Ok(decoded) => self.value(&decoded),
            Err(problem) => {
                let (reason, detail) = problem.reason();
                self.skip(reason, detail);
            }
        }
    }

    /// The articles of a value.
    fn value(&mut self, decoded: &Decoded) {
        let origin =
            Origin { encoding: decoded.encoding, encoding_by: decoded.encoding_by, repairs: decoded.repairs };
        let object = match serde_json::from_str(&decoded.text) {
            Ok(Value::Object(object)) => object,
            Ok(value) => return self.no_object(&value),
            Err(error) => {
                self.end_unless_array();
                return self.skip(Reason::BadJson, error.to_string());
            }
        };
        if self.objects.is_article(&object) {
            return self.article(&object, None, origin);
        }
        let mut arrays = Vec::new();
        collect(&object, "", 1, &mut arrays);
        let texts: Vec<&(String, &Vec<Value>)> = arrays
            .iter()
            .filter(|(_, array)| first_object(array).is_some_and(|first| self.objects.is_article(first)))
            .collect();
        match texts.as_slice() {
            [(name, array)] => {
                for value in *array {
                    match value {
                        Value::Object(object) => self.article(object, Some(name), origin),
                        value => self.skip(Reason::BadJson, format!("{} in '{name}'", kind(value))),
                    }
                }
            }
            [] => {
                let fault = ColumnFault::NoText {
                    column: self.objects.text_column().to_owned(),
                    found: keys(&object, &arrays),
                };
                self.row += 1;
                let item = self.objects.fault(self.row, fault, self.row == 1);
                self.ready.push_back(item);
            }
            several => {
                let names: Vec<String> = several.iter().map(|(name, _)| format!("'{name}'")).collect();
                let detail = format!("{} may each hold the articles: keep one", names.join(" and "));
                self.skip(Reason::BadJson, detail);
            }
        }
    }

    fn article(&mut self, object: &Map<String, Value>, array: Option<&str>, origin: Origin) {
        self.row += 1;
        let items = self.objects.read(self.row, object, array, origin);
        self.ready.extend(items.into_iter().flatten());
    }

    /// A value that is no object. Where the first is none, the others are none either.
    fn no_object(&mut self, value: &Value) {
        if self.row == 0 {
            self.ended = true;
        }
        self.end_unless_array();
        self.skip(Reason::BadJson, format!("{} where an article should be", kind(value)));
    }

    /// What stands outside of arrays is no JSON any more once a value was none.
    fn end_unless_array(&mut self) {
        self.ended |= !self.values.in_array();
    }

    fn skip(&mut self, reason: Reason, detail: String) {
        self.row += 1;
        let item = self.objects.place.skip(Some(self.row), reason, detail);
        self.ready.push_back(item);
    }
}

/// The arrays that begin with an object, by dotted names.
fn collect<'a>(
    object: &'a Map<String, Value>,
    above: &str,
    depth: usize,
    arrays: &mut Vec<(String, &'a Vec<Value>)>,
) {
    for (key, value) in object {
        let name = || if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
        match value {
            Value::Array(array) if first_object(array).is_some() => arrays.push((name(), array)),
            Value::Object(inner) if depth < DEEPEST => collect(inner, &name(), depth + 1, arrays),
            _ => {}
        }
    }
}

fn first_object(array: &[Value]) -> Option<&Map<String, Value>> {
    array.first().and_then(Value::as_object)
}

/// The keys of an object and of those in its arrays, for messages.
fn keys(object: &Map<String, Value>, arrays: &[(String, &Vec<Value>)]) -> String {
    let listed = |names: Vec<String>| names.into_iter().take(20).collect::<Vec<_>>().join(", ");
    let mut text = listed(leaves(object).0);
    for (name, array) in arrays.iter().take(3) {
        if let Some(first) = first_object(array) {
            text.push_str(&format!("; of those in '{name}' {}", listed(leaves(first).0)));
        }
    }
    text
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::columns::Columns;
    use super::super::super::decode::Decoding;
    use super::super::super::error::InputError;
    use super::super::super::raw::{Payload, Place};
    use super::*;

    fn items(text: &str, named: bool) -> Vec<Item> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("in");
        std::fs::write(&file, text).unwrap();
        let place = Place { path: "in".into(), id: "in".into(), named };
        let reading = Reading {
            lines: false,
            columns: Columns::default(),
            decoding: Decoding::default(),
            delimiter: None,
        };
        read(Source { file: Some(file), place, stream: false, intake: None }, &reading).collect()
    }

    /// What became of a file: texts, notes behind `~`, skips behind `!` with their rows.
    fn said(text: &str) -> Vec<String> {
        let say = |item: &Item| match item {
            Item::Document(raw) => match &raw.payload {
                Payload::Text(text) => format!("{}={}", raw.doc_id, text.text),
                payload => panic!("no text: {payload:?}"),
            },
            Item::AsRead(as_read) => format!("~{as_read}"),
            Item::Skip(skip) => format!("!{} {} {}", skip.row.unwrap_or(0), skip.reason.name(), skip.detail),
            Item::Wrong(error) => format!("?{error}"),
        };
        items(text, false).iter().map(say).collect()
    }

    #[test]
    fn an_array_a_row_of_objects_and_one_object_are_read() {
        for text in [
            r#"[{"id": "a", "text": "One."}, {"text": "Two."}]"#,
            "{\"id\": \"a\", \"text\": \"One.\"}\n{\"text\": \"Two.\"}\n",
        ] {
            assert_eq!(said(text), ["a=One.", "in#2=Two."]);
        }
        assert_eq!(
            said(r#"{"text": ["One.", "Two."], "comments": [{"text": "no"}]}"#),
            ["in#1=One.\n\nTwo."]
        );
    }

    #[test]
    fn an_object_that_holds_articles_is_read() {
        let text = r#"{"status": "ok", "response": {"results": [{"content": "One."}, 3]}}"#;
        assert_eq!(
            said(text),
            [
                "~in: the articles are in 'response.results'; text from 'content'",
                "in#1=One.",
                "!2 bad_json a number in 'response.results'"
            ]
        );
        let two = said(r#"{"a": [{"text": "One."}], "b": [{"text": "Two."}]}"#);
        assert_eq!(two, ["!1 bad_json 'a' and 'b' may each hold the articles: keep one"]);
    }

    #[test]
    fn what_has_no_text_lists_what_there_is() {
        let text = r#"{"hits": {"total": 1, "list": [{"words": "One."}]}}"#;
        let found = "hits.list, hits.total; of those in 'hits.list' words";
        assert_eq!(said(text), [format!("!1 bad_json no 'text' among {found}")]);
        let items = items(text, true);
        let [Item::Wrong(InputError::Column(_))] = items.as_slice() else { panic!("{items:?}") };
    }

    #[test]
    fn broken_values_are_placed() {
        assert_eq!(
            said(r#"[{"text": "One."}, {"text": 3}, {"text" "x"}, {"text": "Two."}"#),
            [
                "in#1=One.",
                "!2 bad_json 'text' is no string",
                "!3 bad_json expected `:` at line 1 column 9",
                "in#4=Two.",
                "!5 bad_json the file ends before its array does",
            ]
        );
        assert_eq!(said("[1, 2, 3]"), ["!1 bad_json a number where an article should be"]);
        let deep = said(&format!("[{}{}]", "[".repeat(100_000), "]".repeat(100_000)));
        assert!(deep[0].starts_with("!1 bad_json recursion limit"), "{deep:?}");
        assert_eq!(said(&"[".repeat(100_000)), ["!1 bad_json the file ends within it"]);
        assert_eq!(said("no json at all").len(), 1);
    }
}
