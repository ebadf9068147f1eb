//! `standpoint topics`

use super::arguments::TopicsCommand;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::print::{Printer, print};
use super::verdict::verdict;
use super::{interrupt, knowledge, setup};
use standpoint::actors::Registry;
use standpoint::ingest::counted;
use standpoint::output::{OutputError, sanitize, write_file};
use standpoint::pipeline::{Processed, assign, content_order, run as run_pipeline, term_matrix, text_hash};
use standpoint::tables::{assignment_row, topic_id};
use standpoint::terms::{PairCounts, TermCounts, TermMatrix};
use standpoint::text::Vocabulary;
use standpoint::topics::{TopicModel, TopicSettings, Topics, fit};
use std::fmt::Write;
use std::path::Path;

pub fn run(options: TopicsCommand, messages: &Messages) -> Result<Success, Failure> {
    if let Some(path) = &options.model {
        return by_model(&options, path, messages);
    }
    if let Some(path) = &options.save {
        setup::refuse_clash(path, options.force)?;
    }
    let inputs = setup::inputs(&options.input)?;
    let knowledge = knowledge::alone(Registry::default())?;
    let settings = setup::settings(&options.input, knowledge)?;
    let vocabulary = Vocabulary::new();
    let (mut counts, mut pairs) = (TermCounts::new(), PairCounts::default());
    let (mut ids, mut hashes, mut titles) = (Vec::new(), Vec::new(), Vec::new());
    let outcome = run_pipeline(
        inputs,
        knowledge,
        &settings,
        Some(&vocabulary),
        &interrupt::watch(),
        |analyst, raw| {
            let (article, document) = analyst.read_words(raw)?;
            let terms = analyst.term_counts(&document, None);
            let title = article.metadata.title.clone().unwrap_or_default();
            let side_by_side = analyst.term_pairs(&document);
            let row = (article.doc_id.clone(), text_hash(&article), title, terms, side_by_side);
            Ok(Processed::of(&article, row))
        },
        |(id, hash, title, terms, side_by_side)| {
            ids.push(id);
            titles.push(title);
            hashes.push(hash);
            counts.push(&terms);
            pairs.push(side_by_side);
            Ok::<(), OutputError>(())
        },
    )?;
    let (matrix, phrases) = term_matrix(counts, pairs, &vocabulary);
    let order = content_order(&hashes, &matrix);
    let choice = setup::topic_choice(options.k);
    let topics = fit(&matrix, &phrases, &order, TopicSettings { choice, seed: settings.seed })
        .map_err(|error| Failure::Run(error.to_string()))?;
    if outcome.documents > 0 {
        messages.topics_found(options.k, topics.topics.len(), topics.choice.as_ref());
    }
    if let Some(path) = options.save.as_ref().filter(|_| verdict(&outcome, &options.input).is_ok()) {
        save(topics.model.as_ref(), path, messages)?;
    }
    if let Some(most) = options.show {
        messages.ledger(&outcome.ledger);
        let success = verdict(&outcome, &options.input)?;
        print(&digest(&topics, &matrix, &ids, &titles, usize::from(most)))?;
        return Ok(success);
    }
    let mut printer = Printer::new(&options.format);
    ids.into_iter()
        .zip(topics.assignments)
        .try_for_each(|(id, assignment)| printer.write(&assignment_row(id, assignment)))?;
    let verdict = verdict(&outcome, &options.input);
    printer.finish(verdict.is_ok())?;
    messages.ledger(&outcome.ledger);
    verdict
}

fn save(model: Option<&TopicModel>, path: &Path, messages: &Messages) -> Result<(), Failure> {
    let Some(model) = model else {
        return Err(Failure::Run("there is no topic, so no model was saved".to_owned()));
    };
    let bytes = model.to_bytes().map_err(|error| Failure::Run(error.to_string()))?;
    write_file(path, &bytes)?;
    messages.info(&format!("saved a model of {} to {}", counted(model.k(), "topic"), path.display()));
    Ok(())
}

/// The documents in the topics of a model.
fn by_model(options: &TopicsCommand, path: &Path, messages: &Messages) -> Result<Success, Failure> {
    let shown = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| {
        setup::usage(format!(
            "{shown}: cannot be read: {error}; --model takes a file that 'standpoint topics --save' wrote"
        ))
    })?;
    let model = TopicModel::from_bytes(&shown, &bytes).map_err(setup::usage)?;
    let inputs = setup::inputs(&options.input)?;
    let knowledge = knowledge::alone(Registry::default())?;
    let settings = setup::settings(&options.input, knowledge)?;
    let mut printer = Printer::new(&options.format);
    let (mut documents, mut without) = (0usize, 0usize);
    let outcome = assign(inputs, knowledge, &settings, &model, &interrupt::watch(), |id, assignment| {
        documents += 1;
        without += usize::from(assignment.is_none());
        printer.write(&assignment_row(id, assignment))
    })?;
    let verdict = verdict(&outcome, &options.input);
    printer.finish(verdict.is_ok())?;
    if without > 0 {
        messages.info(&format!(
            "{without} of {} {} in none of the model's {}",
            counted(documents, "document"),
            if without == 1 { "is" } else { "are" },
            counted(model.k(), "topic")
        ));
    }
    messages.ledger(&outcome.ledger);
    verdict
}

/// The topics for people to read.
fn digest(topics: &Topics, matrix: &TermMatrix, ids: &[String], titles: &[String], most: usize) -> String {
    let mut text = String::new();
    for (number, topic) in topics.topics.iter().enumerate() {
        let coherence = topic.coherence.map(|value| format!(", coherence {value:.2}")).unwrap_or_default();
        let _ = writeln!(
            text,
            "{}{}  {}  ({}, stability {:.2}{coherence})",
            if number > 0 { "\n" } else { "" },
            topic_id(number),
            sanitize(&topic.label),
            counted(topic.documents, "document"),
            topic.stability
        );
        let terms: Vec<&str> = topic.terms.iter().map(|term| &*matrix.surfaces[term.column]).collect();
        let _ = writeln!(text, "    {}", sanitize(&terms.join(", ")));
        for &example in topic.nearest.iter().take(most) {
            let title =
                if titles[example].is_empty() { String::new() } else { format!("{}  ", titles[example]) };
            let _ = writeln!(text, "    - {}[{}]", sanitize(&title), sanitize(&ids[example]));
        }
    }
    text
}
