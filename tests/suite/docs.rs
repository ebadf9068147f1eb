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
        key => format!(" Key: `{}`.", key.join("`, `")),
    };
    let _ = writeln!(page, "\n## `{}`\n\n{}{key}\n", table.name, table.meaning);
    let _ = writeln!(page, "| column | type | meaning |\n|---|---|---|");
    for column in table.columns {
        let refers = table.foreign_keys.iter().find(|foreign| foreign.column == column.name);
        let refers =
            refers.map(|foreign| format!(" → `{}.{}`", foreign.table, foreign.target)).unwrap_or_default();
        let meaning = column.meaning.replace('|', "\\|");
        let _ = writeln!(page, "| `{}` | {}{refers} | {meaning} |", column.name, kind(column.kind));
    }
}

/// The page, out of the schema.
fn page() -> String {
    let mut page = String::from(
        "# Tables\n\nMade from the schema that `standpoint schema` prints and that `datapackage.json` carries; a test holds \
         it.\n\nA table is long and tidy: UTF-8, `,` between cells, ISO dates, a dot as the decimal mark, an empty cell \
         for what is missing. Offsets count Unicode code points of the decoded text, from 0. `--for excel` and `--for \
         excel-eu` write the same tables for spreadsheets.\n\nTypes: *id* (guarded against formulas only where it begins \
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
