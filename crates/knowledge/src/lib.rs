//! What `standpoint` looks up: texts taken apart, lexicons, actors, and the index over them.
//!
//! A library of its own because the build of `standpoint` runs it over `lexicons/` and freezes what comes out into
//! the binary ([`frozen`]).
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
