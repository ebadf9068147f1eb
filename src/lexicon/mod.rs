//! Lexicons: files -> checked knowledge of which expressions take a stance.
//!
//! What it is: the native format, its loading in layers, and its check. What it is not: it finds nothing in a text.

pub mod foreign;

mod check;
mod entry;
mod learned;
mod load;

pub use check::{Finding, check};
pub use entry::{Entry, Kind};
pub use learned::{Context, FORMAT, LearnedError, LearnedRow, LearnedTable, SHIPPED_LEARNED};
pub use load::{Lexicon, LexiconError, SHIPPED};
