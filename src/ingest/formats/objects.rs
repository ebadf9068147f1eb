//! Articles in JSON objects: text and metadata by key, nested keys by dotted names.

use super::super::as_read::AsRead;
use super::super::columns::{Columns, Field, metadata};
use super::super::decode::{Decoded, Repairs, tidy};
use super::super::encoding_by::EncodingBy;
use super::super::error::{ColumnFault, InputError};
use super::super::found_columns::{FoundColumns, find_columns};
use super::super::ledger::Reason;
use super::super::raw::{Item, Payload, Place};
use super::leaves::{leaves, text_of};
use crate::tsv::Located;
use serde_json::{Map, Value};
use std::convert::Infallible;

/// Ways of reading that are said of an input; one whose objects have more kinds of keys is not told on and on.
const SAID_MAX: usize = 8;

/// Turns the objects of an input into documents.
pub(super) struct Objects {
    pub place: Place,
    columns: Columns,
    /// Keys of the last object, and what was found among them.
    last: Option<(Vec<String>, FoundColumns)>,
    said: Vec<AsRead>,
    first: bool,
}

/// How an object was encoded and repaired.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin {
    pub encoding: &'static str,
    pub encoding_by: EncodingBy,
    pub repairs: Repairs,
}

impl Objects {
    pub fn new(place: Place, mut columns: Columns) -> Self {
        // Keys differ from object to object; but for the text none is required.
        columns.required.retain(|(_, name)| *name == columns.text);
        Self { place, columns, last: None, said: Vec::new(), first: true }
    }

    /// The name of the text column.
    pub fn text_column(&self) -> &str {
        &self.columns.text
    }

    /// Whether an object has the text of an article, or several that may be it.
    pub fn is_article(&self, object: &Map<String, Value>) -> bool {
        let found = find_columns(&leaves(object).0, &self.columns);
        !matches!(found, Err(ColumnFault::NoText { .. }))
    }

    /// The document of an object, and before it how it was read, if that is new.
    pub fn read(
        &mut self,
        row: u64,
        object: &Map<String, Value>,
        array: Option<&str>,
        origin: Origin,
    ) -> [Option<Item>; 2] {
        let (names, values) = leaves(object);
        let first = std::mem::take(&mut self.first);
        let known = self.last.take().filter(|(last, _)| *last == names);
        let found = match known.map_or_else(|| find_columns(&names, &self.columns), |(_, found)| Ok(found)) {
            Ok(found) => found,
            Err(fault) => {
                // Keys that differ from object to object are no wrong usage.
                let asks = matches!(fault, ColumnFault::SeveralTexts { .. });
                return [None, Some(self.fault(row, fault, first && asks))];
            }
        };
        let as_read = self.as_read(&found, &names, array);
        let document = document(&self.place, row, &found, &names, &values, origin);
        self.last = Some((names, found));
        [as_read, Some(document)]
    }

    /// What is wrong with the keys of a row, as wrong usage if the input was named and `asks` for a flag.
    pub fn fault(&self, row: u64, fault: ColumnFault, asks: bool) -> Item {
        if asks && self.place.named {
            return Item::Wrong(InputError::Column(Located::file(&self.place.path, fault)));
        }
        let detail = match &fault {
            ColumnFault::NoText { column, found } => format!("no '{column}' among {found}"),
            fault => fault.to_string(),
        };
        self.place.skip(Some(row), Reason::BadJson, detail)
    }

    fn as_read(&mut self, found: &FoundColumns, names: &[String], array: Option<&str>) -> Option<Item> {
        let as_read = AsRead {
            path: self.place.path.clone(),
            array: array.map(str::to_owned),
            columns: found.taken(names, &self.columns),
            ..AsRead::default()
        };
        if as_read.is_plain() || self.said.len() >= SAID_MAX || self.said.contains(&as_read) {
            return None;
        }
        self.said.push(as_read.clone());
        Some(Item::AsRead(Box::new(as_read)))
    }
}

fn document(
    place: &Place,
    row: u64,
    found: &FoundColumns,
    names: &[String],
    values: &[&Value],
    Origin { encoding, encoding_by, mut repairs }: Origin,
) -> Item {
    let text = match values.get(found.text) {
        Some(Value::Null) | None => String::new(),
        Some(value @ (Value::String(_) | Value::Array(_))) => match text_of(value, "\n\n") {
            // Control characters may also be escaped in JSON.
            Some(text) => tidy(text, &mut repairs),
            None => return no_text(place, row, found, names),
        },
        Some(_) => return no_text(place, row, found, names),
    };
    let mut get = |field: Field| -> Result<Option<String>, Infallible> {
        let value = found.at(field).and_then(|at| values.get(at));
        let text = value.and_then(|value| text_of(value, ", ")).filter(|text| !text.is_empty());
        Ok(text.map(|text| tidy(text, &mut repairs)))
    };
    let Ok(id) = get(Field::Id);
    let Ok(metadata) = metadata(get);
    place.document(row, id, Payload::Text(Decoded { text, encoding, encoding_by, repairs }), metadata)
}

fn no_text(place: &Place, row: u64, found: &FoundColumns, names: &[String]) -> Item {
    let name = names.get(found.text).map_or("text", String::as_str);
    place.skip(Some(row), Reason::BadJson, format!("'{name}' is no string"))
}
