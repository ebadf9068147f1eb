//! A script in SQL for DuckDB: tables with types, keys and references, filled from the files.

use super::{quoted, references};
use crate::tables::{ColumnType, SCHEMA_VERSION, Table};
use std::fmt::Write;

const HEAD: &str =
    "Loads a result of `standpoint analyze` into DuckDB: texts, integers, numbers, dates, keys.
--   cd results && duckdb results.db < load.sql
-- An empty cell is NULL; a text like NA is that text.
";

/// A result for a spreadsheet has its lines ended by CR and LF; its texts and numbers are written in other ways.
const GUARD: &str = "SELECT error('the result was written for a spreadsheet: run analyze without --for')
FROM read_text('datapackage.json') WHERE contains(content, '\\r\\n');
";

pub(super) fn script(tables: &[&Table]) -> String {
    let mut text = format!("-- {HEAD}-- Schema {SCHEMA_VERSION}.\n\n{GUARD}");
    let mut made: Vec<&Table> = Vec::new();
    while let Some(table) = next(tables, &made) {
        create(&mut text, table, tables, &made);
        fill(&mut text, table);
        made.push(table);
    }
    text
}

/// The next table: the first that refers to none that is not made yet, or where all do so, the first.
fn next<'t>(tables: &[&'t Table], made: &[&Table]) -> Option<&'t Table> {
    let is_made = |name: &str| made.iter().any(|table| table.name == name);
    let open = || tables.iter().copied().filter(move |table| !is_made(table.name));
    let is_ready =
        |table: &&Table| references(table, tables).all(|key| key.table == table.name || is_made(key.table));
    open().find(is_ready).or_else(|| open().next())
}

fn create(text: &mut String, table: &Table, tables: &[&Table], made: &[&Table]) {
    let mut parts: Vec<String> =
        table.columns.iter().map(|c| format!("  \"{}\" {}", c.name, kind(c.kind))).collect();
    if !table.key.is_empty() {
        let name = if table.key_is_full { "PRIMARY KEY" } else { "UNIQUE" };
        parts.push(format!("  {name} ({})", quoted(table.key)));
    }
    let mut later = String::new();
    for key in references(table, tables) {
        let refers = format!(
            "FOREIGN KEY ({}) REFERENCES \"{}\" ({})",
            quoted(key.columns),
            key.table,
            quoted(key.targets)
        );
        if made.iter().any(|there| there.name == key.table) {
            parts.push(format!("  {refers}"));
        } else {
            // DuckDB adds no reference to a table that exists, and checks those of a table to itself row by row.
            let _ = writeln!(later, "-- It holds too: {refers}");
        }
    }
    let _ = writeln!(text, "\nCREATE TABLE \"{}\" (\n{}\n);\n{later}", table.name, parts.join(",\n"));
    let tail = text.trim_end().len();
    text.truncate(tail);
    text.push('\n');
}

fn fill(text: &mut String, table: &Table) {
    let cells: Vec<String> = table
        .columns
        .iter()
        .map(|column| match column.kind {
            ColumnType::Id | ColumnType::Text => format!("\"{}\"", column.name),
            other => format!("CAST(\"{}\" AS {})", column.name, kind(other)),
        })
        .collect();
    let _ = writeln!(
        text,
        "INSERT INTO \"{name}\" SELECT {cells}\nFROM read_csv('{name}.csv', header = true, all_varchar = true, \
         delim = ',', quote = '\"', escape = '\"', nullstr = '');",
        name = table.name,
        cells = cells.join(", "),
    );
}

fn kind(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Id | ColumnType::Text => "VARCHAR",
        ColumnType::Integer => "BIGINT",
        ColumnType::Number => "DOUBLE",
        ColumnType::Date => "DATE",
    }
}
