//! Architecture test: modules import only what the table allows, and nothing accesses a network.
//!
//! Reads the sources as text. Every path into another module (`crate::…`, or enough `super::` to get there) is checked
//! against the table below. Unit tests are ignored: each file is cut at its first `#[cfg(test)]`.

use crate::support;
use regex::Regex;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// Each module and the modules it may import from. `pipeline`, which knows the order of all of them, may import any.
const ALLOWED: [(&str, &[&str]); 25] = [
    // crates/knowledge
    ("frozen", &[]),
    ("finding", &[]),
    ("tsv", &["frozen"]),
    ("text", &["frozen", "tsv"]),
    ("lexicon", &["frozen", "tsv", "finding"]),
    ("actors", &["frozen", "tsv", "finding"]),
    ("index", &["frozen", "tsv", "finding", "text", "lexicon", "actors"]),
    // src
    ("shipped", &["frozen", "index", "text"]),
    ("statistics", &[]),
    ("ingest", &["text", "tsv"]),
    ("language", &["ingest", "text"]),
    ("syntax", &["text"]),
    ("mentions", &["syntax", "actors", "lexicon", "text", "index"]),
    ("discovery", &["mentions", "actors", "text", "index"]),
    ("stance", &["syntax", "mentions", "lexicon", "text", "index", "statistics"]),
    (
        "relations",
        &["stance", "syntax", "mentions", "lexicon", "actors", "text", "index", "statistics", "tsv"],
    ),
    ("copies", &["text"]),
    ("terms", &["text", "tsv"]),
    ("topics", &["terms", "tsv"]),
    (
        "tables",
        &[
            "ingest",
            "mentions",
            "stance",
            "relations",
            "copies",
            "terms",
            "topics",
            "actors",
            "lexicon",
            "text",
            "index",
            "statistics",
        ],
    ),
    ("digest", &["tables", "statistics"]),
    ("output", &["digest", "tables", "ingest", "text", "tsv"]),
    ("evaluate", &["stance", "tables", "mentions", "topics", "index", "statistics", "tsv"]),
    ("learn", &["evaluate", "stance", "mentions", "lexicon", "text", "index"]),
    ("pipeline", &["*"]),
];

/// The binary: it sees the library from outside.
const BINARY: [&str; 2] = ["cli", "main"];

/// A path from one module into another.
#[derive(Debug, PartialEq, Eq)]
struct Import {
    line: usize,
    from: String,
    to: String,
}

static USE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(crate|super(?:\s*::\s*super)*)\s*::").unwrap());
static NAME: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\s*(?:r#)?([A-Za-z_]\w*)").unwrap());

/// The module that a file holds, from the crate's root: `stance/score.rs` is `[stance, score]`.
fn module_of(file: &str) -> Vec<String> {
    let mut parts: Vec<String> = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

/// Code without its unit tests and its comments, line for line.
fn bare(source: &str) -> String {
    let code = source.split("[cfg(test)]").next().unwrap_or_default();
    let lines = code.lines().map(|line| match line.find("//") {
        Some(at) if line[..at].trim().is_empty() || line[..at].ends_with(' ') => &line[..at],
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The first name of each path of a group `{a::b, c::{d, e}}` that begins at the start of `text`.
fn group(text: &str) -> Vec<String> {
    let (mut names, mut depth, mut fresh) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        match c {
            '{' => {
                depth += 1;
                fresh = depth == 1;
            }
            '}' => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            ',' => fresh = depth == 1,
            c if c.is_whitespace() => {}
            _ if fresh => {
                fresh = false;
                names.extend(NAME.captures(&text[at..]).map(|found| found[1].to_owned()));
            }
            _ => {}
        }
    }
    names
}

/// What `source` in `file` (its path below `src`) imports from other modules at the top.
fn imports(file: &str, source: &str) -> Vec<Import> {
    let module = module_of(file);
    let from = &module[0];
    let code = bare(source);
    let mut found = Vec::new();
    for path in USE.captures_iter(&code) {
        let whole = path.get(0).unwrap();
        if path[1].starts_with("super") && path[1].matches("super").count() < module.len() {
            // It stays below the module at the top.
            continue;
        }
        let rest = code[whole.end()..].trim_start();
        let names = match NAME.captures(rest) {
            Some(name) => vec![name[1].to_owned()],
            None => group(rest),
        };
        let line = code[..whole.start()].matches('\n').count() + 1;
        for to in names.into_iter().filter(|to| to != from) {
            found.push(Import { line, from: from.clone(), to });
        }
    }
    found
}

/// The imports of a file that the table does not allow, in words.
fn forbidden(file: &str, source: &str) -> Vec<String> {
    let wrong = |import: &Import| {
        let allowed = ALLOWED.iter().find(|(module, _)| *module == import.from).map(|(_, to)| *to);
        let known = ALLOWED.iter().any(|(module, _)| *module == import.to);
        let fine = allowed.is_some_and(|to| to == ["*"] || to.contains(&&*import.to)) && known;
        (!fine).then(|| format!("src/{file}:{}: {} -> {}", import.line, import.from, import.to))
    };
    imports(file, source).iter().filter_map(wrong).collect()
}

/// Every source of the program and of the knowledge crate: its path below `src`, and its text.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in ["src", "crates/knowledge/src"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let name = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let files = support::sources(folder).into_iter();
        found.extend(files.map(|path| (name(&path), fs::read_to_string(&path).unwrap())));
    }
    found
}

fn is_library(file: &str) -> bool {
    !BINARY.contains(&&*module_of(file)[0]) && file != "lib.rs"
}

#[test]
fn no_module_imports_leftward() {
    let sources = sources();
    assert!(sources.len() > 50, "only {} sources were found", sources.len());
    let wrong: Vec<String> = sources
        .iter()
        .filter(|(file, _)| is_library(file))
        .flat_map(|(file, source)| forbidden(file, source))
        .collect();
    assert!(wrong.is_empty(), "imports that the table does not allow:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_is_in_the_table_and_the_table_has_no_others() {
    let mut found: Vec<String> = sources()
        .into_iter()
        .filter(|(file, _)| is_library(file))
        .map(|(file, _)| module_of(&file).remove(0))
        .collect();
    found.dedup();
    found.sort();
    found.dedup();
    let mut listed: Vec<&str> = ALLOWED.iter().map(|(module, _)| *module).collect();
    listed.sort_unstable();
    assert_eq!(found, listed);
}

#[test]
fn the_arrows_of_the_table_run_in_no_circle() {
    // A module whose imports are all placed can be placed; in a circle none ever is.
    let mut placed: Vec<&str> = Vec::new();
    while placed.len() < ALLOWED.len() {
        let next = ALLOWED.iter().find(|(module, to)| {
            let ready = to.iter().all(|to| placed.contains(to) || *to == "*");
            !placed.contains(module) && ready
        });
        let Some((module, _)) = next else { panic!("a circle among what is left after {placed:?}") };
        placed.push(module);
    }
}

#[test]
fn an_import_against_the_arrows_is_told_with_its_line() {
    let source = "//! Made up.\n\nuse crate::text::Document;\nuse crate::stance::Weights;\n";
    assert_eq!(forbidden("mentions/find.rs", source), ["src/mentions/find.rs:4: mentions -> stance"]);
    assert_eq!(forbidden("text/mod.rs", "use crate::actors;\n"), ["src/text/mod.rs:1: text -> actors"]);
    assert_eq!(forbidden("pipeline.rs", "use crate::cli::Messages;"), ["src/pipeline.rs:1: pipeline -> cli"]);
    assert_eq!(forbidden("brand_new.rs", "use crate::text;"), ["src/brand_new.rs:1: brand_new -> text"]);
}

#[test]
fn an_import_is_found_however_it_is_written() {
    for line in [
        "use crate::stance::{Label, Rule};",
        "pub use crate::stance as other;",
        "use crate::{text::Gap, stance::{self, Label}};",
        "use crate::{\n    stance,\n};",
        "use super::super::stance::Label;",
        "fn label() -> crate::stance::Label { todo!() }",
        "let gap = 0; // as in crate::mentions\nlet label = super::super::stance::Label::Mixed;",
    ] {
        let found: Vec<String> = imports("terms/top.rs", line).into_iter().map(|import| import.to).collect();
        assert!(found.contains(&"stance".to_owned()), "{line}: {found:?}");
        assert!(!found.contains(&"mentions".to_owned()), "{line}: {found:?}");
        assert!(!forbidden("terms/top.rs", line).is_empty(), "{line}");
    }
}

#[test]
fn what_is_no_import_of_another_module_is_left_alone() {
    for line in [
        "use super::matrix::TermMatrix;",
        "use crate::terms::Count;",
        "/// See [`fit`](crate::topics::fit).",
        "use std::fs;",
        "#[cfg(test)]\nmod tests {\n    use crate::stance::Label;\n}",
    ] {
        assert_eq!(forbidden("terms/top.rs", line), [""; 0], "{line}");
    }
    assert_eq!(imports("cli/mod.rs", "use standpoint::stance::Label;"), []);
}

#[test]
fn nothing_in_the_program_can_reach_a_network() {
    let doors = ["std::net", "TcpStream", "UdpSocket", "process::Command", "http://", "https://"];
    for (file, source) in sources() {
        let code = bare(&source);
        // The address of the schema stands in datapackage.json; nobody goes there.
        let code = code.replace("https://datapackage.org/profiles/", "");
        for door in doors {
            assert!(!code.contains(door), "src/{file} has {door}");
        }
    }
}
