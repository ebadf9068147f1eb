//! The learned table in force: its weights by key, and what they make of the features of a mention.

use super::evidence::{Evidence, Rule, ScoredMention};
use super::features::{Feature, Surroundings};
use super::key::{CLOSED, Key, NAME, Spelling, TARGET};
use super::micro::Micro;
use crate::lexicon::Context;
use crate::mentions::Knowledge;
use crate::text::Symbol;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::ops::Range;

#[derive(Debug, Clone, Copy)]
struct Row {
    number: u32,
    favourable: f64,
    critical: f64,
    /// The two weights as contributions.
    contribution: (Micro, Micro),
}

/// Which rows a mention has met. One serves many mentions, one after the other.
#[derive(Debug, Default)]
pub struct Met {
    stamps: Vec<u32>,
    mention: u32,
}

impl Met {
    fn begin(&mut self, rows: usize) {
        self.stamps.resize(rows, 0);
        self.mention += 1;
    }

    /// Whether the row is met for the first time.
    fn is_new(&mut self, row: u32) -> bool {
        let Some(stamp) = self.stamps.get_mut(row as usize) else { return false };
        let new = *stamp != self.mention;
        *stamp = self.mention;
        new
    }
}

/// No row.
const NONE: u32 = u32::MAX;

/// The weights of a learned table, by key. Most keys are found without hashing: those of one word by its symbol, those
/// that are no words by their number.
#[derive(Debug, Clone, Default)]
pub struct Learned {
    rows: Vec<Row>,
    /// Rows of pairs, patterns and masked names.
    others: HashMap<Key, u32, FixedState>,
    /// Rows of what is no word, by number.
    closed: Vec<u32>,
    /// Rows of single words, by symbol and context.
    words: Vec<u32>,
    /// Where the rows of each symbol begin in `words`.
    starts: Vec<u32>,
    /// Which contexts they are of, a bit each, ascending.
    singles: Vec<u32>,
    /// In which contexts each symbol stands first, a bit each.
    contexts: Vec<u32>,
    /// The same for the masked names.
    masked: u32,
    prior: (f64, f64),
    /// Rows whose term can never match.
    pub dead: Vec<u32>,
}

impl Learned {
    /// The table of `knowledge`, ready for use; none without one.
    #[must_use]
    pub fn of(knowledge: &Knowledge) -> Option<Self> {
        let prior = knowledge.learned.prior()?;
        let spelling = Spelling::new(knowledge);
        let symbols = knowledge.symbols.len() + 1;
        let mut learned = Self {
            closed: vec![NONE; CLOSED],
            starts: vec![0; symbols],
            singles: vec![0; symbols],
            contexts: vec![0; symbols],
            prior,
            ..Self::default()
        };
        let mut words: Vec<(Symbol, Context, u32)> = Vec::new();
        for (number, row) in (0u32..).zip(knowledge.learned.rows()) {
            let Some(key) = spelling.key(row.context, &row.term, knowledge) else {
                learned.dead.push(number);
                continue;
            };
            let at = learned.rows.len() as u32;
            let contribution = (Micro::from_f64(row.favourable), Micro::from_f64(row.critical));
            let (favourable, critical) = (row.favourable, row.critical);
            learned.rows.push(Row { number, favourable, critical, contribution });
            if let Some((context, symbol)) = key.single() {
                words.push((symbol, context, at));
            } else if let Some(slot) = key.closed().and_then(|number| learned.closed.get_mut(number)) {
                *slot = at;
            } else {
                learned.others.insert(key, at);
            }
            if let Some(symbol) = key.first() {
                learned.ask(symbol, row.context);
            }
        }
        words.sort_unstable();
        for (symbol, context, at) in words {
            let symbol = symbol.0 as usize;
            if learned.singles[symbol] == 0 {
                learned.starts[symbol] = learned.words.len() as u32;
            }
            learned.singles[symbol] |= context.bit();
            learned.words.push(at);
        }
        Some(learned)
    }

    fn row(&self, key: Key) -> Option<&Row> {
        let at = if let Some((context, symbol)) = key.single() {
            let there = *self.singles.get(symbol.0 as usize)?;
            if there & context.bit() == 0 {
                return None;
            }
            let before = (there & (context.bit() - 1)).count_ones();
            *self.words.get((self.starts[symbol.0 as usize] + before) as usize)?
        } else if let Some(number) = key.closed() {
            *self.closed.get(number)?
        } else {
            *self.others.get(&key)?
        };
        self.rows.get(at as usize)
    }

    fn ask(&mut self, symbol: Symbol, context: Context) {
        if symbol == TARGET || symbol == NAME {
            self.masked |= context.bit();
            return;
        }
        if let Some(contexts) = self.contexts.get_mut(symbol.0 as usize) {
            *contexts |= context.bit();
        }
    }

    /// In which contexts anything is asked about a symbol.
    fn asked(&self, symbol: Symbol) -> u32 {
        if symbol == TARGET || symbol == NAME {
            self.masked
        } else {
            self.contexts.get(symbol.0 as usize).copied().unwrap_or(0)
        }
    }

    /// The biases toward favourable and toward critical.
    #[must_use]
    pub fn prior(&self) -> (f64, f64) {
        self.prior
    }

    /// The weights of a key, with the number of its row.
    #[must_use]
    pub fn weights(&self, key: Key) -> Option<(u32, f64, f64)> {
        self.row(key).map(|row| (row.number, row.favourable, row.critical))
    }

    /// Scores the mention `at` of a sentence; `hand` is its evidence by the rules of the lexicon.
    #[must_use]
    pub fn score(
        &self,
        place: &Surroundings<'_>,
        at: usize,
        number: usize,
        hand: &[Evidence],
        met: &mut Met,
    ) -> ScoredMention {
        met.begin(self.rows.len() + self.dead.len());
        let mut found: Vec<(u32, Range<usize>, (Micro, Micro))> = Vec::with_capacity(64);
        let mut scales: Vec<(usize, f64, f64)> = Vec::new();
        place.features(at, hand, &|symbol| self.asked(symbol), &mut |feature: Feature| {
            let Some(row) = self.row(feature.key) else { return };
            let (favourable, critical) = (row.favourable * feature.value, row.critical * feature.value);
            match feature.cue {
                Some(cue) => match scales.iter_mut().find(|scale| scale.0 == cue) {
                    Some(scale) => {
                        scale.1 += favourable;
                        scale.2 += critical;
                    }
                    None => scales.push((cue, favourable, critical)),
                },
                // A term counts once however often it stands there.
                None if met.is_new(row.number) => found.push((row.number, feature.tokens, row.contribution)),
                None => {}
            }
        });
        let mut evidence = Vec::with_capacity(1 + scales.len() + found.len());
        evidence.push(Evidence::bias(self.prior.0, self.prior.1));
        for (cue, favourable, critical) in scales {
            let Some(matched) = place.scene.cues.get(cue) else { continue };
            let by_rule = hand.iter().find(|e| e.entry == Some(matched.entry) && e.tokens == matched.tokens);
            let mention = place.mentions.get(at).map_or(0..0, |mention| mention.tokens.clone());
            evidence.push(Evidence {
                rule: by_rule.map_or(Rule::Lexicon, |e| e.rule),
                entry: Some(matched.entry),
                learned: None,
                more: 0,
                tokens: matched.tokens.clone(),
                distance: super::score::distance(&matched.tokens, &mention),
                shifts: by_rule.map_or(0, |e| e.shifts),
                toward_favourable: Micro::from_f64(favourable),
                toward_critical: Micro::from_f64(critical),
            });
        }
        evidence.extend(found.into_iter().map(|(row, tokens, (favourable, critical))| Evidence {
            rule: if place.scene.knowledge.speaks_of_words(row) { Rule::Learned } else { Rule::Context },
            entry: None,
            learned: Some(row),
            more: 0,
            tokens,
            distance: 0,
            shifts: 0,
            toward_favourable: favourable,
            toward_critical: critical,
        }));
        evidence.retain(|e| e.rule == Rule::Prior || e.weight() > 0);
        ScoredMention {
            mention: number,
            toward_favourable: evidence.iter().map(|e| e.toward_favourable).sum(),
            toward_critical: evidence.iter().map(|e| e.toward_critical).sum(),
            evidence,
        }
    }
}
