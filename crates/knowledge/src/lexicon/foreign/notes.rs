//! Notes: what a reader left out, merged or changed, counted by kind, with the line of the first.

use std::fmt;

/// Maximum length of an example in characters.
const EXAMPLE: usize = 60;

/// The kind of a note.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum NoteKind {
    /// The text was not UTF-8.
    Encoding {
        /// Name of the encoding that was used.
        name: &'static str,
    },
    /// Ratings were scaled so that `largest` became 3.
    Rescaled {
        /// The number that became 3.
        largest: f64,
    },
    /// A header line.
    Header,
    /// A duplicate term with the same value.
    Duplicate,
    /// A duplicate term with another value; the first is kept.
    Conflict,
    /// Terms in both a favourable and a critical category.
    BothSides,
    /// Terms without a letter or digit.
    NoWord,
    /// Emoticons that would become a single letter or digit.
    Emoticon,
    /// Terms with a wildcard other than `*` at the end of a word.
    Glob,
    /// Words with `*` at the end, kept.
    Star,
    /// WordStat rules.
    Macro,
    /// Conditional LIWC categories.
    Conditional,
    /// LIWC terms without a category.
    Uncategorized,
    /// LIWC category numbers that the file does not define.
    UnknownNumber,
    /// Terms that are only in categories not selected.
    OtherCategory,
    /// Terms of categories for negated phrases (`neg_positive`, `neg_negative`).
    Negated,
    /// Categories without terms or subcategories.
    EmptyCategory,
    /// Weights other than 1 in a file of categories.
    Weight,
    /// Terms of value 0.
    Zero,
    /// Terms with an empty value.
    NoValue,
    /// All entries have the same sign.
    OneSided,
}

impl fmt::Display for NoteKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Encoding { name } => return write!(f, "text that is not UTF-8, read as {name}"),
            Self::Rescaled { largest } => {
                return write!(f, "values scaled to [-3, 3] (times 3/{largest})");
            }
            Self::Header => "header lines, left out",
            Self::Duplicate => "terms that were there already, merged",
            Self::Conflict => "terms that were there already with another value; the first is kept",
            Self::BothSides => "terms in favourable and critical categories, left out",
            Self::NoWord => "terms without a letter or digit, which can never match, left out",
            Self::Emoticon => "emoticons, left out: they would match a bare letter",
            Self::Glob => {
                "terms with `*` or `?` inside, left out: only `*` at the end of a word is known here"
            }
            Self::Star => {
                "words with `*`, kept: there any word that begins so, here every word of the same stem; see `lexicon check`"
            }
            Self::Macro => "rules, left out",
            Self::Conditional => "categories that depend on other words, left out",
            Self::Uncategorized => "terms without a category, left out",
            Self::UnknownNumber => "category numbers that the file does not define, left out",
            Self::OtherCategory => "terms of other categories, left out",
            Self::Negated => {
                "terms of categories of negated phrases, left out: negation is handled by rule here"
            }
            Self::EmptyCategory => {
                "categories with nothing below them (or terms without their weight), left out"
            }
            Self::Weight => "weights other than 1, not used: a category counts 1 or -1",
            Self::Zero => "terms of value 0, left out (here a 0 would switch off a shipped entry)",
            Self::NoValue => "terms without a value, left out",
            Self::OneSided => "all entries have the same sign; is 0 the neutral point of this file?",
        };
        f.write_str(text)
    }
}

/// A kind of thing left out, merged or changed, with its count.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The kind.
    pub kind: NoteKind,
    /// The count.
    pub count: u64,
    /// The line of the first, from 1.
    pub first_line: u64,
    /// The first example, cut to 60 characters; may be empty.
    pub example: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}, first in line {}", self.kind, self.count, self.first_line)?;
        if self.example.is_empty() { Ok(()) } else { write!(f, " ('{}')", self.example) }
    }
}

/// The notes of a file while it is read, one a kind, in the order of their first occurrence.
#[derive(Debug, Default)]
pub(super) struct Notes(Vec<Note>);

impl Notes {
    /// Counts one occurrence.
    pub(super) fn add(&mut self, kind: NoteKind, line: u64, example: &str) {
        self.add_many(kind, 1, line, example);
    }

    /// Counts `count` occurrences, the first of them in `line`.
    pub(super) fn add_many(&mut self, kind: NoteKind, count: u64, line: u64, example: &str) {
        match self.0.iter_mut().find(|note| note.kind == kind) {
            Some(note) => note.count += count,
            None => self.0.push(Note { kind, count, first_line: line, example: one_line(example) }),
        }
    }

    /// All notes.
    pub(super) fn into_vec(self) -> Vec<Note> {
        self.0
    }
}

/// The beginning of `text`, with control characters, line ends among them, as blanks.
pub(super) fn one_line(text: &str) -> String {
    text.trim().chars().take(EXAMPLE).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_counted_and_keeps_its_first_line() {
        let mut notes = Notes::default();
        notes.add(NoteKind::NoWord, 3, ":)\n");
        notes.add(NoteKind::Macro, 4, "@ONE");
        notes.add(NoteKind::NoWord, 9, ":(");
        let notes = notes.into_vec();
        assert_eq!(notes.len(), 2);
        assert_eq!(
            notes[0].to_string(),
            "terms without a letter or digit, which can never match, left out: 2, first in line 3 (':)')"
        );
        assert_eq!(notes[1].to_string(), "rules, left out: 1, first in line 4 ('@ONE')");
    }

    #[test]
    fn scales_and_encodings_are_named() {
        assert_eq!(NoteKind::Rescaled { largest: 4.0 }.to_string(), "values scaled to [-3, 3] (times 3/4)");
        assert_eq!(
            NoteKind::Encoding { name: "windows-1252" }.to_string(),
            "text that is not UTF-8, read as windows-1252"
        );
    }

    #[test]
    fn an_example_is_one_short_line() {
        assert_eq!(one_line(" a\tb\u{7}c "), "a b c");
        assert_eq!(one_line(&"x".repeat(500)).len(), EXAMPLE);
    }
}
