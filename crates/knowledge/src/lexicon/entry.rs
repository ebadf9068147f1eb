//! A line of a stance lexicon.

/// What an expression does.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    serde::Serialize,
    strum::IntoStaticStr,
    strum::EnumString,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
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
    pub const ALL: [Self; 8] = [
        Self::Cue,
        Self::Negator,
        Self::Intensifier,
        Self::Diminisher,
        Self::Hedge,
        Self::Speech,
        Self::Contrast,
        Self::Neutral,
    ];

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
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry<'l> {
    /// Word or phrase in lower case; a word with `*` stands for every word of its stem.
    pub term: &'l str,
    /// What it does.
    pub kind: Kind,
    /// What it says of an actor it is attached to.
    pub polarity: f64,
    /// What it says, as a verb, of its agent (who does it).
    pub agent: f64,
    /// What it says of its patient (to whom it is done).
    pub patient: f64,
    /// What it says of the agent's stance toward the patient.
    pub relation: f64,
    /// Of an intensifier or diminisher: what the next cue is multiplied by.
    pub factor: f64,
    /// Number of its file in the lexicon.
    pub file: usize,
    /// Line in that file.
    pub line: u64,
}

impl Entry<'_> {
    /// Whether it has a number for its agent or patient.
    #[must_use]
    pub fn has_roles(&self) -> bool {
        self.agent != 0.0 || self.patient != 0.0 || self.relation != 0.0
    }

    /// Whether one of its numbers for a stance has the other sign in `other`.
    #[must_use]
    pub fn opposes(&self, other: &Entry<'_>) -> bool {
        let numbers = |entry: &Entry<'_>| [entry.polarity, entry.agent, entry.patient, entry.relation];
        numbers(self).into_iter().zip(numbers(other)).any(|(one, two)| one * two < 0.0)
    }

    pub(super) fn is_silent(&self) -> bool {
        [self.polarity, self.agent, self.patient, self.relation, self.factor]
            .iter()
            .all(|number| *number == 0.0)
    }
}
