//! The language that an article is read as.

use std::ops::Range;

/// How the language of an article was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LanguageBy {
    /// By `--language`.
    Option,
    /// By the metadata of the article, where its words do not tell.
    Declared,
    /// By its words.
    Detected,
    /// Not at all: it counts as the language of the lexicons.
    #[default]
    Default,
}

impl LanguageBy {
    /// The name in the tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Option => "option",
            Self::Declared => "declared",
            Self::Detected => "detected",
            Self::Default => "default",
        }
    }
}

/// The language that an article is read as.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadAs {
    /// Its code.
    pub code: String,
    /// How it was found.
    pub by: LanguageBy,
    /// Its number among the languages without lexicons; none for the language of the lexicons.
    pub counted: Option<usize>,
    /// The tokens of parts in other languages.
    pub foreign: Vec<Range<usize>>,
}

impl ReadAs {
    /// The language of the lexicons, with its code.
    #[must_use]
    pub fn scored(code: &str, by: LanguageBy) -> Self {
        Self { code: code.to_owned(), by, ..Self::default() }
    }

    /// Why the article has no stance, as in `documents.csv`; none if it has.
    #[must_use]
    pub fn no_stance(&self) -> Option<&'static str> {
        self.counted.map(|_| "no_lexicon")
    }
}
