//! Name words: given names, and the words that name what an organisation is, read from a file.
//!
//! The file (`lexicons/en/names.tsv`) has two columns, the word as names have it and what it says.

use crate::actors::ActorKind;
use crate::text::{Classes, WordClass, lower};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// The shipped name words of English: name and text.
pub const SHIPPED_NAME_WORDS: (&str, &str) =
    ("lexicons/en/names.tsv", include_str!("../../lexicons/en/names.tsv"));

/// A line of a file of name words that cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "{path}:{line}: '{said}' says nothing of a name; it is given, given_f, given_m, given_place, particle, joint, before_place, no_name, thing or a kind of actor"
)]
pub struct NameWordError {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What stands there.
    pub said: String,
}

/// What a word says of the name it is in.
enum Says {
    Given(&'static [WordClass]),
    Head(ActorKind),
    Small(Small),
}

/// What a word says that heads no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Small {
    /// It stands inside names of persons (de, van).
    Particle,
    /// It stands inside names of organisations, after their head (of).
    Joint,
    /// It stands before places (in).
    BeforePlace,
    /// It has a capital, and is no name of an actor by itself.
    NoName,
    /// It ends names that are none of actors (the Hunting Act).
    Thing,
}

fn rows<'t>(path: &'t str, text: &'t str) -> impl Iterator<Item = Result<(&'t str, Says), NameWordError>> {
    text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty()).map(
        move |(index, line)| {
            let (word, said) = line.split_once('\t').unwrap_or((line, ""));
            let says = match said {
                "given" => Says::Given(&[WordClass::GivenFemale, WordClass::GivenMale]),
                "given_f" => Says::Given(&[WordClass::GivenFemale]),
                "given_place" => Says::Given(&[WordClass::GivenPlace]),
                "given_m" => Says::Given(&[WordClass::GivenMale]),
                "particle" => Says::Small(Small::Particle),
                "joint" => Says::Small(Small::Joint),
                "thing" => Says::Small(Small::Thing),
                "no_name" => Says::Small(Small::NoName),
                "before_place" => Says::Small(Small::BeforePlace),
                kind => match ActorKind::from_name(kind) {
                    Some(kind) => Says::Head(kind),
                    None => {
                        return Err(NameWordError { path: path.into(), line: index + 1, said: said.into() });
                    }
                },
            };
            Ok((word, says))
        },
    )
}

/// Marks the given names among the classes.
pub(super) fn mark_given_names(path: &str, text: &str, classes: &mut Classes) -> Result<(), NameWordError> {
    for row in rows(path, text) {
        if let (word, Says::Given(marks)) = row? {
            for &mark in marks {
                classes.mark(&lower(word), mark);
            }
        }
    }
    Ok(())
}

/// What words say of the names they are in, or stand beside.
#[derive(Debug, Default)]
pub(crate) struct NameWords {
    heads: HashMap<String, ActorKind, FixedState>,
    small: HashMap<String, Small, FixedState>,
}

impl NameWords {
    pub fn parse(path: &str, text: &str) -> Result<Self, NameWordError> {
        let mut words = Self::default();
        for row in rows(path, text) {
            match row? {
                (word, Says::Head(kind)) => drop(words.heads.insert(word.to_owned(), kind)),
                (word, Says::Small(small)) => drop(words.small.insert(word.to_owned(), small)),
                (_, Says::Given(_)) => {}
            }
        }
        Ok(words)
    }

    /// The kind of actor whose names that word heads.
    pub fn kind(&self, word: &str) -> Option<ActorKind> {
        self.heads.get(word).copied()
    }

    /// What a word in lower case says.
    pub fn small(&self, word: &str) -> Option<Small> {
        self.small.get(word).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_words_are_read_and_bad_ones_name_their_line() {
        let (path, text) = SHIPPED_NAME_WORDS;
        let mut classes = Classes::default();
        mark_given_names(path, text, &mut classes).unwrap();
        assert_ne!(classes.of("michael") & WordClass::GivenMale as u32, 0);
        assert_eq!(NameWords::parse(path, text).unwrap().kind("Committee"), Some(ActorKind::Organisation));
        let error = NameWords::parse("n.tsv", "# x\nAnna\tgiven_f\nOdd\tstrange\n").unwrap_err();
        assert!(error.to_string().starts_with("n.tsv:3: 'strange' says nothing"));
    }
}
