//! Why knowledge cannot be read or indexed.

use super::name_words::NameWordError;
use super::references::ReferenceError;
use crate::actors::ActorError;
use crate::frozen::FrozenError;
use crate::lexicon::{LearnedError, LexiconError, PairError};
use crate::text::{ClassError, LanguageError};
use crate::tsv::{Hint, TsvError};

/// Why knowledge cannot be read or indexed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KnowledgeError {
    /// The file of a language.
    #[error(transparent)]
    Language(#[from] LanguageError),
    /// Its word classes.
    #[error(transparent)]
    Classes(#[from] ClassError),
    /// Its name words.
    #[error(transparent)]
    NameWords(#[from] NameWordError),
    /// Its references.
    #[error(transparent)]
    References(#[from] ReferenceError),
    /// Its homographs, or a file that cannot be read.
    #[error(transparent)]
    File(#[from] TsvError),
    /// A lexicon.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// A learned table.
    #[error(transparent)]
    Learned(#[from] LearnedError),
    /// A learned table of pairs.
    #[error(transparent)]
    Pairs(#[from] PairError),
    /// An actor file.
    #[error(transparent)]
    Actors(#[from] ActorError),
    /// The frozen index.
    #[error(transparent)]
    Frozen(#[from] FrozenError),
}

impl Hint for KnowledgeError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Language(error) => error.hint(),
            Self::Classes(error) => error.hint(),
            Self::NameWords(error) => error.hint(),
            Self::References(error) => error.hint(),
            Self::File(error) => error.hint(),
            Self::Lexicon(error) => error.hint(),
            Self::Learned(error) => error.hint(),
            Self::Pairs(error) => error.hint(),
            Self::Actors(error) => error.hint(),
            Self::Frozen(error) => error.hint(),
        }
    }
}

impl Hint for FrozenError {
    fn hint(&self) -> Option<String> {
        Some("build again".to_owned())
    }
}
