//! Leaving out cues: which cues a name refers to, and a lexicon and learned table without them.

use crate::index::Knowledge;
use crate::lexicon::{FORMAT, Kind, LearnedError, LearnedTable, Lexicon, LexiconError};
use crate::tables::CueInText;
use crate::tsv::Hint;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The name, in messages, of the layer that disables cues.
const LAYER: &str = "--without";

/// Maximum cues listed in a message.
const NAMED: usize = 30;

/// A name that matches no cue of the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{name}': no such cue in the text")]
pub struct NoSuchCue {
    /// The name.
    pub name: String,
    /// The existing cues, as text.
    pub there: String,
}

impl Hint for NoSuchCue {
    fn hint(&self) -> Option<String> {
        Some(self.there.clone())
    }
}

/// The cues of `there` that `names` call, by their term or by the words of the text.
///
/// # Errors
/// A name matches none.
pub fn cues_called(names: &[String], there: &[CueInText]) -> Result<Vec<CueInText>, NoSuchCue> {
    let mut meant = Vec::new();
    for name in names {
        let lower = name.trim().to_lowercase();
        let before = meant.len();
        meant.extend(there.iter().filter(|cue| cue.is_called(&lower)).cloned());
        if meant.len() == before {
            return Err(NoSuchCue { name: name.clone(), there: listed(there) });
        }
    }
    meant.sort();
    meant.dedup();
    Ok(meant)
}

/// The existing cues as text: those of the lexicon first, by descending weight.
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

/// The cues left out, as text: terms of the lexicon, and learned terms with their contexts.
#[must_use]
pub fn cues_described(meant: &[CueInText], there: &[CueInText], knowledge: &Knowledge) -> Vec<String> {
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

/// Disables the expressions among `cues`: a layer makes cues neutral, so that their words have no number and are no
/// units of the learned table either, and gives expressions of other kinds the score 0.
///
/// # Errors
/// None for cues that were found with `lexicon`.
pub fn without_expressions(lexicon: &mut Lexicon, cues: &[CueInText]) -> Result<(), LexiconError> {
    let terms: BTreeSet<&str> =
        cues.iter().filter(|cue| cue.learned.is_none()).map(|cue| cue.term.as_str()).collect();
    let mut layer = String::from("term\tkind\tpolarity\tagent\tpatient\trelation\tfactor\n");
    let mut any = false;
    for entry in lexicon.entries().filter(|entry| terms.contains(entry.term)) {
        any = true;
        if entry.kind == Kind::Cue {
            let _ = writeln!(layer, "{}\tneutral\t\t\t\t\t", entry.term);
        }
        let _ = writeln!(layer, "{}\t{}\t0\t0\t0\t0\t0", entry.term, Kind::name(entry.kind));
    }
    if any { lexicon.layer(LAYER, &layer) } else { Ok(()) }
}

/// Sets the weights of the learned rows among `cues` to 0; the biases stay.
///
/// # Errors
/// None for cues that were found with `learned`.
pub fn without_learned(learned: &mut LearnedTable, cues: &[CueInText]) -> Result<(), LearnedError> {
    let Some((favourable, critical)) = learned.prior() else { return Ok(()) };
    let rows: BTreeSet<u32> = cues.iter().filter_map(|cue| cue.learned).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let mut layer = format!(
        "#! format = {FORMAT}\n#! prior_favourable = {favourable}\n#! prior_critical = {critical}\n\
         term\tcontext\tfavourable\tcritical\n"
    );
    for row in rows.iter().filter_map(|&row| learned.find_row(row as usize)) {
        let _ = writeln!(layer, "{}\t{}\t0\t0", row.term, row.context.name());
    }
    learned.layer(LAYER, &layer)
}
