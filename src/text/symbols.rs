//! Symbols: the word forms that the actor registry and the lexicons ask for, numbered from 1.
//!
//! A token carries the symbols of its three forms (as written, lower case, stem), or 0 where no pattern has that
//! form; matching compares numbers, never strings.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// A word form that some pattern asks for; [`Symbol::NONE`] if none does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Symbol(pub u32);

impl Symbol {
    /// No pattern asks for the form.
    pub const NONE: Self = Self(0);
}

/// Which form of a word a symbol stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As written, case kept.
    Exact,
    /// In lower case.
    Lower,
    /// The Snowball stem of the lower case.
    Stem,
    /// The first letters of the lower case (see [`beginning`]).
    Beginning,
}

/// Letters of a beginning.
const BEGINNING: usize = 5;
/// Words shorter than this are their own beginning and have none.
const BEGINNING_OF: usize = 6;

/// The first five characters of a word of six or more.
#[must_use]
pub fn beginning(lower: &str) -> Option<&str> {
    let mut places = lower.char_indices();
    let (end, _) = places.nth(BEGINNING)?;
    (1 + places.count() >= BEGINNING_OF - BEGINNING).then(|| lower.get(..end)).flatten()
}

type Names = HashMap<Box<str>, u32, FixedState>;

/// The table of all symbols of one run.
#[derive(Debug, Default)]
pub struct Symbols {
    exact: Names,
    lower: Names,
    stem: Names,
    beginning: Names,
    count: u32,
    opening: Vec<bool>,
}

impl Symbols {
    /// An empty table.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The number of symbols, [`Symbol::NONE`] not counted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there is no symbol.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The symbol of a form, made if it is new.
    pub fn intern(&mut self, form: Form, text: &str) -> Symbol {
        let count = &mut self.count;
        let names = match form {
            Form::Exact => &mut self.exact,
            Form::Lower => &mut self.lower,
            Form::Stem => &mut self.stem,
            Form::Beginning => &mut self.beginning,
        };
        if let Some(&symbol) = names.get(text) {
            return Symbol(symbol);
        }
        *count += 1;
        names.insert(text.into(), *count);
        Symbol(*count)
    }

    /// The forms of one kind with their symbols, by symbol.
    #[must_use]
    pub fn forms(&self, form: Form) -> Vec<(Symbol, &str)> {
        let names = match form {
            Form::Exact => &self.exact,
            Form::Lower => &self.lower,
            Form::Stem => &self.stem,
            Form::Beginning => &self.beginning,
        };
        let mut forms: Vec<(Symbol, &str)> =
            names.iter().map(|(text, &symbol)| (Symbol(symbol), &**text)).collect();
        forms.sort_unstable();
        forms
    }

    /// Notes that some pattern begins with `symbol`.
    pub fn mark_opening(&mut self, symbol: Symbol) {
        let at = symbol.0 as usize;
        if self.opening.len() <= at {
            self.opening.resize(at + 1, false);
        }
        self.opening[at] = true;
    }

    /// Whether some pattern begins with `symbol`.
    #[must_use]
    pub fn opens(&self, symbol: Symbol) -> bool {
        self.opening.get(symbol.0 as usize).copied().unwrap_or(false)
    }

    /// The symbol of a form, or [`Symbol::NONE`].
    #[must_use]
    pub fn get(&self, form: Form, text: &str) -> Symbol {
        let names = match form {
            Form::Exact => &self.exact,
            Form::Lower => &self.lower,
            Form::Stem => &self.stem,
            Form::Beginning => &self.beginning,
        };
        names.get(text).map_or(Symbol::NONE, |&symbol| Symbol(symbol))
    }
}
