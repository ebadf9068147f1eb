//! Hyphenation: words divided at the end of a line are joined.
//!
//! A hyphen at the end of a line divides a word, or is part of a compound (*well-known*). It stays where the text has
//! the compound elsewhere, or its halves and not the word; before a capital; in a chain of hyphens; and behind the
//! first halves that the language lists.

use super::lines::{HYPHENS, before_hyphen, begins_lower};
use super::paragraphs::Paragraph;
use super::rules::{CleanUp, CleanUpRule};
use crate::text::Language;
use foldhash::quality::RandomState;
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// Minimum length of both halves of a compound, in bytes.
const HALF_MIN: usize = 4;

/// Joins the divided words of the body.
pub fn join(source: &str, paragraphs: &mut Vec<Paragraph>, language: &Language, clean_up: &mut CleanUp) {
    if !divides(source) {
        return;
    }
    join_paragraphs(source, paragraphs);
    let words = Words::of(source);
    for paragraph in paragraphs.iter_mut().filter(|paragraph| !paragraph.left_out) {
        let mut joined = Paragraph { pieces: Vec::new(), ..paragraph.clone() };
        let mut count = 0;
        for piece in std::mem::take(&mut paragraph.pieces) {
            count += add(source, &mut joined, piece, &words, language);
        }
        for _ in 0..count {
            clean_up.count(CleanUpRule::Hyphenation);
        }
        *paragraph = joined;
    }
}

/// Whether a line ends with a hyphen behind a letter: lines of hyphens, which part texts, divide no word.
fn divides(source: &str) -> bool {
    let bytes = source.as_bytes();
    // Nearly every line ends with a letter or mark that is told by its byte.
    let told = |at: usize| {
        at.checked_sub(1)
            .and_then(|last| bytes.get(last))
            .is_some_and(|byte| byte.is_ascii_graphic() && *byte != b'-')
    };
    memchr::memchr_iter(b'\n', bytes)
        .filter(|at| !told(*at))
        .any(|at| before_hyphen(source.get(..at).unwrap_or_default().trim_end()).is_some())
}

/// Joins paragraphs that a divided word spans: lines that were not wrapped otherwise.
fn join_paragraphs(source: &str, paragraphs: &mut Vec<Paragraph>) {
    let mut joined: Vec<Paragraph> = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs.drain(..) {
        if let Some(last) = joined.last_mut()
            && !last.left_out
            && !paragraph.left_out
            && last.part == paragraph.part
            && last.speaker == paragraph.speaker
            && before_hyphen(end_of(last, source)).is_some()
            && begins_lower(&paragraph.text(source))
        {
            last.pieces.extend(paragraph.pieces);
        } else {
            joined.push(paragraph);
        }
    }
    *paragraphs = joined;
}

/// The last stretch of a paragraph, which ends as the whole does.
fn end_of<'s>(paragraph: &Paragraph, source: &'s str) -> &'s str {
    paragraph.pieces.last().and_then(|piece| source.get(piece.clone())).unwrap_or_default()
}

/// Adds a stretch behind a paragraph, without the hyphens and line ends inside words; returns how many were joined.
fn add(
    source: &str,
    paragraph: &mut Paragraph,
    piece: Range<usize>,
    words: &Words<'_>,
    language: &Language,
) -> u32 {
    let mut count = 0;
    let mut from = piece.start;
    // Also where the stretch before it ends in the middle of a word.
    if let Some(last) = paragraph.pieces.last().cloned()
        && let Some(end) = words.joint(source, last, piece.clone(), language)
        && let Some(last) = paragraph.pieces.last_mut()
    {
        last.end = end;
        count += 1;
    }
    for at in memchr::memchr_iter(b'\n', source.get(piece.clone()).unwrap_or_default().as_bytes()) {
        let (left, right) = (from..piece.start + at, piece.start + at..piece.end);
        let rest = source.get(right.clone()).unwrap_or_default();
        let right = right.start + (rest.len() - rest.trim_start().len())..right.end;
        if let Some(end) = words.joint(source, left, right.clone(), language) {
            paragraph.push(from..end);
            from = right.start;
            count += 1;
        }
    }
    paragraph.push(from..piece.end);
    count
}

/// The words of a text, in lower case, to tell a divided word from a compound.
struct Words<'s> {
    plain: HashSet<Cow<'s, str>, RandomState>,
    compounds: HashSet<Cow<'s, str>, RandomState>,
}

impl<'s> Words<'s> {
    fn of(source: &'s str) -> Self {
        let (mut plain, mut compounds) = (HashSet::default(), HashSet::default());
        for token in source.split_whitespace() {
            let word = token.trim_matches(|c: char| !c.is_alphanumeric() && !HYPHENS.contains(&c));
            if word.ends_with(HYPHENS) || word.starts_with(HYPHENS) {
                continue;
            }
            let is_lower = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
            let lower = if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
            if lower.contains('-') {
                compounds.insert(lower)
            } else {
                plain.insert(lower)
            };
        }
        Self { plain, compounds }
    }

    /// Where the first of two stretches ends if a word goes on from it to the second: before or behind its hyphen.
    fn joint(
        &self,
        source: &str,
        left: Range<usize>,
        right: Range<usize>,
        language: &Language,
    ) -> Option<usize> {
        let text = source.get(left.clone())?.trim_end();
        let before = before_hyphen(text)?;
        let right_start = right.start;
        let rest = source.get(right)?;
        let between = source.get(left.start + text.len()..right_start);
        if !rest.starts_with(char::is_alphabetic) || !between?.contains('\n') {
            return None;
        }
        let first = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let second = rest.get(..length)?;
        let chain = before.strip_suffix(first).is_some_and(|before| before.ends_with(HYPHENS))
            || rest.get(length..).is_some_and(|behind| behind.starts_with('-'));
        // A soft hyphen is never part of a compound.
        let soft = !text.ends_with(['-', '\u{2010}']);
        let stays = !soft && (chain || self.is_compound(first, second, language));
        Some(left.start + if stays { text.len() } else { before.len() })
    }

    fn is_compound(&self, first: &str, second: &str, language: &Language) -> bool {
        let shouted =
            first.len() > 1 && [first, second].iter().all(|half| !half.contains(char::is_lowercase));
        if second.starts_with(char::is_uppercase) && !shouted {
            return true;
        }
        let (first, second) = (first.to_lowercase(), second.to_lowercase());
        if self.plain.contains(format!("{first}{second}").as_str()) {
            return false;
        }
        let long = second.len() >= HALF_MIN;
        self.compounds.contains(format!("{first}-{second}").as_str())
            || long && language.hyphenated.contains(&first)
            || long
                && first.len() >= HALF_MIN
                && self.plain.contains(first.as_str())
                && self.plain.contains(second.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text as one paragraph with its divided words joined, and how many there were.
    fn joined(source: &str) -> (String, u32) {
        let mut paragraphs = vec![Paragraph::of(0..source.len())];
        let mut clean_up = CleanUp::default();
        join(source, &mut paragraphs, &crate::ingest::english(), &mut clean_up);
        (paragraphs[0].text(source).into_owned(), clean_up.counts().map(|(_, count)| count).sum())
    }

    #[test]
    fn divided_words_are_joined() {
        assert_eq!(joined("the govern-\nment fell"), ("the government fell".into(), 1));
        assert_eq!(joined("the govern\u{ad}\n  ment fell"), ("the government fell".into(), 1));
        assert_eq!(joined("Ger-\nmany and Nor- \nway"), ("Germany and Norway".into(), 2));
        assert_eq!(joined("GERM-\nANY WINS"), ("GERMANY WINS".into(), 1));
    }

    #[test]
    fn compounds_keep_their_hyphen() {
        for (source, expected) in [
            ("a well-\nknown judge", "a well-known judge"),
            ("Anglo-\nFrench talks", "Anglo-French talks"),
            ("a state-of-\nthe-art port", "a state-of-the-art port"),
            ("the land-\nlocked states; a land-locked state", "the land-locked states; a land-locked state"),
            ("a trade-\nunion vote: the union of trade", "a trade-union vote: the union of trade"),
        ] {
            assert_eq!(joined(source).0, expected);
        }
        // The word is in the text.
        assert_eq!(joined("a note-\nbook, notebook, note, book").0, "a notebook, notebook, note, book");
    }

    #[test]
    fn dashes_and_numbers_divide_no_word() {
        for source in [
            "he came -\nand went",
            "2030-\n31 was dry",
            "so--\nhe went",
            "pre- and post-war",
            "a\nb",
            "\na.\n",
        ] {
            assert_eq!(joined(source), (source.to_owned(), 0));
        }
    }

    #[test]
    fn lines_that_are_paragraphs_are_joined_by_the_word_they_share() {
        let source = "The minis-\nters met.";
        let mut paragraphs = vec![Paragraph::of(0..10), Paragraph::of(11..20)];
        join(source, &mut paragraphs, &crate::ingest::english(), &mut CleanUp::default());
        let texts: Vec<_> = paragraphs.iter().map(|paragraph| paragraph.text(source)).collect();
        assert_eq!(texts, ["The ministers met."]);
    }
}
