//! Openings: where in the trie the patterns that begin with a symbol go on.

/// The child of the root for a symbol, with flags for what follows, so that most nodes need not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opening(pub(super) u32);

impl Opening {
    /// A pattern of one word ends there.
    pub(super) const ENDS: u32 = 1;
    /// Longer patterns continue from there.
    pub(super) const GOES_ON: u32 = 2;

    /// The node.
    pub(super) fn node(self) -> u32 {
        self.0 >> 2
    }

    /// The opening with this node, and a pattern that ends there or goes on.
    pub(super) fn with(self, node: u32, ends: bool) -> Self {
        Self(node << 2 | self.0 & 3 | if ends { Self::ENDS } else { Self::GOES_ON })
    }

    /// Whether one of the flags is set.
    pub(super) fn has(self, what: u32) -> bool {
        self.0 & what != 0
    }
}
