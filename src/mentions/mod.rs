//! Mentions: where a document names an actor, how that was found, and who is speaking.
//!
//! One pass over the token ids matches the aliases of the registry and the expressions of the lexicon together
//! ([`Knowledge`] holds both in one trie); [`find()`] turns the matches into [`Mention`]s and [`CueMatch`]es.

mod candidates;
mod check;
mod check_aliases;
mod closed;
mod context;
mod find;
mod homographs;
mod knowledge;
mod listed;
mod masking;
mod mention;
mod name_words;
mod names;
mod nouns;
mod offices;
mod pronouns;
mod references;
mod resolve;
mod trie;
mod voice;

pub use check::check;
pub use check_aliases::check_aliases;
pub use closed::ClosedWords;
pub use find::{find, find_with};
pub use homographs::{HomographError, SHIPPED_HOMOGRAPHS};
pub use knowledge::{Expressions, Knowledge, KnowledgeError, SHIPPED_CLASSES};
pub use mention::{CueMatch, Found, FoundBy, Given, Mention, Resolve, Unlisted, Voice};
pub use name_words::{NameWordError, SHIPPED_NAME_WORDS};
pub(crate) use name_words::{NameWords, Small};
pub use references::{ReferenceError, SHIPPED_REFERENCES};

#[cfg(test)]
pub(crate) mod sample;
