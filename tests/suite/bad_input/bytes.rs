//! Binary files, and text in other encodings.

use super::{GOOD, latin};
use crate::support::{Output, Place};

#[test]
fn a_binary_file_is_skipped() {
    let place = Place::with_a_good_text().file("in/picture.txt", [0; 300]);
    place.analyze(&["in"]).code(3).says(&["in/picture.txt", "binary", "convert it to text"]);
    place.assert_result(&["good.txt"], &[("in/picture.txt", "", "binary")]);
}

#[test]
fn a_skip_fails_a_strict_run() {
    let place = Place::with_a_good_text().file("in/picture.txt", [0; 300]);
    let says = ["in/picture.txt", "convert it to text", "1 input skipped, which --strict does not allow"];
    place.analyze(&["in", "--strict"]).code(1).says(&says);
}

#[test]
fn a_stray_nul_is_read_as_a_blank_and_said() {
    let place = Place::new().file("in/stray.txt", "France praised\0Spain for its harbour.\n");
    place.analyze(&["in"]).code(0).says(&["in/stray.txt", "NUL", "blank"]);
    place.assert_result(&["stray.txt"], &[]);
    assert_eq!(place.column("documents", "tokens"), ["6"]);
    assert_eq!(place.column("stance", "actor_id"), ["ESP", "FRA"]);
}

#[test]
fn a_stray_nul_in_a_row_is_read_as_a_blank_and_said() {
    let place = Place::new()
        .file("in/lines.jsonl", "{\"id\": \"a\", \"text\": \"France praised\\u0000Spain.\"}\n")
        .file("in/rows.csv", "id,text\nb,Peru thanked\0Chile.\n");
    place.analyze(&["in"]).code(0).says(&["in/lines.jsonl#1", "in/rows.csv#1", "NUL", "blank"]);
    place.assert_result(&["a", "b"], &[]);
    assert_eq!(place.column("documents", "tokens"), ["3", "3"]);
    let sentences = place.column("sentences", "text");
    assert_eq!(sentences, ["France praised Spain.", "Peru thanked Chile."]);
}

#[test]
fn warnings_that_are_not_listed_are_counted() {
    let names = ["in/a.txt", "in/b.txt", "in/c.txt", "in/d.txt", "in/e.txt", "in/f.txt", "in/g.txt"];
    let place = names.iter().fold(Place::new(), |place, name| place.file(name, "France praised\0Spain.\n"));
    place.analyze(&["in"]).code(0).says(&["in/e.txt", "2 more", "-v"]);
    place.analyze(&["in", "-v"]).code(0).says(&["in/f.txt", "in/g.txt"]);
}

#[test]
fn a_bad_byte_in_the_middle_skips_the_text_and_is_placed() {
    let place = Place::with_a_good_text().file("in/latin.txt", latin());
    let byte = format!("byte {}", GOOD.len() + "Spain opened a caf".len());
    place.analyze(&["in"]).code(3).says(&["in/latin.txt", "not_utf8", &byte, "--encoding", "--lossy"]);
    place.assert_result(&["good.txt"], &[("in/latin.txt", "", "not_utf8")]);
    assert_eq!(place.column("skipped", "detail"), [byte]);
}

#[test]
fn a_flag_that_is_given_is_not_advised() {
    let place = Place::new().file("in/latin.txt", latin()).file("in/picture.txt", [0; 300]);
    let said = place.analyze(&["in", "--encoding", "utf-8"]).code(1).said();
    assert!(said.contains("1 not text (convert it to text first), 1 not UTF-8 (replace bad bytes"), "{said}");
    assert!(!said.contains("--encoding"), "{said}");
    let said = place.analyze(&["in", "--lossy"]).code(3).said();
    assert!(said.contains("1 input skipped: 1 not text (convert it to text first; for UTF-16"), "{said}");
}

#[test]
fn a_lossy_run_replaces_bad_bytes_and_says_so() {
    let place = Place::new().file("in/latin.txt", latin());
    place.analyze(&["in", "--lossy"]).code(0).says(&["in/latin.txt", "bad bytes replaced"]);
    place.assert_result(&["latin.txt"], &[]);
    assert!(place.column("sentences", "text").iter().any(|text| text.contains("caf\u{fffd}")));
}

#[test]
fn a_named_encoding_is_read() {
    let place = Place::new().file("in/latin.txt", latin());
    place.analyze(&["in", "--encoding", "windows-1252"]).code(0);
    place.assert_result(&["latin.txt"], &[]);
    assert_eq!(place.column("documents", "encoding"), ["windows-1252"]);
    assert!(place.column("sentences", "text").iter().any(|text| text.contains("café")));
}

#[test]
fn a_bad_byte_in_a_row_skips_the_row() {
    let rows =
        b"id,text\na,France \xe2\x80\x93 praised Spain.\nb,Spain opened a caf\xe9.\nc,Peru thanked Chile.\n";
    let place = Place::new().file("in/rows.csv", rows);
    place.analyze(&["in"]).code(3).says(&["in/rows.csv#2", "line 3", "not_utf8", "--encoding", "--lossy"]);
    place.assert_result(&["a", "c"], &[("in/rows.csv", "2", "not_utf8")]);
}

#[test]
fn a_byte_that_a_named_encoding_does_not_have_is_not_replaced_silently() {
    let rows = b"id,text\na,France praised Spain.\nb,Peru thanked \x81\xff Chile.\n";
    let place = Place::new().file("in/rows.csv", rows);
    let arguments = ["in", "--encoding", "shift_jis"];
    place.analyze(&arguments).code(3).says(&["in/rows.csv#2", "Shift_JIS", "--lossy"]);
    assert_eq!(place.column("documents", "doc_id"), ["a"]);
    place.analyze(&[&arguments[..], &["--lossy"]].concat()).code(0).says(&["in/rows.csv#2", "replaced"]);
    assert_eq!(place.column("documents", "doc_id"), ["a", "b"]);
}

#[test]
fn a_byte_that_a_named_encoding_does_not_have_skips_a_text() {
    let place = Place::with_a_good_text().file("in/other.txt", b"Peru thanked \x81\xff Chile.\n");
    let run = place.analyze(&["in", "--encoding", "shift_jis"]).code(3);
    run.says(&["in/other.txt", "not Shift_JIS (character 13)", "not in its encoding", "--lossy"]);
    place.assert_result(&["good.txt"], &[("in/other.txt", "", "bad_encoding")]);
}

#[test]
fn a_bad_byte_beside_the_text_is_not_replaced_silently() {
    let rows = b"id,title,unused,text\na,Ferry,\xe9,France praised Spain \xe2\x80\x93 twice.\nb,Caf\xe9,,Peru thanked Chile.\n";
    let place = Place::new().file("in/rows.csv", rows);
    place.analyze(&["in"]).code(3).says(&["in/rows.csv#2", "line 3: byte 3"]);
    place.assert_result(&["a"], &[("in/rows.csv", "2", "not_utf8")]);
    place.analyze(&["in", "--lossy"]).code(0).says(&["in/rows.csv#2", "replaced"]);
    assert_eq!(place.column("documents", "title"), ["Ferry", "Caf\u{fffd}"]);
}

#[test]
fn a_table_with_a_mark_is_read_in_the_encoding_that_it_says() {
    let rows = "\u{feff}id,text\r\na,\"Café France praised Spain.\"\r\n";
    let utf16: Vec<u8> = rows.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let place = Place::new().file("in/rows.csv", utf16).file("in/rows.tsv", "id\ttext\nb\tPeru left.\n");
    place.analyze(&["in"]).code(0);
    place.assert_result(&["a", "b"], &[]);
    assert_eq!(place.column("documents", "encoding"), ["UTF-16LE", "UTF-8"]);
    assert!(place.column("sentences", "text")[0].contains("Café France"));
}

#[test]
fn a_row_with_many_control_characters_is_read_and_that_is_said() {
    let text = format!("France praised{}Spain.", "\u{1}\u{8}\u{1b}".repeat(10));
    let escaped = text.replace('\u{1}', "\\u0001").replace('\u{8}', "\\b").replace('\u{1b}', "\\u001b");
    let place = Place::new()
        .file("in/lines.jsonl", format!("{{\"id\": \"a\", \"text\": \"{escaped}\"}}\n"))
        .file("in/rows.csv", format!("id,text\nb,{text}\n"));
    let says = ["in/lines.jsonl#1", "in/rows.csv#1", "30 control characters read as blanks"];
    place.analyze(&["in"]).code(0).says(&says);
    place.assert_result(&["a", "b"], &[]);
    assert_eq!(place.column("documents", "tokens"), ["3", "3"]);
}

#[test]
fn a_table_in_utf_16_without_its_mark_is_skipped_as_no_text() {
    let utf16: Vec<u8> = "id,text\na,Peru left.\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let place = Place::with_a_good_text().file("in/rows.csv", utf16);
    place.analyze(&["in"]).code(3).says(&["in/rows.csv: binary", "UTF-16", "--encoding"]);
    place.assert_result(&["good.txt"], &[("in/rows.csv", "", "binary")]);
    place.analyze(&["in/rows.csv", "--encoding", "utf-16le"]).code(0);
    place.assert_result(&["a"], &[]);
}

#[track_caller]
fn assert_a_line_is_split(phrase: &str, bytes: usize) {
    let place = Place::new().file("in/endless.txt", phrase.repeat(bytes / phrase.len() + 1));
    place.analyze(&["in"]).code(0).says(&["in/endless.txt", "text without end", "cut into"]);
    place.assert_result(&["endless.txt"], &[]);
    let sentences: usize = place.column("documents", "sentences")[0].parse().unwrap();
    assert!(sentences > 1);
}

#[test]
fn a_line_of_words_without_an_end_is_split_and_said() {
    assert_a_line_is_split("the council of France praised the harbour and ", 200_000);
}

#[test]
fn a_line_of_one_word_over_and_over_is_split_and_said() {
    assert_a_line_is_split("x ", 900_000);
}

#[test]
#[ignore = "a text of 100 MB takes a while"]
fn a_hundred_megabytes_without_an_end_are_split_and_said() {
    assert_a_line_is_split("the tide carried timber past the quay and ", 100_000_000);
}
