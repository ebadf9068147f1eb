//! The arguments of `standpoint actors`.

use super::shared::{ActorArgs, InputArgs, ShownArgs, parse_count};
use clap::{Args, Subcommand};
use standpoint::actors::foreign::ActorFormat;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum ActorsCommand {
    /// Print the actors and their aliases, in a pipe as a file that --actors takes
    #[command(after_help = "\
Examples:
  standpoint actors list
  standpoint actors list kazakh
  standpoint actors list kazakh --output-format jsonl")]
    List(ActorsList),
    /// Look for mistakes in actor files (the shipped ones if none is named)
    #[command(after_help = "\
Examples:
  standpoint actors check
  standpoint actors check --corpus corpus")]
    Check(ActorsCheck),
    /// List the names in texts that no actor goes by, as a file that --actors takes
    #[command(after_help = "\
Examples:
  standpoint actors discover corpus > found.tsv
  standpoint analyze corpus -o results --actors found.tsv

Look the file through before it is used: kinds are guesses, and names that belong together may stand apart. The note of
each actor says how often and where it is named, and how evenly (1: in all documents alike).")]
    Discover(Box<ActorsDiscover>),
    /// Turn an actor list of another tool into a file that --actors takes
    #[command(after_help = "\
Examples:
  standpoint actors convert Phoenix.Countries.actors.txt -o countries.tsv
  standpoint actors convert query.csv --from wikidata > people.tsv
  standpoint actors convert names.csv --from csv > mine.tsv

Formats: petrarch (NAME_ [CODE]), wikidata (a query saved as CSV or JSON, with itemLabel), csv (two columns, actor and
alias), patterns (JSON lines of spaCy's entity ruler). The licence of a list is that of its makers; convert states none.")]
    Convert(ActorsConvert),
}

#[derive(Debug, Args)]
pub struct ActorsCheck {
    /// Files to check
    pub files: Vec<PathBuf>,
    /// Texts (files or directories) in which the uses of names as common words are counted
    #[arg(long, value_name = "INPUT")]
    pub corpus: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct ActorsDiscover {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub actors: ActorArgs,
    /// Actors in the list
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = parse_count, help_heading = "Output")]
    pub top: usize,
    /// Mentions an actor must have
    #[arg(long, value_name = "N", default_value_t = 2, help_heading = "Output")]
    pub least: u64,
}

#[derive(Debug, Args)]
pub struct ActorsConvert {
    /// The list
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Its format [default: by what stands in it]
    #[arg(long, value_name = "FORMAT", value_parser = parse_actor_format)]
    pub from: Option<ActorFormat>,
    /// The file to write [default: stdout]
    #[arg(short, long, value_name = "OUT.tsv")]
    pub output: Option<PathBuf>,
}

/// A format of actor lists.
fn parse_actor_format(name: &str) -> Result<ActorFormat, String> {
    ActorFormat::from_name(name).ok_or_else(|| format!("it is one of {}", ActorFormat::list()))
}

#[derive(Debug, Args)]
pub struct ActorsList {
    /// Only actors whose id, name or alias holds this
    pub pattern: Option<String>,
    #[command(flatten)]
    pub actors: ActorArgs,
    #[command(flatten)]
    pub format: ShownArgs,
}
