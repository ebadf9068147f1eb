//! The ledger: skipped and ignored inputs, repairs and warnings of a run.

use super::as_read::AsRead;
use super::compression;
use super::counted::counted;
use super::date_order::SettledOrder;
use super::dates_in_paths::{DatesInPaths, pattern_of};
use super::path_pattern::Unmatched;
use super::remark::{Remark, Tally};
use super::warning::{Location, Warning};
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

/// Why an input was skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It no longer exists since the walk.
    Vanished,
    /// It cannot be opened or read.
    Unreadable,
    /// It is not text.
    Binary,
    /// It is not valid UTF-8.
    NotUtf8,
    /// It is not valid in the encoding of its byte order mark or `--encoding`.
    BadEncoding,
    /// It cannot be decompressed.
    BadCompression,
    /// It unpacks to more than is read.
    Unpacked,
    /// A row with more or fewer cells than the header.
    RaggedRow,
    /// A table without a text column.
    NoTextColumn,
    /// A line or value that is not a JSON object, or an object without a text.
    BadJson,
    /// A document with the id of an earlier one.
    DuplicateId,
    /// A symbolic link to a folder above it.
    SymlinkLoop,
    /// A row, line or page that is too long.
    TooLong,
    /// A web page whose elements are nested too deep.
    TooDeep,
    /// A web page without an article.
    NoArticle,
    /// A document of another program (PDF, Word), which has to be converted to text.
    NotConverted,
    /// A workbook that cannot be read, or a cell of it without a value.
    BadWorkbook,
    /// It was named, and does not exist.
    NotThere,
    /// A file of a kind that a walk passes over.
    OtherKind,
    /// A symbolic link that a walk does not follow.
    NotFollowed,
}

/// The kind of a file without an ending.
pub(super) const NO_ENDING: &str = "without ending";
/// The kind of what is neither a file nor a folder.
pub(super) const NO_FILE: &str = "pipes and devices";

impl Reason {
    /// All of them, in their order.
    const ALL: [Self; 20] = [
        Self::Vanished,
        Self::Unreadable,
        Self::Binary,
        Self::NotUtf8,
        Self::BadEncoding,
        Self::BadCompression,
        Self::Unpacked,
        Self::RaggedRow,
        Self::NoTextColumn,
        Self::BadJson,
        Self::DuplicateId,
        Self::SymlinkLoop,
        Self::TooLong,
        Self::TooDeep,
        Self::NoArticle,
        Self::NotConverted,
        Self::BadWorkbook,
        Self::NotThere,
        Self::OtherKind,
        Self::NotFollowed,
    ];

    /// The name in `skipped.csv`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Vanished => "vanished",
            Self::Unreadable => "unreadable",
            Self::Binary => "binary",
            Self::NotUtf8 => "not_utf8",
            Self::BadEncoding => "bad_encoding",
            Self::BadCompression => "bad_compression",
            Self::Unpacked => "unpacks_too_far",
            Self::RaggedRow => "ragged_row",
            Self::NoTextColumn => "no_text_column",
            Self::BadJson => "bad_json",
            Self::DuplicateId => "duplicate_id",
            Self::SymlinkLoop => "symlink_loop",
            Self::TooLong => "too_long",
            Self::TooDeep => "too_deep",
            Self::NoArticle => "no_article",
            Self::NotConverted => "not_converted",
            Self::BadWorkbook => "bad_workbook",
            Self::NotThere => "not_there",
            Self::OtherKind => "other_kind",
            Self::NotFollowed => "not_followed",
        }
    }

    /// The reason with that name in `skipped.csv`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }

    /// The count of inputs with this reason, as text with a remedy.
    #[must_use]
    pub fn hint(self, count: usize) -> String {
        format!("{} ({})", self.counted(count), self.remedy())
    }

    /// So many inputs in words.
    #[must_use]
    pub fn counted(self, count: usize) -> String {
        let (one, many, _) = self.words();
        format!("{count} {}", if count == 1 { one } else { many })
    }

    /// What to do about them.
    #[must_use]
    pub fn remedy(self) -> &'static str {
        let (_, _, remedy) = self.words();
        remedy
    }

    /// One such input and several, in words, and the remedy.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Vanished => ("vanished", "vanished", "it was there when the run began"),
            Self::NotThere => ("not there", "not there", "check the path"),
            Self::OtherKind => {
                ("file of another kind", "files of other kinds", "name a file to read it whatever its ending")
            }
            Self::NotFollowed => (
                "symbolic link that is not followed",
                "symbolic links that are not followed",
                "--follow goes through them",
            ),
            Self::Unreadable => {
                ("unreadable", "unreadable", "check the permissions, or what else is said of each")
            }
            Self::Binary => (
                "not text",
                "not text",
                "convert it to text first; for UTF-16 without a mark, name it with --encoding",
            ),
            Self::NotUtf8 => (
                "not UTF-8",
                "not UTF-8",
                "name the encoding with --encoding, or replace bad bytes with --lossy",
            ),
            Self::BadEncoding => (
                "not in its encoding",
                "not in their encoding",
                "it is the one that a byte order mark or the first rows show, or else --encoding: name another, or \
                 replace bad bytes with --lossy",
            ),
            Self::Unpacked => (
                "compressed input that was not unpacked to its end",
                "compressed inputs that were not unpacked to their end",
                "--max-unpacked SIZE unpacks more",
            ),
            Self::BadCompression => ("broken gzip or zstd", "broken gzip or zstd", "compress it again"),
            Self::RaggedRow => (
                "row with the wrong number of cells",
                "rows with the wrong number of cells",
                "look for an unclosed quotation mark",
            ),
            Self::NoTextColumn => {
                ("table without a text column", "tables without a text column", "name it with --text-column")
            }
            Self::BadJson => (
                "line or value that is no JSON object with a text",
                "lines or values that are no JSON object with a text",
                "one object a line, or an array of objects; see --text-column",
            ),
            Self::DuplicateId => (
                "document whose id was there already",
                "documents whose id was there already",
                "ids must differ; see --id-column",
            ),
            Self::SymlinkLoop => (
                "link that leads back to a folder above it",
                "links that lead back to a folder above them",
                "leave it out of the input, or leave out --follow",
            ),
            Self::NotConverted => {
                ("document of another program", "documents of other programs", "convert them to text first")
            }
            Self::TooLong => (
                "row or page too long to be one document",
                "rows or pages too long to be one document",
                "in a table, look for an unclosed quotation mark; a page this long is no article",
            ),
            Self::TooDeep => (
                "web page nested too deep",
                "web pages nested too deep",
                "save its text as .txt if it is an article",
            ),
            Self::NoArticle => (
                "web page without an article",
                "web pages without an article",
                "lists of links and pages that a script fills have none: save the page of the article itself, as shown",
            ),
            Self::BadWorkbook => (
                "workbook or cell that cannot be read",
                "workbooks or cells that cannot be read",
                "save it as .xlsx or CSV again",
            ),
        }
    }
}

/// An input that was skipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skip {
    /// Path, or `stdin`.
    pub path: String,
    /// Row or line, from 1; none for the whole file.
    pub row: Option<u64>,
    /// Reason.
    pub reason: Reason,
    /// Details.
    pub detail: String,
}

impl Skip {
    /// A skip because reading failed.
    pub(super) fn unreadable(path: &str, row: Option<u64>, error: &io::Error) -> Self {
        let reason = match error.kind() {
            _ if compression::is_broken(error) => Reason::BadCompression,
            _ if compression::is_over(error) => Reason::Unpacked,
            io::ErrorKind::NotFound => Reason::Vanished,
            _ => Reason::Unreadable,
        };
        Self { path: path.to_owned(), row, reason, detail: error.to_string() }
    }
}

/// Everything that happened to the inputs of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Inputs skipped, in the order of the inputs.
    pub skips: Vec<Skip>,
    /// Files of other kinds, and symbolic links, that a walk passed over, by path. They are no skips, but for
    /// `--strict`.
    pub passed: Vec<Skip>,
    /// Files and streams that were opened or to be opened.
    pub sources: u64,
    /// Earlier results of this program that a walk ignored.
    pub earlier_results: u64,
    /// How often each clean-up rule was applied.
    pub clean_up: BTreeMap<&'static str, u64>,
    /// Warnings about documents that were not skipped: texts cut, bytes replaced.
    pub warnings: Vec<Warning>,
    /// How tables and JSON files were read, where that was found out, each way once.
    pub as_read: Vec<AsRead>,
    /// Columns of dates whose order of day and month one of their dates settled.
    pub date_orders: Vec<Arc<SettledOrder>>,
    /// Texts without a date whose path holds one.
    pub dates_in_paths: Option<DatesInPaths>,
    /// Files whose paths `--path-pattern` does not fit.
    pub unmatched: Option<Unmatched>,
    /// What is to be said of texts that were read, and of how many.
    pub remarks: BTreeMap<Remark, Tally>,
}

impl Ledger {
    /// Records how an input was read.
    pub fn read_as(&mut self, as_read: AsRead) {
        match self.as_read.iter_mut().find(|other| other.is_like(&as_read)) {
            Some(like) => like.more += 1,
            None => self.as_read.push(as_read),
        }
    }

    /// Records warnings. What is said of a whole column is recorded once.
    pub fn warn(&mut self, warnings: impl IntoIterator<Item = Warning>) {
        for warning in warnings {
            let Warning::DatesInOrder(settled) = warning else {
                self.warnings.push(warning);
                continue;
            };
            if self.date_orders.last() != Some(&settled) && !self.date_orders.contains(&settled) {
                self.date_orders.push(settled);
            }
        }
    }

    /// Records that a text has no date; its path may hold one.
    pub fn undated(&mut self, path: &str) {
        let Some(pattern) = pattern_of(path) else { return };
        let first = || DatesInPaths { documents: 0, example: path.to_owned(), pattern };
        self.dates_in_paths.get_or_insert_with(first).documents += 1;
    }

    /// Number of dates that were not read.
    #[must_use]
    pub fn dates_not_read(&self) -> usize {
        self.warnings.iter().filter(|warning| matches!(warning, Warning::DateNotRead { .. })).count()
    }

    /// Counts the remarks about the text `at` a location.
    pub fn remark(&mut self, remarks: Vec<Remark>, at: &Location) {
        for remark in remarks {
            let tally = self.remarks.entry(remark).or_insert_with(|| Tally { count: 0, first: at.clone() });
            tally.count += 1;
        }
    }

    /// What was passed over for `reason`, by kind (the ending of the files), the most frequent first.
    #[must_use]
    pub fn passed_by_kind(&self, reason: Reason) -> Vec<(&str, usize)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for passed in self.passed.iter().filter(|passed| passed.reason == reason) {
            *counts.entry(passed.detail.as_str()).or_default() += 1;
        }
        let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|&(kind, count)| (std::cmp::Reverse(count), kind));
        counts
    }

    /// One line that counts the skips by reason, the most frequent first; none if nothing was skipped.
    #[must_use]
    pub fn summary(&self) -> Option<String> {
        if self.skips.is_empty() {
            return None;
        }
        let parts: Vec<String> =
            self.skips_by_reason().into_iter().map(|(reason, count)| reason.hint(count)).collect();
        Some(format!("{} skipped: {}", counted(self.skips.len(), "input"), parts.join(", ")))
    }

    /// Number of skips for each reason, the most frequent first, of equal ones in the order of [`Reason`].
    #[must_use]
    pub fn skips_by_reason(&self) -> Vec<(Reason, usize)> {
        let mut counts: BTreeMap<Reason, usize> = BTreeMap::new();
        for skip in &self.skips {
            *counts.entry(skip.reason).or_default() += 1;
        }
        let mut counts: Vec<(Reason, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|&(reason, count)| (std::cmp::Reverse(count), reason));
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::super::date_order::{DateExample, DateOrder};
    use super::*;

    #[test]
    fn every_reason_is_known_by_its_name() {
        // The last one: a new reason has a place in the list.
        assert_eq!(Reason::NotFollowed as usize + 1, Reason::ALL.len());
        for reason in Reason::ALL {
            assert_eq!(Reason::from_name(reason.name()), Some(reason));
        }
        assert_eq!(Reason::from_name("bored"), None);
    }

    fn ledger(reasons: &[Reason]) -> Ledger {
        let skip = |&reason| Skip { path: "a.csv".into(), row: None, reason, detail: String::new() };
        Ledger { skips: reasons.iter().map(skip).collect(), ..Ledger::default() }
    }

    #[test]
    fn the_summary_counts_by_reason_and_says_a_way_out() {
        assert_eq!(ledger(&[]).summary(), None);
        let one = ledger(&[Reason::NoTextColumn]).summary().unwrap();
        assert_eq!(one, "1 input skipped: 1 table without a text column (name it with --text-column)");
        let several = ledger(&[Reason::NotThere, Reason::RaggedRow, Reason::RaggedRow]).summary().unwrap();
        assert!(several.starts_with("3 inputs skipped: 2 rows with the wrong number of cells (look for"));
        assert!(several.ends_with(", 1 not there (check the path)"));
    }

    #[test]
    fn what_is_passed_over_is_counted_by_kind() {
        let passed =
            |reason, detail: &str| Skip { path: "a".into(), row: None, reason, detail: detail.into() };
        let other = |detail| passed(Reason::OtherKind, detail);
        let all =
            vec![other(".png"), other(".odp"), other(".png"), passed(Reason::NotFollowed, "leads to b")];
        let ledger = Ledger { passed: all, ..Ledger::default() };
        assert_eq!(ledger.passed_by_kind(Reason::OtherKind), [(".png", 2), (".odp", 1)]);
        assert_eq!(ledger.summary(), None);
    }

    #[test]
    fn remarks_are_counted_and_keep_their_first_text() {
        let at = |path: &str| Location { path: path.into(), row: None };
        let mut ledger = Ledger::default();
        ledger.remark(vec![Remark::Empty], &at("a.txt"));
        ledger.remark(vec![Remark::Mojibake, Remark::Empty], &at("b.txt"));
        assert_eq!(ledger.remarks[&Remark::Empty], Tally { count: 2, first: at("a.txt") });
        assert_eq!(ledger.remarks[&Remark::Mojibake], Tally { count: 1, first: at("b.txt") });
    }

    #[test]
    fn what_is_said_of_a_column_is_recorded_once() {
        let settled = |column: &str| {
            let example = DateExample { written: "31/12/2024".into(), place: column.into() };
            let order = DateOrder::DayFirst;
            Warning::DatesInOrder(Arc::new(SettledOrder { column: column.into(), order, example }))
        };
        let mut ledger = Ledger::default();
        ledger.warn([settled("a"), settled("b"), settled("a"), settled("b")]);
        assert_eq!((ledger.date_orders.len(), ledger.warnings.len()), (2, 0));
    }

    #[test]
    fn reasons_of_the_same_number_keep_their_order() {
        let all = ledger(&[Reason::TooLong, Reason::Binary, Reason::BadJson]).summary().unwrap();
        let at = |words: &str| all.find(words).unwrap();
        assert!(at("1 not text (") < at("1 line or value that is no JSON object"), "{all}");
        assert!(at("1 line or value that is no JSON object") < at("1 row or page too long"), "{all}");
    }

    #[test]
    fn what_failed_says_why() {
        let skip = |error: &io::Error| Skip::unreadable("a.txt", Some(4), error);
        let gone = skip(&io::Error::new(io::ErrorKind::NotFound, "no such file"));
        let expected = Skip {
            path: "a.txt".into(),
            row: Some(4),
            reason: Reason::Vanished,
            detail: "no such file".into(),
        };
        assert_eq!(gone, expected);
        assert_eq!(skip(&io::Error::from(io::ErrorKind::PermissionDenied)).reason, Reason::Unreadable);
        let cut: &[u8] = b"\x1f\x8b\x08no more than a beginning";
        let broken = io::read_to_string(compression::decompress(cut, None).unwrap()).unwrap_err();
        assert_eq!(skip(&broken).reason, Reason::BadCompression);
    }
}
