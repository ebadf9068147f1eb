//! `standpoint sample`: draws a coding sheet.

use super::arguments::Sample;
use super::conclude::conclude;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::notice::Notice;
use super::print::Printer;
use super::{interrupt, knowledge, setup};
use standpoint::evaluate::Draws;
use standpoint::output::write_rows;
use standpoint::pipeline::Engine;

pub fn run(options: &Sample, messages: &Messages) -> Result<Success, Failure> {
    if let Some(path) = &options.output {
        setup::refuse_clash(path, options.force)?;
    }
    let inputs = setup::inputs(&options.input)?;
    let knowledge = knowledge::load(&options.knowledge, messages)?;
    let settings = setup::scoring_settings(&options.input, &options.mentions, &knowledge)?;
    let draws = if options.as_they_come { Draws::AsTheyCome } else { Draws::Evenly };
    let engine = Engine::new(knowledge, settings).with_interrupt(interrupt::watch());
    let (rows, outcome) = engine.sample(inputs, options.count, draws)?;
    let success = conclude(&outcome, &options.input, messages)?;
    match &options.output {
        Some(path) => write_rows(path, setup::dialect(&options.format.files), &rows)?,
        None => {
            let mut printer = Printer::new(&options.format, messages)?;
            rows.iter().try_for_each(|row| printer.write(row))?;
            printer.finish(true)?;
        }
    }
    if rows.len() < options.count {
        messages.info(&Notice::FewerMentions(rows.len()));
    }
    Ok(success)
}
