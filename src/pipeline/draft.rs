//! A complete result, before and after it is put in place.

use super::flow::Outcome;
use super::resume::Resumed;
use crate::digest::{Cut, Digest};
use crate::output::{Aftermath, Directory, OutputError, WrittenWorkbook};
use crate::topics::ChoiceCurve;
use std::collections::BTreeMap;

/// A complete result that is not visible yet.
pub struct Draft {
    /// The outcome of the run.
    pub outcome: Outcome,
    /// Number of topics.
    pub topics: usize,
    /// Number of documents that are in none of the topics.
    pub in_no_topic: usize,
    /// Number of documents that copy another.
    pub copies: usize,
    /// The result in short.
    pub digest: Digest,
    /// The curves that their number was chosen from, unless it was given, each with the code of its language where there
    /// are several.
    pub choices: Vec<(Option<String>, ChoiceCurve)>,
    /// Number of rows of each table.
    pub rows: BTreeMap<&'static str, u64>,
    pub(super) workbook: Option<WrittenWorkbook>,
    pub(super) cut: Vec<Cut>,
    /// Outlets that have no columns in the wide table of actors.
    pub outlets_left_out: usize,
    /// How many documents were taken from a cache, if one was kept.
    pub resumed: Option<Resumed>,
    pub(super) package: String,
    pub(super) directory: Directory,
}

/// What was put in place, and what is to be said of it.
#[derive(Debug)]
pub struct Committed {
    /// What the workbook has no room for.
    pub cut: Vec<Cut>,
    /// What became of files that were in the way.
    pub aftermath: Aftermath,
}

impl Draft {
    /// Swaps the directory in, and then puts a workbook outside of it in place, which is complete by then: only the rename
    /// is left, and the workbook is never newer than the directory.
    ///
    /// # Errors
    /// A file cannot be written; what could not be replaced is unchanged.
    pub fn commit(self) -> Result<Committed, OutputError> {
        let aftermath = self.directory.commit(self.package.as_bytes())?;
        self.workbook.map(WrittenWorkbook::put).transpose()?;
        Ok(Committed { cut: self.cut, aftermath })
    }
}
