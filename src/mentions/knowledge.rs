//! Knowledge: registry and lexicon, indexed together for matching.

use super::closed::ClosedWords;
use super::homographs::{HomographError, Homographs, SHIPPED_HOMOGRAPHS};
use super::name_words::{NameWordError, SHIPPED_NAME_WORDS, mark_given_names};
use super::references::{ReferenceError, References, SHIPPED_REFERENCES};
use super::trie::{Payload, Trie, hyphened};
use crate::actors::{ActorKind, AliasKind, Registry};
use crate::lexicon::{Context, Entry, LearnedRow, LearnedTable, Lexicon};
use crate::text::{
    ClassError, Classes, Form, MAX_TOKEN_BYTES, Symbol, Symbols, WordClass, beginning, lower, normalize,
    tokenize,
};
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};
use rust_stemmers::{Algorithm, Stemmer};
use std::borrow::Cow;

/// The shipped word classes of English: name and text.
pub const SHIPPED_CLASSES: (&str, &str) =
    ("lexicons/en/classes.tsv", include_str!("../../lexicons/en/classes.tsv"));

/// Why knowledge cannot be indexed: a file that comes with the program is broken, which a release has tests against.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KnowledgeError {
    /// The word classes.
    #[error(transparent)]
    Classes(#[from] ClassError),
    /// The name words.
    #[error(transparent)]
    NameWords(#[from] NameWordError),
    /// The references.
    #[error(transparent)]
    References(#[from] ReferenceError),
    /// The homographs.
    #[error(transparent)]
    Homographs(#[from] HomographError),
}

/// Everything that is looked up in a text, built once and shared by all workers.
#[derive(Debug)]
pub struct Knowledge {
    /// The actors.
    pub registry: Registry,
    /// The expressions.
    pub lexicon: Lexicon,
    /// Symbols of every word that either asks for.
    pub symbols: Symbols,
    /// Closed word classes.
    pub classes: Classes,
    /// The closed words that patterns call by name.
    pub closed: ClosedWords,
    /// What was learned beside the lexicon; empty where only its rules count.
    pub learned: LearnedTable,
    /// Which rows of the learned table speak of words that mean something.
    speaking: Vec<bool>,
    pub(super) trie: Trie,
    /// Persons by the symbol of their last name.
    pub(super) surnames: HashMap<Symbol, Vec<u32>, FixedState>,
    pub(super) references: References,
    /// The aliases that name who holds an office, for each reference.
    pub(super) offices: Vec<Vec<u32>>,
    pub(super) homographs: Homographs,
}

/// Patterns and words that there is room for, for each alias: as many as come with the program.
const PATTERNS_PER_ALIAS: usize = 4;

/// A word of a term, as the pattern of the term asks for it.
pub(super) struct PatternWord<'t> {
    /// Its form in lower case.
    pub(super) form: &'t str,
    /// Whether every word of its stem will do.
    pub(super) starred: bool,
    /// Whether a hyphen must stand before it.
    pub(super) hyphened: bool,
}

/// Gives the words that the pattern of a term is made of, in order.
pub(super) fn pattern_words(term: &str, classes: &Classes, mut give: impl FnMut(PatternWord<'_>)) {
    for word in blank_separated(term) {
        let (word, starred) = match word.strip_suffix('*') {
            Some(word) => (word, true),
            None => (word, false),
        };
        if is_one_token(word) {
            give(PatternWord { form: word, starred, hyphened: false });
            continue;
        }
        let parts: Vec<Cow<'_, str>> = tokenize(word)
            .into_iter()
            .map(|range| normalize(word.get(range).unwrap_or_default()).0)
            .collect();
        // A hyphened term with a stop word in it ("has-been") must not match the plain words.
        let strict = parts.len() > 1 && parts.iter().any(|part| classes.is_stop(classes.of(part)));
        for (index, form) in parts.iter().enumerate() {
            let starred = starred && index + 1 == parts.len();
            give(PatternWord { form, starred, hyphened: strict && index > 0 });
        }
    }
}

/// What stands between blanks. They are looked for byte by byte: words are too short for a search.
fn blank_separated(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text.bytes().position(|byte| byte == b' ');
        rest = end.and_then(|end| text.get(end + 1..));
        Some(end.map_or(text, |end| &text[..end]))
    })
}

/// Whether text between blanks is one token and its own normal form: letters alone, and not too many. Most are.
fn is_one_token(text: &str) -> bool {
    (1..=MAX_TOKEN_BYTES).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// The text with the letters that stand for those of other alphabets: Erdogan for Erdoğan.
fn without_diacritics(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_ascii() {
                c.to_string()
            } else {
                deunicode::deunicode_char(c).unwrap_or_default().to_owned()
            }
        })
        .collect()
}

/// Gives the words of an alias, in order, in their normal form.
fn alias_words(text: &str, mut give: impl FnMut(&str)) {
    for part in blank_separated(text) {
        if is_one_token(part) {
            give(part);
            continue;
        }
        for range in tokenize(part) {
            give(&normalize(part.get(range).unwrap_or_default()).0);
        }
    }
}

impl Knowledge {
    /// Indexes what is in `registry`, `lexicon` and `learned`.
    ///
    /// # Errors
    /// Never for a release: a test reads the shipped word classes.
    pub fn new(registry: Registry, lexicon: Lexicon, learned: LearnedTable) -> Result<Self, KnowledgeError> {
        Ok(Self::of_actors(registry)?.with_expressions(Expressions::new(lexicon, learned)?))
    }

    /// Indexes the actors of `registry` alone. [`with_expressions`](Self::with_expressions) may follow.
    ///
    /// # Errors
    /// Never for a release: a test reads the shipped word classes.
    pub fn of_actors(registry: Registry) -> Result<Self, KnowledgeError> {
        let mut classes = Classes::parse(SHIPPED_CLASSES.0, SHIPPED_CLASSES.1)?;
        mark_given_names(SHIPPED_NAME_WORDS.0, SHIPPED_NAME_WORDS.1, &mut classes)?;
        let aliases = registry.aliases().count();
        let mut symbols = Symbols::with_capacity(aliases * PATTERNS_PER_ALIAS);
        let mut trie = Trie::with_capacity(aliases * PATTERNS_PER_ALIAS);
        let (path, text) = SHIPPED_REFERENCES;
        let references = References::parse(path, text, &mut symbols, &mut classes)?;
        let mut offices: Vec<Vec<u32>> = vec![Vec::new(); references.len()];
        let mut surnames: HashMap<Symbol, Vec<u32>, FixedState> = HashMap::default();
        let (mut pattern, mut folded) = (Vec::new(), Vec::new());
        let mut plain: Vec<(Vec<Symbol>, u32)> = Vec::new();
        for (number, alias) in registry.aliases() {
            pattern.clear();
            alias_words(&alias.text, |form| {
                pattern.push(if alias.any_case {
                    symbols.intern(Form::Lower, &lower(form))
                } else {
                    symbols.intern(Form::Exact, form)
                });
            });
            trie.insert(&mut symbols, &pattern, Payload::Alias(number as u32));
            if !alias.text.is_ascii() {
                // Names are written without their diacritics too.
                folded.clear();
                alias_words(&without_diacritics(&alias.text), |form| {
                    folded.push(if alias.any_case {
                        symbols.intern(Form::Lower, &lower(form))
                    } else {
                        symbols.intern(Form::Exact, form)
                    });
                });
                if folded != pattern {
                    plain.push((folded.clone(), number as u32));
                }
            }
            if alias.kind == AliasKind::Office {
                let words: Vec<Symbol> =
                    alias.text.split([' ', '-']).map(|word| symbols.get(Form::Lower, &lower(word))).collect();
                if let Some(office) = references.office_in(&words) {
                    offices[office].push(number as u32);
                }
            }
            let person = alias.actor.filter(|&at| registry.actors()[at].kind == ActorKind::Person);
            if let Some(actor) = person
                && alias.kind == AliasKind::Name
                && let [_, .., last] = pattern.as_slice()
            {
                let holders = surnames.entry(*last).or_default();
                if !holders.contains(&(actor as u32)) {
                    holders.push(actor as u32);
                }
            }
        }
        // Whoever is spelled so in a file comes first.
        for (folded, number) in plain {
            trie.insert_where_free(&mut symbols, &folded, number);
        }
        let (path, text) = SHIPPED_HOMOGRAPHS;
        let homographs = Homographs::parse(path, text, &registry, &mut symbols)?;
        let closed = ClosedWords::new(&classes, &mut symbols);
        let (lexicon, learned) = (Lexicon::default(), LearnedTable::default());
        Ok(Self {
            speaking: Vec::new(),
            closed,
            learned,
            registry,
            lexicon,
            symbols,
            classes,
            trie,
            surnames,
            references,
            offices,
            homographs,
        })
    }

    /// The same with `expressions`, in the place of those there were none of before.
    #[must_use]
    pub fn with_expressions(mut self, expressions: Expressions) -> Self {
        debug_assert!(self.lexicon.files().is_empty() && self.learned.is_empty());
        let Expressions { lexicon, learned, stems, speaking } = expressions;
        // The words of the learned table lie together: they are looked up most.
        for row in learned.rows() {
            if row.context.has_stems() {
                for stem in blank_separated(&row.term) {
                    self.symbols.intern(Form::Stem, stem);
                }
            } else if row.context == Context::Beginning {
                self.symbols.intern(Form::Beginning, &row.term);
            }
        }
        let mut stems = stems.iter();
        let mut pattern = Vec::new();
        for (number, entry) in lexicon.numbered() {
            pattern.clear();
            let symbols = &mut self.symbols;
            pattern_words(&entry.term, &self.classes, |word| {
                let symbol = if word.starred {
                    symbols.intern(Form::Stem, stems.next().map_or(word.form, |stem| stem))
                } else {
                    symbols.intern(Form::Lower, word.form)
                };
                pattern.push(if word.hyphened { hyphened(symbol) } else { symbol });
            });
            self.trie.insert(&mut self.symbols, &pattern, Payload::Entry(number));
        }
        (self.lexicon, self.learned, self.speaking) = (lexicon, learned, speaking);
        self
    }

    /// What comes with the program, nothing else.
    ///
    /// # Errors
    /// Never for a release: tests load it.
    pub fn shipped() -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self::new(Registry::shipped()?, Lexicon::shipped()?, LearnedTable::shipped()?)?)
    }

    /// Whether a row of the learned table speaks of words that mean something: not of the kinds of words around a
    /// mention, of sums, of names, or of stop words, days and months alone.
    #[must_use]
    pub fn speaks_of_words(&self, row: u32) -> bool {
        self.speaking.get(row as usize).copied().unwrap_or(false)
    }

    /// Gives every word of `text` a symbol for its stem and its beginning, so that it can be learned.
    pub fn know_words(&mut self, text: &str) {
        let stemmer = Stemmer::create(Algorithm::English);
        for range in tokenize(text) {
            let (form, _) = normalize(text.get(range).unwrap_or_default());
            let lower = lower(&form);
            if !lower.bytes().any(|byte| byte.is_ascii_lowercase()) {
                continue;
            }
            self.symbols.intern(Form::Stem, &stemmer.stem(&lower));
            if let Some(beginning) = beginning(&lower) {
                self.symbols.intern(Form::Beginning, beginning);
            }
        }
    }

    /// An entry of the lexicon by its number.
    #[must_use]
    pub fn entry(&self, number: u32) -> &Entry {
        self.lexicon.numbered_entry(number)
    }
}

/// Expressions, with what can be found out about them before they meet the actors: it takes a while, and may be done
/// beside.
#[derive(Debug)]
pub struct Expressions {
    lexicon: Lexicon,
    learned: LearnedTable,
    /// The stems of the starred words of the lexicon, in its order.
    stems: Vec<String>,
    /// Which rows of the learned table speak of words that mean something.
    speaking: Vec<bool>,
}

impl Expressions {
    /// Those of a lexicon and a learned table.
    ///
    /// # Errors
    /// Never for a release: a test reads the shipped word classes.
    pub fn new(lexicon: Lexicon, learned: LearnedTable) -> Result<Self, ClassError> {
        let classes = Classes::parse(SHIPPED_CLASSES.0, SHIPPED_CLASSES.1)?;
        let stemmer = Stemmer::create(Algorithm::English);
        let mut stems = Vec::new();
        for (_, entry) in lexicon.numbered() {
            pattern_words(&entry.term, &classes, |word| {
                if word.starred {
                    stems.push(stemmer.stem(word.form).into_owned());
                }
            });
        }
        let silent = Silent::new(&classes, &stemmer);
        let speaking = learned.rows().iter().map(|row| silent.speaks(row)).collect();
        Ok(Self { lexicon, learned, stems, speaking })
    }
}

/// Words that mean nothing by themselves: stop words, and the names of days and months.
const SILENT: u32 = WordClass::Stop as u32 | WordClass::Calendar as u32;

/// These words as the table has them.
struct Silent {
    /// Their stems: "once" stands there as "onc".
    stems: HashSet<String, FixedState>,
    /// The beginnings of days and months. Those of stop words are those of other words too (several, severe).
    beginnings: HashSet<String, FixedState>,
}

impl Silent {
    fn new(classes: &Classes, stemmer: &Stemmer) -> Self {
        let days = classes.words_of(WordClass::Calendar as u32);
        Self {
            stems: classes.words_of(SILENT).into_iter().map(|word| stemmer.stem(word).into_owned()).collect(),
            beginnings: days.into_iter().filter_map(beginning).map(str::to_owned).collect(),
        }
    }

    fn speaks(&self, row: &LearnedRow) -> bool {
        match row.context {
            Context::Beginning => !self.beginnings.contains(&*row.term),
            // What the nearest or strongest expression is says something of that expression.
            Context::Balance => row.term.starts_with("nearest ") || row.term.starts_with("strongest "),
            // The masked names are spelled in capitals.
            context => {
                context.has_stems()
                    && blank_separated(&row.term)
                        .any(|word| !word.starts_with(char::is_uppercase) && !self.stems.contains(word))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_stop_words_and_months_speak_of_nothing_though_the_table_has_their_stems() {
        let head = "#! format = 2\n#! prior_favourable = 0\n#! prior_critical = 0\n\
                    term\tcontext\tfavourable\tcritical\tsupport\n";
        let rows = [
            ("onc", "sentence"),
            ("januari", "near"),
            ("janua", "beginning"),
            ("becaus onli", "pair"),
            ("TARGET onc", "pair"),
            ("scandal", "sentence"),
            ("onc scandal", "pair"),
            ("sever", "beginning"),
            ("nearest critical agent", "balance"),
            ("above 0.5", "balance"),
        ];
        let rows = rows.map(|(term, context)| format!("{term}\t{context}\t0\t1\t9\n"));
        let mut learned = LearnedTable::default();
        learned.layer("mine.tsv", &format!("{head}{}", rows.concat())).unwrap();
        let knowledge = Knowledge::new(Registry::default(), Lexicon::default(), learned).unwrap();
        let speaking: Vec<bool> = (0..10).map(|row| knowledge.speaks_of_words(row)).collect();
        assert_eq!(speaking, [false, false, false, false, false, true, true, true, true, false]);
    }
}
