//! Lines of a source text, as byte ranges of it.

use std::ops::Range;

/// The sign of a new page, as programs that read PDF write it.
const FORM_FEED: u8 = 0x0c;

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its bytes without white space around them; empty if it is blank.
    pub range: Range<usize>,
    /// White space before it, in bytes.
    pub indent: usize,
    /// Page breaks before it.
    pub page: usize,
    /// Whether it is page furniture.
    pub left_out: bool,
}

impl Line {
    /// Whether it holds only white space.
    pub fn is_blank(&self) -> bool {
        self.range.is_empty()
    }

    /// Its text.
    pub fn text<'a>(&self, source: &'a str) -> &'a str {
        source.get(self.range.clone()).unwrap_or_default()
    }
}

/// The lines of `source` from byte `begin` on.
pub fn lines(source: &str, begin: usize) -> Vec<Line> {
    let text = source.get(begin..).unwrap_or_default();
    let paged = memchr::memchr(FORM_FEED, text.as_bytes()).is_some();
    let mut lines = Vec::new();
    let (mut at, mut page) = (begin, 0);
    for line in text.split('\n') {
        let trimmed = line.trim();
        let indent = line.len() - line.trim_start().len();
        if paged {
            page += memchr::memchr_iter(FORM_FEED, line.as_bytes()).count();
        }
        let range = if trimmed.is_empty() { at..at } else { at + indent..at + indent + trimmed.len() };
        lines.push(Line { range, indent, page, left_out: false });
        at += line.len() + 1;
    }
    lines
}

/// Whether a text ends like a sentence.
pub fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '\'', '’', '»', ')', ']']);
    text.ends_with(['.', '!', '?', ':', ';', '…'])
}

/// Whether a text begins with a lower-case letter.
pub fn begins_lower(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

/// Signs that divide a word at the end of a line: hyphen-minus, hyphen, soft hyphen, and the one of old scans.
pub const HYPHENS: [char; 4] = ['-', '\u{2010}', '\u{ad}', '¬'];

/// The text before the hyphen at its end, if a letter is before it.
pub fn before_hyphen(text: &str) -> Option<&str> {
    let before = text.strip_suffix(HYPHENS)?;
    before.ends_with(char::is_alphabetic).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_place_their_indent_and_their_page() {
        let source = "ab\n  cd \n\n\u{c}ef";
        let lines = lines(source, 0);
        let seen: Vec<_> =
            lines.iter().map(|line| (line.text(source), line.indent, line.page, line.is_blank())).collect();
        assert_eq!(seen, [("ab", 0, 0, false), ("cd", 2, 0, false), ("", 0, 0, true), ("ef", 1, 1, false)]);
    }

    #[test]
    fn only_a_hyphen_behind_a_letter_divides_a_word() {
        assert_eq!(before_hyphen("the govern-"), Some("the govern"));
        assert_eq!(before_hyphen("the govern\u{ad}"), Some("the govern"));
        for text in ["he said -", "2031-", "word", "-", "so--"] {
            assert_eq!(before_hyphen(text), None, "{text}");
        }
    }
}
