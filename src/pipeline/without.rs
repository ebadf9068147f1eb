//! Cues left out: a lexicon and a learned table that no longer know them.

use crate::lexicon::{FORMAT, Kind, LearnedError, LearnedTable, Lexicon, LexiconError};
use crate::tables::CueInText;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The name of the layer that switches cues off, in messages.
const LAYER: &str = "--without";

/// Switches the expressions among `cues` off, whatever their kind: a layer whose numbers are 0.
///
/// # Errors
/// Never for cues that were found by way of `lexicon`.
pub fn without_expressions(lexicon: &mut Lexicon, cues: &[CueInText]) -> Result<(), LexiconError> {
    let terms: BTreeSet<&str> =
        cues.iter().filter(|cue| cue.learned.is_none()).map(|cue| cue.term.as_str()).collect();
    let mut layer = String::from("term\tkind\tpolarity\tagent\tpatient\trelation\tfactor\n");
    let mut any = false;
    for entry in lexicon.entries().filter(|entry| terms.contains(entry.term)) {
        any = true;
        let _ = writeln!(layer, "{}\t{}\t0\t0\t0\t0\t0", entry.term, Kind::name(entry.kind));
    }
    if any { lexicon.layer(LAYER, &layer) } else { Ok(()) }
}

/// Gives every learned row among `cues` the weights 0; the biases stay.
///
/// # Errors
/// Never for cues that were found by way of `learned`.
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
