//! Keys are unique, and foreign keys refer to existing rows.

use super::result::{Results, SAMPLE, names};
use std::collections::BTreeSet;

/// The cells of `columns` in each row where not all of them are empty.
fn keys(results: &Results, table: &str, columns: &[String]) -> Vec<Vec<String>> {
    let rows = results.rows(table).into_iter();
    let keys = rows.map(|row| columns.iter().map(|column| row[column].clone()).collect::<Vec<_>>());
    keys.filter(|key| key.iter().any(|cell| !cell.is_empty())).collect()
}

#[test]
fn primary_keys_are_full_and_unique() {
    let mut seen = 0;
    for resource in SAMPLE.package()["resources"].as_array().unwrap() {
        let name = resource["name"].as_str().unwrap();
        let schema = &resource["schema"];
        if let Some(unique) = schema.get("uniqueKeys") {
            let found = keys(&SAMPLE, name, &names(&unique[0]));
            assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), found.len(), "{name} has a key twice");
            assert_eq!((name, found.len()), ("summary", SAMPLE.rows(name).len()));
        }
        let Some(key) = schema.get("primaryKey") else { continue };
        seen += 1;
        let found = keys(&SAMPLE, name, &names(key));
        assert_eq!(found.len(), SAMPLE.rows(name).len(), "{name} has rows without a key");
        assert!(found.iter().flatten().all(|cell| !cell.is_empty()), "{name} has keys with an empty cell");
        assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), found.len(), "{name} has a key twice");
    }
    assert!(seen >= 9, "only {seen} tables have a key");
}

#[track_caller]
fn assert_refers(from: (&str, &[String]), to: (&str, &[String])) {
    let there: BTreeSet<Vec<String>> = keys(&SAMPLE, to.0, to.1).into_iter().collect();
    for key in keys(&SAMPLE, from.0, from.1) {
        assert!(there.contains(&key), "{}: {key:?} is not among the {:?} of {}", from.0, to.1, to.0);
    }
}

#[test]
fn foreign_keys_hold() {
    let mut seen = 0;
    for resource in SAMPLE.package()["resources"].as_array().unwrap() {
        let name = resource["name"].as_str().unwrap();
        let Some(foreign) = resource["schema"].get("foreignKeys") else { continue };
        for key in foreign.as_array().unwrap() {
            seen += 1;
            let reference = &key["reference"];
            let there = reference["resource"].as_str().unwrap();
            let there = if there.is_empty() { name } else { there };
            assert_refers((name, &names(&key["fields"])), (there, &names(&reference["fields"])));
        }
    }
    assert!(seen >= 21, "only {seen} foreign keys");
}

#[test]
fn mentions_refer_to_sentences_and_speakers_that_are_there() {
    let owned = |columns: &[&str]| columns.iter().map(|&column| column.to_owned()).collect::<Vec<_>>();
    let sentence = owned(&["doc_id", "sentence_id"]);
    assert_refers(("mentions", &sentence), ("sentences", &sentence));
    assert_refers(("sentences", &sentence), ("mentions", &sentence));
    assert_refers(("mentions", &owned(&["speaker_id"])), ("actors", &owned(&["actor_id"])));
    let stance = owned(&["doc_id", "actor_id"]);
    assert_refers(("mentions", &stance), ("stance", &stance));
    assert_refers(("stance", &stance), ("mentions", &stance));
}
