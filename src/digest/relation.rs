//! A relation in a digest.

use super::cell::StanceMean;
use super::sentence::EvidenceSentence;

/// The stance of one actor toward another.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct RelationDigest {
    /// Whose stance it is.
    pub source_id: String,
    /// The name of that actor.
    pub source: String,
    /// Whom it is toward.
    pub target_id: String,
    /// The name of that actor.
    pub target: String,
    /// The mean over documents.
    #[serde(flatten)]
    pub mean: StanceMean,
    /// `positive`, `negative` or `mixed`, as in `relations.csv`.
    pub label: String,
    /// A sentence that says it.
    pub example: Option<EvidenceSentence>,
}

impl RelationDigest {
    /// The side that it is shown on: that of its label where its interval is on the same, else none.
    #[must_use]
    pub fn tone(&self) -> i8 {
        match (self.label.as_str(), self.mean.side()) {
            ("positive", 1) => 1,
            ("negative", -1) => -1,
            _ => 0,
        }
    }
}
