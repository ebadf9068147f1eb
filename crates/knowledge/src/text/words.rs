//! Properties of word forms, computed once: symbols, term, classes.
//!
//! Each worker has a table of its own. A token costs one hash and one byte comparison; a form is stemmed, lower-cased
//! and looked up only when it is new. The table is bounded: [`WordTable::begin`] empties it between documents once it
//! holds [`MAX_FORMS`].

use super::classes::WordClass;
use super::language::{Language, WordStemmer};
use super::opaque::is_opaque;
use super::symbols::{Form, Symbol, Symbols};
use super::tokenize::{MAX_TOKEN_BYTES, Token, is_sign, lower, normalize, tokenize_with};
use super::vocabulary::{NO_TERM, TermId, Vocabulary};
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::{BuildHasher, Hasher};

/// Forms kept before the table is emptied (at the start of a document). About 6 MB: rare forms, which are most of them,
/// are seldom seen again before it is.
const MAX_FORMS: usize = 1 << 16;

/// Properties of a word form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordInfo {
    /// Symbol of the form as written.
    pub exact: Symbol,
    /// Symbol of the lower-case form.
    pub lower: Symbol,
    /// Symbol of the stem.
    pub stem: Symbol,
    /// The term it counts as.
    pub term: TermId,
    /// Bits of [`WordClass`](super::WordClass).
    pub classes: u64,
    /// Begins with an upper-case letter.
    pub capital: bool,
    /// Two letters or more, all upper case.
    pub all_capitals: bool,
    /// Carries a possessive `'s`.
    pub possessive: bool,
    /// Ends like a past participle.
    pub participle: bool,
    /// An adverb that may stand between the words of an expression.
    pub inserted: bool,
    /// The trie nodes of the patterns that begin with its stem, its lower case and its form as written.
    pub openings: [u32; 3],
    /// The [bits](Symbol::bit) of the symbols that come second in those patterns.
    pub followers: u64,
}

/// The word forms that one worker has seen.
pub struct WordTable<'k> {
    symbols: &'k Symbols,
    language: &'k Language,
    vocabulary: Option<&'k Vocabulary>,
    stemmer: WordStemmer,
    hasher: FixedState,
    slots: HashTable<Slot>,
    /// Spelling and properties, by number.
    forms: Vec<Spelling>,
    infos: Vec<WordInfo>,
    /// Spellings too long to be stored inline.
    long: Vec<u8>,
    /// Hashes of the tokens of a text. Reused to avoid allocation.
    hashes: Vec<u64>,
}

/// A form in the hash table.
struct Slot {
    /// Half of its hash: the rare forms that share it are told apart by their spelling.
    tag: u32,
    word: u32,
}

/// No form.
const NO_WORD: u32 = u32::MAX;

/// Bytes of a form that are stored inline: enough for nearly every word.
const INLINE: usize = 22;

/// How a form is spelled.
struct Spelling {
    length: u16,
    /// The form, or its offset in [`WordTable::long`].
    bytes: [u8; INLINE],
}

impl Spelling {
    fn new(form: &[u8], long: &mut Vec<u8>) -> Self {
        let mut bytes = [0; INLINE];
        match bytes.get_mut(..form.len()) {
            Some(there) => there.copy_from_slice(form),
            None => {
                bytes[..8].copy_from_slice(&(long.len() as u64).to_le_bytes());
                long.extend_from_slice(form);
            }
        }
        Self { length: form.len() as u16, bytes }
    }

    fn form<'s>(&'s self, long: &'s [u8]) -> &'s [u8] {
        let length = usize::from(self.length);
        self.bytes.get(..length).unwrap_or_else(|| {
            let [a, b, c, d, e, f, g, h, ..] = self.bytes;
            let start = u64::from_le_bytes([a, b, c, d, e, f, g, h]) as usize;
            &long[start..start + length]
        })
    }
}

/// The hash of a form, without its length.
fn hash_of(hasher: &FixedState, form: &[u8]) -> u64 {
    let mut hasher = hasher.build_hasher();
    hasher.write(form);
    hasher.finish()
}

/// The longest form that is kept; only addresses are longer, and all of those count as one.
const LONGEST: usize = 2 * MAX_TOKEN_BYTES;

/// The form of longer addresses.
const LONG_ADDRESS: &str = "://";

/// Letters from which an all-capitals word is also tried as a name and not only as an abbreviation.
const SHOUTED: usize = 5;

/// The word with its first letter in upper case.
fn capitalised(lower: &str) -> String {
    let mut letters = lower.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn tag(hash: u64) -> u32 {
    (hash >> 16) as u32
}

impl WordInfo {
    /// Whether some alias or expression may begin with it.
    #[must_use]
    #[inline]
    pub fn opens(&self) -> bool {
        self.openings != [0; 3]
    }

    /// Whether it may come second in an alias or expression that begins with `first`; most words that may not are told.
    #[must_use]
    #[inline]
    pub fn may_follow(&self, first: &Self) -> bool {
        first.followers & (self.stem.bit() | self.lower.bit() | self.exact.bit()) != 0
    }

    /// Whether the word is in the class.
    #[must_use]
    #[inline]
    pub fn is(&self, class: WordClass) -> bool {
        self.classes & class as u64 != 0
    }
}

impl<'k> WordTable<'k> {
    /// A table of words of `language` over `symbols`; with a `vocabulary` it numbers terms too.
    #[must_use]
    pub fn new(symbols: &'k Symbols, language: &'k Language, vocabulary: Option<&'k Vocabulary>) -> Self {
        Self {
            symbols,
            language,
            vocabulary,
            stemmer: language.stemming.stemmer(),
            hasher: FixedState::default(),
            slots: HashTable::new(),
            forms: Vec::new(),
            infos: Vec::new(),
            long: Vec::new(),
            hashes: Vec::new(),
        }
    }

    /// Begins a document: a full table is emptied. The word numbers in tokens of earlier documents may then be invalid, so
    /// a text that is read together with others (the labels of the speakers beside the turns) begins none of its own.
    pub fn begin(&mut self) {
        if self.infos.len() >= MAX_FORMS {
            self.slots.clear();
            self.forms.clear();
            self.infos.clear();
            self.long.clear();
        }
    }

    /// The tokens of `text`.
    ///
    /// Three passes, so that the look-ups of different words overlap: most of the time is spent on cache misses for the
    /// rarer words.
    pub fn tokens(&mut self, text: &str) -> Vec<Token> {
        self.tokens_and_passed(text).0
    }

    /// The tokens of `text` as [`tokens`](Self::tokens) gives them, and the number of runs that were passed by because
    /// they are too long.
    pub fn tokens_and_passed(&mut self, text: &str) -> (Vec<Token>, usize) {
        let bytes = text.as_bytes();
        let mut tokens = Vec::with_capacity(text.len() / 6 + 8);
        let mut hashes = std::mem::take(&mut self.hashes);
        hashes.clear();
        let passed = tokenize_with(text, |start, end, gap| {
            hashes.push(hash_of(&self.hasher, &bytes[start..end]));
            tokens.push(Token { start: start as u32, end: end as u32, word: NO_WORD, gap });
        });
        for (token, &hash) in tokens.iter_mut().zip(&hashes) {
            let same = |slot: &Slot| slot.tag == tag(hash);
            token.word = self.slots.find(hash, same).map_or(NO_WORD, |slot| slot.word);
        }
        for (token, &hash) in tokens.iter_mut().zip(&hashes) {
            let raw = &text[token.start as usize..token.end as usize];
            let known = self.forms.get(token.word as usize);
            if known.is_none_or(|form| form.form(&self.long) != raw.as_bytes()) {
                token.word = self.number(raw, hash);
            }
        }
        self.hashes = hashes;
        (tokens, passed)
    }

    /// The language of the words.
    #[must_use]
    #[inline]
    pub fn language(&self) -> &'k Language {
        self.language
    }

    /// The properties of a token's form.
    #[must_use]
    #[inline]
    pub fn info(&self, token: &Token) -> &WordInfo {
        &self.infos[token.word as usize]
    }

    /// The number of a form, added if it is new.
    fn number(&mut self, raw: &str, hash: u64) -> u32 {
        if raw.len() > LONGEST {
            return self.number(LONG_ADDRESS, hash_of(&self.hasher, LONG_ADDRESS.as_bytes()));
        }
        let same = |slot: &Slot| self.forms[slot.word as usize].form(&self.long) == raw.as_bytes();
        if let Some(slot) = self.slots.find(hash, same) {
            return slot.word;
        }
        let word = self.infos.len() as u32;
        self.infos.push(self.examine(raw));
        self.forms.push(Spelling::new(raw.as_bytes(), &mut self.long));
        let (forms, long, hasher) = (&self.forms, &self.long, &self.hasher);
        let rehash = |other: &Slot| hash_of(hasher, forms[other.word as usize].form(long));
        self.slots.insert_unique(hash, Slot { tag: tag(hash), word }, rehash);
        word
    }

    fn examine(&self, raw: &str) -> WordInfo {
        let (form, possessive) = normalize(raw);
        let lower = lower(&form);
        // An address is no word of the language. Whole, it may be the name of an actor (Kaspi.kz).
        let opaque = is_opaque(raw) || raw == LONG_ADDRESS;
        let elided = if opaque { &*lower } else { self.language.after_elision(&lower) };
        if elided.len() < lower.len() {
            // What follows the apostrophe is the word (l'eau).
            let word = form.split_once('\'').map_or(&*form, |(_, word)| word);
            return self.examine_form(word, elided, possessive, opaque);
        }
        self.examine_form(&form, &lower, possessive, opaque)
    }

    fn examine_form(&self, form: &str, lower: &str, possessive: bool, opaque: bool) -> WordInfo {
        let stem = self.stemmer.stem(lower);
        let mut letters = 0;
        let mut only_letters = true;
        let mut upper = 0;
        for c in form.chars() {
            if c.is_alphabetic() {
                letters += 1;
                upper += usize::from(c.is_uppercase());
            } else if !is_sign(c) {
                only_letters = false;
            }
        }
        let classes = if opaque { 0 } else { self.language.classes_of(lower) };
        let is_term = only_letters && !opaque && letters >= 2 && classes & WordClass::Stop as u64 == 0;
        let term = match self.vocabulary {
            Some(vocabulary) if is_term => vocabulary.intern(lower, &stem),
            _ => NO_TERM,
        };
        let mut exact = self.symbols.get(Form::Exact, form);
        let mut lower_symbol = self.symbols.get(Form::Lower, lower);
        if !opaque && !form.is_ascii() && exact == Symbol::NONE && lower_symbol == Symbol::NONE {
            // The registry may have the name without its diacritics.
            let plain = deunicode::deunicode(form);
            exact = self.symbols.get(Form::Exact, &plain);
            lower_symbol = self.symbols.get(Form::Lower, &plain.to_lowercase());
        }
        let stem_symbol = self.symbols.get(Form::Stem, &stem);
        let all_capitals = letters >= 2 && upper == letters && !opaque;
        if all_capitals && letters >= SHOUTED && exact == Symbol::NONE {
            // A name in capitals (TBILISI).
            exact = self.symbols.get(Form::Exact, &capitalised(lower));
        }
        let symbols = [stem_symbol, lower_symbol, exact];
        WordInfo {
            exact,
            lower: lower_symbol,
            stem: stem_symbol,
            openings: symbols.map(|symbol| self.symbols.opening(symbol)),
            followers: symbols.iter().fold(0, |all, symbol| all | self.symbols.followers(*symbol)),
            term,
            classes,
            capital: !opaque && form.chars().next().is_some_and(char::is_uppercase),
            all_capitals,
            possessive,
            participle: classes & WordClass::Participle as u64 != 0,
            inserted: !opaque && self.language.is_inserted(lower),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_table_is_emptied_where_a_document_begins_and_only_there() {
        let (symbols, language) = (Symbols::new(), Language::default());
        let mut words = WordTable::new(&symbols, &language, None);
        let text: String = (0..=MAX_FORMS).map(|number| format!("w{number} ")).collect();
        words.begin();
        let tokens = words.tokens(&text);
        // The labels of a transcript belong to the document of its turns.
        let label = words.tokens("Label");
        assert_eq!(words.infos.len(), MAX_FORMS + 2);
        let last = tokens.last().unwrap();
        assert_eq!(words.info(last).exact, words.infos[MAX_FORMS].exact);
        assert_eq!(words.info(&label[0]).exact, words.infos[MAX_FORMS + 1].exact);
        words.begin();
        assert_eq!(words.infos.len(), 0);
        assert_eq!(words.tokens("again again").len(), 2);
        assert_eq!(words.infos.len(), 1);
    }
}
