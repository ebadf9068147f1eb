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

#[cfg(test)]
mod tests {
    use crate::index::Knowledge;
    use crate::lexicon::LearnedTable;
    use crate::mentions::sample::{ACTORS, LEXICON, knowledge, read};
    use crate::stance::{Evidence, Micro, Rule, ScoredMention, Scorer, score};

    /// The sample knowledge with a learned table of these rows, cells parted by `|`.
    fn learned(rows: &str) -> Knowledge {
        let head = "#! format = 2\n#! prior_favourable = -0.5\n#! prior_critical = -0.25\n";
        let mut table = LearnedTable::default();
        let rows = format!("term|context|favourable|critical\n{rows}").replace('|', "\t");
        table.layer("learned.tsv", &format!("{head}{rows}")).unwrap();
        let Knowledge { data, registry, lexicon, .. } = knowledge(ACTORS, LEXICON);
        Knowledge::new(data, registry, lexicon, table).unwrap()
    }

    /// The mentions of a text, scored by the table.
    fn scored(knowledge: &Knowledge, text: &str) -> Vec<ScoredMention> {
        read(knowledge, text, None, |document, words, found| {
            score(document, words, found, knowledge, &Scorer::of(knowledge))
        })
    }

    /// Rule, tokens and both numbers of a piece.
    fn piece(evidence: &Evidence) -> (Rule, std::ops::Range<usize>, i64, i64) {
        (evidence.rule, evidence.tokens(), evidence.toward_favourable.0, evidence.toward_critical.0)
    }

    #[test]
    fn a_mention_without_a_row_has_the_bias_of_the_table_alone() {
        let knowledge = learned("collaps|sentence|-0.5|1\n");
        let north = &scored(&knowledge, "Northland was late.")[0];
        assert_eq!(
            north.evidence.iter().map(piece).collect::<Vec<_>>(),
            [(Rule::Prior, 0..0, -500_000, -250_000)]
        );
        assert_eq!(north.stance(), None);
    }

    #[test]
    fn a_row_counts_once_however_often_its_term_stands_there() {
        let knowledge = learned("collaps|sentence|-0.5|1\n");
        let north = &scored(&knowledge, "Northland collapsed and collapsed.")[0];
        assert_eq!(
            north.evidence.iter().skip(1).map(piece).collect::<Vec<_>>(),
            [(Rule::Learned, 1..2, -500_000, 1_000_000)]
        );
        assert_eq!((north.toward_favourable, north.toward_critical), (Micro(-1_000_000), Micro(750_000)));
    }

    #[test]
    fn a_term_counts_in_each_context_that_has_a_row() {
        let knowledge = learned("collaps|sentence|0|1\ncollaps|after|0|0.5\ncollaps|before|0|8\n");
        let critical: Vec<i64> = scored(&knowledge, "Northland collapsed.")[0]
            .evidence
            .iter()
            .map(|e| e.toward_critical.0)
            .collect();
        assert_eq!(critical[0], -250_000);
        assert_eq!(critical[1..].iter().sum::<i64>(), 1_500_000);
    }

    #[test]
    fn what_speaks_of_no_word_is_context_and_no_cue() {
        let knowledge = learned("none|balance|0|0.5\n");
        let north = &scored(&knowledge, "Northland was late.")[0];
        assert_eq!(north.evidence.iter().map(|e| e.rule).collect::<Vec<_>>(), [Rule::Prior, Rule::Context]);
        assert!(!north.has_evidence());
    }

    #[test]
    fn an_expression_of_the_lexicon_counts_by_its_number_times_the_weight_of_the_table() {
        let text = "Northland was great.";
        let great = &scored(&learned("polarity +|number|0.5|-0.25\n"), text)[0].evidence[1];
        // The rules give 3 / (1 + 1 / 15) / 2 = 1.40625, of which these are the half and the quarter.
        assert_eq!(piece(great), (Rule::Polarity, 2..3, 703_125, -351_563));
        assert!(great.entry().is_some());
    }

    #[test]
    fn an_expression_to_which_the_table_gives_no_weight_is_no_evidence() {
        let knowledge = learned("agent +|number|0.5|-0.25\n");
        assert_eq!(scored(&knowledge, "Northland was great.")[0].evidence.len(), 1);
    }

    #[test]
    fn one_mention_does_not_see_the_rows_of_another() {
        let knowledge = learned("collaps|after|0|1\n");
        let both = scored(&knowledge, "Northland collapsed while Southland waited.");
        assert_eq!(both.iter().map(|mention| mention.evidence.len()).collect::<Vec<_>>(), [2, 1]);
        let again = scored(&knowledge, "Northland collapsed. Northland collapsed.");
        assert_eq!(again.iter().map(|mention| mention.evidence.len()).collect::<Vec<_>>(), [2, 2]);
    }
}
