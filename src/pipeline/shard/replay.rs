//! Records into tables, as the documents themselves would be: the one way in which results of `--model` are made.

use super::error::ShardError;
use super::shards::Record;
use crate::ingest::Skip;
use crate::output::{BlockFault, BlockWriter, OutputError};
use crate::pipeline::analyze_options::AnalyzeError;
use crate::pipeline::engine::Engine;
use crate::pipeline::flow::{Outcome, RunError};
use crate::pipeline::ordered;
use crate::pipeline::progress::Phase;
use crate::pipeline::results::Results;
use crate::pipeline::resume::{Made, decode};
use crate::pipeline::sought::Sought;
use crate::pipeline::timings::Stage;
use crate::tables::EvidenceRows;
use crate::text::Vocabulary;
use std::path::Path;
use std::sync::Arc;

/// How much larger a record is in memory than its bytes, which are compressed.
const UNPACKED: u64 = 16;

impl Engine {
    /// Adds documents to `results`, in the order of their `records`, and copies the records to `kept`.
    ///
    /// # Errors
    /// A record cannot be read, something cannot be written, or an interruption.
    pub(super) fn replay(
        &self,
        records: impl Iterator<Item = Result<Record, ShardError>> + Send,
        results: &mut Results,
        vocabulary: &Vocabulary,
        evidence: EvidenceRows,
        mut kept: Option<&mut BlockWriter>,
    ) -> Result<Outcome, AnalyzeError> {
        let actors = self.knowledge().registry.actors().len();
        let mut outcome = Outcome { timings: Arc::clone(&self.timings), ..Outcome::default() };
        let mut sought = Sought::default();
        results.leave_pairs_out();
        self.begin(Phase::Records);
        let means = ordered::Means {
            threads: self.settings.threads,
            memory: self.settings.memory,
            bytes: |record: &Result<Record, ShardError>| {
                record.as_ref().map_or(0, |record| record.results.len() as u64 * UNPACKED)
            },
            interrupt: &self.interrupt,
        };
        let worker = || {
            |record: Result<Record, ShardError>| {
                let record = record?;
                let made = self.timings.of(Stage::Rows, || decode(&record.results, vocabulary, actors));
                let detail = || format!("the record of '{}' cannot be read", record.doc_id);
                let damaged = || BlockFault::Damaged { detail: detail() }.at(Path::new(&*record.file));
                let made = made.ok_or_else(|| ShardError::from(damaged()))?;
                Ok((record, made))
            }
        };
        ordered::map(records, means, worker, |read: Result<(Record, Made), ShardError>| {
            let (record, Made { receipt, results: of_article, sought: sought_there }) = read?;
            if let Some(kept) = &mut kept {
                kept.write(&record.block())?;
            }
            outcome.enter(receipt);
            sought.add(sought_there);
            let add = || results.add(of_article, self.knowledge(), evidence);
            Ok::<(), AnalyzeError>(self.timings.of(Stage::Writing, add)?)
        })?;
        if self.interrupt.is_set() {
            return Err(AnalyzeError::Run(RunError::<OutputError>::Interrupted));
        }
        outcome.sought = Some(sought);
        Ok(outcome)
    }
}

/// The outcome of a run whose documents were replayed: what is said of documents is in the order of their ids.
pub(super) fn in_order(read: Outcome, replayed: Outcome) -> Outcome {
    let mut ledger = read.ledger;
    ledger.warnings = replayed.ledger.warnings;
    super::head::sort(&mut ledger.skips);
    super::head::sort(&mut ledger.passed);
    Outcome { ledger, sought: replayed.sought, ..read }
}

/// The outcome of a run without inputs of its own.
pub(super) fn of_heads(replayed: Outcome, skips: Vec<Skip>, passed: Vec<Skip>) -> Outcome {
    let mut outcome = replayed;
    outcome.ledger.skips = skips;
    outcome.ledger.passed = passed;
    outcome
}
