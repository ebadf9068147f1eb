//! The terms of topics, counted in texts.

use super::Settings;
use super::flow::{Outcome, RunError, run};
use crate::evaluate::{CoherenceCounter, Occurrences, Terms, TermsOfTopic};
use crate::ingest::Inputs;
use crate::mentions::Knowledge;
use crate::text::Vocabulary;
use std::convert::Infallible;
use std::sync::atomic::AtomicBool;

/// Counts the terms of `topics` in every document of the inputs.
///
/// # Errors
/// Wrong inputs.
pub fn coherence(
    inputs: Inputs,
    knowledge: &Knowledge,
    settings: &Settings,
    topics: &[TermsOfTopic],
    stop: &AtomicBool,
) -> Result<(CoherenceCounter, Outcome), RunError<Infallible>> {
    let vocabulary = Vocabulary::new();
    let terms = Terms::of(topics);
    let mut counter = CoherenceCounter::new(terms.clone());
    let outcome = run(
        inputs,
        knowledge,
        settings,
        Some(&vocabulary),
        stop,
        |analyst, raw| {
            let (article, document) = analyst.read_words(raw)?;
            let places = vocabulary.read(|words| {
                let number = |form: u32| terms.number(words.get(form as usize).map(|(_, stem)| &**stem)?);
                let places = document
                    .tokens
                    .iter()
                    .zip(0u32..)
                    .filter_map(|(token, place)| Some((number(analyst.words.info(token).term)?, place)));
                places.collect()
            });
            Ok((article, Occurrences { length: document.tokens.len() as u32, places }))
        },
        |document| {
            counter.add(&document);
            Ok(())
        },
    )?;
    Ok((counter, outcome))
}
