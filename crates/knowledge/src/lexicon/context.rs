//! The contexts of a learned table: where a term stands toward a mention, or what else a row of the table speaks of.

/// Where a term stands toward a mention, or what else a row of the table speaks of.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, strum::IntoStaticStr, strum::EnumString,
)]
#[strum(serialize_all = "lowercase")]
#[repr(u8)]
pub enum Context {
    /// The stem stands anywhere in the sentence.
    Sentence = 1,
    /// It stands after the mention.
    After,
    /// It stands before it.
    Before,
    /// It stands at most three tokens away.
    Near,
    /// It is negated.
    Negated,
    /// Two stems (or TARGET, NAME) stand side by side.
    Pair,
    /// The stem is one of the five tokens after the mention, in its clause.
    Next,
    /// It is one of the four tokens before it.
    Previous,
    /// The sentence has a word that begins so.
    Beginning,
    /// What kinds of words stand around the mention.
    Pattern,
    /// What the mention and its sentence are like.
    Form,
    /// How many names stand before and after the mention.
    Names,
    /// What the expressions of the hand lexicon come to.
    Balance,
    /// Negators, hedges and the like on either side.
    Modifier,
    /// What the rules make of an expression of the hand lexicon, by the role of the mention to it.
    Number,
}

impl Context {
    /// All contexts.
    pub const ALL: [Self; 15] = [
        Self::Sentence,
        Self::After,
        Self::Before,
        Self::Near,
        Self::Negated,
        Self::Pair,
        Self::Next,
        Self::Previous,
        Self::Beginning,
        Self::Pattern,
        Self::Form,
        Self::Names,
        Self::Balance,
        Self::Modifier,
        Self::Number,
    ];

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

    /// Whether its terms are made of stems.
    #[must_use]
    pub fn has_stems(self) -> bool {
        matches!(
            self,
            Self::Sentence
                | Self::After
                | Self::Before
                | Self::Near
                | Self::Negated
                | Self::Pair
                | Self::Next
                | Self::Previous
        )
    }

    /// Whether its terms stand for numbers of the hand lexicon rather than for words.
    #[must_use]
    pub fn is_scale(self) -> bool {
        self == Self::Number
    }
}
