//! Stance: mentions and cues -> evidence -> the stance of a mention, and of a document toward an actor.
//!
//! One additive formula. With a learned table every word and phrase in the sentence of a mention is a reason for the
//! actor, against it, or none, with probabilities that add up ([`score()`]); by the rules alone every cue contributes its
//! number for the role of the actor, times named factors ([`Weights`]). Contributions are whole millionths ([`Micro`]),
//! so the rows of a mention add up to its scores exactly, in any order.

mod aggregate;
mod decision;
mod distance;
mod evidence;
mod feature;
mod features;
mod label;
mod learned;
mod micro;
mod modifiers;
mod negation;
mod neighbour;
mod others;
mod participants;
mod pool;
mod relation;
mod roles;
mod rules;
mod scene;
mod score;
mod scorer;
mod tie;
mod top_cue;
mod turn;
mod voices;
mod weights;

pub use aggregate::{ActorStance, aggregate};
pub use decision::{Decision, Sides};
pub use evidence::{Evidence, Rule, ScoredMention, Source, shift_names};
pub use feature::{Surroundings, Unit};
pub use features::UnitFeatures;
pub use label::Label;
pub use learned::surprisals;
pub use micro::Micro;
pub use modifiers::modify;
pub use participants::{Participant, participants};
pub use pool::{Opinion, Pool};
pub use roles::{Role, known_verbs, roles, roles_in};
pub use scene::Scene;
pub use score::{Visit, score, surroundings};
pub use scorer::Scorer;
pub use top_cue::TopCue;
pub use turn::{Turn, turn_of_sense};
pub use voices::Voices;
pub use weights::{WEIGHTS, Weights};
