//! Remarks: what a user should know of a text that was read, said once for all texts that it holds for.

use super::warning::Location;

/// Something about a text. The ledger counts how many texts it holds for; the command line says it in one line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Remark {
    /// It looks like UTF-8 that was read as Latin-1.
    Mojibake,
    /// It is not UTF-8, and was read in this encoding, which was detected.
    Detected(&'static str),
    /// It is empty, or white space alone.
    Empty,
}

/// How many texts a remark holds for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The texts.
    pub count: u64,
    /// The first of them.
    pub first: Location,
}
