//! Offsets of sentences, mentions and cues in the source.

use super::result::{SAMPLE, articles, number};
use crate::support::Row;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn places_in_the_source_run_forward() {
    for name in ["sentences", "mentions", "evidence"] {
        for row in SAMPLE.rows(name) {
            let place = (number(&row["start"]), number(&row["end"]));
            assert!(place.0 <= place.1, "{name}: {place:?} in {row:?}");
        }
    }
}

#[test]
fn a_place_in_the_source_holds_the_words_that_the_table_has() {
    let source: BTreeMap<String, Vec<char>> =
        articles().into_iter().map(|(name, text)| (name, text.chars().collect())).collect();
    let body: BTreeSet<(String, String)> = SAMPLE
        .rows("sentences")
        .into_iter()
        .filter(|row| row["part"] == "body")
        .map(|row| (row["doc_id"].clone(), row["sentence_id"].clone()))
        .collect();
    let in_body = |row: &Row| body.contains(&(row["doc_id"].clone(), row["sentence_id"].clone()));
    let check = |row: &Row, document: &str, words: &str| {
        let place = row["start"].parse().unwrap()..row["end"].parse().unwrap();
        let there = source[document].get(place).unwrap().iter();
        let there: String = there.filter(|c| !c.is_whitespace()).collect();
        let words: String = words.split_whitespace().collect();
        // A letter that was lost with a drop cap stands elsewhere.
        let same = there == words || document.ends_with("-messy.txt") && words.ends_with(&there);
        assert!(same && !there.is_empty(), "'{there}' stands there and not '{words}': {row:?}");
    };
    let mut document: BTreeMap<String, String> = BTreeMap::new();
    for row in SAMPLE.rows("mentions").iter().filter(|row| in_body(row)) {
        check(row, &row["doc_id"], &row["mention"]);
        document.insert(row["mention_id"].clone(), row["doc_id"].clone());
    }
    let evidence = SAMPLE.rows("evidence");
    let cues: Vec<&Row> = evidence.iter().filter(|row| !row["cue"].is_empty()).collect();
    for row in &cues {
        if let Some(document) = document.get(&row["mention_id"]) {
            check(row, document, &row["cue"]);
        }
    }
    assert!(document.len() > 100 && cues.len() > 100, "{} mentions, {} cues", document.len(), cues.len());
}
