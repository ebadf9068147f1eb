//! Symbols: the word forms used by the patterns of the registry and the lexicons, interned as numbers from 1.
//!
//! A token has the symbols of its three forms (as written, lower case, stem), 0 for a form that no pattern uses;
//! matching compares numbers, never strings.

use crate::frozen::{Flat, Freeze, FrozenError, Index, Reader, Writer, hash_of};
use std::borrow::Cow;

/// A word form used by some pattern; [`Symbol::NONE`] for all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Symbol(pub u32);

impl Symbol {
    /// No pattern uses the form.
    pub const NONE: Self = Self(0);

    /// Its bit in sets of symbols that may hold others too (Bloom filters with one hash); none for [`Symbol::NONE`].
    #[must_use]
    #[inline]
    pub fn bit(self) -> u64 {
        // 2^32 divided by the golden ratio (Fibonacci hashing).
        let hash = self.0.wrapping_mul(0x9e37_79b9) >> (u32::BITS - 6);
        if self == Self::NONE { 0 } else { 1 << hash }
    }
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
}

/// The table of all symbols of one run.
#[derive(Debug, Clone)]
pub struct Symbols {
    exact: Index,
    lower: Index,
    stem: Index,
    /// The forms in the order of their symbols, concatenated.
    texts: Cow<'static, str>,
    /// The end of each symbol's form in `texts`; that of [`Symbol::NONE`] is empty.
    ends: Flat<u32>,
    /// For each symbol the trie node of the patterns that begin with it, with flags; 0 if there is none.
    openings: Flat<u32>,
    /// For each symbol the [bits](Symbol::bit) of those that come second in the patterns that begin with it.
    followers: Flat<u64>,
}

impl Default for Symbols {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

impl Symbols {
    /// An empty table.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty table with capacity for that many symbols.
    #[must_use]
    pub fn with_capacity(symbols: usize) -> Self {
        let mut ends = Vec::with_capacity(symbols + 1);
        ends.push(0);
        Self {
            exact: Index::with_capacity(symbols / 4),
            lower: Index::with_capacity(symbols / 4),
            stem: Index::with_capacity(symbols / 4),
            texts: String::with_capacity(symbols * 8).into(),
            ends: ends.into(),
            openings: Flat::default(),
            followers: Flat::default(),
        }
    }

    /// The number of symbols, without [`Symbol::NONE`].
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len() - 1
    }

    /// Whether there are no symbols.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn names(&self, form: Form) -> &Index {
        match form {
            Form::Exact => &self.exact,
            Form::Lower => &self.lower,
            Form::Stem => &self.stem,
        }
    }

    /// The symbol of a form, added if it is new.
    pub fn intern(&mut self, form: Form, text: &str) -> Symbol {
        let known = self.get(form, text);
        if known != Symbol::NONE {
            return known;
        }
        let new = self.ends.len() as u32;
        let texts = self.texts.to_mut();
        texts.push_str(text);
        let end = texts.len() as u32;
        self.ends.to_mut().push(end);
        let (texts, ends) = (&self.texts, &self.ends);
        let names = match form {
            Form::Exact => &mut self.exact,
            Form::Lower => &mut self.lower,
            Form::Stem => &mut self.stem,
        };
        names.insert(hash_of(text), new, |symbol| hash_of(text_of(texts, ends, symbol)));
        Symbol(new)
    }

    /// The forms of one kind with their symbols, in symbol order.
    #[must_use]
    pub fn forms(&self, form: Form) -> Vec<(Symbol, &str)> {
        let mut symbols: Vec<u32> = self.names(form).items().collect();
        symbols.sort_unstable();
        symbols.into_iter().map(|symbol| (Symbol(symbol), text_of(&self.texts, &self.ends, symbol))).collect()
    }

    /// Sets the trie node of the patterns that begin with `symbol`.
    pub fn set_opening(&mut self, symbol: Symbol, opening: u32) {
        let at = symbol.0 as usize;
        let openings = self.openings.to_mut();
        if openings.len() <= at {
            openings.resize((at + 1).max(self.ends.len()), 0);
        }
        openings[at] = opening;
    }

    /// The trie node of the patterns that begin with `symbol`, as set; 0 if there is none.
    #[must_use]
    #[inline]
    pub fn opening(&self, symbol: Symbol) -> u32 {
        self.openings.get(symbol.0 as usize).copied().unwrap_or(0)
    }

    /// Notes that a pattern begins with the symbols `first` and `second`.
    pub fn add_follower(&mut self, first: Symbol, second: Symbol) {
        let at = first.0 as usize;
        let followers = self.followers.to_mut();
        if followers.len() <= at {
            followers.resize((at + 1).max(self.ends.len()), 0);
        }
        followers[at] |= second.bit();
    }

    /// The [bits](Symbol::bit) of the symbols that come second in the patterns that begin with `symbol`.
    #[must_use]
    #[inline]
    pub fn followers(&self, symbol: Symbol) -> u64 {
        self.followers.get(symbol.0 as usize).copied().unwrap_or(0)
    }

    /// The form that a symbol stands for; empty for [`Symbol::NONE`].
    #[must_use]
    pub fn text(&self, symbol: Symbol) -> &str {
        let end = self.ends.get(symbol.0 as usize).copied().unwrap_or(0);
        let start = symbol.0.checked_sub(1).and_then(|before| self.ends.get(before as usize)).copied();
        self.texts.get(start.unwrap_or(0) as usize..end as usize).unwrap_or_default()
    }

    /// The symbol of a form, or [`Symbol::NONE`].
    #[must_use]
    pub fn get(&self, form: Form, text: &str) -> Symbol {
        let same = |symbol: u32| text_of(&self.texts, &self.ends, symbol) == text;
        self.names(form).find(hash_of(text), same).map_or(Symbol::NONE, Symbol)
    }
}

fn text_of<'t>(texts: &'t str, ends: &[u32], symbol: u32) -> &'t str {
    let at = symbol as usize;
    &texts[ends[at - 1] as usize..ends[at] as usize]
}

impl Freeze for Symbols {
    fn freeze(&self, writer: &mut Writer) {
        for names in [&self.exact, &self.lower, &self.stem] {
            names.freeze(writer);
        }
        writer.text(&self.texts);
        writer.table(&self.ends);
        writer.table(&self.openings);
        writer.table(&self.followers);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        Ok(Self {
            exact: Index::thaw(reader)?,
            lower: Index::thaw(reader)?,
            stem: Index::thaw(reader)?,
            texts: Cow::Borrowed(reader.text()?),
            ends: reader.table()?,
            openings: reader.table()?,
            followers: reader.table()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_has_one_symbol_of_each_kind() {
        let mut symbols = Symbols::new();
        let exact = symbols.intern(Form::Exact, "Oslo");
        let lower = symbols.intern(Form::Lower, "oslo");
        assert_eq!(symbols.intern(Form::Exact, "Oslo"), exact);
        assert_ne!(exact, lower);
        assert_eq!(symbols.get(Form::Exact, "oslo"), Symbol::NONE);
        assert_eq!(symbols.forms(Form::Lower), [(lower, "oslo")]);
        symbols.set_opening(lower, 7);
        assert_eq!((symbols.opening(lower), symbols.opening(exact), symbols.len()), (7, 0, 2));
    }
}
