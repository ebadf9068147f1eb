//! The steps of a run, for whoever shows its progress.

use crate::ingest::Intake;

/// A phase of a run: part of it that goes once through all documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Names that are not listed are looked for, in a pass of their own.
    Names,
    /// Paragraphs that documents share are looked for, in a pass of their own.
    Paragraphs,
    /// The articles are analysed.
    Articles,
    /// Records of documents are read, in the order of their ids.
    Records,
    /// Which documents copy which.
    Copies,
    /// The terms that set documents apart.
    Terms,
    /// The fit of topics.
    Topics,
    /// The tables that need all documents.
    Tables,
}

/// What has just happened in a run.
#[derive(Debug, Clone, Copy)]
pub enum Step<'a> {
    /// A phase begins.
    Begins(Phase),
    /// One more document is done, with so much read of the inputs.
    Document(&'a Intake),
}
