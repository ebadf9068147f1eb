//! Lexicons: files -> checked knowledge of which expressions take a stance.
//!
//! What it is: the native format, its loading in layers, and its check. What it is not: it searches no text.

#[cfg(feature = "foreign")]
pub mod foreign;

mod check;
mod context;
mod entry;
mod error;
mod learned;
mod load;
mod pairs;
#[cfg(feature = "foreign")]
mod source;

pub use check::{check, finding, place};
pub use context::Context;
pub use entry::{Entry, Kind};
pub use error::{LexiconError, LexiconFault};
pub use learned::{
    DECISION_KEY, FORMAT, HEADER_KEYS, LearnedError, LearnedFault, LearnedHeader, LearnedRow, LearnedTable,
};
pub use load::Lexicon;
pub use pairs::{
    PAIR_COLUMNS, PAIR_FORMAT, PAIR_KEYS, PairError, PairFault, PairHeader, PairTable, pair_key, pair_key_of,
};
#[cfg(feature = "foreign")]
pub use source::{Content, Source, SourceError, SourceFault};
