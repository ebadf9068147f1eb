//! The arguments of `standpoint sample`.

use super::shared::{InputArgs, KnowledgeArgs, MentionArgs, PrintArgs, parse_count};
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Sample {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub knowledge: KnowledgeArgs,
    #[command(flatten)]
    pub mentions: MentionArgs,
    #[command(flatten)]
    pub format: PrintArgs,
    /// Mentions in the sheet
    #[arg(
        short = 'n',
        long,
        value_name = "N",
        default_value_t = 150,
        value_parser = parse_count,
        help_heading = "Output"
    )]
    pub count: usize,
    /// Draw each mention with the same chance, not evenly over the classes
    #[arg(long, help_heading = "Output")]
    pub as_they_come: bool,
    /// The sheet [default: stdout]
    #[arg(short, long, value_name = "SHEET.csv", conflicts_with = "output_format", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// Replace the sheet if it is there already
    #[arg(short, long, requires = "output", help_heading = "Output")]
    pub force: bool,
}
