//! Limits of a document. They are constants, so that a result does not depend on the machine: a longer text is cut, with
//! a warning, whatever memory there is.

use super::counted::grouped;
use crate::text::tokenize_with;
use std::fmt;

/// Maximum length of a document's text, in bytes.
pub const MAX_TEXT_BYTES: u64 = 16 << 20;
/// Maximum tokens of a document: those of a long book.
pub const MAX_TEXT_TOKENS: usize = 500_000;
/// Maximum lines of a document.
pub const MAX_TEXT_LINES: usize = 500_000;
/// Maximum length of a title or standfirst that a column or a header gives, in bytes.
const MAX_FIELD_BYTES: usize = 64 << 10;

/// What of a document was more than is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// More than 16 MiB.
    Bytes,
    /// More than 500,000 tokens.
    Tokens,
    /// More than 500,000 lines.
    Lines,
    /// The longest title or standfirst.
    Field,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes => write!(f, "cut at {} MiB", MAX_TEXT_BYTES >> 20),
            Self::Tokens => write!(f, "cut at {} tokens", grouped(MAX_TEXT_TOKENS as u64)),
            Self::Lines => write!(f, "cut at {} lines", grouped(MAX_TEXT_LINES as u64)),
            Self::Field => write!(f, "title or standfirst cut at {} KiB", MAX_FIELD_BYTES >> 10),
        }
    }
}

/// The longest prefix of `text` that is read, and what it was cut by.
pub(super) fn within_limits(text: &str) -> (&str, Option<Limit>) {
    let (mut end, mut limit) = (text.len(), None);
    if text.len() as u64 > MAX_TEXT_BYTES {
        end = text.floor_char_boundary(usize::try_from(MAX_TEXT_BYTES).unwrap_or(usize::MAX));
        limit = Some(Limit::Bytes);
    }
    let bytes = text.as_bytes().get(..end).unwrap_or_default();
    if end > MAX_TEXT_LINES
        && let Some(last) = memchr::memchr_iter(b'\n', bytes).nth(MAX_TEXT_LINES - 1)
        && last + 1 < end
    {
        (end, limit) = (last + 1, Some(Limit::Lines));
    }
    // Between two tokens there is a byte, or a mark that joins them.
    if end > MAX_TEXT_TOKENS {
        let mut count = 0;
        let mut last = None;
        tokenize_with(text.get(..end).unwrap_or_default(), |_, token_end, _| {
            count += 1;
            if count == MAX_TEXT_TOKENS {
                last = Some(token_end);
            }
        });
        if let Some(last) = last.filter(|_| count > MAX_TEXT_TOKENS) {
            (end, limit) = (last, Some(Limit::Tokens));
        }
    }
    (text.get(..end).unwrap_or(text), limit)
}

/// Cuts a field that is longer than any title; returns whether it was.
pub(super) fn cut_field(field: &mut Option<String>) -> bool {
    let Some(text) = field.as_mut().filter(|text| text.len() > MAX_FIELD_BYTES) else { return false };
    text.truncate(text.floor_char_boundary(MAX_FIELD_BYTES));
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_the_first_limit_that_it_reaches() {
        let cut = |text: &str| {
            let (kept, limit) = within_limits(text);
            (kept.len(), limit)
        };
        assert_eq!(cut("Northland praised Southland."), (28, None));
        assert_eq!(cut(&"a ".repeat(MAX_TEXT_TOKENS)), (2 * MAX_TEXT_TOKENS, None));
        assert_eq!(cut(&"a ".repeat(MAX_TEXT_TOKENS + 1)), (2 * MAX_TEXT_TOKENS - 1, Some(Limit::Tokens)));
        assert_eq!(cut(&"-\n".repeat(MAX_TEXT_LINES + 1)), (2 * MAX_TEXT_LINES, Some(Limit::Lines)));
        assert_eq!(cut(&"-\n".repeat(MAX_TEXT_LINES)), (2 * MAX_TEXT_LINES, None));
        // "é" has two bytes, and none is halved.
        let long = format!("-{}", "é".repeat(MAX_TEXT_BYTES as usize / 2));
        assert_eq!(cut(&long), (MAX_TEXT_BYTES as usize - 1, Some(Limit::Bytes)));
    }

    #[test]
    fn the_numbers_are_said_as_people_write_them() {
        let said = [Limit::Bytes, Limit::Tokens, Limit::Lines, Limit::Field].map(|limit| limit.to_string());
        let expected = [
            "cut at 16 MiB",
            "cut at 500,000 tokens",
            "cut at 500,000 lines",
            "title or standfirst cut at 64 KiB",
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn a_title_without_end_is_cut() {
        let mut title = Some("é".repeat(MAX_FIELD_BYTES));
        assert!(cut_field(&mut title));
        assert_eq!(title.as_ref().map(String::len), Some(MAX_FIELD_BYTES));
        assert!(!cut_field(&mut title) && !cut_field(&mut None));
    }
}
