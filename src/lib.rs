//! Scores the stance of news text toward named actors through transparent lexicons, and finds its terms.
//!
//! `ingest -> text -> mentions -> stance`, with `terms` beside; [`pipeline`] alone knows the order.

pub mod discovery;
pub mod evaluate;
pub mod ingest;
pub mod learn;
pub mod mentions;
pub mod output;
pub mod pipeline;
pub mod shipped;
pub mod stance;
pub mod statistics;
pub mod syntax;
pub mod tables;
pub mod terms;
pub mod topics;

pub use standpoint_knowledge::{Finding, actors, frozen, index, lexicon, text, tsv};
