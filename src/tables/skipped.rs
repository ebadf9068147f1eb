//! The rows of `skipped.csv`.

use super::rows::SkippedRow;
use crate::ingest::{Ledger, Warning};

/// The reason of a date that was not read. Its document was.
const DATE_NOT_READ: &str = "date_not_read";

/// One row per skip, in the order of the inputs; behind them what was passed over, by path, and one per date that was not
/// read.
#[must_use]
pub fn skipped_rows(ledger: &Ledger) -> Vec<SkippedRow> {
    let skips = ledger.skips.iter().chain(&ledger.passed).map(|skip| SkippedRow {
        path: skip.path.clone(),
        row: skip.row,
        reason: skip.reason.name(),
        detail: skip.detail.clone(),
    });
    let dates = ledger.warnings.iter().filter_map(|warning| {
        let Warning::DateNotRead { at, written, fault } = warning else { return None };
        let (path, detail) = (at.path.clone(), format!("'{written}': {fault}"));
        Some(SkippedRow { path, row: at.row, reason: DATE_NOT_READ, detail })
    });
    skips.chain(dates).collect()
}
