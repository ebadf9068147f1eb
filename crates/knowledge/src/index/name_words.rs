//! Name words: given names, and the words inside or beside names that tell what is named, read from a file.
//!
//! The file (`names.tsv` of the language) has two columns: the word as spelled in names, and its part in a name.

use crate::actors::ActorKind;
use crate::frozen::{Blob, Flat, Freeze, FrozenError, Index, Reader, Writer, hash_of};
use crate::text::{Classes, WordClass, lower};
use crate::tsv::{self, Hint, Located, TsvFault};
use strum::VariantArray;

const COLUMNS: [&str; 2] = ["word", "part"];

/// A fault of a file of name words, with its place.
pub type NameWordError = Located<NameWordFault>;

/// A fault of a file of name words.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NameWordFault {
    /// The file is malformed.
    #[error(transparent)]
    Form(#[from] TsvFault),
    /// Unknown part.
    #[error("'{0}' is no part of a name")]
    Unknown(String),
}

impl Hint for NameWordFault {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Form(fault) => fault.hint(),
            Self::Unknown(_) => Some(
                "it is given, given_f, given_m, given_place, particle, joint, before_place, no_name, thing or a \
                 kind of actor"
                    .to_owned(),
            ),
        }
    }
}

/// The part of a word that is not the head of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum NamePart {
    /// Particle inside names of persons (de, van).
    Particle,
    /// Inside names of organisations, after their head (of).
    Joint,
    /// Preposition before places (in).
    BeforePlace,
    /// Capitalised, but no name of an actor by itself.
    NoName,
    /// Last word of names that are no actors (the Hunting Act).
    Thing,
}

/// Flag of a word whose number is a [`NamePart`]; without it the number is a kind of actor.
const PART: u32 = 1 << 8;

/// The words in or beside names, and what they tell of the name.
#[derive(Debug, Clone, Default)]
pub struct NameWords {
    texts: Blob,
    /// The span of each word, and its part.
    words: Flat<[u32; 3]>,
    index: Index,
}

impl NameWords {
    /// Reads a file, and adds its given names to the `classes`.
    ///
    /// # Errors
    /// The file is malformed or has an unknown part; with its line.
    pub fn parse(path: &str, text: &str, classes: &mut Classes) -> Result<Self, NameWordError> {
        let mut words = Self::default();
        tsv::parse(path, text, &COLUMNS, COLUMNS.len(), |row| {
            let (word, part) = (row.cell(0), row.cell(1));
            let given: &[WordClass] = match part {
                "given" => &[WordClass::GivenFemale, WordClass::GivenMale],
                "given_f" => &[WordClass::GivenFemale],
                "given_m" => &[WordClass::GivenMale],
                "given_place" => &[WordClass::GivenPlace],
                name => {
                    let says = match (name.parse::<NamePart>(), ActorKind::from_name(name)) {
                        (Ok(part), _) => part as u32 | PART,
                        (_, Some(kind)) => kind as u32,
                        _ => return Err(NameWordFault::Unknown(name.to_owned())),
                    };
                    words.insert(word, says);
                    &[]
                }
            };
            for &class in given {
                classes.mark(&lower(word), class);
            }
            Ok(())
        })?;
        Ok(words)
    }

    fn insert(&mut self, word: &str, says: u32) {
        // A word may be the head of names and a part of others; within one sort the last row wins.
        let sort = says & PART;
        if let Some(at) = self.find(word, sort) {
            self.words.to_mut()[at][2] = says;
            return;
        }
        let [start, end] = self.texts.add(word);
        let words = self.words.to_mut();
        let at = words.len() as u32;
        words.push([start, end, says]);
        let (texts, words) = (&self.texts, &self.words);
        let rehash = |at: u32| {
            let [start, end, _] = words[at as usize];
            hash_of(texts.get([start, end]))
        };
        self.index.insert(hash_of(word), at, rehash);
    }

    fn find(&self, word: &str, sort: u32) -> Option<usize> {
        let same = |at: u32| {
            self.words.get(at as usize).is_some_and(|&[start, end, says]| {
                says & PART == sort && self.texts.get([start, end]) == word
            })
        };
        self.index.find(hash_of(word), same).map(|at| at as usize)
    }

    /// The kind of actor whose names have that word as their head.
    #[must_use]
    pub fn kind(&self, word: &str) -> Option<ActorKind> {
        let [_, _, says] = self.words.get(self.find(word, 0)?)?;
        ActorKind::VARIANTS.get(*says as usize).copied()
    }

    /// The part of a lower-case word in names.
    #[must_use]
    pub fn part(&self, word: &str) -> Option<NamePart> {
        let [_, _, says] = self.words.get(self.find(word, PART)?)?;
        NamePart::VARIANTS.get((says & !PART) as usize).copied()
    }
}

impl Freeze for NameWords {
    fn freeze(&self, writer: &mut Writer) {
        self.texts.freeze(writer);
        writer.table(&self.words);
        self.index.freeze(writer);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        Ok(Self { texts: Blob::thaw(reader)?, words: reader.table()?, index: Index::thaw(reader)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_parts_and_given_names_are_told_apart() {
        let text = "word\tpart\nCommittee\torganisation\nof\tjoint\nMichael\tgiven_m\n";
        let mut classes = Classes::default();
        let words = NameWords::parse("n.tsv", text, &mut classes).unwrap();
        assert_eq!(words.kind("Committee"), Some(ActorKind::Organisation));
        assert_eq!(
            (words.part("of"), words.kind("of"), words.part("Michael")),
            (Some(NamePart::Joint), None, None)
        );
        assert_eq!(classes.of("michael"), WordClass::GivenMale as u64);
    }

    #[test]
    fn a_part_that_does_not_exist_is_told_with_its_line() {
        let text = "word\tpart\nAnna\tgiven_f\nOdd\tstrange\n";
        let error = NameWords::parse("n.tsv", text, &mut Classes::default()).unwrap_err();
        assert_eq!(error.to_string(), "n.tsv:3: 'strange' is no part of a name");
    }
}
