//! Determinism: the same bytes, independent of threads and of the order of the input.

use super::result::{Results, SAMPLE, articles, assert_same_bytes};
use crate::support::{Place, Row};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn results_have_the_same_bytes_on_any_number_of_threads() {
    let place = Place::with_articles();
    for threads in ["1", "2", "7"] {
        assert_same_bytes(&SAMPLE, &place.results(&["corpus"], &["--threads", threads]));
    }
}

#[test]
fn results_have_the_same_bytes_whatever_order_the_files_were_made_in() {
    let place = Place::new();
    for (name, text) in articles().into_iter().rev() {
        place.write(&format!("corpus/{name}"), text);
    }
    assert_same_bytes(&SAMPLE, &place.results(&["corpus"], &[]));
}

#[test]
fn results_have_the_same_bytes_whatever_the_language_and_the_time_zone_of_the_system() {
    let place = Place::with_articles();
    let mut command = place.command(&["analyze", "corpus", "-o", "out"]);
    command.env("LC_ALL", "tr_TR.UTF-8").env("TZ", "Pacific/Kiritimati").assert().code(0);
    assert_same_bytes(&SAMPLE, &Results::read(&place));
}

/// The value of a column of `documents.csv` by the id of the document.
fn of_documents(results: &Results, column: &str) -> BTreeMap<String, String> {
    results.rows("documents").into_iter().map(|row| (row["doc_id"].clone(), row[column].clone())).collect()
}

/// The rows of a table with the document's hash for its id, and without `but`, in order.
fn by_content(results: &Results, table: &str, but: &[&str]) -> Vec<Row> {
    let hash = of_documents(results, "content_sha256");
    let mut rows = results.rows(table);
    for row in &mut rows {
        row.retain(|column, _| !but.contains(&&**column));
        let id = row.get_mut("doc_id").unwrap();
        *id = hash[id].clone();
    }
    rows.sort();
    rows
}

/// The topics as sets of documents, each with what else its row says.
fn topics_by_members(results: &Results) -> BTreeMap<BTreeSet<String>, Row> {
    let hash = of_documents(results, "content_sha256");
    let topic = of_documents(results, "topic_id");
    let rows = results.rows("topics").into_iter().map(|mut row| {
        let id = row.remove("topic_id").unwrap();
        let example = row.get_mut("example_doc_id").unwrap();
        *example = hash[example].clone();
        let examples = row.get_mut("example_doc_ids").unwrap();
        *examples = examples.split("; ").map(|id| hash[id].as_str()).collect::<Vec<_>>().join("; ");
        (topic.iter().filter(|(_, of)| **of == id).map(|(document, _)| hash[document].clone()).collect(), row)
    });
    rows.collect()
}

#[test]
fn other_names_and_another_order_of_the_files_change_no_stance_and_no_topic() {
    let place = Place::new();
    for (at, (_, text)) in articles().into_iter().rev().enumerate() {
        place.write(&format!("corpus/{:02}.txt", (at * 7) % 44), text);
    }
    let renamed = place.results(&["corpus"], &[]);
    assert_eq!(renamed.rows("documents").len(), SAMPLE.rows("documents").len());
    // Intervals are drawn with a seed that the key of the row, and so the document's name, is part of.
    let drawn = ["ci_low", "ci_high"];
    assert_eq!(by_content(&renamed, "stance", &drawn), by_content(&SAMPLE, "stance", &drawn));
    assert_eq!(by_content(&renamed, "terms", &[]), by_content(&SAMPLE, "terms", &[]));
    // Above documents they are drawn in the order of the hashes of the texts.
    assert_eq!(renamed.rows("actors"), SAMPLE.rows("actors"));
    assert_eq!(topics_by_members(&renamed), topics_by_members(&SAMPLE));
    assert_eq!(
        renamed.package()["standpoint"]["input_sha256"],
        SAMPLE.package()["standpoint"]["input_sha256"]
    );
}

#[test]
fn another_order_of_the_inputs_changes_the_order_of_the_rows_and_nothing_else() {
    let place = Place::with_articles();
    let names: Vec<String> = articles().iter().map(|(name, _)| format!("corpus/{name}")).collect();
    let forward: Vec<&str> = names.iter().map(String::as_str).collect();
    let backward: Vec<&str> = forward.iter().rev().copied().collect();
    let sorted = |results: &Results, table: &str| {
        let mut rows = results.records(table, b',');
        rows.sort();
        rows
    };
    let (one, other) = (place.results(&forward, &[]), place.results(&backward, &[]));
    for table in [
        "documents",
        "sentences",
        "mentions",
        "evidence",
        "stance",
        "terms",
        "topics",
        "topic_terms",
        "actors",
        "summary",
    ] {
        assert_eq!(sorted(&one, table), sorted(&other, table), "{table}");
    }
}
