//! The sheet *Skipped*: what was not read.

use super::column::{Column, Look, of};
use super::fault::{Fault, fault};
use super::limits::Limits;
use super::sheet::{Entry, Sheet};
use super::source::TableFiles;
use super::styles::Styles;
use crate::tables::{Row, SkippedRow, Table};
use rust_xlsxwriter::Worksheet;

pub(super) const NAME: &str = "Skipped";
const TABLE: &Table = SkippedRow::TABLE;

pub(super) const COLUMNS: [Column; 4] = [
    of("File", Look::Text, 50.0, TABLE, "path"),
    of("Row", Look::Whole, 10.0, TABLE, "row"),
    of("Reason", Look::Text, 20.0, TABLE, "reason"),
    of("Particulars", Look::Wrapped, 60.0, TABLE, "detail"),
];

/// Fills the sheet.
pub(super) fn fill(
    sheet: &mut Worksheet,
    styles: &Styles,
    files: &TableFiles<'_>,
    limits: Limits,
) -> Result<(), Fault> {
    let all = files.count::<SkippedRow>();
    let shown = all.min(limits.skipped);
    let caption = match (shown, all) {
        (_, 0) => "Nothing was skipped.".to_owned(),
        (shown, all) if shown < all => format!("The first {shown} of {all} rows; skipped.csv has all."),
        _ => "Inputs that were not read, and dates that were not understood.".to_owned(),
    };
    let mut table = Sheet::table(sheet, styles, NAME, &caption, &COLUMNS, shown as usize).map_err(fault)?;
    let mut rows = files.records::<SkippedRow>()?;
    for _ in 0..shown {
        if !rows.next()? {
            break;
        }
        table
            .fill(&[
                Entry::Text(rows.text("path")),
                rows.number("row").into(),
                Entry::Text(rows.text("reason")),
                Entry::Text(rows.text("detail")),
            ])
            .map_err(fault)?;
        table.next().map_err(fault)?;
    }
    Ok(())
}
