//! Decides whether a run has succeeded.

use super::arguments::InputArgs;
use super::exit::{Failure, Success};
use super::passed_over::PassedOver;
use standpoint::ingest::{Ledger, counted, walk_endings};
use standpoint::pipeline::Outcome;
use standpoint::tsv::path_name;
use std::path::{Path, PathBuf};

/// Maximum number of inputs named in a message.
const NAMED: usize = 3;

/// Under --partial-ok a run has done what it was to do. Else it fails if nothing was readable, or with something
/// skipped, passed over or a date not read under --strict.
pub fn verdict(outcome: &Outcome, options: &InputArgs) -> Result<Success, Failure> {
    if options.partial_ok {
        return Ok(Success::Done);
    }
    verdict_on(outcome, &options.inputs, options.strict)
}

/// [`verdict`] for a run over `inputs`.
pub fn verdict_on(outcome: &Outcome, inputs: &[PathBuf], strict: bool) -> Result<Success, Failure> {
    if outcome.documents == 0 {
        return Err(Failure::run(nothing(&outcome.ledger, inputs)));
    }
    with_documents(&outcome.ledger, strict)
}

/// [`verdict`] for a run that prints rows: on inputs that are there and empty, it prints a table without rows.
pub fn verdict_on_rows(outcome: &Outcome, options: &InputArgs) -> Result<Success, Failure> {
    if is_empty(outcome) && !options.partial_ok {
        return with_documents(&outcome.ledger, options.strict);
    }
    verdict(outcome, options)
}

/// Whether the inputs are there, can be read, and hold no document.
pub fn is_empty(outcome: &Outcome) -> bool {
    outcome.documents == 0 && outcome.ledger.skips.is_empty() && outcome.ledger.sources > 0
}

fn with_documents(ledger: &Ledger, strict: bool) -> Result<Success, Failure> {
    let (skipped, passed) = (ledger.skips.len(), ledger.passed.len());
    if strict && skipped + passed > 0 {
        let mut what = Vec::new();
        if skipped > 0 {
            what.push(format!("{} skipped", counted(skipped, "input")));
        }
        if passed > 0 {
            what.push(format!("{} passed over", counted(passed, "file")));
        }
        return Err(Failure::run(format!("{}, which --strict does not allow", what.join(" and "))));
    }
    let dates = ledger.dates_not_read();
    if strict && dates > 0 {
        let dates = counted(dates, "date");
        return Err(Failure::run(format!("{dates} not read, which --strict does not allow")));
    }
    Ok(if skipped == 0 { Success::Done } else { Success::SomeSkipped })
}

/// Why there is no document, and in which inputs.
fn nothing(ledger: &Ledger, inputs: &[PathBuf]) -> String {
    let place = named(inputs);
    if !ledger.skips.is_empty() {
        return format!("nothing readable in {place}: {} skipped", counted(ledger.skips.len(), "input"));
    }
    if ledger.sources > 0 {
        return format!("there are no documents in {place}: it is empty");
    }
    let passed: Vec<String> = PassedOver::of(ledger).iter().map(ToString::to_string).collect();
    let mut text = if passed.is_empty() {
        format!("there are no documents in {place}")
    } else {
        format!("nothing readable in {place}: {}", passed.join(" and "))
    };
    if inputs.iter().any(|path| path.is_dir()) {
        text.push_str(&format!(
            " (a walk reads {}; name a file to read it whatever its ending)",
            walk_endings()
        ));
    }
    text
}

/// The first of the inputs, as text.
pub fn named(inputs: &[PathBuf]) -> String {
    let name = |path: &Path| {
        if path.as_os_str() == "-" { "stdin".to_owned() } else { path_name(path) }
    };
    let mut names: Vec<String> = inputs.iter().take(NAMED).map(|path| name(path)).collect();
    if names.is_empty() {
        names.push("stdin".to_owned());
    }
    let more = inputs.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    names.join(", ") + &more
}
