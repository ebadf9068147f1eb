//! Bad input: it is skipped, listed and counted, or refused with its place and a way out; it never stops the batch,
//! never passes silently and never makes the program panic.

use assert_cmd::assert::Assert;
use assert_cmd::cargo::cargo_bin_cmd;
use predicates::prelude::*;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

const BINARY: &str = env!("CARGO_BIN_EXE_standpoint");
const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");

const GOOD: &str =
    "France praised Spain for the brave rescue of the ferry crew.\n\nBoth welcomed the harbour treaty.\n";
const OTHER: &str =
    "Canada condemned the reckless tariff on timber.\n\nSawmills in Norway closed for a week.\n";
const STOP_WORDS: &str = "The and of it was to be or not to be, and so it is.\n";

const TABLES: [&str; 15] = [
    "documents",
    "sentences",
    "mentions",
    "evidence",
    "stance",
    "actors",
    "topics",
    "topic_terms",
    "topic_periods",
    "topic_sentences",
    "key_sentences",
    "topic_choice",
    "terms",
    "summary",
    "skipped",
];

/// A row of a table, its cells by column.
type Row = BTreeMap<String, String>;

/// A folder to run in: input goes to `in`, results to `out`.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn with_a_good_text() -> Self {
        Self::new().file("in/good.txt", GOOD)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    fn folder(self, name: &str) -> Self {
        fs::create_dir_all(self.path(name)).unwrap();
        self
    }

    /// Runs the program in this folder; whatever comes of it, it does not panic.
    #[track_caller]
    fn run(&self, arguments: &[&str]) -> Assert {
        cargo_bin_cmd!("standpoint")
            .current_dir(self.0.path())
            .args(arguments)
            .timeout(Duration::from_secs(300))
            .assert()
            .stdout(predicate::str::contains("panicked").not())
            .stderr(predicate::str::contains("panicked").not())
    }

    /// `analyze` into `out`; stdout is for data, and it has none.
    #[track_caller]
    fn analyze(&self, arguments: &[&str]) -> Assert {
        let arguments = [&["analyze", "-o", "out"], arguments].concat();
        self.run(&arguments).stdout(predicate::str::is_empty())
    }

    fn rows(&self, table: &str) -> Vec<Row> {
        let file = File::open(self.path(&format!("out/{table}.csv"))).unwrap();
        csv::Reader::from_reader(file).into_deserialize().map(|row| row.unwrap()).collect()
    }

    fn column(&self, table: &str, column: &str) -> Vec<String> {
        self.rows(table).iter().map(|row| row[column].clone()).collect()
    }

    /// What stands in a folder, by name.
    fn contents(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let entries = fs::read_dir(self.path(folder)).unwrap().map(|entry| entry.unwrap().path());
        entries
            .filter(|path| path.is_file())
            .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
            .collect()
    }

    /// The result is whole and is about `documents`; `skipped` (path, row, reason) are all that is missing.
    #[track_caller]
    fn assert_result(&self, documents: &[&str], skipped: &[(&str, &str, &str)]) {
        let mut names: Vec<String> = TABLES.iter().map(|table| format!("{table}.csv")).collect();
        names.push("datapackage.json".to_owned());
        for name in names {
            assert!(self.path("out").join(&name).is_file(), "{name} is missing");
        }
        self.assert_no_odd_numbers();
        self.assert_topics_fit();
        assert_eq!(self.column("documents", "doc_id"), documents);
        let found = self.rows("skipped");
        let found: Vec<_> = found.iter().map(|row| (&*row["path"], &*row["row"], &*row["reason"])).collect();
        assert_eq!(found, skipped);
    }

    #[track_caller]
    fn assert_no_odd_numbers(&self) {
        for table in TABLES {
            for (column, cell) in self.rows(table).into_iter().flatten() {
                let word = cell.trim_start_matches('-').to_lowercase();
                let odd = matches!(&*word, "nan" | "inf" | "infinity" | "null") || cell == "-0";
                assert!(!odd, "{table}.csv has {cell} as {column}");
            }
        }
    }

    /// Documents and topics speak of each other, and of the same numbers.
    #[track_caller]
    fn assert_topics_fit(&self) {
        let documents = self.rows("documents");
        let topics = self.rows("topics");
        for topic in &topics {
            let members = documents.iter().filter(|row| row["topic_id"] == topic["topic_id"]).count();
            assert!(topic["topic_id"].starts_with('T'), "{topic:?}");
            assert!(members > 0, "an empty topic: {topic:?}");
            assert_eq!(topic["documents"], members.to_string());
        }
        for document in &documents {
            if document["topic_id"].is_empty() {
                assert_eq!(document["topic_strength"], "", "{document:?}");
                continue;
            }
            assert!(topics.iter().any(|topic| topic["topic_id"] == document["topic_id"]), "{document:?}");
            let strength: f64 = document["topic_strength"].parse().unwrap();
            assert!((0.0..=1.0).contains(&strength), "{document:?}");
        }
    }

    /// Neither a result nor the beginning of one.
    #[track_caller]
    fn assert_nothing_written(&self) {
        for entry in fs::read_dir(self.0.path()).unwrap() {
            let name = entry.unwrap().file_name();
            assert!(!name.to_string_lossy().trim_start_matches('.').starts_with("out"), "{name:?} is there");
        }
    }

    /// Wrong usage: exit code 2, `says` on stderr, nothing written.
    #[track_caller]
    fn assert_refused(&self, arguments: &[&str], says: &[&str]) {
        self.analyze(arguments).code(2).says(says);
        self.assert_nothing_written();
    }
}

trait Says {
    /// Holds each of `parts` on stderr.
    fn says(self, parts: &[&str]) -> Self;
}

impl Says for Assert {
    #[track_caller]
    fn says(self, parts: &[&str]) -> Self {
        let mut run = self;
        for part in parts {
            run = run.stderr(predicate::str::contains(*part));
        }
        run
    }
}

fn gzip(content: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(content.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn zstd(content: &str) -> Vec<u8> {
    zstd::encode_all(content.as_bytes(), 0).unwrap()
}

/// An annotated TSV; its rows begin in line 4.
fn tsv(header: &str, rows: &str) -> String {
    format!("#! id = mine\n# Made up for a test.\n{header}\n{rows}")
}

// Nothing in it, or nothing to read.

#[test]
fn an_empty_file_is_a_document_without_tokens() {
    let place = Place::new().file("in/empty.txt", "");
    place.analyze(&["in"]).code(0);
    place.assert_result(&["empty.txt"], &[]);
    assert_eq!(place.column("documents", "tokens"), ["0"]);
    assert_eq!(place.column("documents", "sentences"), ["0"]);
}

#[test]
fn a_file_of_white_space_is_a_document_without_tokens() {
    let place = Place::with_a_good_text().file("in/blank.txt", " \n\t\r\n\u{a0}\n\n");
    place.analyze(&["in"]).code(0);
    place.assert_result(&["blank.txt", "good.txt"], &[]);
    assert_eq!(place.column("documents", "tokens")[0], "0");
}

#[test]
fn a_folder_of_other_kinds_of_files_is_nothing_to_trust() {
    let place = Place::new().file("album/photo.png", "no picture").file("album/song.mp3", "no song");
    place.analyze(&["album"]).code(1).says(&["album", "2 files of other kinds", ".txt", "name a file"]);
    place.assert_nothing_written();
}

#[test]
fn a_folder_of_which_nothing_can_be_read_is_nothing_to_trust() {
    let place = Place::new().file("in/a.txt", [0; 300]).file("in/b.txt", b"caf\xe9");
    place.analyze(&["in"]).code(1).says(&["in/a.txt", "in/b.txt", "nothing readable", "--encoding"]);
    place.assert_nothing_written();
}

#[test]
fn an_empty_folder_is_nothing_to_trust() {
    let place = Place::new().folder("drawer");
    place.analyze(&["drawer"]).code(1).says(&["drawer", ".txt"]);
    place.assert_nothing_written();
}

#[test]
fn a_failed_run_leaves_the_result_that_was_there() {
    let place = Place::with_a_good_text().folder("drawer");
    place.analyze(&["in"]).code(0);
    let before = place.contents("out");
    place.analyze(&["drawer"]).code(1);
    assert_eq!(place.contents("out"), before);
}

// Bytes that are no text.

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

fn latin() -> Vec<u8> {
    [GOOD.as_bytes(), b"Spain opened a caf\xe9 in Lisbon.\n\n", OTHER.as_bytes()].concat()
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
    let rows = b"id,text\na,France praised Spain.\nb,Spain opened a caf\xe9.\nc,Peru thanked Chile.\n";
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
    let rows = b"id,title,unused,text\na,Ferry,\xe9,France praised Spain.\nb,Caf\xe9,,Peru thanked Chile.\n";
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
    assert_a_line_is_split("the council of France praised the harbour and ", 2_000_000);
}

#[test]
fn a_line_of_one_word_without_an_end_is_split_and_said() {
    assert_a_line_is_split("x", 2_000_000);
}

#[test]
#[ignore = "a text of 100 MB takes a while"]
fn a_hundred_megabytes_without_an_end_are_split_and_said() {
    assert_a_line_is_split("the tide carried timber past the quay and ", 100_000_000);
}

// Tables and JSON lines.

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

// Files that are not there, not open, not what they seem.

#[test]
fn a_named_file_that_does_not_exist_is_skipped() {
    let place = Place::with_a_good_text();
    place.analyze(&["in/good.txt", "in/typo.txt"]).code(3).says(&["in/typo.txt", "check"]);
    place.assert_result(&["in/good.txt"], &[("in/typo.txt", "", "vanished")]);
}

#[test]
fn a_named_file_that_does_not_exist_alone_is_nothing_to_trust() {
    let place = Place::new();
    place.analyze(&["typo.txt"]).code(1).says(&["typo.txt", "check"]);
    place.assert_nothing_written();
}

#[test]
#[cfg(unix)]
fn a_file_that_cannot_be_opened_is_skipped() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::with_a_good_text().file("in/sealed.txt", OTHER);
    let sealed = place.path("in/sealed.txt");
    fs::set_permissions(&sealed, fs::Permissions::from_mode(0o000)).unwrap();
    let run = place.analyze(&["in"]);
    // Root reads everything.
    if File::open(&sealed).is_ok() {
        run.code(0);
        return;
    }
    run.code(3).says(&["in/sealed.txt", "permissions"]);
    place.assert_result(&["good.txt"], &[("in/sealed.txt", "", "unreadable")]);
}

#[cfg(unix)]
fn with_a_loop() -> Place {
    let place = Place::with_a_good_text().file("in/below/other.txt", OTHER);
    std::os::unix::fs::symlink("..", place.path("in/below/back")).unwrap();
    place
}

#[test]
#[cfg(unix)]
fn a_link_back_is_not_followed() {
    let place = with_a_loop();
    place.analyze(&["in"]).code(0);
    place.assert_result(&["below/other.txt", "good.txt"], &[]);
}

#[test]
#[cfg(unix)]
fn a_link_back_is_skipped_by_a_walk_that_follows_links() {
    let place = with_a_loop();
    place.analyze(&["in", "--follow"]).code(3).says(&["in/below/back", "leads back to in", "--follow"]);
    place.assert_result(&["below/other.txt", "good.txt"], &[("in/below/back", "", "symlink_loop")]);
}

#[track_caller]
fn assert_bad_compression(name: &str, content: &[u8]) {
    let place = Place::with_a_good_text().file(name, content);
    place.analyze(&["in"]).code(3).says(&[name, "bad_compression", "compress it again"]);
    assert_eq!(place.column("documents", "doc_id"), ["good.txt"]);
    assert_eq!(place.column("skipped", "path"), [name]);
    assert_eq!(place.column("skipped", "reason"), ["bad_compression"]);
}

#[test]
fn a_file_that_only_begins_like_gzip_is_skipped() {
    assert_bad_compression("in/broken.txt.gz", b"\x1f\x8b\x08no more than a beginning");
}

#[test]
fn a_gzip_file_that_breaks_off_is_skipped() {
    assert_bad_compression("in/cut.txt.gz", &gzip(GOOD)[..40]);
}

#[test]
fn a_file_that_only_begins_like_zstd_is_skipped() {
    assert_bad_compression("in/broken.txt.zst", b"\x28\xb5\x2f\xfdno more than a beginning");
}

#[test]
fn a_zstd_file_that_breaks_off_is_skipped() {
    assert_bad_compression("in/cut.txt.zst", &zstd(GOOD)[..40]);
}

#[test]
fn a_gzip_table_that_breaks_off_is_skipped() {
    assert_bad_compression("in/cut.csv.gz", &gzip("id,text\na,France praised Spain.\n")[..25]);
}

#[test]
fn gzip_json_lines_that_break_off_are_skipped() {
    assert_bad_compression("in/cut.jsonl.gz", &gzip("{\"text\": \"France praised Spain.\"}\n")[..25]);
}

#[test]
fn compressed_content_under_a_wrong_name_is_read() {
    let place = Place::new()
        .file("in/plain.txt", gzip(GOOD))
        .file("in/really-zstd.txt.gz", zstd(OTHER))
        .file("in/rows.csv", zstd("id,text\nrow-1,Peru thanked Chile.\n"))
        .file("in/uncompressed.txt.gz", "Ghana admired Kenya.\n");
    place.analyze(&["in"]).code(0);
    place.assert_result(&["plain.txt", "really-zstd.txt.gz", "row-1", "uncompressed.txt.gz"], &[]);
    let actors = place.column("stance", "actor_id");
    for actor in ["FRA", "CAN", "CHL", "KEN"] {
        assert!(actors.iter().any(|found| found == actor), "{actor} is not among {actors:?}");
    }
}

// Where results go.

#[test]
fn a_run_that_fails_makes_no_folders_on_the_way_to_its_result() {
    let place = Place::new().folder("drawer").file("prices.csv", "day,copper\n2031-02-14,9\n");
    for (input, code) in [("drawer", 1), ("prices.csv", 2)] {
        place.run(&["analyze", input, "-o", "new/deep/results"]).code(code);
        assert!(!place.path("new").exists(), "{input}: a folder was made");
    }
}

#[test]
fn a_result_below_a_file_cannot_be_written_and_the_path_is_named() {
    let place = Place::with_a_good_text();
    let run = place.run(&["analyze", "in", "-o", "in/good.txt/results"]);
    run.code(predicate::in_iter([1_i32, 2])).says(&["in/good.txt/results"]);
    assert_eq!(fs::read_to_string(place.path("in/good.txt")).unwrap(), GOOD);
}

#[test]
fn a_result_in_place_of_a_file_is_wrong_usage() {
    let place = Place::with_a_good_text().file("out", "a note");
    place.analyze(&["in", "--force"]).code(2).says(&["out", "is a file", "name another"]);
    assert_eq!(fs::read_to_string(place.path("out")).unwrap(), "a note");
}

#[test]
fn a_folder_that_is_not_ours_is_left_alone() {
    let place = Place::with_a_good_text().file("out/thesis.txt", "years of work");
    let before = place.contents("out");
    place.analyze(&["in"]).code(2).says(&["out", "no complete result", "--force"]);
    assert_eq!(place.contents("out"), before);
}

#[test]
fn a_folder_that_is_not_ours_is_replaced_by_force() {
    let place = Place::with_a_good_text().file("out/draft.txt", "to be thrown away");
    place.analyze(&["in", "--force"]).code(0);
    place.assert_result(&["good.txt"], &[]);
    assert!(!place.path("out/draft.txt").exists());
}

#[test]
fn a_result_never_replaces_its_input() {
    let place = Place::new().file("out/deep/good.txt", GOOD);
    for input in ["out", "out/deep", "out/deep/good.txt"] {
        for force in [&[][..], &["--force"]] {
            place.analyze(&[&[input], force].concat()).code(2).says(&["out", "holds the input", "another"]);
        }
    }
    assert_eq!(fs::read_to_string(place.path("out/deep/good.txt")).unwrap(), GOOD);
}

#[test]
fn a_run_over_a_result_of_ours_replaces_it_by_the_same_bytes() {
    let place = Place::with_a_good_text().file("in/other.txt", OTHER);
    place.analyze(&["in"]).code(0);
    let before = place.contents("out");
    place.analyze(&["in"]).code(0);
    place.assert_result(&["good.txt", "other.txt"], &[]);
    assert_eq!(place.contents("out"), before);
}

#[test]
fn a_result_below_the_input_is_not_read_as_input() {
    let place = Place::with_a_good_text();
    for _ in 0..2 {
        place.run(&["analyze", "in", "-o", "in/results"]).code(0);
        let documents = fs::read_to_string(place.path("in/results/documents.csv")).unwrap();
        assert_eq!(documents.lines().count(), 2, "{documents}");
    }
    let run = place.run(&["analyze", "in", "-o", "out", "-v"]).code(0);
    run.says(&["1 result of standpoint passed over"]);
    place.assert_result(&["good.txt"], &[]);
}

#[test]
fn what_a_crashed_run_left_below_the_input_is_not_read_as_input() {
    let rows = "doc_id,text\ngood.txt,France praised Spain.\n";
    let place = Place::with_a_good_text().file("in/.results.standpoint-a1b2c3/sentences.csv", rows);
    place.analyze(&["in"]).code(0);
    place.assert_result(&["good.txt"], &[]);
}

#[test]
fn a_folder_with_a_data_package_of_somebody_else_is_read() {
    let place = Place::new()
        .file("in/survey/datapackage.json", "{\"name\": \"survey\"}")
        .file("in/survey/rows.csv", "id,text\na,France praised Spain.\n");
    place.analyze(&["in"]).code(0);
    place.assert_result(&["a"], &[]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_fails_the_run_and_is_said() {
    let full = File::create("/dev/full").unwrap();
    let output = Command::new(BINARY).args(["stance", CORPUS]).stdout(full).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(stderr.contains("stdout") && stderr.contains("No space left"), "{stderr}");
    assert!(!stderr.contains("panicked"), "{stderr}");
}

#[test]
fn a_closed_pipe_is_no_failure() {
    for arguments in [&["stance", CORPUS][..], &["stance", "--evidence", CORPUS], &["terms", CORPUS]] {
        let mut child = Command::new(BINARY)
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(line.contains("doc_id"), "{line}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {stderr}");
        assert!(!stderr.contains("panicked") && !stderr.contains("error"), "{arguments:?}: {stderr}");
    }
}

// Lexicons and actor files.

#[track_caller]
fn assert_lexicon_refused(header: &str, rows: &str, says: &[&str]) {
    let place = Place::with_a_good_text().file("mine.tsv", tsv(header, rows));
    place.assert_refused(&["in", "--lexicon", "mine.tsv"], says);
}

#[test]
fn a_lexicon_with_an_entry_twice_is_refused() {
    assert_lexicon_refused(
        "term\tkind\tpolarity",
        "seaworthy\tcue\t1\nleaky\tcue\t-1\nseaworthy\tcue\t2\n",
        &["mine.tsv:6:", "'seaworthy'", "line 4", "keep one"],
    );
}

#[test]
fn a_lexicon_with_a_word_for_a_number_is_refused() {
    let says = ["mine.tsv:4:", "polarity", "'lots'", "from -3 to 3"];
    assert_lexicon_refused("term\tkind\tpolarity", "seaworthy\tcue\tlots\n", &says);
}

#[test]
fn a_lexicon_with_a_number_out_of_range_is_refused() {
    for number in ["3.5", "-1e999", "NaN", "inf"] {
        let quoted = format!("'{number}'");
        let says = ["mine.tsv:5:", "polarity", &quoted, "from -3 to 3"];
        assert_lexicon_refused(
            "term\tkind\tpolarity",
            &format!("leaky\tcue\t-1\nseaworthy\tcue\t{number}\n"),
            &says,
        );
    }
}

#[test]
fn a_lexicon_with_an_unknown_column_is_refused() {
    let says = ["mine.tsv:3:", "'score'", "polarity, agent, patient"];
    assert_lexicon_refused("term\tkind\tscore", "seaworthy\tcue\t1\n", &says);
}

#[test]
fn a_lexicon_with_an_unknown_kind_is_refused() {
    let says = ["mine.tsv:4:", "'adjective'", "cue, negator, intensifier"];
    assert_lexicon_refused("term\tkind\tpolarity", "seaworthy\tadjective\t1\n", &says);
}

#[test]
fn lines_of_a_lexicon_are_counted_past_remarks_and_whatever_their_ends() {
    for end in ["\n", "\r\n"] {
        let lines =
            ["# Made up.", "term\tkind\tpolarity", "leaky\tcue\t-1", "# At sea:", "", "seaworthy\tcue\tlots"];
        let place = Place::with_a_good_text().file("mine.tsv", lines.join(end));
        place.assert_refused(&["in", "--lexicon", "mine.tsv"], &["mine.tsv:6:", "'lots'"]);
    }
}

#[test]
fn a_lexicon_that_does_not_exist_is_refused() {
    let place = Place::with_a_good_text();
    place.assert_refused(&["in", "--lexicon", "typo.tsv"], &["typo.tsv", "cannot be read"]);
}

#[track_caller]
fn assert_actors_refused(columns: &str, rows: &str, says: &[&str]) {
    let header = format!("actor_id\tname\tkind\talias\t{columns}");
    let place = Place::with_a_good_text().file("mine.tsv", tsv(&header, rows));
    place.assert_refused(&["in", "--actors", "mine.tsv"], says);
}

#[test]
fn actors_that_are_aliases_of_each_other_are_refused() {
    assert_actors_refused(
        "note",
        "gull\tGull Line\tcompany\tTern Line\t\ntern\tTern Line\tcompany\tGull Line\t\n",
        &["mine.tsv:5:", "aliases of each other", "line 4", "one of the two"],
    );
}

#[test]
fn actors_whose_parents_run_in_a_circle_are_refused() {
    assert_actors_refused(
        "parent",
        "gull\tGull Line\tcompany\tGull Line\ttern\ntern\tTern Line\tcompany\tTern Line\tgull\n",
        &["mine.tsv:4:", "gull -> tern -> gull", "empty one of them"],
    );
}

#[test]
fn an_actor_with_a_date_that_is_none_is_refused() {
    let says = ["mine.tsv:4:", "'2031-13-01'", "2031-02-14"];
    assert_actors_refused("from", "gull\tGull Line\tcompany\tGull Line\t2031-13-01\n", &says);
}

#[test]
fn an_actor_with_dates_out_of_order_is_refused() {
    let says = ["mine.tsv:4:", "from 2031-05-01 to 2030-01-01", "not after"];
    assert_actors_refused("from\tto", "gull\tGull Line\tcompany\tGull Line\t2031-05-01\t2030-01-01\n", &says);
}

// Flags.

#[test]
fn an_unknown_clean_up_rule_is_refused() {
    let place = Place::with_a_good_text();
    place.assert_refused(&["in", "--no-clean-up", "ironing"], &["'ironing'", "drop_cap", "byline"]);
}

#[test]
fn an_unknown_encoding_is_refused() {
    let place = Place::with_a_good_text();
    place.assert_refused(&["in", "--encoding", "klingon"], &["'klingon'", "windows-1252"]);
}

#[test]
fn an_unknown_language_is_refused() {
    let place = Place::with_a_good_text();
    place.assert_refused(&["in", "--language", "tlh"], &["'tlh'", "English (en)"]);
}

#[test]
fn no_threads_are_refused() {
    let place = Place::with_a_good_text();
    place.assert_refused(&["in", "--threads", "0"], &["--threads", "from 1"]);
}

#[test]
fn stdin_twice_is_refused() {
    let place = Place::new();
    place.assert_refused(&["-", "-"], &["'-'", "twice", "once"]);
}

// Too little for topics.

#[test]
fn one_document_is_enough() {
    let place = Place::with_a_good_text();
    place.analyze(&["in"]).code(0).says(&["1 document, ", "wrote 15 tables"]);
    place.assert_result(&["good.txt"], &[]);
    assert!(place.rows("topics").len() <= 1);
}

#[test]
fn fewer_documents_than_topics_make_fewer_topics_and_that_is_said() {
    let place = Place::with_a_good_text().file("in/other.txt", OTHER);
    place.analyze(&["in", "--k", "5"]).code(0).says(&["--k"]);
    place.assert_result(&["good.txt", "other.txt"], &[]);
    assert!(place.rows("topics").len() <= 2);
}

#[test]
fn identical_documents_are_one_topic_and_duplicates_of_the_first() {
    let place = ["in/a.txt", "in/b.txt", "in/c.txt"].iter().fold(Place::new(), |p, name| p.file(name, GOOD));
    place.analyze(&["in"]).code(0);
    place.assert_result(&["a.txt", "b.txt", "c.txt"], &[]);
    assert_eq!(place.column("documents", "duplicate_of"), ["", "a.txt", "a.txt"]);
    assert!(place.rows("topics").len() <= 1);
    let topics = place.column("documents", "topic_id");
    assert!(topics.iter().all(|topic| *topic == topics[0]), "{topics:?}");
}

#[test]
fn documents_of_stop_words_have_no_topic() {
    let place = Place::new().file("in/a.txt", STOP_WORDS).file("in/b.txt", "And of the.\n");
    place.analyze(&["in"]).code(0);
    place.assert_result(&["a.txt", "b.txt"], &[]);
    assert_eq!(place.column("documents", "topic_id"), ["", ""]);
    for table in ["topics", "topic_terms", "terms", "mentions"] {
        assert!(place.rows(table).is_empty(), "{table}.csv has rows");
    }
}

#[test]
fn a_document_of_stop_words_among_others_has_no_topic() {
    let place = Place::with_a_good_text().file("in/other.txt", OTHER).file("in/stop.txt", STOP_WORDS);
    place.analyze(&["in"]).code(0);
    place.assert_result(&["good.txt", "other.txt", "stop.txt"], &[]);
    assert_eq!(place.column("documents", "topic_id")[2], "");
}

// The commands that print.

#[test]
fn topics_prints_a_row_for_every_document() {
    let place = Place::new().file("in/a.txt", STOP_WORDS).file("in/b.txt", "");
    let rows = "doc_id,topic_id,topic_strength\na.txt,,\nb.txt,,\n";
    place.run(&["topics", "in"]).code(0).stdout(rows);
}

#[test]
fn topics_goes_on_without_a_binary_file() {
    let place = Place::new().file("in/a.txt", STOP_WORDS).file("in/picture.txt", [0; 300]);
    let run = place.run(&["topics", "in"]).code(3);
    run.says(&["in/picture.txt", "binary", "convert it to text"])
        .stdout("doc_id,topic_id,topic_strength\na.txt,,\n");
}

#[test]
fn topics_of_nothing_fail() {
    let place = Place::new().folder("drawer");
    place.run(&["topics", "drawer"]).code(1).says(&["drawer", ".txt"]);
}

#[test]
fn a_run_that_fails_prints_no_header() {
    let place = Place::new().folder("drawer").file("prices.csv", "day,copper\n2031-02-14,9\n");
    for command in [&["stance"][..], &["stance", "--evidence"], &["topics"], &["terms"]] {
        for (input, code) in [("drawer", 1), ("typo.txt", 1), ("prices.csv", 2)] {
            let run = place.run(&[command, &[input]].concat()).code(code);
            run.stdout(predicate::str::is_empty()).says(&[input]);
        }
    }
}

#[test]
fn a_run_that_finds_nothing_to_say_prints_a_header() {
    let place = Place::new().file("empty.txt", "");
    for command in [&["stance"][..], &["stance", "--evidence"], &["terms"]] {
        let run = place.run(&[command, &["empty.txt"]].concat()).code(0);
        run.stdout(predicate::str::contains("doc_id").and(predicate::str::contains("\n").count(1)));
    }
}

#[test]
fn explain_takes_an_empty_text() {
    let place = Place::new().file("empty.txt", "");
    place.run(&["explain", "empty.txt"]).code(0);
}

#[test]
fn explain_names_what_it_cannot_read() {
    let place = Place::new().file("picture.txt", [0; 300]).file("latin.txt", latin());
    place.run(&["explain", "picture.txt"]).code(1).says(&["picture.txt", "convert it to text"]);
    place.run(&["explain", "latin.txt"]).code(1).says(&["latin.txt", "--encoding"]);
    place.run(&["explain", "typo.txt"]).code(1).says(&["typo.txt", "check"]);
}

#[test]
fn stance_goes_on_without_a_missing_file() {
    let place = Place::with_a_good_text();
    let run = place.run(&["stance", "typo.txt", "in/good.txt"]).code(3).says(&["typo.txt", "check"]);
    run.stdout(
        predicate::str::contains("in/good.txt,ESP,").and(predicate::str::contains("in/good.txt,FRA,")),
    );
}
