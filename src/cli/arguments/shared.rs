//! Arguments that several commands take.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use standpoint::ingest::{DateOrder, FORMATS, Format, PathPattern};
use standpoint::mentions::Resolve;
use standpoint::output::{PrintFormat, Spreadsheet};
use standpoint::stance::Voices;
use std::path::PathBuf;

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
    /// Encoding of texts that are not UTF-8, by its name on the web (windows-1252) [default: detected]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub encoding: Option<String>,
    /// Unpack no more of a compressed input than this, such as 100GiB [default: 64GiB, and 200 times its size]
    #[arg(long, value_name = "SIZE", value_parser = parse_size, help_heading = "Input")]
    pub max_unpacked: Option<u64>,
    /// Replace bad bytes instead of skipping the text
    #[arg(long, help_heading = "Input")]
    pub lossy: bool,
    /// Sign between the cells of a table, such as ; or tab [default: told from its header]
    #[arg(long, value_name = "SIGN", value_parser = parse_delimiter, help_heading = "Input")]
    pub delimiter: Option<u8>,
    /// Column of the text, or JSON key (a.b for one in another) [default: text, or a usual name such as body]
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
    /// Whether day or month comes first in dates such as 05/03/2024, where no row of the column settles it
    #[arg(long, value_enum, value_name = "ORDER", help_heading = "Input")]
    pub date_order: Option<DateOrder>,
    /// Column of the outlet [default: source]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub source_column: Option<String>,
    /// Where paths hold what the documents do not say: '{source}/{date}-*'; also {title}, {author}, {id}, and {year},
    /// {month}, {day}
    #[arg(long, value_name = "PATTERN", help_heading = "Input")]
    pub path_pattern: Option<PathPattern>,
    /// Go through symbolic links when walking a directory
    #[arg(long, help_heading = "Input")]
    pub follow: bool,
    /// Language of the texts [default: told for each]; only English (en) has stances
    #[arg(long, value_name = "CODE", help_heading = "Input")]
    pub language: Option<String>,
    /// Turn off clean-up rules, by name or 'all': repeated_paragraph, drop_cap, lost_letter, picture_credit, byline,
    /// date_line, site_name, headline, running_head, wrapped_lines, hyphenation, speaker_label, teaser, share, cookie,
    /// newsletter, copyright, reporting_credit, agency_credit, boilerplate, markup
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Input")]
    pub no_clean_up: Vec<String>,
    /// Fail (exit code 1) if any input is skipped or passed over, or a date is not read
    #[arg(long, help_heading = "Input")]
    pub strict: bool,
    /// End with code 0 whatever is skipped, and without any document too, as for the empty parts of a cluster's job;
    /// what is skipped is counted all the same
    #[arg(long, conflicts_with = "strict", help_heading = "Input")]
    pub partial_ok: bool,
    /// Threads [default: all cores]
    #[arg(long, value_name = "N", help_heading = "Run")]
    pub threads: Option<usize>,
    /// Memory of the articles that are processed at the same time, such as 2GiB: further ones wait [default: a quarter
    /// of what the machine or container has, at most 512 MiB a thread]
    #[arg(long, value_name = "SIZE", value_parser = parse_size, help_heading = "Run")]
    pub memory: Option<u64>,
    /// Print what each stage took: seconds (of what articles pass, over all threads), share, MB/s, and the most memory
    #[arg(long, help_heading = "Run")]
    pub timings: bool,
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
    pub resolve: Resolve,
    /// Whose words the figures of a text count: the outlet's own (narration), quoted, reported, or all; each is in a column
    /// of its own whatever is counted
    #[arg(
        long = "voice",
        value_enum,
        default_value = "all",
        value_name = "WHOSE",
        help_heading = "Knowledge"
    )]
    pub voices: Voices,
    /// Count what is said of persons, organisations and places toward the country they belong to
    #[arg(long, value_enum, value_name = "KIND", help_heading = "Knowledge")]
    pub rollup: Option<RollupChoice>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RollupChoice {
    Country,
}

#[derive(Debug, Args)]
pub struct FormatArgs {
    /// Which spreadsheet the tables are for
    #[arg(long = "for", value_enum, value_name = "PROGRAM", help_heading = "Output")]
    pub program: Option<Spreadsheet>,
    /// Do not guard text columns against being taken for formulas
    #[arg(long, help_heading = "Output")]
    pub raw_text: bool,
}

/// How a table is printed.
#[derive(Debug, Args)]
pub struct PrintArgs {
    #[command(flatten)]
    pub files: FormatArgs,
    #[command(flatten)]
    pub shown: ShownArgs,
}

#[derive(Debug, Args)]
pub struct ShownArgs {
    /// How the rows are printed [default: table on a terminal, else csv]
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Output")]
    pub output_format: Option<PrintFormat>,
}

fn format_parser() -> impl TypedValueParser<Value = &'static Format> {
    PossibleValuesParser::new(FORMATS.iter().map(|format| format.name))
        .try_map(|name| Format::from_name(&name).ok_or("there is no such format"))
}

/// A sign between cells: itself, or its name.
fn parse_delimiter(text: &str) -> Result<u8, String> {
    match (text, text.as_bytes()) {
        ("tab" | "\\t", _) => Ok(b'\t'),
        ("comma", _) => Ok(b','),
        ("semicolon", _) => Ok(b';'),
        ("pipe", _) => Ok(b'|'),
        (_, [sign]) if sign.is_ascii() && !matches!(sign, b'"' | b'\n' | b'\r' | 0) => Ok(*sign),
        _ => {
            Err("it takes one character of ASCII other than a quotation mark, or tab, comma, semicolon, pipe"
                .to_owned())
        }
    }
}

/// A size in bytes: a number with a unit.
fn parse_size(text: &str) -> Result<u64, String> {
    let wrong = || "it takes a size of 1MiB or more, such as 512MiB, 2GiB or 1.5GB".to_owned();
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(digits).ok_or_else(wrong)?;
    let unit: u64 = match unit.trim().to_ascii_lowercase().as_str() {
        "b" => 1,
        "k" | "kib" => 1 << 10,
        "m" | "mib" => 1 << 20,
        "g" | "gib" => 1 << 30,
        "t" | "tib" => 1 << 40,
        "kb" => 1_000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        "tb" => 1_000_000_000_000,
        "" => return Err(format!("{}; a unit is missing", wrong())),
        _ => return Err(wrong()),
    };
    let bytes = number.parse::<f64>().map_err(|_| wrong())? * unit as f64;
    // Beyond 2^63 no number is exact, nor is any memory so large.
    if (f64::from(1 << 20)..9e18).contains(&bytes) { Ok(bytes as u64) } else { Err(wrong()) }
}

/// How many topics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TopicCount {
    /// As many as subsamples agree on, between bounds where some were named.
    Auto(Option<(usize, usize)>),
    /// So many.
    Fixed(usize),
}

/// A number of topics, or how it is chosen.
pub(super) fn parse_k(text: &str) -> Result<TopicCount, String> {
    let number = |text: &str| text.parse().ok().filter(|k| (1..=10_000).contains(k));
    if text == "auto" {
        return Ok(TopicCount::Auto(None));
    }
    if let Some((least, most)) = text.split_once("..") {
        return match (number(least), number(most.trim_start_matches('='))) {
            (Some(least), Some(most)) if least <= most && most - least <= 100 => {
                Ok(TopicCount::Auto(Some((least, most))))
            }
            _ => {
                Err("a range is written 5..40, from 1 to 10000, and holds 101 numbers at the most".to_owned())
            }
        };
    }
    number(text)
        .map(TopicCount::Fixed)
        .ok_or_else(|| "it takes a number from 1 to 10000, auto, or a range such as 5..40".to_owned())
}

/// A number of mentions.
pub(super) fn parse_count(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(count) if (1..=1_000_000).contains(&count) => Ok(count),
        _ => Err("it takes a number from 1 to 1000000".to_owned()),
    }
}
