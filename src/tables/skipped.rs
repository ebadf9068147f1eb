//! The rows of `skipped.csv`.

use super::rows::SkippedRow;
use crate::ingest::Ledger;

/// One row per skip, in the order of the inputs; behind them what was passed over, by path.
#[must_use]
pub fn skipped_rows(ledger: &Ledger) -> Vec<SkippedRow> {
    let rows = ledger.skips.iter().chain(&ledger.passed).map(|skip| SkippedRow {
        path: skip.path.clone(),
        row: skip.row,
        reason: skip.reason.name(),
        detail: skip.detail.clone(),
    });
    rows.collect()
}
