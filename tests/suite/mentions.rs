//! Precision and recall of the mentions in the sample corpus, against those marked by a reader.

use crate::support::{CORPUS, Place, Row};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const LABELS: &str = include_str!("../labels/mentions.tsv");

/// A mention that the program found: its document, the text of its sentence, its characters there.
struct Mention {
    document: String,
    sentence: Vec<char>,
    start: usize,
    end: usize,
    actor: String,
    found_by: String,
}

fn found() -> Vec<Mention> {
    let place = Place::new();
    place.run(&["analyze", CORPUS, "-q", "-o", "out"]).code(0);
    let sentences: BTreeMap<(String, String), Row> = place
        .rows("sentences")
        .into_iter()
        .map(|row| ((row["doc_id"].clone(), row["sentence_id"].clone()), row))
        .collect();
    // Places are not labelled.
    let places: BTreeSet<String> = place
        .rows("actors")
        .into_iter()
        .filter(|row| row["kind"] == "place")
        .map(|row| row["actor_id"].clone())
        .collect();
    let mentions = place.rows("mentions").into_iter();
    mentions
        .filter(|row| !places.contains(&row["actor_id"]))
        .map(|row| {
            let sentence = &sentences[&(row["doc_id"].clone(), row["sentence_id"].clone())];
            let begin: usize = sentence["start"].parse().unwrap();
            let at = |column: &str| row[column].parse::<usize>().unwrap() - begin;
            Mention {
                document: row["doc_id"].clone(),
                sentence: sentence["text"].chars().collect(),
                start: at("start"),
                end: at("end"),
                actor: row["actor_id"].clone(),
                found_by: row["found_by"].clone(),
            }
        })
        .collect()
}

/// Where the words stand in a sentence for the n-th time, as whole words.
fn place_of(sentence: &[char], words: &str, occurrence: usize) -> Option<usize> {
    let words: Vec<char> = words.chars().collect();
    let letter = |at: Option<usize>| at.and_then(|at| sentence.get(at)).is_some_and(|c| c.is_alphanumeric());
    let fits = |at: &usize| {
        sentence[*at..].starts_with(&words) && !letter(at.checked_sub(1)) && !letter(Some(at + words.len()))
    };
    (0..sentence.len()).filter(fits).nth(occurrence - 1)
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn names_are_found_as_a_reader_finds_them() {
    let mentions = found();
    let texts: Vec<String> =
        mentions.iter().map(|mention| squeezed(&mention.sentence.iter().collect::<String>())).collect();
    let mut right = BTreeSet::new();
    // Marked and found, by how the reader says that it names its actor.
    let mut recall: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for line in LABELS.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let &[path, begins, words, occurrence, actor, found_by] = cells.as_slice() else { panic!("{line}") };
        assert!(Path::new(CORPUS).join(path).exists(), "{path}");
        let begins: String = squeezed(begins).chars().take(30).collect();
        let hit = mentions.iter().enumerate().find(|(at, mention)| {
            mention.document == path
                && mention.actor == actor
                && texts[*at].contains(&begins)
                && place_of(&mention.sentence, words, occurrence.parse().unwrap())
                    .is_some_and(|start| mention.start < start + words.chars().count() && start < mention.end)
        });
        let count = recall.entry(found_by).or_default();
        count[1] += 1;
        if let Some((at, _)) = hit {
            count[0] += 1;
            right.insert(at);
        }
    }
    let mut precision: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for (at, mention) in mentions.iter().enumerate() {
        let count = precision.entry(mention.found_by.as_str()).or_default();
        count[1] += 1;
        count[0] += usize::from(right.contains(&at));
    }
    let share = |counts: &BTreeMap<&str, [usize; 2]>, kind: &str| {
        let [right, all] = counts[kind];
        right as f64 / all as f64
    };
    let figures = format!("precision {precision:?}, recall {recall:?}");
    assert!(share(&precision, "name") >= 0.95 && share(&recall, "name") >= 0.90, "{figures}");
    // What does not name its actor is resolved where that is clear, and left out elsewhere.
    assert!(share(&precision, "pronoun") >= 0.75 && share(&precision, "descriptor") >= 0.90, "{figures}");
    assert!(share(&recall, "pronoun") >= 0.50, "{figures}");
    let all = |counts: &BTreeMap<&str, [usize; 2]>| {
        let sum = |side: usize| counts.values().map(|count| count[side]).sum::<usize>() as f64;
        sum(0) / sum(1)
    };
    assert!(all(&precision) >= 0.90 && all(&recall) >= 0.75, "{figures}");
}

#[test]
fn every_label_file_of_the_corpus_names_documents_that_are_there() {
    let named: BTreeSet<&str> = LABELS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| line.split('\t').next())
        .collect();
    let folders = fs::read_dir(CORPUS).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_dir());
    let articles: usize = folders.map(|folder| fs::read_dir(folder.unwrap().path()).unwrap().count()).sum();
    assert_eq!(named.len(), articles);
}
