//! The index: registry, lexicon and learned table of one language as tables for look-up in a text.
//!
//! [`Knowledge`] is built from files, or borrowed from the image in which the build froze the shipped ones. What it is
//! not: it tokenises and searches no text; the code that does so looks words up here.

mod check_actors;
mod check_learned;
mod check_lexicon;
mod closed;
mod data;
mod error;
mod folder;
mod follower;
mod homographs;
pub mod key;
mod knowledge;
mod learned;
mod name_words;
mod names;
mod opening;
mod path;
mod patterns;
mod references;
pub mod relation;
mod trie;

pub use check_actors::check_aliases;
pub use check_learned::check_learned;
pub use check_lexicon::check;
pub use closed::ClosedWords;
pub use data::{LanguageData, SourceText};
pub use error::KnowledgeError;
pub use follower::Follower;
pub use homographs::{Homographs, Senses};
pub use knowledge::Knowledge;
pub use learned::LearnedIndex;
pub use name_words::{NamePart, NameWordError, NameWordFault, NameWords};
pub use names::Names;
pub use path::{Path, Paths};
pub use references::{Reference, ReferenceError, ReferenceFault, ReferenceKind, References};
pub use trie::{Match, PatternId, Trie};
