//! Scoring cases (`tests/cases/*.tsv`): their format, and the predictions of the shipped scorer.
//!
//! A case is a sentence with one mention in double square brackets and the label that a careful reader would give it.
//! `#` starts a comment; cells are separated by tabs and never quoted.
//!
//! Cases that the scorer gets wrong are kept and listed in `known_failures.tsv`, so that every change is visible. After
//! a change of the lexicon, `STANDPOINT_UPDATE_CASES=1 cargo test --test suite cases::` updates the list.

use crate::support::{Output, Place, Row, settings};
use serde_json::json;
use standpoint::evaluate::{Class, LabelledMention, LabelledText};
use standpoint::pipeline::score_labelled;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

const LABELS: [&str; 3] = ["critical", "neutral", "favourable"];
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
const KNOWN_FAILURES: &str = "known_failures.tsv";

/// Where a case stands, and its cells.
struct Case {
    file: String,
    line: u64,
    place: String,
    cells: Vec<String>,
}

impl Case {
    fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    fn text(&self) -> &str {
        self.cell(1)
    }
}

/// The cases of a file's text, and what is wrong with its header.
fn read(name: &str, text: &str) -> (Vec<Case>, Vec<String>) {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    let mut cases = lines.map(|(line, text)| Case {
        file: name.to_owned(),
        line,
        place: format!("{name}:{line}"),
        cells: text.split('\t').map(str::to_owned).collect(),
    });
    let header = cases.next();
    let wrong = match header {
        Some(header) if header.cells == ["label", "text", "note"] => Vec::new(),
        _ => vec![format!("{name}: the header is not label, text, note")],
    };
    (cases.collect(), wrong)
}

fn all_cases() -> (Vec<Case>, Vec<String>) {
    let mut files: Vec<_> = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| !file.ends_with(KNOWN_FAILURES));
    // Voice cases have a form of their own.
    let voice = |file: &std::path::PathBuf| {
        file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("voice"))
    };
    files.retain(|file| !voice(file));
    files.sort();
    let (mut cases, mut wrong) = (Vec::new(), Vec::new());
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "tsv")) {
        let name = file.file_name().unwrap().to_string_lossy();
        let (found, problems) = read(&name, &fs::read_to_string(file).unwrap());
        cases.extend(found);
        wrong.extend(problems);
    }
    (cases, wrong)
}

/// The mention of a case, if there is exactly one and it is well formed.
fn mention(text: &str) -> Option<&str> {
    let (before, rest) = text.split_once("[[")?;
    let (mention, after) = rest.split_once("]]")?;
    let stray = [before, mention, after].iter().any(|part| part.contains(['[', ']']));
    (!stray && !mention.is_empty() && mention.trim() == mention).then_some(mention)
}

/// What is wrong with the form of the cases.
fn problems(cases: &[Case]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for case in cases {
        let mut say = |what: String| wrong.push(format!("{}: {what}", case.place));
        if case.cells.len() != 3 {
            say(format!("{} cells; there are label, text, note", case.cells.len()));
        }
        if !LABELS.contains(&case.cell(0)) {
            say(format!("the label '{}' is none of {}", case.cell(0), LABELS.join(", ")));
        }
        if mention(case.text()).is_none() {
            say("the text has not exactly one mention in double square brackets".to_owned());
        }
        if case.cells.iter().any(|cell| cell.trim() != cell || cell.contains("  ")) {
            say("blanks at the end of a cell, or two together".to_owned());
        }
        if let Some(first) = seen.insert(case.text(), &case.place) {
            say(format!("the same text and mention as {first}"));
        }
    }
    wrong
}

#[test]
fn cases_are_well_formed() {
    let (cases, mut wrong) = all_cases();
    wrong.extend(problems(&cases));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cases.len() >= 750, "only {} cases were found", cases.len());
}

#[test]
fn cases_have_all_labels() {
    let (cases, _) = all_cases();
    for label in LABELS {
        let count = cases.iter().filter(|case| case.cell(0) == label).count();
        assert!(count >= 200, "only {count} cases are {label}");
    }
}

#[test]
fn what_is_wrong_with_a_case_is_told_with_its_line() {
    let text = "# A remark.\nlabel\ttext\tnote\ncritical\t[[Peru]] lied.\tplain\nbad\t[[Peru]] and [[Chile]]\t\n\
                neutral\tnobody\t\ncritical\t[[Peru]] lied.\tagain\nneutral\t[[Peru]] left.\n";
    let (cases, header) = read("made-up.tsv", text);
    assert_eq!(header, [""; 0]);
    let wrong = problems(&cases);
    for part in [
        "made-up.tsv:4: the label 'bad'",
        "made-up.tsv:4: the text has not",
        "made-up.tsv:5: the text has not",
        "made-up.tsv:6: the same text and mention as made-up.tsv:3",
        "made-up.tsv:7: 2 cells",
    ] {
        assert!(wrong.iter().any(|line| line.starts_with(part)), "{part} is not in {wrong:?}");
    }
    assert_eq!(wrong.len(), 5, "{wrong:?}");
    assert_eq!(read("odd.tsv", "text\tlabel\n").1, ["odd.tsv: the header is not label, text, note"]);
}

/// A case that the scorer gets wrong: file, line, label, prediction. Sorted as it is written.
type Failure = (String, u64, String, String);

/// The case with its mention given.
fn labelled(case: &Case) -> LabelledText {
    let (before, rest) = case.text().split_once("[[").unwrap();
    let (mention, after) = rest.split_once("]]").unwrap();
    let mention = LabelledMention {
        id: case.place.clone(),
        range: before.len()..before.len() + mention.len(),
        label: Class::from_name(case.cell(0)),
        also: Vec::new(),
        cues: None,
    };
    let text = case.text().replacen("[[", "", 1).replacen("]]", "", 1);
    assert!(text.ends_with(after));
    LabelledText { id: case.place.clone(), text, line: case.line, mentions: vec![mention] }
}

/// What the shipped scorer predicts for each case, in their order.
fn predictions(cases: &[Case]) -> Vec<&'static str> {
    let knowledge = standpoint::shipped::knowledge().unwrap();
    let texts: Vec<LabelledText> = cases.iter().map(labelled).collect();
    let scored = score_labelled(&texts, &knowledge, &settings(&knowledge));
    scored.iter().flatten().map(|mention| mention.decision().label.name()).collect()
}

/// The rows of a table, by the columns that are its key.
fn rows_by(table: &str, key: &[&str]) -> BTreeMap<Vec<String>, Row> {
    let rows = csv::Reader::from_reader(table.as_bytes()).into_deserialize().map(|row| row.unwrap());
    rows.map(|row: Row| (key.iter().map(|column| row[*column].clone()).collect(), row)).collect()
}

#[test]
fn a_document_of_one_mention_has_the_label_that_evaluate_mentions_gives_the_mention() {
    let (cases, _) = all_cases();
    let names: BTreeSet<&str> = cases.iter().filter_map(|case| mention(case.text())).collect();
    let ids: BTreeMap<&str, String> =
        names.into_iter().zip(1..).map(|(name, number)| (name, format!("actor-{number}"))).collect();
    let mut actors = "actor_id\tname\tkind\talias\n".to_owned();
    for (name, id) in &ids {
        let _ = writeln!(actors, "{id}\t{name}\tperson\t{name}");
    }
    let (mut documents, mut gold) = (String::new(), String::new());
    for case in &cases {
        let LabelledText { id, text, mentions, .. } = labelled(case);
        let code_points = |bytes: usize| text[..bytes].chars().count();
        let (start, end) = (code_points(mentions[0].range.start), code_points(mentions[0].range.end));
        let mention = json!({"id": id, "start": start, "end": end, "label": case.cell(0)});
        let _ = writeln!(gold, "{}", json!({"id": id, "text": text, "mentions": [mention]}));
        let _ = writeln!(documents, "{}", json!({"id": id, "text": text}));
    }
    let place = Place::new().file("documents.jsonl", documents).file("gold.jsonl", gold);
    place.write("actors.tsv", actors);
    let evaluate = ["evaluate", "mentions", "gold.jsonl", "--predictions", "predictions.csv"];
    place.run(&[&evaluate[..], &["--actors", "actors.tsv"]].concat()).code(0);
    let predictions = rows_by(&place.read("predictions.csv"), &["id"]);
    let printed = place.run(&["stance", "documents.jsonl", "--actors", "actors.tsv"]).code(0).printed();
    let stances = rows_by(&printed, &["doc_id", "actor_id"]);
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for case in &cases {
        let actor = ids[mention(case.text()).unwrap()].clone();
        let row = stances.get(&[case.place.clone(), actor][..]);
        let Some(row) = row.filter(|row| row["mentions"] == "1") else { continue };
        let prediction = &predictions[&[case.place.clone()][..]];
        assert_eq!(row["stance"], prediction["stance"], "{}", case.place);
        if row["label"].is_empty() {
            assert_eq!(
                (prediction["label"].as_str(), row["stance"].as_str()),
                ("neutral", ""),
                "{}",
                case.place
            );
        } else {
            assert_eq!(row["label"], prediction["label"], "{}", case.place);
            assert_eq!(row["confidence"], prediction[&format!("p_{}", row["label"])], "{}", case.place);
        }
        *seen.entry(prediction["label"].as_str()).or_default() += 1;
    }
    assert!(LABELS.iter().all(|label| seen.get(label).is_some_and(|&count| count >= 20)), "{seen:?}");
}

fn write_failures(failures: &BTreeSet<Failure>) -> String {
    let mut text =
        "# Scoring cases that the shipped scorer gets wrong; tests/suite/cases.rs says how this file is \
                    written.\nfile\tline\tlabel\tpredicted\n"
            .to_owned();
    for (file, line, label, predicted) in failures {
        let _ = writeln!(text, "{file}\t{line}\t{label}\t{predicted}");
    }
    text
}

/// What is to be done with the list of known failures: the lines to add, and those to delete.
fn changes(known: &str, found: &str) -> Vec<String> {
    let (known, found): (BTreeSet<&str>, BTreeSet<&str>) = (known.lines().collect(), found.lines().collect());
    let added = found.difference(&known).map(|line| format!("add (it fails now): {line}"));
    let deleted =
        known.difference(&found).map(|line| format!("delete (it passes, or fails otherwise): {line}"));
    added.chain(deleted).collect()
}

#[test]
fn the_scorer_fails_on_the_cases_that_are_known_to_fail_and_on_no_others() {
    let (cases, _) = all_cases();
    let predictions = predictions(&cases);
    assert_eq!(predictions.len(), cases.len());
    let mut failures = BTreeSet::new();
    let mut by_file: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for (case, predicted) in cases.iter().zip(predictions) {
        let right = case.cell(0) == predicted;
        let counts = by_file.entry(&case.file).or_default();
        counts.0 += u32::from(right);
        counts.1 += 1;
        if !right {
            failures.insert((case.file.clone(), case.line, case.cell(0).to_owned(), predicted.to_owned()));
        }
    }
    let right = by_file.values().map(|counts| counts.0).sum::<u32>();
    by_file.insert("all", (right, cases.len() as u32));
    for (file, (right, all)) in &by_file {
        let share = f64::from(*right) / f64::from(*all);
        println!("{file:<24} {right:>4} of {all:>4} right {share:>7.3}");
    }
    let path = Path::new(FOLDER).join(KNOWN_FAILURES);
    let found = write_failures(&failures);
    if std::env::var_os("STANDPOINT_UPDATE_CASES").is_some_and(|value| value == "1") {
        fs::write(&path, &found).unwrap();
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    let changes = changes(&known, &found);
    assert!(
        known == found,
        "tests/cases/{KNOWN_FAILURES} is not what the scorer does (STANDPOINT_UPDATE_CASES=1 writes it anew):\n{}",
        if changes.is_empty() { "its lines are out of order".to_owned() } else { changes.join("\n") }
    );
}

#[test]
fn what_changed_among_the_failures_is_told_line_by_line() {
    let failure = |line| ("a.tsv".to_owned(), line, "critical".to_owned(), "neutral".to_owned());
    let known = write_failures(&BTreeSet::from([failure(9), failure(10)]));
    let found = write_failures(&BTreeSet::from([failure(10), failure(11)]));
    assert_eq!(known.lines().nth(2), Some("a.tsv\t9\tcritical\tneutral"), "by line as a number");
    assert_eq!(
        changes(&known, &found),
        [
            "add (it fails now): a.tsv\t11\tcritical\tneutral",
            "delete (it passes, or fails otherwise): a.tsv\t9\tcritical\tneutral"
        ]
    );
}
