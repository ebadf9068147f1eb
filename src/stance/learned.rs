//! The learned table in force: its weights by key, and what they make of the features of a mention.

use super::evidence::{Evidence, Rule, ScoredMention, Source};
use super::feature::{Collect, Feature, Surroundings, contexts_of};
use super::key::{CLOSED, Key, NAME, SCALES, Spelling, TARGET};
use super::micro::Micro;
use crate::lexicon::Context;
use crate::mentions::Knowledge;
use crate::text::Symbol;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::ops::Range;

/// A row of the table, ready to be added.
#[derive(Debug, Clone, Copy)]
struct WeightRow {
    /// Its number in the table.
    number: u32,
    /// Its weights in millionths.
    favourable: i32,
    critical: i32,
    /// Whether it speaks of words that mean something.
    speaks: bool,
}

/// Which rows a mention has met, and where. One serves many mentions, one after the other.
#[derive(Debug, Default)]
pub struct Met {
    /// A bit for each row that was met.
    seen: Vec<u64>,
    /// The rows, in the order in which they were met, with the tokens they speak of.
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

    /// Notes a row, if it is met for the first time.
    fn note(&mut self, row: u32, tokens: &Range<usize>) {
        let Some(bits) = self.seen.get_mut(row as usize / 64) else { return };
        let bit = 1 << (row % 64);
        if *bits & bit == 0 {
            *bits |= bit;
            self.rows.push((row, tokens.start as u32..tokens.end as u32));
        }
    }
}

/// What the table asks about a symbol.
#[derive(Debug, Clone, Copy, Default)]
struct Asked {
    /// In which contexts it stands first, a bit each.
    contexts: u32,
    /// Where its rows begin: one for each context but that of pairs, in their order.
    first: u32,
}

impl Asked {
    /// The contexts of single words.
    fn singles(self) -> u32 {
        self.contexts & !Context::Pair.bit()
    }

    /// Where the row of the symbol in a context stands.
    fn row(self, context: Context) -> Option<u32> {
        let below = (self.singles() & (context.bit() - 1)).count_ones();
        (self.singles() & context.bit() != 0).then_some(self.first + below)
    }
}

/// No row.
const NONE: u32 = u32::MAX;

/// The weights of a learned table, by key. Most keys are found without hashing: those of one word by its symbol, those
/// that are no words by their number.
#[derive(Debug, Clone, Default)]
pub struct Learned {
    /// Those of single words first, by symbol and context.
    rows: Vec<WeightRow>,
    /// What is asked about each symbol. Those of learned words lie together.
    asked: Vec<Asked>,
    /// Rows of pairs, patterns and masked names.
    others: HashMap<Key, u32, FixedState>,
    /// Rows of what is no word, by number.
    closed: Vec<u32>,
    /// Weights toward favourable and critical of the numbers of the lexicon's expressions.
    scales: Vec<(f64, f64)>,
    /// In which contexts the masked names stand first, a bit each.
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
        let table = knowledge.learned.rows();
        let micro = |weight: f64| Micro::from_f64(weight).0 as i32;
        let mut learned =
            Self { closed: vec![NONE; CLOSED], scales: vec![(0.0, 0.0); SCALES], prior, ..Self::default() };
        let mut words: Vec<(Symbol, Context, u32)> = Vec::with_capacity(table.len());
        let mut others: Vec<(Key, u32)> = Vec::with_capacity(table.len() / 2);
        for (number, row) in (0u32..).zip(table) {
            let Some(key) = spelling.key(row.context, &row.term, knowledge) else {
                learned.dead.push(number);
                continue;
            };
            if let Some(scale) = key.scale().and_then(|scale| learned.scales.get_mut(scale)) {
                *scale = (row.favourable, row.critical);
            }
            if micro(row.favourable) == 0 && micro(row.critical) == 0 {
                continue;
            }
            match key.single() {
                Some((context, symbol)) => words.push((symbol, context, number)),
                None => others.push((key, number)),
            }
            if let Some(symbol) = key.first() {
                learned.ask(symbol, row.context);
            }
        }
        words.sort_unstable();
        learned.rows.reserve(table.len());
        let mut add = |number: u32| {
            let row = &table[number as usize];
            let speaks = knowledge.speaks_of_words(number);
            let (favourable, critical) = (micro(row.favourable), micro(row.critical));
            learned.rows.push(WeightRow { number, favourable, critical, speaks });
            learned.rows.len() as u32 - 1
        };
        let mut last = Symbol::NONE;
        for (symbol, _, number) in words {
            let at = add(number);
            if symbol != last {
                learned.asked[symbol.0 as usize].first = at;
                last = symbol;
            }
        }
        learned.others.reserve(others.len());
        for (key, number) in others {
            let at = add(number);
            match key.closed().and_then(|number| learned.closed.get_mut(number)) {
                Some(slot) => *slot = at,
                None => {
                    learned.others.insert(key, at);
                }
            }
        }
        Some(learned)
    }

    /// Where the row of a key stands.
    fn place_of(&self, key: Key) -> Option<u32> {
        if let Some((context, symbol)) = key.single() {
            return self.asked(symbol).row(context);
        }
        let at = match key.closed() {
            Some(number) => *self.closed.get(number)?,
            None => *self.others.get(&key)?,
        };
        (at != NONE).then_some(at)
    }

    fn ask(&mut self, symbol: Symbol, context: Context) {
        if symbol == TARGET || symbol == NAME {
            self.masked |= context.bit();
            return;
        }
        let at = symbol.0 as usize;
        if self.asked.len() <= at {
            self.asked.resize(at + 1, Asked::default());
        }
        self.asked[at].contexts |= context.bit();
    }

    fn asked(&self, symbol: Symbol) -> Asked {
        self.asked.get(symbol.0 as usize).copied().unwrap_or_default()
    }

    /// The biases toward favourable and toward critical.
    #[must_use]
    pub fn prior(&self) -> (f64, f64) {
        self.prior
    }

    /// The weights of a key, with the number of its row in the table of `knowledge`.
    #[must_use]
    pub fn weights(&self, key: Key, knowledge: &Knowledge) -> Option<(u32, f64, f64)> {
        let number = self.rows.get(self.place_of(key)? as usize)?.number;
        let row = knowledge.learned.rows().get(number as usize)?;
        Some((number, row.favourable, row.critical))
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
        met.begin(self.rows.len());
        let mut collector =
            RowLookup { learned: self, met: &mut *met, scales: Vec::with_capacity(hand.len()) };
        place.features(at, hand, &mut collector);
        let scales = collector.scales;
        let bias = Evidence::bias(self.prior.0, self.prior.1);
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
        scored.evidence.extend(met.rows.iter().map(|(row, tokens)| {
            let row = &self.rows[*row as usize];
            let added = (i64::from(row.favourable), i64::from(row.critical));
            favourable += added.0;
            critical += added.1;
            Evidence {
                rule: if row.speaks { Rule::Learned } else { Rule::Context },
                source: Source::Learned(row.number),
                more: 0,
                place: tokens.clone(),
                distance: 0,
                shifts: 0,
                toward_favourable: Micro(added.0),
                toward_critical: Micro(added.1),
            }
        }));
        scored.toward_favourable += Micro(favourable);
        scored.toward_critical += Micro(critical);
        scored
    }
}

/// Finds the rows of the features of one mention.
struct RowLookup<'a> {
    learned: &'a Learned,
    met: &'a mut Met,
    /// What the numbers of each expression of the sentence come to.
    scales: Vec<(usize, f64, f64)>,
}

impl Collect for RowLookup<'_> {
    fn word(&mut self, symbol: Symbol, contexts: u32, token: usize) -> bool {
        if symbol == TARGET || symbol == NAME {
            for context in contexts_of(contexts & self.learned.masked) {
                self.feature(Feature {
                    key: Key::word(context, symbol),
                    value: 1.0,
                    tokens: token..token + 1,
                    cue: None,
                });
            }
            return self.learned.masked & Context::Pair.bit() != 0;
        }
        let asked = self.learned.asked(symbol);
        let singles = asked.singles();
        let mut hits = contexts & singles;
        while hits != 0 {
            let below = (hits & hits.wrapping_neg()) - 1;
            self.met.note(asked.first + (singles & below).count_ones(), &(token..token + 1));
            hits &= hits - 1;
        }
        asked.contexts & Context::Pair.bit() != 0
    }

    fn feature(&mut self, feature: Feature) {
        let Some(cue) = feature.cue else {
            // A term counts once however often it stands there.
            if let Some(row) = self.learned.place_of(feature.key) {
                self.met.note(row, &feature.tokens);
            }
            return;
        };
        let weights = feature.key.scale().and_then(|scale| self.learned.scales.get(scale));
        let Some(&(favourable, critical)) = weights else { return };
        self.scales.push((cue, favourable * feature.value, critical * feature.value));
    }
}
