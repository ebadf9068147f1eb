//! Voice cases (`tests/cases/voice.tsv`): who says what, as `attributions.csv` has it, against a careful reader.
//!
//! A stretch is right in extent if it begins and ends with the words that the reader marked, and right in speaker if the
//! innermost stretch at its first word has the reader's speaker. A stretch that the reader did not mark is wrong in both,
//! but for quotations that nothing attributes. Cases that fail are listed in `voice_failures.tsv`;
//! `STANDPOINT_UPDATE_CASES=1 cargo test --test suite voices::` updates the list.

use crate::support::{Output, Place};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;

const CASES: &str = include_str!("../cases/voice.tsv");
const FAILURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/voice_failures.tsv");
const ACTORS: &str = "\
actor_id\tname\tkind\talias\talias_kind\tcase\tparent\tgender\n\
north\tNorthland\tcountry\tNorthland\t\t\t\t\n\
south\tSouthland\tcountry\tSouthland\t\t\t\t\n\
ada\tAda Quill\tperson\tAda Quill\t\t\t\tf\n\
ada\tAda Quill\tperson\tQuill\tsurname\t\t\tf\n\
olga\tOlga Fenn\tperson\tOlga Fenn\t\t\t\tf\n\
boris\tBoris Marsh\tperson\tBoris Marsh\t\t\t\tm\n\
viktor\tViktor Pell\tperson\tViktor Pell\t\t\t\tm\n\
union\tRiver Union\torganisation\tRiver Union\t\t\t\t\n\
bank\tHarbour Bank\tcompany\tHarbour Bank\t\t\t\t\n";

/// Least shares of stretches that are right.
const SPEAKER: f64 = 0.80;
const EXTENT: f64 = 0.80;

/// A stretch of the title or the text, in code points.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Stretch {
    title: bool,
    start: usize,
    end: usize,
    speaker: String,
}

impl Stretch {
    fn is_at(&self, other: &Self) -> bool {
        (self.title, self.start, self.end) == (other.title, other.start, other.end)
    }
}

struct Case {
    line: usize,
    kind: String,
    title: String,
    text: String,
    gold: Vec<Stretch>,
}

/// A marked text without its braces, and the stretches between them in the order in which they open.
fn unmarked(marked: &str, title: bool) -> (String, Vec<Stretch>) {
    let (mut text, mut all, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for c in marked.chars() {
        match c {
            '{' => {
                open.push(all.len());
                all.push(text.len()..text.len());
            }
            '}' => {
                let number: usize = open.pop().unwrap();
                all[number].end = text.len();
            }
            c => text.push(c),
        }
    }
    assert!(open.is_empty(), "{marked}");
    let word = |at: usize| char::is_alphanumeric(text[at]);
    let stretches = all.into_iter().map(|range| {
        let start = range.clone().find(|at| word(*at)).unwrap();
        let end = range.rev().find(|at| word(*at)).unwrap() + 1;
        Stretch { title, start, end, speaker: String::new() }
    });
    let stretches = stretches.collect();
    (text.into_iter().collect(), stretches)
}

fn cases() -> Vec<Case> {
    let lines = (1..).zip(CASES.lines()).filter(|(_, line)| !line.starts_with('#')).skip(1);
    let case = |(line, text): (usize, &str)| {
        let cells: Vec<&str> = text.split('\t').collect();
        let [kind, marked, speakers] = cells.as_slice() else { panic!("voice.tsv:{line}: three cells") };
        let marked = marked.replace(" ¶ ", "\n\n");
        let (title, body) = match *kind {
            "headline" => marked.split_once("\n\n").unwrap_or((&marked, "Nothing more is known.")),
            _ => ("", marked.as_str()),
        };
        let (title, mut gold) = unmarked(title, true);
        let (text, of_text) = unmarked(body, false);
        gold.extend(of_text);
        let names: Vec<&str> = speakers.split_whitespace().collect();
        assert_eq!(names.len(), gold.len(), "voice.tsv:{line}: a speaker for each stretch");
        for (stretch, name) in gold.iter_mut().zip(names) {
            stretch.speaker = if name == "-" { String::new() } else { name.to_owned() };
        }
        Case { line, kind: (*kind).to_owned(), title, text, gold }
    };
    lines.map(case).collect()
}

/// The stretches of each case by its line, neighbouring parts of an attribution as one, without quotations that nothing
/// attributes; those are the second.
fn found(cases: &[Case]) -> BTreeMap<usize, (Vec<Stretch>, Vec<Stretch>)> {
    let mut documents = String::new();
    for case in cases {
        let id = format!("c{}", case.line);
        let _ = writeln!(documents, "{}", json!({"id": id, "title": case.title, "text": case.text}));
    }
    let place = Place::new().file("documents.jsonl", documents);
    place.write("actors.tsv", ACTORS);
    let analyze =
        ["analyze", "documents.jsonl", "-o", "out", "--actors", "actors.tsv", "--no-default-actors"];
    place.run(&[&analyze[..], &["--k", "2", "-q", "--language", "en"]].concat()).code(0);
    let by_line: BTreeMap<usize, &Case> = cases.iter().map(|case| (case.line, case)).collect();
    let mut all: BTreeMap<usize, (Vec<Stretch>, Vec<Stretch>)> = BTreeMap::new();
    let mut before: Option<(String, Stretch)> = None;
    for row in place.rows("attributions") {
        let line: usize = row["doc_id"][1..].parse().unwrap();
        let case = by_line[&line];
        let title = !case.title.is_empty() && row["sentence_id"].starts_with("S1_");
        let number = |column: &str| row[column].parse::<usize>().unwrap();
        let own =
            Stretch { title, start: number("start"), end: number("end"), speaker: row["speaker_id"].clone() };
        let (attributed, marks) = all.entry(line).or_default();
        let list = if row["rule"] == "marks" { marks } else { attributed };
        let source: Vec<char> = if title { &case.title } else { &case.text }.chars().collect();
        let joins = before.take().is_some_and(|(id, last)| {
            let between = source.get(last.end..own.start).unwrap_or(&['x']);
            id == row["attribution_id"] && last.title == title && !between.iter().any(|c| c.is_alphanumeric())
        });
        match list.last_mut().filter(|_| joins) {
            Some(last) => last.end = own.end,
            None => list.push(own.clone()),
        }
        before = Some((row["attribution_id"].clone(), own));
    }
    all
}

#[test]
fn who_says_what_is_found_but_in_the_cases_that_are_known_to_fail() {
    let cases = cases();
    assert!(cases.len() >= 250, "only {} cases", cases.len());
    let found = found(&cases);
    let none = (Vec::new(), Vec::new());
    let mut by_kind: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    let mut failures = BTreeSet::new();
    for case in &cases {
        let (attributed, marks) = found.get(&case.line).unwrap_or(&none);
        let all: Vec<&Stretch> = attributed.iter().chain(marks).collect();
        let mut counts = [0; 4];
        let mut wrong = BTreeSet::new();
        for gold in &case.gold {
            let holds = |stretch: &&&Stretch| {
                stretch.title == gold.title && (stretch.start..stretch.end).contains(&gold.start)
            };
            let inner = all
                .iter()
                .filter(holds)
                .max_by_key(|stretch| (stretch.start, std::cmp::Reverse(stretch.end)));
            let exact = all.iter().any(|stretch| stretch.is_at(gold));
            let speaks = inner.is_some_and(|stretch| stretch.speaker == gold.speaker);
            counts[0] += usize::from(exact);
            counts[1] += usize::from(speaks);
            if !exact {
                wrong.insert("extent");
            }
            if !speaks {
                wrong.insert("speaker");
            }
        }
        let extra: Vec<&Stretch> =
            attributed.iter().filter(|stretch| !case.gold.iter().any(|gold| gold.is_at(stretch))).collect();
        // A stretch of a wrong extent counts once.
        let missed = case.gold.len() - counts[0];
        counts[2] = case.gold.len() + extra.len().saturating_sub(missed);
        let unasked = extra.iter().filter(|stretch| {
            let touches = |gold: &&Stretch| {
                gold.title == stretch.title && gold.start < stretch.end && stretch.start < gold.end
            };
            !stretch.speaker.is_empty() && !case.gold.iter().any(|gold| touches(&gold))
        });
        counts[3] = case.gold.len() + unasked.count();
        if extra.len() > missed {
            wrong.insert("extra");
        }
        for key in [case.kind.as_str(), "all"] {
            let sums = by_kind.entry(key).or_default();
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        if !wrong.is_empty() {
            let wrong: Vec<&str> = wrong.into_iter().collect();
            failures.insert((case.line, case.kind.clone(), wrong.join(" ")));
        }
    }
    let share = |right: usize, of: usize| right as f64 / of.max(1) as f64;
    for (kind, [extent, speaker, of_extents, of_speakers]) in &by_kind {
        println!(
            "{kind:<11} extent {:.3} speaker {:.3} of {of_extents}",
            share(*extent, *of_extents),
            share(*speaker, *of_speakers)
        );
    }
    let mut text =
        "# Voice cases that fail; tests/suite/voices.rs says how this file is written.\nline\tkind\twrong\n"
            .to_owned();
    for (line, kind, wrong) in &failures {
        let _ = writeln!(text, "{line}\t{kind}\t{wrong}");
    }
    if std::env::var_os("STANDPOINT_UPDATE_CASES").is_some_and(|value| value == "1") {
        fs::write(FAILURES, &text).unwrap();
    }
    let known = fs::read_to_string(FAILURES).unwrap_or_default();
    let (old, new): (BTreeSet<&str>, BTreeSet<&str>) = (known.lines().collect(), text.lines().collect());
    let fixed: Vec<&&str> = old.difference(&new).collect();
    let broken: Vec<&&str> = new.difference(&old).collect();
    assert!(known == text, "tests/cases/voice_failures.tsv: no longer so {fixed:?}, now so {broken:?}");
    let [extent, speaker, of_extents, of_speakers] = by_kind["all"];
    assert!(share(extent, of_extents) >= EXTENT, "extents: {extent} of {of_extents}");
    assert!(share(speaker, of_speakers) >= SPEAKER, "speakers: {speaker} of {of_speakers}");
}

#[test]
fn odd_quotations_are_attributed_to_nobody_on_a_guess_and_counted_in_linear_time() {
    let many = "\"Northland failed again.\" ".repeat(10_000);
    let nested = "Ada Quill said Boris Marsh said ".repeat(2_000);
    let texts = [
        ("one", "\"Northland has failed. Southland has failed.\"".to_owned()),
        ("open", "Ada Quill left. \"Northland has failed.\n\nSouthland has not.".to_owned()),
        ("many", many),
        ("nested", nested),
    ];
    let lines: Vec<String> =
        texts.iter().map(|(id, text)| json!({"id": id, "text": text}).to_string()).collect();
    let place = Place::new().file("documents.jsonl", lines.join("\n"));
    place.write("actors.tsv", ACTORS);
    let analyze =
        ["analyze", "documents.jsonl", "-o", "out", "--actors", "actors.tsv", "--no-default-actors"];
    place
        .run(&[&analyze[..], &["--k", "2", "-q", "--language", "en", "--no-clean-up", "all"]].concat())
        .code(0);
    let rows = place.rows("attributions");
    let of = |id: &str| rows.iter().filter(|row| row["doc_id"] == id).collect::<Vec<_>>();
    let shown = |id: &str| {
        of(id).iter().map(|row| format!("{} {}", row["rule"], row["speaker_id"])).collect::<Vec<_>>()
    };
    assert_eq!(shown("one"), ["marks "]);
    assert_eq!(shown("open"), ["marks "]);
    assert_eq!(of("many").len(), 10_000);
    assert!(of("many").iter().all(|row| row["speaker_id"].is_empty()));
    assert!(!of("nested").is_empty());
    let mentions = place.rows("mentions");
    let south = mentions.iter().find(|row| row["doc_id"] == "open" && row["actor_id"] == "south").unwrap();
    assert_eq!(south["voice"], "narration");
}

#[test]
fn the_voice_option_decides_which_mentions_the_figures_count() {
    let text = "Northland was disgraced by a corrupt and shameful scandal. Ada Quill said Northland was brave, honest and \
                admirable.";
    let place = Place::new().file("a.txt", text);
    place.write("actors.tsv", ACTORS);
    let stance = |voice: &str| {
        let printed =
            place.run(&["stance", "a.txt", "--actors", "actors.tsv", "--voice", voice]).code(0).printed();
        let row = printed.lines().find(|line| line.contains(",north,")).unwrap().to_owned();
        let cells: Vec<String> = row.split(',').map(str::to_owned).collect();
        cells[2].clone()
    };
    let (all, narration, reported, quoted) =
        (stance("all"), stance("narration"), stance("reported"), stance("quoted"));
    assert!(narration.starts_with('-') && !reported.starts_with('-'), "{narration} {reported}");
    assert_eq!(quoted, "");
    assert!(all != narration && all != reported);
}
