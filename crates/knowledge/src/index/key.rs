//! Keys: the feature of a row of a learned table as a number, and its spelling in the file.

use super::closed::ClosedWords;
use crate::lexicon::{Context, Kind};
use crate::text::{Form, Symbol, Symbols, Voice};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// A feature: the context in the top byte, the term below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u64);

/// Bits of a symbol inside a key.
const SYMBOL_BITS: u32 = 28;
/// The mention, in a pair.
pub const TARGET: Symbol = Symbol((1 << SYMBOL_BITS) - 1);
/// Another name, in a pair.
pub const NAME: Symbol = Symbol((1 << SYMBOL_BITS) - 2);

/// How the mention is spelled in a file.
pub const TARGET_WORD: &str = "TARGET";
/// How another name is spelled in a file.
pub const NAME_WORD: &str = "NAME";

/// Maximum number of terms in a context whose terms are not words.
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

const PIECES: [&str; 10] =
    ["<", ">", TARGET_WORD, NAME_WORD, "FAVOURABLE", "CRITICAL", "NOT", "SAY", "DET", "WORD"];

/// The features of [`Context::Form`].
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

    fn term(self) -> u64 {
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

/// Every key of the contexts whose terms are not words, with its spelling.
fn closed_terms() -> Vec<(Key, String)> {
    let mut terms: Vec<(Key, String)> = Vec::new();
    let mut put = |key: Key, name: String| terms.push((key, name));
    for voice in [Voice::Narration, Voice::Quoted, Voice::Reported] {
        put(Key::form(FormTerm::Voice(voice)), format!("voice {}", voice.name()));
    }
    for (term, name) in [
        (FormTerm::Speaker, "speaker"),
        (FormTerm::InQuotation, "in quotation"),
        (FormTerm::Headline, "headline"),
        (FormTerm::Pronoun, "pronoun"),
    ] {
        put(Key::form(term), name.to_owned());
    }
    for n in 0..8 {
        put(Key::form(FormTerm::Mentions(n)), format!("mentions {n}"));
        put(Key::form(FormTerm::Names(n)), format!("names {n}"));
        put(Key::form(FormTerm::Length(n)), format!("length {n}"));
        put(Key::form(FormTerm::Position(n)), format!("position {n}"));
    }
    for n in 0..4 {
        put(Key::names(NamesTerm::Before(n)), format!("before {n}"));
        put(Key::names(NamesTerm::After(n)), format!("after {n}"));
        put(Key::names(NamesTerm::Clause(n)), format!("clause {n}"));
        for m in 0..4 {
            put(Key::names(NamesTerm::Both(n, m)), format!("both {n} {m}"));
        }
        put(Key::balance(BalanceTerm::Positive(n)), format!("cues favourable {n}"));
        put(Key::balance(BalanceTerm::Negative(n)), format!("cues critical {n}"));
    }
    put(Key::names(NamesTerm::First(true)), "first yes".to_owned());
    put(Key::names(NamesTerm::First(false)), "first no".to_owned());
    for (term, name) in [
        (BalanceTerm::None, "none"),
        (BalanceTerm::Favourable, "favourable"),
        (BalanceTerm::Critical, "critical"),
        (BalanceTerm::Both, "both"),
    ] {
        put(Key::balance(term), name.to_owned());
    }
    for (step, threshold) in (0u8..).zip(BALANCES) {
        put(Key::balance(BalanceTerm::Above(step)), format!("above {threshold}"));
        put(Key::balance(BalanceTerm::Below(step)), format!("below -{threshold}"));
    }
    for (rule, name) in (0u8..).zip(["agent", "patient", "polarity"]) {
        for (positive, sign) in [(true, "favourable"), (false, "critical")] {
            put(Key::balance(BalanceTerm::Strongest(positive, rule)), format!("strongest {sign} {name}"));
            put(Key::balance(BalanceTerm::Nearest(positive, rule)), format!("nearest {sign} {name}"));
        }
    }
    for kind in Kind::ALL {
        for (after, side) in [(true, "after"), (false, "before")] {
            put(Key::modifier(kind, after), format!("{} {side}", kind.name()));
        }
    }
    for (term, name) in
        [(NumberTerm::Agent, "agent"), (NumberTerm::Patient, "patient"), (NumberTerm::Polarity, "polarity")]
    {
        for (positive, sign) in [(true, "+"), (false, "-")] {
            put(Key::number(term, positive), format!("{name} {sign}"));
        }
    }
    terms
}

/// The spelling of keys, in both directions.
pub struct Spelling {
    by_name: HashMap<(Context, String), Key, FixedState>,
    by_key: HashMap<Key, String, FixedState>,
    closed: Vec<String>,
    pieces: HashMap<String, u8, FixedState>,
}

impl Spelling {
    /// The spelling with these closed-class words.
    #[must_use]
    pub fn new(closed: &ClosedWords) -> Self {
        let mut spelling = Self {
            by_name: HashMap::default(),
            by_key: HashMap::default(),
            closed: closed.words().to_vec(),
            pieces: (0u8..).zip(PIECES).map(|(at, name)| (name.to_owned(), at)).collect(),
        };
        for (at, word) in (piece::CLOSED..).zip(closed.words()) {
            spelling.pieces.entry_ref(word.as_str()).or_insert(at);
        }
        for (key, name) in closed_terms() {
            if let Some(context) = key.context() {
                spelling.by_name.insert((context, name.clone()), key);
                spelling.by_key.insert(key, name);
            }
        }
        spelling
    }

    /// The key of a term; none where it can never match.
    #[must_use]
    pub fn key(&self, context: Context, term: &str, symbols: &Symbols) -> Option<Key> {
        let stem = |word: &str| match word {
            TARGET_WORD => Some(TARGET),
            NAME_WORD => Some(NAME),
            word => Some(symbols.get(Form::Stem, word)).filter(|symbol| *symbol != Symbol::NONE),
        };
        match context {
            Context::Pair => {
                let (first, second) = term.split_once(' ')?;
                Some(Key::pair(stem(first)?, stem(second)?))
            }
            Context::Beginning => Some(symbols.get(Form::Beginning, term))
                .filter(|symbol| *symbol != Symbol::NONE)
                .map(|symbol| Key::word(context, symbol)),
            Context::Pattern => {
                let mut pieces = [0u8; 5];
                let mut length = 0;
                for name in term.split(' ') {
                    *pieces.get_mut(length)? = *self.pieces.get(name)?;
                    length += 1;
                }
                pieces.get(..length).map(Key::pattern)
            }
            context if context.has_stems() => Some(Key::word(context, stem(term)?)),
            context => self.by_name.get(&(context, term.to_owned())).copied(),
        }
    }

    /// The term of a key as spelled in a file. `words` maps the symbols of stems and word beginnings to text.
    #[must_use]
    pub fn term(&self, key: Key, words: &HashMap<Symbol, String, FixedState>) -> Option<String> {
        let word = |symbol: Symbol| match symbol {
            TARGET => Some(TARGET_WORD),
            NAME => Some(NAME_WORD),
            symbol => words.get(&symbol).map(String::as_str),
        };
        let term = key.term();
        match key.context()? {
            Context::Pair => {
                let mask = (1u64 << SYMBOL_BITS) - 1;
                let first = word(Symbol((term >> SYMBOL_BITS) as u32))?;
                let second = word(Symbol((term & mask) as u32))?;
                Some(format!("{first} {second}"))
            }
            Context::Pattern => {
                let length = (63 - term.leading_zeros()) / 8;
                let pieces: Option<Vec<&str>> = (0..length)
                    .rev()
                    .map(|at| {
                        let piece = (term >> (8 * at) & 0xff) as u8;
                        PIECES.get(usize::from(piece)).copied().or_else(|| {
                            let at = usize::from(piece.checked_sub(piece::CLOSED)?);
                            self.closed.get(at).map(String::as_str)
                        })
                    })
                    .collect();
                pieces.map(|pieces| pieces.join(" "))
            }
            context if context.has_stems() || context == Context::Beginning => {
                word(Symbol(term as u32)).map(str::to_owned)
            }
            _ => self.by_key.get(&key).cloned(),
        }
    }
}
