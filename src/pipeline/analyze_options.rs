//! The options of `analyze`, and why it stops.

use super::flow::RunError;
use super::shard::ShardError;
use crate::output::{Dialect, OutputError, TableFormat};
use crate::tables::{EvidenceRows, Period, TermOptions};
use crate::terms::BackgroundError;
use crate::topics::{Choice, TopicError, TopicModel};
use crate::tsv::Hint;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Options of `analyze`.
#[derive(Debug, Clone)]
pub struct AnalyzeOptions {
    /// How the number of topics is chosen.
    pub topics: Choice,
    /// Maximum terms per document in `terms.csv`.
    pub terms: usize,
    /// Whether occurrences inside names of listed actors count there.
    pub names: bool,
    /// Which evidence is written.
    pub evidence: EvidenceRows,
    /// The length of the periods of summary rows.
    pub period: Period,
    /// Key sentences per document in `key_sentences.csv`; three times as many per topic in `topic_sentences.csv`.
    pub sentences: usize,
    /// Whether each copy of a text counts by itself in what is above a document; else a text counts once.
    pub count_duplicates: bool,
    /// How tables are written.
    pub dialect: Dialect,
    /// Where a workbook is written: in the directory of the results it is a file of the result.
    pub workbook: Option<PathBuf>,
    /// The formats of the tables; CSV is made in any case, and stays if it is one of them.
    pub formats: Vec<TableFormat>,
    /// Whether actors against outlets are written too, as a wide table.
    pub wide_actors: bool,
    /// Whether the page of the result is written.
    pub report: bool,
    /// The model that documents are put into the topics of, in the order of their ids; else topics are fitted, and the
    /// order is that of the inputs.
    pub model: Option<Arc<TopicModel>>,
    /// Whether the result keeps what [`Engine::merge`](super::Engine::merge) needs of its documents. It takes a model.
    pub shard: bool,
    /// Settings for the manifest: the flags that change results.
    pub settings: BTreeMap<String, serde_json::Value>,
}

impl Default for AnalyzeOptions {
    /// The defaults of the command.
    fn default() -> Self {
        Self {
            topics: Choice::default(),
            terms: TermOptions::default().most,
            names: false,
            evidence: EvidenceRows::Cues,
            period: Period::Month,
            sentences: 1,
            count_duplicates: false,
            dialect: Dialect::default(),
            workbook: None,
            formats: vec![TableFormat::Csv],
            wide_actors: false,
            report: true,
            model: None,
            shard: false,
            settings: BTreeMap::new(),
        }
    }
}

/// Why `analyze` stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AnalyzeError {
    /// Wrong inputs, an interruption, or a table that cannot be written meanwhile.
    #[error(transparent)]
    Run(#[from] RunError<OutputError>),
    /// The results cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// Topics cannot be fitted.
    #[error(transparent)]
    Topics(#[from] TopicError),
    /// The background table of the language is broken; tests read the shipped one.
    #[error(transparent)]
    Background(#[from] BackgroundError),
    /// Parts of a corpus cannot be analysed as such, or merged.
    #[error(transparent)]
    Shard(#[from] ShardError),
}

impl Hint for AnalyzeError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Run(error) => error.hint(),
            Self::Output(error) => error.hint(),
            Self::Topics(error) => error.hint(),
            Self::Background(error) => error.hint(),
            Self::Shard(error) => error.hint(),
        }
    }
}
