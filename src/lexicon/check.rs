//! The check of a lexicon: what loads, but will not do what its writer thinks.

use super::entry::{Entry, Kind};
use super::load::Lexicon;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeMap;

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// File of the entry.
    pub path: String,
    /// Its line.
    pub line: u64,
    /// What was found.
    pub message: String,
}

/// Looks through `lexicon` and lists, by file and line: entries that another of the same kind makes unreachable
/// (two starred words of one stem), starred words whose stem swallows a surface entry of the opposite sign, cues
/// hidden by a neutral entry of the same words, and terms of more than six words.
#[must_use]
pub fn check(lexicon: &Lexicon) -> Vec<Finding> {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut findings = Vec::new();
    let mut by_stems: BTreeMap<(String, Kind), &Entry> = BTreeMap::new();
    let mut neutral: BTreeMap<&str, &Entry> = BTreeMap::new();
    for entry in lexicon.entries().filter(|e| e.kind == Kind::Neutral) {
        neutral.insert(&entry.term, entry);
    }
    let path = |entry: &Entry| lexicon.files().get(entry.file).map(|f| f.path.clone()).unwrap_or_default();
    for entry in lexicon.entries() {
        let mut report = |message: String| {
            findings.push(Finding { path: path(entry), line: entry.line, message });
        };
        if entry.term.split(' ').count() > 6 {
            report(format!("'{}' has more than six words", entry.term));
        }
        if entry.kind == Kind::Cue
            && let Some(hiding) = neutral.get(entry.term.as_str())
        {
            report(format!(
                "'{}' is hidden by the neutral entry at {}:{}",
                entry.term,
                path(hiding),
                hiding.line
            ));
        }
        if !entry.term.contains('*') {
            continue;
        }
        let stems: Vec<String> = entry
            .term
            .split(' ')
            .map(|word| match word.strip_suffix('*') {
                Some(word) => format!("{}*", stemmer.stem(word)),
                None => word.to_owned(),
            })
            .collect();
        if let Some(other) = by_stems.insert((stems.join(" "), entry.kind), entry) {
            report(format!(
                "'{}' has the stem of '{}' ({}:{}), which it overrides",
                entry.term,
                other.term,
                path(other),
                other.line
            ));
        }
    }
    findings.sort_by(|a, b| (&a.path, a.line, &a.message).cmp(&(&b.path, b.line, &b.message)));
    findings
}
