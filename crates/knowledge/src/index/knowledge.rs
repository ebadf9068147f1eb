//! Knowledge: registry, lexicon and learned table of one language, indexed together for matching.

use super::closed::ClosedWords;
use super::data::LanguageData;
use super::error::KnowledgeError;
use super::homographs::Homographs;
use super::learned::LearnedIndex;
use super::names::{Names, index_names};
use super::patterns::{blank_separated, pattern_words};
use super::references::References;
use super::silent::Silent;
use super::trie::{PatternId, Trie, hyphened};
use crate::actors::Registry;
use crate::frozen::{Flat, Freeze, FrozenError, Image, Lists, Reader, Writer};
use crate::lexicon::{Context, Entry, LearnedTable, Lexicon};
use crate::text::{Form, Language, Symbols, beginning, lower, normalize, tokenize};

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
    /// For each row of the learned table, 1 if its feature contains a content word.
    speaking: Flat<u8>,
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
            speaking: Flat::default(),
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
            return Self::new(self.data, registry, lexicon, learned);
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

    /// The same without the learned table: only the rules of the lexicon count.
    #[must_use]
    pub fn without_learned(self) -> Self {
        Self { learned: LearnedTable::default(), learned_index: None, speaking: Flat::default(), ..self }
    }

    /// Indexes the learned table by key, and finds which of its features contain a content word.
    fn index_learned(&mut self) {
        if self.learned.is_empty() {
            (self.speaking, self.learned_index) = (Flat::default(), None);
            return;
        }
        let silent = Silent::new(&self.language.classes, &self.language.stemming.stemmer());
        let speaking: Vec<u8> = self.learned.rows().map(|row| u8::from(silent.speaks(&row))).collect();
        self.learned_index = LearnedIndex::of(&self.learned, &speaking, &self.symbols, &self.closed);
        self.speaking = speaking.into();
    }

    /// Whether the feature of a row of the learned table contains a content word, so that it is not only about word
    /// classes around a mention, sums, names, stop words, days or months.
    #[must_use]
    pub fn speaks_of_words(&self, row: u32) -> bool {
        self.speaking.get(row as usize) == Some(&1)
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
            if let Some(beginning) = beginning(&lower) {
                self.symbols.intern(Form::Beginning, beginning);
            }
        }
    }

    /// An entry of the lexicon by its number.
    #[must_use]
    pub fn entry(&self, number: u32) -> Entry<'_> {
        self.lexicon.numbered_entry(number)
    }
}

/// Assigns symbols to the words of a learned table. They are contiguous, because they are looked up most.
fn intern_learned(learned: &LearnedTable, symbols: &mut Symbols) {
    for row in learned.rows() {
        if row.context.has_stems() {
            for stem in blank_separated(row.term) {
                symbols.intern(Form::Stem, stem);
            }
        } else if row.context == Context::Beginning {
            symbols.intern(Form::Beginning, row.term);
        }
    }
}

/// Adds the expressions of a lexicon to the trie.
fn index_entries(lexicon: &Lexicon, language: &Language, symbols: &mut Symbols, trie: &mut Trie) {
    let stemmer = language.stemming.stemmer();
    let mut pattern = Vec::new();
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
        writer.table(&self.speaking);
        writer.number(u64::from(self.learned_index.is_some()));
        if let Some(index) = &self.learned_index {
            index.freeze(writer);
        }
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
            speaking: reader.table()?,
            learned_index: match reader.number()? {
                0 => None,
                _ => Some(LearnedIndex::thaw(reader)?),
            },
        })
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
        let classes =
            "word\tclasses\nonce\tstop\nbecause\tstop\nonly\tstop\njanuary\tcalendar\nseveral\tstop\n";
        let mut data = LanguageData::default();
        data.language.classes = crate::text::Classes::parse("c.tsv", classes).unwrap();
        let mut learned = LearnedTable::default();
        learned.layer("mine.tsv", &format!("{head}{}", rows.concat())).unwrap();
        let knowledge = Knowledge::new(data, Registry::default(), Lexicon::default(), learned).unwrap();
        let speaking: Vec<bool> = (0..10).map(|row| knowledge.speaks_of_words(row)).collect();
        assert_eq!(speaking, [false, false, false, false, false, true, true, true, true, false]);
    }
}
