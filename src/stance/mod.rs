//! Stance: mentions and cues -> evidence -> the stance of a mention, and of a document toward an actor.
//!
//! One additive formula. Every cue in the sentence of a mention gives a contribution: its number for the role that
//! the actor has to it, times factors that each have a name ([`Weights`]). Contributions are whole numbers of
//! millionths ([`Micro`]), so the rows of a mention add up to its sums exactly, in any order.

mod aggregate;
mod decision;
mod evidence;
mod feature;
mod features;
mod label;
mod learned;
mod micro;
mod modifiers;
mod pool;
mod score;
mod scorer;
mod top_cue;
mod weights;

pub use aggregate::{ActorStance, aggregate};
pub use decision::{Decision, Sides};
pub use evidence::{Evidence, Rule, ScoredMention, Source};
pub use feature::{Collect, Feature, Surroundings, contexts_of};
pub use label::Label;
pub use micro::Micro;
pub use pool::{Opinion, Pool};
pub use score::{Visit, score, surroundings};
pub use scorer::Scorer;
pub use top_cue::TopCue;
pub use weights::{WEIGHTS, Weights};
