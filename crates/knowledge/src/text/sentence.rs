//! Sentences, and the parts of an article they belong to.

use std::ops::Range;

/// The longest sentence, in tokens; longer ones are cut there and counted.
pub const MAX_SENTENCE_TOKENS: usize = 500;

/// Which part of an article a sentence belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The headline.
    Title,
    /// The summary below the headline.
    Standfirst,
    /// The text itself.
    Body,
}

/// A range of the scored text within one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The part.
    pub part: Part,
    /// Byte range in the scored text.
    pub range: Range<usize>,
}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The part it belongs to.
    pub part: Part,
    /// Byte range in the scored text, without surrounding white space.
    pub range: Range<usize>,
    /// Its tokens, as indices into [`Document::tokens`](super::Document::tokens).
    pub tokens: Range<usize>,
    /// Whether most of its longer words are capitalised, as in a headline: capitals then do not indicate names.
    pub headline: bool,
}
