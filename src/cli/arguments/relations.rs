//! The arguments of `standpoint relations`.

use super::shared::{InputArgs, KnowledgeArgs, MentionArgs, PrintArgs, parse_count};
use clap::Args;
use standpoint::output::GraphFormat;
use standpoint::tables::Period;

#[derive(Debug, Args)]
pub struct Relations {
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
    /// Print a matrix of stances: sources in rows, targets in columns
    #[arg(long, conflicts_with = "graph", help_heading = "Output")]
    pub matrix: bool,
    /// Print the edges of each such stretch of time by themselves
    #[arg(long, value_enum, value_name = "PERIOD", help_heading = "Output")]
    pub period: Option<Period>,
    /// Sentences with evidence that an edge needs
    #[arg(long, value_name = "N", value_parser = parse_count, default_value = "1", help_heading = "Output")]
    pub min_evidence: usize,
    /// Confidence that an edge needs, 0 to 1 [default: that at which four of five edges are right on labelled sentences]
    #[arg(long, value_name = "P", value_parser = parse_share, help_heading = "Output")]
    pub min_confidence: Option<f64>,
    /// Let each copy of a text count by itself
    #[arg(long, help_heading = "Output")]
    pub count_duplicates: bool,
    /// How the edges are printed; edges is the table that Gephi imports
    #[arg(
        long = "as",
        id = "graph",
        value_enum,
        default_value = "csv",
        value_name = "FORMAT",
        help_heading = "Output"
    )]
    pub graph: GraphFormat,
}

/// A share.
fn parse_share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "it takes a number from 0 to 1".to_owned())
}
