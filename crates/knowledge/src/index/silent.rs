//! Which rows of a learned table contain a content word; the others are reported as `context`.

use super::patterns::blank_separated;
use crate::lexicon::{Context, LearnedRow};
use crate::text::{Classes, WordClass, beginning, class_mask};
use foldhash::fast::FixedState;
use hashbrown::HashSet;
use rust_stemmers::Stemmer;

/// Words without content: stop words, and the names of days and months.
const SILENT: u64 = class_mask([WordClass::Stop, WordClass::Calendar]);

/// These words as spelled in a learned table.
pub struct Silent {
    /// Their stems: "once" becomes "onc".
    stems: HashSet<String, FixedState>,
    /// The beginnings of days and months only: those of stop words are shared with other words (several, severe).
    beginnings: HashSet<String, FixedState>,
}

impl Silent {
    /// The words of a language's classes.
    pub fn new(classes: &Classes, stemmer: &Stemmer) -> Self {
        let days = classes.words_of(WordClass::Calendar as u64);
        Self {
            stems: classes.words_of(SILENT).into_iter().map(|word| stemmer.stem(word).into_owned()).collect(),
            beginnings: days.into_iter().filter_map(beginning).map(str::to_owned).collect(),
        }
    }

    /// Whether the feature of a row contains a content word.
    pub fn speaks(&self, row: &LearnedRow<'_>) -> bool {
        match row.context {
            Context::Beginning => !self.beginnings.contains(row.term),
            // A row about the nearest or strongest expression is about that expression.
            Context::Balance => row.term.starts_with("nearest ") || row.term.starts_with("strongest "),
            // The masked names are in capitals.
            context => {
                context.has_stems()
                    && blank_separated(row.term)
                        .any(|word| !word.starts_with(char::is_uppercase) && !self.stems.contains(word))
            }
        }
    }
}
