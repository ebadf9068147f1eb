//! Corpora that are too large for one machine: parts of them are analysed one by one, and merged.
//!
//! `analyze --model` puts documents into the topics of a saved model, so that what a document comes to depends on it alone.
//! Its records, which `--resume` keeps too, go into a [`Spool`]; from there they are replayed in the order of their ids into
//! the tables. `--shard` keeps them in the result. [`merge`](super::Engine::merge) replays those of several results in the
//! same order through the same code, so that it cannot come to anything else than one run over all documents.

mod analyze;
mod differences;
mod error;
mod given_topics;
mod head;
mod merge;
mod replay;
mod shards;
mod spool;

pub use error::ShardError;
pub(super) use given_topics::given_topics;
pub use merge::MergeOptions;

/// The file of a result that holds the records of its documents.
pub const RECORDS: &str = "shard.records";
