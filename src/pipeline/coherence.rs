//! Counts the terms of topics in texts, for coherence.

use super::engine::Engine;
use super::flow::{Outcome, Processed, RunError};
use super::settings::{LanguageChoice, Settings};
use crate::evaluate::{CoherenceCounter, Occurrences, TermNumbers, TermsOfTopic};
use crate::ingest::Inputs;
use crate::text::Vocabulary;
use std::convert::Infallible;

impl Engine {
    /// Counts the terms of `topics` in every document of the inputs.
    ///
    /// # Errors
    /// Wrong inputs, or an interruption.
    pub fn coherence(
        &self,
        inputs: Inputs,
        topics: &[TermsOfTopic],
    ) -> Result<(CoherenceCounter, Outcome), RunError<Infallible>> {
        let vocabulary = Vocabulary::new();
        let terms = TermNumbers::of(topics);
        let mut counter = CoherenceCounter::new(terms.clone());
        // Terms of topics are words of one language, whichever it is.
        let settings = Settings { language: LanguageChoice::Scored, ..self.settings.clone() };
        let outcome = Self { settings, ..self.clone() }.run(
            inputs,
            Some(&vocabulary),
            |analyst, raw| {
                let (article, document) = analyst.read_words(raw)?;
                let by_place: Vec<u32> =
                    document.tokens.iter().map(|token| analyst.words.info(token).term).collect();
                let mut forms = by_place.clone();
                forms.sort_unstable();
                forms.dedup();
                let numbers: Vec<Option<u32>> =
                    vocabulary.stems(&forms).iter().map(|stem| terms.number(stem)).collect();
                let number = |form: &u32| numbers.get(forms.binary_search(form).ok()?).copied().flatten();
                let places = by_place.iter().zip(0u32..);
                let places = places.filter_map(|(form, place)| Some((number(form)?, place))).collect();
                Ok(Processed::of(&article, Occurrences { length: document.tokens.len() as u32, places }))
            },
            |document| {
                counter.add(&document);
                Ok::<(), Infallible>(())
            },
        )?;
        Ok((counter, outcome))
    }
}
