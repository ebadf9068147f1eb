//! Wrapping: which lines of a plain text make up a paragraph.
//!
//! Lines between blank lines are one paragraph, unless some are too long to have been wrapped. Where no blank lines part
//! the paragraphs, the lines are wrapped if many go on in the middle of a sentence; a paragraph then ends with a line in
//! which the next word would have had room.

use super::lines::{Line, before_hyphen, begins_lower, ends_sentence, lines};
use super::pages;
use super::paragraphs::Paragraph;
use super::rules::{CleanUp, CleanUpRule, RuleSet};
use super::speakers;
use std::ops::Range;

/// A line longer than this was not wrapped by hand.
const WRAPPED_MAX: usize = 200;
/// Minimum share of the lines that go on in the next one, in percent, of a wrapped text.
const GOES_ON: usize = 40;
/// Lines blank between lines of text, in percent, from which on the text is double-spaced.
const DOUBLE_SPACED: usize = 90;
/// Minimum lines of a double-spaced text.
const DOUBLE_SPACED_MIN: usize = 5;
/// Additional indent of a first line, in bytes.
const FIRST_LINE: usize = 2;

/// What is between a line and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Break {
    Line,
    Blank,
    Page,
}

/// A line of text.
struct Wrapped<'a> {
    text: &'a str,
    range: Range<usize>,
    indent: usize,
    before: Break,
    /// Whether the label of a speaker begins it.
    labelled: bool,
}

/// The paragraphs of `source` from byte `begin` on.
pub fn split(source: &str, begin: usize, rules: RuleSet, clean_up: &mut CleanUp) -> Vec<Paragraph> {
    let mut all = lines(source, begin);
    if rules.has(CleanUpRule::RunningHead) {
        pages::leave_out(source, &mut all, clean_up);
    }
    let paged = all.last().is_some_and(|last| last.page > 0);
    let text = text_lines(source, &all);
    let longest = text.iter().map(|line| line.range.len()).max().unwrap_or(0);
    let blanks = text.iter().skip(1).filter(|line| line.before == Break::Blank).count();
    let joins = rules.has(CleanUpRule::WrappedLines);
    let pairs = text.len().saturating_sub(1);
    let double_spaced = text.len() >= DOUBLE_SPACED_MIN && blanks * 100 >= pairs * DOUBLE_SPACED;
    let loose = joins && (blanks == 0 || double_spaced) && longest <= WRAPPED_MAX && is_wrapped(&text);
    let by_line = !joins || blanks == 0 || longest > WRAPPED_MAX;
    let width = if loose || paged { width(&text) } else { 0 };
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut before: Option<&Wrapped<'_>> = None;
    let mut joined = false;
    for line in &text {
        let goes_on = before.is_some_and(|last| match line.before {
            _ if line.labelled => false,
            Break::Page => joins && paged && (goes_on(last.text, line.text) || is_cut_off(last.text, width)),
            _ if loose => continues(last, line, width),
            Break::Line => !by_line,
            Break::Blank => false,
        });
        match paragraphs.last_mut().filter(|_| goes_on) {
            Some(paragraph) => {
                append(paragraph, source, line.range.clone());
                if !joined {
                    clean_up.count(CleanUpRule::WrappedLines);
                }
            }
            None => paragraphs.push(Paragraph::of(line.range.clone())),
        }
        joined = goes_on;
        before = Some(line);
    }
    paragraphs
}

/// Adds a line behind a paragraph. What is between them is kept if it is only white space, else its first line end.
fn append(paragraph: &mut Paragraph, source: &str, line: Range<usize>) {
    let Some(last) = paragraph.pieces.last_mut() else { return };
    let between = source.get(last.end..line.start).unwrap_or_default();
    let ends = memchr::memchr_iter(b'\n', between.as_bytes()).count();
    if ends <= 1 && between.trim().is_empty() {
        last.end = line.end;
        return;
    }
    // Two line ends would be the end of a paragraph.
    last.end += between.find('\n').map_or(0, |at| at + 1);
    paragraph.pieces.push(line);
}

/// The lines that hold text, with what is before them.
fn text_lines<'a>(source: &'a str, all: &[Line]) -> Vec<Wrapped<'a>> {
    let mut text: Vec<Wrapped<'a>> = Vec::with_capacity(all.len());
    let mut before = Break::Line;
    let mut page = all.first().map_or(0, |line| line.page);
    for line in all {
        if line.page != page || line.left_out {
            (before, page) = (Break::Page, line.page);
        }
        if line.left_out {
            continue;
        }
        if line.is_blank() {
            if before == Break::Line {
                before = Break::Blank;
            }
            continue;
        }
        let labelled = speakers::label(line.text(source)).is_some();
        text.push(Wrapped {
            text: line.text(source),
            range: line.range.clone(),
            indent: line.indent,
            before,
            labelled,
        });
        before = Break::Line;
    }
    // Labels count only in a transcript.
    if !speakers::may_be_transcript(text.iter().filter(|line| line.labelled).map(|line| line.text)) {
        text.iter_mut().for_each(|line| line.labelled = false);
    }
    text
}

/// Whether a sentence goes on from one line to the next.
fn goes_on(line: &str, next: &str) -> bool {
    !ends_sentence(line) && begins_lower(next) || before_hyphen(line).is_some() && begins_lower(next)
}

/// Whether the last line of a page breaks off within a sentence: it fills most of the width and no sentence ends there.
fn is_cut_off(line: &str, width: usize) -> bool {
    !ends_sentence(line) && line.chars().count() * 3 >= width * 2
}

/// Whether many lines go on in the next one.
fn is_wrapped(text: &[Wrapped<'_>]) -> bool {
    let on = text.windows(2).filter(|pair| matches!(pair, [a, b] if goes_on(a.text, b.text))).count();
    on > 0 && on * 100 >= text.len().saturating_sub(1) * GOES_ON
}

/// The length to which the lines were wrapped: that of nine in ten, since some are too long.
fn width(text: &[Wrapped<'_>]) -> usize {
    let mut lengths: Vec<usize> = text.iter().map(|line| line.text.chars().count()).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 9 / 10).or(lengths.last()).copied().unwrap_or(0)
}

/// Whether a line belongs to the paragraph of the line before it, in a text without blank lines between paragraphs.
fn continues(last: &Wrapped<'_>, line: &Wrapped<'_>, width: usize) -> bool {
    if goes_on(last.text, line.text) {
        return true;
    }
    if line.indent >= last.indent + FIRST_LINE || begins_item(line.text) {
        return false;
    }
    let word = line.text.split_whitespace().next().map_or(0, |word| word.chars().count());
    // Proportional letters make lines end a little before or behind.
    let room = width - width / 7;
    last.text.chars().count() + 1 + word > room
}

/// Whether a line begins an item of a list.
fn begins_item(text: &str) -> bool {
    let mark = text.split_whitespace().next().unwrap_or_default();
    matches!(mark, "-" | "*" | "•" | "–" | "·")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(source: &str) -> Vec<String> {
        let split = split(source, 0, RuleSet::default(), &mut CleanUp::default());
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        split.iter().map(|paragraph| flat(&paragraph.text(source))).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        assert_eq!(paragraphs("One\ntwo.\n\nThree.\n"), ["One two.", "Three."]);
        assert_eq!(paragraphs("One.\nTwo.\nThree."), ["One.", "Two.", "Three."]);
        assert_eq!(paragraphs("One.\nTwo.\nThree.\n"), ["One.", "Two.", "Three."]);
    }

    #[test]
    fn wrapped_lines_are_joined_where_no_blank_lines_part_them() {
        let source = "The ministers met in the old town\nhall and agreed, as everybody had\nfeared, on nothing.\n\
             A second meeting is to follow in\nspring, their officials say.";
        assert_eq!(
            paragraphs(source),
            [
                "The ministers met in the old town hall and agreed, as everybody had feared, on nothing.",
                "A second meeting is to follow in spring, their officials say."
            ]
        );
    }

    #[test]
    fn a_text_with_a_blank_line_behind_each_line_is_joined() {
        let lines = "The ministers met in the old town\nhall and agreed, as everybody had\nfeared, on nothing.\n\
             A second meeting is to follow in\nspring, their officials say.\n";
        assert_eq!(paragraphs(&lines.replace('\n', "\n\n")), paragraphs(lines));
    }

    #[test]
    fn a_sentence_goes_on_on_the_next_page() {
        let source = "The ministers met in the\nold town\n\nThe Report 1\n\u{c}The Report 2\n\nhall and parted.\n\n\
             It rained.\n\u{c}The Report 3\n\nThey went.";
        assert_eq!(
            paragraphs(source),
            ["The ministers met in the old town hall and parted.", "It rained.", "They went."]
        );
    }

    #[test]
    fn the_rule_can_be_turned_off() {
        let source = "One\ntwo.\n\nThree.";
        let mut clean_up = CleanUp::default();
        let rules = RuleSet::default().without(CleanUpRule::WrappedLines);
        assert_eq!(split(source, 0, rules, &mut clean_up).len(), 3);
        assert_eq!(clean_up.counts().count(), 0);
        assert_eq!(split(source, 0, RuleSet::default(), &mut clean_up).len(), 2);
        assert_eq!(clean_up.counts().collect::<Vec<_>>(), [("wrapped_lines", 1)]);
    }
}
