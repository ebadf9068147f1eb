//! Labelled mentions: parses JSON Lines to validated texts with their gold mentions.
//!
//! A line is `{"id":"12","text":"…","mentions":[{"id":"12:0","start":0,"end":6,"label":"neutral","also":[[41,44]]}]}`;
//! offsets count Unicode code points from 0, the end exclusive. A mention may have `"cues":[[12,20]]`, the words that a
//! reader underlined as the reason for its label. Other fields are ignored, blank lines passed over.
//!
//! It does not open files or decode bytes.

use super::confusion::Class;
use crate::tsv::{Hint, Located};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// A fault of labelled mentions, with its place.
pub type LabelledError = Located<LabelledFault>;

/// A fault of labelled mentions.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LabelledFault {
    /// Not JSON, or not of this form.
    #[error("column {column}: {message}")]
    Form {
        /// The byte of the line, from 1; 0 where it is not known.
        column: usize,
        /// The message of the JSON parser.
        message: String,
    },
    /// Offsets that are not a valid range of the text.
    #[error(
        "mention '{id}' stands from {start} to {end}, but start is to be less than end, and end at most {length}, the code points of the text"
    )]
    Offsets {
        /// The mention.
        id: String,
        /// Its start, or that of an `also` range.
        start: usize,
        /// The end of that range.
        end: usize,
        /// Length of the text in code points.
        length: usize,
    },
    /// Offsets of underlined words that are no stretch of the text.
    #[error(
        "a cue of mention '{id}' stands from {start} to {end}, but start is to be less than end, and end at most {length}, the code points of the text"
    )]
    CueOffsets {
        /// The mention.
        id: String,
        /// The start of the cue.
        start: usize,
        /// Its end.
        end: usize,
        /// Code points in the text.
        length: usize,
    },
    /// A label that does not exist.
    #[error("mention '{id}' has the label '{label}'")]
    UnknownLabel {
        /// The mention.
        id: String,
        /// The offending value.
        label: String,
    },
    /// No label where one is needed.
    #[error("mention '{id}' has no label")]
    NoLabel {
        /// The mention.
        id: String,
    },
    /// The same id twice in one file.
    #[error("mention '{id}' stands in line {first} already")]
    Duplicate {
        /// The first line; it may be the same.
        first: u64,
        /// The mention.
        id: String,
    },
    /// Nothing to evaluate.
    #[error("no mention in it")]
    NoMention,
}

impl Hint for LabelledFault {
    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::UnknownLabel { .. } | Self::NoLabel { .. } => "there are critical, favourable, neutral",
            Self::Duplicate { .. } => "ids of mentions are to differ",
            Self::Form { .. } | Self::Offsets { .. } | Self::CueOffsets { .. } | Self::NoMention => {
                return None;
            }
        };
        Some(hint.to_owned())
    }
}

/// A text, usually a sentence, with its labelled mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelledText {
    /// As in the file; a number is converted to text. Uniqueness is not checked.
    pub id: String,
    /// The text.
    pub text: String,
    /// The line of the file, from 1.
    pub line: u64,
    /// In the order of the file; possibly empty.
    pub mentions: Vec<LabelledMention>,
}

impl LabelledText {
    /// The byte at which each code point of the text starts, and the one after the last.
    #[must_use]
    pub fn borders(&self) -> Vec<usize> {
        borders(&self.text)
    }
}

/// A labelled mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelledMention {
    /// Unique in the file.
    pub id: String,
    /// Byte range of the text, on character boundaries, not empty.
    pub range: Range<usize>,
    /// The gold label; none only if labels are not required.
    pub label: Option<Class>,
    /// Further mentions of the same actor, as byte ranges.
    pub also: Vec<Range<usize>>,
    /// The words that a reader underlined as the reason for the label, as bytes like `range`; none where nobody did,
    /// empty where no words carry the label.
    pub cues: Option<Vec<Range<usize>>>,
}

#[derive(Deserialize)]
struct RawText {
    id: Id,
    text: String,
    mentions: Vec<RawMention>,
}

#[derive(Deserialize)]
struct RawMention {
    id: Id,
    start: usize,
    end: usize,
    label: Option<String>,
    also: Option<Vec<(usize, usize)>>,
    cues: Option<Vec<(usize, usize)>>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "an id is a string or a number")]
pub(super) enum Id {
    Text(String),
    Number(serde_json::Number),
}

impl Id {
    pub(super) fn into_string(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
        }
    }
}

/// Parses labelled mentions, one [`LabelledText`] per non-blank line. `path` is for messages only. Without
/// `labels_required` a label may be missing or null, but not invalid.
///
/// # Errors
/// The first error, with its line; a file without mentions.
pub fn read_labelled(
    path: &str,
    jsonl: &str,
    labels_required: bool,
) -> Result<Vec<LabelledText>, LabelledError> {
    let mut texts = Vec::new();
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    let rows = jsonl.strip_prefix('\u{feff}').unwrap_or(jsonl).lines();
    for (line, row) in (1u64..).zip(rows).filter(|(_, row)| !row.trim().is_empty()) {
        let at = |fault| LabelledError::line(path, line, fault);
        let raw: RawText = serde_json::from_str(row).map_err(|error| {
            let (column, message) = form(&error);
            at(LabelledFault::Form { column, message })
        })?;
        let borders = borders(&raw.text);
        let mut mentions = Vec::with_capacity(raw.mentions.len());
        for mention in raw.mentions {
            let mention = checked(mention, &borders, labels_required).map_err(at)?;
            if let Some(first) = seen.insert(mention.id.clone(), line) {
                return Err(at(LabelledFault::Duplicate { first, id: mention.id }));
            }
            mentions.push(mention);
        }
        texts.push(LabelledText { id: raw.id.into_string(), text: raw.text, line, mentions });
    }
    if seen.is_empty() {
        return Err(LabelledError::file(path, LabelledFault::NoMention));
    }
    Ok(texts)
}

/// The byte offset of each code point, and the end of the text.
pub(super) fn borders(text: &str) -> Vec<usize> {
    text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect()
}

pub(super) fn form(error: &serde_json::Error) -> (usize, String) {
    let message = error.to_string();
    // It counts lines within the line.
    let position = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&position).unwrap_or(&message).to_owned();
    (error.column(), message)
}

/// A mention of a text that has these `borders`.
fn checked(
    raw: RawMention,
    borders: &[usize],
    labels_required: bool,
) -> Result<LabelledMention, LabelledFault> {
    let id = raw.id.into_string();
    let length = borders.len().saturating_sub(1);
    let place = |(start, end)| {
        let fault = || LabelledFault::Offsets { id: id.clone(), start, end, length };
        bytes(start, end, borders).ok_or_else(fault)
    };
    let cue = |(start, end)| {
        let fault = || LabelledFault::CueOffsets { id: id.clone(), start, end, length };
        bytes(start, end, borders).ok_or_else(fault)
    };
    let range = place((raw.start, raw.end))?;
    let also = raw.also.unwrap_or_default().into_iter().map(place).collect::<Result<Vec<_>, _>>()?;
    let cues = raw.cues.map(|cues| cues.into_iter().map(cue).collect::<Result<Vec<_>, _>>()).transpose()?;
    let label = match raw.label {
        Some(name) => match Class::from_name(&name) {
            Some(class) => Some(class),
            None => return Err(LabelledFault::UnknownLabel { id, label: name }),
        },
        None if labels_required => return Err(LabelledFault::NoLabel { id }),
        None => None,
    };
    Ok(LabelledMention { id, range, label, also, cues })
}

/// The bytes of a stretch of code points; none where it is empty or leaves the text.
pub(super) fn bytes(start: usize, end: usize, borders: &[usize]) -> Option<Range<usize>> {
    match (borders.get(start), borders.get(end)) {
        (Some(&from), Some(&to)) if start < end => Some(from..to),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TWO: &str = concat!(
        r#"{"id":"a","text":"Ünal hails Öz; Öz thanks him.","mentions":["#,
        r#"{"id":"a:0","start":11,"end":13,"label":"favourable","also":[[15,17]],"by":"R"},"#,
        r#"{"id":"a:1","start":0,"end":4,"label":"neutral"}]}"#,
        "\n\n",
        r#"{"source":"x","id":7,"text":"🙂 Ek","mentions":[{"id":70,"start":2,"end":4,"label":"critical","also":null}]}"#,
        "\r\n",
    );

    fn message(jsonl: &str) -> String {
        read_labelled("gold.jsonl", jsonl, true).unwrap_err().to_string()
    }

    fn hint(jsonl: &str) -> Option<String> {
        read_labelled("gold.jsonl", jsonl, true).unwrap_err().hint()
    }

    /// A line with one mention of the text `Ünal`.
    fn line(mention: &str) -> String {
        format!(r#"{{"id":"a","text":"Ünal","mentions":[{mention}]}}"#)
    }

    #[test]
    fn offsets_become_bytes_and_ids_strings() {
        let texts = read_labelled("gold.jsonl", TWO, true).unwrap();
        assert_eq!(texts.len(), 2);
        assert_eq!((texts[0].id.as_str(), texts[0].line), ("a", 1));
        let [first, second] = texts[0].mentions.as_slice() else { panic!("{texts:?}") };
        assert_eq!(&texts[0].text[first.range.clone()], "Öz");
        assert_eq!(first.range, 12..15);
        assert_eq!((first.also.len(), first.also.first()), (1, Some(&(17..20))));
        assert_eq!(first.label, Some(Class::Favourable));
        assert_eq!(&texts[0].text[second.range.clone()], "Ünal");
        assert!(second.also.is_empty());
        assert_eq!((texts[1].id.as_str(), texts[1].line), ("7", 3));
        assert_eq!(texts[1].mentions[0].id, "70");
        assert_eq!(&texts[1].text[texts[1].mentions[0].range.clone()], "Ek");
    }

    #[test]
    fn a_byte_order_mark_is_no_fault() {
        assert_eq!(read_labelled("g", &format!("\u{feff}{TWO}"), true), read_labelled("g", TWO, true));
    }

    #[test]
    fn what_is_not_of_the_form_says_where() {
        let broken = message(&format!("{TWO}{{\"id\":"));
        assert!(broken.starts_with("gold.jsonl:4: column 6: EOF while parsing a value"), "{broken}");
        let missing = message(r#"{"id":"a","text":"x"}"#);
        assert!(missing.starts_with("gold.jsonl:1: column 21: missing field `mentions`"), "{missing}");
        assert!(!missing.contains("at line"), "{missing}");
        let odd = message(r#"{"id":[1],"text":"x","mentions":[]}"#);
        assert!(odd.contains("an id is a string or a number"), "{odd}");
        assert!(message(&line(r#"{"id":"m","start":-1,"end":1,"label":"neutral"}"#)).contains("`-1`"));
    }

    #[test]
    fn offsets_outside_the_text_are_named() {
        assert_eq!(
            message(&line(r#"{"id":"m","start":0,"end":5,"label":"neutral"}"#)),
            "gold.jsonl:1: mention 'm' stands from 0 to 5, but start is to be less than end, and end at most 4, \
             the code points of the text"
        );
        for (start, end) in [(2, 2), (3, 1), (9, 10)] {
            let mention = format!(r#"{{"id":"m","start":{start},"end":{end},"label":"neutral"}}"#);
            assert!(message(&line(&mention)).contains(&format!("from {start} to {end},")));
            let also =
                format!(r#"{{"id":"m","start":0,"end":4,"label":"neutral","also":[[{start},{end}]]}}"#);
            assert!(message(&line(&also)).contains(&format!("from {start} to {end},")));
            let cues =
                format!(r#"{{"id":"m","start":0,"end":4,"label":"neutral","cues":[[0,1],[{start},{end}]]}}"#);
            assert_eq!(
                message(&line(&cues)),
                format!(
                    "gold.jsonl:1: a cue of mention 'm' stands from {start} to {end}, but start is to be less \
                     than end, and end at most 4, the code points of the text"
                )
            );
        }
    }

    #[test]
    fn cues_become_bytes_and_are_none_where_nothing_was_underlined() {
        let cues = |field: &str| {
            let mention = format!(r#"{{"id":"m","start":0,"end":1,"label":"critical"{field}}}"#);
            read_labelled("gold.jsonl", &line(&mention), true).unwrap().remove(0).mentions.remove(0).cues
        };
        assert_eq!(cues(r#","cues":[[0,1],[1,4]],"strength":2"#), Some(vec![0..2, 2..5]));
        assert_eq!(cues(r#","cues":[]"#), Some(Vec::new()));
        assert_eq!(cues(r#","cues":null"#), None);
        assert_eq!(cues(""), None);
    }

    #[test]
    fn labels_are_checked_and_may_be_left_out_only_where_said() {
        let odd = line(r#"{"id":"m","start":0,"end":4,"label":"Positive"}"#);
        let known = Some("there are critical, favourable, neutral");
        assert_eq!(message(&odd), "gold.jsonl:1: mention 'm' has the label 'Positive'");
        assert_eq!(hint(&odd).as_deref(), known);
        assert!(read_labelled("gold.jsonl", &odd, false).is_err());
        let none = line(r#"{"id":"m","start":0,"end":4}"#);
        assert_eq!(message(&none), "gold.jsonl:1: mention 'm' has no label");
        assert_eq!(hint(&none).as_deref(), known);
        assert_eq!(read_labelled("gold.jsonl", &none, false).unwrap()[0].mentions[0].label, None);
    }

    #[test]
    fn a_second_mention_of_one_id_names_both_lines() {
        let one = line(r#"{"id":"m","start":0,"end":4,"label":"neutral"}"#);
        let twice = format!("{one}\n\n{one}\n");
        assert_eq!(message(&twice), "gold.jsonl:3: mention 'm' stands in line 1 already");
        assert_eq!(hint(&twice).as_deref(), Some("ids of mentions are to differ"));
    }

    #[test]
    fn a_file_without_a_mention_is_an_error() {
        assert_eq!(message(""), "gold.jsonl: no mention in it");
        assert_eq!(message(&line("")), "gold.jsonl: no mention in it");
        let text_without = format!("{}\n{TWO}", line(""));
        assert_eq!(read_labelled("gold.jsonl", &text_without, true).unwrap().len(), 3);
    }

    proptest! {
        #[test]
        fn a_range_holds_the_code_points_it_counts(text in "\\PC{1,20}", cut in any::<(usize, usize)>()) {
            let length = text.chars().count();
            let start = cut.0 % length;
            let end = start + 1 + cut.1 % (length - start);
            let row = serde_json::json!({
                "id": 1, "text": text, "mentions": [{"id": 2, "start": start, "end": end, "label": "critical"}],
            });
            let texts = read_labelled("gold.jsonl", &row.to_string(), true).unwrap();
            let held = &texts[0].text[texts[0].mentions[0].range.clone()];
            prop_assert_eq!(held, text.chars().skip(start).take(end - start).collect::<String>());
        }

        #[test]
        fn no_line_makes_it_panic(row in "\\PC{0,60}") {
            let _ = read_labelled("gold.jsonl", &row, false);
        }
    }
}
