//! The ledger: what was skipped and why, what was passed over, what was repaired.

use super::compression;
use std::collections::BTreeMap;
use std::io;

/// Why an input was skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It was there when the walk saw it and is gone.
    Vanished,
    /// It cannot be opened or read.
    Unreadable,
    /// It is no text.
    Binary,
    /// It is not in the encoding it should be in.
    NotUtf8,
    /// It cannot be decompressed.
    BadCompression,
    /// A row with more or fewer cells than the header.
    RaggedRow,
    /// A table without a text column.
    NoTextColumn,
    /// A line that is no JSON object, or one without a text.
    BadJson,
    /// A document whose id was there already.
    DuplicateId,
    /// A link that leads back to a folder above it.
    SymlinkLoop,
    /// A row or line too long to be held.
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
            Self::BadCompression => "bad_compression",
            Self::RaggedRow => "ragged_row",
            Self::NoTextColumn => "no_text_column",
            Self::BadJson => "bad_json",
            Self::DuplicateId => "duplicate_id",
            Self::SymlinkLoop => "symlink_loop",
            Self::TooLong => "too_long",
        }
    }

    /// In words, with what to do about it.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::Vanished => "gone before it was read",
            Self::Unreadable => "unreadable (check that it exists and its permissions)",
            Self::Binary => {
                "not text (convert it to text first; for UTF-16 without a mark, name it with --encoding)"
            }
            Self::NotUtf8 => {
                "not UTF-8 (name the encoding with --encoding, or replace bad bytes with --lossy)"
            }
            Self::BadCompression => "broken gzip or zstd (compress it again)",
            Self::RaggedRow => "rows with the wrong number of cells (look for an unclosed quotation mark)",
            Self::NoTextColumn => "tables without a text column (name it with --text-column)",
            Self::BadJson => {
                "lines that are no JSON object with a text (one object a line; see --text-column)"
            }
            Self::DuplicateId => "documents whose id was there already (ids must differ; see --id-column)",
            Self::SymlinkLoop => "links that lead back to a folder above them",
            Self::TooLong => "rows too long to be one document (look for an unclosed quotation mark)",
        }
    }
}

/// An input that was skipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skip {
    /// Path, or `stdin`.
    pub path: String,
    /// Row or line, from 1, where it is not the whole file.
    pub row: Option<u64>,
    /// Why.
    pub reason: Reason,
    /// The particulars.
    pub detail: String,
}

impl Skip {
    /// Something whose reading failed.
    pub(super) fn unreadable(path: &str, row: Option<u64>, error: &io::Error) -> Self {
        let reason = match error.kind() {
            _ if compression::is_broken(error) => Reason::BadCompression,
            io::ErrorKind::NotFound => Reason::Vanished,
            _ => Reason::Unreadable,
        };
        Self { path: path.to_owned(), row, reason, detail: error.to_string() }
    }
}

/// What happened to the inputs of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Inputs skipped, in the order of the inputs.
    pub skips: Vec<Skip>,
    /// Files of other kinds that a walk went past.
    pub passed_over: u64,
    /// How often each clean-up rule did something.
    pub clean_up: BTreeMap<&'static str, u64>,
    /// Things to say that are no skips: a text cut, bytes replaced.
    pub warnings: Vec<String>,
}

impl Ledger {
    /// One line that counts the skips by reason, the most frequent first; none where nothing was skipped.
    #[must_use]
    pub fn summary(&self) -> Option<String> {
        if self.skips.is_empty() {
            return None;
        }
        let mut counts: BTreeMap<Reason, usize> = BTreeMap::new();
        for skip in &self.skips {
            *counts.entry(skip.reason).or_default() += 1;
        }
        let mut counts: Vec<(Reason, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|&(reason, count)| (std::cmp::Reverse(count), reason));
        let parts: Vec<String> =
            counts.iter().map(|(reason, count)| format!("{count} {}", reason.hint())).collect();
        let noun = if self.skips.len() == 1 { "input" } else { "inputs" };
        Some(format!("{} {noun} skipped: {}", self.skips.len(), parts.join(", ")))
    }
}
