//! Bad input to the commands that print to stdout.

use super::{STOP_WORDS, latin};
use crate::support::{Output, Place};
use predicates::prelude::*;

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
        for (input, code) in [("drawer", 1), ("typo.txt", 2), ("prices.csv", 2)] {
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
    place.run(&["explain", "typo.txt"]).code(2).says(&["typo.txt", "check"]);
}

#[test]
fn stance_goes_on_without_a_missing_file() {
    let place = Place::with_a_good_text();
    let run = place.run(&["stance", "typo.txt", "in/good.txt"]).code(3).says(&["typo.txt", "check"]);
    run.stdout(
        predicate::str::contains("in/good.txt,ESP,").and(predicate::str::contains("in/good.txt,FRA,")),
    );
}
