//! Partial matches: ways through the trie of patterns.

/// Counted into the stems of a match with an inserted adverb: of two as long the one without comes first.
pub(super) const INTERRUPTED: u32 = 1 << 16;

/// A partial match.
#[derive(Debug, Clone, Copy)]
pub struct Path {
    /// The node that it has come to.
    pub(super) node: u32,
    /// Tokens so far.
    pub(super) length: u32,
    /// Those of them that were matched by their stem only, and [`INTERRUPTED`].
    pub(super) stems: u32,
}

impl Path {
    /// The match with one word more, which leads to `node`.
    pub(super) fn over(self, node: u32, stem: u32) -> Self {
        Self { node, length: self.length + 1, stems: self.stems + stem }
    }

    /// The match with an adverb behind it that is no word of the pattern.
    pub(super) fn interrupted(self) -> Self {
        Self { length: self.length + 1, stems: self.stems + INTERRUPTED, ..self }
    }

    /// Whether an adverb was inserted.
    pub(super) fn is_interrupted(self) -> bool {
        self.stems >= INTERRUPTED
    }
}

/// Stack of partial matches. Reused between calls to avoid allocation.
pub type Paths = Vec<Path>;

/// Limit on the partial matches held at once; patterns share prefixes, so there are never many.
const MOST_PATHS: usize = 24;

/// Adds a partial match, unless it leads nowhere.
pub(super) fn push(paths: &mut Paths, path: Path) {
    if path.node != 0 && paths.len() < MOST_PATHS {
        paths.push(path);
    }
}
