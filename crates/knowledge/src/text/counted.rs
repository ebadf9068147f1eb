//! Languages without a folder of their own: their words are counted, as terms and topics, but nothing is scored.
//!
//! Data are two tables: `languages.tsv` (code, name, stemmer) and `stopwords.tsv`.

use super::classes::WordClass;
use super::language::{Language, LanguageError, LanguageFault, Stemming};
use crate::tsv;

/// Most languages of the table.
pub(super) const MOST: usize = 256;

/// A language whose words are counted.
#[derive(Debug, Clone)]
pub struct CountedLanguage {
    /// The language: stemmer and stop words, nothing else.
    pub language: Language,
    /// Its codes: that of [`Language::code`], then others that stand for it.
    pub codes: Vec<String>,
    /// The code by which it is told (ISO 639-3).
    pub told: String,
}

/// The languages that a text can be told to be in.
#[derive(Debug, Clone, Default)]
pub struct CountedLanguages {
    languages: Vec<CountedLanguage>,
}

const COLUMNS: [&str; 5] = ["code", "told", "name", "stemmer", "elided"];
const REQUIRED: usize = 3;
const WORD_COLUMNS: [&str; 2] = ["language", "words"];

impl CountedLanguages {
    /// Reads the table of languages and that of stop words, each given as its path (for messages) and text.
    ///
    /// # Errors
    /// A malformed file, an unknown stemmer, or stop words of a language that is not in the table, with file and line.
    pub fn parse(languages: (&str, &str), stop_words: (&str, &str)) -> Result<Self, LanguageError> {
        let mut found = Self::default();
        tsv::parse(languages.0, languages.1, &COLUMNS, REQUIRED, |row| {
            let codes: Vec<String> = row.cell(0).split_whitespace().map(str::to_owned).collect();
            let code = codes.first().cloned().ok_or(LanguageFault::Missing("code"))?;
            if found.languages.len() == MOST || codes.iter().any(|code| found.by_code(code).is_some()) {
                return Err(LanguageFault::Twice(code));
            }
            let language = Language {
                segmenter: code.clone(),
                code,
                name: row.cell(2).to_owned(),
                stemming: stemming(row.cell(3))?,
                elided: row.cell(4).split_whitespace().map(str::to_owned).collect(),
                ..Language::default()
            };
            found.languages.push(CountedLanguage { language, codes, told: row.cell(1).to_owned() });
            Ok(())
        })?;
        tsv::parse(stop_words.0, stop_words.1, &WORD_COLUMNS, WORD_COLUMNS.len(), |row| {
            let code = row.cell(0);
            let counted = found.languages.iter_mut().find(|counted| counted.language.code == code);
            let counted = counted.ok_or_else(|| LanguageFault::UnknownLanguage(code.to_owned()))?;
            for word in row.cell(1).split_whitespace() {
                counted.language.classes.mark(word, WordClass::Stop);
            }
            Ok::<(), LanguageFault>(())
        })?;
        Ok(found)
    }

    /// The languages, in the order of the table.
    #[must_use]
    pub fn all(&self) -> &[CountedLanguage] {
        &self.languages
    }

    /// The number of the language with a code, or a tag that begins with it (`fr-CA`, `fr_FR`), in any case.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<usize> {
        let first = code.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        self.languages.iter().position(|counted| counted.codes.contains(&first) || counted.told == first)
    }

    /// The number of the language that is told by a code of ISO 639-3.
    #[must_use]
    pub fn told_by(&self, code: &str) -> Option<usize> {
        self.languages.iter().position(|counted| counted.told == code)
    }

    /// The English name of the language with a code; the code itself for a language that is not in the table.
    #[must_use]
    pub fn name<'n>(&'n self, code: &'n str) -> &'n str {
        let known = self.by_code(code).and_then(|number| self.languages.get(number));
        known.map_or(code, |counted| &counted.language.name)
    }
}

fn stemming(name: &str) -> Result<Stemming, LanguageFault> {
    if name.is_empty() {
        return Ok(Stemming::None);
    }
    name.parse().map_err(|_| LanguageFault::BadValue {
        key: "stemmer",
        value: name.to_owned(),
        allowed: <Stemming as strum::VariantNames>::VARIANTS.join(", "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANGUAGES: &str = "code\ttold\tname\tstemmer\telided\n\
        fr\tfra\tFrench\tfrench\tl d\nno nb nn\tnob\tNorwegian\tnorwegian\t\npl\tpol\tPolish\t\t\n";

    fn parse(languages: &str, words: &str) -> Result<CountedLanguages, LanguageError> {
        CountedLanguages::parse(("l.tsv", languages), ("w.tsv", words))
    }

    #[test]
    fn a_language_has_codes_a_stemmer_and_stop_words() {
        let found = parse(LANGUAGES, "language\twords\nfr\tle la\nfr\tde\n").unwrap();
        assert_eq!(found.by_code("fr-CA"), Some(0));
        assert_eq!(found.by_code("NB_no"), Some(1));
        assert_eq!(found.by_code("pol"), Some(2));
        assert_eq!((found.by_code("tlh"), found.by_code("")), (None, None));
        assert_eq!(found.told_by("nob"), Some(1));
        assert_eq!((found.name("nn"), found.name("tlh")), ("Norwegian", "tlh"));
        let [french, _, polish] = found.all() else { panic!("{found:?}") };
        let stop = |word: &str| french.language.classes.of(word) & WordClass::Stop as u64 != 0;
        assert!(stop("la") && stop("de") && !stop("ville"));
        assert_eq!(french.language.stemming.stemmer().stem("gouvernements"), "gouvern");
        assert_eq!(polish.language.stemming.stemmer().stem("ministrowie"), "ministrowie");
        assert_eq!(french.language.after_elision("l'eau"), "eau");
        assert_eq!(french.language.after_elision("aujourd'hui"), "aujourd'hui");
        assert_eq!(polish.language.after_elision("l'eau"), "l'eau");
    }

    #[test]
    fn faults_are_placed() {
        let words = "language\twords\nfr\tle\n";
        let says = |languages: &str, words: &str| parse(languages, words).unwrap_err().to_string();
        assert_eq!(says(LANGUAGES, "language\twords\nxx\tle\n"), "w.tsv:2: there is no language 'xx'");
        assert!(
            says(&LANGUAGES.replace("french", "klingon"), words).starts_with("l.tsv:2: stemmer = 'klingon'")
        );
        let twice = format!("{LANGUAGES}nn\tnno\tNynorsk\t\t\n");
        assert_eq!(says(&twice, words), "l.tsv:5: 'nn' is on an earlier line, or the table is full");
    }
}
