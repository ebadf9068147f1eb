//! Messages on stderr: errors, warnings, summaries of skips, progress.

use super::arguments::Topics;
use super::arguments::{Arguments, Color};
use super::exit::{Failure, FailureKind};
use super::verdict::passed_over;
use anstream::ColorChoice;
use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};
use standpoint::ingest::{Ledger, counted};
use standpoint::output::sanitize;
use standpoint::topics::ChoiceCurve;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

/// Where messages go, and which are shown.
pub struct Messages {
    quiet: bool,
    verbose: u8,
    /// Whether stdout may be coloured.
    pub color: ColorChoice,
    terminal: bool,
}

/// Maximum skips, and warnings, listed without -v.
const LISTED: usize = 5;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

impl Messages {
    pub fn new(arguments: &Arguments) -> Self {
        let color = match arguments.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self {
            quiet: arguments.quiet,
            verbose: arguments.verbose,
            color,
            terminal: std::io::stderr().is_terminal(),
        }
    }

    fn write(&self, style: Style, label: &str, text: &str) {
        let mut stderr = anstream::AutoStream::new(std::io::stderr(), self.color);
        let text = if self.terminal { sanitize(text) } else { text.into() };
        // Errors are ignored: with stderr closed there is no one to tell.
        let _ = writeln!(stderr, "{style}{label}{style:#}{text}");
    }

    /// Prints an error with its hint, and returns the exit code.
    pub fn failure(&self, failure: &Failure) -> ExitCode {
        if failure.kind != FailureKind::ClosedPipe {
            let hint = failure.hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
            self.write(ERROR, "error: ", &format!("{}{hint}", failure.message));
        }
        ExitCode::from(failure.kind.code())
    }

    pub fn warn(&self, text: &str) {
        if !self.quiet {
            self.write(WARNING, "warning: ", text);
        }
    }

    pub fn info(&self, text: &str) {
        if !self.quiet {
            self.write(Style::new(), "", text);
        }
    }

    /// Printed only with -v.
    pub fn detail(&self, text: &str) {
        if self.verbose > 0 {
            self.info(text);
        }
    }

    /// Whether stdout is to be coloured.
    pub fn colors_stdout(&self) -> bool {
        match self.color {
            ColorChoice::Auto => anstream::AutoStream::choice(&std::io::stdout()) != ColorChoice::Never,
            choice => choice != ColorChoice::Never,
        }
    }

    /// A counter of articles, if stderr is a terminal.
    pub fn progress(&self) -> ProgressBar {
        if self.quiet || !self.terminal {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::no_length().with_style(ProgressStyle::default_spinner());
        bar.set_message("articles");
        bar
    }

    /// Reports the choice of the number of topics, and whether there are fewer than requested.
    pub fn topics_found(&self, asked: Topics, found: usize, choice: Option<&ChoiceCurve>) {
        if let Some(curve) = choice.filter(|curve| !curve.points.is_empty()) {
            self.info(&curve.sentence());
        }
        if let Topics::Auto(Some((least, most))) = asked
            && found < least
        {
            self.warn(&format!(
                "--k {least}..{most}: there are too few documents for {least} topics; there are {found}"
            ));
        }
        if let Topics::Fixed(k) = asked
            && found < k
        {
            let found = match found {
                0 => "are no topics".to_owned(),
                1 => "is only 1 topic".to_owned(),
                found => format!("are only {found} topics"),
            };
            self.warn(&format!(
                "--k {k}: there {found}, for there are no more different documents with terms that count"
            ));
        }
    }

    /// Reports warnings, skips and ignored files; the counts last.
    pub fn ledger(&self, ledger: &Ledger) {
        let most = if self.verbose > 0 { usize::MAX } else { LISTED };
        for warning in ledger.warnings.iter().take(most) {
            self.warn(&warning.to_string());
        }
        let more = ledger.warnings.len().saturating_sub(most);
        if more > 0 {
            self.info(&format!("{}; -v lists all", counted(more, "more warning")));
        }
        for skip in ledger.skips.iter().take(most) {
            let row = skip.row.map(|row| format!("#{row}")).unwrap_or_default();
            self.warn(&format!("{}{row}: {}: {}", skip.path, skip.reason.name(), skip.detail));
        }
        let more = ledger.skips.len().saturating_sub(most);
        if more > 0 {
            self.info(&format!("{more} more skipped; -v lists all"));
        }
        for passed in passed_over(ledger) {
            self.detail(&format!("{passed} passed over"));
        }
        if let Some(summary) = ledger.summary() {
            self.info(&summary);
        }
    }
}
