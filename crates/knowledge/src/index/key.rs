//! Keys: the feature of a row of a learned table, as a number, and how a file spells it.

use super::closed::ClosedWords;
use super::relation::{Neighbour, RELATIONS, Relation, relations};
use crate::lexicon::{Context, Kind, Lexicon};
use crate::text::{Form, Symbol, Symbols};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// A term in a context: the context in the top byte, the term below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u64);

/// One more than the largest number that [`Key::closed`] gives.
pub const CLOSED: usize = (Context::ALL.len() + 1) * RELATIONS;

/// What the number of an expression is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::VariantArray, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[repr(u16)]
pub enum NumberTerm {
    /// The role that the actor has, or else the polarity.
    Role,
    /// The agent.
    Agent,
    /// The patient.
    Patient,
    /// An actor that it is attached to.
    Polarity,
    /// What the rules make of it: the number by role, distance, clause and modifiers.
    Rules,
}

/// What mention and sentence are like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormTerm {
    /// Other names in the sentence, 0 to 4 or more.
    Names(u16),
    /// Tokens of the sentence in tens, 0 to 5 or more.
    Length(u16),
    /// Place of the first mention in the sentence in quarters, 0 to 3.
    Position(u16),
    /// Further mentions of the actor, 0 to 2 or more.
    Mentions(u16),
    /// The actor speaks.
    Speaker,
    /// Voice: narration, quoted, reported.
    Voice(u16),
    /// The tokens before and after the mention.
    Around(Neighbour, Neighbour),
    /// The mention is an adjective of a country or people, and the token after it.
    Demonym(Neighbour),
    /// A closed-class word before the mention.
    Behind(u8),
    /// A closed-class word after the mention.
    AheadOf(u8),
    /// A measured quantity is the mention's: shares in it, its profits.
    Quantity,
    /// The sentence is a headline.
    Headline,
    /// No unit of the lexicon stands in the sentence.
    NoExpression,
}

impl FormTerm {
    fn number(self) -> u16 {
        match self {
            Self::Names(n) => n,
            Self::Length(n) => 8 + n,
            Self::Position(n) => 16 + n,
            Self::Mentions(n) => 24 + n,
            Self::Speaker => 32,
            Self::Voice(n) => 33 + n,
            Self::Headline => 43,
            Self::NoExpression => 44,
            Self::Quantity => 45,
            Self::Behind(word) => 2048 + u16::from(word),
            Self::AheadOf(word) => 2304 + u16::from(word),
            Self::Demonym(after) => 64 + after as u16,
            Self::Around(before, after) => 128 + before as u16 * 32 + after as u16,
        }
    }
}

impl Key {
    fn new(context: Context, term: u64) -> Self {
        Self(u64::from(context as u8) << 56 | term)
    }

    /// The number of the key.
    #[must_use]
    pub fn bits(self) -> u64 {
        self.0
    }

    /// The stem of a unit.
    #[must_use]
    #[inline]
    pub fn word(context: Context, stem: Symbol) -> Self {
        Self::new(context, u64::from(stem.0))
    }

    /// An expression of several words, by the number of its entry.
    #[must_use]
    #[inline]
    pub fn phrase(entry: u32) -> Self {
        Self::new(Context::Phrase, u64::from(entry))
    }

    /// The size of a number, by its sign and whether it is negated.
    #[must_use]
    #[inline]
    pub fn number(term: NumberTerm, positive: bool, negated: bool) -> Self {
        Self::new(Context::Number, (term as u64) << 2 | u64::from(positive) << 1 | u64::from(negated))
    }

    /// How a unit of some sort stands to the mention.
    #[must_use]
    #[inline]
    pub fn relation(context: Context, relation: Relation) -> Self {
        Self::new(context, u64::from(relation.number()))
    }

    /// What mention and sentence are like.
    #[must_use]
    pub fn form(term: FormTerm) -> Self {
        Self::new(Context::Form, u64::from(term.number()))
    }

    /// The context.
    #[must_use]
    pub fn context(self) -> Option<Context> {
        Context::of_number((self.0 >> 56) as u32)
    }

    /// For the stem of a unit: context and symbol.
    #[must_use]
    pub fn single(self) -> Option<(Context, Symbol)> {
        let context = self.context()?;
        context.has_stems().then_some((context, Symbol(self.term() as u32)))
    }

    /// For a term that is no word: a number below [`CLOSED`].
    #[must_use]
    pub fn closed(self) -> Option<usize> {
        let context = self.context()?;
        let open = context.has_stems() || context == Context::Phrase || self.term() as usize >= RELATIONS;
        (!open).then_some(context as usize * RELATIONS + self.term() as usize)
    }

    /// The number of the relation, for a key that is about one.
    #[must_use]
    pub fn relation_number(self) -> Option<usize> {
        let context = self.context()?;
        let about = context >= Context::Relation && context < Context::Form;
        about.then_some(self.term() as usize)
    }

    fn term(self) -> u64 {
        self.0 & ((1 << 56) - 1)
    }
}

/// Every key whose term is neither a stem nor a phrase, with its spelling.
fn closed_terms(closed: &ClosedWords) -> Vec<(Key, String)> {
    use strum::VariantArray;
    let mut terms: Vec<(Key, String)> = Vec::new();
    let relations = relations(closed);
    let by_relation = |context: &Context| {
        !context.has_stems() && !matches!(context, Context::Phrase | Context::Number | Context::Form)
    };
    for &context in Context::ALL.iter().filter(|context| by_relation(context)) {
        terms.extend(
            relations.iter().map(|(relation, name)| (Key::relation(context, *relation), name.clone())),
        );
    }
    for &term in NumberTerm::VARIANTS {
        for (positive, sign) in [(true, "+"), (false, "-")] {
            for (negated, not) in [(false, ""), (true, " negated")] {
                let name: &str = term.into();
                terms.push((Key::number(term, positive, negated), format!("{name} {sign}{not}")));
            }
        }
    }
    let mut form = |term: FormTerm, name: String| terms.push((Key::form(term), name));
    for n in 0..6u16 {
        form(FormTerm::Length(n), format!("length {n}"));
        if n < 5 {
            form(FormTerm::Names(n), format!("names {n}"));
        }
        if n < 4 {
            form(FormTerm::Position(n), format!("position {n}"));
        }
        if n < 3 {
            form(FormTerm::Mentions(n), format!("mentions {}", n + 1));
        }
    }
    for (number, word) in (0u8..).zip(closed.words()) {
        form(FormTerm::Behind(number), format!("behind '{word}'"));
        form(FormTerm::AheadOf(number), format!("ahead of '{word}'"));
    }
    for &after in Neighbour::VARIANTS {
        let behind: &str = after.into();
        form(FormTerm::Demonym(after), format!("adjective of a people ahead of {behind}"));
        for &before in Neighbour::VARIANTS {
            let ahead: &str = before.into();
            form(FormTerm::Around(before, after), format!("between {ahead} and {behind}"));
        }
    }
    for (n, voice) in (0u16..).zip(["narration", "quoted", "reported"]) {
        form(FormTerm::Voice(n), format!("voice {voice}"));
    }
    for (term, name) in [
        (FormTerm::Speaker, "speaker"),
        (FormTerm::Quantity, "its quantity"),
        (FormTerm::Headline, "headline"),
        (FormTerm::NoExpression, "no expression"),
    ] {
        form(term, name.to_owned());
    }
    terms
}

/// The spelling of keys, both ways.
pub struct Spelling {
    by_name: HashMap<(Context, String), Key, FixedState>,
    by_key: HashMap<Key, String, FixedState>,
}

impl Spelling {
    /// The spelling for some closed words.
    #[must_use]
    pub fn new(closed: &ClosedWords) -> Self {
        let mut spelling = Self { by_name: HashMap::default(), by_key: HashMap::default() };
        for (key, name) in closed_terms(closed) {
            if let Some(context) = key.context() {
                spelling.by_name.insert((context, name.clone()), key);
                spelling.by_key.insert(key, name);
            }
        }
        spelling
    }

    /// The key of a term; none where it can never match.
    #[must_use]
    pub fn key(&self, context: Context, term: &str, symbols: &Symbols, lexicon: &Lexicon) -> Option<Key> {
        match context {
            context if context.has_stems() => {
                let symbol = symbols.get(Form::Stem, term);
                (symbol != Symbol::NONE).then(|| Key::word(context, symbol))
            }
            Context::Phrase => lexicon.find(term, Kind::Cue).map(Key::phrase),
            context => self.by_name.get(&(context, term.to_owned())).copied(),
        }
    }

    /// The term of a key as a file has it. `words` names the symbols of stems.
    #[must_use]
    pub fn term(
        &self,
        key: Key,
        words: &HashMap<Symbol, String, FixedState>,
        lexicon: &Lexicon,
    ) -> Option<String> {
        match key.context()? {
            context if context.has_stems() => words.get(&Symbol(key.term() as u32)).cloned(),
            Context::Phrase => Some(lexicon.numbered_entry(key.term() as u32).term.to_owned()),
            _ => self.by_key.get(&key).cloned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Classes;

    #[test]
    fn no_two_features_share_a_key_or_a_name() {
        let classes =
            Classes::parse("c.tsv", "word\tclasses\nby\tpreposition by\nof\tpreposition\n").unwrap();
        let closed = ClosedWords::new(&classes, &mut Symbols::new());
        let terms = closed_terms(&closed);
        let spelling = Spelling::new(&closed);
        assert_eq!(spelling.by_key.len(), terms.len());
        assert_eq!(spelling.by_name.len(), terms.len());
        for (key, name) in terms {
            assert!(key.closed().is_some_and(|number| number < CLOSED), "{name}");
            assert_eq!(
                spelling.key(key.context().unwrap(), &name, &Symbols::new(), &Lexicon::default()),
                Some(key)
            );
        }
    }
}
