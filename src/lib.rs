//! Scores the stance of news text toward named actors through transparent lexicons, and finds its terms.
//!
//! `ingest -> text -> mentions -> stance`, with `terms` beside; [`pipeline`] alone knows the order.
//!
//! ```
//! use standpoint::actors::Registry;
//! let registry = Registry::shipped().unwrap();
//! assert!(registry.get("KAZ").is_some());
//! ```

pub mod actors;
pub mod discovery;
pub mod evaluate;
pub mod ingest;
pub mod learn;
pub mod lexicon;
pub mod mentions;
pub mod output;
pub mod pipeline;
pub mod stance;
pub mod statistics;
pub mod syntax;
pub mod tables;
pub mod terms;
pub mod text;
pub mod topics;
pub mod tsv;
