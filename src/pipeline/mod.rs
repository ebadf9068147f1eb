//! The pipeline: the only module that knows the order of the stages.
//!
//! `ingest -> text -> mentions -> stance`, and beside it `terms -> topics`; then tables. Articles are processed in
//! parallel and returned in order; counts, the term matrix and a small row per document are kept in memory.
//!
//! A program holds an [`Engine`]. Each product is a method of it, in a file of its own: [`score`](Engine::score) of one
//! text; [`stance`](Engine::stance), [`evidence`](Engine::evidence), [`explain`](Engine::explain),
//! [`explain_without`](Engine::explain_without), [`assign`](Engine::assign) and [`terms`](Engine::terms), which pass
//! rows to a sink; [`topics`](Engine::topics), [`compare`](Engine::compare), [`sample`](Engine::sample),
//! [`discover`](Engine::discover), [`coverage`](Engine::coverage), [`coherence`](Engine::coherence),
//! [`score_labelled`](Engine::score_labelled) and [`learn`](Engine::learn), which return a report; and
//! [`analyze`](Engine::analyze), which writes every table.

mod analyst;
mod analyze;
mod analyze_options;
mod article_results;
mod assign;
mod boilerplate;
mod budget;
mod by_language;
mod coherence;
mod compare;
mod coverage;
mod digest;
mod discover;
mod documents;
mod draft;
mod engine;
mod explain;
mod explain_without;
#[cfg(test)]
mod faults;
mod fit_topics;
mod flow;
mod ids;
mod interrupt;
mod labelled;
mod labelled_pairs;
mod labelled_scores;
mod learn;
mod learn_relations;
mod of_mentions;
mod ordered;
mod placing;
mod pool;
mod progress;
mod relations;
mod results;
mod resume;
mod sample;
mod score;
mod scored;
mod settings;
mod shard;
mod sought;
mod stance;
mod table_files;
mod terms;
mod timings;
mod topics;
mod without;

pub use analyst::{Analysis, Analyst, text_hash};
pub use analyze_options::{AnalyzeError, AnalyzeOptions};
pub use compare::{CompareReport, Comparison, EmptyGroup};
pub use coverage::Coverage;
pub use discover::DiscoverError;
pub use draft::{Committed, Draft};
pub use engine::Engine;
pub use explain_without::{LeftOut, WithoutError};
pub use flow::{Outcome, Processed, RunError};
pub use interrupt::Interrupt;
pub use labelled::{LabelledDocument, ScoredLabel, examples, score_labelled};
pub use labelled_pairs::{ScoredPair, pairs_report, score_pairs};
pub use labelled_scores::LabelledScores;
pub use learn::{BiasReport, LabelledFile, LearnReport, class_counts};
pub use learn_relations::{PairFile, PairLearnReport};
pub use progress::{Phase, Step};
pub use relations::RelationOptions;
pub use resume::{CacheNote, Resumed};
pub use scored::{ActorScore, CueScore, MentionScore, Scored};
pub use settings::{LanguageChoice, Settings};
pub use shard::{MergeOptions, RECORDS, ShardError};
pub use sought::Sought;
pub use terms::TermsError;
pub use timings::{Stage, StageTime, Timings};
pub use topics::{TopicsError, TopicsReport};
pub use without::NoSuchCue;
