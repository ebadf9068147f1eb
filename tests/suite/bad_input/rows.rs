//! Tables and JSON Lines: ragged, malformed and duplicate rows.

use crate::support::{Output, Place};

#[test]
fn rows_with_too_many_or_too_few_cells_are_skipped_with_their_lines() {
    let rows = "id,text\na,France praised Spain.\nb,Too many, cells\nc,Norway blamed Canada.\nd\n";
    let place = Place::new().file("in/rows.csv", rows);
    place.analyze(&["in"]).code(3).says(&["in/rows.csv", "line 3: 3 cells", "line 5: 1 cell", "quotation"]);
    place.assert_result(
        &["a", "c"],
        &[("in/rows.csv", "2", "ragged_row"), ("in/rows.csv", "4", "ragged_row")],
    );
}

#[test]
fn lines_of_a_table_are_counted_past_blank_ones_and_whatever_their_ends() {
    for end in ["\n", "\r\n"] {
        let rows = ["id,text", "", "a,\"France praised", "Spain.\"", "", "b,Too many, cells", ""].join(end);
        let place = Place::new().file("in/rows.csv", rows);
        place.analyze(&["in"]).code(3).says(&["in/rows.csv#2", "line 6:"]);
        place.assert_result(&["a"], &[("in/rows.csv", "2", "ragged_row")]);
    }
}

#[test]
fn a_table_without_a_text_column_is_skipped_in_a_walk() {
    let place = Place::with_a_good_text().file("in/prices.csv", "day,copper,tin\n2031-02-14,9,3\n");
    place.analyze(&["in"]).code(3).says(&["in/prices.csv", "day, copper, tin", "--text-column"]);
    place.assert_result(&["good.txt"], &[("in/prices.csv", "", "no_text_column")]);
    assert!(place.column("skipped", "detail")[0].contains("day, copper, tin"));
}

#[test]
fn a_named_table_without_a_text_column_is_wrong_usage() {
    let place = Place::with_a_good_text().file("prices.csv", "day,copper,tin\n2031-02-14,9,3\n");
    place.assert_refused(
        &["in/good.txt", "prices.csv"],
        &["prices.csv", "'text'", "day, copper, tin", "--text-column"],
    );
}

#[test]
fn a_column_that_was_asked_for_and_is_not_there_is_wrong_usage() {
    let place = Place::new().file("rows.csv", "id,text\na,France praised Spain.\n");
    place.assert_refused(
        &["rows.csv", "--date-column", "day"],
        &["rows.csv", "'day'", "--date-column", "id, text"],
    );
}

#[test]
fn an_unclosed_quotation_mark_before_other_columns_is_skipped_with_its_line() {
    let rows =
        "id,text,source\na,France praised Spain.,Gull\nb,\"Norway blamed Canada.,Gull\nc,Peru left.,Gull\n";
    let place = Place::new().file("in/rows.csv", rows);
    place.analyze(&["in"]).code(3).says(&["in/rows.csv", "line 3", "unclosed quotation mark"]);
    place.assert_result(&["a"], &[("in/rows.csv", "2", "ragged_row")]);
}

#[test]
fn an_unclosed_quotation_mark_in_the_last_column_does_not_pass_silently() {
    let rows = "id,text\na,France praised Spain.\nb,\"Norway blamed Canada.\nc,Peru thanked Chile.\n";
    let place = Place::new().file("in/rows.csv", rows);
    place.analyze(&["in"]).code(3).says(&["in/rows.csv", "line 3", "unclosed quotation mark"]);
    assert_eq!(place.column("documents", "doc_id"), ["a"]);
    assert_eq!(place.column("skipped", "path"), ["in/rows.csv"]);
    assert_eq!(place.column("skipped", "row"), ["2"]);
}

#[test]
fn a_broken_json_line_is_skipped_and_the_next_is_read() {
    let lines = "{\"id\": \"a\", \"text\": \"France praised Spain.\"}\n{\"id\": \"b\", \"text\": \n\
                 {\"id\": \"c\", \"text\": \"Norway blamed Canada.\"}\n[\"no object\"]\n{\"id\": \"e\"}\n";
    let place = Place::new().file("in/lines.jsonl", lines);
    place.analyze(&["in"]).code(3).says(&[
        "in/lines.jsonl#2",
        "bad_json",
        "one object a line",
        "--text-column",
    ]);
    let skipped = ["2", "4", "5"].map(|row| ("in/lines.jsonl", row, "bad_json"));
    place.assert_result(&["a", "c"], &skipped);
}

#[test]
fn the_second_document_of_an_id_is_skipped() {
    let rows = "id,text\na,France praised Spain.\nb,Peru thanked Chile.\na,Norway blamed Canada.\n";
    let place = Place::new().file("in/rows.csv", rows);
    let says = ["in/rows.csv#3", "'a' was there already: in/rows.csv#1", "--id-column"];
    place.analyze(&["in"]).code(3).says(&says);
    place.assert_result(&["a", "b"], &[("in/rows.csv", "3", "duplicate_id")]);
    assert_eq!(place.column("stance", "actor_id"), ["ESP", "FRA", "CHL", "PER"]);
}
