//! The cue that weighs most among the evidence of an actor.

use super::evidence::Evidence;
use crate::mentions::Knowledge;
use std::cmp::Reverse;
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
type Piece = (u64, u64, i64);

/// Set in the key of a cue that is an expression of the lexicon.
const EXPRESSION: u64 = 1 << 63;

/// Tokens as one number, in the order of the text.
fn place(tokens: &Range<usize>) -> u64 {
    (tokens.start as u64) << 31 | (tokens.end as u64 & ((1 << 31) - 1))
}

fn tokens(place: u64) -> Range<usize> {
    (place >> 31) as usize..(place & ((1 << 31) - 1)) as usize
}

/// The cue that weighs most. Expressions of the lexicon count together wherever they stand, learned terms together
/// where they stand on the same words; those on an expression count toward it. The first in the text wins a tie.
pub(super) fn top_cue<'e>(
    evidence: impl Iterator<Item = &'e Evidence> + Clone,
    knowledge: &Knowledge,
) -> Option<TopCue> {
    let evidence = evidence.filter(|e| e.is_cue());
    let mut expressions: Vec<(u64, u32)> =
        evidence.clone().filter_map(|e| Some((place(&e.tokens()), e.entry()?))).collect();
    expressions.sort_unstable();
    let expression = |there: u64| {
        expressions.binary_search_by_key(&there, |(place, _)| *place).ok().map(|at| expressions[at].1)
    };
    let mut total = 0;
    let mut pieces: Vec<Piece> = Vec::new();
    for one in evidence {
        total += one.weight();
        let speaks = one.learned().is_some_and(|row| knowledge.speaks_of_words(row));
        if one.tokens().is_empty() || one.entry().is_none() && !speaks {
            continue;
        }
        let there = place(&one.tokens());
        match pieces.last_mut() {
            // What is learned of a word in its contexts follows one upon the other.
            Some(last) if last.1 == there => last.2 += one.weight(),
            _ => {
                let cue = expression(there).map_or(there, |entry| EXPRESSION | u64::from(entry));
                pieces.push((cue, there, one.weight()));
            }
        }
    }
    pieces.sort_unstable_by_key(|piece| piece.0);
    let mut best: Option<(i64, u64)> = None;
    for cue in pieces.chunk_by(|a, b| a.0 == b.0) {
        let weight: i64 = cue.iter().map(|piece| piece.2).sum();
        let strongest = cue.iter().max_by_key(|piece| (piece.2, Reverse(piece.1))).map_or(0, |piece| piece.1);
        let better = |&(most, first): &(i64, u64)| (weight, first) > (most, strongest);
        if best.as_ref().is_none_or(better) {
            best = Some((weight, strongest));
        }
    }
    let (weight, there) = best?;
    Some(TopCue { tokens: tokens(there), share: weight as f64 / total as f64 })
}
