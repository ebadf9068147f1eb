//! Messages on stderr: errors, warnings, summaries of skips, progress.

use super::arguments::TopicCount;
use super::arguments::{Arguments, Color, InputArgs};
use super::dates_not_read::DatesNotRead;
use super::exit::{Failure, FailureKind};
use super::message::{Message, joined};
use super::notice::Notice;
use super::passed_over::PassedOver;
use super::progress::Progress;
use super::timings;
use super::used::Used;
use super::warning::Warning;
use anstream::ColorChoice;
use anstyle::{AnsiColor, Style};
use standpoint::digest::Digest;
use standpoint::ingest::{CleanUpRule, Ledger, Remark, is_pipe};
use standpoint::output::{digest_lines, sanitize};
use standpoint::pipeline::{CacheNote, Outcome};
use standpoint::topics::ChoiceCurve;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

/// Where messages go, and which are shown.
pub struct Messages {
    quiet: bool,
    used: Used,
    /// Whether stdout may be coloured.
    pub color: ColorChoice,
    terminal: bool,
}

/// Maximum skips, and warnings, listed without -v.
const LISTED: usize = 5;

/// Columns where stderr is no terminal.
const WIDTH: usize = 80;

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
            used: Used::of(arguments),
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
            self.write(ERROR, "error: ", &joined(&failure.message, failure.hint.as_deref()));
        }
        ExitCode::from(failure.kind.code())
    }

    /// A warning with its hint.
    pub fn warn(&self, warning: &Warning<'_>) {
        self.say(WARNING, "warning: ", warning);
    }

    /// A notice with its hint.
    pub fn info(&self, notice: &Notice<'_>) {
        self.say(Style::new(), "", notice);
    }

    fn say(&self, style: Style, label: &str, message: &impl Message) {
        if !self.quiet {
            self.write(style, label, &message.text(&self.used));
        }
    }

    /// The result in short, on a screen of the terminal, or 80 columns where there is none.
    pub fn digest(&self, digest: &Digest) {
        if self.quiet {
            return;
        }
        let width = terminal_size::terminal_size_of(std::io::stderr())
            .map_or(WIDTH, |(columns, _)| usize::from(columns.0));
        let mut stderr = anstream::AutoStream::new(std::io::stderr(), self.color);
        let _ = writeln!(stderr, "{}", digest_lines(digest, width).join("\n"));
    }

    /// Printed only with -v.
    pub fn detail(&self, notice: &Notice<'_>) {
        if self.used.verbose {
            self.info(notice);
        }
    }

    /// Reports named pipes among the inputs: the run waits until something is written to them. Those of the shell have
    /// a writer.
    pub fn pipes(&self, input: &InputArgs) {
        let of_the_shell = |path: &Path| ["/dev", "/proc"].iter().any(|folder| path.starts_with(folder));
        for path in input.inputs.iter().filter(|path| !of_the_shell(path) && is_pipe(path)) {
            self.info(&Notice::PipeNamed(path));
        }
    }

    /// Whether stdout is to be coloured.
    pub fn colors_stdout(&self) -> bool {
        match self.color {
            ColorChoice::Auto => anstream::AutoStream::choice(&std::io::stdout()) != ColorChoice::Never,
            choice => choice != ColorChoice::Never,
        }
    }

    /// The progress of a run, shown if stderr is a terminal.
    pub fn progress(&self) -> Progress {
        Progress::new(self.terminal && !self.quiet)
    }

    /// Reports that a run begins without the cache of an earlier one.
    pub fn cache(&self, note: Option<CacheNote>) {
        match note {
            Some(CacheNote::Dropped(path)) => self.info(&Notice::CacheDropped(&path)),
            Some(CacheNote::Unusable(fault)) => self.warn(&Warning::CacheNotWritten { fault: &fault }),
            None => {}
        }
    }

    /// Reports the choice of the number of topics, and whether there are fewer than requested.
    pub fn topics_found<'a>(
        &self,
        asked: TopicCount,
        found: usize,
        choices: impl Iterator<Item = (Option<&'a str>, &'a ChoiceCurve)>,
    ) {
        for (language, curve) in choices.filter(|(_, curve)| !curve.points.is_empty()) {
            self.info(&Notice::TopicsChosen { language, curve });
        }
        if let Some(warning) = Warning::of_topics(asked, found) {
            self.warn(&warning);
        }
    }

    /// Prints where the time went, if that was asked for.
    pub fn timings(&self, outcome: &Outcome, input: &InputArgs) {
        if input.timings {
            self.write(Style::new(), "", &timings::table(&outcome.timings));
        }
    }

    /// Reports if a run that looked for actors found none, or none in some documents.
    pub fn sought(&self, outcome: &Outcome) {
        let Some(sought) = &outcome.sought else { return };
        // Where there is no lexicon, actors are not looked for.
        let elsewhere = outcome.counted_languages.values().sum::<u64>();
        let documents = outcome.documents.saturating_sub(elsewhere);
        let without = sought.without.saturating_sub(elsewhere);
        if documents == 0 {
            return;
        }
        if sought.mentions == 0 {
            self.info(&Notice::NobodyFound { documents, names: sought.unlisted() });
        } else if without > 0 {
            self.info(&Notice::SomeWithout { without, documents });
        }
    }

    /// Reports documents in languages without lexicons.
    pub fn languages(&self, outcome: &Outcome) {
        if !outcome.counted_languages.is_empty() {
            let (documents, languages) = (outcome.documents, &outcome.counted_languages);
            self.info(&Notice::OtherLanguages { documents, languages });
        }
    }

    /// Reports warnings, skips and ignored files; the counts last.
    pub fn ledger(&self, ledger: &Ledger) {
        let most = if self.used.verbose { usize::MAX } else { LISTED };
        for as_read in ledger.as_read.iter().take(most) {
            self.info(&Notice::ReadAs(as_read));
        }
        let more = ledger.as_read.len().saturating_sub(most);
        if more > 0 {
            self.info(&Notice::MoreReadAs(more));
        }
        if let Some(count) = ledger.clean_up.get(CleanUpRule::Markup.name()) {
            self.info(&Notice::Markup(*count));
        }
        // Dates that were not read are counted below.
        let listed =
            || ledger.warnings.iter().filter(|warning| self.used.verbose || !DatesNotRead::is_one(warning));
        for warning in listed().take(most) {
            self.warn(&Warning::Document(warning));
        }
        let more = listed().count().saturating_sub(most);
        if more > 0 {
            self.info(&Notice::MoreWarnings(more));
        }
        for skip in ledger.skips.iter().take(most) {
            self.warn(&Warning::Skipped(skip));
        }
        let more = ledger.skips.len().saturating_sub(most);
        if more > 0 {
            self.info(&Notice::MoreSkipped(more));
        }
        let shared = ledger.clean_up.get(CleanUpRule::Boilerplate.name());
        if let Some(count) = shared {
            self.info(&Notice::BoilerplateLeftOut(*count));
        }
        if let Some(unmatched) = &ledger.unmatched {
            self.warn(&Warning::PathsUnmatched(unmatched));
        }
        if let Some((first, others)) = ledger.date_orders.split_first() {
            self.info(&Notice::DatesInOrder { first, others: others.len() });
        }
        if let Some(dates) = &ledger.dates_in_paths {
            self.info(&Notice::DatesInPaths(dates));
        }
        for dates in DatesNotRead::of(ledger) {
            self.warn(&Warning::DatesNotRead(&dates));
        }
        for (remark, tally) in &ledger.remarks {
            let notice = Notice::Remarked(remark, tally);
            match remark {
                Remark::Mojibake => self.say(WARNING, "warning: ", &notice),
                _ => self.info(&notice),
            }
        }
        for passed in PassedOver::of(ledger) {
            self.info(&Notice::PassedOver(passed));
        }
        let counts = ledger.skips_by_reason();
        if !counts.is_empty() {
            self.info(&Notice::InputsSkipped(&counts));
        }
    }
}
