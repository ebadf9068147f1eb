//! How much of a result a digest holds: constants, so that it is bounded and does not depend on the machine.

/// Most actors, by the number of documents.
pub const MOST_ACTORS: usize = 500;
/// Most actors with sentences, besides those of the findings.
pub const WITH_SENTENCES: usize = 200;
/// Most sentences of an actor on a side, without those that stand for a cell alone.
pub const MOST_SENTENCES: usize = 20;
/// Most actors with cells by outlet and period, besides those of findings and those that outlets differ on.
pub const MOST_CHARTED: usize = 50;
/// Most actors that outlets differ on.
pub const MOST_DIVISIONS: usize = 50;
/// Most actors of an outlet.
pub const MOST_OUTLET_ACTORS: usize = 20;
/// Most topics of an actor.
pub const MOST_ACTOR_TOPICS: usize = 12;
/// Most outlets, by the number of documents.
pub const MOST_OUTLETS: usize = 20;
/// Most periods, the latest.
pub const MOST_PERIODS: usize = 60;
/// Most topics, by the number of documents.
pub const MOST_TOPICS: usize = 50;
/// Most relations, by the number of documents.
pub const MOST_RELATIONS: usize = 200;
