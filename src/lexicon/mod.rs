//! Lexicons: files -> checked knowledge of which expressions take a stance.
//!
//! What it is: the native format, its loading in layers, and its check. What it is not: it finds nothing in a text.

pub mod foreign;

mod check;
mod entry;
mod learned;
mod load;
mod source;

pub use check::{Finding, check, place};
pub use entry::{Entry, Kind};
pub use learned::{Context, FORMAT, LearnedError, LearnedRow, LearnedTable, SHIPPED_LEARNED};
pub use load::{Lexicon, LexiconError, SHIPPED};
pub use source::{Content, Source, SourceError};
