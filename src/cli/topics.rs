//! `standpoint topics`

use super::arguments::TopicsCommand;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::print::Printer;
use super::verdict::verdict;
use super::{interrupt, knowledge, setup};
use standpoint::actors::Registry;
use standpoint::output::OutputError;
use standpoint::pipeline::{content_order, run as run_pipeline, term_matrix, text_hash};
use standpoint::tables::TopicAssignmentRow;
use standpoint::terms::TermCounts;
use standpoint::text::Vocabulary;
use standpoint::topics::{TopicSettings, fit};

pub fn run(options: TopicsCommand, messages: &Messages) -> Result<Success, Failure> {
    let inputs = setup::inputs(&options.input)?;
    let knowledge = knowledge::alone(Registry::default())?;
    let settings = setup::settings(&options.input, knowledge)?;
    let vocabulary = Vocabulary::new();
    let mut counts = TermCounts::new();
    let (mut ids, mut hashes) = (Vec::new(), Vec::new());
    let outcome = run_pipeline(
        inputs,
        knowledge,
        &settings,
        Some(&vocabulary),
        interrupt::watch(),
        |analyst, raw| {
            let (article, document) = analyst.read(raw)?;
            let terms = analyst.term_counts(&document, None);
            let row = (article.doc_id.clone(), text_hash(&article), terms);
            Ok((article, row))
        },
        |(id, hash, terms)| {
            ids.push(id);
            hashes.push(hash);
            counts.push(&terms);
            Ok::<(), OutputError>(())
        },
    )?;
    if interrupt::stopped() {
        return Err(Failure::Interrupted);
    }
    let matrix = term_matrix(counts, &vocabulary);
    let order = content_order(&hashes, &matrix);
    let choice = setup::topic_choice(options.k);
    let topics = fit(&matrix, &order, TopicSettings { choice, seed: settings.seed })
        .map_err(|error| Failure::Run(error.to_string()))?;
    messages.topics_found(options.k, topics.topics.len(), topics.choice.as_ref());
    let mut printer = Printer::new(&options.format);
    for (id, assignment) in ids.into_iter().zip(topics.assignments) {
        printer.write(&TopicAssignmentRow {
            doc_id: id,
            topic_id: assignment.map(|assignment| format!("T{}", assignment.topic + 1)),
            topic_strength: assignment.map(|assignment| assignment.strength),
        })?;
    }
    let verdict = verdict(&outcome, &options.input);
    printer.finish(verdict.is_ok())?;
    messages.ledger(&outcome.ledger);
    verdict
}
