//! A language: stemmer, sentence rules, word classes and date words.
//!
//! All of it is data, in `language.tsv` and `classes.tsv` of the folder of the language.

use super::classes::{ClassError, Classes, WordClass};
use super::wordings::{WordingKind, Wordings};
use crate::frozen::{Freeze, FrozenError, Reader, Writer};
use crate::tsv::{self, Hint, Located, TsvFault};
use rust_stemmers::{Algorithm, Stemmer};
use std::borrow::Cow;

/// A Snowball stemmer, by its name in `language.tsv`.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "snake_case")]
#[expect(missing_docs, reason = "names of languages")]
pub enum Stemming {
    Arabic,
    Danish,
    Dutch,
    #[default]
    English,
    Finnish,
    French,
    German,
    Greek,
    Hungarian,
    Italian,
    Norwegian,
    Portuguese,
    Romanian,
    Russian,
    Spanish,
    Swedish,
    Tamil,
    Turkish,
    /// No stemmer: a word is its own stem.
    None,
}

/// What reduces words to their stems.
pub struct WordStemmer(Option<Stemmer>);

impl WordStemmer {
    /// The stem of a word in lower case.
    #[must_use]
    pub fn stem<'w>(&self, lower: &'w str) -> Cow<'w, str> {
        self.0.as_ref().map_or(Cow::Borrowed(lower), |stemmer| stemmer.stem(lower))
    }
}

impl Stemming {
    /// The stemmer.
    #[must_use]
    pub fn stemmer(self) -> WordStemmer {
        let algorithm = match self {
            Self::None => return WordStemmer(None),
            Self::Arabic => Algorithm::Arabic,
            Self::Danish => Algorithm::Danish,
            Self::Dutch => Algorithm::Dutch,
            Self::English => Algorithm::English,
            Self::Finnish => Algorithm::Finnish,
            Self::French => Algorithm::French,
            Self::German => Algorithm::German,
            Self::Greek => Algorithm::Greek,
            Self::Hungarian => Algorithm::Hungarian,
            Self::Italian => Algorithm::Italian,
            Self::Norwegian => Algorithm::Norwegian,
            Self::Portuguese => Algorithm::Portuguese,
            Self::Romanian => Algorithm::Romanian,
            Self::Russian => Algorithm::Russian,
            Self::Spanish => Algorithm::Spanish,
            Self::Swedish => Algorithm::Swedish,
            Self::Tamil => Algorithm::Tamil,
            Self::Turkish => Algorithm::Turkish,
        };
        WordStemmer(Some(Stemmer::create(algorithm)))
    }
}

/// A class by ending: words with this ending and at least this many bytes are in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ending {
    class: WordClass,
    ending: String,
    least: usize,
}

/// A language.
#[derive(Debug, Clone, Default)]
pub struct Language {
    /// ISO 639-1 code.
    pub code: String,
    /// English name.
    pub name: String,
    /// The stemmer of its words.
    pub stemming: Stemming,
    /// The language whose rules split sentences, by its name in `sentencex`.
    pub segmenter: String,
    /// The word classes.
    pub classes: Classes,
    /// Names of the months in lower case, from January; several names of one month are separated by blanks.
    pub months: Vec<String>,
    /// Names of the weekdays in lower case.
    pub weekdays: Vec<String>,
    /// Suffixes of the number of a day (st, nd).
    pub ordinals: Vec<String>,
    /// First halves of compounds, in lower case, that keep their hyphen at the end of a line (well-known).
    pub hyphenated: Vec<String>,
    /// Words that lose their vowel before an apostrophe (l'eau), in lower case: the term is what follows it.
    pub elided: Vec<String>,
    /// Adverbs in lower case that may stand between the words of an expression (punched *well* above its weight), sorted.
    pub inserted: Vec<String>,
    /// Words in lower case whose ending tells nothing (*cowardly* is no adverb), sorted.
    pub plain: Vec<String>,
    /// Groups of words in lower case, separated by blanks, that stand for one another in an expression (its, her, their).
    pub alike: Vec<String>,
    /// Wordings of lines that are not the article.
    pub wordings: Wordings,
    pub(super) endings: Vec<Ending>,
}

const COLUMNS: [&str; 3] = ["key", "value", "least"];
const REQUIRED: usize = 2;

/// Keys of the rows of `language.tsv` that name files, relative to the folder of the language.
pub const FILE_KEYS: [&str; 10] = [
    "classes",
    "names",
    "references",
    "homographs",
    "background",
    "lexicon",
    "learned",
    "actors",
    "relations",
    "learned_relations",
];

/// A fault of `language.tsv`, with its position.
pub type LanguageError = Located<LanguageFault>;

/// A fault of `language.tsv`.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LanguageFault {
    /// The file is not well-formed TSV.
    #[error(transparent)]
    Form(#[from] TsvFault),
    /// A key that does not exist.
    #[error("unknown key '{0}'")]
    UnknownKey(String),
    /// A value that is not allowed for the key.
    #[error("{key} = '{value}' is none of {allowed}")]
    BadValue {
        /// The key.
        key: &'static str,
        /// The offending value.
        value: String,
        /// The allowed values.
        allowed: String,
    },
    /// A required key is missing.
    #[error("there is no row '{0}'")]
    Missing(&'static str),
    /// A fault of the word classes.
    #[error("{0}")]
    Classes(ClassError),
    /// Words of a language that no table has.
    #[error("there is no language '{0}'")]
    UnknownLanguage(String),
    /// A code that an earlier line has.
    #[error("'{0}' is on an earlier line, or the table is full")]
    Twice(String),
}

impl Hint for LanguageFault {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Form(fault) => fault.hint(),
            Self::UnknownKey(_) => Some(format!(
                "there are code, name, stemmer, segmenter, month, weekday, ordinal, hyphenated, elided, \
                 inserted, plain, alike, ending_CLASS, {}, {}",
                <WordingKind as strum::VariantNames>::VARIANTS.join(", "),
                FILE_KEYS.join(", ")
            )),
            Self::Classes(error) => error.hint(),
            Self::BadValue { .. } | Self::Missing(_) | Self::UnknownLanguage(_) | Self::Twice(_) => None,
        }
    }
}

/// The content of `language.tsv`: the language, its classes still empty, and the files of its folder by key.
#[derive(Debug, Default)]
pub struct LanguageFile {
    /// The language.
    pub language: Language,
    /// Key (of [`FILE_KEYS`]) and path below the folder, in the order of the rows.
    pub files: Vec<(&'static str, String)>,
}

impl LanguageFile {
    /// Reads `language.tsv`.
    ///
    /// # Errors
    /// A malformed file, an unknown key, or a value that is not allowed, with its line.
    pub fn parse(path: &str, text: &str) -> Result<Self, LanguageError> {
        let mut file = Self::default();
        tsv::parse(path, text, &COLUMNS, REQUIRED, |row| {
            let (key, value) = (row.cell(0), row.cell(1).to_owned());
            let language = &mut file.language;
            match key {
                "code" => language.code = value,
                "name" => language.name = value,
                "segmenter" => language.segmenter = value,
                "month" => language.months.push(value),
                "weekday" => language.weekdays.push(value),
                "ordinal" => language.ordinals.push(value),
                "hyphenated" => language.hyphenated.extend(value.split(' ').map(str::to_owned)),
                "elided" => language.elided.push(value),
                "inserted" => language.inserted.extend(value.split(' ').map(str::to_owned)),
                "plain" => language.plain.extend(value.split(' ').map(str::to_owned)),
                "alike" => language.alike.push(value),
                "stemmer" => {
                    let allowed = || <Stemming as strum::VariantNames>::VARIANTS.join(", ");
                    language.stemming = value.parse().map_err(|_| LanguageFault::BadValue {
                        key: "stemmer",
                        value,
                        allowed: allowed(),
                    })?;
                }
                key => {
                    if let Ok(kind) = key.parse::<WordingKind>() {
                        language.wordings.push(kind, value);
                    } else if let Some(class) = key.strip_prefix("ending_").and_then(|name| name.parse().ok())
                    {
                        let least = row.cell(2).parse().unwrap_or(0);
                        language.endings.push(Ending { class, ending: value, least });
                    } else if let Some(key) = FILE_KEYS.into_iter().find(|known| *known == key) {
                        file.files.push((key, value));
                    } else {
                        return Err(LanguageFault::UnknownKey(key.to_owned()));
                    }
                }
            }
            Ok(())
        })?;
        file.language.inserted.sort_unstable();
        file.language.plain.sort_unstable();
        let language = &file.language;
        for (key, value) in [("code", &language.code), ("segmenter", &language.segmenter)] {
            if value.is_empty() {
                return Err(Located::file(path, LanguageFault::Missing(key)));
            }
        }
        Ok(file)
    }
}

impl Language {
    /// The word without an elided one before its apostrophe: *eau* of *l'eau*.
    #[must_use]
    pub fn after_elision<'w>(&self, lower: &'w str) -> &'w str {
        if self.elided.is_empty() {
            return lower;
        }
        match lower.split_once(['\'', '’']) {
            Some((first, rest)) if self.elided.iter().any(|elided| elided == first) => rest,
            _ => lower,
        }
    }

    /// Whether a word in lower case may stand between the words of an expression.
    #[must_use]
    pub fn is_inserted(&self, lower: &str) -> bool {
        self.inserted.binary_search_by(|word| word.as_str().cmp(lower)).is_ok()
    }

    /// The class bits of a word in lower case, from the file and from its ending.
    #[must_use]
    pub fn classes_of(&self, lower: &str) -> u64 {
        if self.plain.binary_search_by(|word| word.as_str().cmp(lower)).is_ok() {
            return self.classes.of(lower);
        }
        let by_ending = |ending: &&Ending| lower.len() >= ending.least && lower.ends_with(&ending.ending);
        let endings = self.endings.iter().filter(by_ending).map(|ending| ending.class as u64);
        endings.fold(self.classes.of(lower), |all, bits| all | bits)
    }
}

fn freeze_texts(writer: &mut Writer, texts: &[String]) {
    writer.number(texts.len() as u64);
    for text in texts {
        writer.text(text);
    }
}

fn thaw_texts(reader: &mut Reader) -> Result<Vec<String>, FrozenError> {
    let texts = reader.number()?;
    (0..texts).map(|_| reader.text().map(str::to_owned)).collect()
}

impl Freeze for Language {
    fn freeze(&self, writer: &mut Writer) {
        for text in [self.code.as_str(), &self.name, self.stemming.into(), &self.segmenter] {
            writer.text(text);
        }
        self.classes.freeze(writer);
        let words = [&self.months, &self.weekdays, &self.ordinals, &self.hyphenated, &self.elided];
        for texts in words.into_iter().chain([&self.inserted, &self.plain, &self.alike]) {
            freeze_texts(writer, texts);
        }
        self.wordings.freeze(writer);
        writer.number(self.endings.len() as u64);
        for ending in &self.endings {
            writer.text(ending.class.into());
            writer.text(&ending.ending);
            writer.number(ending.least as u64);
        }
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        let mut language = Self {
            code: reader.text()?.to_owned(),
            name: reader.text()?.to_owned(),
            stemming: reader.text()?.parse().unwrap_or_default(),
            segmenter: reader.text()?.to_owned(),
            classes: Classes::thaw(reader)?,
            months: thaw_texts(reader)?,
            weekdays: thaw_texts(reader)?,
            ordinals: thaw_texts(reader)?,
            hyphenated: thaw_texts(reader)?,
            elided: thaw_texts(reader)?,
            inserted: thaw_texts(reader)?,
            plain: thaw_texts(reader)?,
            alike: thaw_texts(reader)?,
            wordings: Wordings::thaw(reader)?,
            endings: Vec::new(),
        };
        for _ in 0..reader.number()? {
            let class = reader.text()?.parse().ok();
            let ending = reader.text()?.to_owned();
            let least = reader.number()? as usize;
            language.endings.extend(class.map(|class| Ending { class, ending, least }));
        }
        Ok(language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_classes_of_words_that_are_long_enough() {
        let text = "key\tvalue\tleast\ncode\txx\nsegmenter\ten\nending_gerund\ting\t5\n";
        let language = LanguageFile::parse("l.tsv", text).unwrap().language;
        let gerund = |word| language.classes_of(word) & WordClass::Gerund as u64 != 0;
        assert!(gerund("hiding") && !gerund("king") && !gerund("hide"));
    }

    #[test]
    fn the_ending_of_a_plain_word_tells_nothing() {
        let text = "key\tvalue\tleast\ncode\txx\nsegmenter\ten\nplain\tugly cowardly\nending_adverb\tly\t4\n";
        let language = LanguageFile::parse("l.tsv", text).unwrap().language;
        assert_eq!(language.classes_of("cowardly"), 0);
        assert_eq!(language.classes_of("boldly"), WordClass::Adverb as u64);
    }

    #[test]
    fn inserted_words_are_found_in_any_order_of_the_file() {
        let text = "key\tvalue\ncode\txx\nsegmenter\ten\ninserted\twell far\ninserted\tbadly\n";
        let language = LanguageFile::parse("l.tsv", text).unwrap().language;
        assert!(["badly", "far", "well"].into_iter().all(|word| language.is_inserted(word)));
        assert!(!language.is_inserted("hardly"));
    }

    #[test]
    fn faults_are_placed() {
        let says = |rows: &str| LanguageFile::parse("l.tsv", &format!("key\tvalue\n{rows}")).unwrap_err();
        assert_eq!(says("code\txx\nsgmenter\ten\n").to_string(), "l.tsv:3: unknown key 'sgmenter'");
        assert!(
            says("stemmer\tklingon\n")
                .to_string()
                .starts_with("l.tsv:2: stemmer = 'klingon' is none of arabic")
        );
        assert_eq!(says("code\txx\n").to_string(), "l.tsv: there is no row 'segmenter'");
    }
}
