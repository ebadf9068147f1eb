//! Knowledge: registry, lexicon and learned table of one language, indexed together for matching.

use super::closed::ClosedWords;
use super::data::LanguageData;
use super::error::KnowledgeError;
use super::follower::hyphened;
use super::homographs::Homographs;
use super::learned::LearnedIndex;
use super::names::{Names, index_names};
use super::patterns::pattern_words;
use super::references::References;
use super::trie::{PatternId, Trie};
use crate::actors::Registry;
use crate::frozen::{Freeze, FrozenError, Image, Lists, Reader, Writer};
use crate::lexicon::{Entry, Kind, LearnedTable, Lexicon, PairTable};
use crate::text::{Form, Language, Symbol, Symbols, lower, normalize, tokenize};

/// All look-up tables of one language, built once and shared by all workers. It searches no text itself.
#[derive(Debug, Clone)]
pub struct Knowledge {
    /// The language, with its word classes.
    pub language: Language,
    /// The files of the language from which an index is rebuilt.
    pub data: LanguageData,
    /// The actors.
    pub registry: Registry,
    /// The expressions.
    pub lexicon: Lexicon,
    /// The learned table; empty where only the rules of the lexicon count.
    pub learned: LearnedTable,
    /// Symbols of every word in a pattern or a learned row.
    pub symbols: Symbols,
    /// The closed-class words that learned patterns refer to by name.
    pub closed: ClosedWords,
    /// Aliases and expressions in one trie.
    pub trie: Trie,
    /// Surnames of persons.
    pub names: Names,
    /// Pronouns, nouns and offices that refer to an actor.
    pub references: References,
    /// For each reference to an office, the aliases that name its holders.
    pub offices: Lists,
    /// Ambiguous names, with their senses.
    pub homographs: Homographs,
    /// The rows of the learned table by key; empty without a table.
    pub learned_index: Option<LearnedIndex>,
    /// The learned table of pairs; empty where only the rules count.
    pub pairs: PairTable,
}

impl Knowledge {
    /// Indexes `registry`, `lexicon` and `learned`, any of which may be empty, for the language of `data`.
    ///
    /// # Errors
    /// The references or homographs of the language are malformed.
    pub fn new(
        data: LanguageData,
        registry: Registry,
        lexicon: Lexicon,
        learned: LearnedTable,
    ) -> Result<Self, KnowledgeError> {
        let mut language = data.language.clone();
        let mut symbols = Symbols::new();
        let references = LanguageData::read(&data.references, |path, text| {
            References::parse(path, text, &mut symbols, &mut language.classes)
        })?;
        let (mut trie, names, offices) = index_names(&registry, &references, &mut symbols);
        let homographs = LanguageData::read(&data.homographs, |path, text| {
            Homographs::parse(path, text, &registry, &mut symbols)
        })?;
        let closed = ClosedWords::new(&language.classes, &mut symbols);
        intern_learned(&learned, &mut symbols);
        index_entries(&lexicon, &language, &mut symbols, &mut trie);
        let mut knowledge = Self {
            language,
            data,
            registry,
            lexicon,
            learned,
            symbols,
            closed,
            trie,
            names,
            references,
            offices,
            homographs,
            learned_index: None,
            pairs: PairTable::default(),
        };
        knowledge.index_learned();
        Ok(knowledge)
    }

    /// The knowledge of a frozen image.
    ///
    /// # Errors
    /// The image has another format or is damaged.
    pub fn of_image(image: Image) -> Result<Self, FrozenError> {
        Self::thaw(&mut Reader::new(image)?)
    }

    /// Knowledge of the same language with other parts. If actors and expressions are the frozen ones, their index is
    /// borrowed instead of rebuilt.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with(
        self,
        registry: Registry,
        lexicon: Lexicon,
        learned: LearnedTable,
    ) -> Result<Self, KnowledgeError> {
        if !registry.is_frozen() || !lexicon.is_frozen() {
            let pairs = self.pairs;
            return Ok(Self::new(self.data, registry, lexicon, learned)?.with_pairs(pairs));
        }
        let same = learned.is_frozen();
        let mut knowledge = Self { registry, lexicon, learned, ..self };
        if !same {
            intern_learned(&knowledge.learned, &mut knowledge.symbols);
            knowledge.index_learned();
        }
        Ok(knowledge)
    }

    /// Knowledge of the same language with these actors only: no expressions, no learned table.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with_actors_alone(self, registry: Registry) -> Result<Self, KnowledgeError> {
        self.with(registry, Lexicon::default(), LearnedTable::default())
    }

    /// The same with that learned table of pairs.
    #[must_use]
    pub fn with_pairs(mut self, pairs: PairTable) -> Self {
        for stem in pairs.stems() {
            if self.symbols.get(Form::Stem, stem) == Symbol::NONE {
                self.symbols.intern(Form::Stem, stem);
            }
        }
        Self { pairs, ..self }
    }

    /// The same without the learned table: only the rules of the lexicon count.
    #[must_use]
    pub fn without_learned(self) -> Self {
        Self { learned: LearnedTable::default(), learned_index: None, pairs: PairTable::default(), ..self }
    }

    /// Indexes the learned table by key, and finds which of its features contain a content word.
    fn index_learned(&mut self) {
        self.learned_index = LearnedIndex::of(&self.learned, &self.symbols, &self.closed, &self.lexicon);
    }

    /// Adds symbols for the stem and the beginning of every word of `text`, so that they can be learned.
    pub fn know_words(&mut self, text: &str) {
        let stemmer = self.language.stemming.stemmer();
        for range in tokenize(text) {
            let (form, _) = normalize(text.get(range).unwrap_or_default());
            let lower = lower(&form);
            if !lower.bytes().any(|byte| byte.is_ascii_lowercase()) {
                continue;
            }
            self.symbols.intern(Form::Stem, &stemmer.stem(&lower));
        }
    }

    /// An entry of the lexicon by its number.
    #[must_use]
    pub fn entry(&self, number: u32) -> Entry<'_> {
        self.lexicon.numbered_entry(number)
    }

    /// The kind of the lexicon entry with that number.
    #[must_use]
    #[inline]
    pub fn kind(&self, number: u32) -> Kind {
        self.lexicon.kind(number)
    }
}

/// Assigns symbols to the words of a learned table. They are contiguous, because they are looked up most.
fn intern_learned(learned: &LearnedTable, symbols: &mut Symbols) {
    for row in learned.rows() {
        if row.context.has_stems() {
            symbols.intern(Form::Stem, row.term);
        }
    }
}

/// Adds the expressions of a lexicon to the trie; then their variants with words that stand for one another, where no
/// expression is: *kept their word* for *kept its word*.
fn index_entries(lexicon: &Lexicon, language: &Language, symbols: &mut Symbols, trie: &mut Trie) {
    let stemmer = language.stemming.stemmer();
    let mut pattern = Vec::new();
    let groups: Vec<Vec<Symbol>> = language
        .alike
        .iter()
        .map(|group| group.split(' ').map(|word| symbols.intern(Form::Lower, word)).collect())
        .collect();
    let mut variants = Vec::new();
    for (number, entry) in lexicon.numbered() {
        pattern.clear();
        pattern_words(entry.term, &language.classes, |word| {
            let symbol = if word.starred {
                symbols.intern(Form::Stem, &stemmer.stem(word.form))
            } else {
                symbols.intern(Form::Lower, word.form)
            };
            pattern.push(if word.hyphened { hyphened(symbol) } else { symbol });
        });
        trie.insert(symbols, &pattern, PatternId::Entry(number));
        if pattern.len() > 1
            && let Some(group) = groups.iter().find(|group| pattern.iter().any(|word| group.contains(word)))
        {
            variants.push((number, pattern.clone(), group));
        }
    }
    for (number, pattern, group) in variants {
        for &other in group {
            let variant: Vec<Symbol> =
                pattern.iter().map(|&word| if group.contains(&word) { other } else { word }).collect();
            trie.insert_where_free(symbols, &variant, PatternId::Entry(number));
        }
    }
}

impl Freeze for Knowledge {
    fn freeze(&self, writer: &mut Writer) {
        self.language.freeze(writer);
        self.data.freeze(writer);
        self.registry.freeze(writer);
        self.lexicon.freeze(writer);
        self.learned.freeze(writer);
        self.symbols.freeze(writer);
        self.closed.freeze(writer);
        self.trie.freeze(writer);
        self.names.freeze(writer);
        self.references.freeze(writer);
        self.offices.freeze(writer);
        self.homographs.freeze(writer);
        writer.number(u64::from(self.learned_index.is_some()));
        if let Some(index) = &self.learned_index {
            index.freeze(writer);
        }
        self.pairs.freeze(writer);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        Ok(Self {
            language: Language::thaw(reader)?,
            data: LanguageData::thaw(reader)?,
            registry: Registry::thaw(reader)?,
            lexicon: Lexicon::thaw(reader)?,
            learned: LearnedTable::thaw(reader)?,
            symbols: Symbols::thaw(reader)?,
            closed: ClosedWords::thaw(reader)?,
            trie: Trie::thaw(reader)?,
            names: Names::thaw(reader)?,
            references: References::thaw(reader)?,
            offices: Lists::thaw(reader)?,
            homographs: Homographs::thaw(reader)?,
            learned_index: match reader.number()? {
                0 => None,
                _ => Some(LearnedIndex::thaw(reader)?),
            },
            pairs: PairTable::thaw(reader)?,
        })
    }
}
