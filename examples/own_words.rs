//! Adds actors and words of one's own to the shipped ones.
//!
//! `cargo run --example own_words`

#![allow(clippy::print_stdout, reason = "an example prints")]

use standpoint::pipeline::{Engine, Settings};

const ACTORS: &str = "actor_id\tname\tkind\talias\ngull-line\tGull Line\tcompany\tGull Line\n";
const WORDS: &str = "term\tkind\tpolarity\nunderwhelming\tcue\t-1.5\n";

/// Runs the example.
pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shipped = standpoint::shipped::knowledge()?;
    let (mut registry, mut lexicon) = (shipped.registry.clone(), shipped.lexicon.clone());
    registry.layer("my actors", ACTORS)?;
    lexicon.layer("my words", WORDS)?;
    let learned = shipped.learned.clone();
    let knowledge = shipped.with(registry, lexicon, learned)?;
    let settings = Settings::new(&knowledge);
    let engine = Engine::new(knowledge, settings);
    for actor in engine.score("The underwhelming Gull Line sailed at noon.").actors {
        let cues = actor.mentions.iter().flat_map(|mention| &mention.evidence);
        let words: Vec<&str> =
            cues.map(|piece| piece.cue.as_str()).filter(|words| !words.is_empty()).collect();
        println!("{}: {:?}, by: {}", actor.name, actor.stance, words.join(", "));
    }
    Ok(())
}
