//! `standpoint stance`

use super::arguments::Stance;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::print::Printer;
use super::verdict::verdict;
use super::{interrupt, knowledge, setup};
use standpoint::output::OutputError;
use standpoint::pipeline::{Outcome, Processed, run as run_pipeline};
use standpoint::tables::EvidenceRows;

pub fn run(options: Stance, messages: &Messages) -> Result<Success, Failure> {
    let inputs = setup::inputs(&options.input)?;
    let knowledge = knowledge::load(&options.knowledge, messages)?;
    let settings = setup::scoring_settings(&options.input, &options.mentions, knowledge)?;
    let stop = interrupt::watch();
    let trusted = |outcome: &Outcome| verdict(outcome, &options.input).is_ok();
    let outcome: Outcome = if options.evidence {
        let mut printer = Printer::new(&options.format);
        let (mut mentions, mut evidence) = (0, 0);
        let outcome = run_pipeline(
            inputs,
            knowledge,
            &settings,
            None,
            &stop,
            |analyst, raw| {
                let analysis = analyst.analyze(raw)?;
                let tables = analysis.view(knowledge).mention_tables(EvidenceRows::All);
                Ok(Processed::of(&analysis.article, tables))
            },
            |mut tables| {
                tables.number(mentions, evidence);
                mentions += tables.mentions.len() as u64;
                evidence += tables.evidence.len() as u64;
                for row in tables.evidence_lines() {
                    printer.write(&row)?;
                }
                Ok::<(), OutputError>(())
            },
        )?;
        printer.finish(trusted(&outcome))?;
        outcome
    } else {
        let mut printer = Printer::new(&options.format);
        let outcome = run_pipeline(
            inputs,
            knowledge,
            &settings,
            None,
            &stop,
            |analyst, raw| {
                let analysis = analyst.analyze(raw)?;
                let rows = analysis.view(knowledge).stance_rows();
                Ok(Processed::of(&analysis.article, rows))
            },
            |rows| rows.iter().try_for_each(|row| printer.write(row)),
        )?;
        printer.finish(trusted(&outcome))?;
        outcome
    };
    messages.ledger(&outcome.ledger);
    verdict(&outcome, &options.input)
}
