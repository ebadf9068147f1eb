//! How the keys of a learned table are spelled in its file.

use super::closed::ClosedWords;
use super::key::{
    BALANCES, BalanceTerm, FormTerm, Key, NAME, NamesTerm, NumberTerm, SYMBOL_BITS, TARGET, piece,
};
use crate::lexicon::{Context, Kind};
use crate::text::{Form, Symbol, Symbols, Voice};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// How the mention is spelled in a file.
const TARGET_WORD: &str = "TARGET";
/// How another name is spelled in a file.
const NAME_WORD: &str = "NAME";

const PIECES: [&str; 10] =
    ["<", ">", TARGET_WORD, NAME_WORD, "FAVOURABLE", "CRITICAL", "NOT", "SAY", "DET", "WORD"];

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

/// The spelling of keys, both ways.
pub struct KeySpelling {
    by_name: HashMap<(Context, String), Key, FixedState>,
    by_key: HashMap<Key, String, FixedState>,
    closed: Vec<String>,
    pieces: HashMap<String, u8, FixedState>,
}

impl KeySpelling {
    /// The spelling for some closed words.
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

    /// The term of a key as a file has it. `words` names the symbols of stems and beginnings.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Classes;
    use std::collections::BTreeSet;

    fn sample() -> (KeySpelling, Symbols, HashMap<Symbol, String, FixedState>) {
        let mut symbols = Symbols::new();
        let classes = Classes::parse("c.tsv", "word\tclasses\nof\tpreposition\nand\tcoordinator\n").unwrap();
        let closed = ClosedWords::new(&classes, &mut symbols);
        let mut words = HashMap::default();
        for (form, word) in [(Form::Stem, "lost"), (Form::Stem, "vote"), (Form::Beginning, "presi")] {
            words.insert(symbols.intern(form, word), word.to_owned());
        }
        (KeySpelling::new(&closed), symbols, words)
    }

    #[test]
    fn what_is_spelled_is_read_back_as_it_was() {
        let (spelling, symbols, words) = sample();
        for (context, term) in [
            (Context::Near, "lost"),
            (Context::Previous, "TARGET"),
            (Context::Pair, "lost vote"),
            (Context::Pair, "NAME lost"),
            (Context::Pair, "vote TARGET"),
            (Context::Beginning, "presi"),
            (Context::Pattern, "< TARGET of NAME >"),
            (Context::Pattern, "and"),
            (Context::Form, "voice quoted"),
            (Context::Names, "both 2 3"),
            (Context::Balance, "strongest critical patient"),
            (Context::Modifier, "negator before"),
            (Context::Number, "polarity -"),
        ] {
            let key = spelling.key(context, term, &symbols).unwrap_or_else(|| panic!("{term} has no key"));
            assert_eq!(key.context(), Some(context), "{term}");
            assert_eq!(spelling.term(key, &words).as_deref(), Some(term));
        }
    }

    #[test]
    fn a_term_that_can_never_match_has_no_key() {
        let (spelling, symbols, _) = sample();
        for (context, term) in [
            (Context::Near, "unheard"),
            (Context::Pair, "lost"),
            (Context::Pair, "lost unheard"),
            (Context::Beginning, "lost"),
            (Context::Pattern, "< < < < < <"),
            (Context::Pattern, "TARGET lost"),
            (Context::Form, "voice sung"),
            (Context::Number, "speaker +"),
        ] {
            assert_eq!(spelling.key(context, term, &symbols), None, "{term}");
        }
    }

    #[test]
    fn terms_that_are_no_words_have_each_a_key_a_name_and_a_number_of_their_own() {
        let terms = closed_terms();
        let keys: BTreeSet<Key> = terms.iter().map(|(key, _)| *key).collect();
        let names: BTreeSet<(Option<Context>, &str)> =
            terms.iter().map(|(key, name)| (key.context(), name.as_str())).collect();
        let numbers: BTreeSet<usize> = terms.iter().filter_map(|(key, _)| key.closed()).collect();
        assert_eq!((keys.len(), names.len(), numbers.len()), (terms.len(), terms.len(), terms.len()));
        assert!(numbers.iter().all(|number| *number < super::super::key::CLOSED));
    }
}
