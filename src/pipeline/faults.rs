//! The fault loop: each operation on a file of the main job fails once, and each time the old result or the new one
//! stands, whole, and the next run works.

#![cfg(test)]

use super::{AnalyzeOptions, Engine, Settings};
use crate::ingest::{Hook, InputOptions, Inputs, Operation};
use crate::output::{Directory, Existing};
use crate::tables::all_tables;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const ARTICLES: [(&str, &str); 3] = [
    ("a.txt", "Norway praised Chile for the brave rescue of the ferry crew.\n\nBoth signed a treaty.\n"),
    ("b.txt", "Peru condemned the reckless tariff on timber from Canada.\n\nSawmills in Peru closed.\n"),
    ("deep/c.txt", "Chile welcomed the harbour treaty with Norway.\n\nThe crews of ferries were glad.\n"),
];

/// A folder with a corpus, in which a result is written.
struct Place {
    root: PathBuf,
    engine: Engine,
    /// Where the workbook goes.
    workbook: PathBuf,
    _made: tempfile::TempDir,
}

/// What a run that did not fail said.
struct Ran {
    skipped: usize,
}

impl Place {
    fn new(workbook: &str) -> Self {
        // In memory, where the system has that: a run flushes 17 files.
        let made = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        let root = made.path().canonicalize().unwrap();
        for (name, text) in ARTICLES {
            let path = root.join("corpus").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let knowledge = Arc::new(crate::shipped::knowledge().unwrap());
        let settings = Settings { threads: 2, ..Settings::new(&knowledge) };
        let workbook = root.join(workbook);
        Self { root, engine: Engine::new(knowledge, settings), workbook, _made: made }
    }

    /// The main job, as the command does it.
    fn analyze(&self, terms: usize) -> Result<Ran, Box<dyn Error>> {
        let (corpus, target) = (self.root.join("corpus"), self.root.join("out"));
        let mut files: Vec<String> = all_tables().iter().map(|table| format!("{}.csv", table.name)).collect();
        files.push("book.xlsx".into());
        let directory = Directory::create(&target, Existing::Ours, std::slice::from_ref(&corpus), &files)?;
        let inputs = Inputs::open(&[corpus], InputOptions::default())?;
        let options =
            AnalyzeOptions { terms, workbook: Some(self.workbook.clone()), ..AnalyzeOptions::default() };
        let draft = self.engine.analyze(inputs, &options, directory)?;
        let skipped = draft.outcome.ledger.skips.len();
        draft.commit()?;
        Ok(Ran { skipped })
    }

    /// The files of the result and the workbook, by path.
    fn found(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        let beside = fs::read_dir(&self.root).unwrap().map(|entry| entry.unwrap().path());
        for path in beside.filter(|path| !path.ends_with("corpus")) {
            for entry in walkdir::WalkDir::new(path).into_iter().map(Result::unwrap) {
                if entry.file_type().is_file() {
                    let name = entry.path().strip_prefix(&self.root).unwrap().to_path_buf();
                    found.insert(name, fs::read(entry.path()).unwrap());
                }
            }
        }
        found
    }
}

/// The files of the directory alone.
fn in_directory(found: &BTreeMap<PathBuf, Vec<u8>>) -> BTreeMap<&Path, &[u8]> {
    let here = found.iter().filter(|(path, _)| path.starts_with("out"));
    here.map(|(path, bytes)| (path.as_path(), bytes.as_slice())).collect()
}

/// Lets the operations fail one after the other, each in a run of its own; returns how many there are, how many runs
/// failed, and how many passed over an article. Where names cannot be exchanged, contents are read and written as where
/// they can: there only what changes names and folders fails. The pair is the first operation that fails and the step to
/// the next, so that the operations of one job can be shared out among tests that run side by side.
fn fault_at_operations(
    (first, step): (usize, usize),
    workbook: &str,
    exchanges: bool,
) -> (usize, usize, usize) {
    let place = Place::new(workbook);
    let (mut failed, mut passed_over) = (0, 0);
    place.analyze(3).unwrap();
    fs::write(place.root.join("out/notes"), "mine").unwrap();
    let mut old = place.found();
    for at in (first..).step_by(step) {
        // Each run makes another result than the one before.
        let terms = 3 + (at / step + 1) % 2;
        let taken = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&taken);
        let hook = Hook::below(&place.root, move |operation, _| {
            let counts = exchanges || !matches!(operation, Operation::Read | Operation::Write);
            if counts && count.fetch_add(1, Ordering::SeqCst) == at {
                return Err(io::Error::other("made up"));
            }
            if operation == Operation::Exchange && !exchanges {
                return Err(io::ErrorKind::Unsupported.into());
            }
            Ok(())
        });
        let ran = place.analyze(terms);
        drop(hook);
        let found = place.found();
        // The next run works, and clears up.
        place.analyze(terms).unwrap();
        let new = place.found();
        assert_eq!(new.keys().collect::<Vec<_>>(), old.keys().collect::<Vec<_>>(), "operation {at}");
        let context = format!("operation {at} of {workbook}");
        let is_old = in_directory(&found) == in_directory(&old);
        let is_new = in_directory(&found) == in_directory(&new);
        match ran {
            Err(error) => {
                failed += 1;
                assert!(is_old || is_new, "{context}: half a result after {error}");
                assert!(error.to_string().contains(place.root.to_str().unwrap()), "{context}: {error}");
            }
            Ok(Ran { skipped: 0 }) => assert!(is_new, "{context}: it is not the new result"),
            Ok(Ran { skipped }) => {
                passed_over += 1;
                let table = String::from_utf8(found[Path::new("out/skipped.csv")].clone()).unwrap();
                assert_eq!(table.lines().count(), 1 + skipped, "{context}: {table}");
                assert!(table.contains("made up"), "{context}: {table}");
            }
        }
        old = new;
        if taken.load(Ordering::SeqCst) <= at {
            return (at, failed, passed_over);
        }
    }
    unreachable!("the job has an end")
}

#[test]
fn whatever_even_operation_fails_a_result_with_its_workbook_is_whole() {
    let (operations, failed, passed_over) = fault_at_operations((0, 2), "out/book.xlsx", true);
    assert!(operations > 150 && failed > 30 && passed_over >= 3, "{operations}, {failed}, {passed_over}");
}

#[test]
fn whatever_odd_operation_fails_a_result_with_its_workbook_is_whole() {
    let (operations, failed, passed_over) = fault_at_operations((1, 2), "out/book.xlsx", true);
    assert!(operations > 150 && failed > 30 && passed_over >= 3, "{operations}, {failed}, {passed_over}");
}

#[test]
fn whatever_operation_fails_a_result_is_whole_where_names_cannot_be_exchanged() {
    let (operations, failed, passed_over) = fault_at_operations((0, 1), "book.xlsx", false);
    assert!(operations > 120 && failed > 50 && passed_over >= 3, "{operations}, {failed}, {passed_over}");
}
