//! The arguments of `standpoint topics`.

use super::rows::RowArgs;
use super::shared::{InputArgs, PrintArgs, TopicCount, parse_k};
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct TopicsCommand {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub format: PrintArgs,
    #[command(flatten)]
    pub rows: RowArgs,
    /// Number of topics; auto takes the number that subsamples agree on, of 2 to 20 or of A..B
    #[arg(short, long, value_name = "N|auto|A..B", value_parser = parse_k, default_value = "auto", help_heading = "Topics")]
    pub k: TopicCount,
    /// Print a digest of the topics instead: terms, and the N documents nearest to each (3 at the most)
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "3", value_parser = clap::value_parser!(u8).range(0..=3), conflicts_with_all = ["program", "output_format"], help_heading = "Output")]
    pub show: Option<u8>,
    /// Keep the topics as a model, for documents to come
    #[arg(long, value_name = "FILE", help_heading = "Topics")]
    pub save: Option<PathBuf>,
    /// Replace the model if it is there already
    #[arg(short, long, requires = "save", help_heading = "Topics")]
    pub force: bool,
    /// Put the documents into the topics of a model, one by one; one that is like none of them has no topic
    #[arg(long, value_name = "FILE", conflicts_with_all = ["save", "k", "show"], help_heading = "Topics")]
    pub model: Option<PathBuf>,
}
