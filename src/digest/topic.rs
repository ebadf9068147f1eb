//! A topic in a digest.

use super::cell::StanceMean;

/// A topic in a period.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct TopicPeriod {
    /// The period.
    pub period: String,
    /// Documents of the topic in it.
    pub documents: u64,
    /// Their share of all dated documents of the period, 0 to 1.
    pub share: f64,
    /// `rising`, `falling`, `steady`; empty where it cannot be told.
    pub trend: String,
}

/// A document that is typical of a topic.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct TopicExample {
    /// The document.
    pub doc_id: String,
    /// Its headline, cut where it is long; none without one.
    pub title: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// Day of publication, `YYYY-MM-DD`.
    pub published: Option<String>,
}

/// An actor in a topic.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct TopicActor {
    /// The actor.
    pub actor_id: String,
    /// Its name.
    pub name: String,
    /// The mean over documents of the topic; without an interval.
    #[serde(flatten)]
    pub mean: StanceMean,
}

/// A topic.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct TopicDigest {
    /// The topic.
    pub topic_id: String,
    /// Phrases and terms that name it.
    pub label: String,
    /// Documents in it.
    pub documents: u64,
    /// How much of it other runs of the clustering find again, 0 to 1.
    pub stability: Option<f64>,
    /// Mean NPMI of its terms, -1 to 1.
    pub coherence: Option<f64>,
    /// Its terms, strongest first.
    pub terms: Vec<String>,
    /// Its course, by period.
    pub periods: Vec<TopicPeriod>,
    /// The actors that most of its documents mention.
    pub actors: Vec<TopicActor>,
    /// Typical documents, nearest to the centre first.
    pub examples: Vec<TopicExample>,
    /// Sentences that say most of what others of it say.
    pub sentences: Vec<String>,
}
