//! New documents and topics that were fitted before: one pass, in which only the vocabulary is kept.

use super::Settings;
use super::flow::{Outcome, Processed, RunError, run};
use super::interrupt::Interrupt;
use crate::ingest::Inputs;
use crate::mentions::Knowledge;
use crate::text::Vocabulary;
use crate::topics::{Assignment, TopicModel};
use std::error::Error;

/// Gives each document of the inputs, in their order, with its topic: none where it has no word of the model or is too
/// far from every topic.
///
/// # Errors
/// Wrong inputs, and what `give` fails with.
pub fn assign<E: Error + Send + 'static>(
    inputs: Inputs,
    knowledge: &Knowledge,
    settings: &Settings,
    model: &TopicModel,
    interrupt: &Interrupt,
    mut give: impl FnMut(String, Option<Assignment>) -> Result<(), E>,
) -> Result<Outcome, RunError<E>> {
    let vocabulary = Vocabulary::new();
    let columns = model.columns();
    run(
        inputs,
        knowledge,
        settings,
        Some(&vocabulary),
        interrupt,
        |analyst, raw| {
            let (article, document) = analyst.read_words(raw)?;
            let counts = analyst.term_counts(&document, None);
            let forms: Vec<u32> = counts.iter().map(|&(form, _)| form).collect();
            let stems = vocabulary.stems(&forms);
            let row = columns.row(stems.iter().zip(&counts).map(|(stem, (_, count))| (&**stem, count.all)));
            let id = article.doc_id.clone();
            Ok(Processed::of(&article, (id, model.assign(&row))))
        },
        |(id, assignment)| give(id, assignment),
    )
}
