//! The arguments of `standpoint explain`.

use super::shared::{InputArgs, KnowledgeArgs, MentionArgs, parse_count};
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Explain {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub knowledge: KnowledgeArgs,
    #[command(flatten)]
    pub mentions: MentionArgs,
    /// Take the N most frequent names that no actor goes by for actors too; the inputs are read twice
    #[arg(long, value_name = "N", value_parser = parse_count, help_heading = "Knowledge")]
    pub discover: Option<usize>,
    /// Print the whole text with its cues marked, and the whole arithmetic of each mention
    #[arg(long, help_heading = "Output")]
    pub all: bool,
    /// Write one self-contained page; to stdout, or as --html=FILE to a file
    #[arg(
        long,
        value_name = "FILE",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "-",
        help_heading = "Output"
    )]
    pub html: Option<PathBuf>,
    /// Score again with this cue left out and show what that changes: an expression or learned term as its file has
    /// it, or words of the text; may be given several times
    #[arg(long, value_name = "CUE", conflicts_with_all = ["html", "all"], help_heading = "Output")]
    pub without: Vec<String>,
}
