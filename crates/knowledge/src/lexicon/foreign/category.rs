//! A category of a foreign lexicon, and what it says of an actor.

/// What a category says of an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Good things.
    Favourable,
    /// Bad things.
    Critical,
    /// Phrases with a negation in them.
    Negated,
    /// Nothing that was asked for.
    Other,
}

/// A category of a file.
#[derive(Debug)]
pub(super) struct Category {
    /// Its name.
    pub(super) name: String,
    /// The category it stands in, an earlier one in the list.
    pub(super) parent: Option<usize>,
    /// Its line.
    pub(super) line: u64,
}
