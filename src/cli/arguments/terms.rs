//! The arguments of `standpoint terms`.

use super::rows::RowArgs;
use super::shared::{ActorArgs, InputArgs, PrintArgs};
use clap::Args;

#[derive(Debug, Args)]
pub struct TermsCommand {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub actors: ActorArgs,
    #[command(flatten)]
    pub format: PrintArgs,
    #[command(flatten)]
    pub rows: RowArgs,
    /// Terms a document
    #[arg(long, value_name = "N", default_value_t = 10, help_heading = "Output")]
    pub top: usize,
    /// Count the names of listed actors too
    #[arg(long, help_heading = "Output")]
    pub names: bool,
    /// Print the terms that set two groups of documents apart instead: source=A:B or author=A:B (--source-column takes
    /// any column for the source), or inputs, for two inputs
    #[arg(long, value_name = "GROUPS", value_parser = parse_compare, help_heading = "Output")]
    pub compare: Option<Compare>,
}

/// Two groups of documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compare {
    /// By their outlet.
    Source(String, String),
    /// By who wrote them.
    Author(String, String),
    /// By the input they are from.
    Inputs,
}

/// Groups to compare.
fn parse_compare(text: &str) -> Result<Compare, String> {
    if text == "inputs" {
        return Ok(Compare::Inputs);
    }
    let wrong = || "it is source=A:B, author=A:B or inputs".to_owned();
    let (field, groups) = text.split_once('=').ok_or_else(wrong)?;
    let (a, b) = groups.split_once(':').ok_or_else(wrong)?;
    let (a, b) = (a.trim().to_owned(), b.trim().to_owned());
    if a.is_empty() || b.is_empty() || a == b {
        return Err("two different groups are named, as in source=A:B".to_owned());
    }
    match field {
        "source" => Ok(Compare::Source(a, b)),
        "author" => Ok(Compare::Author(a, b)),
        _ => Err(wrong()),
    }
}
