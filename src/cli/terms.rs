//! `standpoint terms`: prints key terms of documents, or of two groups of documents.

use super::arguments::{Compare, TermsCommand};
use super::boilerplate;
use super::conclude::{conclude, conclude_rows};
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::notice::Notice;
use super::print::Printer;
use super::{interrupt, knowledge, once, setup};
use standpoint::ingest::Inputs;
use standpoint::pipeline::{Comparison, Engine};
use standpoint::tables::TermOptions;
use std::path::PathBuf;

pub fn run(options: TermsCommand, messages: &Messages) -> Result<Success, Failure> {
    // Groups are compared in one pass.
    let keeps = options.compare.is_none() && boilerplate::is_asked(&options.input);
    let spool = if keeps { once::kept(&options.input)? } else { None };
    let inputs = || setup::inputs_with(&options.input, spool.as_ref());
    let first = inputs()?;
    let knowledge = knowledge::alone(knowledge::registry(&options.actors)?)?;
    let settings = setup::settings(&options.input, &knowledge)?;
    let engine = Engine::new(knowledge, settings).with_interrupt(interrupt::watch());
    if let Some(compare) = &options.compare {
        let comparison = comparison(compare, &options.input.inputs)?;
        return print_keyness(&engine, first, &comparison, &options, messages);
    }
    let engine = boilerplate::looked_for(engine, &options.input, spool.as_deref(), inputs)?;
    let mut printer = Printer::new(&options.format, messages)?.without_header(options.rows.no_header);
    let outcome = engine.terms(first, which(&options), |row| printer.write(&row))?;
    conclude_rows(Ok(outcome), printer, None, &options.input, messages)
}

fn which(options: &TermsCommand) -> TermOptions {
    TermOptions { most: options.top, names: options.names }
}

/// The two groups to compare.
fn comparison(compare: &Compare, inputs: &[PathBuf]) -> Result<Comparison, Failure> {
    match (compare, inputs) {
        (Compare::Source(a, b), _) => Ok(Comparison::Source([a.clone(), b.clone()])),
        (Compare::Author(a, b), _) => Ok(Comparison::Author([a.clone(), b.clone()])),
        (Compare::Inputs, [a, b]) => Ok(Comparison::Inputs([a.clone(), b.clone()])),
        (Compare::Inputs, _) => Err(Failure::usage("--compare inputs: name two inputs")),
    }
}

/// Prints the key terms of the two groups, the first group first.
fn print_keyness(
    engine: &Engine,
    inputs: Inputs,
    comparison: &Comparison,
    options: &TermsCommand,
    messages: &Messages,
) -> Result<Success, Failure> {
    let report = engine.compare(inputs, comparison, which(options))?;
    let success = conclude(&report.outcome, &options.input, messages)?;
    let rows = report.rows().map_err(|error| setup::usage(error).about("--compare: "))?;
    let mut printer = Printer::new(&options.format, messages)?.without_header(options.rows.no_header);
    rows.iter().try_for_each(|row| printer.write(row))?;
    printer.finish(true)?;
    let (documents, of_neither) = (report.documents(), report.of_neither());
    messages.info(&Notice::Compared { groups: &report.groups, documents, of_neither });
    Ok(success)
}
