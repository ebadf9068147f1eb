//! A category of a foreign lexicon, and its side.

/// The stance that a category expresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Favourable.
    Favourable,
    /// Critical.
    Critical,
    /// Negated phrases.
    Negated,
    /// Not selected.
    Other,
}

/// A category of a file.
#[derive(Debug)]
pub(super) struct Category {
    /// Its name.
    pub(super) name: String,
    /// Its parent: the index of an earlier category.
    pub(super) parent: Option<usize>,
    /// Its line.
    pub(super) line: u64,
}
