//! Top cue: the one with the greatest weight in the evidence of an actor.

use super::evidence::Evidence;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::cmp::Reverse;
use std::ops::Range;

/// A cue with its share of all evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct TopCue {
    /// The tokens of its strongest occurrence.
    pub tokens: Range<usize>,
    /// Its share of the total weight of the cues, in (0, 1].
    pub share: f64,
}

/// The totals of a cue: its weight, that of its strongest occurrence, and the position of that.
type Sum = (i64, i64, u64);

/// Totals by cue: an entry, or else a position. Reused between actors to avoid allocation.
#[derive(Debug, Default)]
pub(super) struct Sums(HashMap<u64, Sum, FixedState>);

/// Expressions from which on those that repeat are looked for.
const MAX_REPEATED: usize = 4096;

/// Flag in the key of a cue that is an expression of the lexicon.
const EXPRESSION: u64 = 1 << 63;

/// A token range as one number, ordered by position.
fn place(tokens: &Range<usize>) -> u64 {
    (tokens.start as u64) << 31 | (tokens.end as u64 & ((1 << 31) - 1))
}

fn tokens(place: u64) -> Range<usize> {
    (place >> 31) as usize..(place & ((1 << 31) - 1)) as usize
}

/// How many different cues there are, and the one that weighs most. Expressions of the lexicon count together wherever
/// they stand, learned terms together where they stand on the same words; those on an expression count toward it. The
/// first in the text wins a tie.
pub(super) fn top_cue<'e>(
    evidence: impl Iterator<Item = &'e Evidence> + Clone,
    Sums(sums): &mut Sums,
) -> (usize, Option<TopCue>) {
    let evidence = evidence.filter(|e| e.is_cue());
    // The mentions of a sentence repeat its expressions: each is kept once, for there may be many mentions.
    let mut expressions: Vec<(u64, u32)> = Vec::new();
    let mut full = MAX_REPEATED;
    for expression in evidence.clone().filter_map(|e| Some((place(&e.tokens()), e.entry()?))) {
        if expressions.len() == full {
            expressions.sort_unstable();
            expressions.dedup();
            full = MAX_REPEATED.max(2 * expressions.len());
        }
        expressions.push(expression);
    }
    expressions.sort_unstable();
    let cue = |there: u64| match expressions.binary_search_by_key(&there, |(place, _)| *place) {
        Ok(at) => EXPRESSION | u64::from(expressions[at].1),
        Err(_) => there,
    };
    sums.clear();
    let mut add = |there: u64, weight: i64| {
        let sum = sums.entry(cue(there)).or_insert((0, 0, there));
        sum.0 += weight;
        if (weight, Reverse(there)) > (sum.1, Reverse(sum.2)) {
            (sum.1, sum.2) = (weight, there);
        }
    };
    let mut total = 0;
    let (mut last, mut weight) = (0, 0);
    for one in evidence {
        total += one.weight();
        let there = place(&one.tokens());
        // Learned evidence on one word is contiguous.
        if there != last && weight > 0 {
            add(last, weight);
            weight = 0;
        }
        last = there;
        weight += one.weight();
    }
    if weight > 0 {
        add(last, weight);
    }
    // No two cues have their strongest occurrence at the same position, so the order of the totals does not matter.
    let top = sums.values().max_by_key(|sum| (sum.0, Reverse(sum.2)));
    let cue = |sum: &Sum| TopCue { tokens: tokens(sum.2), share: sum.0 as f64 / total as f64 };
    (sums.len(), top.map(cue))
}
