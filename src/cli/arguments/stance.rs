//! The arguments of `standpoint stance`.

use super::shared::{FormatArgs, InputArgs, KnowledgeArgs, MentionArgs};
use clap::Args;

#[derive(Debug, Args)]
pub struct Stance {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub knowledge: KnowledgeArgs,
    #[command(flatten)]
    pub mentions: MentionArgs,
    #[command(flatten)]
    pub format: FormatArgs,
    /// Print the evidence behind the numbers, a row a cue
    #[arg(long, help_heading = "Output")]
    pub evidence: bool,
}
