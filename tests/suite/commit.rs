//! What becomes of the place that a result or a file is written to: one run at a time, files of the user, links, modes.

use crate::support::{CORPUS, Output, Place};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

const BINARY: &str = env!("CARGO_BIN_EXE_standpoint");
const TEXT: &str = "Norway praised Chile for the brave rescue of the ferry crew.\n";

impl Place {
    fn with_a_text() -> Self {
        Self::new().file("in/a.txt", TEXT)
    }

    /// The names in a folder, in order.
    fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn analyze_again(&self, flags: &[&str]) {
        self.run(&[&["analyze", "in", "-o", "out"], flags].concat()).code(0);
    }
}

#[test]
fn a_second_run_into_one_directory_is_refused_or_waits() {
    let place = Place::with_a_text();
    place.analyze_again(&[]);
    let before = place.contents("out");
    let lock = File::create(place.path(".out.standpoint.lock")).unwrap();
    lock.lock().unwrap();
    let refused = place.run(&["analyze", "in", "-o", "out", "--top", "3"]).code(2);
    refused.says(&["out: another run writes to it", "--wait"]);
    assert_eq!(place.contents("out"), before);
    let mut child = Command::new(BINARY)
        .current_dir(place.root())
        .args(["analyze", "in", "-o", "out", "--top", "3", "--wait"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    let said = lines.next().unwrap();
    assert!(said.contains("out: another run writes to it; waiting"), "{said}");
    assert_eq!(place.contents("out"), before);
    drop(lock);
    let said: Vec<String> = lines.collect();
    assert!(child.wait().unwrap().success(), "{said:?}");
    assert_ne!(place.contents("out"), before);
    assert_eq!(place.names("."), ["in", "out"]);
}

#[test]
fn files_of_the_user_stay_in_the_directory_also_those_that_the_run_reads() {
    let actors = "actor_id\tname\tkind\talias\ngull\tGull Line\tcompany\tGull Line\n";
    let place = Place::with_a_text();
    // Names that other programs use for what is unfinished, or was ours once.
    let hidden = [".lock", ".retired.json", ".~lock.notes.odt#"];
    place.analyze_again(&[]);
    hidden.iter().for_each(|name| place.write(&format!("out/{name}"), "mine"));
    place.write("out/sub/a.csv", "mine");
    place.analyze_again(&[]);
    for name in hidden.iter().chain(&["sub/a.csv"]) {
        assert_eq!(fs::read_to_string(place.path(&format!("out/{name}"))).unwrap(), "mine", "{name}");
    }
    assert_eq!(place.names("."), ["in", "out"]);
    fs::remove_dir_all(place.path("out")).unwrap();
    place.analyze_again(&[]);
    let names = place.names("out");
    for (name, text) in [("NOTES.md", "years"), ("actors.tsv", actors), ("charts/a/c.svg", "drawn")] {
        place.write(&format!("out/{name}"), text);
    }
    for seed in ["2", "3"] {
        place.analyze_again(&["--actors", "out/actors.tsv", "--seed", seed]);
        assert_eq!(
            (place.read("out/NOTES.md"), place.read("out/actors.tsv")),
            ("years".into(), actors.into())
        );
        assert_eq!(place.names("out").len(), names.len() + 3);
        assert_eq!(place.read("out/charts/a/c.svg"), "drawn");
        assert_eq!(place.names("."), ["in", "out"]);
    }
}

#[test]
fn a_file_of_the_user_that_has_the_name_of_the_workbook_is_refused_before_the_work() {
    let place = Place::with_a_text();
    place.analyze_again(&[]);
    place.write("out/book.xlsx", "mine");
    let refused = place.run(&["analyze", "nowhere", "-o", "out", "--workbook", "out/book.xlsx"]).code(2);
    refused.says(&["out: holds book.xlsx", "--force"]);
    place
        .run(&["analyze", "in", "-o", "out", "--workbook", "out/book.xlsx", "-f"])
        .code(0)
        .says(&["out/book.xlsx.old: a file of yours"]);
    assert_eq!(place.read("out/book.xlsx.old"), "mine");
    assert!(fs::read(place.path("out/book.xlsx")).unwrap().starts_with(b"PK"));
}

#[test]
fn a_workbook_in_the_directory_is_a_part_of_the_result() {
    let place = Place::with_a_text();
    place.analyze_again(&["--workbook", "out/book.xlsx"]);
    let first = place.contents("out");
    assert!(first["book.xlsx"].starts_with(b"PK"));
    place.analyze_again(&["--workbook", "./in/../out/book.xlsx"]);
    assert_eq!(place.contents("out"), first);
    place.analyze_again(&["--workbook", "beside.xlsx"]);
    assert!(!place.names("out").contains(&"book.xlsx".to_owned()));
    assert_eq!(fs::read(place.path("beside.xlsx")).unwrap(), first["book.xlsx"]);
    assert_eq!(place.names("."), ["beside.xlsx", "in", "out"]);
}

#[test]
fn a_result_that_was_set_aside_is_back_before_inputs_are_looked_at() {
    for (input, code) in [("nowhere", 2), ("empty", 1)] {
        let place = Place::with_a_text().folder("empty");
        place.analyze_again(&[]);
        let before = place.contents("out");
        fs::rename(place.path("out"), place.path(".out.standpoint-1.old")).unwrap();
        place.run(&["analyze", input, "-o", "out"]).code(code);
        assert_eq!(place.contents("out"), before);
        assert_eq!(place.names("."), ["empty", "in", "out"]);
        place.analyze_again(&[]);
        assert_eq!(place.contents("out"), before);
    }
}

#[test]
fn what_runs_leave_in_an_input_folder_is_not_read_and_not_counted() {
    let place = Place::with_a_text();
    place.run(&["analyze", "in", "-o", "in/out"]).code(0);
    let first = place.contents("in/out");
    place.write("in/.out.standpoint.lock", "");
    place.write("in/.model.standpoint-1", "half");
    place.run(&["analyze", "in", "-o", "out"]).code(0);
    for name in ["documents.csv", "skipped.csv", "datapackage.json"] {
        assert_eq!(place.contents("out")[name], first[name], "{name}");
    }
}

#[test]
fn the_working_directory_can_be_written_into() {
    let place = Place::with_a_text().folder("work");
    let run = |flags: &[&str]| {
        let mut command = Command::new(BINARY);
        command.current_dir(place.path("work")).args(["analyze", "../in", "-o", "."]).args(flags);
        assert!(command.stderr(Stdio::null()).status().unwrap().success());
    };
    run(&["--workbook", "book.xlsx"]);
    place.write("work/note", "mine");
    run(&[]);
    place.analyze_again(&[]);
    let mut found = place.contents("work");
    assert_eq!(found.remove("note").as_deref(), Some(&b"mine"[..]));
    let mut elsewhere = place.contents("out");
    // It has the paths of the inputs as they were named.
    assert!(found.remove("documents.csv").is_some() && elsewhere.remove("documents.csv").is_some());
    assert!(found == elsewhere, "{:?}", found.keys());
}

#[test]
fn manual_pages_are_written_whole_and_replaced() {
    let place = Place::new();
    for _ in 0..2 {
        place.run(&["man", "-o", "deep/pages"]).code(0);
    }
    let names = place.names("deep/pages");
    assert!(names.contains(&"standpoint-lexicon-learn.1".to_owned()), "{names:?}");
    assert!(names.iter().all(|name| name.starts_with("standpoint")), "{names:?}");
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    /// Runs the program in a shell after `first`.
    fn shell(place: &Place, first: &str, arguments: &str) -> (Option<i32>, String) {
        let output = Command::new("sh")
            .current_dir(place.root())
            .args(["-c", &format!("{first}; exec '{BINARY}' {arguments}")])
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    }

    #[test]
    fn directories_and_files_follow_the_umask() {
        for (umask, folder, file) in [("077", 0o700, 0o600), ("002", 0o775, 0o664)] {
            let place = Place::with_a_text();
            let first = format!("umask {umask}");
            let mode = |name: &str| fs::metadata(place.path(name)).unwrap().permissions().mode() & 0o777;
            assert_eq!(shell(&place, &first, "analyze in -o out --workbook book.xlsx").0, Some(0));
            assert_eq!(shell(&place, &first, &format!("topics {CORPUS} --k 2 --save model")).0, Some(0));
            assert_eq!(shell(&place, &first, "man -o pages").0, Some(0));
            assert_eq!((mode("out"), mode("pages")), (folder, folder));
            for name in ["out/stance.csv", "out/datapackage.json", "book.xlsx", "model", "pages/standpoint.1"]
            {
                assert_eq!(mode(name), file, "{name} under {umask}");
            }
        }
    }

    #[test]
    fn a_link_leads_to_where_the_result_is_written() {
        let place = Place::with_a_text().folder("disk");
        symlink("disk/r", place.path("out")).unwrap();
        for seed in ["1", "2"] {
            place.analyze_again(&["--seed", seed]);
            assert!(place.path("out").is_symlink());
            assert!(place.read("disk/r/datapackage.json").contains(&format!("\"seed\": {seed}")));
            assert_eq!(
                (place.names("."), place.names("disk")),
                (["disk", "in", "out"].map(String::from).to_vec(), vec!["r".to_owned()])
            );
        }
    }

    #[test]
    fn a_file_that_grows_beyond_the_limit_is_said_and_the_old_result_stands() {
        let place = Place::with_a_text();
        place.analyze_again(&[]);
        let before = place.contents("out");
        let (code, said) = shell(&place, "ulimit -f 16", &format!("analyze {CORPUS} -o out"));
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains("out/") && said.contains("too large") && said.contains("ulimit"), "{said}");
        assert_eq!(place.contents("out"), before);
        assert_eq!(place.names("."), ["in", "out"]);
    }
}
