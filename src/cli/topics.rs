//! `standpoint topics`

use super::arguments::TopicsCommand;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::print::{Printer, print};
use super::verdict::verdict;
use super::{interrupt, knowledge, setup};
use standpoint::actors::Registry;
use standpoint::ingest::counted;
use standpoint::output::{OutputError, sanitize};
use standpoint::pipeline::{content_order, run as run_pipeline, term_matrix, text_hash};
use standpoint::tables::TopicAssignmentRow;
use standpoint::terms::{TermCounts, TermMatrix};
use standpoint::text::Vocabulary;
use standpoint::topics::{TopicSettings, Topics, fit};
use std::fmt::Write;

pub fn run(options: TopicsCommand, messages: &Messages) -> Result<Success, Failure> {
    let inputs = setup::inputs(&options.input)?;
    let knowledge = knowledge::alone(Registry::default())?;
    let settings = setup::settings(&options.input, knowledge)?;
    let vocabulary = Vocabulary::new();
    let mut counts = TermCounts::new();
    let (mut ids, mut hashes, mut titles) = (Vec::new(), Vec::new(), Vec::new());
    let outcome = run_pipeline(
        inputs,
        knowledge,
        &settings,
        Some(&vocabulary),
        interrupt::watch(),
        |analyst, raw| {
            let (article, document) = analyst.read(raw)?;
            let terms = analyst.term_counts(&document, None);
            let title = article.metadata.title.clone().unwrap_or_default();
            let row = (article.doc_id.clone(), text_hash(&article), title, terms);
            Ok((article, row))
        },
        |(id, hash, title, terms)| {
            ids.push(id);
            titles.push(title);
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
    if let Some(most) = options.show {
        messages.ledger(&outcome.ledger);
        let success = verdict(&outcome, &options.input)?;
        print(&digest(&topics, &matrix, &ids, &titles, usize::from(most)))?;
        return Ok(success);
    }
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

/// The topics for people to read.
fn digest(topics: &Topics, matrix: &TermMatrix, ids: &[String], titles: &[String], most: usize) -> String {
    let mut text = String::new();
    for (number, topic) in (1..).zip(&topics.topics) {
        let coherence = topic.coherence.map(|value| format!(", coherence {value:.2}")).unwrap_or_default();
        let _ = writeln!(
            text,
            "{}T{number}  {}  ({}, stability {:.2}{coherence})",
            if number > 1 { "\n" } else { "" },
            sanitize(&topic.label),
            counted(topic.documents, "document"),
            topic.stability
        );
        let terms: Vec<&str> = topic.terms.iter().map(|term| &*matrix.surfaces[term.column]).collect();
        let _ = writeln!(text, "    {}", sanitize(&terms.join(", ")));
        for &example in topic.examples.iter().take(most) {
            let title =
                if titles[example].is_empty() { String::new() } else { format!("{}  ", titles[example]) };
            let _ = writeln!(text, "    - {}[{}]", sanitize(&title), sanitize(&ids[example]));
        }
    }
    text
}
