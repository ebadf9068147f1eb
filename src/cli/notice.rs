//! The notices: what a run did, and what a user should know of its results.

mod parts;

use super::message::{Message, joined};
use super::passed_over::PassedOver;
use super::remedy::remedy;
use super::used::Used;
use parts::{others, remarked, skipped};
use standpoint::actors::foreign::ActorFormat;
use standpoint::ingest::{AsRead, DatesInPaths, Reason, Remark, SettledOrder, Tally, counted};
use standpoint::lexicon::foreign::{ForeignFormat, Note};
use standpoint::topics::ChoiceCurve;
use standpoint::tsv::path_name;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// A notice. It is displayed as its sentence.
#[derive(Debug)]
pub enum Notice<'a> {
    /// Warnings that are not listed.
    MoreWarnings(usize),
    /// Skipped inputs that are not listed.
    MoreSkipped(usize),
    /// What a walk passed over.
    PassedOver(PassedOver),
    /// What is to be said of texts that were read: a line for each kind of remark.
    Remarked(&'a Remark, &'a Tally),
    /// The inputs are there, and empty.
    NothingThere {
        /// The inputs.
        place: String,
    },
    /// Some documents mention no actor.
    SomeWithout {
        /// How many.
        without: u64,
        /// Of so many.
        documents: u64,
    },
    /// Skipped inputs by reason, the most frequent first. Each has its remedy in brackets behind it.
    InputsSkipped(&'a [(Reason, usize)]),
    /// How tables were read, where that was found out.
    ReadAs(&'a AsRead),
    /// Ways of reading that are not listed.
    MoreReadAs(usize),
    /// HTML entities and tags that were taken out of texts.
    Markup(u64),
    /// One of the dates of a column settled whether day or month comes first.
    DatesInOrder {
        /// The first column.
        first: &'a SettledOrder,
        /// Columns besides.
        others: usize,
    },
    /// Texts have no date, and their paths hold one.
    DatesInPaths(&'a DatesInPaths),
    /// `analyze` has written its tables.
    Analyzed {
        /// Documents of the result.
        documents: u64,
        /// Topics found.
        topics: usize,
        /// Tables written.
        tables: usize,
        /// Rows of all tables.
        rows: u64,
        /// Where they are.
        directory: &'a Path,
        /// Whether their page is there too.
        page: bool,
    },
    /// `merge` has written its tables.
    Merged {
        /// Results that were merged.
        results: usize,
        /// Their documents.
        documents: u64,
        /// Documents among them that copy another.
        copies: usize,
        /// Rows of all tables.
        rows: u64,
        /// Where they are.
        directory: &'a Path,
    },
    /// Another run writes to the directory.
    Waiting {
        /// The directory.
        directory: &'a Path,
    },
    /// A file of the user was in the way of one of the result.
    Renamed {
        /// Where it is now.
        path: &'a Path,
    },
    /// Something hidden could not be cleared away.
    LeftBehind {
        /// Where it is.
        path: &'a Path,
        /// What the system said.
        error: &'a std::io::Error,
    },
    /// Documents that print a text which another one has too; a text counts once.
    CopiesFound {
        /// How many besides the originals.
        copies: usize,
        /// Of so many.
        documents: u64,
        /// Whether the command has a flag that counts each.
        flag: bool,
    },
    /// Documents that `--resume` took from the cache.
    Resumed {
        /// How many.
        taken: u64,
        /// How many others were analysed.
        anew: u64,
    },
    /// A cache is of other settings or another version.
    CacheDropped(&'a Path),
    /// Unlisted names that became actors.
    NamesTaken(usize),
    /// No actor is mentioned in any document.
    NobodyFound {
        /// Documents looked through.
        documents: u64,
        /// Names in them that no actor goes by.
        names: usize,
    },
    /// Documents in languages without lexicons.
    OtherLanguages {
        /// All documents.
        documents: u64,
        /// Those of each language, by its code.
        languages: &'a BTreeMap<String, u64>,
    },
    /// How the number of topics was chosen.
    TopicsChosen {
        /// Code of the language, where there are several.
        language: Option<&'a str>,
        /// The curve.
        curve: &'a ChoiceCurve,
    },
    /// `topics --save` has written a model.
    ModelSaved {
        /// Its topics.
        topics: usize,
        /// The file.
        path: &'a Path,
    },
    /// Documents that are in no topic of `--model`.
    InNoTopic {
        /// How many.
        without: usize,
        /// Of so many.
        documents: usize,
        /// Topics of the model.
        topics: usize,
    },
    /// A learned table was fitted beside another lexicon than the one it is used with.
    FittedElsewhere {
        /// Id of the table.
        table: &'a str,
    },
    /// A lexicon of another tool was read.
    LexiconRead {
        /// The file.
        path: &'a str,
        /// Its format.
        format: ForeignFormat,
        /// Entries made of it.
        entries: usize,
    },
    /// What was left out, merged or changed in a lexicon of another tool.
    LexiconNote {
        /// The file.
        path: &'a str,
        /// What it was.
        note: &'a Note,
    },
    /// An actor list of another tool was read.
    ActorsRead {
        /// The file.
        path: &'a str,
        /// Its format.
        format: ActorFormat,
        /// Aliases made of it.
        aliases: usize,
        /// Rows that were left out or changed.
        notes: usize,
    },
    /// What was left out or changed in an actor list of another tool.
    ActorsNote {
        /// The file.
        path: &'a str,
        /// The line, from 1.
        line: u64,
        /// What it was.
        note: &'a str,
    },
    /// `actors discover` has listed names.
    NamesListed {
        /// Documents looked through.
        documents: u64,
        /// Names found.
        names: usize,
        /// Mentions that each has at least.
        least: u64,
        /// Names in the list.
        listed: usize,
    },
    /// `lexicon learn` has written a table.
    TableLearned {
        /// Its rows.
        rows: usize,
        /// The file.
        path: &'a Path,
    },
    /// The inputs have fewer mentions than `sample` was to draw.
    FewerMentions(usize),
    /// Rows of a coding sheet that nobody has labelled.
    RowsUnlabelled {
        /// How many.
        rows: u64,
        /// The sheet.
        path: &'a Path,
    },
    /// The rows of a coding sheet were drawn evenly over the classes.
    DrawnEvenly(&'a Path),
    /// Documents of the two groups that `terms --compare` held against each other.
    Compared {
        /// The groups.
        groups: &'a [String; 2],
        /// Documents of each.
        documents: [usize; 2],
        /// Documents of neither.
        of_neither: usize,
    },
    /// A labelled pair of document and actor that the results do not have.
    PairMissing {
        /// The document.
        doc_id: &'a str,
        /// The actor.
        actor_id: &'a str,
    },
    /// Labelled pairs besides that the results do not have.
    MorePairsMissing(usize),
    /// A labelled document that the result does not have.
    DocumentMissing(&'a str),
    /// Labelled documents besides that the result does not have.
    MoreDocumentsMissing(usize),
    /// Without texts there is no coherence.
    CoherenceNeedsTexts,
    /// Paragraphs that many documents share were left out so many times.
    BoilerplateLeftOut(u64),
    /// Such paragraphs were not looked for, for the inputs are a stream.
    StreamReadOnce,
    /// An input is a pipe.
    PipeNamed(&'a Path),
    /// How fast labelled texts were scored.
    LabelsScored {
        /// Texts.
        texts: usize,
        /// How long they took.
        seconds: f64,
    },
}

impl Message for Notice<'_> {
    fn hint(&self, used: &Used) -> Option<String> {
        let hint = match self {
            Self::DatesInPaths(DatesInPaths { pattern, .. }) if !used.path_pattern => {
                let outlets = format!("'{{source}}/{pattern}' where folders are outlets");
                return Some(format!("--path-pattern '{pattern}' reads it, {outlets}"));
            }
            Self::NobodyFound { names, .. } => match (*names > 0 && !used.discover, used.actors) {
                (true, false) => {
                    "try --discover 20, or list yours with --actors FILE ('standpoint actors discover' begins one)"
                }
                (true, true) => "try --discover 20",
                (false, false) => "list yours with --actors FILE",
                (false, true) => return None,
            },
            Self::PassedOver(what) => what.hint()?,
            Self::Remarked(Remark::Mojibake, _) if used.encoding => "is --encoding right?",
            Self::Remarked(Remark::Mojibake, _) => "export them again as UTF-8",
            Self::Remarked(Remark::Detected(_), _) => "--encoding names another",
            Self::SomeWithout { .. } if !used.discover => {
                "--discover 20 takes the names in them for actors, 'standpoint actors discover' lists them"
            }
            Self::MoreWarnings(_) | Self::MoreSkipped(_) | Self::MoreReadAs(_) if !used.verbose => {
                "-v lists all"
            }
            Self::Markup(_) => "--no-clean-up markup leaves them",
            Self::FittedElsewhere { .. } if !used.rules_only => {
                "'standpoint lexicon learn' fits one beside this lexicon"
            }
            Self::CopiesFound { flag: true, .. } => "--count-duplicates counts each",
            Self::OtherLanguages { .. } if !used.language => "--language en reads every text as English",
            Self::CoherenceNeedsTexts if !used.corpus => "name them with --corpus",
            Self::BoilerplateLeftOut(_) => "--no-clean-up boilerplate counts each",
            Self::DrawnEvenly(_) => "'standpoint sample --as-they-come' draws them as frequent as they are",
            Self::StreamReadOnce => "name files instead of a stream",
            _ => return None,
        };
        Some(hint.to_owned())
    }

    fn text(&self, used: &Used) -> String {
        let hint = self.hint(used);
        match (self, &hint) {
            (Self::InputsSkipped(counts), _) => skipped(counts, |reason| remedy(reason, used)),
            (Self::CoherenceNeedsTexts, Some(hint)) => format!("{self}: {hint}"),
            _ => joined(self, hint.as_deref()),
        }
    }
}

impl fmt::Display for Notice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MoreWarnings(more) => f.write_str(&counted(*more, "more warning")),
            Self::MoreSkipped(more) => write!(f, "{more} more skipped"),
            Self::ReadAs(as_read) => write!(f, "{as_read}"),
            Self::MoreReadAs(more) => write!(f, "{more} more ways in which tables were read"),
            Self::Markup(1) => f.write_str("1 HTML tag or entity in the texts was removed or decoded"),
            Self::Markup(count) => {
                write!(f, "{count} HTML tags and entities in the texts were removed or decoded")
            }
            Self::PassedOver(what) => write!(f, "{what}"),
            Self::Remarked(remark, tally) => remarked(remark, tally, f),
            Self::NothingThere { place } => write!(f, "there are no documents in {place}: it is empty"),
            Self::SomeWithout { without, documents } => write!(
                f,
                "{without} of {} {} no actor that is listed",
                counted(*documents, "document"),
                if *without == 1 { "mentions" } else { "mention" }
            ),
            Self::InputsSkipped(counts) => f.write_str(&skipped(counts, |_| None)),
            Self::DatesInOrder { first: SettledOrder { column, order, example }, others } => {
                write!(f, "dates of {column} read {}, as in {example}", order.words())?;
                match others {
                    0 => Ok(()),
                    _ => write!(f, "; {} settled likewise", counted(*others, "other column")),
                }
            }
            Self::DatesInPaths(DatesInPaths { documents, example, .. }) => {
                let have = if *documents == 1 { "has" } else { "have" };
                write!(f, "{} {have} no date but in the path, such as {example}", counted(*documents, "text"))
            }
            Self::Analyzed { documents, topics, tables, rows, directory, page } => write!(
                f,
                "{}, {}: wrote {} ({}) to {}{}",
                counted(*documents, "document"),
                counted(*topics, "topic"),
                counted(*tables, "table"),
                counted(*rows, "row"),
                path_name(directory),
                if *page { "; open report.html there first" } else { "" }
            ),
            Self::Merged { results, documents, copies, rows, directory } => write!(
                f,
                "merged {} of {} ({copies} copied from others): wrote {} to {}",
                counted(*results, "result"),
                counted(*documents, "document"),
                counted(*rows, "row"),
                path_name(directory)
            ),
            Self::Waiting { directory } => {
                write!(f, "{}: another run writes to it; waiting", path_name(directory))
            }
            Self::Renamed { path } => {
                write!(f, "{}: a file of yours, which was in the way of one of the result", path_name(path))
            }
            Self::LeftBehind { path, error } => {
                write!(
                    f,
                    "{}: could not be cleared away ({error}); the next run tries again",
                    path_name(path)
                )
            }
            Self::CopiesFound { copies, documents, .. } => write!(
                f,
                "{copies} of {} {} another; a text counts once",
                counted(*documents, "document"),
                if *copies == 1 { "copies" } else { "copy" }
            ),
            Self::Resumed { taken, anew } => {
                write!(f, "{} taken from the cache, {anew} analysed anew", counted(*taken, "document"))
            }
            Self::CacheDropped(path) => write!(
                f,
                "{}: from a run with other settings, lexicons or actors, of another version, or damaged: not used",
                path_name(path)
            ),
            Self::NamesTaken(names) => {
                write!(f, "{} taken for actors that the registry does not have", counted(*names, "name"))
            }
            Self::NobodyFound { documents, names } => {
                f.write_str("no listed actor found in ")?;
                match documents {
                    1 => f.write_str("the text")?,
                    _ => write!(f, "{}", counted(*documents, "document"))?,
                }
                match names {
                    0 => Ok(()),
                    _ => write!(f, "; {} there that no actor goes by", counted(*names, "name")),
                }
            }
            Self::OtherLanguages { documents, languages } => f.write_str(&others(*documents, languages)),
            Self::BoilerplateLeftOut(count) => write!(
                f,
                "{} that a large share of the documents has left out; each counts once, in one of them",
                counted(*count, "paragraph")
            ),
            Self::PipeNamed(path) => {
                write!(f, "{}: a pipe: waits until something is written to it", path_name(path))
            }
            Self::StreamReadOnce => f.write_str(
                "paragraphs that many documents share are not looked for in a stream, and count each time",
            ),
            Self::TopicsChosen { language: Some(code), curve } => write!(f, "{code}: {}", curve.sentence()),
            Self::TopicsChosen { language: None, curve } => f.write_str(&curve.sentence()),
            Self::ModelSaved { topics, path } => {
                write!(f, "saved a model of {} to {}", counted(*topics, "topic"), path_name(path))
            }
            Self::InNoTopic { without, documents, topics } => write!(
                f,
                "{without} of {} {} in none of the model's {}",
                counted(*documents, "document"),
                if *without == 1 { "is" } else { "are" },
                counted(*topics, "topic")
            ),
            Self::FittedElsewhere { table } => write!(
                f,
                "the learned table {table} was fitted beside another lexicon; its weights still hold, less exactly"
            ),
            Self::LexiconRead { path, format, entries } => {
                write!(f, "{path}: read as {}, {}", format.name(), counted(*entries, "entry"))
            }
            Self::LexiconNote { path, note } => write!(f, "{path}: {note}"),
            Self::ActorsRead { path, format, aliases, notes } => write!(
                f,
                "{path}: read as {}, {}, {} left out or changed",
                format.name(),
                counted(*aliases, "alias"),
                counted(*notes, "row")
            ),
            Self::ActorsNote { path, line, note } => write!(f, "{path}:{line}: {note}"),
            Self::NamesListed { documents, names, least, listed } => write!(
                f,
                "{}: {} of at least {} that no actor goes by, {listed} listed",
                counted(*documents, "document"),
                counted(*names, "name"),
                counted(*least, "mention")
            ),
            Self::TableLearned { rows, path } => write!(f, "wrote {rows} rows to {}", path_name(path)),
            Self::FewerMentions(found) => {
                write!(f, "{}, one an actor and sentence; there are no more", counted(*found, "mention"))
            }
            Self::RowsUnlabelled { rows, path } => {
                let rows = counted(usize::try_from(*rows).unwrap_or(usize::MAX), "row");
                write!(f, "{}: {rows} without a label left out", path_name(path))
            }
            Self::DrawnEvenly(path) => write!(
                f,
                "{}: drawn evenly over the classes, so stances are more frequent in it than in the texts",
                path_name(path)
            ),
            Self::Compared { groups: [first, second], documents: [of_first, of_second], of_neither } => {
                write!(
                    f,
                    "{} of {first}, {} of {second}, {of_neither} of neither",
                    counted(*of_first, "document"),
                    counted(*of_second, "document")
                )
            }
            Self::PairMissing { doc_id, actor_id } => {
                write!(f, "not in the results: '{doc_id}' toward '{actor_id}'")
            }
            Self::MorePairsMissing(more) => write!(f, "{more} more are not in the results"),
            Self::DocumentMissing(id) => write!(f, "not in the result: '{id}'"),
            Self::MoreDocumentsMissing(more) => write!(f, "{more} more are not in the result"),
            Self::CoherenceNeedsTexts => f.write_str("coherence is counted in texts"),
            Self::LabelsScored { texts, seconds } => {
                write!(f, "{texts} texts, {:.0} a second", *texts as f64 / seconds)
            }
        }
    }
}

#[cfg(test)]
mod tests;
