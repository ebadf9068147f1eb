//! The stances of documents toward actors, and the evidence behind them, row by row.

use super::engine::Engine;
use super::flow::{Outcome, Processed, RunError};
use crate::ingest::Inputs;
use crate::tables::{EvidenceLineRow, EvidenceRows, StanceRow};

impl Engine {
    /// Gives the rows of `stance.csv`, in the order of the inputs.
    ///
    /// # Errors
    /// Wrong inputs, what `sink` returns, or an interruption.
    pub fn stance<E>(
        &self,
        inputs: Inputs,
        mut sink: impl FnMut(StanceRow) -> Result<(), E>,
    ) -> Result<Outcome, RunError<E>> {
        self.run(
            inputs,
            None,
            |analyst, raw| {
                let analysis = analyst.analyze(raw)?;
                let rows = analysis.view(analyst.knowledge).stance_rows();
                Ok(Processed::of(&analysis.article, rows))
            },
            |rows| rows.into_iter().try_for_each(&mut sink),
        )
    }

    /// Gives `which` evidence with its mention and sentence, in the order of the inputs.
    ///
    /// # Errors
    /// Wrong inputs, what `sink` returns, or an interruption.
    pub fn evidence<E>(
        &self,
        inputs: Inputs,
        which: EvidenceRows,
        mut sink: impl FnMut(EvidenceLineRow) -> Result<(), E>,
    ) -> Result<Outcome, RunError<E>> {
        let (mut mentions, mut evidence) = (0, 0);
        self.run(
            inputs,
            None,
            |analyst, raw| {
                let analysis = analyst.analyze(raw)?;
                let tables = analysis.view(analyst.knowledge).mention_tables(which);
                Ok(Processed::of(&analysis.article, tables))
            },
            |mut tables| {
                tables.number(mentions, evidence);
                mentions += tables.mentions.len() as u64;
                evidence += tables.evidence.len() as u64;
                tables.evidence_lines().try_for_each(&mut sink)
            },
        )
    }
}
