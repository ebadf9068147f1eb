//! The cue that weighs most among the evidence of an actor.

use super::evidence::{Evidence, Rule};
use super::key::{NAME_WORD, TARGET_WORD};
use crate::lexicon::{Context, LearnedRow};
use crate::mentions::Knowledge;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::cmp::Reverse;
use std::ops::Range;

/// Words of a learned term that stand for the mention, or for another name.
const STANDS_FOR_A_NAME: [&str; 2] = [TARGET_WORD, NAME_WORD];

/// A cue with its weight among all evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct TopCue {
    /// The tokens where it weighs most.
    pub tokens: Range<usize>,
    /// Its share of all evidence, the prior not counted, in (0, 1].
    pub share: f64,
}

/// Whether a row of a learned table speaks of words that mean something: not of the kinds of words around a mention,
/// of names, or of stop words.
#[must_use]
pub fn speaks_of_words(row: &LearnedRow, knowledge: &Knowledge) -> bool {
    let classes = &knowledge.classes;
    (row.context.has_stems() || row.context == Context::Beginning)
        && row
            .term
            .split(' ')
            .any(|word| !STANDS_FOR_A_NAME.contains(&word) && !classes.is_stop(classes.of(word)))
}

/// The cue that weighs most. Expressions of the lexicon and learned terms count alike, wherever they stand; a learned
/// term that stands on an expression counts toward it. The first in alphabetical order wins a tie.
pub(super) fn top_cue<'e>(
    evidence: impl Iterator<Item = &'e Evidence> + Clone,
    knowledge: &Knowledge,
) -> Option<TopCue> {
    let evidence = evidence.filter(|e| e.rule != Rule::Prior);
    let place = |e: &Evidence| (e.tokens.start, e.tokens.end);
    let mut expressions: HashMap<(usize, usize), &str, FixedState> = HashMap::default();
    for one in evidence.clone() {
        if let Some(entry) = one.entry {
            expressions.insert(place(one), &knowledge.entry(entry).term);
        }
    }
    let mut total = 0;
    let mut cues: HashMap<&str, (i64, &Evidence), FixedState> = HashMap::default();
    for one in evidence {
        total += one.weight();
        let row = one.learned.and_then(|row| knowledge.learned.rows().get(row as usize));
        let term = match (expressions.get(&place(one)), row) {
            (Some(term), _) => *term,
            (None, Some(row)) if speaks_of_words(row, knowledge) && !one.tokens.is_empty() => &*row.term,
            _ => continue,
        };
        let (weight, strongest) = cues.entry(term).or_insert((0, one));
        *weight += one.weight();
        if one.weight() > strongest.weight() {
            *strongest = one;
        }
    }
    let (_, (weight, strongest)) =
        cues.iter().max_by_key(|(term, (weight, _))| (*weight, Reverse(**term)))?;
    Some(TopCue { tokens: strongest.tokens.clone(), share: *weight as f64 / total as f64 })
}
