//! A line of a stance lexicon.

/// What an expression does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[derive(strum::EnumString, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    /// Says something good or bad.
    Cue,
    /// Turns what follows around.
    Negator,
    /// Makes what follows stronger.
    Intensifier,
    /// Makes what follows weaker.
    Diminisher,
    /// Makes what follows uncertain.
    Hedge,
    /// Reports speech.
    Speech,
    /// Sets what follows against what came before.
    Contrast,
    /// Not evaluative in news; hides the cues inside it.
    Neutral,
}

impl Kind {
    /// All kinds, in the order of the documentation.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// The name in a file.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

/// An expression and what it says. Numbers are in [-3, 3]; 0 says nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Word or phrase in lower case; a word with `*` stands for every word of its stem.
    pub term: String,
    /// What it does.
    pub kind: Kind,
    /// What it says of an actor it is attached to.
    pub polarity: f64,
    /// What it says, as a verb, of its doer.
    pub agent: f64,
    /// What it says of the one done to.
    pub patient: f64,
    /// What it says of the doer's stance toward the one done to.
    pub relation: f64,
    /// Of an intensifier or diminisher: what the next cue is multiplied by.
    pub factor: f64,
    /// Index into [`Lexicon::files`](super::Lexicon::files).
    pub file: usize,
    /// Line in that file.
    pub line: u64,
}

impl Entry {
    /// Whether it has a number for doer or done-to.
    #[must_use]
    pub fn has_roles(&self) -> bool {
        self.agent != 0.0 || self.patient != 0.0 || self.relation != 0.0
    }

    /// Whether one of its numbers for a stance has the other sign in `other`.
    #[must_use]
    pub fn opposes(&self, other: &Self) -> bool {
        let numbers = |entry: &Self| [entry.polarity, entry.agent, entry.patient, entry.relation];
        numbers(self).into_iter().zip(numbers(other)).any(|(one, two)| one * two < 0.0)
    }

    pub(super) fn is_silent(&self) -> bool {
        [self.polarity, self.agent, self.patient, self.relation, self.factor]
            .iter()
            .all(|number| *number == 0.0)
    }
}
