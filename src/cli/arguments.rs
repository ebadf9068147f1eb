//! What can be typed.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use standpoint::actors::foreign::ActorFormat;
use standpoint::ingest::{FORMATS, Format};
use standpoint::lexicon::foreign::ForeignFormat;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  standpoint analyze corpus -o results
  echo 'Paris praised the accord, but Moscow condemned it.' | standpoint stance
  standpoint stance corpus > stance.csv
  standpoint explain corpus/harbour-tribune/2031-02-14-steel-zero-for-zero.txt
  standpoint topics corpus --k 6

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some inputs were skipped, 130 interrupted.";

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
    /// Print the stance of each document toward each actor
    #[command(after_help = "\
Examples:
  echo 'Paris praised the accord, but Moscow condemned it.' | standpoint stance
  standpoint stance corpus > stance.csv
  standpoint stance --evidence corpus/meridian-courier")]
    Stance(Stance),
    /// Print the topic of each document
    #[command(after_help = "\
Examples:
  standpoint topics corpus --show
  standpoint topics corpus --k 6
  standpoint topics corpus > topics.csv")]
    Topics(TopicsCommand),
    /// Print the text with actors and cues marked, and the arithmetic behind each number
    #[command(after_help = "\
Examples:
  standpoint explain corpus/harbour-tribune/2031-02-14-steel-zero-for-zero.txt
  echo 'Paris praised Berlin, but Moscow condemned it.' | standpoint explain
  echo 'Paris praised Berlin, but Moscow condemned it.' | standpoint explain --without praised
  standpoint explain article.txt --color always | less -R
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

Mentions are drawn as evenly as may be over critical, neutral and favourable ones, in the outlet's
words and in those of others. The sheet does not say what the program makes of them.")]
    Sample(Sample),
    /// Print the terms that set each document apart (TF-IDF)
    #[command(after_help = "\
Examples:
  standpoint terms corpus --top 5
  standpoint terms corpus --compare source='Harbour Tribune:Northern Sentinel'
  standpoint terms corpus/harbour-tribune corpus/peoples-lantern --compare inputs
  echo 'The pipeline carries oil; the oil pays for the pipeline.' | standpoint terms")]
    Terms(Terms),
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
  standpoint schema --json")]
    Schema(Schema),
    /// Print a completion script for a shell
    #[command(after_help = "Example:\n  standpoint completions bash > standpoint.bash")]
    Completions(Completions),
    /// Write the manual pages
    #[command(after_help = "Examples:\n  standpoint man > standpoint.1\n  standpoint man --output man")]
    Man(Man),
}

#[derive(Debug, Args)]
pub struct InputArgs {
    /// Files and directories, or - for stdin (the default in a pipe)
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// What stdin or a file of odd ending holds
    #[arg(long, value_parser = format_parser(), value_name = "FORMAT", help_heading = "Input")]
    pub format: Option<&'static Format>,
    /// Each line of a text is a document
    #[arg(long, help_heading = "Input")]
    pub lines: bool,
    /// Encoding of texts that are not UTF-8, by its name on the web (windows-1252)
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub encoding: Option<String>,
    /// Replace bad bytes instead of skipping the text
    #[arg(long, help_heading = "Input")]
    pub lossy: bool,
    /// Column (or JSON key) of the text [default: text]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub text_column: Option<String>,
    /// Column of the document's id [default: id]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub id_column: Option<String>,
    /// Column of the title [default: title]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub title_column: Option<String>,
    /// Column of the date [default: date]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub date_column: Option<String>,
    /// Column of the outlet [default: source]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub source_column: Option<String>,
    /// Go through symbolic links when walking a directory
    #[arg(long, help_heading = "Input")]
    pub follow: bool,
    /// Language of the texts; English (en) is the one there is
    #[arg(long, value_name = "CODE", default_value = "en", help_heading = "Input")]
    pub language: String,
    /// Turn off clean-up rules, by name or 'all': repeated_paragraph, drop_cap, lost_letter, picture_credit, byline,
    /// date_line, site_name, headline
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Input")]
    pub no_clean_up: Vec<String>,
    /// Fail (exit code 1) if any input is skipped
    #[arg(long, help_heading = "Input")]
    pub strict: bool,
    /// Threads [default: all cores]
    #[arg(long, value_name = "N", help_heading = "Run")]
    pub threads: Option<usize>,
    /// Seed of everything that is drawn
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = "Run")]
    pub seed: u64,
}

#[derive(Debug, Args)]
pub struct ActorArgs {
    /// Actor file laid over the shipped ones; later files win
    #[arg(long, value_name = "FILE", help_heading = "Knowledge")]
    pub actors: Vec<PathBuf>,
    /// Leave the shipped actors out
    #[arg(long, help_heading = "Knowledge")]
    pub no_default_actors: bool,
}

#[derive(Debug, Args)]
pub struct LexiconArgs {
    /// Lexicon laid over the shipped one, ours or another tool's (see lexicon convert); later files win, numbers of 0
    /// switch an entry off
    #[arg(long, value_name = "FILE", help_heading = "Knowledge")]
    pub lexicon: Vec<PathBuf>,
    /// Leave the shipped lexicon out, and the learned table that stands beside it
    #[arg(long, help_heading = "Knowledge")]
    pub no_default_lexicon: bool,
}

#[derive(Debug, Args)]
pub struct KnowledgeArgs {
    #[command(flatten)]
    pub actors: ActorArgs,
    #[command(flatten)]
    pub lexicon: LexiconArgs,
    /// Score with the expressions and rules alone, without any learned table
    #[arg(long, help_heading = "Knowledge")]
    pub rules_only: bool,
}

#[derive(Debug, Args)]
pub struct MentionArgs {
    /// What counts as a mention: names alone, surnames too, or all: descriptions, offices and pronouns as well
    #[arg(long, value_enum, default_value = "all", value_name = "WHICH", help_heading = "Knowledge")]
    pub resolve: ResolveChoice,
    /// Count what is said of persons, organisations and places toward the country they belong to
    #[arg(long, value_enum, value_name = "KIND", help_heading = "Knowledge")]
    pub rollup: Option<RollupChoice>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ResolveChoice {
    Names,
    Surnames,
    All,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RollupChoice {
    Country,
}

#[derive(Debug, Args)]
pub struct FormatArgs {
    /// Which spreadsheet the tables are for
    #[arg(long = "for", value_enum, value_name = "PROGRAM", help_heading = "Output")]
    pub program: Option<Program>,
    /// Do not guard text columns against being taken for formulas
    #[arg(long, help_heading = "Output")]
    pub raw_text: bool,
}

/// The formats of inputs by their names.
fn format_parser() -> impl TypedValueParser<Value = &'static Format> {
    PossibleValuesParser::new(FORMATS.iter().map(|format| format.name))
        .try_map(|name| Format::from_name(&name).ok_or("there is no such format"))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Program {
    /// Byte order mark and CRLF
    Excel,
    /// Besides, ; between cells and the decimal comma
    ExcelEu,
}

#[derive(Debug, Args)]
pub struct Analyze {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub knowledge: KnowledgeArgs,
    #[command(flatten)]
    pub mentions: MentionArgs,
    /// Directory of the results; it appears whole or not at all
    #[arg(short, long, value_name = "DIR", help_heading = "Output")]
    pub output: PathBuf,
    /// Replace the directory (and the workbook) even if it is no earlier result
    #[arg(short, long, help_heading = "Output")]
    pub force: bool,
    #[command(flatten)]
    pub format: FormatArgs,
    /// Write a workbook with a sheet for each table too
    #[arg(long, value_name = "FILE.xlsx", help_heading = "Output")]
    pub workbook: Option<PathBuf>,
    /// Which evidence is written: the strongest eight of a mention and the rest as one row, all, or none
    #[arg(long, value_enum, default_value = "top", value_name = "WHICH", help_heading = "Output")]
    pub evidence: EvidenceChoice,
    /// The stretch of time that a row of summary.csv covers
    #[arg(long, value_enum, default_value = "month", value_name = "PERIOD", help_heading = "Output")]
    pub period: PeriodName,
    /// Terms a document in terms.csv
    #[arg(long, value_name = "N", default_value_t = 10, help_heading = "Output")]
    pub top: usize,
    /// Key sentences a document in key_sentences.csv; a topic has three times as many in topic_sentences.csv
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = "Output")]
    pub sentences: u8,
    /// Number of topics; auto takes the number that subsamples agree on, of 2 to 20 or of A..B
    #[arg(short, long, value_name = "N|auto|A..B", value_parser = parse_k, default_value = "auto", help_heading = "Topics")]
    pub k: Topics,
    /// Let the names of listed actors be terms in terms.csv too
    #[arg(long, help_heading = "Output")]
    pub names: bool,
    /// Take the N most frequent names that no actor goes by for actors too, marked in actors.csv; the inputs are read
    /// twice
    #[arg(long, value_name = "N", value_parser = parse_count, help_heading = "Knowledge")]
    pub discover: Option<usize>,
}

/// How many topics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topics {
    /// As many as subsamples agree on, between bounds where some were named.
    Auto(Option<(usize, usize)>),
    /// So many.
    Fixed(usize),
}

/// A number of topics, or how it is chosen.
fn parse_k(text: &str) -> Result<Topics, String> {
    let number = |text: &str| text.parse().ok().filter(|k| (1..=10_000).contains(k));
    if text == "auto" {
        return Ok(Topics::Auto(None));
    }
    if let Some((least, most)) = text.split_once("..") {
        return match (number(least), number(most.trim_start_matches('='))) {
            (Some(least), Some(most)) if least <= most && most - least <= 100 => {
                Ok(Topics::Auto(Some((least, most))))
            }
            _ => {
                Err("a range is written 5..40, from 1 to 10000, and holds 101 numbers at the most".to_owned())
            }
        };
    }
    number(text)
        .map(Topics::Fixed)
        .ok_or_else(|| "it takes a number from 1 to 10000, auto, or a range such as 5..40".to_owned())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EvidenceChoice {
    Top,
    All,
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PeriodName {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

#[derive(Debug, Args)]
pub struct TopicsCommand {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub format: FormatArgs,
    /// Number of topics; auto takes the number that subsamples agree on, of 2 to 20 or of A..B
    #[arg(short, long, value_name = "N|auto|A..B", value_parser = parse_k, default_value = "auto", help_heading = "Topics")]
    pub k: Topics,
    /// Print a digest of the topics instead: terms, and the N documents nearest to each (3 at the most)
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "3", value_parser = clap::value_parser!(u8).range(0..=3), conflicts_with = "program", help_heading = "Output")]
    pub show: Option<u8>,
    /// Keep the topics as a model, for documents to come
    #[arg(long, value_name = "FILE", help_heading = "Topics")]
    pub save: Option<PathBuf>,
    /// Replace the model if it is there already
    #[arg(short, long, requires = "save", help_heading = "Topics")]
    pub force: bool,
    /// Put the documents into the topics of a model, one by one; one that is like none of them has no topic
    #[arg(long, value_name = "FILE", conflicts_with_all = ["save", "k", "show"], help_heading = "Topics")]
    pub model: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Explain {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub knowledge: KnowledgeArgs,
    #[command(flatten)]
    pub mentions: MentionArgs,
    /// Show every row of the arithmetic, not the strongest eight of a mention and the rest as one
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

#[derive(Debug, Args)]
pub struct Sample {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub knowledge: KnowledgeArgs,
    #[command(flatten)]
    pub mentions: MentionArgs,
    #[command(flatten)]
    pub format: FormatArgs,
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
    /// The sheet [default: stdout]
    #[arg(short, long, value_name = "SHEET.csv", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// Replace the sheet if it is there already
    #[arg(short, long, requires = "output", help_heading = "Output")]
    pub force: bool,
}

/// A number of mentions.
fn parse_count(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(count) if (1..=1_000_000).contains(&count) => Ok(count),
        _ => Err("it takes a number from 1 to 1000000".to_owned()),
    }
}

#[derive(Debug, Args)]
pub struct Terms {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub actors: ActorArgs,
    #[command(flatten)]
    pub format: FormatArgs,
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

#[derive(Debug, Subcommand)]
pub enum EvaluateCommand {
    /// Score labelled mentions and print how far the scores agree with the labels
    #[command(after_help = "\
Examples:
  standpoint evaluate mentions labelled.jsonl
  standpoint evaluate mentions dev1.jsonl dev2.jsonl --predictions predictions.csv
  standpoint evaluate mentions labelled.jsonl --rules-only

A line of the file: {\"id\":\"12\",\"text\":\"...\",\"mentions\":[{\"id\":\"12:0\",\"start\":0,\"end\":6,\"label\":\"neutral\"}]}
Offsets count code points from 0, end exclusive; label is critical, neutral or favourable.")]
    Mentions(EvaluateMentions),
    /// Hold the results of analyze against labels of documents
    #[command(after_help = "\
Examples:
  standpoint analyze corpus -o results && standpoint evaluate labels labels.csv results
  standpoint stance corpus > stance.csv && standpoint evaluate labels labels.csv stance.csv

LABELS.csv has the columns doc_id, actor_id, label and, where several people labelled, coder.
label is critical, neutral, favourable or mixed, which counts as neutral. Of several labels the one
that most people gave counts, in a tie neutral.")]
    Labels(EvaluateLabels),
    /// Hold topics against the classes that people gave documents
    #[command(after_help = "\
Examples:
  standpoint topics corpus > t.csv && standpoint evaluate topics --labels classes.csv t.csv
  standpoint analyze corpus -o r && standpoint evaluate topics --labels classes.csv r

CLASSES.csv has the columns doc_id (or id) and label. Normalised mutual information, the adjusted Rand index,
V-measure, purity, and accuracy where each topic is matched with one class.")]
    Topics(EvaluateTopics),
}

#[derive(Debug, Args)]
pub struct EvaluateTopics {
    /// What people said: doc_id (or id) and label
    #[arg(long, value_name = "CLASSES.csv")]
    pub labels: Option<PathBuf>,
    /// Count the terms of the topics in these texts, for their coherence; may be given several times
    #[arg(long, value_name = "INPUT")]
    pub corpus: Vec<PathBuf>,
    /// A directory that analyze wrote; or what 'standpoint topics' printed, for --labels; or a topic_terms.csv
    #[arg(value_name = "RESULT")]
    pub result: PathBuf,
}

#[derive(Debug, Args)]
pub struct EvaluateLabels {
    /// What people said: doc_id,actor_id,label and perhaps coder
    #[arg(value_name = "LABELS.csv")]
    pub labels: PathBuf,
    /// A directory that analyze wrote, or a stance.csv
    #[arg(value_name = "RESULTS")]
    pub results: PathBuf,
    /// Seed of the bootstrap
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

#[derive(Debug, Args)]
pub struct EvaluateMentions {
    /// Labelled mentions, JSON lines; several files are pooled
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Write the predictions: id,label,p_critical,p_neutral,p_favourable,stance
    #[arg(long, value_name = "OUT.csv")]
    pub predictions: Option<PathBuf>,
    #[command(flatten)]
    pub knowledge: KnowledgeArgs,
    /// Seed of the bootstrap
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

#[derive(Debug, Subcommand)]
pub enum ActorsCommand {
    /// Print the actors and their aliases, as a file that --actors takes
    #[command(after_help = "Examples:\n  standpoint actors list\n  standpoint actors list kazakh")]
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
}

#[derive(Debug, Subcommand)]
pub enum LexiconCommand {
    /// Print the entries, as a file that --lexicon takes
    #[command(after_help = "Examples:\n  standpoint lexicon list\n  standpoint lexicon list condemn")]
    List(LexiconList),
    /// Fit a learned table to labelled mentions, beside the lexicon
    #[command(after_help = "\
Examples:
  standpoint lexicon learn labelled.jsonl -o mine.tsv
  standpoint lexicon learn labelled.jsonl -o mine.tsv --dev other.jsonl --license 'CC BY 4.0'
  standpoint stance corpus --lexicon mine.tsv

The table is fitted on top of what is loaded, and cross-validation says whether it helped.
--from-rules fits it beside the hand lexicon alone, as the shipped table was.")]
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
  standpoint stance corpus --lexicon words.txt

--lexicon takes such files as they are; convert shows what becomes of them, and lets categories be chosen.
The licence of a lexicon is that of its makers; convert states none.")]
    Convert(Convert),
}

#[derive(Debug, Args)]
pub struct Learn {
    /// Labelled mentions, JSON lines (see standpoint evaluate mentions --help)
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The table to write
    #[arg(short, long, value_name = "OUT.tsv")]
    pub output: PathBuf,
    /// Labelled mentions that the figures in the header are measured on
    #[arg(long, value_name = "FILE")]
    pub dev: Vec<PathBuf>,
    /// Tune the two biases for macro-F1 on the --dev files
    #[arg(long, requires = "dev")]
    pub tune_biases: bool,
    /// Rows of the table at the most; the strongest are kept
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    pub rows: usize,
    /// Labelled mentions that a term must be seen with
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub least: u32,
    /// How far the labels are trusted against the penalty on large weights
    #[arg(long, value_name = "C", default_value_t = 0.04)]
    pub cost: f64,
    /// Fit beside the hand lexicon alone, not on top of the shipped table
    #[arg(long)]
    pub from_rules: bool,
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
    /// A lexicon of VADER, AFINN, LIWC, quanteda (YAML), NRC or WordStat, or a table of terms and numbers
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Its format: vader, afinn, liwc, quanteda, nrc, wordstat, csv [default: by its ending and what stands in it]
    #[arg(long, value_name = "FORMAT", value_parser = parse_foreign)]
    pub from: Option<ForeignFormat>,
    /// Category whose terms speak for an actor [default: positive, posemo and the like]
    #[arg(long, value_name = "NAME")]
    pub favourable: Vec<String>,
    /// Category whose terms speak against it [default: negative, negemo and the like]
    #[arg(long, value_name = "NAME")]
    pub critical: Vec<String>,
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
}

#[derive(Debug, Args)]
pub struct Schema {
    /// Only this table
    pub table: Option<String>,
    /// As a Frictionless data package
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct Man {
    /// Write a page for each command into this directory
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}
