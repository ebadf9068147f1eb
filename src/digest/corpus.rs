//! What was read, and how.

use super::cell::StanceMean;
use std::collections::BTreeMap;

/// A reason for which inputs were skipped or a date was not read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct SkippedReason {
    /// The reason, as in `skipped.csv`.
    pub reason: String,
    /// How many rows of it there are.
    pub rows: u64,
    /// The first of them: its path, with the row behind a `#`.
    pub example: String,
    /// Its particulars.
    pub detail: String,
}

/// An actor in an outlet, as the outlet sees it.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct OutletActor {
    /// The actor.
    pub actor_id: String,
    /// Its name.
    pub name: String,
    /// The mean over documents of the outlet.
    #[serde(flatten)]
    pub mean: StanceMean,
}

/// An outlet.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize)]
pub struct OutletDigest {
    /// Its name.
    pub outlet: String,
    /// Its documents.
    pub documents: u64,
    /// How many of the actors of the digest they mention.
    pub actors_named: u64,
    /// Those of them in most of its documents, at most [`MOST_OUTLET_ACTORS`](super::MOST_OUTLET_ACTORS).
    pub actors: Vec<OutletActor>,
}

/// A period.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct PeriodDigest {
    /// Its name, as in `summary.csv`.
    pub period: String,
    /// Its documents; none in a gap between others.
    pub documents: u64,
}

/// The documents as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Corpus {
    /// Documents.
    pub documents: u64,
    /// Texts: documents without those that print a text again.
    pub texts: u64,
    /// Documents that mention an actor.
    pub with_actors: u64,
    /// Mentions of actors in all documents.
    pub mentions: u64,
    /// Actors that are mentioned.
    pub actors: u64,
    /// Outlets.
    pub outlets: u64,
    /// Documents without an outlet.
    pub without_outlet: u64,
    /// Documents without a date.
    pub undated: u64,
    /// First day of publication, `YYYY-MM-DD`.
    pub first: Option<String>,
    /// Last day of publication.
    pub last: Option<String>,
    /// Documents by language.
    pub languages: BTreeMap<String, u64>,
    /// Documents in languages that have no lexicon, and so no stance.
    pub without_lexicon: u64,
    /// What was skipped, by reason, most frequent first.
    pub skipped: Vec<SkippedReason>,
}

/// How the result was made: what changes it, and nothing else.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize)]
pub struct AboutRun {
    /// The version of the program.
    pub version: String,
    /// The length of a period: day, week, month, quarter or year.
    pub period: String,
    /// Whether each copy of a text counts by itself.
    pub count_duplicates: bool,
    /// The settings that change results, by name.
    pub settings: BTreeMap<String, serde_json::Value>,
    /// Id and SHA-256 of each lexicon, in the order of their layers.
    pub lexicons: Vec<(String, String)>,
    /// Id and SHA-256 of each actor file.
    pub actor_files: Vec<(String, String)>,
}
