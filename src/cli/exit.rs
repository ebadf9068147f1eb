//! Exit codes, and the failures that they report.

use super::interrupt;
use standpoint::ingest::InputError;
use standpoint::output::{OutputError, OutputFault};
use standpoint::pipeline::{AnalyzeError, RunError, TermsError, TopicsError};
use standpoint::tsv::Hint;
use std::convert::Infallible;
use std::error::Error;
use std::fmt::Display;
use std::process::ExitCode;

/// A completed run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Success {
    /// All inputs were processed. Exit code 0.
    Done,
    /// Some inputs were skipped. Exit code 3.
    SomeSkipped,
}

impl From<Success> for ExitCode {
    fn from(success: Success) -> Self {
        match success {
            Success::Done => ExitCode::SUCCESS,
            Success::SomeSkipped => ExitCode::from(3),
        }
    }
}

/// The kind of a failure, which determines the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// Wrong usage or configuration; nothing was written. Exit code 2.
    Usage,
    /// No usable result. Exit code 1.
    Run,
    /// Ended by a signal. Exit code 130 (Ctrl-C), 143 (SIGTERM) or 129 (SIGHUP).
    Interrupted,
    /// The reader of stdout has closed it; not a failure. Exit code 0.
    ClosedPipe,
}

impl FailureKind {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Run => 1,
            Self::Usage => 2,
            Self::Interrupted => interrupt::signal().code(),
            Self::ClosedPipe => 0,
        }
    }
}

/// A failed run. [`Messages::failure`](super::Messages::failure) prints it.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// The kind.
    pub kind: FailureKind,
    /// The message.
    pub message: String,
    /// How to fix it.
    pub hint: Option<String>,
    /// The underlying error.
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl Failure {
    fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: None, source: None }
    }

    /// Wrong usage or configuration.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(FailureKind::Usage, message)
    }

    /// No usable result.
    pub fn run(message: impl Into<String>) -> Self {
        Self::new(FailureKind::Run, message)
    }

    /// Ended by a signal.
    pub fn interrupted() -> Self {
        Self::new(FailureKind::Interrupted, interrupt::signal().words()).hint("nothing was written")
    }

    /// An error of the library, in its own words, with what it says can be done about it.
    pub fn of(kind: FailureKind, error: impl Error + Hint + Send + Sync + 'static) -> Self {
        let hint = error.hint();
        Self { hint, ..Self::new(kind, error.to_string()).because(error) }
    }

    /// Adds a hint on how to fix it.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// With the flag that it is about in front of the message.
    #[must_use]
    pub fn about(self, flag: &str) -> Self {
        Self { message: format!("{flag}{}", self.message), ..self }
    }

    /// With the error that it comes from.
    #[must_use]
    pub fn because(self, error: impl Error + Send + Sync + 'static) -> Self {
        Self { source: Some(Box::new(error)), ..self }
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        let kind = match &*error.error {
            fault if fault.is_broken_pipe() => FailureKind::ClosedPipe,
            OutputFault::NotOurs
            | OutputFault::IsAFile
            | OutputFault::HoldsInput { .. }
            | OutputFault::Busy
            | OutputFault::InTheWay { .. } => FailureKind::Usage,
            _ => FailureKind::Run,
        };
        Self::of(kind, error)
    }
}

impl From<InputError> for Failure {
    fn from(error: InputError) -> Self {
        Self::of(FailureKind::Usage, error)
    }
}

impl From<Infallible> for Failure {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl<E: Into<Failure>> From<RunError<E>> for Failure {
    fn from(error: RunError<E>) -> Self {
        match error {
            RunError::Input(error) => error.into(),
            RunError::Sink(error) => error.into(),
            RunError::Interrupted => Self::interrupted(),
        }
    }
}

impl<E: Into<Failure> + Display> From<TermsError<E>> for Failure {
    fn from(error: TermsError<E>) -> Self {
        match error {
            TermsError::Run(error) => error.into(),
            TermsError::Background(error) => Self::of(FailureKind::Usage, error),
            error => Self::usage(error.to_string()),
        }
    }
}

impl From<TopicsError> for Failure {
    fn from(error: TopicsError) -> Self {
        match error {
            TopicsError::Run(error) => error.into(),
            error => Self::of(FailureKind::Run, error),
        }
    }
}

impl From<AnalyzeError> for Failure {
    fn from(error: AnalyzeError) -> Self {
        match error {
            AnalyzeError::Run(error) => error.into(),
            AnalyzeError::Output(error) => error.into(),
            AnalyzeError::Shard(error) => Self::of(FailureKind::Usage, error),
            error => Self::of(FailureKind::Run, error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_has_its_code() {
        assert_eq!(Failure::run("").kind.code(), 1);
        assert_eq!(Failure::usage("").kind.code(), 2);
        assert_eq!(Failure::interrupted().kind.code(), 130);
        let gone = OutputError::file("-", OutputFault::Write(std::io::ErrorKind::BrokenPipe.into()));
        assert_eq!(Failure::from(gone).kind.code(), 0);
    }

    #[test]
    fn a_failure_keeps_the_error_it_tells_of() {
        let there = || OutputError::file("out", OutputFault::IsAFile);
        let failure = Failure::from(there());
        assert_eq!((failure.kind, failure.hint.as_deref()), (FailureKind::Usage, Some("name another")));
        let failure = Failure::from(there()).hint("look");
        assert_eq!(failure.hint.as_deref(), Some("look"));
        assert_eq!(failure.source().map(ToString::to_string), Some(failure.message.clone()));
    }
}
