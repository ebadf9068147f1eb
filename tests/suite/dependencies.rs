//! The dependencies: their licences are those of `deny.toml`, and none opens a connection. `cargo deny` checks more, and
//! is not always to be had.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

fn file(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The words in quotation marks between two marks of `deny.toml`, comments left out.
fn quoted(text: &str, from: &str, to: &str) -> Vec<String> {
    let begin = text.split_once(from).unwrap_or_else(|| panic!("deny.toml has no {from}")).1;
    let inner = begin.split_once(to).unwrap().0;
    let lines: Vec<&str> = inner.lines().map(|line| line.split('#').next().unwrap_or_default()).collect();
    lines.join("\n").split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn banned() -> Vec<String> {
    quoted(&file("deny.toml"), "\ndeny = [\n", "\n]")
        .into_iter()
        .filter(|word| word != "no network")
        .collect()
}

/// The licences of all crates, and those of single ones.
fn allowed() -> (BTreeSet<String>, BTreeMap<String, String>) {
    let text = file("deny.toml");
    let all = quoted(&text, "\nallow = [", "]").into_iter().collect();
    let exceptions = quoted(&text, "\nexceptions = [\n", "\n]");
    let exceptions = exceptions.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect();
    (all, exceptions)
}

/// Whether a crate may be used by the licence that it states, by what is `allowed`.
fn is_allowed(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let is = any(&words, &mut at, allowed);
    is && at == words.len()
}

fn any(words: &[&str], at: &mut usize, allowed: &dyn Fn(&str) -> bool) -> bool {
    let mut is = all(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        is |= all(words, at, allowed);
    }
    is
}

fn all(words: &[&str], at: &mut usize, allowed: &dyn Fn(&str) -> bool) -> bool {
    let mut is = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        is &= one(words, at, allowed);
    }
    is
}

fn one(words: &[&str], at: &mut usize, allowed: &dyn Fn(&str) -> bool) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let is = any(words, at, allowed);
        *at += usize::from(words.get(*at) == Some(&")"));
        return is;
    }
    // An exception to a licence only allows more.
    if words.get(*at) == Some(&"WITH") {
        *at += 2;
    }
    allowed(word)
}

/// Names of the packages of `Cargo.lock`.
fn locked(lock: &str) -> BTreeSet<&str> {
    lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).collect()
}

#[test]
fn expressions_of_licences_are_read_as_they_are_meant() {
    let allowed = |licence: &str| ["MIT", "Zlib"].contains(&licence);
    for yes in
        ["MIT", "MIT OR GPL-3.0", "GPL-3.0/MIT", "(MIT OR GPL-3.0) AND Zlib", "GPL-3.0 OR MIT AND Zlib"]
    {
        assert!(is_allowed(yes, &allowed), "{yes}");
    }
    for no in ["GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Zlib) AND GPL-3.0", "", "MIT Zlib", "MIT-0"] {
        assert!(!is_allowed(no, &allowed), "{no}");
    }
}

#[test]
fn no_crate_that_opens_a_connection_is_in_the_lock_file() {
    let (lock, banned) = (file("Cargo.lock"), banned());
    assert!(
        ["reqwest", "hyper", "tokio", "rustls", "curl"].iter().all(|name| banned.iter().any(|b| b == name))
    );
    let locked = locked(&lock);
    assert!(locked.contains("serde_json"));
    let found: Vec<&String> = banned.iter().filter(|name| locked.contains(name.as_str())).collect();
    assert!(found.is_empty(), "Cargo.lock has {found:?}");
}

#[test]
fn every_dependency_has_a_licence_that_is_allowed() {
    let rustc = Command::new("rustc").arg("-vV").output().unwrap();
    let about = String::from_utf8(rustc.stdout).unwrap();
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    // What is not in the default features is only there, without a network, where it has been built.
    let features: &[&str] = if cfg!(feature = "parquet") { &["--all-features"] } else { &[] };
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked"])
        .args(["--filter-platform", host])
        .args(features)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 50);
    let (all, exceptions) = allowed();
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or_default();
        let allowed = |one: &str| all.contains(one) || exceptions.get(name).is_some_and(|other| other == one);
        assert!(is_allowed(licence, &allowed), "{name}: '{licence}' is not in deny.toml");
    }
}
