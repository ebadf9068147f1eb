//! Keys: what a row of a learned table speaks of, as a number.

use crate::lexicon::{Context, Kind};
use crate::text::{Symbol, Voice};

/// A feature: the context in the top byte, the term below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u64);

/// Bits of a symbol inside a key.
pub(super) const SYMBOL_BITS: u32 = 28;
/// Stands for the mention in a pair.
pub const TARGET: Symbol = Symbol((1 << SYMBOL_BITS) - 1);
/// Another name, in a pair.
pub const NAME: Symbol = Symbol((1 << SYMBOL_BITS) - 2);

/// Terms of a context that are no words, at the most.
const CLOSED_TERMS: usize = 512;
/// Upper bound (exclusive) of [`Key::closed`].
pub const CLOSED: usize = (Context::ALL.len() + 1) * CLOSED_TERMS;

/// Upper bound (exclusive) of [`Key::scale`].
pub const SCALES: usize = 6;

/// Word classes in a pattern.
pub mod piece {
    /// Start of the sentence.
    pub const BEGIN: u8 = 0;
    /// End of the sentence.
    pub const END: u8 = 1;
    /// The mention.
    pub const TARGET: u8 = 2;
    /// Another name.
    pub const NAME: u8 = 3;
    /// A favourable expression.
    pub const FAVOURABLE: u8 = 4;
    /// A critical expression.
    pub const CRITICAL: u8 = 5;
    /// A negator.
    pub const NEGATOR: u8 = 6;
    /// A reporting verb.
    pub const SPEECH: u8 = 7;
    /// A determiner.
    pub const DETERMINER: u8 = 8;
    /// Any other word.
    pub const WORD: u8 = 9;
    /// The first closed word.
    pub const CLOSED: u8 = 10;
}

/// What a [`Context::Form`] row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormTerm {
    /// The voice of the mention.
    Voice(Voice),
    /// The mention is the speaker of its sentence.
    Speaker,
    /// The mention is inside quotation marks.
    InQuotation,
    /// The sentence is a headline.
    Headline,
    /// The mention is a pronoun.
    Pronoun,
    /// Other mentions in the sentence, binned.
    Mentions(u8),
    /// Other names in the sentence, binned.
    Names(u8),
    /// Tokens of the sentence, binned.
    Length(u8),
    /// Position of the mention in the sentence, binned.
    Position(u8),
}

/// Thresholds that bin the sum of the rule evidence.
pub const BALANCES: [f64; 5] = [0.2, 0.5, 1.0, 1.5, 2.5];
/// The features of [`Context::Number`]: which number of an expression applies to the role of the mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberTerm {
    /// The number for its agent.
    Agent,
    /// The number for its patient.
    Patient,
    /// The polarity, for an actor without a role.
    Polarity,
}

impl Key {
    /// The key as a number.
    #[must_use]
    pub fn bits(self) -> u64 {
        self.0
    }

    fn new(context: Context, term: u64) -> Self {
        Self(u64::from(context as u8) << 56 | term)
    }

    /// A stem, word beginning or masked name in a context.
    #[must_use]
    pub fn word(context: Context, symbol: Symbol) -> Self {
        Self::new(context, u64::from(symbol.0))
    }

    /// Two adjacent stems.
    #[must_use]
    pub fn pair(first: Symbol, second: Symbol) -> Self {
        Self::new(Context::Pair, u64::from(first.0) << SYMBOL_BITS | u64::from(second.0))
    }

    /// At most five word classes.
    #[must_use]
    pub fn pattern(pieces: &[u8]) -> Self {
        Self::new(Context::Pattern, pieces.iter().fold(1, |sum, piece| sum << 8 | u64::from(*piece)))
    }

    /// A property of the mention and its sentence.
    #[must_use]
    pub fn form(term: FormTerm) -> Self {
        let number = match term {
            FormTerm::Voice(voice) => voice as u64,
            FormTerm::Speaker => 0x10,
            FormTerm::InQuotation => 0x20,
            FormTerm::Headline => 0x30,
            FormTerm::Pronoun => 0x40,
            FormTerm::Mentions(n) => 0x50 + u64::from(n),
            FormTerm::Names(n) => 0x60 + u64::from(n),
            FormTerm::Length(n) => 0x70 + u64::from(n),
            FormTerm::Position(n) => 0x80 + u64::from(n),
        };
        Self::new(Context::Form, number)
    }

    /// A count of the names around the mention, in one of several ways of counting.
    #[must_use]
    pub fn names(term: NamesTerm) -> Self {
        let number = match term {
            NamesTerm::Before(n) => u64::from(n),
            NamesTerm::After(n) => 0x10 + u64::from(n),
            NamesTerm::Both(a, b) => 0x20 + u64::from(a) * 4 + u64::from(b),
            NamesTerm::First(first) => 0x40 + u64::from(first),
            NamesTerm::Clause(n) => 0x50 + u64::from(n),
        };
        Self::new(Context::Names, number)
    }

    /// A property of the rule evidence as a whole.
    #[must_use]
    pub fn balance(term: BalanceTerm) -> Self {
        let number = match term {
            BalanceTerm::None => 0,
            BalanceTerm::Favourable => 1,
            BalanceTerm::Critical => 2,
            BalanceTerm::Both => 3,
            BalanceTerm::Above(step) => 0x10 + u64::from(step),
            BalanceTerm::Below(step) => 0x20 + u64::from(step),
            BalanceTerm::Strongest(positive, rule) => 0x30 + u64::from(positive) * 4 + u64::from(rule),
            BalanceTerm::Nearest(positive, rule) => 0x40 + u64::from(positive) * 4 + u64::from(rule),
            BalanceTerm::Positive(n) => 0x50 + u64::from(n),
            BalanceTerm::Negative(n) => 0x60 + u64::from(n),
        };
        Self::new(Context::Balance, number)
    }

    /// A kind of modifier before or after the mention.
    #[must_use]
    pub fn modifier(kind: Kind, after: bool) -> Self {
        Self::new(Context::Modifier, (kind as u64) << 1 | u64::from(after))
    }

    /// The rule evidence of an expression, by the role of the mention and the sign.
    #[must_use]
    pub fn number(term: NumberTerm, positive: bool) -> Self {
        Self::new(Context::Number, (term as u64) << 1 | u64::from(positive))
    }

    /// For a feature of the rule evidence of an expression: whether it is favourable.
    #[must_use]
    pub fn side(self) -> Option<bool> {
        (self.context()? == Context::Number).then_some(self.term() & 1 == 1)
    }

    /// The context.
    #[must_use]
    pub fn context(self) -> Option<Context> {
        Context::ALL.get((self.0 >> 56).checked_sub(1)? as usize).copied()
    }

    /// For a single stem or word beginning: its context and symbol. None for the masked names.
    #[must_use]
    pub fn single(self) -> Option<(Context, Symbol)> {
        let context = self.context()?;
        let word = context != Context::Pair && (context.has_stems() || context == Context::Beginning);
        let symbol = Symbol(self.term() as u32);
        (word && symbol != TARGET && symbol != NAME).then_some((context, symbol))
    }

    /// For a term that is not a word: a number below [`CLOSED`].
    #[must_use]
    pub fn closed(self) -> Option<usize> {
        let open = matches!(
            self.context()?,
            Context::Form | Context::Names | Context::Balance | Context::Modifier | Context::Number
        );
        let number = (self.0 >> 56) as usize * CLOSED_TERMS + self.term() as usize;
        (open && (self.term() as usize) < CLOSED_TERMS).then_some(number)
    }

    /// For a feature of the rule evidence of an expression: a number below [`SCALES`].
    #[must_use]
    pub fn scale(self) -> Option<usize> {
        let term = self.term() as usize;
        (self.context()? == Context::Number && term < SCALES).then_some(term)
    }

    /// Its first stem or word beginning, masked names included.
    #[must_use]
    pub fn first(self) -> Option<Symbol> {
        let term = self.term();
        match self.context()? {
            Context::Pair => Some(Symbol((term >> SYMBOL_BITS) as u32)),
            context if context.has_stems() || context == Context::Beginning => Some(Symbol(term as u32)),
            _ => None,
        }
    }

    /// Its stems and word beginnings.
    pub fn symbols(self) -> impl Iterator<Item = Symbol> {
        let mask = (1u64 << SYMBOL_BITS) - 1;
        let term = self.term();
        let both = match self.context() {
            Some(Context::Pair) => [(term >> SYMBOL_BITS) as u32, (term & mask) as u32],
            Some(context) if context.has_stems() || context == Context::Beginning => [term as u32, 0],
            _ => [0, 0],
        };
        both.into_iter().map(Symbol).filter(|symbol| !matches!(*symbol, Symbol::NONE | TARGET | NAME))
    }

    pub(super) fn term(self) -> u64 {
        self.0 & ((1 << 56) - 1)
    }
}

/// The features of [`Context::Names`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamesTerm {
    /// Names before the mention.
    Before(u8),
    /// Names after it.
    After(u8),
    /// Names before and after it.
    Both(u8, u8),
    /// Whether it is the first name of the sentence.
    First(bool),
    /// Names in its clause.
    Clause(u8),
}

/// The features of [`Context::Balance`]. Rules are 0 agent, 1 patient, 2 polarity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BalanceTerm {
    /// No expression.
    None,
    /// Only favourable ones.
    Favourable,
    /// Only critical ones.
    Critical,
    /// Expressions of both signs.
    Both,
    /// The sum is above a threshold of [`BALANCES`].
    Above(u8),
    /// The sum is below the negative of a threshold.
    Below(u8),
    /// Sign (positive) and rule of the strongest expression.
    Strongest(bool, u8),
    /// Sign (positive) and rule of the nearest expression.
    Nearest(bool, u8),
    /// Number of favourable expressions, binned.
    Positive(u8),
    /// Number of critical expressions, binned.
    Negative(u8),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_gives_back_what_it_was_made_of() {
        let (lost, vote) = (Symbol(3), Symbol(70_000));
        let near = Key::word(Context::Near, lost);
        assert_eq!((near.context(), near.single()), (Some(Context::Near), Some((Context::Near, lost))));
        let pair = Key::pair(lost, vote);
        assert_eq!((pair.context(), pair.first(), pair.single()), (Some(Context::Pair), Some(lost), None));
        assert_eq!(pair.symbols().collect::<Vec<_>>(), [lost, vote]);
        assert_ne!(pair, Key::pair(vote, lost));
    }

    #[test]
    fn masked_names_are_no_words() {
        let pair = Key::pair(TARGET, Symbol(3));
        assert_eq!((pair.first(), pair.symbols().collect::<Vec<_>>()), (Some(TARGET), vec![Symbol(3)]));
        assert_eq!(Key::word(Context::Previous, NAME).single(), None);
    }

    #[test]
    fn patterns_of_other_pieces_or_another_length_have_other_keys() {
        use piece::{BEGIN, TARGET};
        let patterns =
            [&[BEGIN][..], &[BEGIN, BEGIN], &[BEGIN, TARGET], &[TARGET, BEGIN], &[BEGIN, BEGIN, TARGET]];
        for (at, one) in patterns.iter().enumerate() {
            for other in &patterns[at + 1..] {
                assert_ne!(Key::pattern(one), Key::pattern(other));
            }
        }
    }

    #[test]
    fn the_numbers_of_the_lexicon_have_a_side_and_a_place_of_their_own() {
        let terms = [NumberTerm::Agent, NumberTerm::Patient, NumberTerm::Polarity];
        let keys: Vec<Key> =
            terms.into_iter().flat_map(|term| [false, true].map(|side| Key::number(term, side))).collect();
        let places: Vec<usize> = keys.iter().filter_map(|key| key.scale()).collect();
        assert_eq!(places, (0..SCALES).collect::<Vec<_>>());
        let sides: Vec<Option<bool>> = keys.iter().map(|key| key.side()).collect();
        assert_eq!(sides, [false, true].repeat(3).into_iter().map(Some).collect::<Vec<_>>());
        assert_eq!(Key::form(FormTerm::Headline).side(), None);
    }
}
