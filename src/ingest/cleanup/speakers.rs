//! Speakers: the labels of a transcript (`NAME: …`, `Name Surname (role): …`, `Q:`), which are left out of the scored
//! text and say whose words a paragraph holds.

use super::paragraphs::Paragraph;
use super::rules::{CleanUp, CleanUpRule};
use std::collections::{BTreeMap, BTreeSet};

/// Maximum length of a label, in bytes.
const LABEL_MAX: usize = 90;
/// Maximum words of the name in a label.
const NAME_WORDS: usize = 5;
/// Minimum number of labels in a transcript.
const LABELS_MIN: usize = 3;
/// Minimum share of the paragraphs that begin with a label, in percent.
const LABELLED: usize = 40;
/// Longest lower-case word inside a name (de, van, bin), in bytes.
const PARTICLE_MAX: usize = 3;

/// The label at the start of a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub struct Label<'a> {
    /// The name.
    pub name: &'a str,
    /// Whether a role follows the name in brackets.
    pub role: bool,
    /// Length of the label in bytes, with the white space behind it.
    pub length: usize,
}

/// The label that a text begins with, if it looks like one.
pub fn label(text: &str) -> Option<Label<'_>> {
    let before = stamp(text);
    let rest = text.get(before..)?;
    if !rest.starts_with(char::is_uppercase) {
        return None;
    }
    let (head, behind) = match rest.bytes().take(LABEL_MAX).position(|byte| byte == b':') {
        Some(colon) => (rest.get(..colon)?, rest.get(colon + 1..)?),
        None => {
            let behind = rest.strip_prefix("Q.").or_else(|| rest.strip_prefix("A."))?;
            (rest.get(..1)?, behind)
        }
    };
    if !(behind.is_empty() || behind.starts_with(char::is_whitespace)) {
        return None;
    }
    let said = behind.trim_start();
    let (name, role) = match head.trim_end().strip_suffix(')').and_then(|head| head.split_once('(')) {
        Some((name, _)) => (name, true),
        None => (head.split_once(',').map_or(head, |(name, _)| name), false),
    };
    let name = name.trim();
    is_name(name).then(|| Label { name, role, length: text.len() - said.len() })
}

/// Length of what may stand before a label: the sign of a new speaker (`>>`), or a time in brackets.
fn stamp(text: &str) -> usize {
    let mut rest = text;
    if let Some((time, behind)) = rest.strip_prefix(['[', '(']).and_then(|rest| rest.split_once([']', ')']))
        && time.contains(':')
        && time.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b','))
    {
        rest = behind.trim_start();
    }
    rest = rest.strip_prefix(">>").unwrap_or(rest).trim_start();
    text.len() - rest.len()
}

/// Whether words have the form of a speaker's name: a few, that begin with capitals.
fn is_name(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '-' | '#' | '&');
    let word = |word: &str| {
        word.chars().all(plain)
            && (word.len() <= PARTICLE_MAX || word.starts_with(|c: char| c.is_uppercase() || c == '#'))
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=NAME_WORDS).contains(&words.len())
        && words.iter().copied().all(word)
        && words.first().is_some_and(|first| first.starts_with(char::is_uppercase))
}

/// Whether texts that begin with a label may be those of a transcript: three at least, by two speakers at least, one of
/// whom speaks again or has a role. A list of dates or places has neither.
pub fn may_be_transcript<'a>(labelled: impl Iterator<Item = &'a str>) -> bool {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    let (mut labels, mut again) = (0, false);
    for label in labelled.filter_map(label) {
        labels += 1;
        again |= label.role;
        again |= !names.insert(label.name);
    }
    labels >= LABELS_MIN && names.len() > 1 && again
}

/// Takes the labels off the `paragraphs` of a transcript and says who speaks. Returns the names, each once; none if it
/// is no transcript.
pub fn mark(source: &str, paragraphs: &mut [Paragraph], clean_up: &mut CleanUp) -> Vec<String> {
    let texts: Vec<_> = paragraphs
        .iter()
        .map(|paragraph| paragraph.text(source))
        .map(|text| label(&text).is_some().then(|| text.into_owned()))
        .collect();
    let labelled = texts.iter().flatten().count();
    if labelled < LABELS_MIN
        || labelled * 100 < paragraphs.len() * LABELLED
        || !may_be_transcript(texts.iter().flatten().map(String::as_str))
    {
        return Vec::new();
    }
    let mut names: Vec<String> = Vec::new();
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut speaker = None;
    for (paragraph, text) in paragraphs.iter_mut().zip(&texts) {
        if let Some(label) = text.as_deref().and_then(label) {
            let number = *numbers.entry(label.name).or_insert(names.len());
            speaker = Some(number);
            if number == names.len() {
                names.push(label.name.to_owned());
            }
            paragraph.cut_start(label.length);
            paragraph.left_out |= paragraph.pieces.is_empty();
            clean_up.count(CleanUpRule::SpeakerLabel);
        }
        // What stands in brackets, such as applause, nobody says.
        let said = paragraph.text(source);
        if !said.starts_with(['(', '[']) || !said.ends_with([')', ']']) {
            paragraph.speaker = speaker;
            paragraph.drop_cap |= speaker.is_some();
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<&str> {
        label(text).map(|label| label.name)
    }

    #[test]
    fn labels_have_the_form_of_a_name() {
        for (text, expected) in [
            ("ADA QUILL: Thanks.", "ADA QUILL"),
            ("Ada Quill (Northland): Thanks.", "Ada Quill"),
            ("ADA QUILL, PRIME MINISTER: Thanks.", "ADA QUILL"),
            ("Q: Why?", "Q"),
            ("Q. Why?", "Q"),
            ("[00:01:02] SPEAKER 1: Well.", "SPEAKER 1"),
            (">> REPORTER: Why?", "REPORTER"),
            ("Rosa de la Cruz:\nThanks.", "Rosa de la Cruz"),
        ] {
            assert_eq!(name(text), Some(expected), "{text}");
        }
        for text in [
            "What we know: nothing.",
            "At 10:30 it rained.",
            "See https://example.org now.",
            "He said: no.",
            "The minister of the interior told them: no.",
            "It rained.",
            ": no",
            "",
        ] {
            assert_eq!(name(text), None, "{text}");
        }
    }

    fn marked(source: &str) -> (Vec<String>, Vec<(String, Option<usize>)>) {
        let mut at = 0;
        let mut paragraphs = Vec::new();
        for text in source.split("\n\n") {
            paragraphs.push(Paragraph::of(at..at + text.len()));
            at += text.len() + 2;
        }
        let names = mark(source, &mut paragraphs, &mut CleanUp::default());
        let kept = paragraphs.iter().filter(|paragraph| !paragraph.left_out);
        (names, kept.map(|paragraph| (paragraph.text(source).into_owned(), paragraph.speaker)).collect())
    }

    #[test]
    fn a_transcript_knows_who_says_each_paragraph() {
        let source = "They met.\n\nHOST: Welcome.\n\nADA QUILL:\n\nThanks.\n\nIt is late.\n\n(Applause)\n\nHOST: It is.";
        let (names, said) = marked(source);
        assert_eq!(names, ["HOST", "ADA QUILL"]);
        let expected = [
            ("They met.", None),
            ("Welcome.", Some(0)),
            ("Thanks.", Some(1)),
            ("It is late.", Some(1)),
            ("(Applause)", None),
            ("It is.", Some(0)),
        ];
        assert_eq!(said, expected.map(|(text, speaker)| (text.to_owned(), speaker)));
    }

    #[test]
    fn lists_and_articles_with_a_few_colons_are_none() {
        for source in [
            "Oslo: It rained.\n\nParis: It snowed.\n\nLondon: It was dry.",
            "HOST: Welcome.\n\nADA: Thanks.",
            "Update: One.\n\nUpdate: Two.\n\nUpdate: Three.",
            "A: One.\n\nB: Two.\n\nA: Three.\n\nIt\n\nwas\n\na\n\nlong\n\nday.",
        ] {
            assert_eq!(marked(source).0, [""; 0], "{source}");
        }
    }
}
