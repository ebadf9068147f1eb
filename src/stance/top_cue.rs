//! The cue that weighs most among the evidence of an actor.

use super::evidence::Evidence;
use crate::mentions::Knowledge;
use std::ops::Range;

/// A cue with its weight among all evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct TopCue {
    /// The tokens where it weighs most.
    pub tokens: Range<usize>,
    /// Its share of the weight of all cues, in (0, 1].
    pub share: f64,
}

/// What tells cues apart (the entry, or else the place), where a piece of one stands, and what it weighs.
type Piece = ((u32, usize, usize), (usize, usize), i64);

/// The cue that weighs most. Expressions of the lexicon count together wherever they stand, learned terms together
/// where they stand on the same words; those on an expression count toward it. The first in the text wins a tie.
pub(super) fn top_cue<'e>(
    evidence: impl Iterator<Item = &'e Evidence> + Clone,
    knowledge: &Knowledge,
) -> Option<TopCue> {
    let evidence = evidence.filter(|e| e.is_cue());
    let place = |e: &Evidence| (e.tokens.start, e.tokens.end);
    let mut expressions: Vec<((usize, usize), u32)> =
        evidence.clone().filter_map(|e| Some((place(e), e.entry?))).collect();
    expressions.sort_unstable();
    let expression = |there: (usize, usize)| {
        expressions.binary_search_by_key(&there, |(place, _)| *place).ok().map(|at| expressions[at].1)
    };
    let mut total = 0;
    let mut pieces: Vec<Piece> = Vec::new();
    for one in evidence {
        total += one.weight();
        let speaks = one.learned.is_some_and(|row| knowledge.speaks_of_words(row));
        if one.tokens.is_empty() || one.entry.is_none() && !speaks {
            continue;
        }
        let there = place(one);
        let cue = expression(there).map_or((u32::MAX, there.0, there.1), |entry| (entry, 0, 0));
        pieces.push((cue, there, one.weight()));
    }
    pieces.sort_unstable();
    let mut best: Option<(i64, (usize, usize))> = None;
    for cue in pieces.chunk_by(|a, b| a.0 == b.0) {
        let weight: i64 = cue.iter().map(|piece| piece.2).sum();
        let strongest = cue.iter().rev().max_by_key(|piece| piece.2).map_or((0, 0), |piece| piece.1);
        let better = |&(most, first): &(i64, (usize, usize))| (weight, first.0) > (most, strongest.0);
        if best.as_ref().is_none_or(better) {
            best = Some((weight, strongest));
        }
    }
    let (weight, (start, end)) = best?;
    Some(TopCue { tokens: start..end, share: weight as f64 / total as f64 })
}
