//! Sentences: `sentencex` splits paragraphs into them; here they are aligned with the tokens.

use super::sentence::{MAX_SENTENCE_TOKENS, Part, Section, Sentence};
use super::tokenize::Token;
use super::words::WordTable;
use std::borrow::Cow;
use std::ops::Range;

/// Most bytes passed to the sentence rules at once; a longer line is cut at white space.
const MAX_BLOCK: usize = 64 * 1024;

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
            let masked = without_inner_apostrophes(part_text);
            for piece in sentencex::segment(&words.language().segmenter, &masked) {
                end += piece.len();
                cut += push(&mut found, text, section.part, end, tokens, &mut next, words);
            }
            cut += push(&mut found, text, section.part, block.end, tokens, &mut next, words);
        }
    }
    (found, cut)
}

/// `text` with a letter in place of each apostrophe between two letters, of the same length in bytes. The sentence
/// rules may take an apostrophe for a quotation mark, which is slow and sometimes misses a boundary.
fn without_inner_apostrophes(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let mut masked: Option<Vec<u8>> = None;
    for at in memchr::memchr_iter(b'\'', bytes) {
        if at > 0 && letter(at - 1) && letter(at + 1) {
            masked.get_or_insert_with(|| bytes.to_vec())[at] = b'x';
        }
    }
    masked.and_then(|bytes| String::from_utf8(bytes).ok()).map_or(Cow::Borrowed(text), Cow::Owned)
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
        while end - from > MAX_BLOCK {
            let to = cut_point(whole, from, end);
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

fn cut_point(text: &str, from: usize, end: usize) -> usize {
    let mut to = (from + MAX_BLOCK).min(end);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let window = text.get(from..to).unwrap_or_default();
    match window.rfind(char::is_whitespace) {
        Some(at) if at > 0 => from + at,
        _ => to,
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
