//! Pieces: the origin of each stretch of the scored text.

/// The origin of a stretch of the scored text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The decoded source text (the text column, for tables).
    Source,
    /// A metadata field, such as a title column.
    Field,
}

/// A stretch of the scored text that is a verbatim copy of its origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// First byte in the scored text; the piece ends where the next begins.
    pub at: usize,
    /// Its origin.
    pub origin: Origin,
    /// First byte in the origin.
    pub from: usize,
}
