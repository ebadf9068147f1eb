//! Mentions: where a document names an actor, how that was found, and who is speaking.
//!
//! One pass over the token ids matches the aliases of the registry and the expressions of the lexicon together
//! ([`Knowledge`] holds both in one trie); [`find`] turns the matches into [`Mention`]s and [`CueMatch`]es.

mod check;
mod closed;
mod find;
mod knowledge;
mod names;
mod trie;
mod voice;

pub use check::check;
pub use closed::ClosedWords;
pub use find::{CueMatch, Found, FoundBy, Given, Mention, Unlisted, find, find_with};
pub use knowledge::{Knowledge, SHIPPED_CLASSES};
pub use voice::Voice;
