//! The digest of a result: what a reader is shown first, in bounded size, whatever the corpus. The report, the reader's
//! workbook, the last lines on the terminal and `digest.json` are all made of it.
//!
//! It is built from rows of the tables alone, so that results that are read back from their files give the same digest.

mod accuracy;
mod actor;
mod build;
mod candidates;
mod cell;
mod corpus;
mod counting;
mod division;
mod divisions;
mod finding;
mod findings;
mod gather;
mod limits;
mod marks;
mod micro;
mod moments;
mod relation;
mod relations;
mod sentence;
mod shorten;
mod timeline;
mod topic;
mod whole;
mod words;

pub use accuracy::Accuracy;
pub use actor::{ActorDigest, Word};
pub use build::DigestBuilder;
pub use cell::{LEAST_CALLED, OutletCell, PeriodCell, Shares, StanceMean, TopicCell};
pub use corpus::{AboutRun, Corpus, OutletActor, OutletDigest, PeriodDigest, SkippedReason};
pub use counting::DocumentStance;
pub use division::Division;
pub use finding::{EvidencePlace, Finding, FindingKind};
pub use gather::Gathered;
pub use limits::{
    MOST_ACTOR_TOPICS, MOST_ACTORS, MOST_CHARTED, MOST_DIVISIONS, MOST_OUTLET_ACTORS, MOST_OUTLETS,
    MOST_PERIODS, MOST_RELATIONS, MOST_SENTENCES, MOST_TOPICS, WITH_SENTENCES,
};
pub use relation::RelationDigest;
pub use sentence::{EvidenceSentence, MarkKind, Side, TextMark};
pub use topic::{TopicActor, TopicDigest, TopicExample, TopicPeriod};
pub use whole::{Cut, Digest};
