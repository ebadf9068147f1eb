//! What `standpoint` looks up: tokenised texts, lexicons, actors, and the index over them.
//!
//! A crate of its own because the build script of `standpoint` runs it over `lexicons/` and freezes the result into the
//! binary ([`frozen`]).
//!
//! ```
//! use standpoint_knowledge::actors::Registry;
//! let mut registry = Registry::default();
//! registry.layer("mine.tsv", "actor_id\tname\tkind\talias\ngull-line\tGull Line\tcompany\tGull Line\n")?;
//! assert_eq!(registry.actor(0).name, "Gull Line");
//! # Ok::<(), standpoint_knowledge::actors::ActorError>(())
//! ```

pub mod actors;
mod finding;
pub mod frozen;
pub mod index;
pub mod lexicon;
pub mod text;
pub mod tsv;

pub use finding::Finding;
pub use index::Knowledge;
