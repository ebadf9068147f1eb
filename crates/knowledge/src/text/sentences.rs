//! Sentences: `sentencex` splits paragraphs into them; here they are aligned with the tokens.

use super::misleading::without_misleading_marks;
use super::sentence::{MAX_SENTENCE_TOKENS, Part, Section, Sentence};
use super::tokenize::Token;
use super::words::WordTable;
use std::ops::Range;

/// Most bytes passed to the sentence rules at once; a longer line is cut behind a sentence, or else at white space.
const MAX_BLOCK: usize = 64 * 1024;
/// Most quotation marks and brackets passed to them at once: for each that is not closed they read on to the end.
const MAX_MARKS: usize = 512;
/// Bytes that are passed to them however many marks there are.
const MIN_BLOCK: usize = 1024;

/// The sentences of `text`, and how many were cut. Every token is in exactly one sentence.
#[must_use]
pub fn sentences(
    text: &str,
    sections: &[Section],
    tokens: &[Token],
    words: &WordTable<'_>,
) -> (Vec<Sentence>, usize) {
    let mut found = Vec::new();
    let mut cut = 0;
    let mut next = 0;
    for section in sections {
        for block in blocks(text, section.range.clone()) {
            let Some(part_text) = text.get(block.clone()) else { continue };
            let mut end = block.start;
            let masked = without_misleading_marks(part_text);
            for piece in sentencex::segment(&words.language().segmenter, &masked) {
                end += piece.len();
                cut += push(&mut found, text, section.part, end, tokens, &mut next, words);
            }
            cut += push(&mut found, text, section.part, block.end, tokens, &mut next, words);
        }
    }
    (found, cut)
}

/// Adds the sentence (or, if it is too long, the sentences) of the tokens from `next` up to byte `end`.
fn push(
    found: &mut Vec<Sentence>,
    text: &str,
    part: Part,
    end: usize,
    tokens: &[Token],
    next: &mut usize,
    words: &WordTable<'_>,
) -> usize {
    let mut cut = 0;
    let mut first = *next;
    let mut last = first;
    while tokens.get(last).is_some_and(|t| (t.start as usize) < end) {
        last += 1;
        if last - first == MAX_SENTENCE_TOKENS {
            let stop = tokens.get(last - 1).map_or(end, |t| t.end as usize);
            add(found, sentence(text, part, stop, tokens, first..last, words), text, tokens);
            first = last;
            cut += 1;
        }
    }
    if last > first {
        add(found, sentence(text, part, end, tokens, first..last, words), text, tokens);
    }
    *next = last;
    cut
}

/// Adds a sentence. A mark between two sentences, which both may take for theirs, is the later one's.
fn add(found: &mut Vec<Sentence>, mut sentence: Sentence, text: &str, tokens: &[Token]) {
    if let Some(before) = found.last_mut()
        && before.range.end > sentence.range.start
    {
        let last = before.tokens.clone().last().and_then(|last| tokens.get(last));
        let last = last.map_or(before.range.start, |token| token.end as usize);
        let between = text.get(last..sentence.range.start).unwrap_or_default();
        before.range.end = last + between.trim_end().len();
        sentence.range.start = sentence.range.start.max(last);
    }
    found.push(sentence);
}

/// The sentence includes opening marks before its first token and closing marks up to `limit`.
fn sentence(
    text: &str,
    part: Part,
    limit: usize,
    tokens: &[Token],
    range: Range<usize>,
    words: &WordTable<'_>,
) -> Sentence {
    let inside = tokens.get(range.clone()).unwrap_or_default();
    let first = inside.first().map_or(0, |t| t.start as usize);
    let last = inside.last().map_or(0, |t| t.end as usize);
    let before = text.get(..first).unwrap_or_default();
    let start = before.trim_end_matches(['"', '“', '‘', '\'', '(', '[', '«', '$', '€', '£']).len();
    let end = last + text.get(last..limit.max(last)).unwrap_or_default().trim_end().len();
    let (mut long, mut capital) = (0, 0);
    for token in inside {
        if token.end - token.start > 3 {
            long += 1;
            capital += usize::from(words.info(token).capital);
        }
    }
    // Headlines have no full stop; a short sentence full of names does.
    let stopped =
        text.get(start..end).is_some_and(|text| text.trim_end_matches(['"', '”', '’', ')']).ends_with('.'));
    let headline = long >= 3 && capital * 10 >= long * 7 && !stopped;
    Sentence { part, range: start..end, tokens: range, headline }
}

/// Paragraphs (text between blank lines), the very long ones cut.
fn blocks(text: &str, section: Range<usize>) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let Some(whole) = text.get(section.clone()) else { return blocks };
    let mut start = 0;
    let blank = memchr::memmem::find_iter(whole.as_bytes(), "\n\n").map(|at| (at, 2));
    for (end, gap) in blank.chain([(whole.len(), 0)]) {
        if end < start {
            continue;
        }
        let mut from = start;
        while let Some(most) = cut_within(whole.get(from..end).unwrap_or_default()) {
            let to = cut_point(whole, from, from + most);
            blocks.push(section.start + from..section.start + to);
            from = to;
        }
        if end > from {
            blocks.push(section.start + from..section.start + end);
        }
        start = end + gap;
    }
    blocks
}

/// Within how many bytes a paragraph has to be cut; none if it is short enough.
fn cut_within(paragraph: &str) -> Option<usize> {
    if paragraph.len() <= MIN_BLOCK {
        return None;
    }
    // Quotation marks beyond ASCII begin with one of these bytes.
    let is_mark = |byte: u8| {
        matches!(byte, b'"' | b'\'' | b'`' | b'(' | b'[' | b'{' | b'<' | 0xC2 | 0xE2 | 0xE3 | 0xEF)
    };
    let bytes = paragraph.as_bytes();
    let bytes = bytes.get(..MAX_BLOCK).unwrap_or(bytes);
    // Branch-free, so that it is vectorised.
    let marks = bytes.iter().filter(|byte| is_mark(**byte)).count();
    if marks > MAX_MARKS {
        let mut positions = bytes.iter().enumerate().filter(|(_, byte)| is_mark(**byte));
        let last = positions.nth(MAX_MARKS).map_or(bytes.len(), |(at, _)| at);
        return Some(last.max(MIN_BLOCK));
    }
    (paragraph.len() > MAX_BLOCK).then_some(MAX_BLOCK)
}

/// Where a paragraph that begins at `from` is cut, not behind `end`: behind a sentence, or else before white space.
fn cut_point(text: &str, from: usize, end: usize) -> usize {
    let end = text.floor_char_boundary(end);
    let window = text.get(from..end).unwrap_or_default();
    let blanks = || window.rmatch_indices(char::is_whitespace).map(|(at, _)| at).filter(|at| *at > 0);
    let behind_sentence = |at: &usize| {
        let closes = |c: char| matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']');
        let before = window.get(..*at).unwrap_or_default();
        let before = before.strip_suffix(closes).unwrap_or(before);
        // A short word with a full stop may be an abbreviation.
        let is_word = |text: &str| text.chars().rev().take(4).filter(|c| c.is_alphanumeric()).count() == 4;
        before.ends_with(['!', '?', '…']) || before.strip_suffix('.').is_some_and(is_word)
    };
    let near = || blanks().take_while(|at| *at >= window.len() / 2);
    match near().find(behind_sentence).or_else(|| blanks().next()) {
        Some(at) => from + at,
        None => end,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Language, Symbols};
    use super::*;
    use proptest::prelude::*;

    fn english() -> Language {
        let mut english = Language::default();
        "en".clone_into(&mut english.segmenter);
        english
    }

    fn split(text: &str) -> Vec<String> {
        let (symbols, language) = (Symbols::new(), english());
        let mut words = WordTable::new(&symbols, &language, None);
        let tokens = words.tokens(text);
        let sections = [Section { part: Part::Body, range: 0..text.len() }];
        let (found, _) = sentences(text, &sections, &tokens, &words);
        found.into_iter().map(|s| text[s.range].to_string()).collect()
    }

    #[test]
    fn abbreviations_initials_and_quotations() {
        assert_eq!(
            split(
                "The U.S. Senate voted. Mr. Smith, of St. Louis, said \"We will go.\" He left at 5 p.m. on Monday."
            ),
            [
                "The U.S. Senate voted.",
                "Mr. Smith, of St. Louis, said \"We will go.\"",
                "He left at 5 p.m. on Monday."
            ]
        );
        assert_eq!(split("Then he left… and came back. “Was it so?” Yes!").len(), 3);
    }

    #[test]
    fn paragraphs_end_sentences() {
        assert_eq!(
            split("A headline without a point\n\nThe text begins."),
            ["A headline without a point", "The text begins."]
        );
    }

    #[test]
    fn a_sentence_without_end_is_cut() {
        let text = "word ".repeat(MAX_SENTENCE_TOKENS * 2 + 10);
        assert_eq!(split(&text).len(), 3);
    }

    #[test]
    fn a_line_without_end_is_cut_behind_a_sentence() {
        let long = "Mr. Smith praised the “plan” of St. Louis. ".repeat(2 * MAX_BLOCK / 43);
        let wrong = split(&long).into_iter().find(|s| s != "Mr. Smith praised the “plan” of St. Louis.");
        assert_eq!(wrong, None);
        // Marks that are never closed take the same time each.
        for mark in ["“", "(", "`", "« ", "\""] {
            let text = mark.repeat(4 * MAX_MARKS);
            let blocks = blocks(&text, 0..text.len());
            let lengths: Vec<usize> = blocks.iter().map(Range::len).collect();
            assert_eq!(lengths.iter().sum::<usize>(), text.len(), "{mark}");
            // With the blank that the block before it ends at.
            let most = MIN_BLOCK.max(3 * MAX_MARKS) + 1;
            assert!(lengths.iter().all(|length| *length <= most), "{mark} {lengths:?}");
        }
    }

    proptest! {
        #[test]
        fn every_token_is_in_one_sentence(text in "[A-Za-z .!?\n“”\"'é-]{0,200}") {
            let (symbols, language) = (Symbols::new(), english());
            let mut words = WordTable::new(&symbols, &language, None);
            let tokens = words.tokens(&text);
            let sections = [Section { part: Part::Body, range: 0..text.len() }];
            let (found, _) = sentences(&text, &sections, &tokens, &words);
            let mut next = 0;
            for sentence in found {
                prop_assert_eq!(sentence.tokens.start, next);
                next = sentence.tokens.end;
            }
            prop_assert_eq!(next, tokens.len());
        }
    }
}
