//! Turns: stretches of a transcript that one speaker says.

use std::ops::Range;

/// A turn, or a paragraph of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Byte range in the scored text, without the label.
    pub range: Range<usize>,
    /// Index into the labels of the speakers.
    pub speaker: usize,
}
