//! The output path: existing files are never lost, and write errors are reported.

use super::{GOOD, OTHER};
use crate::support::{CORPUS, Output, Place};
use predicates::prelude::*;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

const BINARY: &str = env!("CARGO_BIN_EXE_standpoint");

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
    assert_eq!(place.read("in/good.txt"), GOOD);
}

#[test]
fn a_result_in_place_of_a_file_is_wrong_usage() {
    let place = Place::with_a_good_text().file("out", "a note");
    place.analyze(&["in", "--force"]).code(2).says(&["out", "is a file", "name another"]);
    assert_eq!(place.read("out"), "a note");
}

#[test]
fn a_folder_that_is_not_ours_is_left_alone() {
    let place = Place::with_a_good_text().file("out/thesis.txt", "years of work");
    let before = place.contents("out");
    place.analyze(&["in"]).code(2).says(&["out", "no complete result", "--force"]);
    assert_eq!(place.contents("out"), before);
}

#[test]
fn a_folder_that_is_not_ours_is_written_into_by_force_and_keeps_what_it_has() {
    let place =
        Place::with_a_good_text().file("out/draft.txt", "years of work").file("out/stance.csv", "mine");
    place.analyze(&["in", "--force"]).code(0).says(&["out/stance.csv.old: a file of yours"]);
    assert_eq!(place.read("out/draft.txt"), "years of work");
    assert_eq!(place.read("out/stance.csv.old"), "mine");
    std::fs::remove_file(place.path("out/draft.txt")).unwrap();
    std::fs::remove_file(place.path("out/stance.csv.old")).unwrap();
    place.assert_result(&["good.txt"], &[]);
}

#[test]
fn a_result_never_replaces_its_input() {
    let place = Place::new().file("out/deep/good.txt", GOOD);
    for input in ["out", "out/deep", "out/deep/good.txt"] {
        for force in [&[][..], &["--force"]] {
            place.analyze(&[&[input], force].concat()).code(2).says(&["out", "holds the input", "another"]);
        }
    }
    assert_eq!(place.read("out/deep/good.txt"), GOOD);
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
        let documents = place.read("in/results/documents.csv");
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
    place.assert_result(&["a"], &[("in/survey/datapackage.json", "", "other_kind")]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_fails_the_run_and_is_said() {
    let full = std::fs::File::create("/dev/full").unwrap();
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
