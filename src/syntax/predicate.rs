//! Predicates and their slots: the nouns of this module.

use std::ops::Range;

/// Where a name is in what fills a slot of a predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The head of the phrase (Northland attacked).
    Head,
    /// One of several coordinated heads (Northland and Southland attacked).
    List,
    /// In apposition to the head, or the head to it (the minister, Ada Quill, attacked).
    Apposition,
    /// A modifier of the head (Northland troops attacked).
    Modifier,
    /// The possessor of the head (Northland's troops attacked).
    Possessor,
    /// The agent of a passive (attacked by Northland).
    By,
    /// After the preposition at this token (troops of Northland attacked; an attack on Northland).
    Preposition(usize),
    /// Not beside the predicate but shared with another: the antecedent of a relative clause, or the subject of the
    /// governing verb (Northland, which attacked; Northland wanted to attack).
    Gap,
}

/// A name in a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Index of the name among those of the sentence.
    pub name: usize,
    /// Its place.
    pub place: Place,
}

/// What kind of predicate it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PredicateKind {
    /// A verb group.
    Verb,
    /// A noun with participants (an attack by Northland on Southland).
    Event,
    /// A noun or adjective that a copula predicates of its subject (Northland is corrupt).
    Copula,
}

/// A predicate with the names of its subject and of its object.
///
/// Laws: a slot is never across a hard clause border from the predicate; the subject and the direct object have at most
/// one [`Place::Head`], or else a [`Place::List`]; [`Place::By`] occurs only with a participle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Predicate {
    /// Its tokens.
    pub at: Range<usize>,
    /// Its kind.
    pub kind: PredicateKind,
    /// Passive: the subject is the patient.
    pub passive: bool,
    /// The expression holds the object of its verb (*welcomed the decision*).
    pub holds_object: bool,
    /// The subject of a verb, in a passive too; the agent of an event.
    pub subject: Vec<Slot>,
    /// The objects and [`Place::By`] of a verb; the patient of an event.
    pub object: Vec<Slot>,
    /// The noun phrase that is the subject, with a name in it or not.
    pub subject_phrase: Option<Range<usize>>,
    /// The noun phrase that is the direct object, with a name in it or not.
    pub object_phrase: Option<Range<usize>>,
}
