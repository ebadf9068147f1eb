//! `standpoint stance`: prints the stance of each document toward each actor.

use super::arguments::{EvidenceChoice, Stance};
use super::boilerplate;
use super::conclude::conclude_rows;
use super::discovered::Discovered;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::print::Printer;
use super::{interrupt, setup};
use standpoint::pipeline::Engine;
use standpoint::tables::EvidenceRows;
use std::sync::Arc;

pub fn run(options: Stance, messages: &Messages) -> Result<Success, Failure> {
    let discovered = Discovered::load(options.discover, false, &options.input, &options.knowledge, messages)?;
    let inputs = discovered.inputs(&options.input)?;
    let settings = setup::scoring_settings(&options.input, &options.mentions, &discovered.knowledge)?;
    let engine = Engine::new(Arc::clone(&discovered.knowledge), settings).with_interrupt(interrupt::watch());
    let engine = boilerplate::looked_for(engine, &options.input, discovered.spool(), || {
        discovered.inputs(&options.input)
    })?;
    if let Some(choice) = options.evidence {
        let which = match choice {
            EvidenceChoice::Cues => EvidenceRows::Cues,
            EvidenceChoice::All => EvidenceRows::All,
        };
        let mut printer = Printer::new(&options.format, messages)?.without_header(options.rows.no_header);
        let outcome = engine.evidence(inputs, which, |row| printer.write(&row));
        let documents = outcome.as_ref().map_or(0, |outcome| outcome.documents);
        boilerplate::say_if_not(&engine, &options.input, discovered.spool(), documents, messages);
        return conclude_rows(outcome, printer, None, &options.input, messages);
    }
    let mut printer = Printer::new(&options.format, messages)?
        .without_header(options.rows.no_header)
        .beside(&["actor", "sentence"]);
    let outcome = if printer.is_for_a_reader() {
        engine.stance_lines(inputs, |line| printer.write_with(&line.row, &[&line.actor, &line.sentence]))
    } else {
        engine.stance(inputs, |row| printer.write(&row))
    };
    let documents = outcome.as_ref().map_or(0, |outcome| outcome.documents);
    boilerplate::say_if_not(&engine, &options.input, discovered.spool(), documents, messages);
    conclude_rows(outcome, printer, None, &options.input, messages)
}
