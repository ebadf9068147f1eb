//! Too few documents or words for topics.

use super::{GOOD, OTHER, STOP_WORDS};
use crate::support::{Output, Place};

#[test]
fn one_document_is_enough() {
    let place = Place::with_a_good_text();
    place.analyze(&["in"]).code(0).says(&["1 document, ", "wrote 18 tables"]);
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
