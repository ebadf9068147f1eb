//! The arguments of `standpoint analyze`.

use super::shared::{FormatArgs, InputArgs, KnowledgeArgs, MentionArgs, TopicCount, parse_count, parse_k};
use clap::{Args, ValueEnum};
use standpoint::output::TableFormat;
use standpoint::tables::{EvidenceRows, Period};
use std::path::PathBuf;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Wide {
    Actors,
}

#[derive(Debug, Args)]
pub struct Analyze {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub knowledge: KnowledgeArgs,
    #[command(flatten)]
    pub mentions: MentionArgs,
    /// Directory of the results; they appear whole or not at all, and files of your own in it stay
    #[arg(short, long, value_name = "DIR", help_heading = "Output")]
    pub output: PathBuf,
    /// Write into a directory that is no earlier result, and over a workbook; files that are in the way of a table get
    /// another name
    #[arg(short, long, help_heading = "Output")]
    pub force: bool,
    /// Wait while another run writes to the directory
    #[arg(long, help_heading = "Output")]
    pub wait: bool,
    /// Take up an earlier run with --resume into this directory, also one that was killed: documents that have not
    /// changed since are read, but not analysed again, where settings, lexicons, actors and version are the same. They are
    /// kept in a cache beside the directory (.NAME.standpoint.cache), which runs without --resume neither read nor write.
    /// The result is the same as without
    #[arg(long, help_heading = "Output")]
    pub resume: bool,
    #[command(flatten)]
    pub format: FormatArgs,
    /// Write a workbook for readers too: actors, outlets, months, sentences with their words marked, and stances with
    /// names, outlets and dates for pivot tables; in the directory it is a part of the result
    #[arg(long, value_name = "FILE.xlsx", help_heading = "Output")]
    pub workbook: Option<PathBuf>,
    /// Formats of the tables: csv, parquet or both. Parquet is in programs that were built with --features parquet
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_value = "csv",
        value_name = "FORMATS",
        help_heading = "Output"
    )]
    pub tables: Vec<TableFormat>,
    /// Write a wide table too: actors against outlets, with mean stance and documents (actors_wide.csv)
    #[arg(long, value_enum, value_name = "WHAT", help_heading = "Output")]
    pub wide: Option<Wide>,
    /// Leave out report.html, the page of the result
    #[arg(long, help_heading = "Output")]
    pub no_report: bool,
    /// Which evidence is written: cues (six of a mention at the most, and a row each for the others, the context and the
    /// prior), all, or none
    #[arg(long, value_enum, default_value = "cues", value_name = "WHICH", help_heading = "Output")]
    pub evidence: EvidenceRows,
    /// The stretch of time that a row of summary.csv covers
    #[arg(long, value_enum, default_value = "month", value_name = "PERIOD", help_heading = "Output")]
    pub period: Period,
    /// Terms a document in terms.csv
    #[arg(long, value_name = "N", default_value_t = 10, help_heading = "Output")]
    pub top: usize,
    /// Key sentences a document in key_sentences.csv; a topic has three times as many in topic_sentences.csv
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = "Output")]
    pub sentences: u8,
    /// Let each copy of a text count by itself; else the documents that print one story, word for word or edited, are
    /// one text in actors, summary and topics
    #[arg(long, help_heading = "Output")]
    pub count_duplicates: bool,
    /// Number of topics; auto takes the number that subsamples agree on, of 2 to 20 or of A..B
    #[arg(short, long, value_name = "N|auto|A..B", value_parser = parse_k, default_value = "auto", help_heading = "Topics")]
    pub k: TopicCount,
    /// Put the documents into the topics of a model that 'topics --save' wrote, one by one: nothing is fitted, rows are in
    /// the order of doc_id, and paragraphs that are left out are those that the articles of the model share
    #[arg(long, value_name = "FILE", conflicts_with = "k", help_heading = "Topics")]
    pub model: Option<PathBuf>,
    /// Keep in the result what 'standpoint merge' needs of each document (shard.records)
    #[arg(long, requires = "model", conflicts_with = "discover", help_heading = "Output")]
    pub shard: bool,
    /// Let the names of listed actors be terms in terms.csv too
    #[arg(long, help_heading = "Output")]
    pub names: bool,
    /// Take the N most frequent names that no actor goes by for actors too, marked in actors.csv; the inputs are read
    /// twice
    #[arg(long, value_name = "N", value_parser = parse_count, help_heading = "Knowledge")]
    pub discover: Option<usize>,
}
