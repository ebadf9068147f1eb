//! Copies: documents that print the same story, word for word or edited, so that a story counts once.
//!
//! `sketch` (the smallest hashes of a body's word sequences, computed by the workers) -> `sketches` (those of all
//! documents) -> `find` (who copies whom) -> `groups` (each with its original). Kept in memory are the sketches
//! alone, whatever the length of the texts.

mod find;
mod groups;
mod sketch;
mod sketches;

pub use find::{Printing, find_copies};
pub use groups::Copies;
pub use sketch::Sketch;
pub use sketches::Sketches;
