//! Closed word classes: stop words, auxiliaries, relative pronouns, titles and the like, read from a file.
//!
//! The file (`lexicons/en/classes.tsv`) has two columns, `word` and `classes` (separated by blanks). It is data:
//! a language is another file.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// A closed class, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum WordClass {
    /// Carries no topic: left out of terms.
    Stop = 1,
    /// A form of *be* or *get*, before a participle a passive.
    Be = 2,
    /// A form of *have*.
    Have = 4,
    /// Opens a relative clause (who, which, that).
    Relative = 8,
    /// Opens a subordinate clause (because, while, after).
    Subordinator = 16,
    /// Joins (and, or, but).
    Coordinator = 32,
    /// The *by* of a passive.
    By = 64,
    /// A title or office before a name (President, Mr, Senator).
    Title = 128,
    /// A weekday or month.
    Calendar = 256,
    /// A personal pronoun as subject (he, she, they, it, we, I, you).
    Subject = 512,
    /// A past participle that does not end in -ed or -en.
    Participle = 1024,
    /// An article or possessive determiner.
    Determiner = 2048,
    /// A preposition.
    Preposition = 4096,
    /// An auxiliary that is no form of be or have (do, will, would, can …).
    Auxiliary = 8192,
    /// The prefix of a compound that says a direction toward a name (pro-, anti-).
    Prefix = 16384,
    /// An adverb that may stand between an auxiliary and its verb, besides those in -ly.
    Adverb = 32768,
    /// A prefix that speaks against what follows (anti-).
    Opposing = 524_288,
    /// A reference to an actor begins with it (he, the bloc); the file of references says so.
    Reference = 65536,
    /// A given name of women; the file of name words says so.
    GivenFemale = 131_072,
    /// A given name of men.
    GivenMale = 262_144,
    /// The name of a place that is a given name too (Paris).
    GivenPlace = 1_048_576,
    /// A finite verb that neither -ed nor -s shows (spoke, will).
    Past = 2_097_152,
}

const NAMES: [(&str, WordClass); 18] = [
    ("stop", WordClass::Stop),
    ("be", WordClass::Be),
    ("have", WordClass::Have),
    ("relative", WordClass::Relative),
    ("subordinator", WordClass::Subordinator),
    ("coordinator", WordClass::Coordinator),
    ("by", WordClass::By),
    ("title", WordClass::Title),
    ("calendar", WordClass::Calendar),
    ("subject", WordClass::Subject),
    ("participle", WordClass::Participle),
    ("determiner", WordClass::Determiner),
    ("preposition", WordClass::Preposition),
    ("auxiliary", WordClass::Auxiliary),
    ("prefix", WordClass::Prefix),
    ("adverb", WordClass::Adverb),
    ("opposing", WordClass::Opposing),
    ("past", WordClass::Past),
];

/// A line of a class file that cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{path}:{line}: unknown word class '{class}'")]
pub struct ClassError {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What stands there.
    pub class: String,
}

/// The classes of the words of one language.
#[derive(Debug, Default)]
pub struct Classes(HashMap<Box<str>, u32, FixedState>);

impl Classes {
    /// Reads `word TAB class class …` lines; `#` starts a comment line.
    ///
    /// # Errors
    /// A class that does not exist, with its line.
    pub fn parse(path: &str, text: &str) -> Result<Self, ClassError> {
        let mut words = HashMap::default();
        for (index, line) in text.lines().enumerate() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let Some((word, names)) = line.split_once('\t') else { continue };
            let mut bits = 0;
            for name in names.split_whitespace() {
                let Some((_, class)) = NAMES.iter().find(|(known, _)| *known == name) else {
                    return Err(ClassError { path: path.into(), line: index + 1, class: name.into() });
                };
                bits |= *class as u32;
            }
            *words.entry(Box::from(word)).or_insert(0) |= bits;
        }
        Ok(Self(words))
    }

    /// Puts a word, in lower case, into a class as well.
    pub fn mark(&mut self, lower: &str, class: WordClass) {
        *self.0.entry(Box::from(lower)).or_insert(0) |= class as u32;
    }

    /// The class bits of a word in lower case.
    #[must_use]
    pub fn of(&self, lower: &str) -> u32 {
        self.0.get(lower).copied().unwrap_or(0)
    }

    /// The words that have any of the class bits `mask`, in alphabetical order.
    #[must_use]
    pub fn words_of(&self, mask: u32) -> Vec<&str> {
        let mut words: Vec<&str> =
            self.0.iter().filter(|(_, bits)| **bits & mask != 0).map(|(word, _)| &**word).collect();
        words.sort_unstable();
        words
    }

    /// Whether the bits say stop word.
    #[must_use]
    pub fn is_stop(&self, bits: u32) -> bool {
        bits & WordClass::Stop as u32 != 0
    }

    /// Whether the bits say participle.
    #[must_use]
    pub fn is_participle(&self, bits: u32) -> bool {
        bits & WordClass::Participle as u32 != 0
    }
}
