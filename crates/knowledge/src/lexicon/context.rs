//! The contexts of a learned table: what a feature of a unit is about.
//!
//! A unit is a word or an expression of the lexicon in its relation to a mention; the table says how likely it is a
//! reason for the actor, or against it.

/// What the term of a row is.
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
#[repr(u8)]
pub enum Context {
    /// The stem of the unit, where it is one word.
    Word = 1,
    /// The same behind a negator.
    NegatedWord,
    /// The term of the unit, where it is an expression of several words.
    Phrase,
    /// The number of the lexicon, by role and sign; the weight is multiplied by its size.
    Number,
    /// How any unit stands to the mention.
    Relation,
    /// How a unit stands whose number for the mention is positive.
    Favourable,
    /// How a unit stands whose number for the mention is negative.
    Critical,
    /// How a negated unit stands whose number is positive.
    NotFavourable,
    /// How a negated unit stands whose number is negative.
    NotCritical,
    /// How a unit stands whose numbers are for others than the mention.
    Bystander,
    /// How a verb stands that speaks well of its agent.
    GoodAgent,
    /// How a verb stands that speaks ill of its agent.
    BadAgent,
    /// How a verb stands that speaks well of its patient.
    GoodPatient,
    /// How a verb stands that speaks ill of its patient.
    BadPatient,
    /// What mention and sentence are like: how likely any stance is, on either side.
    Form,
}

impl Context {
    /// All contexts.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// The name in a file.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The context of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    /// The context of that number, from 1.
    #[must_use]
    pub fn of_number(number: u32) -> Option<Self> {
        Self::ALL.get(number.checked_sub(1)? as usize).copied()
    }

    /// Its bit in a set of contexts.
    #[must_use]
    pub fn bit(self) -> u32 {
        1 << self as u8
    }

    /// Whether its terms are stems.
    #[must_use]
    pub fn has_stems(self) -> bool {
        matches!(self, Self::Word | Self::NegatedWord)
    }
}
