//! `standpoint evaluate`: measures results against labels.

use super::arguments::{
    EvaluateCommand, EvaluateLabels, EvaluateMentions, EvaluateRelations, EvaluateTopics,
};
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::notice::Notice;
use super::print::print;
use super::{interrupt, knowledge, labels, setup};
use standpoint::actors::Registry;
use standpoint::evaluate::{
    CoherenceReport, LabelsReport, Pair, TermsOfTopic, TopicsReport, read_groups, read_labelled_pairs,
    read_labels, read_stances, read_topic_terms,
};
use standpoint::output::{Dialect, sanitize, write_rows};
use standpoint::pipeline::{Engine, ScoredPair, Settings, pairs_report};
use standpoint::tsv;
use standpoint::tsv::path_name;
use std::path::{Path, PathBuf};
use std::time::Instant;

pub fn run(command: EvaluateCommand, messages: &Messages) -> Result<Success, Failure> {
    match command {
        EvaluateCommand::Mentions(options) => mentions(&options, messages),
        EvaluateCommand::Relations(options) => relations(&options, messages),
        EvaluateCommand::Labels(options) => of_documents(&options, messages),
        EvaluateCommand::Topics(options) => topics(&options, messages),
    }
}

/// Maximum number of listed pairs without a row.
const LISTED: usize = 5;

fn of_documents(options: &EvaluateLabels, messages: &Messages) -> Result<Success, Failure> {
    let file = path_name(&options.labels);
    let labels = read_labels(&file, &tsv::read(&options.labels).map_err(setup::usage)?);
    let labels = labels.map_err(setup::usage)?;
    let results = table_in(&options.results, "stance.csv")?;
    let shown = path_name(&results);
    let stances = read_stances(&shown, &tsv::read(&results).map_err(setup::usage)?);
    let stances = stances.map_err(setup::usage)?;
    let report = LabelsReport::new(&labels, &stances, options.seed);
    if report.matches_nothing() {
        let one = |pair: Option<&Pair>| {
            pair.map_or_else(|| "nothing".to_owned(), |(doc, actor)| format!("'{doc}' toward '{actor}'"))
        };
        let hint = format!(
            "ids are to be spelled as there: the labels have {}, the results {}",
            one(labels.pairs.keys().next()),
            one(stances.keys().next())
        );
        let message = format!("{file}: no label is of a document and actor in {shown}");
        return Err(Failure::usage(message).hint(hint));
    }
    print(&report.to_string())?;
    for (doc_id, actor_id) in report.missing.iter().take(LISTED) {
        messages.info(&Notice::PairMissing { doc_id, actor_id });
    }
    let more = report.missing.len().saturating_sub(LISTED);
    if more > 0 {
        messages.info(&Notice::MorePairsMissing(more));
    }
    Ok(Success::Done)
}

/// The path of a table in a result directory of `analyze`; a file is used as given.
fn table_in(results: &Path, table: &str) -> Result<PathBuf, Failure> {
    if !results.is_dir() {
        return Ok(results.to_path_buf());
    }
    let inside = results.join(table);
    if !inside.is_file() {
        let hint = format!("name a directory that 'standpoint analyze' wrote, or a {table}");
        return Err(Failure::usage(format!("{}: there is no {table} in it", path_name(results))).hint(hint));
    }
    Ok(inside)
}

fn topics(options: &EvaluateTopics, messages: &Messages) -> Result<Success, Failure> {
    let with_terms = options.labels.is_none() || !options.corpus.is_empty();
    let terms = with_terms.then(|| terms_of_topics(options)).transpose()?;
    if let Some(labels) = &options.labels {
        against_labels(labels, &options.result, messages)?;
    }
    let Some(topics) = terms else { return Ok(Success::Done) };
    if options.labels.is_some() {
        print("\n")?;
    }
    without_labels(options, &topics, messages)
}

/// The terms of the topics of a result.
fn terms_of_topics(options: &EvaluateTopics) -> Result<Vec<TermsOfTopic>, Failure> {
    let file = table_in(&options.result, "topic_terms.csv")?;
    let text = tsv::read(&file).map_err(setup::usage)?;
    let mut topics = read_topic_terms(&path_name(&file), &text).map_err(|error| {
        setup::usage(error).hint(
            "for coherence and diversity, name a directory that 'standpoint analyze' wrote, or its topic_terms.csv",
        )
    })?;
    topics.iter_mut().for_each(|topic| topic.topic_id = sanitize(&topic.topic_id).to_string());
    Ok(topics)
}

/// Coherence and diversity, from the terms of topics.
fn without_labels(
    options: &EvaluateTopics,
    topics: &[TermsOfTopic],
    messages: &Messages,
) -> Result<Success, Failure> {
    if options.corpus.is_empty() {
        print(&CoherenceReport::new(topics, None).to_string())?;
        messages.info(&Notice::CoherenceNeedsTexts);
        return Ok(Success::Done);
    }
    let knowledge = knowledge::alone(Registry::default())?;
    let settings = Settings::new(&knowledge);
    let inputs = setup::corpus(&options.corpus)?;
    let engine = Engine::new(knowledge, settings).with_interrupt(interrupt::watch());
    let (counted, outcome) = engine.coherence(inputs, topics)?;
    messages.ledger(&outcome.ledger);
    if outcome.documents == 0 {
        return Err(Failure::run("there is no text to count in"));
    }
    print(&CoherenceReport::new(topics, Some(&counted)).to_string())?;
    Ok(if outcome.ledger.skips.is_empty() { Success::Done } else { Success::SomeSkipped })
}

fn against_labels(labels: &Path, result: &Path, messages: &Messages) -> Result<(), Failure> {
    let groups = |file: &Path, column| {
        let text = tsv::read(file).map_err(setup::usage)?;
        read_groups(&path_name(file), &text, column).map_err(setup::usage)
    };
    let result = table_in(result, "documents.csv")?;
    let (classes, topics) = (groups(labels, "label")?, groups(&result, "topic_id")?);
    let report = TopicsReport::new(&classes, &topics);
    let first = |ids: &standpoint::evaluate::Groups| ids.keys().next().cloned().unwrap_or_default();
    if report.matches_nothing() {
        let hint = format!(
            "ids are to be spelled as there: the labels have '{}', the result has '{}'",
            first(&classes),
            first(&topics)
        );
        let message = format!("{}: no labelled document is in {}", path_name(labels), path_name(&result));
        return Err(Failure::usage(message).hint(hint));
    }
    print(&report.to_string())?;
    for id in report.missing.iter().take(LISTED) {
        messages.info(&Notice::DocumentMissing(id));
    }
    let more = report.missing.len().saturating_sub(LISTED);
    if more > 0 {
        messages.info(&Notice::MoreDocumentsMissing(more));
    }
    Ok(())
}

fn mentions(options: &EvaluateMentions, messages: &Messages) -> Result<Success, Failure> {
    let texts = labels::pooled(&options.files, messages)?;
    let knowledge = knowledge::load(&options.knowledge, messages)?;
    let settings = Settings { seed: options.seed, ..Settings::new(&knowledge) };
    let engine = Engine::new(knowledge, settings);
    let clock = Instant::now();
    let scores = engine.score_labelled(&texts);
    let seconds = clock.elapsed().as_secs_f64();
    if let Some(path) = &options.predictions {
        write_rows(path, Dialect::default(), &scores.predictions())?;
    }
    if let Some(path) = &options.evidence {
        write_rows(path, Dialect::default(), &scores.prediction_evidence())?;
    }
    print(&scores.report().to_string())?;
    if let Some(report) = scores.evidence_report() {
        print(&format!("\n{report}"))?;
    }
    messages.detail(&Notice::LabelsScored { texts: texts.len(), seconds });
    Ok(Success::Done)
}

fn relations(options: &EvaluateRelations, messages: &Messages) -> Result<Success, Failure> {
    let text = tsv::read(&options.file).map_err(setup::usage)?;
    let pairs = read_labelled_pairs(&path_name(&options.file), &text).map_err(setup::usage)?;
    let knowledge = knowledge::load(&options.knowledge, messages)?;
    let settings = Settings::new(&knowledge);
    let engine = Engine::new(knowledge, settings);
    let clock = Instant::now();
    let scored = engine.score_pairs(&pairs);
    let seconds = clock.elapsed().as_secs_f64();
    if let Some(path) = &options.predictions {
        let rows: Vec<_> = scored.iter().map(ScoredPair::prediction).collect();
        write_rows(path, Dialect::default(), &rows)?;
    }
    if let Some(path) = &options.evidence {
        let rows: Vec<_> = scored.iter().flat_map(ScoredPair::evidence_rows).collect();
        write_rows(path, Dialect::default(), &rows)?;
    }
    print(&pairs_report(&scored).to_string())?;
    messages.detail(&Notice::LabelsScored { texts: pairs.len(), seconds });
    Ok(Success::Done)
}
