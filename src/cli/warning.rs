//! The warnings: what a user should know of a run that goes on.

use super::arguments::TopicCount;
use super::dates_not_read::DatesNotRead;
use super::message::Message;
use super::used::Used;
use standpoint::digest::Cut;
use standpoint::ingest::{self, Skip, Unmatched};
use std::fmt;

/// A warning. It is displayed as its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning<'a> {
    /// Something was done to a document.
    Document(&'a ingest::Warning),
    /// An input was skipped. The remedy comes with the count of its reason.
    Skipped(&'a Skip),
    /// Dates were not read.
    DatesNotRead(&'a DatesNotRead<'a>),
    /// Files whose paths `--path-pattern` does not fit.
    PathsUnmatched(&'a Unmatched),
    /// There are fewer topics than the least of the range of `--k`.
    FewerThanRange {
        /// The range.
        range: (usize, usize),
        /// Topics found.
        found: usize,
    },
    /// There are fewer topics than `--k` says.
    FewerTopics {
        /// What it says.
        asked: usize,
        /// Topics found.
        found: usize,
    },
    /// The cache of `--resume` cannot be written.
    CacheNotWritten {
        /// Why.
        fault: &'a str,
    },
    /// There is more than a sheet of the workbook takes.
    SheetCut {
        /// What was cut.
        cut: &'a Cut,
    },
    /// Outlets have no columns in the wide table of actors.
    OutletsLeftOut {
        /// How many.
        outlets: usize,
    },
}

impl Warning<'_> {
    /// What to say where `found` topics are fewer than were asked for.
    pub fn of_topics(asked: TopicCount, found: usize) -> Option<Self> {
        match asked {
            TopicCount::Auto(Some((least, most))) if found < least => {
                Some(Self::FewerThanRange { range: (least, most), found })
            }
            TopicCount::Fixed(k) if found < k => Some(Self::FewerTopics { asked: k, found }),
            TopicCount::Auto(_) | TopicCount::Fixed(_) => None,
        }
    }
}

impl Message for Warning<'_> {
    fn hint(&self, used: &Used) -> Option<String> {
        let hint = match self {
            Self::Document(ingest::Warning::TextCut { .. }) if used.lines => return None,
            Self::Document(warning) => warning.hint()?,
            Self::SheetCut { cut } => cut.rest.as_str(),
            Self::OutletsLeftOut { .. } => "summary.csv has all",
            Self::CacheNotWritten { .. } => "the run goes on, and what it analyses is not kept for --resume",
            Self::DatesNotRead(dates) => return dates.hint(used),
            Self::PathsUnmatched(_)
            | Self::Skipped(_)
            | Self::FewerThanRange { .. }
            | Self::FewerTopics { .. } => return None,
        };
        Some(hint.to_owned())
    }
}

impl fmt::Display for Warning<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document(warning) => f.write_str(&warning.sentence()),
            Self::Skipped(skip) => {
                let row = skip.row.map(|row| format!("#{row}")).unwrap_or_default();
                write!(f, "{}{row}: {}: {}", skip.path, skip.reason.name(), skip.detail)
            }
            Self::DatesNotRead(dates) => write!(f, "{dates}"),
            Self::PathsUnmatched(Unmatched { pattern, files, of, example }) => {
                write!(f, "--path-pattern '{pattern}' does not fit {files} of {of} paths, such as {example}")
            }
            Self::FewerThanRange { range: (least, most), found } => write!(
                f,
                "--k {least}..{most}: there are too few documents for {least} topics; there are {found}"
            ),
            Self::FewerTopics { asked, found } => {
                let found = match found {
                    0 => "are no topics".to_owned(),
                    1 => "is only 1 topic".to_owned(),
                    found => format!("are only {found} topics"),
                };
                write!(
                    f,
                    "--k {asked}: there {found}, for there are no more different documents with terms that count"
                )
            }
            Self::CacheNotWritten { fault } => write!(f, "no cache: {fault}"),
            Self::OutletsLeftOut { outlets } => write!(
                f,
                "actors_wide.csv has the 1,000 outlets with the most documents, and not {outlets} more"
            ),
            Self::SheetCut { cut: Cut { what, shown, of, rest: _ } } => {
                write!(f, "the workbook has {shown} of {of} {what}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use standpoint::ingest::{Limit, Location, Reason};

    #[test]
    fn each_kind_has_its_text() {
        let repaired = ingest::Warning::NulCharacters {
            at: Location { path: "in/a.txt".into(), row: Some(7) },
            count: 1,
        };
        let skip = |row| Skip {
            path: "in/b.csv".into(),
            row,
            reason: Reason::RaggedRow,
            detail: "line 3: 3 cells".into(),
        };
        let used = Used::default();
        for (warning, text) in [
            (Warning::Document(&repaired), "in/a.txt#7: 1 NUL character read as a blank"),
            (Warning::Skipped(&skip(Some(2))), "in/b.csv#2: ragged_row: line 3: 3 cells"),
            (Warning::Skipped(&skip(None)), "in/b.csv: ragged_row: line 3: 3 cells"),
            (
                Warning::FewerThanRange { range: (20, 30), found: 8 },
                "--k 20..30: there are too few documents for 20 topics; there are 8",
            ),
            (
                Warning::CacheNotWritten { fault: ".out.standpoint.cache: cannot be written: disk full" },
                "no cache: .out.standpoint.cache: cannot be written: disk full; the run goes on, and what it analyses is \
                 not kept for --resume",
            ),
            (
                Warning::FewerTopics { asked: 5, found: 0 },
                "--k 5: there are no topics, for there are no more different documents with terms that count",
            ),
            (
                Warning::FewerTopics { asked: 5, found: 1 },
                "--k 5: there is only 1 topic, for there are no more different documents with terms that count",
            ),
            (
                Warning::FewerTopics { asked: 5, found: 2 },
                "--k 5: there are only 2 topics, for there are no more different documents with terms that count",
            ),
            (
                Warning::OutletsLeftOut { outlets: 7 },
                "actors_wide.csv has the 1,000 outlets with the most documents, and not 7 more; summary.csv has all",
            ),
            (
                Warning::SheetCut {
                    cut: &Cut {
                        what: "rows of Stance".into(),
                        shown: 5,
                        of: 9,
                        rest: "stance.csv has all".into(),
                    },
                },
                "the workbook has 5 of 9 rows of Stance; stance.csv has all",
            ),
        ] {
            assert_eq!(warning.text(&used), text);
        }
    }

    #[test]
    fn lines_are_not_advised_where_they_are_read() {
        let cut = ingest::Warning::TextCut {
            at: Location { path: "in/a.txt".into(), row: None },
            limit: Limit::Bytes,
        };
        let warning = Warning::Document(&cut);
        assert_eq!(
            warning.text(&Used::default()),
            "in/a.txt: cut at 16 MiB; split it into documents (--lines)"
        );
        let lines = Used { lines: true, ..Used::default() };
        assert_eq!(warning.text(&lines), "in/a.txt: cut at 16 MiB");
        assert_eq!(warning.to_string(), "in/a.txt: cut at 16 MiB");
    }

    #[test]
    fn fewer_topics_than_asked_for_are_warned_of() {
        assert_eq!(Warning::of_topics(TopicCount::Auto(None), 0), None);
        assert_eq!(Warning::of_topics(TopicCount::Fixed(3), 3), None);
        assert_eq!(
            Warning::of_topics(TopicCount::Fixed(3), 2),
            Some(Warning::FewerTopics { asked: 3, found: 2 })
        );
        assert_eq!(Warning::of_topics(TopicCount::Auto(Some((3, 9))), 3), None);
        assert_eq!(
            Warning::of_topics(TopicCount::Auto(Some((3, 9))), 2),
            Some(Warning::FewerThanRange { range: (3, 9), found: 2 })
        );
    }
}
