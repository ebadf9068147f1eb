//! What can be typed: the options of all commands and the commands here, the arguments of each command in its file,
//! those that several take in `shared`.

mod actors;
mod analyze;
mod evaluate;
mod explain;
mod lexicon;
mod merge;
mod reference;
mod relations;
mod rows;
mod sample;
mod shared;
mod stance;
mod terms;
mod topics;

pub use actors::*;
pub use analyze::*;
pub use evaluate::*;
pub use explain::*;
pub use lexicon::*;
pub use merge::*;
pub use reference::*;
pub use relations::*;
pub use sample::*;
pub use shared::*;
pub use stance::*;
pub use terms::*;
pub use topics::*;

use clap::{Parser, Subcommand, ValueEnum};

const EXAMPLES: &str = "\
Examples:
  standpoint analyze corpus -o results
  echo 'Paris praised the accord, but Moscow condemned it.' | standpoint stance
  standpoint stance corpus > stance.csv
  standpoint explain corpus/harbour-tribune/2031-02-14-steel-zero-for-zero.txt
  standpoint topics corpus --k 6

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some inputs were skipped, 130 interrupted
(143 by SIGTERM, 129 by SIGHUP).";

/// Scores the stance of news text toward named actors and finds the terms of each article.
#[derive(Debug, Parser)]
#[command(name = "standpoint", version, about, after_help = EXAMPLES, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more; twice for every skipped input
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN")]
    pub color: Color,
}

impl Arguments {
    /// The inputs of a command that reads texts.
    pub fn input(&self) -> Option<&InputArgs> {
        match &self.command {
            Command::Analyze(options) => Some(&options.input),
            Command::Stance(options) => Some(&options.input),
            Command::Relations(options) => Some(&options.input),
            Command::Topics(options) => Some(&options.input),
            Command::Explain(options) => Some(&options.input),
            Command::Sample(options) => Some(&options.input),
            Command::Terms(options) => Some(&options.input),
            Command::Actors(ActorsCommand::Discover(options)) => Some(&options.input),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write every table of the inputs into a directory: the main job
    #[command(after_help = "\
Examples:
  standpoint analyze corpus -o results
  standpoint analyze corpus -o results --k 6 --workbook results.xlsx
  standpoint analyze articles.csv -o results --text-column body --for excel")]
    Analyze(Box<Analyze>),
    /// Merge the results of parts of a corpus into that of all of it
    #[command(after_help = "\
Examples:
  standpoint merge shards/1 shards/2 -o results
  standpoint merge shards/* -o results --shard

The results come from 'standpoint analyze PART -o DIR --model FILE --shard', the model from
'standpoint topics SAMPLE --save FILE'. The tables are those of one run over all documents, whatever
the parts and their order. Parts share no document, and were made with the same flags, model, lexicons,
actors and version.")]
    Merge(Merge),
    /// Print the stance of each document toward each actor
    #[command(after_help = "\
Examples:
  echo 'Paris praised the accord, but Moscow condemned it.' | standpoint stance
  standpoint stance corpus > stance.csv
  standpoint stance --evidence corpus/meridian-courier")]
    Stance(Stance),
    /// Print who takes a stance toward whom
    #[command(after_help = "\
Examples:
  echo 'Paris praised Berlin, but Moscow condemned it.' | standpoint relations
  standpoint relations corpus --matrix
  standpoint relations corpus --period month --min-evidence 2 > relations.csv
  standpoint relations corpus --as graphml > relations.graphml")]
    Relations(Box<Relations>),
    /// Print the topic of each document
    #[command(after_help = "\
Examples:
  standpoint topics corpus --show
  standpoint topics corpus --k 6
  standpoint topics corpus > topics.csv")]
    Topics(TopicsCommand),
    /// Print each actor's stance with its three strongest sentences, cues marked
    #[command(after_help = "\
Examples:
  standpoint explain corpus/harbour-tribune/2031-02-14-steel-zero-for-zero.txt
  echo 'Paris praised Berlin, but Moscow condemned it.' | standpoint explain
  echo 'Paris praised Berlin, but Moscow condemned it.' | standpoint explain --without praised
  standpoint explain article.txt --all --color always | less -R
  standpoint explain article.txt --html=article.html")]
    Explain(Explain),
    /// Measure the scorer against the labels of people
    #[command(subcommand)]
    Evaluate(EvaluateCommand),
    /// Draw mentions for people to label, as a sheet
    #[command(after_help = "\
Examples:
  standpoint sample corpus > sheet.csv
  standpoint sample corpus -n 60 --seed 2 -o sheet.csv --for excel
  standpoint sample corpus -n 100 --as-they-come -o sheet.csv

Mentions are drawn as evenly as may be over critical, neutral and favourable ones, in the outlet's
words and in those of others: what is rare is seen often enough to be judged. With --as-they-come
they are as frequent as in the texts, which 'lexicon learn --only-biases' needs. The sheet does not say
what the program makes of them. Fill the column label with critical, neutral, favourable or mixed, and give
the sheet to 'evaluate mentions' or 'lexicon learn'; rows without a label are left out.")]
    Sample(Sample),
    /// Print the terms that set each document apart (TF-IDF)
    #[command(after_help = "\
Examples:
  standpoint terms corpus --top 5
  standpoint terms corpus --compare source='Harbour Tribune:Northern Sentinel'
  standpoint terms corpus/harbour-tribune corpus/peoples-lantern --compare inputs
  echo 'The pipeline carries oil; the oil pays for the pipeline.' | standpoint terms")]
    Terms(TermsCommand),
    /// List, check, discover or convert the actors that are looked for
    #[command(subcommand)]
    Actors(ActorsCommand),
    /// List or check the expressions that are looked for
    #[command(subcommand)]
    Lexicon(LexiconCommand),
    /// Say what the tables and their columns mean
    #[command(after_help = "\
Examples:
  standpoint schema
  standpoint schema stance
  standpoint schema --json
  standpoint schema --for pandas > load.py")]
    Schema(Schema),
    /// Print a completion script for a shell
    #[command(after_help = "Example:\n  standpoint completions bash > standpoint.bash")]
    Completions(Completions),
    /// Write the manual pages
    #[command(after_help = "Examples:\n  standpoint man > standpoint.1\n  standpoint man --output man")]
    Man(Man),
}
