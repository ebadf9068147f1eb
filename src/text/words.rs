//! What a word form means, computed once: its symbols, its term, its classes.
//!
//! Each worker has a table of its own. A token costs one hash and one comparison of bytes; stemming, lower-casing
//! and the look-ups behind them happen only for a form that is new. The table is bounded: it is emptied between
//! documents once it holds [`MAX_FORMS`].

use super::classes::Classes;
use super::symbols::{Form, Symbol, Symbols, beginning};
use super::tokenize::{Token, lower, normalize, tokenize_with};
use super::vocabulary::{NO_TERM, TermId, Vocabulary};
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use rust_stemmers::{Algorithm, Stemmer};
use std::hash::BuildHasher;

/// Forms kept before the table is emptied (at the start of a document). About 16 MB.
const MAX_FORMS: usize = 1 << 18;

/// What is known of a word form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordInfo {
    /// Symbol of the form as written.
    pub exact: Symbol,
    /// Symbol of the lower-case form.
    pub lower: Symbol,
    /// Symbol of the stem.
    pub stem: Symbol,
    /// Symbol of its first letters.
    pub beginning: Symbol,
    /// The term it counts as.
    pub term: TermId,
    /// Bits of [`WordClass`](super::WordClass).
    pub classes: u32,
    /// Begins with an upper-case letter.
    pub capital: bool,
    /// Two letters or more, all upper case.
    pub all_capitals: bool,
    /// Carries a possessive `'s`.
    pub possessive: bool,
    /// Ends like a past participle.
    pub participle: bool,
    /// Some alias or expression may begin with it.
    pub opens: bool,
}

/// The forms that one worker has met.
pub struct WordTable<'k> {
    symbols: &'k Symbols,
    classes: &'k Classes,
    vocabulary: Option<&'k Vocabulary>,
    stemmer: Stemmer,
    hasher: FixedState,
    slots: HashTable<u32>,
    infos: Vec<WordInfo>,
    spans: Vec<(u32, u32)>,
    arena: Vec<u8>,
}

impl<'k> WordTable<'k> {
    /// A table that knows `symbols` and `classes`; with a `vocabulary` it numbers terms too.
    #[must_use]
    pub fn new(symbols: &'k Symbols, classes: &'k Classes, vocabulary: Option<&'k Vocabulary>) -> Self {
        Self {
            symbols,
            classes,
            vocabulary,
            stemmer: Stemmer::create(Algorithm::English),
            hasher: FixedState::default(),
            slots: HashTable::new(),
            infos: Vec::new(),
            spans: Vec::new(),
            arena: Vec::new(),
        }
    }

    /// The tokens of `text`. Numbers in tokens of earlier documents no longer hold afterwards.
    pub fn tokens(&mut self, text: &str) -> Vec<Token> {
        if self.infos.len() >= MAX_FORMS {
            self.slots.clear();
            self.infos.clear();
            self.spans.clear();
            self.arena.clear();
        }
        let mut tokens = Vec::with_capacity(text.len() / 6 + 8);
        tokenize_with(text, |start, end, gap| {
            let word = self.number(&text[start..end]);
            tokens.push(Token { start: start as u32, end: end as u32, word, gap });
        });
        tokens
    }

    /// What is known of a token's form.
    #[must_use]
    pub fn info(&self, token: &Token) -> &WordInfo {
        &self.infos[token.word as usize]
    }

    fn number(&mut self, raw: &str) -> u32 {
        let bytes = raw.as_bytes();
        let hash = self.hasher.hash_one(bytes);
        let found = self.slots.find(hash, |&slot| {
            let (start, end) = self.spans[slot as usize];
            &self.arena[start as usize..end as usize] == bytes
        });
        if let Some(&slot) = found {
            return slot;
        }
        let slot = self.infos.len() as u32;
        let start = self.arena.len() as u32;
        self.arena.extend_from_slice(bytes);
        self.spans.push((start, self.arena.len() as u32));
        let info = self.examine(raw);
        self.infos.push(info);
        let (spans, arena, hasher) = (&self.spans, &self.arena, &self.hasher);
        self.slots.insert_unique(hash, slot, |&other| {
            let (start, end) = spans[other as usize];
            hasher.hash_one(&arena[start as usize..end as usize])
        });
        slot
    }

    fn examine(&self, raw: &str) -> WordInfo {
        let (form, possessive) = normalize(raw);
        let lower = lower(&form);
        let stem = self.stemmer.stem(&lower);
        let mut letters = 0;
        let mut only_letters = true;
        let mut upper = 0;
        for c in form.chars() {
            if c.is_alphabetic() {
                letters += 1;
                upper += usize::from(c.is_uppercase());
            } else {
                only_letters = false;
            }
        }
        let classes = self.classes.of(&lower);
        let is_term = only_letters && letters >= 2 && !self.classes.is_stop(classes);
        let term = match self.vocabulary {
            Some(vocabulary) if is_term => vocabulary.intern(&lower, &stem),
            _ => NO_TERM,
        };
        let exact = self.symbols.get(Form::Exact, &form);
        let lower_symbol = self.symbols.get(Form::Lower, &lower);
        let stem_symbol = self.symbols.get(Form::Stem, &stem);
        WordInfo {
            exact,
            lower: lower_symbol,
            stem: stem_symbol,
            beginning: beginning(&lower).map_or(Symbol::NONE, |text| self.symbols.get(Form::Beginning, text)),
            opens: [exact, lower_symbol, stem_symbol].into_iter().any(|symbol| self.symbols.opens(symbol)),
            term,
            classes,
            capital: form.chars().next().is_some_and(char::is_uppercase),
            all_capitals: letters >= 2 && upper == letters,
            possessive,
            participle: lower.len() > 3 && (lower.ends_with("ed") || lower.ends_with("en"))
                || self.classes.is_participle(classes),
        }
    }
}
