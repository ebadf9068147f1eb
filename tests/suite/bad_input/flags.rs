//! Unknown or out-of-range values of flags.

use crate::support::Place;

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
    place.assert_refused(&["in", "--language", "tlh"], &["--language tlh", "English (en)"]);
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
