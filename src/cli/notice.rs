//! The notices: what a run did, and what a user should know of its results.

use super::message::{Message, joined};
use super::passed_over::PassedOver;
use super::remedy::remedy;
use super::used::Used;
use standpoint::actors::foreign::ActorFormat;
use standpoint::ingest::{AsRead, DatesInPaths, Reason, Remark, SettledOrder, Tally, counted};
use standpoint::lexicon::foreign::{ForeignFormat, Note};
use standpoint::pipeline::Stages;
use standpoint::topics::ChoiceCurve;
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
    /// How long the parts of `analyze` took.
    StageTimes(Stages),
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
            Self::Analyzed { documents, topics, tables, rows, directory } => write!(
                f,
                "{}, {}: wrote {} ({}) to {}",
                counted(*documents, "document"),
                counted(*topics, "topic"),
                counted(*tables, "table"),
                counted(*rows, "row"),
                directory.display()
            ),
            Self::CopiesFound { copies, documents, .. } => write!(
                f,
                "{copies} of {} {} another; a text counts once",
                counted(*documents, "document"),
                if *copies == 1 { "copies" } else { "copy" }
            ),
            Self::StageTimes(stages) => write!(
                f,
                "articles {:.2} s, topics {:.2} s, tables {:.2} s",
                stages.articles.as_secs_f64(),
                stages.topics.as_secs_f64(),
                stages.tables.as_secs_f64()
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
            Self::StreamReadOnce => f.write_str(
                "paragraphs that many documents share are not looked for in a stream, and count each time",
            ),
            Self::TopicsChosen { language: Some(code), curve } => write!(f, "{code}: {}", curve.sentence()),
            Self::TopicsChosen { language: None, curve } => f.write_str(&curve.sentence()),
            Self::ModelSaved { topics, path } => {
                write!(f, "saved a model of {} to {}", counted(*topics, "topic"), path.display())
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
            Self::TableLearned { rows, path } => write!(f, "wrote {rows} rows to {}", path.display()),
            Self::FewerMentions(found) => {
                write!(f, "{}, one an actor and sentence; there are no more", counted(*found, "mention"))
            }
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

/// A remark, how many texts it holds for, and the first of them.
fn remarked(remark: &Remark, tally: &Tally, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let one = tally.count == 1;
    f.write_str(&counted(tally.count, "text"))?;
    match remark {
        Remark::Mojibake => {
            write!(f, " {} like UTF-8 read as Latin-1 (Ã© for é)", if one { "looks" } else { "look" })?;
        }
        Remark::Detected(encoding) => {
            write!(f, " that {} not UTF-8 read as {encoding}", if one { "is" } else { "are" })?;
        }
        Remark::Empty => write!(f, " without a word")?,
        _ => write!(f, ": {remark:?}")?,
    }
    write!(f, ": {}{}", if one { "" } else { "the first is " }, tally.first)
}

/// The documents in languages without lexicons in one line, the most frequent language first.
fn others(documents: u64, languages: &BTreeMap<String, u64>) -> String {
    let mut counts: Vec<(&String, u64)> = languages.iter().map(|(code, count)| (code, *count)).collect();
    // A stable sort: of equal ones by code.
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let names = standpoint::shipped::languages();
    let parts: Vec<String> =
        counts.iter().map(|(code, count)| format!("{count} {} ({code})", names.name(code))).collect();
    let all: u64 = languages.values().sum();
    let (are, they) = if all == 1 { ("is", "it has") } else { ("are", "they have") };
    format!(
        "{all} of {} {are} in a language without lexicons: {}; {they} terms and topics, but no stance",
        counted(documents, "document"),
        parts.join(", ")
    )
}

/// The counts of skipped inputs in one line, behind each its remedy.
fn skipped(counts: &[(Reason, usize)], remedy: impl Fn(Reason) -> Option<&'static str>) -> String {
    let inputs: usize = counts.iter().map(|(_, count)| count).sum();
    let part = |&(reason, count): &(Reason, usize)| match remedy(reason) {
        Some(remedy) => format!("{} ({remedy})", reason.counted(count)),
        None => reason.counted(count),
    };
    let parts: Vec<String> = counts.iter().map(part).collect();
    format!("{} skipped: {}", counted(inputs, "input"), parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use standpoint::ingest::{Ledger, Skip};
    use std::time::Duration;

    fn text(notice: &Notice<'_>) -> String {
        notice.text(&Used::default())
    }

    fn ledger(reasons: &[Reason]) -> Ledger {
        let skip = |&reason| Skip { path: "a.csv".into(), row: None, reason, detail: String::new() };
        Ledger { skips: reasons.iter().map(skip).collect(), ..Ledger::default() }
    }

    #[test]
    fn dates_in_paths_come_with_the_pattern_that_reads_them() {
        let dates =
            DatesInPaths { documents: 2, example: "in/2031-05-02_a.txt".into(), pattern: "{date}_*".into() };
        let notice = Notice::DatesInPaths(&dates);
        let said = text(&notice);
        assert!(
            said.starts_with("2 texts have no date but in the path, such as in/2031-05-02_a.txt; "),
            "{said}"
        );
        assert!(said.contains("--path-pattern '{date}_*'"), "{said}");
        let used = Used { path_pattern: true, ..Used::default() };
        assert!(!notice.text(&used).contains("--path-pattern"));
    }

    #[test]
    fn each_kind_has_its_text() {
        let path = Path::new("out/here");
        let stages = Stages {
            articles: Duration::from_millis(1500),
            topics: Duration::from_millis(250),
            tables: Duration::ZERO,
        };
        let groups = ["North".to_owned(), "South".to_owned()];
        for (notice, expected) in [
            (Notice::PassedOver(PassedOver::Results(1)), "1 result of standpoint passed over"),
            (
                Notice::Analyzed { documents: 1, topics: 0, tables: 15, rows: 40, directory: path },
                "1 document, 0 topics: wrote 15 tables (40 rows) to out/here",
            ),
            (Notice::StageTimes(stages), "articles 1.50 s, topics 0.25 s, tables 0.00 s"),
            (Notice::NamesTaken(2), "2 names taken for actors that the registry does not have"),
            (Notice::ModelSaved { topics: 6, path }, "saved a model of 6 topics to out/here"),
            (
                Notice::InNoTopic { without: 1, documents: 3, topics: 6 },
                "1 of 3 documents is in none of the model's 6 topics",
            ),
            (
                Notice::InNoTopic { without: 2, documents: 2, topics: 6 },
                "2 of 2 documents are in none of the model's 6 topics",
            ),
            (
                Notice::LexiconRead { path: "v.txt", format: ForeignFormat::Vader, entries: 1 },
                "v.txt: read as vader, 1 entry",
            ),
            (
                Notice::ActorsRead { path: "c.txt", format: ActorFormat::Petrarch, aliases: 3, notes: 1 },
                "c.txt: read as petrarch, 3 aliases, 1 row left out or changed",
            ),
            (Notice::ActorsNote { path: "c.txt", line: 3, note: "no code" }, "c.txt:3: no code"),
            (
                Notice::NamesListed { documents: 3, names: 4, least: 2, listed: 1 },
                "3 documents: 4 names of at least 2 mentions that no actor goes by, 1 listed",
            ),
            (Notice::TableLearned { rows: 7, path }, "wrote 7 rows to out/here"),
            (Notice::FewerMentions(1), "1 mention, one an actor and sentence; there are no more"),
            (
                Notice::Compared { groups: &groups, documents: [1, 2], of_neither: 0 },
                "1 document of North, 2 documents of South, 0 of neither",
            ),
            (Notice::PairMissing { doc_id: "d", actor_id: "PER" }, "not in the results: 'd' toward 'PER'"),
            (Notice::MorePairsMissing(2), "2 more are not in the results"),
            (Notice::DocumentMissing("d"), "not in the result: 'd'"),
            (Notice::MoreDocumentsMissing(2), "2 more are not in the result"),
            (Notice::LabelsScored { texts: 8, seconds: 2.0 }, "8 texts, 4 a second"),
        ] {
            assert_eq!(text(&notice), expected);
            assert_eq!(notice.to_string(), expected, "it has no hint");
        }
    }

    #[test]
    fn markup_that_was_removed_can_be_left() {
        let one =
            "1 HTML tag or entity in the texts was removed or decoded; --no-clean-up markup leaves them";
        assert_eq!(text(&Notice::Markup(1)), one);
        let two =
            "2 HTML tags and entities in the texts were removed or decoded; --no-clean-up markup leaves them";
        assert_eq!(text(&Notice::Markup(2)), two);
    }

    #[test]
    fn what_is_said_of_texts_has_a_count_a_place_and_a_way_out() {
        let tally = |count| Tally {
            count,
            first: standpoint::ingest::Location { path: "a.csv".into(), row: Some(3) },
        };
        let (one, two) = (tally(1), tally(2));
        for (notice, expected) in [
            (
                Notice::Remarked(&Remark::Mojibake, &two),
                "2 texts look like UTF-8 read as Latin-1 (Ã© for é): the first is a.csv#3; export them again as UTF-8",
            ),
            (
                Notice::Remarked(&Remark::Detected("windows-1252"), &one),
                "1 text that is not UTF-8 read as windows-1252: a.csv#3; --encoding names another",
            ),
            (Notice::Remarked(&Remark::Empty, &one), "1 text without a word: a.csv#3"),
            (
                Notice::SomeWithout { without: 1, documents: 3 },
                "1 of 3 documents mentions no actor that is listed; --discover 20 takes the names in them for \
                 actors, 'standpoint actors discover' lists them",
            ),
            (
                Notice::PassedOver(PassedOver::Links(2)),
                "2 symbolic links not followed; --follow goes through them",
            ),
            (Notice::NothingThere { place: "stdin".into() }, "there are no documents in stdin: it is empty"),
        ] {
            assert_eq!(text(&notice), expected);
        }
    }

    #[test]
    fn the_list_of_all_is_not_advised_where_all_are_listed() {
        let verbose = Used { verbose: true, ..Used::default() };
        let warnings = Notice::MoreWarnings(2);
        assert_eq!(text(&warnings), "2 more warnings; -v lists all");
        assert_eq!(warnings.text(&verbose), "2 more warnings");
        assert_eq!(text(&Notice::MoreSkipped(1)), "1 more skipped; -v lists all");
        assert_eq!(Notice::MoreSkipped(1).text(&verbose), "1 more skipped");
    }

    #[test]
    fn where_nobody_is_found_it_is_said_what_to_do() {
        let notice = Notice::NobodyFound { documents: 2, names: 8 };
        let sentence = "no listed actor found in 2 documents; 8 names there that no actor goes by";
        assert_eq!(notice.to_string(), sentence);
        let advice =
            "try --discover 20, or list yours with --actors FILE ('standpoint actors discover' begins one)";
        assert_eq!(text(&notice), format!("{sentence}; {advice}"));
        let actors = Used { actors: true, ..Used::default() };
        assert_eq!(notice.text(&actors), format!("{sentence}; try --discover 20"));
        let both = Used { discover: true, ..actors };
        assert_eq!(notice.text(&both), sentence);
        let empty = Notice::NobodyFound { documents: 1, names: 0 };
        assert_eq!(text(&empty), "no listed actor found in the text; list yours with --actors FILE");
    }

    #[test]
    fn languages_without_lexicons_are_counted_the_most_frequent_first() {
        let counts = BTreeMap::from([("de".to_owned(), 1), ("fr".to_owned(), 2)]);
        let notice = Notice::OtherLanguages { documents: 9, languages: &counts };
        let sentence = "3 of 9 documents are in a language without lexicons: 2 French (fr), 1 German (de); they have \
                        terms and topics, but no stance";
        assert_eq!(notice.to_string(), sentence);
        assert_eq!(text(&notice), format!("{sentence}; --language en reads every text as English"));
        assert_eq!(notice.text(&Used { language: true, ..Used::default() }), sentence);
        let one = BTreeMap::from([("pl".to_owned(), 1)]);
        let notice = Notice::OtherLanguages { documents: 1, languages: &one };
        assert!(
            notice
                .to_string()
                .starts_with("1 of 1 document is in a language without lexicons: 1 Polish (pl); it")
        );
    }

    #[test]
    fn learning_is_advised_where_learned_tables_count() {
        let notice = Notice::FittedElsewhere { table: "mine" };
        let sentence =
            "the learned table mine was fitted beside another lexicon; its weights still hold, less exactly";
        assert_eq!(notice.to_string(), sentence);
        let advised = format!("{sentence}; 'standpoint lexicon learn' fits one beside this lexicon");
        assert_eq!(text(&notice), advised);
        assert_eq!(notice.text(&Used { rules_only: true, ..Used::default() }), sentence);
    }

    #[test]
    fn texts_are_asked_for_where_none_are_named() {
        let notice = Notice::CoherenceNeedsTexts;
        assert_eq!(text(&notice), "coherence is counted in texts: name them with --corpus");
        assert_eq!(notice.text(&Used { corpus: true, ..Used::default() }), "coherence is counted in texts");
    }

    #[test]
    fn without_flags_the_summary_of_skips_is_that_of_the_ledger() {
        let all = [Reason::BadJson, Reason::NotUtf8, Reason::NotThere, Reason::NotUtf8, Reason::TooLong];
        let ledger = ledger(&all);
        let notice_text = text(&Notice::InputsSkipped(&ledger.skips_by_reason()));
        assert_eq!(Some(notice_text), ledger.summary());
    }

    #[test]
    fn the_summary_of_skips_leaves_out_flags_that_are_given() {
        let counts = ledger(&[Reason::NotUtf8, Reason::NotUtf8, Reason::NoTextColumn]).skips_by_reason();
        let notice = Notice::InputsSkipped(&counts);
        let encoding = Used { encoding: true, ..Used::default() };
        assert_eq!(
            notice.text(&encoding),
            "3 inputs skipped: 2 not UTF-8 (replace bad bytes with --lossy), 1 table without a text column \
             (name it with --text-column)"
        );
        let all = Used { lossy: true, text_column: true, ..encoding };
        let bare = "3 inputs skipped: 2 not UTF-8, 1 table without a text column";
        assert_eq!(notice.text(&all), bare);
        assert_eq!(notice.to_string(), bare);
    }
}
