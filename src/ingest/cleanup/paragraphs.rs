//! Paragraphs of a source text, as byte ranges of it.

use crate::text::Part;
use std::borrow::Cow;
use std::ops::Range;

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub struct Paragraph {
    /// Byte ranges of the source, whose concatenation is the paragraph.
    pub pieces: Vec<Range<usize>>,
    /// Whether it is excluded from the scored text.
    pub left_out: bool,
    /// Whether that is because it is not the article's, wherever it stands.
    pub furniture: bool,
    /// Whether a drop cap was joined to it.
    pub drop_cap: bool,
    /// Title or standfirst; none for body.
    pub part: Option<Part>,
}

impl Paragraph {
    /// Its text.
    pub fn text<'a>(&self, source: &'a str) -> Cow<'a, str> {
        match self.pieces.as_slice() {
            [] => Cow::Borrowed(""),
            [only] => Cow::Borrowed(source.get(only.clone()).unwrap_or_default()),
            pieces => pieces.iter().map(|piece| source.get(piece.clone()).unwrap_or_default()).collect(),
        }
    }

    /// Its length in bytes.
    pub fn len(&self) -> usize {
        self.pieces.iter().map(Range::len).sum()
    }
}

/// A line longer than this was not wrapped by hand: then each line is a paragraph.
const WRAPPED_MAX: usize = 200;

/// The paragraphs of `source` from byte `begin` on: its lines if they are not wrapped, else the blocks between blank
/// lines.
pub fn split(source: &str, begin: usize) -> Vec<Paragraph> {
    let text = source.get(begin..).unwrap_or_default();
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut blanks = 0;
    let mut at = begin;
    let mut longest = 0;
    for line in text.split('\n') {
        let trimmed = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        if trimmed.is_empty() {
            blanks += usize::from(!lines.is_empty());
            lines.push(at..at);
        } else {
            longest = longest.max(trimmed.len());
            lines.push(start..start + trimmed.len());
        }
        at += line.len() + 1;
    }
    let by_line = blanks == 0 || longest > WRAPPED_MAX;
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut open = false;
    for line in lines {
        if line.is_empty() {
            open = false;
        } else if open && !by_line {
            if let Some(piece) = paragraphs.last_mut().and_then(|p| p.pieces.last_mut()) {
                piece.end = line.end;
            }
        } else {
            paragraphs.push(Paragraph { pieces: vec![line], ..Paragraph::default() });
            open = true;
        }
    }
    paragraphs
}
