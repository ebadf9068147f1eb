//! The ledger: skipped and ignored inputs, repairs and warnings of a run.

use super::compression;
use super::counted::counted;
use super::date_order::SettledOrder;
use super::dates_in_paths::{DatesInPaths, pattern_of};
use super::path_pattern::Unmatched;
use super::warning::Warning;
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

/// Why an input was skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It does not exist, or no longer exists since the walk.
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
    /// A row with more or fewer cells than the header.
    RaggedRow,
    /// A table without a text column.
    NoTextColumn,
    /// A line that is not a JSON object, or an object without a text.
    BadJson,
    /// A document with the id of an earlier one.
    DuplicateId,
    /// A symbolic link to a folder above it.
    SymlinkLoop,
    /// A row or line that is too long.
    TooLong,
}

impl Reason {
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
            Self::RaggedRow => "ragged_row",
            Self::NoTextColumn => "no_text_column",
            Self::BadJson => "bad_json",
            Self::DuplicateId => "duplicate_id",
            Self::SymlinkLoop => "symlink_loop",
            Self::TooLong => "too_long",
        }
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
            Self::Vanished => ("not there", "not there", "check the path"),
            Self::Unreadable => ("unreadable", "unreadable", "check the permissions"),
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
                "it is the one that a byte order mark says, or else --encoding: name another, or replace bad bytes \
                 with --lossy",
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
                "line that is no JSON object with a text",
                "lines that are no JSON object with a text",
                "one object a line; see --text-column",
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
            Self::TooLong => (
                "row too long to be one document",
                "rows too long to be one document",
                "look for an unclosed quotation mark",
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
    /// Files of other formats that a walk ignored.
    pub passed_over: u64,
    /// Earlier results of this program that a walk ignored.
    pub earlier_results: u64,
    /// How often each clean-up rule was applied.
    pub clean_up: BTreeMap<&'static str, u64>,
    /// Warnings about documents that were not skipped: texts cut, bytes replaced.
    pub warnings: Vec<Warning>,
    /// Columns of dates whose order of day and month one of their dates settled.
    pub date_orders: Vec<Arc<SettledOrder>>,
    /// Texts without a date whose path holds one.
    pub dates_in_paths: Option<DatesInPaths>,
    /// Files whose paths `--path-pattern` does not fit.
    pub unmatched: Option<Unmatched>,
}

impl Ledger {
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

    fn ledger(reasons: &[Reason]) -> Ledger {
        let skip = |&reason| Skip { path: "a.csv".into(), row: None, reason, detail: String::new() };
        Ledger { skips: reasons.iter().map(skip).collect(), ..Ledger::default() }
    }

    #[test]
    fn the_summary_counts_by_reason_and_says_a_way_out() {
        assert_eq!(ledger(&[]).summary(), None);
        let one = ledger(&[Reason::NoTextColumn]).summary().unwrap();
        assert_eq!(one, "1 input skipped: 1 table without a text column (name it with --text-column)");
        let several = ledger(&[Reason::Vanished, Reason::RaggedRow, Reason::RaggedRow]).summary().unwrap();
        assert!(several.starts_with("3 inputs skipped: 2 rows with the wrong number of cells (look for"));
        assert!(several.ends_with(", 1 not there (check the path)"));
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
        assert!(at("1 not text (") < at("1 line that is no JSON object"), "{all}");
        assert!(at("1 line that is no JSON object") < at("1 row too long"), "{all}");
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
        let broken = io::read_to_string(compression::decompress(cut).unwrap()).unwrap_err();
        assert_eq!(skip(&broken).reason, Reason::BadCompression);
    }
}
