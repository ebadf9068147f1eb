//! The kill loop: a process that writes results is ended at every step and at random moments, and whatever it left, the
//! next start has a whole result, and the files of the user.
//!
//! The process is this test binary again, which runs [`the_process_that_is_ended`]. `STANDPOINT_KILLS=1000 cargo test
//! --lib ended` kills it more often than the default.

#![cfg(test)]

use super::{Directory, Existing};
use crate::ingest::{Hook, Operation};
use std::fs;
use std::io::{self, BufRead, BufReader, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const FOLDER: &str = "STANDPOINT_ENDED_FOLDER";
const WAY: &str = "STANDPOINT_ENDED_WAY";
const STEP: &str = "STANDPOINT_ENDED_STEP";
const KILLS: &str = "STANDPOINT_KILLS";

/// The ways in which a result is put in place.
const EXCHANGE: &str = "exchange";
const SET_ASIDE: &str = "set aside";
const INSIDE: &str = "inside";

const FILES: [&str; 4] = ["a.csv", "b.csv", "book.xlsx", "c.csv"];
const USERS: [(&str, &str); 2] = [("notes", "years"), ("charts/c.svg", "drawn")];

fn mark(number: usize) -> String {
    let tables = r#"{"path": "a.csv"}, {"path": "b.csv"}, {"path": "c.csv"}"#;
    format!(r#"{{"number": {number}, "resources": [{tables}], "standpoint": {{"files": ["book.xlsx"]}}}}"#)
}

fn write(target: &Path, number: usize) {
    let directory = Directory::create(target, Existing::Any, &[], &FILES.map(str::to_owned)).unwrap();
    for name in FILES {
        let mut file = directory.file(name).unwrap();
        write!(file, "{number}").unwrap();
        directory.close(name, file).unwrap();
    }
    let aftermath = directory.commit(mark(number).as_bytes()).unwrap();
    assert!(aftermath.left.is_empty() && aftermath.renamed.is_empty(), "{aftermath:?}");
}

/// The number that all files of the result say; none if it is no whole result.
fn number(target: &Path) -> Option<usize> {
    let text = fs::read_to_string(target.join("datapackage.json")).ok()?;
    let package: serde_json::Value = serde_json::from_str(&text).unwrap();
    let number = package["number"].as_u64().unwrap();
    for name in FILES {
        let found = fs::read_to_string(target.join(name)).unwrap();
        assert_eq!(found, number.to_string(), "{name} is of another result than its mark");
    }
    usize::try_from(number).ok()
}

fn is_of_names(operation: Operation) -> bool {
    use Operation::{Create, Exchange, Link, Remove, Rename};
    matches!(operation, Create | Exchange | Link | Remove | Rename)
}

/// Not a test: the process that the others start and end. It writes one result after another, and says which is whole.
#[test]
fn the_process_that_is_ended() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let target = folder.join("out");
    let way = std::env::var(WAY).unwrap();
    let step: usize = std::env::var(STEP).map_or(usize::MAX, |step| step.parse().unwrap());
    if way == INSIDE {
        std::env::set_current_dir(&target).unwrap();
    }
    let taken = AtomicUsize::new(0);
    let exchanges = way != SET_ASIDE;
    let _hook = Hook::below(&folder, move |operation, _| {
        if is_of_names(operation) && taken.fetch_add(1, Ordering::SeqCst) == step {
            std::process::abort();
        }
        if operation == Operation::Exchange && !exchanges {
            return Err(ErrorKind::Unsupported.into());
        }
        Ok(())
    });
    let first = number(&target).unwrap_or(0) + 1;
    let last = if step == usize::MAX { usize::MAX } else { first };
    for number in first..=last {
        write(&target, number);
        writeln!(io::stdout(), "\nwhole {number}").unwrap();
    }
}

/// A folder whose result is written by a process that is ended.
struct Place {
    folder: PathBuf,
    target: PathBuf,
    way: &'static str,
    _made: tempfile::TempDir,
}

impl Place {
    fn new(way: &'static str) -> Self {
        let made = tempfile::tempdir().unwrap();
        let folder = made.path().canonicalize().unwrap();
        let target = folder.join("out");
        write(&target, 1);
        fs::create_dir(target.join("charts")).unwrap();
        for (name, text) in USERS {
            fs::write(target.join(name), text).unwrap();
        }
        Self { folder, target, way, _made: made }
    }

    fn start(&self, step: Option<usize>) -> Child {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "output::ended::the_process_that_is_ended", "--nocapture"]);
        command.env(FOLDER, &self.folder).env(WAY, self.way);
        if let Some(step) = step {
            command.env(STEP, step.to_string());
        }
        command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// What is there at once, and holds that it is whole if it passes for a result.
    fn found(&self) -> Found {
        let names: Vec<String> = fs::read_dir(&self.folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        Found {
            number: number(&self.target),
            aside: names.iter().any(|name| name.ends_with(".old")),
            hidden: names.iter().any(|name| name.contains(".standpoint-")),
        }
    }

    /// Holds that the next start has the result of that number or the one before, and that the next run works.
    fn recovers(&self, least: usize, context: &str) -> usize {
        drop(Directory::create(&self.target, Existing::Ours, &[], &FILES.map(str::to_owned)).unwrap());
        let number = number(&self.target).unwrap_or_else(|| panic!("{context}: no result"));
        assert!(number == least || number == least + 1, "{context}: {number} after {least}");
        self.holds_nothing_else(context);
        write(&self.target, number + 1);
        self.holds_nothing_else(context);
        number + 1
    }

    fn holds_nothing_else(&self, context: &str) {
        let entries = walkdir::WalkDir::new(&self.folder).into_iter().map(Result::unwrap);
        let files: Vec<PathBuf> =
            entries.filter(|entry| entry.file_type().is_file()).map(|entry| entry.into_path()).collect();
        assert_eq!(files.len(), FILES.len() + 1 + USERS.len(), "{context}: {files:?}");
        for (name, text) in USERS {
            let found = fs::read_to_string(self.target.join(name));
            assert_eq!(found.ok().as_deref(), Some(text), "{context}: {name}");
        }
        assert_eq!(fs::read_dir(&self.folder).unwrap().count(), 1, "{context}");
    }
}

struct Found {
    number: Option<usize>,
    /// The old result is set aside.
    aside: bool,
    /// Something hidden is left.
    hidden: bool,
}

/// Ends the process before each step of putting one result in place of another; returns what was found after each.
fn at_every_step(way: &'static str) -> Vec<Found> {
    let place = Place::new(way);
    let mut old = 1;
    let mut all = Vec::new();
    for step in 0.. {
        let output = place.start(Some(step)).wait_with_output().unwrap();
        let context = format!("{way}, step {step}");
        let found = place.found();
        if let Some(number) = found.number {
            assert!(number == old || number == old + 1, "{context}: {number} after {old}");
        }
        let is_done = output.status.success();
        if is_done {
            assert!(String::from_utf8_lossy(&output.stdout).contains(&format!("whole {}", old + 1)));
        }
        old = place.recovers(old, &context);
        if is_done {
            break;
        }
        all.push(found);
    }
    all
}

#[test]
fn ended_at_any_step_of_an_exchange_it_leaves_the_old_result_or_the_new_one() {
    let found = at_every_step(EXCHANGE);
    assert!(found.len() > 10 && found.iter().all(|found| found.number.is_some() && !found.aside));
    assert!(found.iter().any(|found| found.hidden));
}

#[test]
fn ended_at_any_step_without_an_exchange_it_leaves_the_old_result_or_the_new_one() {
    let found = at_every_step(SET_ASIDE);
    assert!(found.len() > 10);
    // It was taken: between the two renames there is no result but the one that is set aside.
    assert!(found.iter().any(|found| found.number.is_none() && found.aside));
    assert!(found.iter().any(|found| found.number.is_some() && found.aside));
}

#[test]
fn ended_at_any_step_in_a_folder_that_stays_it_leaves_the_old_result_or_the_new_one() {
    let found = at_every_step(INSIDE);
    assert!(found.len() > 10);
    assert!(found.iter().any(|found| found.number.is_none()));
    assert!(found.iter().all(|found| !found.aside && !found.hidden));
}

#[test]
fn killed_at_any_moment_it_leaves_a_whole_result() {
    let kills: usize = std::env::var(KILLS).map_or(51, |kills| kills.parse().unwrap());
    for (at, way) in [EXCHANGE, SET_ASIDE, INSIDE].into_iter().enumerate() {
        let place = Place::new(way);
        let mut least = 1;
        let mut moment = 1 + at as u64;
        for kill in 0..kills.div_ceil(3) {
            let mut child = place.start(None);
            let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
            let whole = |line: String| line.strip_prefix("whole ").map(|number| number.parse().unwrap());
            least = lines.by_ref().find_map(whole).unwrap();
            // Moments spread over some commits: a multiplicative generator, the same in every run.
            moment = moment * 48_271 % 0x7fff_ffff;
            std::thread::sleep(Duration::from_micros(moment % 40_000));
            child.kill().unwrap();
            least = lines.filter_map(whole).last().unwrap_or(least);
            child.wait().unwrap();
            least = place.recovers(least, &format!("{way}, kill {kill}"));
        }
        assert!(least > 1);
    }
}
