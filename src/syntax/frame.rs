//! The frame of a verb: what fills its slots.

use super::predicate::{Place, Slot};
use std::cell::OnceCell;
use std::rc::Rc;

/// What fills a slot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Filling {
    /// The noun phrase; the last of a list.
    pub phrase: Option<usize>,
    /// The names in it.
    pub slots: Vec<Slot>,
    /// Whether it is the antecedent of a relative clause.
    pub relative: bool,
}

impl Filling {
    /// As the gap of another predicate.
    pub(super) fn gap(mut self) -> Self {
        for slot in &mut self.slots {
            if matches!(slot.place, Place::Head | Place::List | Place::Apposition) {
                slot.place = Place::Gap;
            }
        }
        self
    }
}

/// The objects of a verb.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Objects {
    /// The direct object, the first of a list.
    pub direct: Option<usize>,
    /// A second phrase after it: the complement of the object (*called Northland a liar*), or the second object.
    pub second: Option<usize>,
    /// Each preposition with the phrase after it.
    pub prepositions: Vec<(usize, usize)>,
    /// Whether the direct object is the antecedent of a relative clause (*Northland, which Southland attacked*).
    pub gap: bool,
}

/// A verb with what fills its slots.
pub(super) struct VerbFrame {
    pub subject: Rc<Filling>,
    pub objects: Objects,
    pub passive: bool,
    /// The names of the objects, once they were asked for.
    pub object_slots: OnceCell<Vec<Slot>>,
}
