//! Labelled pairs: parses JSON Lines to validated texts, each with two names and who stands how to whom.
//!
//! A line is `{"id":"7","text":"…","first":[0,6],"second":[95,100],"label":"first_to_second_negative"}`, or, for both
//! directions, `"first_to_second":"negative","second_to_first":"neutral"`. Offsets count Unicode code points from 0, the
//! end exclusive. A line may have `"cues":[[12,20]]`, the words that a reader underlined. Other fields are ignored, blank
//! lines passed over.

use super::labelled::{Id, borders, bytes, form};
use crate::tsv::{Hint, Located};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// How one actor stands to another.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum PairSide {
    /// Against it.
    Negative,
    /// Neither.
    Neutral,
    /// For it.
    Positive,
}

impl PairSide {
    /// In alphabetical order.
    pub const SORTED: [Self; 3] = [Self::Negative, Self::Neutral, Self::Positive];

    /// The name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// A pair in one of five classes: the stronger of its two directions.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum PairClass {
    /// The first is against the second.
    FirstToSecondNegative,
    /// The first is for the second.
    FirstToSecondPositive,
    /// Neither.
    Neutral,
    /// The second is against the first.
    SecondToFirstNegative,
    /// The second is for the first.
    SecondToFirstPositive,
}

impl PairClass {
    /// In alphabetical order.
    pub const SORTED: [Self; 5] = [
        Self::FirstToSecondNegative,
        Self::FirstToSecondPositive,
        Self::Neutral,
        Self::SecondToFirstNegative,
        Self::SecondToFirstPositive,
    ];

    /// The name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The class of a direction (the first toward the second or not) on a side.
    #[must_use]
    pub fn of(first_to_second: bool, side: PairSide) -> Self {
        match (first_to_second, side) {
            (_, PairSide::Neutral) => Self::Neutral,
            (true, PairSide::Negative) => Self::FirstToSecondNegative,
            (true, PairSide::Positive) => Self::FirstToSecondPositive,
            (false, PairSide::Negative) => Self::SecondToFirstNegative,
            (false, PairSide::Positive) => Self::SecondToFirstPositive,
        }
    }

    /// The side of a direction, as far as the class tells: the other direction is neutral.
    #[must_use]
    pub fn side(self, first_to_second: bool) -> PairSide {
        match (self, first_to_second) {
            (Self::FirstToSecondNegative, true) | (Self::SecondToFirstNegative, false) => PairSide::Negative,
            (Self::FirstToSecondPositive, true) | (Self::SecondToFirstPositive, false) => PairSide::Positive,
            _ => PairSide::Neutral,
        }
    }
}

/// A gold label, in either format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairLabel {
    /// One of five classes.
    Five(PairClass),
    /// The first toward the second, and the second toward the first.
    Both([PairSide; 2]),
}

impl PairLabel {
    /// The side of each direction: the first toward the second, then the other.
    #[must_use]
    pub fn sides(self) -> [PairSide; 2] {
        match self {
            Self::Both(sides) => sides,
            Self::Five(class) => [class.side(true), class.side(false)],
        }
    }
}

/// A labelled pair in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelledPair {
    /// Unique in the file.
    pub id: String,
    /// The text, usually a sentence.
    pub text: String,
    /// The line of the file, from 1.
    pub line: u64,
    /// Bytes of the two names, on character boundaries, not empty.
    pub names: [Range<usize>; 2],
    /// The gold label.
    pub label: PairLabel,
    /// The words that a reader underlined, in bytes; none where nobody did.
    pub cues: Option<Vec<Range<usize>>>,
}

/// A fault of labelled pairs, with its place.
pub type PairsError = Located<PairsFault>;

/// A fault of labelled pairs.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PairsFault {
    /// Not JSON, or not of this form.
    #[error("column {column}: {message}")]
    Form {
        /// The byte of the line, from 1; 0 where it is not known.
        column: usize,
        /// The message of the JSON parser.
        message: String,
    },
    /// Offsets that are no stretch of the text.
    #[error(
        "{what} of pair '{id}' stands from {start} to {end}, but start is to be less than end, and end at most {length}, the code points of the text"
    )]
    Offsets {
        /// first, second or a cue.
        what: &'static str,
        /// The pair.
        id: String,
        /// The start.
        start: usize,
        /// The end.
        end: usize,
        /// Code points in the text.
        length: usize,
    },
    /// A label that does not exist.
    #[error("pair '{id}' has {column} '{label}'")]
    UnknownLabel {
        /// The pair.
        id: String,
        /// Which.
        column: &'static str,
        /// The offending value.
        label: String,
    },
    /// No label.
    #[error("pair '{id}' has neither label nor first_to_second and second_to_first")]
    NoLabel {
        /// The pair.
        id: String,
    },
    /// The same id twice.
    #[error("pair '{id}' stands in line {first} already")]
    Duplicate {
        /// The first line.
        first: u64,
        /// The pair.
        id: String,
    },
    /// Five classes in one line and both directions in another.
    #[error("pair '{id}' has another kind of label than those before it")]
    Kinds {
        /// The pair.
        id: String,
    },
    /// Nothing to evaluate.
    #[error("no pair in it")]
    NoPair,
}

impl Hint for PairsFault {
    fn hint(&self) -> Option<String> {
        let known = |names: &[&str]| Some(format!("there are {}", names.join(", ")));
        match self {
            Self::UnknownLabel { column: "label", .. } => known(&PairClass::SORTED.map(PairClass::name)),
            Self::UnknownLabel { .. } => known(&PairSide::SORTED.map(PairSide::name)),
            Self::NoLabel { .. } | Self::Kinds { .. } => {
                Some("a file has one label for each pair, or both directions for each".to_owned())
            }
            Self::Duplicate { .. } => Some("ids of pairs are to differ".to_owned()),
            Self::Form { .. } | Self::Offsets { .. } | Self::NoPair => None,
        }
    }
}

#[derive(Deserialize)]
struct RawPair {
    id: Id,
    text: String,
    first: (usize, usize),
    second: (usize, usize),
    label: Option<String>,
    first_to_second: Option<String>,
    second_to_first: Option<String>,
    cues: Option<Vec<(usize, usize)>>,
}

/// Parses labelled pairs, one per non-blank line. `path` is for messages only.
///
/// # Errors
/// The first error, with its line; a file without pairs.
pub fn read_labelled_pairs(path: &str, jsonl: &str) -> Result<Vec<LabelledPair>, PairsError> {
    let mut pairs: Vec<LabelledPair> = Vec::new();
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    let rows = jsonl.strip_prefix('\u{feff}').unwrap_or(jsonl).lines();
    for (line, row) in (1u64..).zip(rows).filter(|(_, row)| !row.trim().is_empty()) {
        let at = |fault| PairsError::line(path, line, fault);
        let raw: RawPair = serde_json::from_str(row).map_err(|error| {
            let (column, message) = form(&error);
            at(PairsFault::Form { column, message })
        })?;
        let pair = checked(raw, line).map_err(at)?;
        if let Some(first) = seen.insert(pair.id.clone(), line) {
            return Err(at(PairsFault::Duplicate { first, id: pair.id }));
        }
        let kind = std::mem::discriminant(&pair.label);
        if pairs.first().is_some_and(|first| std::mem::discriminant(&first.label) != kind) {
            return Err(at(PairsFault::Kinds { id: pair.id }));
        }
        pairs.push(pair);
    }
    if pairs.is_empty() {
        return Err(PairsError::file(path, PairsFault::NoPair));
    }
    Ok(pairs)
}

fn checked(raw: RawPair, line: u64) -> Result<LabelledPair, PairsFault> {
    let id = raw.id.into_string();
    let borders = borders(&raw.text);
    let length = borders.len().saturating_sub(1);
    let place = |what, (start, end)| {
        let fault = || PairsFault::Offsets { what, id: id.clone(), start, end, length };
        bytes(start, end, &borders).ok_or_else(fault)
    };
    let names = [place("first", raw.first)?, place("second", raw.second)?];
    let cues = raw.cues.map(|cues| cues.into_iter().map(|cue| place("a cue", cue)).collect::<Result<_, _>>());
    let cues = cues.transpose()?;
    let label = match (raw.label, raw.first_to_second, raw.second_to_first) {
        (_, Some(one), Some(other)) => {
            PairLabel::Both([side(&id, "first_to_second", one)?, side(&id, "second_to_first", other)?])
        }
        (Some(label), None, None) => {
            let known = label.parse();
            PairLabel::Five(known.map_err(|_| PairsFault::UnknownLabel {
                id: id.clone(),
                column: "label",
                label,
            })?)
        }
        _ => return Err(PairsFault::NoLabel { id }),
    };
    Ok(LabelledPair { id, text: raw.text, line, names, label, cues })
}

fn side(id: &str, column: &'static str, label: String) -> Result<PairSide, PairsFault> {
    label.parse().map_err(|_| PairsFault::UnknownLabel { id: id.to_owned(), column, label })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(fields: &str) -> String {
        format!(r#"{{"id":"a","text":"Öland hails Ünal","first":[0,5],"second":[12,16],{fields}}}"#)
    }

    fn message(jsonl: &str) -> String {
        read_labelled_pairs("p.jsonl", jsonl).unwrap_err().to_string()
    }

    #[test]
    fn both_formats_are_read_with_bytes_for_offsets() {
        let five = read_labelled_pairs("p", &line(r#""label":"first_to_second_positive""#)).unwrap();
        assert_eq!(&five[0].text[five[0].names[1].clone()], "Ünal");
        assert_eq!(five[0].label.sides(), [PairSide::Positive, PairSide::Neutral]);
        let both = r#""first_to_second":"positive","second_to_first":"negative","cues":[[6,11]]"#;
        let both = read_labelled_pairs("p", &line(both)).unwrap();
        assert_eq!(both[0].label, PairLabel::Both([PairSide::Positive, PairSide::Negative]));
        assert_eq!(both[0].cues, Some(std::iter::once(7..12).collect()));
    }

    #[test]
    fn faults_are_told_with_their_line() {
        let label = r#""label":"neutral""#;
        assert_eq!(message(&line(r#""label":"friends""#)), "p.jsonl:1: pair 'a' has label 'friends'");
        assert!(message(&line(r#""first_to_second":"neutral""#)).contains("has neither label nor"));
        assert!(
            message(&format!("{0}\n{0}", line(label))).starts_with("p.jsonl:2: pair 'a' stands in line 1")
        );
        assert!(
            message(&line(label).replace("[12,16]", "[12,17]"))
                .contains("second of pair 'a' stands from 12 to 17")
        );
        assert!(message("\n").contains("no pair"));
        let both =
            line(r#""first_to_second":"neutral","second_to_first":"neutral""#).replace("\"a\"", "\"b\"");
        assert!(message(&format!("{}\n{both}", line(label))).contains("another kind of label"));
    }
}
