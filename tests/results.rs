//! What `analyze` writes: the same bytes again, tables that fit together, and sums that are exact.

#![allow(clippy::unwrap_used, reason = "a test whose files cannot be made has failed")]

use assert_cmd::cargo::cargo_bin_cmd;
use proptest::prelude::*;
use serde_json::Value;
use standpoint::ingest::{Metadata, Payload, Raw};
use standpoint::mentions::Knowledge;
use standpoint::pipeline::{Analyst, Settings};
use standpoint::stance::{Micro, WEIGHTS, mean_stance};
use standpoint::tables::{Column, ColumnType, Table, all_tables};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");

/// A row of a table, its cells by column.
type Row = BTreeMap<String, String>;

/// A folder to run in, with the sample corpus as `corpus` unless it is made empty.
struct Place(tempfile::TempDir);

impl Place {
    fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn with_corpus() -> Self {
        let place = Self::empty();
        for (name, text) in articles() {
            place.file(&format!("corpus/{name}"), &text);
        }
        place
    }

    fn file(&self, name: &str, content: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// `analyze` of `inputs` into a folder called `out`, which is read back as a result of that dialect.
    #[track_caller]
    fn analyze(&self, inputs: &[&str], flags: &[&str]) -> Results {
        let timeout = Duration::from_secs(300);
        let mut command = cargo_bin_cmd!("standpoint");
        command.current_dir(self.0.path()).timeout(timeout);
        command.arg("analyze").args(inputs).args(["-o", "out"]).args(flags).assert().code(0);
        Results::read(&self.path("out"))
    }
}

/// The sample articles: path below `corpus` and text, in order.
fn articles() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in
        fs::read_dir(CORPUS).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        for file in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = file.strip_prefix(CORPUS).unwrap().to_string_lossy().replace('\\', "/");
            found.push((name, fs::read_to_string(&file).unwrap()));
        }
    }
    found.sort();
    found
}

/// The files of a result, by name.
struct Results(BTreeMap<String, Vec<u8>>);

impl Results {
    fn read(folder: &Path) -> Self {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
        Self(entries.map(|path| (name(&path), fs::read(&path).unwrap())).collect())
    }

    fn bytes(&self, file: &str) -> &[u8] {
        self.0.get(file).unwrap_or_else(|| panic!("{file} is missing"))
    }

    fn text(&self, table: &str) -> &str {
        std::str::from_utf8(self.bytes(&format!("{table}.csv"))).unwrap()
    }

    fn package(&self) -> Value {
        serde_json::from_slice(self.bytes("datapackage.json")).unwrap()
    }

    /// The header and the records of a table, read with that delimiter.
    fn records(&self, table: &str, delimiter: u8) -> Vec<Vec<String>> {
        let text = self.text(table).trim_start_matches('\u{feff}');
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    fn rows(&self, table: &str) -> Vec<Row> {
        let mut records = self.records(table, b',').into_iter();
        let header = records.next().unwrap();
        records.map(|record| header.iter().cloned().zip(record).collect()).collect()
    }
}

/// The sample corpus with the flags as they are.
static SAMPLE: LazyLock<Results> = LazyLock::new(|| Place::with_corpus().analyze(&["corpus"], &[]));

/// A number with six decimals at the most as whole millionths, without a float in between.
fn micro(cell: &str) -> i64 {
    let (sign, digits) = cell.strip_prefix('-').map_or((1, cell), |digits| (-1, digits));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    assert!(decimals.len() <= 6, "{cell} has more than six decimals");
    let decimals: i64 = format!("{decimals:0<6}").parse().unwrap();
    sign * (whole.parse::<i64>().unwrap() * 1_000_000 + decimals)
}

fn number(cell: &str) -> Option<f64> {
    (!cell.is_empty()).then(|| cell.parse().unwrap_or_else(|_| panic!("'{cell}' is no number")))
}

/// Fails unless `cell` is `wanted`, but for the rounding of it and of what it was computed from.
#[track_caller]
fn assert_near(cell: &str, wanted: Option<f64>, what: &dyn std::fmt::Debug) {
    let same = match (number(cell), wanted) {
        (Some(cell), Some(wanted)) => (cell - wanted).abs() <= 2e-6,
        (None, None) => true,
        _ => false,
    };
    assert!(same, "'{cell}' is not {wanted:?} in {what:?}");
}

// The same bytes.

#[track_caller]
fn assert_same_bytes(one: &Results, other: &Results) {
    assert_eq!(one.0.keys().collect::<Vec<_>>(), other.0.keys().collect::<Vec<_>>());
    for (name, bytes) in &one.0 {
        assert!(*bytes == other.0[name], "{name} differs");
    }
}

#[test]
fn results_have_the_same_bytes_on_any_number_of_threads() {
    let place = Place::with_corpus();
    for threads in ["1", "2", "7"] {
        assert_same_bytes(&SAMPLE, &place.analyze(&["corpus"], &["--threads", threads]));
    }
}

#[test]
fn results_have_the_same_bytes_whatever_order_the_files_were_made_in() {
    let place = Place::empty();
    for (name, text) in articles().into_iter().rev() {
        place.file(&format!("corpus/{name}"), &text);
    }
    assert_same_bytes(&SAMPLE, &place.analyze(&["corpus"], &[]));
}

#[test]
fn results_have_the_same_bytes_whatever_the_language_and_the_time_zone_of_the_system() {
    let place = Place::with_corpus();
    let mut command = cargo_bin_cmd!("standpoint");
    command.current_dir(place.0.path()).args(["analyze", "corpus", "-o", "out"]);
    command.env("LC_ALL", "tr_TR.UTF-8").env("TZ", "Pacific/Kiritimati").assert().code(0);
    assert_same_bytes(&SAMPLE, &Results::read(&place.path("out")));
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
    let place = Place::empty();
    for (at, (_, text)) in articles().into_iter().rev().enumerate() {
        place.file(&format!("corpus/{:02}.txt", (at * 7) % 44), &text);
    }
    let renamed = place.analyze(&["corpus"], &[]);
    assert_eq!(renamed.rows("documents").len(), SAMPLE.rows("documents").len());
    // Intervals are drawn with a seed that the key of the row, and so the document's name, is part of.
    let drawn = ["ci_low", "ci_high"];
    assert_eq!(by_content(&renamed, "stance", &drawn), by_content(&SAMPLE, "stance", &drawn));
    assert_eq!(by_content(&renamed, "terms", &[]), by_content(&SAMPLE, "terms", &[]));
    assert_eq!(topics_by_members(&renamed), topics_by_members(&SAMPLE));
    assert_eq!(
        renamed.package()["standpoint"]["input_sha256"],
        SAMPLE.package()["standpoint"]["input_sha256"]
    );
}

#[test]
fn another_order_of_the_inputs_changes_the_order_of_the_rows_and_nothing_else() {
    let place = Place::with_corpus();
    let names: Vec<String> = articles().iter().map(|(name, _)| format!("corpus/{name}")).collect();
    let forward: Vec<&str> = names.iter().map(String::as_str).collect();
    let backward: Vec<&str> = forward.iter().rev().copied().collect();
    let sorted = |results: &Results, table: &str| {
        let mut rows = results.records(table, b',');
        rows.sort();
        rows
    };
    let (one, other) = (place.analyze(&forward, &[]), place.analyze(&backward, &[]));
    for table in ["documents", "sentences", "stance", "terms", "topics", "topic_terms"] {
        assert_eq!(sorted(&one, table), sorted(&other, table), "{table}");
    }
}

// Tables that fit together.

fn table(name: &str) -> &'static Table {
    all_tables().into_iter().find(|table| table.name == name).unwrap()
}

/// Calls `check` with every cell that is not empty of every table.
fn each_cell(results: &Results, mut check: impl FnMut(&'static Table, &'static Column, &str)) {
    for table in all_tables() {
        for row in results.rows(table.name) {
            for column in table.columns {
                let cell = row[column.name].as_str();
                if !cell.is_empty() {
                    check(table, column, cell);
                }
            }
        }
    }
}

#[test]
fn every_table_is_there_and_has_the_columns_of_the_schema() {
    let mut names: Vec<String> = all_tables().iter().map(|table| format!("{}.csv", table.name)).collect();
    names.push("datapackage.json".to_owned());
    names.sort();
    assert_eq!(SAMPLE.0.keys().cloned().collect::<Vec<_>>(), names);
    for table in all_tables() {
        let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        assert_eq!(SAMPLE.records(table.name, b',')[0], columns, "{}", table.name);
    }
}

#[test]
fn the_package_describes_the_tables_as_they_are() {
    let package = SAMPLE.package();
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), all_tables().len());
    for resource in resources {
        let name = resource["name"].as_str().unwrap();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let columns: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(resource["path"], format!("{name}.csv"));
        assert_eq!(SAMPLE.records(name, b',')[0], columns);
        let rows = SAMPLE.records(name, b',').len() as u64 - 1;
        assert_eq!(package["standpoint"]["rows"][name], rows, "{name}");
    }
}

fn names(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

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
        let Some(key) = resource["schema"].get("primaryKey") else { continue };
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
    assert!(seen >= 12, "only {seen} foreign keys");
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

#[test]
fn cells_are_of_their_columns_types() {
    let is_plain = |cell: &str| {
        let digits = cell.strip_prefix('-').unwrap_or(cell);
        digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    each_cell(&SAMPLE, |table, column, cell| {
        let fine = match column.kind {
            ColumnType::Integer => cell.parse::<u64>().is_ok() && is_plain(cell),
            ColumnType::Number => {
                cell.parse::<f64>().is_ok_and(f64::is_finite) && is_plain(cell) && cell != "-0"
            }
            ColumnType::Date => cell.len() == 10 && cell.parse::<jiff::civil::Date>().is_ok(),
            ColumnType::Id | ColumnType::Text => true,
        };
        assert!(fine, "{}.csv has '{cell}' as {}", table.name, column.name);
        let word = cell.trim_start_matches(['-', '+']).to_lowercase();
        let odd = matches!(&*word, "nan" | "inf" | "infinity" | "null" | "none" | "n/a" | "na");
        assert!(!odd, "{}.csv has '{cell}' as {}", table.name, column.name);
        assert!(
            !cell.contains(['\n', '\r', '\t']),
            "{}.csv: {} has a line end or tab",
            table.name,
            column.name
        );
    });
}

#[test]
fn numbers_stay_within_their_bounds() {
    each_cell(&SAMPLE, |table, column, cell| {
        let bounds = match column.name {
            "stance" | "stance_narration" | "stance_quoted" | "ci_low" | "ci_high" | "coherence" => {
                (-1.0, 1.0)
            }
            "certainty" | "topic_strength" | "stability" | "top_cue_share" => (0.0, 1.0),
            _ => return,
        };
        let value = number(cell).unwrap();
        assert!((bounds.0..=bounds.1).contains(&value), "{}.csv has {cell} as {}", table.name, column.name);
    });
    for name in ["stance", "actors", "summary"] {
        for row in SAMPLE.rows(name) {
            let low_to_high = number(&row["ci_low"]) <= number(&row["ci_high"]);
            assert!(low_to_high && row["ci_low"].is_empty() == row["ci_high"].is_empty(), "{row:?}");
        }
    }
}

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

// Sums that are exact, and what follows from them.

#[track_caller]
fn assert_evidence_adds_up(results: &Results) {
    let mut sums: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for row in results.rows("evidence") {
        let sum = sums.entry(row["mention_id"].clone()).or_default();
        sum.0 += micro(&row["toward_favourable"]);
        sum.1 += micro(&row["toward_critical"]);
    }
    let mentions = results.rows("mentions");
    assert_eq!(sums.len(), mentions.len(), "a mention has no evidence rows, or evidence no mention");
    for row in mentions {
        let stated = (micro(&row["toward_favourable"]), micro(&row["toward_critical"]));
        assert_eq!(sums[&row["mention_id"]], stated, "{row:?}");
    }
}

#[test]
fn evidence_of_a_mention_adds_up_to_its_sums_exactly() {
    assert_evidence_adds_up(&SAMPLE);
    let place = Place::with_corpus();
    let all = place.analyze(&["corpus"], &["--evidence", "all"]);
    assert_evidence_adds_up(&all);
    assert!(all.rows("evidence").iter().all(|row| row["rule"] != "rest"));
    assert_eq!(all.bytes("mentions.csv"), SAMPLE.bytes("mentions.csv"));
}

#[test]
fn more_than_eight_cues_leave_one_row_for_the_rest_and_the_sums_exact() {
    let place = Place::empty();
    let praise = "Peru is brave, honest, generous, wise, reliable, fair, decent, bold, careful, honourable and kind.\n";
    place.file("in/praise.txt", praise);
    let rows = |evidence| {
        let results = place.analyze(&["in"], &["--evidence", evidence]);
        assert_evidence_adds_up(&results);
        results.rows("evidence").iter().map(|row| row["rule"].clone()).collect::<Vec<_>>()
    };
    let (top, all) = (rows("top"), rows("all"));
    assert!(all.len() >= 10, "{all:?}");
    assert_eq!(
        (top.len(), top.first().unwrap().as_str(), top.last().unwrap().as_str()),
        (11, "prior", "rest")
    );
}

#[test]
fn no_evidence_is_written_when_none_is_asked_for() {
    let none = Place::with_corpus().analyze(&["corpus"], &["--evidence", "none"]);
    assert_eq!(none.rows("evidence").len(), 0);
    for table in ["mentions", "stance", "actors", "summary"] {
        assert_eq!(none.text(table), SAMPLE.text(table), "{table}");
    }
}

#[test]
fn no_evidence_is_an_empty_cell_and_never_zero() {
    let cues = |rows: &[Row], rule: &dyn Fn(&str) -> bool| {
        rows.iter()
            .filter(|row| rule(&row["rule"]))
            .map(|row| row["mention_id"].clone())
            .collect::<BTreeSet<_>>()
    };
    let place = Place::with_corpus();
    place.file("corpus/short.txt", "Peru. Chile.\n");
    let results = place.analyze(&["corpus"], &["--evidence", "all"]);
    let with_cue = cues(&results.rows("evidence"), &|rule| rule != "prior" && rule != "context");
    let mut without = 0;
    for row in results.rows("mentions") {
        assert_eq!(row["stance"].is_empty(), !with_cue.contains(&row["mention_id"]), "{row:?}");
        without += usize::from(row["stance"].is_empty());
    }
    assert!(without > 0);
    for row in results.rows("stance") {
        assert_eq!(row["cues"] == "0", row["stance"].is_empty(), "{row:?}");
        assert_eq!(row["label"].is_empty(), row["stance"].is_empty(), "{row:?}");
        assert_eq!(row["top_cue"].is_empty(), row["stance"].is_empty(), "{row:?}");
    }
    for name in ["actors", "summary"] {
        for row in SAMPLE.rows(name).iter().filter(|row| row["stance"].is_empty()) {
            assert!(row.get("cues").is_none_or(|cues| cues == "0"), "{row:?}");
            assert!(row["ci_low"].is_empty() && row["ci_high"].is_empty(), "{row:?}");
        }
    }
}

/// p(favourable) - p(critical) of a mention's row.
fn softmax_stance(row: &Row) -> f64 {
    let favourable = number(&row["toward_favourable"]).unwrap().exp();
    let critical = number(&row["toward_critical"]).unwrap().exp();
    (favourable - critical) / (favourable + 1.0 + critical)
}

#[test]
fn what_stands_above_a_mention_follows_from_its_mentions() {
    let mut by_stance: BTreeMap<(String, String), Vec<Row>> = BTreeMap::new();
    for row in SAMPLE.rows("mentions") {
        let wanted = (!row["stance"].is_empty()).then(|| softmax_stance(&row));
        assert_near(&row["stance"], wanted, &row);
        by_stance.entry((row["doc_id"].clone(), row["actor_id"].clone())).or_default().push(row);
    }
    let mut by_actor: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for row in SAMPLE.rows("stance") {
        let mentions = &by_stance[&(row["doc_id"].clone(), row["actor_id"].clone())];
        let mean = |keep: &dyn Fn(&str) -> bool| {
            let kept = mentions.iter().filter(|mention| keep(&mention["voice"]));
            mean_stance(kept.map(|m| (number(&m["stance"]), number(&m["certainty"]).unwrap())), &WEIGHTS)
        };
        assert_near(&row["stance"], mean(&|_| true), &row);
        assert_near(&row["stance_narration"], mean(&|voice| voice == "narration"), &row);
        assert_near(&row["stance_quoted"], mean(&|voice| voice != "narration"), &row);
        assert_eq!(row["mentions"], mentions.len().to_string());
        by_actor.entry(row["actor_id"].clone()).or_default().extend(number(&row["stance"]));
    }
    for row in SAMPLE.rows("actors") {
        let stances = &by_actor[&row["actor_id"]];
        let mean = stances.iter().sum::<f64>() / stances.len() as f64;
        assert_near(&row["stance"], (!stances.is_empty()).then_some(mean), &row);
    }
}

#[test]
fn counts_of_actors_and_of_the_summary_add_up_to_those_of_the_documents() {
    let sum = |table: &str, column: &str| {
        SAMPLE.rows(table).iter().map(|row| row[column].parse::<u64>().unwrap()).sum::<u64>()
    };
    let mentions = SAMPLE.rows("mentions").len() as u64;
    for table in ["stance", "actors", "summary"] {
        assert_eq!(sum(table, "mentions"), mentions, "{table}");
    }
    assert_eq!(sum("summary", "cues"), sum("stance", "cues"));
    assert_eq!(sum("topics", "documents"), SAMPLE.rows("documents").len() as u64);
    for table in ["actors", "summary"] {
        assert_eq!(sum(table, "documents"), SAMPLE.rows("stance").len() as u64, "{table}");
    }
}

// A directory that is whole.

#[test]
#[cfg(target_os = "linux")]
fn a_run_that_is_killed_leaves_the_old_result_or_the_new_one() {
    let place = Place::with_corpus();
    let old = place.analyze(&["corpus"], &["--top", "3"]);
    for step in 0..16 {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_standpoint"))
            .current_dir(place.0.path())
            .args(["analyze", "corpus", "-o", "out", "-q"])
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(step * 15));
        child.kill().unwrap();
        child.wait().unwrap();
        let found = Results::read(&place.path("out"));
        assert_same_bytes(if found.0 == SAMPLE.0 { &SAMPLE } else { &old }, &found);
    }
    // The next run clears away what the killed ones left beside it.
    assert_same_bytes(&SAMPLE, &place.analyze(&["corpus"], &[]));
    let beside: Vec<_> =
        fs::read_dir(place.0.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside.len(), 2, "{beside:?}");
}

// Spreadsheets.

#[test]
fn tables_for_excel_have_a_mark_and_crlf_and_the_same_cells() {
    let excel = Place::with_corpus().analyze(&["corpus"], &["--for", "excel"]);
    for table in all_tables() {
        let text = excel.text(table.name);
        assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"), "{}", table.name);
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{}", table.name);
        assert_eq!(excel.records(table.name, b','), SAMPLE.records(table.name, b','), "{}", table.name);
    }
    assert!(!SAMPLE.text("stance").contains(['\u{feff}', '\r']));
}

#[test]
fn tables_for_excel_in_europe_have_semicolons_and_decimal_commas_and_the_same_values() {
    let excel = Place::with_corpus().analyze(&["corpus"], &["--for", "excel-eu"]);
    for table in all_tables() {
        let text = excel.text(table.name);
        assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"), "{}", table.name);
        let mut records = excel.records(table.name, b';');
        for record in records.iter_mut().skip(1) {
            for (cell, column) in record.iter_mut().zip(table.columns) {
                if column.kind == ColumnType::Number {
                    assert!(!cell.contains('.'), "{}: {cell}", table.name);
                    *cell = cell.replace(',', ".");
                }
            }
        }
        assert_eq!(records, SAMPLE.records(table.name, b','), "{}", table.name);
    }
    assert!(excel.text("stance").contains(";-0,"), "no decimal comma was seen");
}

/// An article whose title, outlet, author and text all begin like a formula.
const FORMULAS: &str = "id,title,source,author,text\n\
    a,=1+1 Peru praised Chile,+Gull,@mine,\"-Peru condemned the reckless tariff. =Peru lied to Chile.\"\n\
    b,'=Peru praised Chile,＝Tern,-other,\"@Peru betrayed Chile, cruelly. Peru is brave.\"\n";

fn begins_a_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

#[test]
fn texts_that_begin_like_a_formula_are_guarded_and_numbers_never() {
    let place = Place::empty();
    place.file("rows.csv", FORMULAS);
    let (mut texts, mut negative) = (0, 0);
    let guarded = place.analyze(&["rows.csv"], &[]);
    each_cell(&guarded, |table, column, cell| match column.kind {
        ColumnType::Text => {
            texts += usize::from(cell.starts_with('\''));
            assert!(!begins_a_formula(cell), "{}.csv has '{cell}' as {}", table.name, column.name);
        }
        ColumnType::Integer | ColumnType::Number | ColumnType::Date => {
            negative += usize::from(cell.starts_with('-'));
            assert!(!cell.starts_with('\''), "{}.csv has {cell} as {}", table.name, column.name);
        }
        ColumnType::Id => assert!(!cell.starts_with('\''), "{}.csv has {cell}", table.name),
    });
    assert!(texts >= 6 && negative >= 2, "{texts} texts were guarded, {negative} numbers are negative");
    let documents = guarded.rows("documents");
    let cells = |column: &str| documents.iter().map(|row| row[column].clone()).collect::<Vec<_>>();
    assert_eq!(cells("title"), ["'=1+1 Peru praised Chile", "''=Peru praised Chile"]);
    assert_eq!(cells("source"), ["'+Gull", "'＝Tern"]);
    let raw = place.analyze(&["rows.csv"], &["--raw-text"]);
    let titles: Vec<String> = raw.rows("documents").iter().map(|row| row["title"].clone()).collect();
    assert_eq!(titles, ["=1+1 Peru praised Chile", "'=Peru praised Chile"]);
}

#[test]
fn a_workbook_has_a_sheet_for_each_table() {
    let place = Place::with_corpus();
    let results = place.analyze(&["corpus"], &["--workbook", "book.xlsx"]);
    assert_same_bytes(&SAMPLE, &results);
    let book = fs::read(place.path("book.xlsx")).unwrap();
    assert!(book.starts_with(b"PK\x03\x04"));
    // The names of the files in a zip are not compressed.
    let has = |name: &str| book.windows(name.len()).any(|window| window == name.as_bytes());
    let sheets = all_tables().len();
    assert!((1..=sheets).all(|sheet| has(&format!("xl/worksheets/sheet{sheet}.xml"))));
    assert!(!has(&format!("xl/worksheets/sheet{}.xml", sheets + 1)));
}

// Clean-up.

/// What the clean-up of a document did, by rule.
fn clean_up(row: &Row) -> BTreeMap<String, u64> {
    let counts = row["clean_up"].split(';').filter(|count| !count.is_empty());
    counts
        .map(|count| count.split_once('=').unwrap())
        .map(|(rule, n)| (rule.to_owned(), n.parse().unwrap()))
        .collect()
}

fn messy_place() -> Place {
    let place = Place::empty();
    for (name, text) in articles().iter().filter(|(name, _)| name.ends_with("-messy.txt")) {
        place.file(&format!("in/{name}"), text);
    }
    place
}

#[test]
fn a_clean_up_rule_that_is_off_counts_nothing() {
    let place = messy_place();
    let rules = |results: &Results| -> BTreeSet<String> {
        results.rows("documents").iter().flat_map(|row| clean_up(row).into_keys()).collect()
    };
    let on = place.analyze(&["in"], &[]);
    let all = rules(&on);
    assert!(all.len() >= 6, "{all:?}");
    for rule in &all {
        let off = place.analyze(&["in"], &["--no-clean-up", rule]);
        assert!(!rules(&off).contains(rule), "{rule} is off and counts");
        let package = off.package();
        assert_eq!(package["standpoint"]["clean_up"].get(rule), None);
        assert_eq!(names(&package["standpoint"]["settings"]["no_clean_up"]), [rule.as_str()]);
        assert_ne!(package["standpoint"], on.package()["standpoint"], "{rule}");
    }
    assert_eq!(rules(&place.analyze(&["in"], &["--no-clean-up", "all"])), BTreeSet::new());
}

#[test]
fn the_counts_of_the_clean_up_add_up_to_those_of_the_package() {
    let mut sums: BTreeMap<String, u64> = BTreeMap::new();
    for (rule, count) in SAMPLE.rows("documents").iter().flat_map(clean_up) {
        *sums.entry(rule).or_default() += count;
    }
    let package = SAMPLE.package();
    assert_eq!(package["standpoint"]["clean_up"], serde_json::to_value(sums).unwrap());
}

#[test]
fn tables_have_the_keys_that_the_design_gives_them() {
    assert_eq!(table("stance").key, ["doc_id", "actor_id"]);
    assert_eq!(table("sentences").key, ["doc_id", "sentence_id"]);
    assert_eq!(table("terms").key, ["doc_id", "rank"]);
    assert!(table("summary").key.is_empty() && table("skipped").key.is_empty());
}

// Any text.

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::shipped().unwrap());

fn settings() -> Settings {
    Settings::new(&KNOWLEDGE)
}

fn raw(text: &str) -> Raw {
    Raw {
        doc_id: "made-up".to_owned(),
        path: "made-up".to_owned(),
        row: None,
        payload: Payload::Bytes(text.as_bytes().to_vec()),
        metadata: Metadata::default(),
    }
}

/// Sentences of names, cues, what changes cues, quotation marks and filling.
fn sentences() -> impl Strategy<Value = String> {
    let words = vec![
        "Peru",
        "Chile",
        "Moscow",
        "the European Union",
        "Emmanuel Macron",
        "NATO",
        "Peru's",
        "Chilean",
        "praised",
        "condemned",
        "attacked",
        "brave",
        "corrupt",
        "reckless",
        "honest",
        "betrayed",
        "was condemned by",
        "not",
        "never",
        "hardly",
        "very",
        "somewhat",
        "allegedly",
        "might",
        "but",
        "although",
        ", but",
        ", which",
        ", and",
        "said",
        "according to",
        "\"",
        "“",
        "”",
        "the",
        "treaty",
        "harbour",
        "of",
        "by",
        "-",
        ";",
        ":",
        "(",
        ")",
    ];
    let sentence = (proptest::collection::vec(proptest::sample::select(words), 1..24), 0..4usize);
    let text = sentence.prop_map(|(words, end)| words.join(" ") + [".", "?", "\n\n", ".\""][end]);
    proptest::collection::vec(text, 1..6).prop_map(|sentences| sentences.join(" "))
}

proptest! {
    #[test]
    fn evidence_of_any_text_adds_up_and_stance_stays_within_its_bounds(text in sentences()) {
        let settings = settings();
        let mut analyst = Analyst::new(&KNOWLEDGE, &settings, None);
        let analysis = analyst.analyze(raw(&text)).unwrap();
        prop_assert_eq!(analysis.scored.len(), analysis.found.mentions.len());
        let bounded = |stance: Option<f64>| stance.is_none_or(|stance| (-1.0..=1.0).contains(&stance));
        for (mention, scored) in analysis.found.mentions.iter().zip(&analysis.scored) {
            for most in [0, 1, 8, usize::MAX] {
                let rows = scored.rows(most);
                let favourable: Micro = rows.iter().map(|row| row.toward_favourable).sum();
                let critical: Micro = rows.iter().map(|row| row.toward_critical).sum();
                prop_assert_eq!(favourable, scored.toward_favourable);
                prop_assert_eq!(critical, scored.toward_critical);
            }
            prop_assert!(bounded(scored.stance()));
            // What speaks for or against stands in the sentence of the mention, outside its name.
            let sentence = analysis.document.sentences[mention.sentence].tokens.clone();
            let mut cues = scored.evidence.iter().filter(|evidence| evidence.is_cue());
            prop_assert_eq!(scored.stance().is_some(), cues.clone().next().is_some());
            prop_assert!(cues.all(|cue| !cue.tokens().is_empty()
                && sentence.start <= cue.tokens().start
                && cue.tokens().end <= sentence.end
                && (cue.tokens().end <= mention.tokens.start
                    || mention.tokens.end <= cue.tokens().start
                    || cue.learned().is_some())));
        }
        for actor in &analysis.stances {
            prop_assert_eq!(actor.stance.is_some(), actor.cues > 0);
            prop_assert_eq!(actor.label.is_some(), actor.stance.is_some());
            prop_assert!(bounded(actor.stance) && bounded(actor.narration) && bounded(actor.quoted));
            if let Some(interval) = actor.interval {
                prop_assert!(-1.0 <= interval.low && interval.low <= interval.high && interval.high <= 1.0);
            }
        }
    }

    #[test]
    fn tokens_and_the_gaps_between_them_give_any_text_back(text in sentences()) {
        let settings = settings();
        let mut analyst = Analyst::new(&KNOWLEDGE, &settings, None);
        let (_, document) = analyst.read(raw(&text)).unwrap();
        let (mut rebuilt, mut at) = (String::new(), 0);
        for token in &document.tokens {
            prop_assert!(token.start as usize >= at && token.end > token.start);
            rebuilt.push_str(&document.text[at..token.start as usize]);
            rebuilt.push_str(document.token_text(token));
            at = token.end as usize;
        }
        rebuilt.push_str(&document.text[at..]);
        prop_assert_eq!(rebuilt, document.text);
    }
}

#[test]
fn a_digest_of_the_topics_names_terms_and_documents() {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("standpoint");
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let assert = command.args(["topics", corpus, "--k", "6", "--show", "2"]).assert().code(0);
    let text = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
    assert_eq!(text.lines().filter(|line| line.starts_with('T')).count(), 6, "{text}");
    assert_eq!(text.lines().filter(|line| line.starts_with("    - ")).count(), 12, "{text}");
    assert!(text.lines().any(|line| line.starts_with("    ") && line.split(", ").count() == 10), "{text}");
}

#[test]
fn the_number_of_topics_is_chosen_with_its_curve_and_within_bounds() {
    let place = tempfile::tempdir().unwrap();
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let curve = |flags: &[&str]| -> (Vec<(String, String)>, String) {
        let mut command = assert_cmd::cargo::cargo_bin_cmd!("standpoint");
        let out = place.path().join("out");
        let assert = command.args(["analyze", corpus, "-f", "-o"]).arg(&out).args(flags).assert().code(0);
        let said = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
        let mut reader = csv::Reader::from_path(out.join("topic_choice.csv")).unwrap();
        let rows = reader.records().map(|row| row.unwrap()).map(|row| (row[0].to_owned(), row[4].to_owned()));
        (rows.collect(), said)
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
