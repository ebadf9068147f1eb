//! `docs/tables.md` is the schema. `STANDPOINT_UPDATE_DOCS=1 cargo test --test suite docs::` writes it anew.

use standpoint::tables::{ColumnType, Table, all_tables, printed_tables};
use std::fmt::Write;
use std::fs;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/tables.md");

fn kind(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Id => "id",
        ColumnType::Text => "text",
        ColumnType::Integer => "integer",
        ColumnType::Number => "number",
        ColumnType::Date => "date",
    }
}

fn describe(page: &mut String, table: &Table) {
    let key = match table.key {
        [] => String::new(),
        key => {
            let empty = if table.key_is_full { "" } else { ", some of which may be empty" };
            format!(" Key: `{}`{empty}.", key.join("`, `"))
        }
    };
    let _ = writeln!(page, "\n## `{}`\n\n{}{key}\n", table.name, table.meaning);
    let _ = writeln!(page, "| column | type | meaning |\n|---|---|---|");
    for column in table.columns {
        let refers = table.foreign_keys.iter().find(|foreign| foreign.columns == [column.name]);
        let refers = refers
            .map(|foreign| format!(" → `{}.{}`", foreign.table, foreign.targets.join("`, `")))
            .unwrap_or_default();
        let meaning = column.meaning.replace('|', "\\|");
        let _ = writeln!(page, "| `{}` | {}{refers} | {meaning} |", column.name, kind(column.kind));
    }
    for foreign in table.foreign_keys.iter().filter(|foreign| foreign.columns.len() > 1) {
        let (columns, targets) = (foreign.columns.join("`, `"), foreign.targets.join("`, `"));
        let _ = writeln!(page, "\n`{columns}` together → `{targets}` of `{}`.", foreign.table);
    }
}

/// The page, out of the schema.
fn page() -> String {
    let mut page = String::from(
        "# Tables\n\nMade from the schema that `standpoint schema` prints and that `datapackage.json` carries; a test holds \
         it.\n\nA table is long and tidy: UTF-8, `,` between cells, ISO dates, a dot as the decimal mark, an empty cell \
         for what is missing. Offsets count Unicode code points of the decoded text, from 0. `--for excel` and `--for \
         excel-eu` write the same tables for spreadsheets, and a text that these would take for a number, a date, true or \
         an error as `=\"00123\"`, so that it stays what it is. `standpoint schema --for duckdb`, `pandas`, `polars`, `r` \
         or `spark` prints a script that loads a result with these types and keys. `--tables parquet` writes Parquet with \
         the same columns and types (every column may be null). `--wide actors` writes `actors_wide.csv` too, actors against \
         outlets, two columns an outlet; its schema is in `datapackage.json`.\n\nTypes: *id* (guarded against formulas only where it begins \
         one), *text* (words of the corpus, guarded), *integer*, *number*, *date* (`YYYY-MM-DD`). An arrow leads to the \
         column that a foreign key refers to.\n\nWritten by `analyze`, each as `NAME.csv`:\n",
    );
    all_tables().iter().for_each(|table| describe(&mut page, table));
    page.push_str("\nPrinted by other commands or written to files that they name:\n");
    printed_tables().iter().for_each(|table| describe(&mut page, table));
    page
}

#[test]
fn the_page_of_the_tables_is_the_schema() {
    if std::env::var_os("STANDPOINT_UPDATE_DOCS").is_some() {
        fs::write(PAGE, page()).unwrap();
    }
    let there = fs::read_to_string(PAGE).unwrap_or_default();
    assert!(
        there == page(),
        "docs/tables.md is not what the schema says; write it with STANDPOINT_UPDATE_DOCS=1"
    );
}
