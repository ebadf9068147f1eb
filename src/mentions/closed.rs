//! Closed words: the auxiliaries, prepositions, pronouns and joining words that learned patterns call by name.

use crate::text::{Classes, Form, Symbol, Symbols, WordClass, WordInfo};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

const MASK: u32 = WordClass::Be as u32
    | WordClass::Have as u32
    | WordClass::Auxiliary as u32
    | WordClass::Preposition as u32
    | WordClass::Coordinator as u32
    | WordClass::Subject as u32
    | WordClass::Relative as u32;

/// The most that can be numbered.
const MOST: usize = 200;

/// The closed words, numbered in alphabetical order.
#[derive(Debug, Default)]
pub struct ClosedWords {
    numbers: HashMap<Symbol, u8, FixedState>,
    words: Vec<String>,
}

impl ClosedWords {
    pub(super) fn new(classes: &Classes, symbols: &mut Symbols) -> Self {
        let mut closed = Self::default();
        for word in classes.words_of(MASK).into_iter().take(MOST) {
            closed.numbers.insert(symbols.intern(Form::Lower, word), closed.words.len() as u8);
            closed.words.push(word.to_owned());
        }
        closed
    }

    /// The number of a word, if it is closed.
    #[must_use]
    pub fn number(&self, info: &WordInfo) -> Option<u8> {
        if info.classes & MASK == 0 { None } else { self.numbers.get(&info.lower).copied() }
    }

    /// All of them, by number.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }
}
