//! `standpoint topics`: prints the topic of each document, and saves and applies models.

use super::arguments::TopicsCommand;
use super::boilerplate;
use super::conclude::{conclude, conclude_rows};
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::notice::Notice;
use super::print::{Printer, print};
use super::verdict::verdict;
use super::{interrupt, knowledge, once, saved_model, setup};
use standpoint::actors::Registry;
use standpoint::ingest::counted;
use standpoint::output::{sanitize, write_file};
use standpoint::pipeline::{Engine, TopicsReport};
use standpoint::tables::topic_id;
use standpoint::topics::TopicModel;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// What a reader is told beside the topic of a document.
const BESIDE: [&str; 2] = ["label", "title"];

pub fn run(options: TopicsCommand, messages: &Messages) -> Result<Success, Failure> {
    if let Some(path) = &options.model {
        return by_model(&options, path, messages);
    }
    if let Some(path) = &options.save {
        setup::refuse_clash(path, options.force)?;
    }
    let spool = if boilerplate::is_asked(&options.input) { once::kept(&options.input)? } else { None };
    let inputs = || setup::inputs_with(&options.input, spool.as_ref());
    let first = inputs()?;
    let progress = messages.progress();
    let shown = progress.clone();
    let engine = engine(&options)?.with_progress(move |step| shown.show(step));
    let engine = boilerplate::looked_for(engine, &options.input, spool.as_deref(), inputs)?;
    let report = engine.topics(first, setup::topic_choice(options.k));
    progress.done();
    let report = report?;
    let outcome = &report.outcome;
    if outcome.documents > 0 {
        messages.topics_found(options.k, report.topics.topics.len(), report.topics.choices());
    }
    let copies = report.copies.copies();
    if copies > 0 {
        messages.info(&Notice::CopiesFound { copies, documents: outcome.documents, flag: false });
    }
    if let Some(path) = &options.save {
        match verdict(outcome, &options.input) {
            Ok(_) => save(report.model(), path, messages)?,
            // Without documents there is no model, and that is a failure here.
            Err(_) if outcome.documents == 0 => return conclude(outcome, &options.input, messages),
            Err(_) => {}
        }
    }
    if let Some(most) = options.show {
        let success = conclude(outcome, &options.input, messages)?;
        print(&digest(&report, usize::from(most)))?;
        return Ok(success);
    }
    let mut printer =
        Printer::new(&options.format, messages)?.without_header(options.rows.no_header).beside(&BESIDE);
    let labels: BTreeMap<&str, &str> =
        report.topics.topics.iter().map(|topic| (topic.id.as_str(), topic.label.as_str())).collect();
    report.assignments().zip(&report.titles).try_for_each(|(row, title)| {
        let label = row.topic_id.as_deref().and_then(|id| labels.get(id)).copied().unwrap_or_default();
        printer.write_with(&row, &[label, title])
    })?;
    conclude_rows(Ok(report.outcome), printer, None, &options.input, messages)
}

/// An engine without actors and lexicons: topics need words only.
fn engine(options: &TopicsCommand) -> Result<Engine, Failure> {
    let knowledge = knowledge::alone(Registry::default())?;
    let settings = setup::settings(&options.input, &knowledge)?;
    Ok(Engine::new(knowledge, settings).with_interrupt(interrupt::watch()))
}

fn save(model: Option<&TopicModel>, path: &Path, messages: &Messages) -> Result<(), Failure> {
    let Some(model) = model else {
        return Err(Failure::run("there is no topic, so no model was saved"));
    };
    let bytes = model.to_bytes().map_err(|error| Failure::run(error.to_string()).because(error))?;
    write_file(path, &bytes)?;
    messages.info(&Notice::ModelSaved { topics: model.k(), path });
    Ok(())
}

/// Assigns the documents to the topics of a saved model.
fn by_model(options: &TopicsCommand, path: &Path, messages: &Messages) -> Result<Success, Failure> {
    let (model, _) = saved_model::read(path)?;
    let inputs = setup::inputs(&options.input)?;
    let engine = engine(options)?.without_boilerplate_of(&model);
    let mut printer =
        Printer::new(&options.format, messages)?.without_header(options.rows.no_header).beside(&BESIDE);
    let described = model.topics.iter().enumerate();
    let labels: BTreeMap<String, &str> =
        described.map(|(number, topic)| (topic_id(number), topic.label.as_str())).collect();
    let (mut documents, mut without) = (0usize, 0usize);
    let outcome = engine.assign(inputs, &model, |row| {
        documents += 1;
        without += usize::from(row.topic_id.is_none());
        let label = row.topic_id.as_ref().and_then(|id| labels.get(id)).copied().unwrap_or_default();
        printer.write_with(&row, &[label])
    });
    let note = (without > 0).then_some(Notice::InNoTopic { without, documents, topics: model.k() });
    conclude_rows(outcome, printer, note, &options.input, messages)
}

/// A readable digest of the topics.
fn digest(report: &TopicsReport, most: usize) -> String {
    let mut text = String::new();
    for (number, topic) in report.topics.topics.iter().enumerate() {
        let coherence = topic.coherence.map(|value| format!(", coherence {value:.2}")).unwrap_or_default();
        let _ = writeln!(
            text,
            "{}{}  {}  ({}, stability {:.2}{coherence})",
            if number > 0 { "\n" } else { "" },
            topic.id,
            sanitize(&topic.label),
            counted(topic.documents, "document"),
            topic.stability
        );
        let _ = writeln!(text, "    {}", sanitize(&report.terms(topic).join(", ")));
        for &example in topic.nearest.iter().take(most) {
            let title = &report.titles[example];
            let title = if title.is_empty() { String::new() } else { format!("{title}  ") };
            let _ = writeln!(text, "    - {}[{}]", sanitize(&title), sanitize(&report.ids[example]));
        }
    }
    text
}
