//! The arguments of `standpoint stance`.

use super::rows::RowArgs;
use super::shared::{InputArgs, KnowledgeArgs, MentionArgs, PrintArgs, parse_count};
use clap::{Args, ValueEnum};

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
    pub format: PrintArgs,
    #[command(flatten)]
    pub rows: RowArgs,
    /// Print the evidence behind the numbers: cues (the default) or all, as analyze writes it
    #[arg(
        long,
        value_enum,
        value_name = "WHICH",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "cues",
        help_heading = "Output"
    )]
    pub evidence: Option<EvidenceChoice>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EvidenceChoice {
    Cues,
    All,
}
