//! Exit codes, and the failures that lead to them.

use standpoint::ingest::InputError;
use standpoint::output::OutputError;
use standpoint::pipeline::{AnalyzeError, DiscoverError, RunError, TermsError, TopicsError};
use std::convert::Infallible;
use std::fmt::Display;
use std::process::ExitCode;

/// A run that came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Success {
    /// All of it. Exit code 0.
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

/// A run that did not.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Wrong usage or configuration; nothing was written. Exit code 2.
    #[error("{0}")]
    Usage(String),
    /// There is nothing to trust. Exit code 1.
    #[error("{0}")]
    Run(String),
    /// Interrupted. Exit code 130.
    #[error("interrupted; nothing was written")]
    Interrupted,
    /// The reader of our output has gone; no failure. Exit code 0.
    #[error("")]
    ClosedPipe,
}

impl Failure {
    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Self::Run(_) => 1,
            Self::Usage(_) => 2,
            Self::Interrupted => 130,
            Self::ClosedPipe => 0,
        }
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        match error {
            error if error.is_broken_pipe() => Self::ClosedPipe,
            OutputError::NotOurs { .. } | OutputError::IsAFile { .. } | OutputError::HoldsInput { .. } => {
                Self::Usage(error.to_string())
            }
            error => Self::Run(error.to_string()),
        }
    }
}

impl From<InputError> for Failure {
    fn from(error: InputError) -> Self {
        Self::Usage(error.to_string())
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
            RunError::Interrupted => Self::Interrupted,
        }
    }
}

impl<E: Into<Failure> + Display> From<TermsError<E>> for Failure {
    fn from(error: TermsError<E>) -> Self {
        match error {
            TermsError::Run(error) => error.into(),
            error => Self::Usage(error.to_string()),
        }
    }
}

impl From<TopicsError> for Failure {
    fn from(error: TopicsError) -> Self {
        match error {
            TopicsError::Run(error) => error.into(),
            error => Self::Run(error.to_string()),
        }
    }
}

impl From<DiscoverError> for Failure {
    fn from(error: DiscoverError) -> Self {
        match error {
            DiscoverError::Run(error) => error.into(),
            error => Self::Run(error.to_string()),
        }
    }
}

impl From<AnalyzeError> for Failure {
    fn from(error: AnalyzeError) -> Self {
        match error {
            AnalyzeError::Run(error) => error.into(),
            AnalyzeError::Output(error) => error.into(),
            error => Self::Run(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_has_its_code() {
        assert_eq!(Failure::Run(String::new()).code(), 1);
        assert_eq!(Failure::Usage(String::new()).code(), 2);
        assert_eq!(Failure::Interrupted.code(), 130);
        let gone = OutputError::Write { path: "-".into(), source: std::io::ErrorKind::BrokenPipe.into() };
        assert_eq!(Failure::from(gone).code(), 0);
    }
}
