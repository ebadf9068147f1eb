//! `standpoint sample`

use super::arguments::Sample;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::print::Printer;
use super::verdict::verdict;
use super::{interrupt, knowledge, setup};
use standpoint::evaluate::Sampler;
use standpoint::ingest::counted;
use standpoint::output::{CsvWriter, OutputError, write_file};
use standpoint::pipeline::{Processed, run as run_pipeline};
use standpoint::tables::SampleRow;
use std::path::Path;

pub fn run(options: &Sample, messages: &Messages) -> Result<Success, Failure> {
    if let Some(path) = &options.output {
        setup::refuse_clash(path, options.force)?;
    }
    let inputs = setup::inputs(&options.input)?;
    let knowledge = knowledge::load(&options.knowledge, messages)?;
    let settings = setup::scoring_settings(&options.input, &options.mentions, knowledge)?;
    let mut sampler = Sampler::new(options.count, options.input.seed);
    let outcome = run_pipeline(
        inputs,
        knowledge,
        &settings,
        None,
        &interrupt::watch(),
        |analyst, raw| {
            let analysis = analyst.analyze(raw)?;
            let candidates = analysis.candidates(knowledge);
            Ok(Processed::of(&analysis.article, candidates))
        },
        |candidates| {
            sampler.add(candidates);
            Ok::<(), OutputError>(())
        },
    )?;
    messages.ledger(&outcome.ledger);
    let success = verdict(&outcome, &options.input)?;
    let rows = sampler.finish();
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
