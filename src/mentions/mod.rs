//! Mentions: where a document refers to an actor, how that was found, and who is speaking.
//!
//! One pass over the tokens matches the aliases of the registry and the expressions of the lexicon together
//! ([`Knowledge`](crate::index::Knowledge) has both in one trie); [`find()`] turns the matches into [`Mention`]s and
//! [`CueMatch`]es.

mod attribute;
mod attribution;
mod candidates;
mod capitals;
mod context;
mod credits;
mod description;
mod expletive;
mod find;
mod labels;
mod listed;
mod masking;
mod mention;
mod names;
mod nouns;
mod offices;
mod openers;
mod prepositions;
mod presence;
mod pronouns;
mod quoted;
mod resolve;
mod sentence_names;
mod speaker;
mod speakers;
mod speech;
mod spoken_of;
mod titles;
mod voice;

pub use attribution::{Attribution, AttributionRule};
pub use find::{find, find_with};
pub use mention::{CueMatch, Found, FoundBy, Given, Mention, Resolve, Unlisted};
pub use presence::may_mention;

#[cfg(test)]
pub(crate) mod sample;
