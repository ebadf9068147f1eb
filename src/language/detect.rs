//! Tells the language of a document.
//!
//! A text of which a quarter are function words of the language of the lexicons is in that language: nearly every one
//! is, and this costs a look at numbers that are there already. Only what is left is shown to `whatlang`, and its guess
//! is checked against the function words of the language that it names.

use super::parts::{Stretch, parts};
use crate::ingest::{LanguageBy, ReadAs};
use crate::text::{CountedLanguage, CountedLanguages, Document, WordClass, WordTable, lower, normalize};
use std::ops::Range;
use whatlang::Script;

/// Share of function words from which a part is in their language. On 25 short news texts in each of seven other
/// languages at most .20 are English ones; of 1,331 English sentences of news 9 have fewer than .25.
const OURS: f64 = 0.25;
/// Letters from which a text tells its language.
const LETTERS: usize = 100;
/// Bytes of a part that are looked at.
const LOOKED_AT: usize = 4000;
/// Share of the function words of the guessed language from which a guess is right.
const THEIRS: f64 = 0.15;
/// Share of the function words of one language from which they tell it alone, and how many times the next it is.
const CLEARLY_THEIRS: f64 = 0.25;
const AHEAD: f64 = 1.25;
/// Share from which it is right if `whatlang` is sure of it.
const SOME_OF_THEIRS: f64 = 0.08;
/// Share of our function words below which a guess counts without many function words of its language.
const HARDLY_OURS: f64 = 0.2;
/// Share of the letters from which a second language of a text is reported.
const SECOND: f64 = 0.2;

/// Tells languages.
#[derive(Debug, Clone, Copy)]
pub struct Detector<'k> {
    /// Gives the table of languages, which is not read for a text that is in the language of the lexicons.
    languages: fn() -> &'static CountedLanguages,
    /// The code of the language of the lexicons.
    code: &'k str,
}

/// What was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The language of the text.
    pub read_as: ReadAs,
    /// Another language that a part of the text is in (its code), and that part in percent.
    pub also: Option<(String, u64)>,
}

/// What is known of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Guess {
    Ours,
    Theirs(usize),
    Unknown,
}

impl<'k> Detector<'k> {
    /// For lexicons of the language with a code. If the table does not have it, every text is in that language.
    #[must_use]
    pub fn new(languages: fn() -> &'static CountedLanguages, code: &'k str) -> Self {
        Self { languages, code }
    }

    /// Tells the language of a document, tokenised with the `words` of the language of the lexicons. `declared` is the
    /// language that its metadata name.
    #[must_use]
    pub fn tell(&self, document: &Document, words: &WordTable<'_>, declared: Option<&str>) -> Told {
        let all = parts(document, words);
        let ours = |part: &Stretch| part.share() >= OURS;
        let long = |part: &Stretch| part.tokens.len() > LETTERS;
        if all.iter().all(ours) && (all.iter().any(long) || letters(&document.text) >= LETTERS) {
            return self.only(self.ours(LanguageBy::Detected));
        }
        let is_known = || (self.languages)().by_code(self.code).is_some();
        if letters(&document.text) < LETTERS || !is_known() {
            return self.only(self.hinted(declared));
        }
        // Parts that follow each other and are not ours are one text.
        let mut joined: Vec<(bool, Stretch)> = Vec::new();
        for part in all {
            let is_ours = ours(&part);
            match joined.last_mut() {
                Some((last, before)) if *last == is_ours => before.join(&part),
                _ => joined.push((is_ours, part)),
            }
        }
        let guessed: Vec<(Guess, Range<usize>)> = joined
            .into_iter()
            .map(|(is_ours, part)| {
                let guess = if is_ours { Guess::Ours } else { self.guess(document, &part) };
                (guess, part.tokens)
            })
            .collect();
        self.weigh(document, &guessed, declared)
    }

    /// The language of most of the text.
    fn weigh(&self, document: &Document, guessed: &[(Guess, Range<usize>)], declared: Option<&str>) -> Told {
        let size = |tokens: &Range<usize>| document.span(tokens).len();
        let mut sizes: Vec<(Guess, usize)> = Vec::new();
        for (guess, tokens) in guessed {
            match sizes.iter_mut().find(|(known, _)| known == guess) {
                Some((_, sum)) => *sum += size(tokens),
                None => sizes.push((*guess, size(tokens))),
            }
        }
        let all: usize = sizes.iter().map(|(_, size)| size).sum();
        sizes.retain(|(guess, _)| *guess != Guess::Unknown);
        // A stable sort: of equal ones the first in the text.
        sizes.sort_by_key(|&(_, size)| std::cmp::Reverse(size));
        let Some(&(first, most)) = sizes.first() else { return self.only(self.hinted(declared)) };
        // Another language that is told of less than half a text is not that of the text.
        let (first, ours) = match first {
            Guess::Theirs(_) if 2 * most < all => (Guess::Ours, self.hinted(declared)),
            _ => (first, self.ours(LanguageBy::Detected)),
        };
        let foreign =
            |(guess, _): &&(Guess, Range<usize>)| !matches!(guess, Guess::Unknown) && *guess != first;
        let read_as = match first {
            Guess::Theirs(number) => self.theirs(number, LanguageBy::Detected),
            Guess::Ours | Guess::Unknown => ReadAs {
                foreign: guessed.iter().filter(foreign).map(|(_, tokens)| tokens.clone()).collect(),
                ..ours
            },
        };
        let also = sizes
            .iter()
            .find(|(guess, _)| *guess != first)
            .filter(|(_, size)| *size as f64 >= SECOND * all as f64);
        let also = also.map(|&(guess, size)| {
            let code = match guess {
                Guess::Theirs(number) => self.theirs(number, LanguageBy::Detected).code,
                Guess::Ours | Guess::Unknown => self.ours(LanguageBy::Detected).code,
            };
            (code, (100 * size / all.max(1)) as u64)
        });
        Told { read_as, also }
    }

    /// What `whatlang` takes a part for, if function words do not speak against it.
    fn guess(&self, document: &Document, part: &Stretch) -> Guess {
        let span = document.span(&part.tokens);
        let end = document.text.floor_char_boundary(span.end.min(span.start + LOOKED_AT));
        let text = document.text.get(span.start..end).unwrap_or_default();
        if letters(text) < LETTERS {
            return Guess::Unknown;
        }
        let Some(info) = whatlang::detect(text) else { return Guess::Unknown };
        let languages = (self.languages)();
        let Some(number) = languages.told_by(info.lang().code()) else { return Guess::Unknown };
        let Some(counted) = languages.all().get(number) else { return Guess::Unknown };
        if counted.language.code == self.code {
            return if info.is_reliable() { Guess::Ours } else { Guess::Unknown };
        }
        let share = part.share();
        let hardly_ours = info.is_reliable() && share < HARDLY_OURS;
        let forms = forms(document, part);
        let right = match share_of(counted, &forms) {
            Some(theirs) if theirs > share && theirs >= THEIRS => true,
            Some(theirs) if theirs >= SOME_OF_THEIRS => hardly_ours,
            // A list of names has no function words in any language.
            None if info.script() == Script::Latin => hardly_ours && 2 * part.capital < part.words,
            _ => hardly_ours && info.script() != Script::Latin,
        };
        if right {
            return Guess::Theirs(number);
        }
        self.vote(&forms, part).map_or(Guess::Unknown, Guess::Theirs)
    }

    /// The language whose function words a part is full of, if no other has nearly as many: told where letters alone do
    /// not tell a language from its neighbour.
    fn vote(&self, forms: &[String], part: &Stretch) -> Option<usize> {
        let all = (self.languages)().all().iter().enumerate();
        let mut shares: Vec<(f64, usize)> =
            all.filter_map(|(number, counted)| Some((share_of(counted, forms)?, number))).collect();
        shares.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let (&(first, number), &(second, _)) = (shares.first()?, shares.get(1)?);
        (first >= CLEARLY_THEIRS && first >= AHEAD * second && first > part.share()).then_some(number)
    }

    fn only(&self, read_as: ReadAs) -> Told {
        Told { read_as, also: None }
    }

    /// The language that the metadata name, or else that of the lexicons.
    fn hinted(&self, declared: Option<&str>) -> ReadAs {
        match declared.and_then(|code| (self.languages)().by_code(code)) {
            Some(number) => self.theirs(number, LanguageBy::Declared),
            None => self.ours(LanguageBy::Default),
        }
    }

    fn ours(&self, by: LanguageBy) -> ReadAs {
        ReadAs::scored(self.code, by)
    }

    /// The language with that number, which may turn out to be ours.
    fn theirs(&self, number: usize, by: LanguageBy) -> ReadAs {
        match (self.languages)().all().get(number) {
            Some(counted) if counted.language.code != self.code => {
                let code = counted.language.code.clone();
                ReadAs { code, by, counted: Some(number), foreign: Vec::new() }
            }
            _ => self.ours(by),
        }
    }
}

/// The number of letters, counted up to [`LETTERS`].
fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).take(LETTERS).count()
}

/// The words of a part in lower case, up to about [`LOOKED_AT`] bytes of it.
fn forms(document: &Document, part: &Stretch) -> Vec<String> {
    let tokens = document.tokens.get(part.tokens.clone()).unwrap_or_default();
    let words = tokens.iter().take(LOOKED_AT / 8).filter_map(|token| {
        let (form, _) = normalize(document.token_text(token));
        let lower = lower(&form);
        (!lower.starts_with(|c: char| c.is_ascii_digit())).then(|| lower.into_owned())
    });
    words.collect()
}

/// The share of words in lower case that are function words of a language; none if it has no list of them.
fn share_of(counted: &CountedLanguage, forms: &[String]) -> Option<f64> {
    let language = &counted.language;
    if !language.classes.has(WordClass::Stop as u64) {
        return None;
    }
    let is_stop = |lower: &&String| {
        let rest = language.after_elision(lower);
        language.classes.is_stop(language.classes.of(rest)) || rest.len() < lower.len()
    };
    let stop = forms.iter().filter(is_stop).count();
    Some(stop as f64 / forms.len().max(1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, declared: Option<&str>) -> Told {
        let knowledge = crate::shipped::knowledge().unwrap();
        let mut words = WordTable::new(&knowledge.symbols, &knowledge.language, None);
        let document = Document::of_tokens(text.to_owned(), &mut words);
        Detector::new(crate::shipped::languages, "en").tell(&document, &words, declared)
    }

    fn found(text: &str, declared: Option<&str>) -> (String, &'static str) {
        let told = told(text, declared);
        (told.read_as.code, told.read_as.by.name())
    }

    const FRENCH: &str = "Le ministre a rejeté les critiques de son voyage et assuré que toutes les dépenses avaient \
        été approuvées par le cabinet, mais l'opposition n'en croit rien et demande une enquête.";
    const ENGLISH: &str = "The minister rejected the criticism of his trip and said that every expense had been \
        approved by the cabinet, but the opposition does not believe it and wants an inquiry.";

    #[test]
    fn what_a_text_is_in_is_told_by_its_words() {
        assert_eq!(found(FRENCH, None), ("fr".to_owned(), "detected"));
        assert_eq!(found(FRENCH, Some("en")), ("fr".to_owned(), "detected"));
        assert_eq!(found(ENGLISH, Some("fr")), ("en".to_owned(), "detected"));
        let russian = "Министр отверг критику своей поездки и заявил, что все расходы были одобрены кабинетом, но \
            оппозиция этому не верит и требует расследования.";
        assert_eq!(found(russian, None), ("ru".to_owned(), "detected"));
        let polish = "Minister odrzucił krytykę swojej podróży i oświadczył, że wszystkie wydatki zostały zatwierdzone \
            przez gabinet, lecz opozycja w to nie wierzy i domaga się śledztwa.";
        assert_eq!(found(polish, None), ("pl".to_owned(), "detected"));
    }

    #[test]
    fn a_short_text_is_ours_unless_it_is_declared() {
        assert_eq!(found("Le ministre a rejeté les critiques.", None), ("en".to_owned(), "default"));
        assert_eq!(
            found("Le ministre a rejeté les critiques.", Some("fr-FR")),
            ("fr".to_owned(), "declared")
        );
        assert_eq!(found("Norway lied.", Some("en-GB")), ("en".to_owned(), "declared"));
        assert_eq!(found("Norway lied.", Some("tlh")), ("en".to_owned(), "default"));
        assert_eq!(found("", None), ("en".to_owned(), "default"));
    }

    #[test]
    fn names_and_figures_do_not_tell() {
        let team = "Harrow, Lund, Marsh, Pell, Quill, Fenn, Osei, Tanaka, Moreau, Rossi, Jansen, Novak, Silva, Kaya, \
            Haddad, Okafor, Weber, Larsen, Dubois, Costa, Ivanov 3, 4-2, 17.";
        assert_eq!(found(team, None), ("en".to_owned(), "default"));
    }

    #[test]
    fn of_a_text_in_two_languages_the_longer_part_tells_and_the_other_is_reported() {
        let long = |text: &str, times| vec![text; times].join("\n\n");
        let half = told(&format!("{}\n\n{}", long(ENGLISH, 3), long(FRENCH, 2)), None);
        assert_eq!((half.read_as.code.as_str(), half.read_as.counted), ("en", None));
        let (code, percent) = half.also.unwrap();
        assert_eq!(code, "fr");
        assert!((35..=45).contains(&percent), "{percent}");
        assert_eq!(half.read_as.foreign.len(), 1);
        let half = told(&format!("{}\n\n{}", ENGLISH, long(FRENCH, 2)), None);
        assert_eq!(half.read_as.code, "fr");
        assert!(half.read_as.counted.is_some());
        assert_eq!(half.also.unwrap().0, "en");
        assert_eq!(told(&format!("{}\n\n{}", long(ENGLISH, 9), FRENCH), None).also, None);
    }
}
