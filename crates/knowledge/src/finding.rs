//! A finding: something in a file that loads, but will not do what its author expects.

/// Something for the author of a file to look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// File of the row; empty if it is not about a row.
    pub path: String,
    /// Its line; 0 if it is not about a row.
    pub line: u64,
    /// The message.
    pub message: String,
}
