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
    /// A sentence that says it.
    pub example: Option<EvidenceSentence>,
}
