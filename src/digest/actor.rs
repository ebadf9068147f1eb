//! An actor in a digest.

use super::cell::{OutletCell, PeriodCell, Shares, StanceMean, TopicCell};
use super::sentence::{EvidenceSentence, Side};

/// A word or expression that was the strongest cue of mentions of an actor.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Word {
    /// Its words, in lower case.
    pub cue: String,
    /// Mentions on its side whose strongest cue it is.
    pub mentions: u64,
    /// Whether it may be more, as counts of rare words were given up for memory.
    pub at_least: bool,
    /// What it speaks for: favourable or critical.
    pub side: Side,
}

/// An actor over all documents.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct ActorDigest {
    /// The actor.
    pub actor_id: String,
    /// Its name.
    pub name: String,
    /// Country, person, organisation and so on, as in `actors.csv`.
    pub kind: String,
    /// Mentions in the documents that count.
    pub mentions: u64,
    /// The mean over documents, with the interval of `actors.csv`.
    #[serde(flatten)]
    pub mean: StanceMean,
    /// The label of the mean; empty without evidence.
    pub label: String,
    /// Documents by label.
    pub shares: Shares,
    /// Stance in the outlets' own words, where the tables tell it.
    pub stance_narration: Option<f64>,
    /// Stance in quoted speech.
    pub stance_quoted: Option<f64>,
    /// Stance in reported speech.
    pub stance_reported: Option<f64>,
    /// By outlet, in the order of [`Digest::outlets`](super::Digest::outlets); those without a document are left out. Only of
    /// the most covered actors, those of findings and those that outlets differ on.
    pub outlets: Vec<OutletCell>,
    /// By period, in their order; those without a document are left out. Of the same actors.
    pub periods: Vec<PeriodCell>,
    /// How many topics of the digest it is in.
    pub in_topics: u64,
    /// By topic, those of most documents first, at most [`MOST_ACTOR_TOPICS`](super::MOST_ACTOR_TOPICS).
    pub topics: Vec<TopicCell>,
    /// The words that decided most mentions, for and then against, most frequent first.
    pub words: Vec<Word>,
    /// Its sentences: favourable, critical, neutral; the strongest of each first.
    pub sentences: Vec<EvidenceSentence>,
}

impl ActorDigest {
    /// The side that it is shown on: that of its label where its interval is on the same, else none.
    #[must_use]
    pub fn tone(&self) -> i8 {
        match (self.label.as_str(), self.mean.side()) {
            ("favourable", 1) => 1,
            ("critical", -1) => -1,
            _ => 0,
        }
    }
}
