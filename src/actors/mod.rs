//! Actors: files -> a checked registry of people, states, organisations and the names they go by.
//!
//! What it is not: it finds nothing in a text.

mod check;
mod file;
pub mod foreign;
mod registry;

pub use check::{Finding, check};
pub use file::{ActorRow, HEADER, slug, to_file};
pub use registry::{Actor, ActorError, ActorKind, Alias, AliasKind, Gender, MASK, Registry, SHIPPED};
