//! A run of `analyze` over bad input, and the invariants of its result.

use crate::support::{Output, Place};
use assert_cmd::assert::Assert;
use predicates::prelude::*;
use std::fs;

const TABLES: [&str; 15] = [
    "documents",
    "sentences",
    "mentions",
    "evidence",
    "stance",
    "actors",
    "topics",
    "topic_terms",
    "topic_periods",
    "topic_sentences",
    "key_sentences",
    "topic_choice",
    "terms",
    "summary",
    "skipped",
];

impl Place {
    /// `analyze` into `out`; stdout is for data, and it has none.
    #[track_caller]
    pub(super) fn analyze(&self, arguments: &[&str]) -> Assert {
        let arguments = [&["analyze", "-o", "out"], arguments].concat();
        self.run(&arguments).stdout(predicate::str::is_empty())
    }

    /// The result is whole and is about `documents`; `skipped` (path, row, reason) are all that is missing.
    #[track_caller]
    pub(super) fn assert_result(&self, documents: &[&str], skipped: &[(&str, &str, &str)]) {
        let mut names: Vec<String> = TABLES.iter().map(|table| format!("{table}.csv")).collect();
        names.extend(["datapackage.json", "digest.json", "report.html"].map(str::to_owned));
        for name in names {
            assert!(self.path("out").join(&name).is_file(), "{name} is missing");
        }
        self.assert_no_odd_numbers();
        self.assert_topics_fit();
        assert_eq!(self.column("documents", "doc_id"), documents);
        let found = self.rows("skipped");
        let found: Vec<_> = found.iter().map(|row| (&*row["path"], &*row["row"], &*row["reason"])).collect();
        assert_eq!(found, skipped);
    }

    #[track_caller]
    fn assert_no_odd_numbers(&self) {
        for table in TABLES {
            for (column, cell) in self.rows(table).into_iter().flatten() {
                let word = cell.trim_start_matches('-').to_lowercase();
                let odd = matches!(&*word, "nan" | "inf" | "infinity" | "null") || cell == "-0";
                assert!(!odd, "{table}.csv has {cell} as {column}");
            }
        }
    }

    /// Documents and topics speak of each other, and of the same numbers.
    #[track_caller]
    fn assert_topics_fit(&self) {
        let documents = self.rows("documents");
        let topics = self.rows("topics");
        for topic in &topics {
            // Copies of a text count once, by their original.
            let originals = documents.iter().filter(|row| row["near_duplicate_of"].is_empty());
            let members = originals.filter(|row| row["topic_id"] == topic["topic_id"]).count();
            assert!(topic["topic_id"].starts_with('T'), "{topic:?}");
            assert!(members > 0, "an empty topic: {topic:?}");
            assert_eq!(topic["documents"], members.to_string());
        }
        for document in &documents {
            if document["topic_id"].is_empty() {
                assert_eq!(document["topic_strength"], "", "{document:?}");
                continue;
            }
            assert!(topics.iter().any(|topic| topic["topic_id"] == document["topic_id"]), "{document:?}");
            let strength: f64 = document["topic_strength"].parse().unwrap();
            assert!((0.0..=1.0).contains(&strength), "{document:?}");
        }
    }

    /// Neither a result nor the beginning of one.
    #[track_caller]
    pub(super) fn assert_nothing_written(&self) {
        for entry in fs::read_dir(self.root()).unwrap() {
            let name = entry.unwrap().file_name();
            assert!(!name.to_string_lossy().trim_start_matches('.').starts_with("out"), "{name:?} is there");
        }
    }

    /// Wrong usage: exit code 2, `says` on stderr, nothing written.
    #[track_caller]
    pub(super) fn assert_refused(&self, arguments: &[&str], says: &[&str]) {
        self.analyze(arguments).code(2).says(says);
        self.assert_nothing_written();
    }
}
