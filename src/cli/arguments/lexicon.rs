//! The arguments of `standpoint lexicon`.

use super::shared::{KnowledgeArgs, LexiconArgs, ShownArgs};
use clap::{Args, Subcommand};
use standpoint::lexicon::foreign::{ForeignFormat, WordSide};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum LexiconCommand {
    /// Print the entries, in a pipe as a file that --lexicon takes
    #[command(after_help = "Examples:\n  standpoint lexicon list\n  standpoint lexicon list condemn")]
    List(LexiconList),
    /// Fit a learned table to labelled mentions, beside the lexicon
    #[command(after_help = "\
Examples:
  standpoint lexicon learn labelled.jsonl -o mine.tsv
  standpoint lexicon learn labelled.jsonl -o mine.tsv --dev other.jsonl --license 'CC BY 4.0'
  standpoint lexicon learn labelled.jsonl --only-biases -o mine.tsv
  standpoint lexicon learn filled.csv --only-biases -o mine.tsv
  standpoint stance corpus --lexicon mine.tsv

A table is a whole one and replaces the shipped one; cross-validation says what it is worth on each file.
--only-biases fits the two biases, and scales that follow from them, to lie over the shipped table: fifty labels, of
texts as they come, do for news that takes sides more or less often than news in general. They may be a
sheet of 'standpoint sample --as-they-come' whose column label was filled.")]
    Learn(Learn),
    /// Look for mistakes in lexicons (the shipped one if none is named)
    #[command(after_help = "\
Examples:
  standpoint lexicon check
  standpoint lexicon check --corpus corpus

Files may be lexicons, learned tables or lexicons of other tools; later ones lie over earlier ones.")]
    Check(LexiconCheck),
    /// Turn a lexicon of another tool into a file that can be read, edited and checked
    #[command(after_help = "\
Examples:
  standpoint lexicon convert words.txt > words.tsv
  standpoint lexicon convert moral.dic --favourable Virtue --critical Vice -o moral.tsv
  standpoint lexicon convert insults.txt --as critical -o insults.tsv
  standpoint stance corpus --lexicon words.txt

--lexicon takes such files as they are; convert shows what becomes of them, and lets categories be chosen.
The licence of a lexicon is that of its makers; convert states none.")]
    Convert(Convert),
}

#[derive(Debug, Args)]
pub struct Learn {
    /// Labelled mentions, JSON lines or a filled sheet (see standpoint evaluate mentions --help); FILE:0.5 counts each by half
    #[arg(value_name = "FILE[:WEIGHT]", required = true)]
    pub files: Vec<String>,
    /// The table to write
    #[arg(short, long, value_name = "OUT.tsv")]
    pub output: PathBuf,
    /// Labelled mentions that the table is measured on besides
    #[arg(long, value_name = "FILE")]
    pub dev: Vec<PathBuf>,
    /// Fit the two biases alone (scales follow from them), to lay them over the table in force: how often texts like these take a stance
    #[arg(long, conflicts_with_all = ["rows", "least", "cost", "calibrate"])]
    pub only_biases: bool,
    /// Among the files those that biases and scales are set on, for they have as many neutral mentions as news has [default: all]
    #[arg(long, value_name = "FILE")]
    pub calibrate: Vec<PathBuf>,
    /// Learn a table of pairs, who takes a stance toward whom, from labelled pairs as 'evaluate relations' reads them
    #[arg(long)]
    pub relations: bool,
    /// Rows of the table at the most; the strongest are kept [default: 25000, of pairs 20000]
    #[arg(long, value_name = "N")]
    pub rows: Option<usize>,
    /// Words that a feature must be seen with
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub least: u32,
    /// How far the labels are trusted against the penalty on large weights
    #[arg(long, value_name = "C", default_value_t = 0.02)]
    pub cost: f64,
    /// Id of the table [default: the name of the file]
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// Licence of the labels
    #[arg(long, value_name = "TEXT", default_value = "unknown: that of the labels")]
    pub license: String,
    /// Where the labels come from [default: the names of the files]
    #[arg(long, value_name = "TEXT")]
    pub source: Option<String>,
    #[command(flatten)]
    pub knowledge: KnowledgeArgs,
    /// Seed of the bootstrap
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

#[derive(Debug, Args)]
pub struct Convert {
    /// A lexicon of VADER, AFINN, LIWC, quanteda (YAML), NRC or WordStat, a table of terms and numbers or of terms and
    /// positive or negative, or a list of words
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Its format: vader, afinn, liwc, quanteda, nrc, wordstat, csv, sentiment, words [default: by its ending and what stands in it]
    #[arg(long, value_name = "FORMAT", value_parser = parse_foreign)]
    pub from: Option<ForeignFormat>,
    /// Category whose terms speak for an actor [default: positive, posemo and the like]
    #[arg(long, value_name = "NAME")]
    pub favourable: Vec<String>,
    /// Category whose terms speak against it [default: negative, negemo and the like]
    #[arg(long, value_name = "NAME")]
    pub critical: Vec<String>,
    /// Which side all words of a list take: favourable or critical
    #[arg(long = "as", value_name = "SIDE", value_parser = parse_side)]
    pub side: Option<WordSide>,
    /// Id of the lexicon [default: the name of the file]
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// The file to write [default: stdout]
    #[arg(short, long, value_name = "OUT.tsv")]
    pub output: Option<PathBuf>,
}

/// A format of another tool.
fn parse_foreign(name: &str) -> Result<ForeignFormat, String> {
    ForeignFormat::from_name(name).ok_or_else(|| format!("there are {}", ForeignFormat::list()))
}

/// A side of the words of a list.
fn parse_side(name: &str) -> Result<WordSide, String> {
    name.parse().map_err(|_| "it takes favourable or critical".to_owned())
}

#[derive(Debug, Args)]
pub struct LexiconCheck {
    /// Files to check
    pub files: Vec<PathBuf>,
    /// Texts (files or directories) in which the entries are counted
    #[arg(long, value_name = "INPUT")]
    pub corpus: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct LexiconList {
    /// Only entries whose term holds this
    pub pattern: Option<String>,
    #[command(flatten)]
    pub lexicon: LexiconArgs,
    #[command(flatten)]
    pub format: ShownArgs,
}
