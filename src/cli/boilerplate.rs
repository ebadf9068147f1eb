//! Paragraphs that many documents share: looked for before the run itself, if its inputs can be read twice.

use super::arguments::InputArgs;
use super::exit::Failure;
use super::messages::Messages;
use super::notice::Notice;
use super::setup;
use standpoint::ingest::{CleanUpRule, Inputs};
use standpoint::pipeline::Engine;

/// Documents from which such paragraphs are looked for.
const LEAST: u64 = 10;

/// Whether some input can be read only once: stdin, or a pipe.
fn is_stream(input: &InputArgs) -> bool {
    let once = |path: &std::path::PathBuf| path.exists() && !path.is_file() && !path.is_dir();
    setup::reads_stdin(input) || input.inputs.iter().any(once)
}

/// The engine that leaves them out; `inputs` opens the inputs.
pub fn looked_for(
    engine: Engine,
    input: &InputArgs,
    inputs: impl FnOnce() -> Result<Inputs, Failure>,
) -> Result<Engine, Failure> {
    if is_stream(input) || !engine.settings().rules.has(CleanUpRule::Boilerplate) {
        return Ok(engine);
    }
    let boilerplate = engine.boilerplate(inputs()?)?;
    Ok(engine.without_boilerplate(boilerplate))
}

/// Says so where they were not looked for in a stream of that many documents.
pub fn say_if_not(engine: &Engine, input: &InputArgs, documents: u64, messages: &Messages) {
    if documents >= LEAST && is_stream(input) && engine.settings().rules.has(CleanUpRule::Boilerplate) {
        messages.info(&Notice::StreamReadOnce);
    }
}
