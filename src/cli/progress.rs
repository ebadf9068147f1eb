//! The progress of a run on a terminal: its phase, documents done, bytes read of those there are, rate, time left.

use indicatif::{ProgressBar, ProgressStyle};
use standpoint::ingest::{Intake, grouped};
use standpoint::pipeline::{Phase, Step};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How a pass through the inputs is shown if their lengths are known, and if they are not.
const KNOWN: &str = "{msg:<34} {bar:20} {percent:>3} %  {binary_bytes_per_sec}  {eta} left";
const STREAM: &str = "{spinner} {msg}  {binary_bytes} read  {binary_bytes_per_sec}";
/// How a phase is shown that reads no inputs.
const WORK: &str = "{spinner} {msg}";

/// The line that shows it; hidden if nothing is to be shown.
#[derive(Clone)]
pub struct Progress {
    bar: ProgressBar,
    documents: Arc<AtomicU64>,
    phase: Arc<AtomicU64>,
}

/// The passes through the inputs, as they are named.
const PASSES: [(Phase, &str); 3] = [
    (Phase::Names, "looking for names"),
    (Phase::Paragraphs, "looking for shared paragraphs"),
    (Phase::Articles, "articles"),
];

/// What is said of a phase.
fn name(phase: Phase) -> &'static str {
    match phase {
        Phase::Records => "writing rows in the order of ids",
        Phase::Copies => "looking for copies",
        Phase::Terms => "writing key terms",
        Phase::Topics => "finding topics",
        Phase::Tables => "writing tables",
        pass => PASSES.iter().find(|(of, _)| *of == pass).map_or("", |(_, name)| *name),
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner())
}

impl Progress {
    /// A line that is shown, or is hidden.
    pub fn new(shown: bool) -> Self {
        let bar =
            if shown { ProgressBar::no_length().with_style(style(WORK)) } else { ProgressBar::hidden() };
        Self { bar, documents: Arc::default(), phase: Arc::default() }
    }

    /// Shows a step.
    pub fn show(&self, step: Step<'_>) {
        if self.bar.is_hidden() {
            return;
        }
        match step {
            Step::Begins(phase) => {
                self.documents.store(0, Ordering::Relaxed);
                let at = PASSES.iter().position(|(pass, _)| *pass == phase).unwrap_or(PASSES.len());
                self.phase.store(at as u64, Ordering::Relaxed);
                self.bar.reset();
                self.bar.unset_length();
                self.bar.set_style(style(WORK));
                self.bar.set_message(name(phase));
                self.bar.tick();
            }
            Step::Document(intake) => self.document(intake),
        }
    }

    fn document(&self, intake: &Intake) {
        let documents = self.documents.fetch_add(1, Ordering::Relaxed) + 1;
        if documents == 1 {
            self.bar.set_style(style(if intake.total().is_some() { KNOWN } else { STREAM }));
            if let Some(total) = intake.total() {
                self.bar.set_length(total);
            }
        }
        let phase = usize::try_from(self.phase.load(Ordering::Relaxed)).unwrap_or_default();
        let what = PASSES.get(phase).map_or("", |(_, name)| *name);
        let count = grouped(documents);
        let message = if what == "articles" { format!("{count} {what}") } else { format!("{what}: {count}") };
        self.bar.set_message(message);
        self.bar.set_position(intake.read());
    }

    /// Takes the line away.
    pub fn done(&self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_read() {
        for template in [KNOWN, STREAM, WORK] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }
}
