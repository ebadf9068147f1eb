//! Scoring by the learned table: a linear classifier that sums the weights of a mention's features.

use super::evidence::{Evidence, Rule, ScoredMention, Source};
use super::feature::{Collect, Feature, Surroundings, contexts_of};
use super::micro::Micro;
use crate::index::LearnedIndex;
use crate::index::key::{Key, NAME, TARGET};
use crate::lexicon::Context;
use crate::text::Symbol;
use std::ops::Range;

/// The rows that match a mention, with their tokens. Reused between mentions to avoid allocation.
#[derive(Debug, Default)]
pub struct Met {
    /// Bit set of the rows matched.
    seen: Vec<u64>,
    /// The rows in order of their first match, with the tokens of the feature.
    rows: Vec<(u32, Range<u32>)>,
}

impl Met {
    fn begin(&mut self, rows: usize) {
        self.seen.resize(rows.div_ceil(64), 0);
        for (row, _) in self.rows.drain(..) {
            if let Some(bits) = self.seen.get_mut(row as usize / 64) {
                *bits = 0;
            }
        }
    }

    /// Records a row at its first match.
    fn note(&mut self, row: u32, tokens: &Range<usize>) {
        let Some(bits) = self.seen.get_mut(row as usize / 64) else { return };
        let bit = 1 << (row % 64);
        if *bits & bit == 0 {
            *bits |= bit;
            self.rows.push((row, tokens.start as u32..tokens.end as u32));
        }
    }
}

/// Scores the mention `at` of a sentence; `hand` is its rule evidence.
#[must_use]
pub fn score_by_table(
    index: &LearnedIndex,
    place: &Surroundings<'_>,
    at: usize,
    number: usize,
    hand: &[Evidence],
    met: &mut Met,
) -> ScoredMention {
    met.begin(index.len());
    let mut collector = RowLookup { index, met: &mut *met, scales: Vec::with_capacity(hand.len()) };
    place.features(at, hand, &mut collector);
    let scales = collector.scales;
    let (favourable, critical) = index.prior();
    let bias = Evidence::bias(favourable, critical);
    let mut scored = ScoredMention {
        mention: number,
        toward_favourable: bias.toward_favourable,
        toward_critical: bias.toward_critical,
        evidence: Vec::with_capacity(1 + scales.len() + met.rows.len()),
    };
    scored.evidence.push(bias);
    for (cue, favourable, critical) in scales {
        let Some(by_rule) = hand.get(cue) else { continue };
        scored.add(Evidence {
            toward_favourable: Micro::from_f64(favourable),
            toward_critical: Micro::from_f64(critical),
            ..by_rule.clone()
        });
    }
    for prefix in hand.iter().filter(|evidence| evidence.rule == Rule::Prefix) {
        scored.add(prefix.clone());
    }
    let (mut favourable, mut critical) = (0, 0);
    scored.evidence.extend(met.rows.iter().filter_map(|(row, tokens)| {
        let row = index.row(*row)?;
        let added = (i64::from(row.favourable), i64::from(row.critical));
        favourable += added.0;
        critical += added.1;
        Some(Evidence {
            rule: if row.speaks { Rule::Learned } else { Rule::Context },
            source: Source::Learned(row.number),
            more: 0,
            place: tokens.clone(),
            distance: 0,
            shifts: 0,
            toward_favourable: Micro(added.0),
            toward_critical: Micro(added.1),
        })
    }));
    scored.toward_favourable += Micro(favourable);
    scored.toward_critical += Micro(critical);
    scored
}

/// Looks up the rows of the features of one mention.
struct RowLookup<'a> {
    index: &'a LearnedIndex,
    met: &'a mut Met,
    /// Weighted rule evidence: index, toward favourable, toward critical.
    scales: Vec<(usize, f64, f64)>,
}

impl Collect for RowLookup<'_> {
    fn word(&mut self, symbol: Symbol, contexts: u32, token: usize) -> bool {
        if symbol == TARGET || symbol == NAME {
            for context in contexts_of(contexts & self.index.masked()) {
                self.feature(Feature {
                    key: Key::word(context, symbol),
                    value: 1.0,
                    tokens: token..token + 1,
                    cue: None,
                });
            }
            return self.index.masked() & Context::Pair.bit() != 0;
        }
        let rows = self.index.symbol(symbol);
        let mut hits = contexts & rows.singles();
        while hits != 0 {
            self.met.note(rows.place(hits & hits.wrapping_neg()), &(token..token + 1));
            hits &= hits - 1;
        }
        rows.has_pairs()
    }

    fn feature(&mut self, feature: Feature) {
        let Some(cue) = feature.cue else {
            // Features are binary: repeated matches count once.
            if let Some(row) = self.index.place(feature.key) {
                self.met.note(row, &feature.tokens);
            }
            return;
        };
        let Some((favourable, critical)) = self.index.scale(feature.key) else { return };
        self.scales.push((cue, favourable * feature.value, critical * feature.value));
    }
}
