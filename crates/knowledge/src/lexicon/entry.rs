//! A line of a stance lexicon.

/// The kind of an expression.
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
    /// Evaluates: favourable or critical.
    Cue,
    /// Reverses what follows.
    Negator,
    /// Strengthens what follows.
    Intensifier,
    /// Weakens what follows.
    Diminisher,
    /// Marks what follows as uncertain.
    Hedge,
    /// Reports speech.
    Speech,
    /// Contrasts what follows with what came before.
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

    /// The kind with that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

/// An expression and its scores. Numbers are in [-3, 3]; 0 is no score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry<'l> {
    /// Word or phrase in lower case; a word with `*` matches every word with its stem.
    pub term: &'l str,
    /// Its kind.
    pub kind: Kind,
    /// Score for an actor it is attached to.
    pub polarity: f64,
    /// Score for the agent of the verb (who acts).
    pub agent: f64,
    /// Score for its patient (who is acted on).
    pub patient: f64,
    /// The agent's stance toward the patient.
    pub relation: f64,
    /// Of an intensifier or diminisher: factor of the next cue.
    pub factor: f64,
    /// Number of its file in the lexicon.
    pub file: usize,
    /// Line in that file, from 1.
    pub line: u64,
}

impl Entry<'_> {
    /// Whether it has a score for its agent or patient.
    #[must_use]
    pub fn has_roles(&self) -> bool {
        self.agent != 0.0 || self.patient != 0.0 || self.relation != 0.0
    }

    /// Whether one of its scores has the opposite sign in `other`.
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
