//! `standpoint relations`: prints who takes a stance toward whom.

use super::arguments::Relations;
use super::boilerplate;
use super::conclude::conclude;
use super::discovered::Discovered;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::print::{Printer, print};
use super::{interrupt, setup};
use standpoint::output::{GraphFormat, edge_table, gexf, graphml, matrix};
use standpoint::pipeline::{Engine, RelationOptions};
use std::sync::Arc;

pub fn run(options: Relations, messages: &Messages) -> Result<Success, Failure> {
    let of_rows = matches!(options.graph, GraphFormat::Csv) && !options.matrix;
    if options.format.shown.output_format.is_some() && !of_rows {
        return Err(Failure::usage("--output-format is for rows, and a graph or a matrix has none")
            .hint("leave it out, or leave out --as and --matrix"));
    }
    let discovered = Discovered::load(options.discover, false, &options.input, &options.knowledge, messages)?;
    let inputs = discovered.inputs(&options.input)?;
    let settings = setup::scoring_settings(&options.input, &options.mentions, &discovered.knowledge)?;
    let engine = Engine::new(Arc::clone(&discovered.knowledge), settings).with_interrupt(interrupt::watch());
    let engine = boilerplate::looked_for(engine, &options.input, discovered.spool(), || {
        discovered.inputs(&options.input)
    })?;
    let which = RelationOptions {
        period: options.period,
        least_evidence: options.min_evidence,
        least_confidence: options.min_confidence,
        count_duplicates: options.count_duplicates,
    };
    let (rows, outcome) = engine.relations(inputs, which)?;
    boilerplate::say_if_not(&engine, &options.input, discovered.spool(), outcome.documents, messages);
    let verdict = conclude(&outcome, &options.input, messages)?;
    let dialect = setup::dialect(&options.format.files);
    match options.graph {
        _ if options.matrix => print(&matrix(&rows, dialect))?,
        GraphFormat::Edges => print(&edge_table(&rows, dialect))?,
        GraphFormat::Graphml => print(&graphml(&rows))?,
        GraphFormat::Gexf => print(&gexf(&rows))?,
        GraphFormat::Csv => {
            let mut printer = Printer::new(&options.format, messages)?;
            rows.iter().try_for_each(|row| printer.write(row))?;
            printer.finish(true)?;
        }
    }
    Ok(verdict)
}
