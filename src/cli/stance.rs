//! `standpoint stance`

use super::arguments::{EvidenceChoice, Stance};
use super::conclude::conclude_rows;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::print::Printer;
use super::{interrupt, knowledge, setup};
use standpoint::pipeline::Engine;
use standpoint::tables::EvidenceRows;

pub fn run(options: Stance, messages: &Messages) -> Result<Success, Failure> {
    let inputs = setup::inputs(&options.input)?;
    let knowledge = knowledge::load(&options.knowledge, messages)?;
    let settings = setup::scoring_settings(&options.input, &options.mentions, &knowledge)?;
    let engine = Engine::new(knowledge, settings).with_interrupt(interrupt::watch());
    if let Some(choice) = options.evidence {
        let which = match choice {
            EvidenceChoice::Cues => EvidenceRows::Cues,
            EvidenceChoice::All => EvidenceRows::All,
        };
        let mut printer = Printer::new(&options.format);
        let outcome = engine.evidence(inputs, which, |row| printer.write(&row));
        return conclude_rows(outcome, printer, None, &options.input, messages);
    }
    let mut printer = Printer::new(&options.format);
    let outcome = engine.stance(inputs, |row| printer.write(&row));
    conclude_rows(outcome, printer, None, &options.input, messages)
}
