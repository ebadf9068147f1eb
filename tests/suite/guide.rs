//! The pages in `docs/` that show sessions: each command is run, and what stands below it is what was printed.
//! `STANDPOINT_UPDATE_DOCS=1 cargo test --test suite guide::` writes them anew.

#![cfg(unix)]

use crate::reference::{shell, with_corpus};
use crate::support::{Output, Place};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn pages() -> Vec<PathBuf> {
    let entries = fs::read_dir(Path::new(ROOT).join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect();
    pages.sort();
    pages
}

/// The commands of a session, each with what is shown of its output.
fn commands(session: &str) -> impl Iterator<Item = (&str, &str)> {
    let parts = session.strip_prefix("$ ").unwrap_or(session).split("\n$ ");
    parts.map(|part| part.split_once('\n').unwrap_or((part, "")))
}

/// A page with what the commands of its sessions print in the place of what it shows of them. Where `…` stands alone on a
/// line, something is left out, and what is shown is only looked for.
fn renewed(page: &str, place: &Place) -> String {
    let mut new = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("```console\n") {
        let (session, after) = after.split_once("```").unwrap();
        new.push_str(before);
        new.push_str("```console\n");
        for (command, shown) in commands(session) {
            let shown = if shown.is_empty() || shown.ends_with('\n') {
                shown.to_owned()
            } else {
                format!("{shown}\n")
            };
            let printed = shell(&format!("({command}) 2>&1"), place).code(0).printed();
            let stretches: Vec<&str> = shown.split("…\n").collect();
            let mut left = printed.as_str();
            let holds = |stretch: &&str| match left.split_once(*stretch) {
                Some((_, after)) => {
                    left = after;
                    true
                }
                None => false,
            };
            let is_shown = stretches.len() > 1 && stretches.iter().all(holds);
            let _ = write!(new, "$ {command}\n{}", if is_shown { &shown } else { &printed });
        }
        new.push_str("```");
        rest = after;
    }
    new + rest
}

#[test]
fn the_pages_show_what_the_program_prints() {
    for path in pages() {
        let page = fs::read_to_string(&path).unwrap();
        let place = with_corpus();
        let sheet = Path::new(ROOT).join("examples/coding-sheet.csv");
        fs::copy(sheet, place.path("coding-sheet.csv")).unwrap();
        let new = renewed(&page, &place);
        if std::env::var_os("STANDPOINT_UPDATE_DOCS").is_some() {
            fs::write(&path, &new).unwrap();
        }
        let mut lines = page.lines().zip(new.lines());
        let first = lines.find(|(there, made)| there != made);
        assert!(
            page == new || std::env::var_os("STANDPOINT_UPDATE_DOCS").is_some(),
            "{}: shown and printed: {first:?}; write it with STANDPOINT_UPDATE_DOCS=1",
            path.display()
        );
        // Those of other pages are parts of larger ones.
        if path.ends_with("recipes.md") {
            snippets(&path, &page, &place);
        }
    }
}

/// Runs the Python, the R and the shell scripts of a page, each language in one go, where there is what they need.
fn snippets(path: &Path, page: &str, place: &Place) {
    for (language, program) in [("python", "python3"), ("r", "Rscript"), ("sh", "sh")] {
        let fence = format!("```{language}\n");
        let parts = page.split(&fence).skip(1);
        let script: String = parts.filter_map(|part| part.split("```").next()).collect();
        if script.is_empty() {
            continue;
        }
        place.write("script", script);
        let binary = Path::new(env!("CARGO_BIN_EXE_standpoint"));
        let folder = binary.parent().unwrap().display();
        let run = Command::new(program)
            .arg(place.path("script"))
            .current_dir(place.root())
            .env("PYTHONPATH", Path::new(ROOT).join("bindings/python"))
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("STANDPOINT_BIN", binary)
            .env("PATH", format!("{folder}:{}", std::env::var("PATH").unwrap_or_default()))
            .output();
        let shown = path.display();
        let Ok(run) = run else {
            crate::support::untested(&format!(
                "{shown}: {program} is not there, so what it would run is not tested"
            ));
            continue;
        };
        let said = String::from_utf8_lossy(&run.stderr);
        // Without pandas the package gives lists, which have no such methods.
        if ["ModuleNotFoundError", "'list' object"].iter().any(|part| said.contains(part)) {
            crate::support::untested(&format!(
                "{shown}: its {language} is not tested, as a package is missing"
            ));
            continue;
        }
        assert!(run.status.success(), "{shown}: {language}\n{said}");
    }
}

#[test]
fn the_snippets_of_the_python_package_run() {
    let path = Path::new(ROOT).join("bindings/python/README.md");
    let place = Place::new().file("articles/a.txt", "Norway praised Chile.\n");
    snippets(&path, &fs::read_to_string(&path).unwrap(), &place);
}

#[test]
fn links_between_the_pages_lead_somewhere() {
    let others = ["README.md", "bindings/python/README.md"].map(|name| Path::new(ROOT).join(name));
    for path in pages().iter().chain(&others).filter(|path| path.exists()) {
        let page = fs::read_to_string(path).unwrap();
        for link in page.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.contains("://") || link.contains(' ') {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            assert!(target.exists(), "{}: there is no {link}", path.display());
            if anchor.is_empty() {
                continue;
            }
            let text = fs::read_to_string(&target).unwrap();
            let anchors = text.lines().filter(|line| line.starts_with('#')).map(|line| {
                let title = line.trim_start_matches('#').trim().to_lowercase();
                let kept = title.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
                kept.collect::<String>().replace(' ', "-")
            });
            assert!(anchors.into_iter().any(|one| one == anchor), "{}: there is no {link}", path.display());
        }
    }
}

#[test]
fn the_python_package_passes_its_tests() {
    let package = Path::new(ROOT).join("bindings/python");
    let run = Command::new("python3")
        .args(["-m", "unittest", "discover", "-s", "tests"])
        .current_dir(&package)
        .env("PYTHONPATH", &package)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("STANDPOINT_BIN", env!("CARGO_BIN_EXE_standpoint"))
        .output();
    let Ok(run) = run else {
        println!("python3 is not there, so the Python package is not tested");
        return;
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}
