//! A workbook: every table of a result as a sheet.

use super::dialect::{Dialect, Spreadsheet, unguard};
use super::failure::OutputError;
use crate::tables::{ColumnType, Table};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use std::path::Path;

/// Rows of a sheet, the header not counted.
const MAX_ROWS: usize = 1_048_575;
/// Characters of a cell.
const MAX_CHARACTERS: usize = 32_767;

/// Makes `target` from the tables that `open` gives by name, written in `dialect`. Returns the names of tables that
/// were cut because a sheet ends before they do.
///
/// # Errors
/// A table cannot be read, or the workbook cannot be written.
pub fn write_workbook(
    tables: &[&'static Table],
    open: &dyn Fn(&str) -> std::io::Result<csv::Reader<std::fs::File>>,
    dialect: Dialect,
    target: &Path,
) -> Result<Vec<&'static str>, OutputError> {
    let fail =
        |source: XlsxError| OutputError::Workbook { path: target.to_path_buf(), source: Box::new(source) };
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let mut cut = Vec::new();
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(table.name).map_err(fail)?;
        sheet.set_freeze_panes(1, 0).map_err(fail)?;
        for (column, header) in (0u16..).zip(table.columns) {
            sheet.write_string_with_format(0, column, header.name, &bold).map_err(fail)?;
        }
        let mut reader = open(table.name).map_err(OutputError::write(target))?;
        for (index, record) in reader.records().enumerate() {
            if index >= MAX_ROWS {
                cut.push(table.name);
                break;
            }
            let record = record.map_err(|error| OutputError::write(target)(error.into()))?;
            let row = (index + 1) as u32;
            for (at, (cell, column)) in record.iter().zip(table.columns).enumerate() {
                if cell.is_empty() {
                    continue;
                }
                let number = matches!(column.kind, ColumnType::Integer | ColumnType::Number);
                let point = if dialect.spreadsheet == Spreadsheet::ExcelEu { "," } else { "." };
                let written = match cell.replace(point, ".").parse::<f64>() {
                    Ok(value) if number => sheet.write_number(row, at as u16, value),
                    _ => {
                        // A cell of a workbook is text by its type: no guard is needed.
                        let guarded = column.kind == ColumnType::Text && !dialect.raw_text;
                        let text = if guarded { unguard(cell) } else { cell };
                        sheet.write_string(
                            row,
                            at as u16,
                            text.chars().take(MAX_CHARACTERS).collect::<String>(),
                        )
                    }
                };
                written.map_err(fail)?;
            }
        }
    }
    workbook.save(target).map_err(fail)?;
    Ok(cut)
}
