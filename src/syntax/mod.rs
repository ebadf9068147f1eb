//! Syntax: who does what to whom in a sentence, by position and closed-class words; nothing is parsed.
//!
//! A [`Scene`] is a sentence with its clauses and expressions, a [`Participant`] somebody it names. [`verb_group`] tells
//! active from passive, [`roles()`] which participants are the agent and the patient of a verb.

mod participants;
mod roles;
mod scene;
mod verb_groups;

pub use participants::{Participant, participants};
pub use roles::{Role, roles};
pub use scene::Scene;
pub use verb_groups::{VerbForm, VerbGroup, verb_group};
