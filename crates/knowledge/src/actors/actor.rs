//! Actors and their aliases.

use jiff::civil::Date;
use strum::VariantArray;

/// The `actor_id` of a mask, a row without an actor: it hides the names inside it (`Latin America`) or, in a later
/// file, switches an alias off.
pub const MASK: &str = "-";

/// The kind of an actor.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum ActorKind {
    /// A state.
    Country,
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A party.
    Party,
    /// A company.
    Company,
    /// An armed group.
    ArmedGroup,
    /// A place that is not a state.
    Place,
    /// Anything else.
    Other,
}

/// The kind of an alias.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum AliasKind {
    /// A name.
    Name,
    /// An adjective or the people (Kazakh, Kazakhs).
    Demonym,
    /// The capital, for the government.
    Capital,
    /// A seat of power and the like.
    Metonym,
    /// An abbreviation.
    Abbreviation,
    /// A description (the Central Asian nation).
    Descriptor,
    /// An office held for a time.
    Office,
    /// A surname alone.
    Surname,
}

/// Grammatical gender, for pronouns.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantArray,
)]
pub enum Gender {
    /// she
    #[strum(serialize = "f")]
    Female,
    /// he
    #[strum(serialize = "m")]
    Male,
    /// it
    #[strum(serialize = "n")]
    Neuter,
}

/// Names for an enum whose values are written in files.
macro_rules! named {
    ($($name:ident),+) => {$(
        impl $name {
            /// The name in a file.
            #[must_use]
            pub fn name(self) -> &'static str {
                self.into()
            }

            /// The value with that name in a file.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                name.parse().ok()
            }

            /// All names, for messages.
            #[must_use]
            pub fn allowed() -> String {
                Self::VARIANTS.iter().map(|value| value.name()).collect::<Vec<_>>().join(", ")
            }
        }
    )+};
}

named!(ActorKind, AliasKind, Gender);

/// An actor of the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor<'r> {
    /// ISO 3166-1 alpha-3 for states, a slug for others.
    pub id: &'r str,
    /// Display name.
    pub name: &'r str,
    /// Its kind.
    pub kind: ActorKind,
    /// The id of the actor it is rolled up to.
    pub parent: Option<&'r str>,
    /// Gender, for pronouns.
    pub gender: Option<Gender>,
    /// Whether *they* can refer to it.
    pub plural: bool,
}

/// A name that an actor goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alias<'r> {
    /// Index of the actor in its registry; `None` for a mask.
    pub actor: Option<usize>,
    /// The words.
    pub text: &'r str,
    /// Its kind.
    pub kind: AliasKind,
    /// Whether it matches in any capitalisation.
    pub any_case: bool,
    /// First day of validity.
    pub from: Option<Date>,
    /// Last day of validity.
    pub to: Option<Date>,
    /// Index of its file in the registry.
    pub file: usize,
    /// Line in that file.
    pub line: u64,
}

impl Alias<'_> {
    /// Whether it is valid on `date`. In an undated article every alias is, except an office held for a time.
    #[must_use]
    pub fn holds(&self, date: Option<Date>) -> bool {
        match date {
            Some(date) => self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to),
            None => (self.from.is_none() && self.to.is_none()) || self.kind != AliasKind::Office,
        }
    }

    /// Descriptors may be shared: the text decides which actor is meant.
    pub(super) fn may_be_shared(&self, other: &Alias<'_>) -> bool {
        self.kind == AliasKind::Descriptor && other.kind == AliasKind::Descriptor
    }

    pub(super) fn overlaps(&self, other: &Alias<'_>) -> bool {
        let begins_before_end = |a: &Alias<'_>, b: &Alias<'_>| match (a.from, b.to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        begins_before_end(self, other) && begins_before_end(other, self)
    }
}
