//! Closed-class words: the auxiliaries, prepositions, pronouns and conjunctions that learned patterns refer to by name.

use crate::frozen::{FlatMap, Freeze, FrozenError, Reader, Writer};
use crate::text::{Classes, Form, Symbols, WordClass, WordInfo, class_mask};

const MASK: u64 = class_mask([
    WordClass::Be,
    WordClass::Have,
    WordClass::Auxiliary,
    WordClass::Preposition,
    WordClass::Coordinator,
    WordClass::Subject,
    WordClass::Relative,
]);

/// The most that can be numbered.
pub const MOST: usize = 200;

/// The closed-class words, numbered in alphabetical order.
#[derive(Debug, Clone, Default)]
pub struct ClosedWords {
    /// Numbers by the symbol of the lower-case form.
    numbers: FlatMap,
    words: Vec<String>,
}

impl ClosedWords {
    pub(super) fn new(classes: &Classes, symbols: &mut Symbols) -> Self {
        let mut closed = Self::default();
        for word in classes.words_of(MASK).into_iter().take(MOST) {
            let symbol = symbols.intern(Form::Lower, word);
            closed.numbers.get_or_insert(u64::from(symbol.0), closed.words.len() as u32);
            closed.words.push(word.to_owned());
        }
        closed
    }

    /// The number of a word, if it is closed-class.
    #[must_use]
    pub fn number(&self, info: &WordInfo) -> Option<u8> {
        if info.classes & MASK == 0 {
            return None;
        }
        self.numbers.get(u64::from(info.lower.0)).map(|number| number as u8)
    }

    /// All closed-class words, by number.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }
}

impl Freeze for ClosedWords {
    fn freeze(&self, writer: &mut Writer) {
        self.numbers.freeze(writer);
        writer.number(self.words.len() as u64);
        for word in &self.words {
            writer.text(word);
        }
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        let numbers = FlatMap::thaw(reader)?;
        let words = reader.number()?;
        let words = (0..words).map(|_| reader.text().map(str::to_owned)).collect::<Result<_, _>>()?;
        Ok(Self { numbers, words })
    }
}
