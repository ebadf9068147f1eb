//! What the lexicon knows of a verb, as far as syntax asks.

/// An expression of a sentence that the lexicon knows as a verb, or that begins with one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownVerb {
    /// Its first token.
    pub at: usize,
    /// Whether it is that word alone.
    pub alone: bool,
    /// Whether it says more of whom it happens to than of who does it (fined, praised): without an object, its participle in
    /// a headline is a passive.
    pub undergone: bool,
}

impl KnownVerb {
    /// A verb of which no more is known.
    #[must_use]
    pub fn plain(at: usize) -> Self {
        Self { at, alone: false, undergone: false }
    }
}
