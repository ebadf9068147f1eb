//! The index: what is looked up in a text, registry, lexicon and learned table together.
//!
//! [`Knowledge`] is built from files, or borrowed from the image in which the build froze the shipped ones. What it is
//! not: it finds nothing by itself; who takes a text apart and walks over it asks it.

mod check_actors;
mod check_lexicon;
mod closed;
mod data;
mod error;
mod folder;
mod homographs;
pub mod key;
mod knowledge;
mod learned;
mod name_words;
mod names;
mod patterns;
mod references;
pub mod relation;
mod trie;

pub use check_actors::check_aliases;
pub use check_lexicon::check;
pub use closed::ClosedWords;
pub use data::{LanguageData, SourceText};
pub use error::KnowledgeError;
pub use homographs::{Homographs, Senses};
pub use knowledge::Knowledge;
pub use learned::LearnedIndex;
pub use name_words::{NamePart, NameWordError, NameWordFault, NameWords};
pub use names::Names;
pub use references::{Reference, ReferenceError, ReferenceFault, ReferenceKind, References};
pub use trie::{Follower, Match, Paths, Payload, Trie};
