//! Shared by the tests: a folder to run the program in, the output of a run, and its tables.

use assert_cmd::Command;
use assert_cmd::assert::Assert;
use assert_cmd::cargo::cargo_bin_cmd;
use predicates::prelude::*;
use standpoint::index::Knowledge;
use standpoint::ingest::{Decoding, RuleSet};
use standpoint::mentions::Resolve;
use standpoint::pipeline::{LanguageChoice, Settings};
use standpoint::stance::{Scorer, Voices};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// The sample corpus, where it is in the repository.
pub const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");

/// A run that takes longer hangs, and fails its test.
const TIMEOUT: Duration = Duration::from_secs(300);

/// A row of a table, its cells by column.
pub type Row = BTreeMap<String, String>;

/// The program, without colours whatever runs the test.
pub fn standpoint() -> Command {
    let mut command = cargo_bin_cmd!("standpoint");
    command.env("NO_COLOR", "1").timeout(TIMEOUT);
    command
}

/// A temporary folder: inputs are written into it, and the program runs in it. Names of files are relative to it.
pub struct Place(TempDir);

impl Place {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// The place with that file in it.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(name, content);
        self
    }

    /// The place with that empty folder in it.
    pub fn folder(self, name: &str) -> Self {
        fs::create_dir_all(self.path(name)).unwrap();
        self
    }

    /// Writes a file, and makes the folders on the way to it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub fn root(&self) -> &Path {
        self.0.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The files of a folder, by name.
    pub fn contents(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let paths = fs::read_dir(self.path(folder)).unwrap().map(|entry| entry.unwrap().path());
        let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
        paths.map(|path| (name(&path), fs::read(&path).unwrap())).collect()
    }

    /// The rows of a table of the result in `out`.
    pub fn rows(&self, table: &str) -> Vec<Row> {
        let reader = csv::Reader::from_path(self.path(&format!("out/{table}.csv"))).unwrap();
        reader.into_deserialize().map(|row| row.unwrap()).collect()
    }

    /// The cells of one column of a table of the result in `out`.
    pub fn column(&self, table: &str, column: &str) -> Vec<String> {
        self.rows(table).iter().map(|row| row[column].clone()).collect()
    }

    /// The program with these arguments, about to run here.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = standpoint();
        command.current_dir(self.root()).args(arguments);
        command
    }

    /// Runs the program here, without input. Whatever comes of it, it does not panic.
    #[track_caller]
    pub fn run(&self, arguments: &[&str]) -> Assert {
        without_panic(self.command(arguments).assert())
    }

    /// Runs the program here with `input` on its stdin.
    #[track_caller]
    pub fn run_on(&self, input: &str, arguments: &[&str]) -> Assert {
        without_panic(self.command(arguments).write_stdin(input).assert())
    }

    /// What the program prints and says when it is run here and ends with that code.
    #[track_caller]
    pub fn output(&self, arguments: &[&str], code: i32) -> (String, String) {
        let run = self.run(arguments).code(code);
        (run.printed(), run.said())
    }
}

#[track_caller]
fn without_panic(run: Assert) -> Assert {
    let calm = || predicate::str::contains("panicked").not();
    run.stdout(calm()).stderr(calm())
}

/// What a run left on its two streams.
pub trait Output {
    /// What is on stdout: data.
    fn printed(&self) -> String;

    /// What is on stderr: messages.
    fn said(&self) -> String;

    /// Holds that each of `parts` is in a message.
    fn says(self, parts: &[&str]) -> Self;
}

impl Output for Assert {
    fn printed(&self) -> String {
        String::from_utf8(self.get_output().stdout.clone()).unwrap()
    }

    fn said(&self) -> String {
        String::from_utf8(self.get_output().stderr.clone()).unwrap()
    }

    #[track_caller]
    fn says(self, parts: &[&str]) -> Self {
        let mut run = self;
        for part in parts {
            run = run.stderr(predicate::str::contains(*part));
        }
        run
    }
}

/// Says that something is not tested here, and why.
#[expect(clippy::print_stderr, reason = "a test that cannot run says so")]
pub fn untested(why: &str) {
    eprintln!("{why}");
}

/// The settings of the program without flags, on one thread.
pub fn settings(knowledge: &Knowledge) -> Settings {
    Settings {
        threads: 1,
        memory: u64::MAX,
        seed: 1,
        decoding: Decoding::new(None, false).unwrap(),
        rules: RuleSet::default(),
        scorer: Scorer::of(knowledge),
        resolve: Resolve::All,
        voices: Voices::All,
        rollup: false,
        boilerplate: None,
        language: LanguageChoice::Detect,
    }
}

/// The Rust sources in a folder of the repository and in the folders below it, in order.
pub fn sources(folder: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                walk(&entry, found);
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                found.push(entry);
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    found.sort();
    found
}
