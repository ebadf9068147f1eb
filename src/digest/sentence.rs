//! A sentence that a number rests on.

/// What a sentence says of an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// It speaks for it.
    Favourable,
    /// It speaks against it.
    Critical,
    /// It does neither; shown where an actor has little else.
    Neutral,
}

impl Side {
    /// Its name, that of the label of the mention.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Favourable => "favourable",
            Self::Critical => "critical",
            Self::Neutral => "neutral",
        }
    }
}

/// What a stretch of a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MarkKind {
    /// The words that name the actor.
    Mention,
    /// A cue that speaks for it.
    Favourable,
    /// A cue that speaks against it.
    Critical,
}

/// A marked stretch of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct TextMark {
    /// First code point in [`EvidenceSentence::text`].
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// What it is.
    pub kind: MarkKind,
}

/// A sentence that speaks of an actor, with the words that made its stance.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct EvidenceSentence {
    /// Its document.
    pub doc_id: String,
    /// Its number there.
    pub sentence_id: String,
    /// The mention that its stance is that of, in `mentions.csv`.
    pub mention_id: String,
    /// The side that it is on: the label of the mention.
    pub side: Side,
    /// The stance of the mention, -1 to 1.
    pub stance: f64,
    /// `narration`, `quoted` or `reported`.
    pub voice: String,
    /// The name of the actor whose words they are, where it is known.
    pub speaker: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// Day of publication, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// The period of that day; empty without a date.
    pub period: String,
    /// The headline, cut where it is long.
    pub title: Option<String>,
    /// Where the document was, cut where it is long.
    pub url: Option<String>,
    /// The sentence on one line, at most 1,000 characters and a mark where it was cut.
    pub text: String,
    /// Its mention and cues, by place; none overlap.
    pub marks: Vec<TextMark>,
    /// Whether it is among the strongest of its side; else it stands for an outlet or a period.
    pub strongest: bool,
}
