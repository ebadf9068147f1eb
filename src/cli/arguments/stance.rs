//! The arguments of `standpoint stance`.

use super::shared::{FormatArgs, InputArgs, KnowledgeArgs, MentionArgs, parse_count};
use clap::Args;

#[derive(Debug, Args)]
pub struct Stance {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub knowledge: KnowledgeArgs,
    #[command(flatten)]
    pub mentions: MentionArgs,
    /// Take the N most frequent names that no actor goes by for actors too; the inputs are read twice
    #[arg(long, value_name = "N", value_parser = parse_count, help_heading = "Knowledge")]
    pub discover: Option<usize>,
    #[command(flatten)]
    pub format: FormatArgs,
    /// Print the evidence behind the numbers, a row a cue
    #[arg(long, help_heading = "Output")]
    pub evidence: bool,
}
