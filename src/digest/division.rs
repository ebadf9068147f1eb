//! An actor that outlets treat differently.

use super::cell::OutletCell;

/// The two outlets that are farthest apart on an actor, of those with at least five documents with evidence on it. Where the
/// difference of some pair is no chance, the widest of those pairs.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Division {
    /// The actor.
    pub actor_id: String,
    /// Its name.
    pub name: String,
    /// How many outlets have enough documents to be compared.
    pub outlets: u64,
    /// The outlet that speaks worse of it.
    pub lowest: OutletCell,
    /// The outlet that speaks better of it.
    pub highest: OutletCell,
    /// The difference of their means, 0 to 2.
    pub difference: f64,
    /// Whether Welch's test says that the difference is no chance: 5 % over all pairs of outlets of all actors together, by
    /// Bonferroni.
    pub is_clear: bool,
}
