//! What the system does to a run: names that are no text, pipes, signals, no more threads, streams that are full.

use crate::support::{CORPUS, Output, Place};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const TEXT: &str = "The Gull Line praised the Gull Line. France met the Gull Line in the Gull Line hall.\n";

/// The files of a result but the package, which names the inputs.
fn tables(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let tables = files.filter(|path| path.extension().is_some_and(|ending| ending == "csv"));
    tables
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect()
}

#[test]
fn every_page_forbids_scripts_and_requests() {
    let place = Place::new().file("a.txt", TEXT).file("b.txt", TEXT);
    for inputs in [&["a.txt"][..], &["a.txt", "b.txt"]] {
        let arguments = [&["explain", "--html=page.html"][..], inputs].concat();
        place.run(&arguments).code(0);
        let page = place.read("page.html");
        let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ";
        let at = page.find(policy).unwrap_or_else(|| panic!("no policy in {page}"));
        let head_ends = page.find("</head>").unwrap();
        assert!(at < head_ends && page.find("<style").is_some_and(|style| at < style));
        assert_eq!(page.matches("<script").count() + page.matches("javascript:").count(), 0);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn where_there_are_no_threads_one_does_the_work() {
    let place = Place::new();
    let run = |out: &str, stack: Option<&str>| {
        let mut command = place.command(&["analyze", CORPUS, "-o", out, "--threads", "4"]);
        // The system has no memory for the stack of a thread.
        stack.map(|bytes| command.env("RUST_MIN_STACK", bytes));
        command.assert().code(0);
        tables(&place.path(out))
    };
    assert!(run("many", None) == run("one", Some("1000000000000000")));
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::ffi::OsStr;
    use std::io::{Read, Write};
    use std::os::unix::ffi::OsStrExt;
    use std::process::{Child, Command, ExitStatus, Stdio};
    use std::time::{Duration, Instant};

    fn name(bytes: &[u8]) -> &OsStr {
        OsStr::from_bytes(bytes)
    }

    #[test]
    fn names_that_are_not_utf8_are_told_apart() {
        let place = Place::new().folder("in");
        // Not every file system takes them.
        for (bytes, text) in [
            (&b"caf\xe8.txt"[..], "France condemned Spain.\n"),
            (b"caf\xe9.txt", "France praised Spain.\n"),
            (b"caf\\xE9.txt", "Norway praised Spain.\n"),
        ] {
            if fs::write(place.path("in").join(name(bytes)), text).is_err() {
                return;
            }
        }
        place.run(&["analyze", "in", "-o", "out"]).code(0);
        let expected = ["caf\\x5CxE9.txt", "caf\\xE8.txt", "caf\\xE9.txt"];
        assert_eq!(place.column("documents", "doc_id"), expected);
        assert_eq!(place.column("documents", "path"), expected.map(|id| format!("in/{id}")));
        let run = place.run(&["stance", "in", "--path-pattern", "{id}"]).code(0);
        assert!(run.printed().contains("\ncaf\\xE8,"), "{}", run.printed());
    }

    #[test]
    fn a_message_names_a_path_that_is_not_utf8() {
        let place = Place::new().folder("in").file("in/a.txt", TEXT);
        if fs::write(place.path("in").join(name(b"\xff.txt")), b"\xff\xff\x81 no text \x81").is_err() {
            return;
        }
        place.run(&["stance", "in", "--encoding", "utf-8"]).code(3).says(&["in/\\xFF.txt: not_utf8"]);
    }

    /// A named pipe, if one can be made.
    fn pipe(place: &Place, name: &str) -> bool {
        Command::new("mkfifo").arg(place.path(name)).status().is_ok_and(|made| made.success())
    }

    fn write_into(place: &Place, name: &str, text: &'static str) {
        let path = place.path(name);
        std::thread::spawn(move || fs::write(path, text));
    }

    /// A table without what its ids carry of the id of the document.
    fn without_keys(text: &str) -> String {
        regex::Regex::new("(?m)([MSE][0-9]+)_[a-z2-7]{14}").unwrap().replace_all(text, "$1").into_owned()
    }

    #[test]
    fn a_pipe_that_is_read_twice_is_kept() {
        let place = Place::new().file("a.txt", TEXT);
        if !pipe(&place, "pipe") {
            return;
        }
        for command in ["stance", "explain"] {
            let file = place.run(&[command, "a.txt", "--discover", "5"]).code(0);
            write_into(&place, "pipe", TEXT);
            let piped =
                place.run(&[command, "pipe", "--discover", "5"]).code(0).says(&["pipe: a pipe: waits"]);
            assert_eq!(
                without_keys(&piped.printed()),
                without_keys(&file.printed().replace("a.txt", "pipe"))
            );
        }
        place.run(&["analyze", "a.txt", "-o", "file", "--discover", "5"]).code(0);
        write_into(&place, "pipe", TEXT);
        place.run(&["analyze", "pipe", "-o", "piped", "--discover", "5"]).code(0);
        let mentions = |out: &str| fs::read_to_string(place.path(out).join("mentions.csv")).unwrap();
        assert_eq!(
            without_keys(&mentions("piped")),
            without_keys(&mentions("file").replace("a.txt", "pipe"))
        );
        assert!(mentions("file").lines().count() > 4);
    }

    #[test]
    fn a_stream_of_many_texts_is_analysed_like_a_file() {
        let rows: String = (0..12)
            .map(|n| {
                format!(
                    "{{\"id\": \"{n}\", \"text\": \"Norway praised Spain {n}.\\n\\nThis \
            long last paragraph stands below all articles of the paper, and says so.\"}}\n"
                )
            })
            .collect();
        let place = Place::new().file("a.jsonl", &rows);
        place.run(&["analyze", "a.jsonl", "-o", "file"]).code(0);
        place.run_on(&rows, &["analyze", "-", "--format", "jsonl", "-o", "piped"]).code(0);
        let texts = |out: &str| fs::read_to_string(place.path(out).join("sentences.csv")).unwrap();
        assert_eq!(texts("piped"), texts("file"));
    }

    #[test]
    fn a_walk_passes_over_pipes() {
        let place = Place::new().file("in/a.txt", TEXT);
        if !pipe(&place, "in/b.txt") {
            return;
        }
        place.run(&["stance", "in"]).code(0).says(&["passed over"]);
    }

    #[test]
    fn what_is_not_there_is_not_called_unreadable() {
        let place = Place::new().file("in/a.txt", TEXT);
        std::os::unix::fs::symlink("nowhere.txt", place.path("in/b.txt")).unwrap();
        let run = place.run(&["stance", "in", "--follow"]).code(3);
        run.says(&["in/b.txt: not_there: a link to nowhere.txt, which is not there"]);
        let long = format!("{}.txt", "a".repeat(300));
        let run = place.run(&["stance", &long, "in/a.txt"]).code(3);
        run.says(&["unreadable: File name too long"]);
    }

    /// Starts a run that has made its folder and waits for its input.
    fn waiting(place: &Place, before: &str) -> Child {
        let script = format!("{before} exec \"$0\" \"$@\"");
        let mut child = Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_standpoint")])
            .args(["analyze", "-", "-o", "out", "--no-clean-up", "boilerplate"])
            .current_dir(place.path("."))
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let since = Instant::now();
        while children(place).is_empty() {
            assert!(child.try_wait().unwrap().is_none(), "the run has ended");
            assert!(since.elapsed() < PATIENCE, "the run does not begin");
            std::thread::sleep(Duration::from_millis(10));
        }
        child
    }

    /// How long a run may take; one that takes longer hangs.
    const PATIENCE: Duration = Duration::from_secs(120);

    /// Waits for the end of a run; one that has none is killed, and fails the test.
    fn end_of(child: &mut Child) -> ExitStatus {
        let since = Instant::now();
        loop {
            if let Some(status) = child.try_wait().unwrap() {
                return status;
            }
            if since.elapsed() > PATIENCE {
                child.kill().unwrap();
                panic!("the run does not end");
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Sends a signal by the shell, which has this built in.
    fn send(signal: &str, child: &Child) {
        let command = format!("kill {signal} {}", child.id());
        assert!(Command::new("sh").args(["-c", &command]).status().unwrap().success());
    }

    /// Whether this process was started to ignore a signal, as by `nohup`: its children ignore it too.
    fn is_ignored(number: u32) -> bool {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
        // Without that file a program cannot tell, and leaves SIGHUP alone.
        mask.map_or(number == 1, |mask| mask >> (number - 1) & 1 == 1)
    }

    /// What runs leave besides a result.
    fn left(place: &Place) -> Vec<String> {
        let mut names = children(place);
        names.retain(|name| name == "out" || name.contains(".standpoint"));
        names
    }

    fn children(place: &Place) -> Vec<String> {
        let names = fs::read_dir(place.path(".")).unwrap().map(|entry| entry.unwrap().file_name());
        names.map(|name| name.to_string_lossy().into_owned()).collect()
    }

    /// Sends a signal, then ends the input.
    fn ended(child: Child, signal: &str) -> (ExitStatus, String) {
        let mut child = child;
        send(signal, &child);
        // Until it is delivered.
        std::thread::sleep(Duration::from_millis(50));
        let mut stdin = child.stdin.take().unwrap();
        let _ = stdin.write_all(TEXT.as_bytes());
        drop(stdin);
        end_of(&mut child);
        let output = child.wait_with_output().unwrap();
        (output.status, String::from_utf8_lossy(&output.stderr).into_owned())
    }

    #[test]
    fn signals_end_a_run_and_leave_nothing() {
        for (signal, number, says) in
            [("-INT", 2, "interrupted"), ("-TERM", 15, "ended by SIGTERM"), ("-HUP", 1, "ended by SIGHUP")]
        {
            if is_ignored(number) {
                continue;
            }
            let code = 128 + number as i32;
            let place = Place::new();
            let (status, said) = ended(waiting(&place, ""), signal);
            assert_eq!(status.code(), Some(code), "{signal}: {said}");
            assert!(said.contains(&format!("error: {says}; nothing was written")), "{said}");
            assert_eq!(left(&place), [""; 0], "{signal}");
        }
    }

    #[test]
    fn a_run_that_waits_for_a_pipe_ends_and_leaves_nothing() {
        let place = Place::new();
        let mut child = waiting(&place, "");
        let stdin = child.stdin.take().unwrap();
        send("-TERM", &child);
        assert_eq!(end_of(&mut child).code(), Some(143));
        drop(stdin);
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert!(said.contains("error: ended by SIGTERM; nothing was written"), "{said}");
        assert_eq!(left(&place), [""; 0]);
    }

    #[test]
    fn what_nohup_ignores_stays_ignored() {
        let place = Place::new();
        let (status, said) = ended(waiting(&place, "trap '' HUP;"), "-HUP");
        assert_eq!(status.code(), Some(0), "{said}");
        assert!(place.path("out").is_dir());
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn help_that_cannot_be_printed_fails() {
        for arguments in [&["--help"][..], &["--version"], &["stance", "--help"]] {
            let full = fs::File::create("/dev/full").unwrap();
            let output =
                Command::new(env!("CARGO_BIN_EXE_standpoint")).args(arguments).stdout(full).output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(1), "{said}");
            assert!(said.starts_with("error: stdout: cannot be written: "), "{said}");
        }
    }

    #[test]
    fn what_was_typed_wrong_is_shown_without_what_acts_upon_a_terminal() {
        let run = Place::new();
        let run = run.run(&["stance", "--threads", "\u{202e}\u{2066}"]).code(2);
        run.says(&["'\\u{202e}\\u{2066}'"]);
    }
}
