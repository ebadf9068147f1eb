//! Words that continue a phrase, and the hyphens that some patterns ask for before them.

use crate::text::{Symbol, WordInfo};

/// Flag of the symbol of a word that must be joined by a hyphen to the one before it (`made-up`, but not "made up").
const HYPHENED: u32 = 1 << 31;

/// The symbol of a word that a hyphen must precede.
#[must_use]
pub fn hyphened(symbol: Symbol) -> Symbol {
    Symbol(symbol.0 | HYPHENED)
}

/// The symbol of a word, whether a hyphen must precede it or not.
pub(super) fn plain(symbol: Symbol) -> Symbol {
    Symbol(symbol.0 & !HYPHENED)
}

/// A word that may continue a phrase.
#[derive(Debug, Clone, Copy)]
pub struct Follower<'w> {
    /// The word.
    pub info: &'w WordInfo,
    /// Whether a hyphen precedes it.
    pub hyphen: bool,
}
