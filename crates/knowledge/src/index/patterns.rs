//! Patterns: the words of terms and aliases, split as the tokenizer splits texts.

use crate::text::{Classes, MAX_TOKEN_BYTES, WordClass, normalize, tokenize};
use std::borrow::Cow;

/// A word of a term, with what it must match.
pub struct PatternWord<'t> {
    /// Its lower-case form.
    pub form: &'t str,
    /// Whether it matches every word with its stem.
    pub starred: bool,
    /// Whether a hyphen must precede it.
    pub hyphened: bool,
}

/// Passes the words of a term's pattern to `give`, in order.
pub fn pattern_words(term: &str, classes: &Classes, mut give: impl FnMut(PatternWord<'_>)) {
    for word in blank_separated(term) {
        let (word, starred) = match word.strip_suffix('*') {
            Some(word) => (word, true),
            None => (word, false),
        };
        if is_one_token(word) {
            give(PatternWord { form: word, starred, hyphened: false });
            continue;
        }
        let parts: Vec<Cow<'_, str>> = tokenize(word)
            .into_iter()
            .map(|range| normalize(word.get(range).unwrap_or_default()).0)
            .collect();
        // A hyphenated term with a stop word in it ("has-been") must not match the words without the hyphen.
        let strict =
            parts.len() > 1 && parts.iter().any(|part| classes.of(part) & WordClass::Stop as u64 != 0);
        for (index, form) in parts.iter().enumerate() {
            let starred = starred && index + 1 == parts.len();
            give(PatternWord { form, starred, hyphened: strict && index > 0 });
        }
    }
}

/// The blank-separated parts. Scans byte by byte: words are too short for a search to pay.
pub fn blank_separated(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text.bytes().position(|byte| byte == b' ');
        rest = end.and_then(|end| text.get(end + 1..));
        Some(end.map_or(text, |end| &text[..end]))
    })
}

/// Whether blank-separated text is one token in normal form: ASCII letters only, and not too long. Most are.
fn is_one_token(text: &str) -> bool {
    (1..=MAX_TOKEN_BYTES).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// The text with letters replaced by their base letters: Erdogan for Erdoğan.
pub fn without_diacritics(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_ascii() {
                c.to_string()
            } else {
                deunicode::deunicode_char(c).unwrap_or_default().to_owned()
            }
        })
        .collect()
}

/// Passes the words of an alias to `give`, in order and in normal form.
pub fn alias_words(text: &str, mut give: impl FnMut(&str)) {
    for part in blank_separated(text) {
        if is_one_token(part) {
            give(part);
            continue;
        }
        for range in tokenize(part) {
            give(&normalize(part.get(range).unwrap_or_default()).0);
        }
    }
}
