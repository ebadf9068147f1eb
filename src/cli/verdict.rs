//! Decides whether a run has succeeded.

use super::arguments::InputArgs;
use super::exit::{Failure, Success};
use super::passed_over::PassedOver;
use standpoint::ingest::{Ledger, counted, walk_endings};
use standpoint::pipeline::Outcome;
use std::path::{Path, PathBuf};

/// Maximum number of inputs named in a message.
const NAMED: usize = 3;

/// A run fails if nothing was readable, or with a skip or a date not read under --strict.
pub fn verdict(outcome: &Outcome, options: &InputArgs) -> Result<Success, Failure> {
    verdict_on(outcome, &options.inputs, options.strict)
}

/// [`verdict`] for a run over `inputs`.
pub fn verdict_on(outcome: &Outcome, inputs: &[PathBuf], strict: bool) -> Result<Success, Failure> {
    let skipped = outcome.ledger.skips.len();
    if outcome.documents == 0 {
        return Err(Failure::run(nothing(&outcome.ledger, inputs)));
    }
    let dates = outcome.ledger.dates_not_read();
    if skipped == 0 && strict && dates > 0 {
        let dates = counted(dates, "date");
        return Err(Failure::run(format!("{dates} not read, which --strict does not allow")));
    }
    if skipped == 0 {
        return Ok(Success::Done);
    }
    if strict {
        let skipped = counted(skipped, "input");
        return Err(Failure::run(format!("{skipped} skipped, which --strict does not allow")));
    }
    Ok(Success::SomeSkipped)
}

/// Why there is no document, and in which inputs.
fn nothing(ledger: &Ledger, inputs: &[PathBuf]) -> String {
    let place = named(inputs);
    if !ledger.skips.is_empty() {
        return format!("nothing readable in {place}: {} skipped", counted(ledger.skips.len(), "input"));
    }
    let passed: Vec<String> = PassedOver::of(ledger).iter().map(ToString::to_string).collect();
    let mut text = if passed.is_empty() {
        format!("there are no documents in {place}")
    } else {
        format!("nothing readable in {place}: {} passed over", passed.join(" and "))
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
fn named(inputs: &[PathBuf]) -> String {
    let name = |path: &Path| {
        if path.as_os_str() == "-" { "stdin".to_owned() } else { path.display().to_string() }
    };
    let mut names: Vec<String> = inputs.iter().take(NAMED).map(|path| name(path)).collect();
    if names.is_empty() {
        names.push("stdin".to_owned());
    }
    let more = inputs.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    names.join(", ") + &more
}
