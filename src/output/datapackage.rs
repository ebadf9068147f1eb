//! `datapackage.json`: a Frictionless tabular data package, and the manifest of the run.

use super::dialect::Spreadsheet;
use crate::ingest::Ledger;
use crate::tables::{ColumnType, SCHEMA_VERSION, Table};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Id and hash of a lexicon or actor file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct LexiconHash {
    /// Its id.
    pub id: String,
    /// SHA-256.
    pub sha256: String,
}

/// The manifest of a run: everything that changes results, and nothing that does not.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// The flags that change results, by name.
    pub settings: BTreeMap<String, Value>,
    /// The lexicons, in the order of their layers.
    pub lexicons: Vec<LexiconHash>,
    /// The actor files.
    pub actors: Vec<LexiconHash>,
    /// SHA-256 over the documents' hashes, sorted.
    pub input_sha256: String,
    /// Number of rows of each table.
    pub rows: BTreeMap<&'static str, u64>,
    /// The files of the result besides the tables and the package.
    pub files: Vec<String>,
}

/// The descriptor of the data package of `tables`.
#[must_use]
pub fn datapackage(
    tables: &[&Table],
    manifest: &Manifest,
    ledger: &Ledger,
    spreadsheet: Spreadsheet,
) -> Value {
    let resources: Vec<Value> = tables.iter().map(|table| resource(table, spreadsheet)).collect();
    let mut package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "standpoint-results",
        "profile": "tabular-data-package",
        "resources": resources,
        "standpoint": {
            "version": env!("CARGO_PKG_VERSION"),
            "schema_version": SCHEMA_VERSION,
            "settings": manifest.settings,
            "lexicons": manifest.lexicons,
            "actors": manifest.actors,
            "input_sha256": manifest.input_sha256,
            "rows": manifest.rows,
            "skipped": ledger.skips.len(),
            "dates_not_read": ledger.dates_not_read(),
            "passed_over": ledger.passed.len(),
            "clean_up": ledger.clean_up,
        },
    });
    // The next run removes what is listed, and nothing else.
    if !manifest.files.is_empty()
        && let Some(own) = package.get_mut("standpoint").and_then(Value::as_object_mut)
    {
        own.insert("files".into(), json!(manifest.files));
    }
    package
}

fn resource(table: &Table, spreadsheet: Spreadsheet) -> Value {
    let mut schema = Map::new();
    schema.insert("missingValues".into(), json!([""]));
    // By the standard, the cells of a primary key are not empty, and those of a unique key may be.
    match table.key {
        [] => None,
        key if table.key_is_full => schema.insert("primaryKey".into(), json!(key)),
        key => schema.insert("uniqueKeys".into(), json!([key])),
    };
    if !table.foreign_keys.is_empty() {
        let keys: Vec<Value> = table
            .foreign_keys
            .iter()
            .map(|key| {
                let resource = if key.table == table.name { "" } else { key.table };
                json!({ "fields": key.columns, "reference": { "resource": resource, "fields": key.targets } })
            })
            .collect();
        schema.insert("foreignKeys".into(), keys.into());
    }
    let fields = table.columns.iter().map(|c| (c.name.to_owned(), c.kind, c.meaning.to_owned()));
    csv_resource(table.name, table.meaning, fields, schema.into(), spreadsheet)
}

/// A table in CSV. The `schema` lacks its fields, each of which is a name, a type and a meaning.
pub(super) fn csv_resource(
    name: &str,
    meaning: &str,
    fields: impl Iterator<Item = (String, ColumnType, String)>,
    mut schema: Value,
    spreadsheet: Spreadsheet,
) -> Value {
    let decimal = if spreadsheet == Spreadsheet::ExcelEu { "," } else { "." };
    let fields: Vec<Value> =
        fields.map(|(name, kind, meaning)| field(&name, kind, &meaning, decimal)).collect();
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("fields".into(), fields.into());
    }
    let (delimiter, terminator) = match spreadsheet {
        Spreadsheet::Plain => (",", "\n"),
        Spreadsheet::Excel => (",", "\r\n"),
        Spreadsheet::ExcelEu => (";", "\r\n"),
    };
    json!({
        "name": name,
        "path": format!("{name}.csv"),
        "profile": "tabular-data-resource",
        "description": meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": delimiter, "lineTerminator": terminator, "header": true },
        "schema": schema,
    })
}

fn field(name: &str, column_type: ColumnType, meaning: &str, decimal: &str) -> Value {
    let kind = match column_type {
        ColumnType::Id | ColumnType::Text => "string",
        ColumnType::Integer => "integer",
        ColumnType::Number => "number",
        ColumnType::Date => "date",
    };
    let mut field = json!({ "name": name, "type": kind, "description": meaning });
    if column_type == ColumnType::Number
        && decimal != "."
        && let Some(object) = field.as_object_mut()
    {
        object.insert("decimalChar".into(), decimal.into());
    }
    field
}
