//! References: the pronouns, nouns and offices by which a text speaks of an actor again, read from a file.
//!
//! The file (`lexicons/en/references.tsv`) is data: a language is another file.

use crate::actors::{ActorKind, Gender};
use crate::text::{Classes, Form, Symbol, Symbols, WordClass};
use crate::tsv::{self, FileHash, TsvError};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// The shipped references of English: name and text.
pub const SHIPPED_REFERENCES: (&str, &str) =
    ("lexicons/en/references.tsv", include_str!("../../lexicons/en/references.tsv"));

const COLUMNS: [&str; 5] = ["term", "kind", "actors", "gender", "number"];
const REQUIRED: usize = 3;

/// Why a file of references cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReferenceError {
    /// The form of the file is wrong.
    #[error(transparent)]
    File(#[from] TsvError),
    /// A cell that holds none of its values.
    #[error("{path}:{line}: {column} = '{value}'; it is one of {allowed}")]
    BadValue {
        /// The file.
        path: String,
        /// The line.
        line: u64,
        /// The column.
        column: &'static str,
        /// What stands there.
        value: String,
        /// What may.
        allowed: &'static str,
    },
}

/// What a reference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReferenceKind {
    /// A pronoun.
    Pronoun,
    /// A noun for an actor spoken of before, after *the* (the bloc).
    Noun,
    /// The last word of names, after *the*, for an actor spoken of before that has such a name (the commission).
    Head,
    /// An office, after *the*, for who holds it (the president).
    Office,
}

/// A word, or several, that may stand for an actor.
#[derive(Debug)]
pub(super) struct Reference {
    /// Its words in lower case.
    pub words: Vec<Symbol>,
    /// The last of them.
    pub last: String,
    /// What it is.
    pub kind: ReferenceKind,
    /// The kinds of actors it may stand for.
    pub actors: Vec<ActorKind>,
    /// Their gender, where it says one.
    pub gender: Option<Gender>,
    /// Whether it speaks of several.
    pub plural: bool,
    /// Whether it is the object of its clause, which is somebody else than the subject (him, them).
    pub objective: bool,
    /// Whether it says whose (his, its) or turns back to the subject (itself).
    pub dependent: bool,
}

/// All references, by the symbol of their first word, the longest first.
#[derive(Debug, Default)]
pub(super) struct References {
    all: Vec<Reference>,
    by_first: HashMap<Symbol, Vec<u16>, FixedState>,
}

impl References {
    /// Reads the file, and marks in `classes` the words that a reference begins with.
    pub fn parse(
        path: &str,
        text: &str,
        symbols: &mut Symbols,
        classes: &mut Classes,
    ) -> Result<Self, ReferenceError> {
        let mut references = Self::default();
        tsv::parse(path, text, FileHash::of(text.as_bytes()), &COLUMNS, REQUIRED, |row| {
            let bad = |column, value: &str, allowed| ReferenceError::BadValue {
                path: path.into(),
                line: row.line,
                column,
                value: value.into(),
                allowed,
            };
            let term = row.cell(0);
            let kind = match row.cell(1) {
                "pronoun" => ReferenceKind::Pronoun,
                "noun" => ReferenceKind::Noun,
                "head" => ReferenceKind::Head,
                "office" => ReferenceKind::Office,
                other => return Err(bad("kind", other, "pronoun, noun, head, office")),
            };
            let actors = row
                .cell(2)
                .split(' ')
                .map(|name| ActorKind::from_name(name).ok_or_else(|| bad("actors", name, ActorKind::ALLOWED)))
                .collect::<Result<_, _>>()?;
            let gender = match row.cell(3) {
                "" => None,
                name => Some(Gender::from_name(name).ok_or_else(|| bad("gender", name, Gender::ALLOWED))?),
            };
            let words: Vec<Symbol> =
                term.split([' ', '-']).map(|word| symbols.intern(Form::Lower, word)).collect();
            classes.mark(term.split([' ', '-']).next().unwrap_or_default(), WordClass::Reference);
            references.all.push(Reference {
                words,
                last: term.rsplit([' ', '-']).next().unwrap_or_default().to_owned(),
                kind,
                actors,
                gender,
                plural: row.cell(4) == "p",
                objective: matches!(term, "him" | "them"),
                dependent: matches!(
                    term,
                    "his" | "her" | "its" | "their" | "himself" | "herself" | "itself" | "themselves"
                ),
            });
            Ok(())
        })?;
        for (at, reference) in references.all.iter().enumerate() {
            let Some(&first) = reference.words.first() else { continue };
            references.by_first.entry(first).or_default().push(at as u16);
        }
        let all = &references.all;
        for list in references.by_first.values_mut() {
            list.sort_by_key(|&at| std::cmp::Reverse(all[at as usize].words.len()));
        }
        Ok(references)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The longest reference that begins with the word `first`, with its number; `word(n)` is the n-th word after it.
    pub fn at(&self, first: Symbol, word: impl Fn(usize) -> Option<Symbol>) -> Option<(usize, &Reference)> {
        let fits = |reference: &Reference| {
            (1..reference.words.len()).all(|step| word(step) == Some(reference.words[step]))
        };
        self.by_first.get(&first)?.iter().map(|&at| (at as usize, &self.all[at as usize])).find(|r| fits(r.1))
    }

    /// The office that some words name: the longest of those in them.
    pub fn office_in(&self, words: &[Symbol]) -> Option<usize> {
        let mut best: Option<(usize, usize)> = None;
        for (at, &first) in words.iter().enumerate() {
            let Some((number, reference)) = self.at(first, |step| words.get(at + step).copied()) else {
                continue;
            };
            let length = reference.words.len();
            if reference.kind == ReferenceKind::Office && best.is_none_or(|(most, _)| length > most) {
                best = Some((length, number));
            }
        }
        best.map(|(_, number)| number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_file_is_read_and_bad_ones_name_their_line() {
        let (mut symbols, mut classes) = (Symbols::new(), Classes::default());
        let (path, text) = SHIPPED_REFERENCES;
        let references = References::parse(path, text, &mut symbols, &mut classes).unwrap();
        let words: Vec<Symbol> =
            ["uk", "deputy", "prime", "minister"].map(|word| symbols.get(Form::Lower, word)).into();
        let office = references.office_in(&words).unwrap();
        assert_eq!(references.all[office].words.len(), 3);
        let said = |rows: &str| {
            let text = format!("term\tkind\tactors\tgender\tnumber\n{rows}");
            References::parse("r.tsv", &text, &mut Symbols::new(), &mut Classes::default())
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            said("he\tname\tperson\n"),
            "r.tsv:2: kind = 'name'; it is one of pronoun, noun, head, office"
        );
        assert!(said("he\tpronoun\tman\n").starts_with("r.tsv:2: actors = 'man'; it is one of country"));
    }
}
