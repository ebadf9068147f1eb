//! Fits the topics of a corpus, saves the model, and assigns other articles to its topics.
//!
//! `cargo run --example keep_topics`

#![allow(clippy::print_stdout, reason = "an example prints")]

use standpoint::actors::Registry;
use standpoint::ingest::{InputError, InputOptions, Inputs};
use standpoint::output::write_file;
use standpoint::pipeline::{Engine, Settings};
use standpoint::topics::{Choice, TopicModel};
use std::convert::Infallible;
use std::path::Path;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");

fn inputs(folder: &Path) -> Result<Inputs, InputError> {
    Inputs::open(&[folder.to_path_buf()], InputOptions::default())
}

/// Runs the example.
pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Topics need words only: no actors, no lexicon.
    let knowledge = standpoint::shipped::knowledge()?.with_actors_alone(Registry::default())?;
    let settings = Settings::new(&knowledge);
    let engine = Engine::new(knowledge, settings);

    let report = engine.topics(inputs(Path::new(CORPUS))?, Choice::Fixed(6))?;
    for topic in &report.topics.topics {
        println!("{} ({} documents): {}", topic.label, topic.documents, report.terms(topic).join(", "));
    }

    let folder = tempfile::tempdir()?;
    let file = folder.path().join("topics.safetensors");
    let model = report.model().ok_or("there is no topic")?;
    write_file(&file, &model.to_bytes()?)?;

    let model = TopicModel::from_bytes("topics.safetensors", &std::fs::read(&file)?)?;
    engine.assign(inputs(&Path::new(CORPUS).join("northern-sentinel"))?, &model, |row| {
        println!("{}: {}", row.doc_id, row.topic_id.as_deref().unwrap_or("like none of the topics"));
        Ok::<(), Infallible>(())
    })?;
    Ok(())
}
