//! `standpoint sample`: draws a coding sheet.

use super::arguments::Sample;
use super::conclude::conclude;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::print::Printer;
use super::{interrupt, knowledge, setup};
use standpoint::ingest::counted;
use standpoint::output::{CsvWriter, OutputError, write_file};
use standpoint::pipeline::Engine;
use standpoint::tables::SampleRow;
use std::path::Path;

pub fn run(options: &Sample, messages: &Messages) -> Result<Success, Failure> {
    if let Some(path) = &options.output {
        setup::refuse_clash(path, options.force)?;
    }
    let inputs = setup::inputs(&options.input)?;
    let knowledge = knowledge::load(&options.knowledge, messages)?;
    let settings = setup::scoring_settings(&options.input, &options.mentions, &knowledge)?;
    let engine = Engine::new(knowledge, settings).with_interrupt(interrupt::watch());
    let (rows, outcome) = engine.sample(inputs, options.count)?;
    let success = conclude(&outcome, &options.input, messages)?;
    match &options.output {
        Some(path) => save(path, &rows, options)?,
        None => {
            let mut printer = Printer::new(&options.format);
            rows.iter().try_for_each(|row| printer.write(row))?;
            printer.finish(true)?;
        }
    }
    if rows.len() < options.count {
        let found = counted(rows.len(), "mention");
        messages.info(&format!("{found}, one an actor and sentence; there are no more"));
    }
    Ok(success)
}

fn save(path: &Path, rows: &[SampleRow], options: &Sample) -> Result<(), OutputError> {
    let mut writer = CsvWriter::new::<SampleRow>(Vec::new(), setup::dialect(&options.format), path)?;
    rows.iter().try_for_each(|row| writer.write(row))?;
    write_file(path, &writer.finish()?)
}
