//! Tables of several runs are put under each other: the ids of rows stay what they are, and none is there twice.

use super::result::{Results, SAMPLE, articles};
use crate::support::{Place, Row};
use std::collections::BTreeSet;

/// The tables whose rows are of one document. Topics are of a run, so these columns of `documents` are not compared.
const OF_DOCUMENTS: [&str; 5] = ["sentences", "mentions", "evidence", "key_sentences", "stance"];

#[test]
fn tables_of_two_halves_put_under_each_other_are_those_of_the_whole() {
    let halves: Vec<Results> = [0, 1]
        .iter()
        .map(|half| {
            let place = Place::new();
            for (name, text) in articles().iter().skip(*half).step_by(2) {
                place.write(&format!("corpus/{name}"), text);
            }
            place.results(&["corpus"], &[])
        })
        .collect();
    // Furniture is found in a corpus of more articles, and none of it is in these texts.
    let mut rows = 0;
    for table in OF_DOCUMENTS {
        let mut together: Vec<Row> = halves.iter().flat_map(|half| half.rows(table)).collect();
        let mut whole = SAMPLE.rows(table);
        together.sort();
        whole.sort();
        assert!(together == whole, "{table}");
        rows += whole.len();
    }
    assert!(rows > 1000, "{rows}");
    for (table, key) in
        [("mentions", "mention_id"), ("evidence", "evidence_id"), ("sentences", "sentence_id")]
    {
        let ids: Vec<String> =
            halves.iter().flat_map(|half| half.rows(table)).map(|row| row[key].clone()).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{table}");
    }
}

#[test]
fn printed_evidence_has_the_ids_of_the_tables() {
    let place = Place::with_articles();
    let printed = place.output(&["stance", "corpus", "--evidence"], 0).0;
    let rows: Vec<Row> =
        csv::Reader::from_reader(printed.as_bytes()).deserialize().map(|row| row.unwrap()).collect();
    let ids = |rows: &[Row]| -> Vec<_> {
        rows.iter().map(|row| (row["evidence_id"].clone(), row["mention_id"].clone())).collect()
    };
    assert_eq!(ids(&rows), ids(&SAMPLE.rows("evidence")));
}

#[test]
fn rows_say_name_outlet_day_and_topic_without_a_join() {
    let names: std::collections::BTreeMap<String, String> =
        SAMPLE.rows("actors").into_iter().map(|row| (row["actor_id"].clone(), row["name"].clone())).collect();
    for table in ["stance", "mentions", "summary"] {
        assert!(!SAMPLE.rows(table).is_empty());
        for row in SAMPLE.rows(table) {
            assert_eq!(row["name"], names[&row["actor_id"]], "{table}");
        }
    }
    let documents: std::collections::BTreeMap<String, Row> =
        SAMPLE.rows("documents").into_iter().map(|row| (row["doc_id"].clone(), row)).collect();
    for row in SAMPLE.rows("stance") {
        let document = &documents[&row["doc_id"]];
        assert_eq!((&row["source"], &row["published"]), (&document["source"], &document["published"]));
    }
    let labels: std::collections::BTreeMap<String, String> = SAMPLE
        .rows("topics")
        .into_iter()
        .map(|row| (row["topic_id"].clone(), row["label"].clone()))
        .collect();
    for row in SAMPLE.rows("summary").iter().filter(|row| !row["topic_id"].is_empty()) {
        assert_eq!(row["topic_label"], labels[&row["topic_id"]]);
    }
}
