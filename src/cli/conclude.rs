//! The end of a run: reports skips and warnings, and decides on success.

use super::arguments::InputArgs;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::notice::Notice;
use super::print::Printer;
use super::verdict::{is_empty, named, verdict, verdict_on_rows};
use standpoint::output::OutputError;
use standpoint::pipeline::{Outcome, RunError};
use standpoint::tables::Row;

/// Ends a run whose results are printed afterwards, and only on success.
pub fn conclude(outcome: &Outcome, input: &InputArgs, messages: &Messages) -> Result<Success, Failure> {
    messages.languages(outcome);
    messages.sought(outcome);
    messages.ledger(&outcome.ledger);
    messages.timings(outcome, input);
    verdict(outcome, input)
}

/// Ends a run whose rows were printed meanwhile: prints the remaining rows, then `note` and the skips. Rows printed
/// before an interruption stay.
pub fn conclude_rows<R: Row>(
    outcome: Result<Outcome, RunError<OutputError>>,
    printer: Printer<R>,
    note: Option<Notice<'_>>,
    input: &InputArgs,
    messages: &Messages,
) -> Result<Success, Failure> {
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(RunError::Interrupted) => {
            printer.finish(false)?;
            return Err(Failure::interrupted());
        }
        Err(error) => return Err(error.into()),
    };
    let verdict = verdict_on_rows(&outcome, input);
    printer.finish(verdict.is_ok())?;
    if let Some(note) = note {
        messages.info(&note);
    }
    if is_empty(&outcome) {
        messages.info(&Notice::NothingThere { place: named(&input.inputs) });
    }
    messages.languages(&outcome);
    messages.sought(&outcome);
    messages.ledger(&outcome.ledger);
    messages.timings(&outcome, input);
    verdict
}
