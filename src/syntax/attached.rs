//! The ways in which an expression depends on a name.

/// How an expression (the unit) depends on a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attachment {
    /// The name is the subject of the unit, an active verb.
    Subject,
    /// The name is the subject of the unit, a passive verb.
    PassiveSubject,
    /// The name is the direct object of the unit.
    Object,
    /// The name is the agent of the unit with *by*, or of an event noun with *by* or *from*.
    ByAgent,
    /// A copula predicates the unit of the name (Northland is corrupt).
    Complement,
    /// The unit modifies the noun phrase of the name (the corrupt Northland).
    Attribute,
    /// The unit is in apposition to the name (Ada Quill, a liar; the liar Ada Quill).
    Apposition,
    /// The name is the possessor of the unit, or its modifier in a compound (Northland's crimes, Northland troops).
    Possessor,
    /// The name depends on the unit by *of* (critics of Northland).
    Of,
    /// The name depends on the unit by another preposition (an attack on Northland, a vote against it).
    Toward,
    /// The name is the gap of a relative clause whose predicate is the unit (Northland, which attacked).
    Relative,
    /// The unit is the object or complement of a verb whose subject is the name (Northland faces criticism).
    SubjectOfGoverningVerb,
    /// The unit is the subject or complement of a verb whose object is the name (they called Northland a liar).
    ObjectOfGoverningVerb,
    /// None of these.
    Elsewhere,
}

impl Attachment {
    /// Whether the name fills the slot of the subject or the object, or is what the unit describes.
    #[must_use]
    pub fn is_direct(self) -> bool {
        matches!(
            self,
            Self::Subject
                | Self::PassiveSubject
                | Self::Object
                | Self::Complement
                | Self::Attribute
                | Self::Apposition
        )
    }
}

/// An attachment, and whether another name or a common noun phrase fills its slot more closely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attached {
    /// How the unit depends on the name.
    pub attachment: Attachment,
    /// Whether somebody else is closer to the unit: *corrupt* in "the corrupt minister attacked Norway" describes the
    /// minister, *liars* in "Northland's critics are liars" the critics.
    pub held_by_other: bool,
}
