//! Tables on stdout: aligned for a reader, JSON lines, Markdown; CSV as ever in a pipe.

use crate::support::{CORPUS, Output, Place};
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

/// Two articles whose ids and texts try to act upon a terminal, or upon Markdown.
const ROWS: &str = "{\"id\":\"a|\u{202e}1\",\"text\":\"Peru praised Chile. Peru admired Chile.\"}\n\
    {\"id\":\"b\",\"text\":\"Japan condemned Peru, cruelly. Canada is far away.\"}\n";

fn printed(arguments: &[&str]) -> String {
    let place = Place::new().file("a.jsonl", ROWS);
    place.run(&[&["stance", "a.jsonl"], arguments].concat()).code(0).printed()
}

/// What is printed for a page of that width.
fn on_a_page(place: &Place, width: usize, arguments: &[&str]) -> String {
    let mut command = place.command(arguments);
    let run = command.env("COLUMNS", width.to_string()).args(["--output-format", "table"]).assert();
    run.success().printed()
}

#[test]
fn csv_is_what_a_pipe_gets() {
    assert_eq!(printed(&[]), printed(&["--output-format", "csv"]));
    let place = Place::new().file("a.jsonl", ROWS);
    let refused = place.run(&["stance", "a.jsonl", "--for", "excel", "--output-format", "jsonl"]).code(2);
    refused.says(&["--for names the spreadsheet that CSV is for"]);
}

#[test]
fn json_lines_have_the_values_of_csv_with_their_types() {
    let csv = printed(&[]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let records: Vec<csv::StringRecord> = reader.records().map(|record| record.unwrap()).collect();
    let lines = printed(&["--output-format", "jsonl"]);
    let (mut numbers, mut nulls) = (0, 0);
    assert_eq!(lines.lines().count(), records.len());
    for (line, record) in lines.lines().zip(&records) {
        let row: Value = serde_json::from_str(line).unwrap();
        assert_eq!(row.as_object().unwrap().len(), headers.len());
        for (name, cell) in headers.iter().zip(record) {
            match &row[name] {
                Value::Null => {
                    nulls += 1;
                    assert_eq!(cell, "", "{name}");
                }
                Value::Number(number) => {
                    numbers += 1;
                    assert_eq!(number.as_f64(), cell.parse().ok(), "{name}");
                }
                text => assert_eq!(text.as_str(), Some(cell), "{name}"),
            }
        }
    }
    assert!(numbers > 10 && nulls > 2, "{numbers} numbers, {nulls} empty cells");
}

#[test]
fn nothing_breaks_a_table_of_markdown() {
    let text = printed(&["--output-format", "markdown"]);
    let columns = printed(&[]).lines().next().unwrap().split(',').count();
    for line in text.lines() {
        let bars = line.replace("\\|", "").matches('|').count();
        assert_eq!(bars, columns + 1, "{line}");
    }
    assert!(text.contains("| a\\|\\\\u{202e}1 |"), "{text}");
}

#[test]
fn no_line_of_a_table_is_wider_than_the_page() {
    let place = Place::new().file("a.jsonl", ROWS);
    for width in [40, 80, 200] {
        for arguments in [
            &["stance", CORPUS][..],
            &["stance", "a.jsonl"],
            &["stance", "--evidence", "a.jsonl"],
            &["topics", "a.jsonl"],
            &["terms", CORPUS, "--top", "2"],
            &["sample", "a.jsonl"],
            &["actors", "list", "an"],
            &["lexicon", "list", "cond"],
        ] {
            let text = on_a_page(&place, width, arguments);
            assert!(text.lines().count() >= 2, "{arguments:?}");
            for line in text.lines() {
                assert!(line.width() <= width, "{width}, {arguments:?}: {line}");
            }
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
        }
    }
}

#[test]
fn a_reader_sees_the_weightiest_rows_first_with_bar_and_sentence() {
    let place = Place::new().file("a.jsonl", ROWS);
    let text = on_a_page(&place, 100, &["stance", "a.jsonl"]);
    let lines: Vec<&str> = text.lines().collect();
    let columns: Vec<&str> = lines[0].split_whitespace().collect();
    assert_eq!(columns[..4], ["actor", "stance", "label", "mentions"]);
    let chile = lines.iter().position(|line| line.starts_with("Chile")).unwrap();
    assert!(
        lines[chile].contains(" +0.") && lines[chile].contains("│█") && lines[chile].contains("a|\\u{202e}1")
    );
    // Below the first of the rows that it made.
    assert!(lines[..chile + 2].iter().any(|line| line.starts_with("  Peru ") && line.ends_with("Chile.")));
    let japan = lines.iter().position(|line| line.starts_with("Japan")).unwrap();
    assert!(japan > chile && !lines[japan].contains('│'), "no evidence has no bar: {text}");
    let styled =
        place.run(&["stance", "a.jsonl", "--output-format", "table", "--color", "always"]).code(0).printed();
    assert!(styled.contains("\u{1b}[32m") && !styled.contains('\u{202e}'));
}

#[test]
fn actors_are_listed_as_a_file_in_a_pipe_and_as_rows_where_they_are_asked_for() {
    let place = Place::new();
    let file = place.run(&["actors", "list", "kazakh"]).code(0).printed();
    assert!(file.starts_with("actor_id\tname\tkind\talias\t"));
    let rows = place.run(&["actors", "list", "kazakh", "--output-format", "jsonl"]).code(0).printed();
    assert_eq!(rows.lines().count() + 1, file.lines().count());
    let row: Value = serde_json::from_str(rows.lines().next().unwrap()).unwrap();
    let cells: Vec<&str> = file.lines().nth(1).unwrap().split('\t').collect();
    assert_eq!((row["actor_id"].as_str(), row["alias"].as_str()), (Some(cells[0]), Some(cells[3])));
    assert!(row["note"].is_null());
}
