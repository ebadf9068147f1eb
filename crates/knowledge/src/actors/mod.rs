//! Actors: files -> a checked registry of people, states, organisations and the names they go by.
//!
//! What it is not: it finds nothing in a text.

mod actor;
mod check;
mod cycles;
mod error;
mod file;
#[cfg(feature = "foreign")]
pub mod foreign;
mod records;
mod registry;
mod row;

pub use actor::{Actor, ActorKind, Alias, AliasKind, Gender, MASK};
pub use check::check;
pub use error::{ActorError, ActorFault};
pub use file::{AliasRow, HEADER, slug, to_file};
pub use registry::Registry;
