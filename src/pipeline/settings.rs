//! The settings of a run.

use crate::index::Knowledge;
use crate::ingest::{Boilerplate, Decoding, RuleSet};
use crate::mentions::Resolve;
use crate::stance::{Scorer, Voices};
use std::sync::Arc;

/// Which language texts are read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LanguageChoice {
    /// Told for each document.
    #[default]
    Detect,
    /// All are in the language of the lexicons.
    Scored,
    /// All are in a language without lexicons, given by its number in [`crate::shipped::languages`]: they have terms and
    /// topics only.
    Counted(usize),
}

impl LanguageChoice {
    /// The language with a code; none if there is none.
    #[must_use]
    pub fn of_code(code: &str, knowledge: &Knowledge) -> Option<Self> {
        if code == knowledge.language.code {
            return Some(Self::Scored);
        }
        let languages = crate::shipped::languages();
        let number = languages.by_code(code)?;
        let same = languages.all().get(number)?.language.code == knowledge.language.code;
        Some(if same { Self::Scored } else { Self::Counted(number) })
    }
}

/// How a run processes articles.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Number of threads; 1 uses the caller's only.
    pub threads: usize,
    /// Memory that the articles in flight may take together, in bytes; one that takes more is processed alone. Results
    /// do not depend on it.
    pub memory: u64,
    /// Seed of all random draws.
    pub seed: u64,
    /// How bytes are decoded.
    pub decoding: Decoding,
    /// Clean-up rules that are on.
    pub rules: RuleSet,
    /// The scorer: constants and learned table.
    pub scorer: Scorer,
    /// Which kinds of references to actors are resolved.
    pub resolve: Resolve,
    /// Which voices count toward the stance of a text.
    pub voices: Voices,
    /// Whether the stance toward an actor counts toward its country.
    pub rollup: bool,
    /// Paragraphs that many documents of the corpus share, if they were looked for.
    pub boilerplate: Option<Arc<Boilerplate>>,
    /// Which language texts are read as.
    pub language: LanguageChoice,
}

impl Settings {
    /// The defaults of the command, on one thread: seed 1, UTF-8, every clean-up rule, the scorer of `knowledge`, and
    /// every kind of reference.
    #[must_use]
    pub fn new(knowledge: &Knowledge) -> Self {
        Self {
            threads: 1,
            memory: u64::MAX,
            seed: 1,
            decoding: Decoding::default(),
            rules: RuleSet::default(),
            scorer: Scorer::of(knowledge),
            resolve: Resolve::All,
            voices: Voices::All,
            rollup: false,
            boilerplate: None,
            language: LanguageChoice::Detect,
        }
    }
}
