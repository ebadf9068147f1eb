//! Paragraphs that many documents share: looked for before the run itself, if its inputs can be read twice.

use super::arguments::InputArgs;
use super::exit::Failure;
use super::messages::Messages;
use super::notice::Notice;
use super::once;
use standpoint::ingest::{CleanUpRule, Inputs, Spool};
use standpoint::pipeline::Engine;

/// Documents from which such paragraphs are looked for.
const LEAST: u64 = 10;

/// Whether they are to be looked for.
pub fn is_asked(input: &InputArgs) -> bool {
    !input.no_clean_up.iter().any(|rule| rule == "all" || rule == CleanUpRule::Boilerplate.name())
}

/// The engine that leaves them out; `inputs` opens the inputs, with the streams that are kept in `spool`.
pub fn looked_for(
    engine: Engine,
    input: &InputArgs,
    spool: Option<&Spool>,
    inputs: impl FnOnce() -> Result<Inputs, Failure>,
) -> Result<Engine, Failure> {
    if once::any_stream(input, spool) || !engine.settings().rules.has(CleanUpRule::Boilerplate) {
        return Ok(engine);
    }
    let boilerplate = engine.boilerplate(inputs()?)?;
    Ok(engine.without_boilerplate(boilerplate))
}

/// Says so where they were not looked for in a stream of that many documents.
pub fn say_if_not(
    engine: &Engine,
    input: &InputArgs,
    spool: Option<&Spool>,
    documents: u64,
    messages: &Messages,
) {
    let asked = engine.settings().rules.has(CleanUpRule::Boilerplate);
    if documents >= LEAST && asked && once::any_stream(input, spool) {
        messages.info(&Notice::StreamReadOnce);
    }
}
