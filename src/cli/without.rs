//! `standpoint explain --without`: the cues that are meant, and the knowledge without them.

use super::arguments::KnowledgeArgs;
use super::exit::Failure;
use super::knowledge;
use super::messages::Messages;
use super::setup::usage;
use standpoint::index::Knowledge;
use standpoint::pipeline::{without_expressions, without_learned};
use standpoint::tables::CueInText;
use std::collections::BTreeMap;

/// Cues that a message names.
const NAMED: usize = 30;

/// The cues of `there` that `names` call, by their term or by the words of the text.
pub fn called(names: &[String], there: &[CueInText]) -> Result<Vec<CueInText>, Failure> {
    let mut meant = Vec::new();
    for name in names {
        let lower = name.trim().to_lowercase();
        let before = meant.len();
        meant.extend(there.iter().filter(|cue| cue.is_called(&lower)).cloned());
        if meant.len() == before {
            return Err(
                Failure::usage(format!("--without '{name}': no such cue in the text")).hint(listed(there))
            );
        }
    }
    meant.sort();
    meant.dedup();
    Ok(meant)
}

/// The cues that there are: those of the lexicon first, the strongest first.
fn listed(there: &[CueInText]) -> String {
    let mut weights: BTreeMap<(bool, &str), i64> = BTreeMap::new();
    for cue in there {
        *weights.entry((cue.learned.is_some(), &cue.words)).or_insert(0) += cue.weight;
    }
    if weights.is_empty() {
        return "it has none at all".to_owned();
    }
    let mut cues: Vec<((bool, &str), i64)> = weights.into_iter().collect();
    cues.sort_by_key(|((learned, _), weight)| (*learned, std::cmp::Reverse(*weight)));
    let mut names: Vec<&str> = Vec::new();
    for ((_, words), _) in cues {
        if !names.contains(&words) {
            names.push(words);
        }
    }
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("its cues: {}{more}", names.join(", "))
}

/// What is left out, in words: terms of the lexicon, and learned terms with their contexts.
pub fn described(meant: &[CueInText], there: &[CueInText], knowledge: &Knowledge) -> Vec<String> {
    let mut terms: BTreeMap<(bool, &str), Vec<&str>> = BTreeMap::new();
    for cue in meant {
        let here = there.iter().any(|other| other.term == cue.term && other.learned == cue.learned);
        if !here {
            continue;
        }
        let contexts = terms.entry((cue.learned.is_some(), &cue.term)).or_default();
        let row = cue.learned.and_then(|row| knowledge.learned.find_row(row as usize));
        if let Some(name) = row.map(|row| row.context.name()).filter(|name| !contexts.contains(name)) {
            contexts.push(name);
        }
    }
    let describe = |((learned, term), contexts): ((bool, &str), Vec<&str>)| {
        if learned { format!("{term} (learned: {})", contexts.join(" ")) } else { term.to_owned() }
    };
    terms.into_iter().map(describe).collect()
}

/// The knowledge that `options` ask for, less the cues `meant`.
pub fn reduced(
    options: &KnowledgeArgs,
    full: &Knowledge,
    meant: &[CueInText],
    messages: &Messages,
) -> Result<Knowledge, Failure> {
    let sources = knowledge::sources(&options.lexicon, messages)?;
    let mut lexicon = knowledge::lexicon(&options.lexicon, &sources)?;
    let mut learned = full.learned.clone();
    without_expressions(&mut lexicon, meant).map_err(usage)?;
    without_learned(&mut learned, meant).map_err(usage)?;
    Knowledge::new(knowledge::registry(&options.actors)?, lexicon, learned).map_err(usage)
}
