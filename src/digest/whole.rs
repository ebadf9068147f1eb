//! The digest.

use super::actor::ActorDigest;
use super::corpus::{AboutRun, Corpus, OutletDigest, PeriodDigest};
use super::division::Division;
use super::finding::Finding;
use super::relation::RelationDigest;
use super::topic::TopicDigest;

/// What was cut: of how many things how many are here.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Cut {
    /// What they are, in the plural.
    pub what: String,
    /// How many are here.
    pub shown: u64,
    /// How many there are.
    pub of: u64,
    /// Where the others are found.
    pub rest: String,
}

/// A result in short.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize)]
pub struct Digest {
    /// How it was made.
    pub about: AboutRun,
    /// What was read.
    pub corpus: Corpus,
    /// What stands out.
    pub findings: Vec<Finding>,
    /// The actors, by documents, then mentions, then id.
    pub actors: Vec<ActorDigest>,
    /// The outlets with most documents, by documents, then name.
    pub outlets: Vec<OutletDigest>,
    /// The actors that outlets differ on: those whose difference is no chance first, then by the difference.
    pub divisions: Vec<Division>,
    /// The periods from the first to the last that has documents, without gaps, at most the latest
    /// [`MOST_PERIODS`](super::MOST_PERIODS).
    pub periods: Vec<PeriodDigest>,
    /// The topics, by documents.
    pub topics: Vec<TopicDigest>,
    /// Who stands how toward whom, where the tables tell it.
    pub relations: Vec<RelationDigest>,
    /// What was cut.
    pub cut: Vec<Cut>,
}
