//! Tables for spreadsheets: dialects, formulas that do not run, the workbook.

use super::result::{SAMPLE, assert_same_bytes, each_cell};
use crate::support::Place;
use standpoint::tables::{ColumnType, all_tables};
use std::fs;

/// Cells like `="00123"` as the texts they are.
fn texts(mut records: Vec<Vec<String>>) -> Vec<Vec<String>> {
    for cell in records.iter_mut().flatten() {
        if let Some(text) = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
            *cell = text.to_owned();
        }
    }
    records
}

#[test]
fn texts_that_excel_would_change_stay_texts_and_come_back_as_input() {
    let place = Place::new().file(
        "rows.csv",
        "id,source,title,text\n00123,1/2,March 5,Peru praised the true friends of Chile on 5 May 2031.\n\
         1E5,TRUE,007,Peru lied to Chile.\n123456789012345678,Gull,Wahr,Peru failed.\n",
    );
    for (program, separator) in [("excel", b','), ("excel-eu", b';')] {
        let results = place.results(&["rows.csv"], &["--for", program]);
        let records = results.records("documents", separator);
        let column = |name: &str| {
            let at = records[0].iter().position(|header| header == name).unwrap();
            records[1..].iter().map(|row| row[at].clone()).collect::<Vec<_>>()
        };
        assert_eq!(column("doc_id"), ["=\"00123\"", "=\"1E5\"", "=\"123456789012345678\""], "{program}");
        assert_eq!(column("source"), ["=\"1/2\"", "=\"TRUE\"", "Gull"]);
        assert_eq!(column("title"), ["=\"March 5\"", "=\"007\"", "=\"Wahr\""]);
        // The sentences of the result as articles, with the ids of their documents.
        let printed = place
            .output(&["stance", "out/sentences.csv", "--id-column", "doc_id", "--text-column", "text"], 0);
        let ids: Vec<String> = csv::Reader::from_reader(printed.0.as_bytes())
            .deserialize::<crate::support::Row>()
            .map(|row| row.unwrap()["doc_id"].clone())
            .collect();
        for id in ["00123", "1E5", "123456789012345678"] {
            assert!(ids.iter().any(|found| found == id), "{id} is not among {ids:?}");
        }
    }
    let raw = place.results(&["rows.csv"], &["--for", "excel", "--raw-text"]);
    assert!(raw.text("documents").contains("\n00123,"));
}

#[test]
fn tables_for_excel_have_a_mark_and_crlf_and_the_same_cells() {
    let excel = Place::with_articles().results(&["corpus"], &["--for", "excel"]);
    for table in all_tables() {
        let text = excel.text(table.name);
        assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"), "{}", table.name);
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{}", table.name);
        assert_eq!(
            texts(excel.records(table.name, b',')),
            SAMPLE.records(table.name, b','),
            "{}",
            table.name
        );
    }
    assert!(!SAMPLE.text("stance").contains(['\u{feff}', '\r']));
}

#[test]
fn tables_for_excel_in_europe_have_semicolons_and_decimal_commas_and_the_same_values() {
    let excel = Place::with_articles().results(&["corpus"], &["--for", "excel-eu"]);
    for table in all_tables() {
        let text = excel.text(table.name);
        assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"), "{}", table.name);
        let mut records = texts(excel.records(table.name, b';'));
        for record in records.iter_mut().skip(1) {
            for (cell, column) in record.iter_mut().zip(table.columns) {
                if column.kind == ColumnType::Number {
                    assert!(!cell.contains('.'), "{}: {cell}", table.name);
                    *cell = cell.replace(',', ".");
                }
            }
        }
        assert_eq!(records, SAMPLE.records(table.name, b','), "{}", table.name);
    }
    assert!(excel.text("stance").contains(";-0,"), "no decimal comma was seen");
}

/// An article whose title, outlet, author and text all begin like a formula.
const FORMULAS: &str = "id,title,source,author,text\n\
    a,=1+1 Peru praised Chile,+Gull,@mine,\"-Peru condemned the reckless tariff. =Peru lied to Chile.\"\n\
    b,'=Peru praised Chile,＝Tern,-other,\"@Peru betrayed Chile, cruelly. Peru is brave.\"\n";

fn begins_a_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

#[test]
fn texts_that_begin_like_a_formula_are_guarded_and_numbers_never() {
    let place = Place::new();
    place.write("rows.csv", FORMULAS);
    let (mut texts, mut negative) = (0, 0);
    let guarded = place.results(&["rows.csv"], &[]);
    each_cell(&guarded, |table, column, cell| match column.kind {
        ColumnType::Text => {
            texts += usize::from(cell.starts_with('\''));
            assert!(!begins_a_formula(cell), "{}.csv has '{cell}' as {}", table.name, column.name);
        }
        ColumnType::Integer | ColumnType::Number | ColumnType::Date => {
            negative += usize::from(cell.starts_with('-'));
            assert!(!cell.starts_with('\''), "{}.csv has {cell} as {}", table.name, column.name);
        }
        ColumnType::Id => assert!(!cell.starts_with('\''), "{}.csv has {cell}", table.name),
    });
    assert!(texts >= 6 && negative >= 2, "{texts} texts were guarded, {negative} numbers are negative");
    let documents = guarded.rows("documents");
    let cells = |column: &str| documents.iter().map(|row| row[column].clone()).collect::<Vec<_>>();
    assert_eq!(cells("title"), ["'=1+1 Peru praised Chile", "''=Peru praised Chile"]);
    assert_eq!(cells("source"), ["'+Gull", "'＝Tern"]);
    let raw = place.results(&["rows.csv"], &["--raw-text"]);
    let titles: Vec<String> = raw.rows("documents").iter().map(|row| row["title"].clone()).collect();
    assert_eq!(titles, ["=1+1 Peru praised Chile", "'=Peru praised Chile"]);
}

#[test]
fn a_workbook_beside_a_result_changes_no_table() {
    let place = Place::with_articles();
    let results = place.results(&["corpus"], &["--workbook", "book.xlsx"]);
    assert_same_bytes(&SAMPLE, &results);
    assert!(fs::read(place.path("book.xlsx")).unwrap().starts_with(b"PK\x03\x04"));
}
