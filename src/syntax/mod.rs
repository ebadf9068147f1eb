//! Syntax: agents and patients of the verbs of a sentence, by word order and closed-class words; there is no parser.
//!
//! A [`Scene`] is a sentence with its clauses and expressions, a [`Participant`] a name in it. [`verb_group`]
//! distinguishes active from passive, [`roles()`] finds the agent and the patient of a verb.

mod participants;
mod roles;
mod scene;
mod verb_groups;

pub use participants::{Participant, participants};
pub use roles::{Role, roles};
pub use scene::Scene;
pub use verb_groups::{VerbForm, VerbGroup, verb_group};
