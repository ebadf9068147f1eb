//! Scoring cases (`tests/cases/*.tsv`): their form. What the program makes of them is measured elsewhere.
//!
//! A case is a sentence with one mention in double square brackets and the stance that a careful reader would say it
//! takes toward it. `#` begins a remark; cells are parted by tabs and never quoted.

#![allow(clippy::unwrap_used, reason = "a test that cannot read the cases has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const LABELS: [&str; 3] = ["critical", "neutral", "favourable"];

/// Where a case stands, and its cells.
struct Case {
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
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
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
    assert!(cases.len() >= 400, "only {} cases were found", cases.len());
}

#[test]
fn cases_have_all_labels() {
    let (cases, _) = all_cases();
    for label in LABELS {
        let count = cases.iter().filter(|case| case.cell(0) == label).count();
        assert!(count >= 50, "only {count} cases are {label}");
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
