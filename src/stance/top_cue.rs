//! The cue that weighs most among the evidence of an actor.

use super::evidence::{Evidence, Rule};
use crate::mentions::Knowledge;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::cmp::Reverse;
use std::ops::Range;

/// A cue with its weight among all evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct TopCue {
    /// The tokens where it weighs most.
    pub tokens: Range<usize>,
    /// Its share of all evidence, the prior not counted, in (0, 1].
    pub share: f64,
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
        let speaking = || one.learned.filter(|&row| !one.tokens.is_empty() && knowledge.speaks_of_words(row));
        let term = match (expressions.get(&place(one)), speaking()) {
            (Some(term), _) => *term,
            (None, Some(row)) => &*knowledge.learned.rows()[row as usize].term,
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
