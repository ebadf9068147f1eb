//! References: the anaphors (pronouns, nouns and offices) by which a text refers back to an actor, read from a file.
//!
//! The file is `lexicons/en/references.tsv`.

use crate::actors::{ActorKind, Gender};
use crate::frozen::{FlatMap, Freeze, FrozenError, Lists, Reader, Writer};
use crate::text::{Classes, Form, Symbol, Symbols, WordClass};
use crate::tsv::{self, BadValue, Hint, Located, Row, TsvFault};
use std::collections::BTreeMap;
use strum::VariantNames;

const COLUMNS: [&str; 6] = ["term", "kind", "actors", "gender", "number", "form"];
const REQUIRED: usize = 3;

/// A fault of a file of references, with its place.
pub type ReferenceError = Located<ReferenceFault>;

/// A fault of a file of references.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReferenceFault {
    /// The file is malformed.
    #[error(transparent)]
    Form(#[from] TsvFault),
    /// A cell with an unknown value.
    #[error(transparent)]
    Value(#[from] BadValue),
}

impl Hint for ReferenceFault {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Form(fault) => fault.hint(),
            Self::Value(_) => None,
        }
    }
}

/// The kind of a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum ReferenceKind {
    /// A pronoun.
    Pronoun,
    /// A definite noun for an actor mentioned before (the bloc).
    Noun,
    /// After *the*, the last word of the name of an actor mentioned before (the commission).
    Head,
    /// After *the*, an office, for its holder (the president).
    Office,
}

/// One or several words that may refer to an actor.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Its words in lower case.
    pub words: Vec<Symbol>,
    /// The last of its words.
    pub last: String,
    /// Its kind.
    pub kind: ReferenceKind,
    /// The kinds of actors it may stand for.
    pub actors: Vec<ActorKind>,
    /// Their gender, where it is marked.
    pub gender: Option<Gender>,
    /// Whether it is plural.
    pub plural: bool,
    /// Whether it is an object pronoun, not coreferent with the subject of its clause (him, them).
    pub objective: bool,
    /// Whether it is possessive (his, its) or reflexive (itself).
    pub dependent: bool,
}

/// All references, by the symbol of their first word, longest first.
#[derive(Debug, Clone, Default)]
pub struct References {
    all: Vec<Reference>,
    /// For the first word, a list in `lists`.
    by_first: FlatMap,
    lists: Lists,
}

fn bad(column: &'static str, value: &str, allowed: String) -> ReferenceFault {
    BadValue { column, value: value.to_owned(), allowed }.into()
}

impl Reference {
    /// Whether it is a pronoun of one actor that is no person (it, its, itself).
    #[must_use]
    pub fn is_neuter_pronoun(&self) -> bool {
        self.kind == ReferenceKind::Pronoun && !self.plural && !self.actors.contains(&ActorKind::Person)
    }

    fn of(row: &Row<'_>, symbols: &mut Symbols) -> Result<Self, ReferenceFault> {
        let term = row.cell(0);
        let kind = row.cell(1);
        let kind = kind.parse().map_err(|_| bad("kind", kind, ReferenceKind::VARIANTS.join(", ")))?;
        let actor =
            |name: &str| ActorKind::from_name(name).ok_or_else(|| bad("actors", name, ActorKind::allowed()));
        let actors = row.cell(2).split(' ').map(actor).collect::<Result<_, _>>()?;
        let gender = match row.cell(3) {
            "" => None,
            name => Some(Gender::from_name(name).ok_or_else(|| bad("gender", name, Gender::allowed()))?),
        };
        let form = row.cell(5);
        if !matches!(form, "" | "objective" | "dependent") {
            return Err(bad("form", form, "objective, dependent".to_owned()));
        }
        let words = || term.split([' ', '-']);
        Ok(Self {
            words: words().map(|word| symbols.intern(Form::Lower, word)).collect(),
            last: words().next_back().unwrap_or_default().to_owned(),
            kind,
            actors,
            gender,
            plural: row.cell(4) == "p",
            objective: form == "objective",
            dependent: form == "dependent",
        })
    }
}

impl References {
    /// Reads the file, and marks in `classes` the first words of references.
    ///
    /// # Errors
    /// The file is malformed or a cell has an unknown value; with its line.
    pub fn parse(
        path: &str,
        text: &str,
        symbols: &mut Symbols,
        classes: &mut Classes,
    ) -> Result<Self, ReferenceError> {
        let mut all: Vec<Reference> = Vec::new();
        tsv::parse(path, text, &COLUMNS, REQUIRED, |row| {
            all.push(Reference::of(&row, symbols)?);
            classes.mark(row.cell(0).split([' ', '-']).next().unwrap_or_default(), WordClass::Reference);
            Ok(())
        })?;
        Ok(Self::of(all))
    }

    fn of(all: Vec<Reference>) -> Self {
        let mut by_first: BTreeMap<Symbol, Vec<u32>> = BTreeMap::new();
        for (at, reference) in (0u32..).zip(&all) {
            if let Some(&first) = reference.words.first() {
                by_first.entry(first).or_default().push(at);
            }
        }
        let mut references = Self::default();
        for (first, mut list) in by_first {
            list.sort_by_key(|&at| std::cmp::Reverse(all[at as usize].words.len()));
            let number = references.lists.push(&list);
            references.by_first.get_or_insert(u64::from(first.0), number);
        }
        references.all = all;
        references
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The longest reference with the first word `first`, with its number; `word(n)` is the n-th word after it.
    pub fn at(&self, first: Symbol, word: impl Fn(usize) -> Option<Symbol>) -> Option<(usize, &Reference)> {
        let fits = |reference: &Reference| {
            (1..reference.words.len()).all(|step| word(step) == Some(reference.words[step]))
        };
        let list = self.lists.get(self.by_first.get(u64::from(first.0))? as usize);
        list.iter().map(|&at| (at as usize, &self.all[at as usize])).find(|found| fits(found.1))
    }

    /// The longest office among some words.
    #[must_use]
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

impl Freeze for References {
    fn freeze(&self, writer: &mut Writer) {
        writer.number(self.all.len() as u64);
        for reference in &self.all {
            let words: Vec<u32> = reference.words.iter().map(|word| word.0).collect();
            writer.table(&words);
            writer.text(&reference.last);
            writer.text(reference.kind.into());
            let actors: Vec<&str> = reference.actors.iter().map(|kind| kind.name()).collect();
            writer.text(&actors.join(" "));
            writer.text(reference.gender.map_or("", Gender::name));
            for flag in [reference.plural, reference.objective, reference.dependent] {
                writer.number(u64::from(flag));
            }
        }
        self.by_first.freeze(writer);
        self.lists.freeze(writer);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        let references = reader.number()?;
        let mut all = Vec::with_capacity(references as usize);
        for _ in 0..references {
            all.push(Reference {
                words: reader.table()?.iter().map(|&word| Symbol(word)).collect(),
                last: reader.text()?.to_owned(),
                kind: reader.text()?.parse().unwrap_or(ReferenceKind::Noun),
                actors: reader.text()?.split(' ').filter_map(ActorKind::from_name).collect(),
                gender: Gender::from_name(reader.text()?),
                plural: reader.number()? == 1,
                objective: reader.number()? == 1,
                dependent: reader.number()? == 1,
            });
        }
        Ok(Self { all, by_first: FlatMap::thaw(reader)?, lists: Lists::thaw(reader)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "term\tkind\tactors\tgender\tnumber\tform\n";

    #[test]
    fn the_longest_office_in_some_words_is_found() {
        let (mut symbols, mut classes) = (Symbols::new(), Classes::default());
        let rows = "minister\toffice\tperson\nprime minister\toffice\tperson\ndeputy prime minister\toffice\tperson\n";
        let text = format!("{HEADER}{rows}");
        let references = References::parse("r.tsv", &text, &mut symbols, &mut classes).unwrap();
        let words: Vec<Symbol> =
            ["uk", "deputy", "prime", "minister"].map(|word| symbols.get(Form::Lower, word)).into();
        let office = references.office_in(&words).unwrap();
        assert_eq!(references.all[office].words.len(), 3);
        assert_eq!(classes.words_of(WordClass::Reference as u64), ["deputy", "minister", "prime"]);
    }

    #[test]
    fn bad_cells_name_their_line() {
        let said = |rows: &str| {
            let text = format!("{HEADER}{rows}");
            References::parse("r.tsv", &text, &mut Symbols::new(), &mut Classes::default())
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            said("he\tname\tperson\n"),
            "r.tsv:2: kind = 'name'; it is one of pronoun, noun, head, office"
        );
        assert!(said("he\tpronoun\tman\n").starts_with("r.tsv:2: actors = 'man'; it is one of country"));
        assert!(said("he\tpronoun\tperson\tm\ts\tgenitive\n").contains("form = 'genitive'"));
    }
}
