//! The stance in a word.

/// The stance in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Label {
    /// For the actor.
    Favourable,
    /// Neither.
    Neutral,
    /// Against the actor.
    Critical,
    /// Both: of documents and what is above them, never of a mention.
    Mixed,
}

impl Label {
    /// The name in the tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Favourable => "favourable",
            Self::Neutral => "neutral",
            Self::Critical => "critical",
            Self::Mixed => "mixed",
        }
    }
}
