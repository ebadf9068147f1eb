//! Topics: their number, their digest, their periods and their key sentences.

use super::result::SAMPLE;
use crate::support::{CORPUS, Output, Place};

#[test]
fn a_digest_of_the_topics_names_terms_and_documents() {
    let text = Place::new().run(&["topics", CORPUS, "--k", "6", "--show", "2"]).code(0).printed();
    assert_eq!(text.lines().filter(|line| line.starts_with('T')).count(), 6, "{text}");
    assert_eq!(text.lines().filter(|line| line.starts_with("    - ")).count(), 12, "{text}");
    assert!(text.lines().any(|line| line.starts_with("    ") && line.split(", ").count() == 10), "{text}");
}

#[test]
fn the_number_of_topics_is_chosen_with_its_curve_and_within_bounds() {
    let place = Place::new();
    let curve = |flags: &[&str]| -> (Vec<(String, String)>, String) {
        let run = place.run(&[&["analyze", CORPUS, "-f", "-o", "out"], flags].concat()).code(0);
        let rows = place.rows("topic_choice");
        (rows.iter().map(|row| (row["k"].clone(), row["chosen"].clone())).collect(), run.said())
    };
    let (rows, said) = curve(&[]);
    let numbers: Vec<&str> = rows.iter().map(|(k, _)| k.as_str()).collect();
    assert_eq!(numbers, ["2", "3", "4", "5", "6", "7", "8"]);
    let chosen: Vec<&str> =
        rows.iter().filter(|(_, chosen)| chosen == "yes").map(|(k, _)| k.as_str()).collect();
    assert_eq!(chosen.len(), 1);
    assert!(said.contains(&format!("subsamples agree on {} topics", chosen[0])), "{said}");
    let (rows, _) = curve(&["--k", "3..4"]);
    assert_eq!(rows.iter().map(|(k, _)| k.as_str()).collect::<Vec<_>>(), ["3", "4"]);
    let (rows, said) = curve(&["--k", "20..30"]);
    assert!(rows.is_empty() && said.contains("there are too few documents for 20 topics"), "{said}");
    assert!(curve(&["--k", "5"]).0.is_empty());
}

#[test]
fn periods_hold_every_dated_document_once_and_shares_add_up() {
    let dated: u64 =
        SAMPLE.rows("documents").iter().filter(|row| !row["published"].is_empty()).count() as u64;
    let rows = SAMPLE.rows("topic_periods");
    let topics = SAMPLE.rows("topics").len();
    assert!(!rows.is_empty() && rows.len().is_multiple_of(topics));
    let sum: u64 = rows.iter().map(|row| row["documents"].parse::<u64>().unwrap()).sum();
    assert_eq!(sum, dated);
    for period in rows.chunks_exact(topics) {
        let shares: f64 = period.iter().map(|row| row["share"].parse::<f64>().unwrap()).sum();
        assert!((shares - 1.0).abs() < 1e-5, "{period:?}");
        assert!(period.iter().all(|row| row["period"] == period[0]["period"]));
    }
    assert!(rows.iter().take(topics).all(|row| row["change"].is_empty() && row["trend"].is_empty()));
    assert!(
        rows.iter()
            .skip(topics)
            .all(|row| ["rising", "falling", "steady", ""].contains(&row["trend"].as_str()))
    );
}

#[test]
fn documents_and_topics_have_key_sentences_that_stand_in_them() {
    let documents = SAMPLE.rows("documents");
    let sentences = SAMPLE.rows("key_sentences");
    assert_eq!(sentences.len(), documents.len());
    for row in &sentences {
        assert_eq!(row["rank"], "1");
        let weight: f64 = row["weight"].parse().unwrap();
        assert!(weight > 0.0 && weight <= 1.0);
    }
    let topics = SAMPLE.rows("topics");
    let of_topics = SAMPLE.rows("topic_sentences");
    assert_eq!(of_topics.len(), 3 * topics.len());
    for topic in &topics {
        let own: Vec<_> = of_topics.iter().filter(|row| row["topic_id"] == topic["topic_id"]).collect();
        assert_eq!(own[0]["sentence"], topic["example_sentence"]);
        for row in own {
            let key = sentences.iter().find(|key| key["doc_id"] == row["doc_id"]).unwrap();
            assert_eq!(key["sentence"], row["sentence"]);
            let document = documents.iter().find(|document| document["doc_id"] == row["doc_id"]).unwrap();
            assert_eq!(document["topic_id"], topic["topic_id"]);
        }
    }
    let mut labels: Vec<&str> = topics.iter().map(|topic| topic["label"].as_str()).collect();
    labels.sort_unstable();
    labels.dedup();
    assert_eq!(labels.len(), topics.len());
}
