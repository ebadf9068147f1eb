//! Pieces: where each stretch of the scored text was taken from.

/// What a stretch of the scored text was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The decoded source text (the text column, for tables).
    Source,
    /// A field of its own, such as a title column.
    Field,
}

/// A stretch of the scored text that stands in the source as it is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// First byte in the scored text; it goes on to the next piece.
    pub at: usize,
    /// What it was taken from.
    pub origin: Origin,
    /// First byte there.
    pub from: usize,
}
