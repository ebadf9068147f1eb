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
    /// Whether it is body text for sure: a drop cap was joined to it, or somebody says it.
    pub drop_cap: bool,
    /// Title or standfirst; none for body.
    pub part: Option<Part>,
    /// Who says it: index into the labels of the speakers.
    pub speaker: Option<usize>,
}

impl Paragraph {
    /// A paragraph of these bytes.
    pub fn of(piece: Range<usize>) -> Self {
        Self { pieces: vec![piece], ..Self::default() }
    }

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

    /// Adds a stretch behind it.
    pub fn push(&mut self, piece: Range<usize>) {
        match self.pieces.last_mut() {
            Some(last) if last.end == piece.start => last.end = piece.end,
            _ if piece.is_empty() => {}
            _ => self.pieces.push(piece),
        }
    }

    /// Cuts so many bytes off its start.
    pub fn cut_start(&mut self, mut bytes: usize) {
        self.pieces.retain_mut(|piece| {
            let cut = bytes.min(piece.len());
            piece.start += cut;
            bytes -= cut;
            piece.start < piece.end
        });
    }
}
