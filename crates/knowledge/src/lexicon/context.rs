//! Contexts: the feature templates of a learned table, most by the position of a term relative to a mention.

/// A feature template: the position of a term relative to a mention, or another property.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, strum::IntoStaticStr, strum::EnumString,
)]
#[strum(serialize_all = "lowercase")]
#[repr(u8)]
pub enum Context {
    /// The stem occurs anywhere in the sentence.
    Sentence = 1,
    /// It occurs after the mention.
    After,
    /// It occurs before it.
    Before,
    /// It occurs at most three tokens away.
    Near,
    /// It is negated.
    Negated,
    /// Two adjacent stems (or TARGET, NAME).
    Pair,
    /// The stem is one of the five tokens after the mention, in its clause.
    Next,
    /// It is one of the four tokens before it.
    Previous,
    /// A word of the sentence has this beginning.
    Beginning,
    /// Sequence of word classes around the mention.
    Pattern,
    /// Properties of the mention and its sentence.
    Form,
    /// Number of names before and after the mention.
    Names,
    /// Summary of the rule evidence.
    Balance,
    /// Negators, hedges and other modifiers, before or after the mention.
    Modifier,
    /// Rule evidence of an expression, by the role of the mention.
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

    /// The context with that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    /// The context with that number, from 1.
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

    /// Whether its terms are rule evidence, whose feature value is a number, rather than words.
    #[must_use]
    pub fn is_scale(self) -> bool {
        self == Self::Number
    }
}
