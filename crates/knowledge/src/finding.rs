//! A finding: something in a file that loads, but will not do what its writer thinks.

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// File of the row; empty where it is about no row.
    pub path: String,
    /// Its line; 0 where it is about no row.
    pub line: u64,
    /// What was found.
    pub message: String,
}
