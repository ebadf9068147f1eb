//! A coding sheet that people have filled in: the rows of `sample`, with a label each, to labelled texts.
//!
//! It does not open files.

use super::confusion::Class;
use super::labelled::{LabelledMention, LabelledText};
use super::sheet::{Sheet, SheetError, SheetFault, plain_id};
use std::collections::BTreeMap;
use std::ops::Range;

/// The columns that are read. The first four must be there; a sheet of an older version has no `start`.
const COLUMNS: [&str; 5] = ["sample_id", "sentence", "mention", "label", "start"];
const REQUIRED: usize = 4;

/// A coding sheet as it was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodingSheet {
    /// A text, its sentence, for each row with a label; at least one. Ids are those of the sheet.
    pub texts: Vec<LabelledText>,
    /// Rows without a label, which are left out.
    pub unlabelled: u64,
    /// Whether rows were drawn evenly over the classes, so that stances are more frequent in them than in the texts.
    pub evenly_drawn: bool,
}

/// Whether a file of labels is a sheet, and not JSON Lines: its first line is a header with a column `sentence`.
#[must_use]
pub fn is_coding_sheet(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let header = text.lines().next().unwrap_or_default();
    header.split([',', ';', '\t']).any(|cell| cell.trim_matches([' ', '"']) == "sentence")
}

/// Parses a coding sheet. `path` is for messages only. A label of *mixed* counts as neutral, as it does for documents.
///
/// # Errors
/// A missing column, an unknown label, a mention that is not in its sentence, an id twice, or no label at all.
pub fn read_coding_sheet(path: &str, text: &str) -> Result<CodingSheet, SheetError> {
    let sheet = Sheet::new(path, text, &COLUMNS, REQUIRED)?;
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    let mut read = CodingSheet { texts: Vec::new(), unlabelled: 0, evenly_drawn: false };
    for row in sheet.rows() {
        if (0..COLUMNS.len()).all(|column| row.cell(column).is_empty()) {
            continue;
        }
        let at = |fault| SheetError::line(path, row.line, fault);
        let id = row.id(path, 0, "sample_id")?;
        if let Some(first) = seen.insert(id.clone(), row.line) {
            return Err(at(SheetFault::Duplicate { first, key: format!("'{id}'") }));
        }
        if row.cell(3).is_empty() {
            read.unlabelled += 1;
            continue;
        }
        let label = class(row.cell(3));
        let label = label.ok_or_else(|| at(SheetFault::UnknownLabel { label: row.cell(3).to_owned() }))?;
        let (sentence, mention) = (plain_id(row.cell(1)), plain_id(row.cell(2)));
        let range = place(sentence, mention, row.cell(4).parse().ok());
        let range = range.ok_or_else(|| at(SheetFault::NotInSentence { mention: mention.to_owned() }))?;
        read.evenly_drawn |= id.starts_with('C');
        let mention =
            LabelledMention { id: id.clone(), range, label: Some(label), also: Vec::new(), cues: None };
        read.texts.push(LabelledText {
            id,
            text: sentence.to_owned(),
            line: row.line,
            mentions: vec![mention],
        });
    }
    if read.texts.is_empty() {
        let fault = SheetFault::Unfilled { rows: read.unlabelled };
        return Err(SheetError::file(path, fault));
    }
    Ok(read)
}

/// The class of a label as a person types it.
fn class(label: &str) -> Option<Class> {
    match label.to_lowercase().as_str() {
        "mixed" => Some(Class::Neutral),
        "favorable" => Some(Class::Favourable),
        label => Class::from_name(label),
    }
}

/// The bytes of a mention: at code point `start` of its sentence if it is there, else where it first is a word of its own.
fn place(sentence: &str, mention: &str, start: Option<usize>) -> Option<Range<usize>> {
    if mention.is_empty() {
        return None;
    }
    let of = |byte: usize| byte..byte + mention.len();
    let stated = start.and_then(|start| sentence.char_indices().nth(start)).map(|(byte, _)| byte);
    let stated = stated.filter(|&byte| sentence.get(of(byte)) == Some(mention));
    let is_word = |&byte: &usize| {
        let before = sentence.get(..byte).and_then(|text| text.chars().next_back());
        let after = sentence.get(byte + mention.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    let found = || sentence.match_indices(mention).map(|(byte, _)| byte).find(is_word);
    stated.or_else(found).map(of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tsv::Hint;

    const HEADER: &str = "sample_id,doc_id,actor_id,sentence_id,sentence,mention,label,start\n";

    fn read(rows: &str) -> Result<CodingSheet, SheetError> {
        read_coding_sheet("sheet.csv", &format!("{HEADER}{rows}"))
    }

    fn message(rows: &str) -> String {
        read(rows).unwrap_err().to_string()
    }

    #[test]
    fn a_filled_sheet_is_read_as_labelled_sentences() {
        let sheet = read(
            "R1,a,PER,S1,\"Öz left Peru, and Peru wept.\",Peru,Critical ,18\nR2,a,PER,S2,It won.,It,,0\n\
             R3,a,PER,S3,It won.,It,favorable,0\n,,,,,,,\nR4,a,PER,S4,'=Peru is calm.,Peru,mixed,1\n",
        )
        .unwrap();
        assert_eq!((sheet.unlabelled, sheet.evenly_drawn), (1, false));
        let found: Vec<(&str, u64, Class, usize)> = sheet
            .texts
            .iter()
            .map(|text| {
                let mention = &text.mentions[0];
                (text.id.as_str(), text.line, mention.label.unwrap(), mention.range.start)
            })
            .collect();
        let wanted =
            [("R1", 2, Class::Critical, 19), ("R3", 4, Class::Favourable, 0), ("R4", 6, Class::Neutral, 1)];
        assert_eq!(found, wanted);
        assert!(read("C1,a,PER,S1,Peru won.,Peru,neutral,0\n").unwrap().evenly_drawn);
    }

    #[test]
    fn a_mention_without_its_place_is_the_first_word_of_that_spelling() {
        let at = |start| place("Omanis of Oman, Oman", "Oman", start).map(|range| range.start);
        assert_eq!(
            [at(None), at(Some(16)), at(Some(3)), at(Some(99))],
            [Some(10), Some(16), Some(10), Some(10)]
        );
        assert_eq!([place("Omanis", "Oman", None), place("Oman", "", None)], [None, None]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let row = |label: &str| format!("R1,a,PER,S1,Peru won.,Peru,{label},0\n");
        let unknown = read(&row("good")).unwrap_err();
        assert_eq!(unknown.to_string(), "sheet.csv:2: unknown label 'good'");
        assert!(unknown.hint().is_some_and(|hint| hint.contains("favourable")));
        assert_eq!(
            message("R1,a,PER,S1,Chile won.,Peru,neutral,0\n"),
            "sheet.csv:2: 'Peru' is not in the sentence"
        );
        assert_eq!(message(&row("")), "sheet.csv: none of its 1 rows has a label");
        assert_eq!(message(""), "sheet.csv: none of its 0 rows has a label");
        let twice = message(&row("neutral").repeat(2));
        assert_eq!(twice, "sheet.csv:3: 'R1' stands in line 2 already");
        let missing = read_coding_sheet("s", "sample_id,sentence,label\n").unwrap_err().to_string();
        assert!(missing.starts_with("s:1: the column 'mention' is missing"), "{missing}");
    }

    #[test]
    fn a_sheet_is_told_from_json_lines() {
        let sheets = [HEADER, "\u{feff}sample_id;sentence;label\n", "a\t\"sentence\"\n"];
        assert!(sheets.iter().all(|text| is_coding_sheet(text)));
        assert!(!["", "{\"id\":1,\"sentence\":2}\n", "[1]"].iter().any(|text| is_coding_sheet(text)));
    }
}
