//! Sheets of a workbook as rows of cells.

use super::package::{Kind, Refusal};
use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Ods, Reader, SheetVisible, Xlsx};
use std::borrow::Cow;
use std::io::Cursor;

/// Maximum number of columns; the others are not looked at.
const MAX_COLUMNS: usize = 500;

/// Maximum length of all cells of a sheet, in bytes.
const MAX_SHEET: usize = 1 << 30;

/// Maximum number of cells that get the value of the merged one they belong to.
const MAX_MERGED: usize = 1 << 20;

/// A sheet.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows that are not blank, in order.
    pub rows: Vec<SheetRow>,
    merged: Vec<Dimensions>,
}

/// A row of a sheet.
#[derive(Debug)]
pub(super) struct SheetRow {
    /// Its number in the sheet, from 1.
    pub number: u32,
    /// Its cells.
    pub cells: Vec<SheetCell>,
}

/// A cell of a sheet. A formula is its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SheetCell {
    Empty,
    Text(String),
    /// A formula without value.
    Error(String),
}

/// The visible sheets of a workbook.
///
/// # Errors
/// It cannot be read, or is too long.
pub(super) fn sheets(bytes: &[u8], kind: Kind) -> Result<Vec<Sheet>, Refusal> {
    let broken = |error: &dyn std::fmt::Display| Refusal::Bad(error.to_string());
    match kind {
        Kind::Xlsx => {
            let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
            let names = visible(book.sheets_metadata());
            let mut sheets = Vec::new();
            for name in names {
                let mut rows = Rows::default();
                let mut cells = match book.worksheet_cells_reader(&name) {
                    Ok(cells) => cells,
                    // A sheet that is a chart.
                    Err(calamine::XlsxError::NotAWorksheet(_)) => continue,
                    Err(error) => return Err(broken(&error)),
                };
                while let Some(cell) = cells.next_cell().map_err(|error| broken(&error))? {
                    rows.push(cell.get_position(), of_ref(cell.get_value()))?;
                }
                drop(cells);
                let merged = book.merge_cells_by_sheet_name(&name).map_err(|error| broken(&error))?;
                sheets.push(Sheet { name, rows: rows.finish(), merged });
            }
            Ok(sheets)
        }
        Kind::Ods => {
            let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
            let names = visible(book.sheets_metadata());
            let mut sheets = Vec::new();
            for name in names {
                let range = book.worksheet_range(&name).map_err(|error| broken(&error))?;
                let (top, left) = range.start().unwrap_or_default();
                let mut rows = Rows::default();
                for (row, column, value) in range.used_cells() {
                    let at = |offset: u32, index: usize| {
                        offset.saturating_add(u32::try_from(index).unwrap_or(u32::MAX))
                    };
                    rows.push((at(top, row), at(left, column)), of_data(value))?;
                }
                sheets.push(Sheet { name, rows: rows.finish(), merged: Vec::new() });
            }
            Ok(sheets)
        }
    }
}

fn visible(sheets: &[calamine::Sheet]) -> Vec<String> {
    let visible = sheets.iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
    visible.map(|sheet| sheet.name.clone()).collect()
}

impl Sheet {
    /// Gives the empty cells below a merged one its value, in the columns that `wanted` says. Rows that are blank
    /// stay so.
    pub fn fill_merged(&mut self, wanted: impl Fn(usize) -> bool) {
        let mut filled = 0;
        for region in &self.merged {
            let column = region.start.1 as usize;
            if region.end.0 <= region.start.0 || !wanted(column) {
                continue;
            }
            let from = self.rows.partition_point(|row| row.number <= region.start.0);
            let value = match self.rows.get(from) {
                Some(row) if row.number == region.start.0 + 1 => row.cells.get(column).cloned(),
                _ => None,
            };
            let Some(value @ SheetCell::Text(_)) = value else { continue };
            let below = self.rows.iter_mut().skip(from + 1);
            for row in below.take_while(|row| row.number <= region.end.0.saturating_add(1)) {
                if filled >= MAX_MERGED {
                    return;
                }
                if row.cells.len() <= column {
                    row.cells.resize(column + 1, SheetCell::Empty);
                }
                if let Some(cell @ SheetCell::Empty) = row.cells.get_mut(column) {
                    *cell = value.clone();
                    filled += 1;
                }
            }
        }
    }
}

/// Rows as their cells come.
#[derive(Default)]
struct Rows {
    rows: Vec<SheetRow>,
    length: usize,
}

impl Rows {
    fn push(&mut self, (row, column): (u32, u32), cell: SheetCell) -> Result<(), Refusal> {
        let column = column as usize;
        if column >= MAX_COLUMNS || cell == SheetCell::Empty {
            return Ok(());
        }
        if let SheetCell::Text(text) = &cell {
            self.length += text.len();
        }
        if self.length > MAX_SHEET {
            return Err(Refusal::TooLong(format!("over {} MiB in a sheet", MAX_SHEET >> 20)));
        }
        let number = row.saturating_add(1);
        if self.rows.last().is_none_or(|last| last.number != number) {
            self.rows.push(SheetRow { number, cells: Vec::new() });
        }
        if let Some(last) = self.rows.last_mut() {
            if last.cells.len() <= column {
                last.cells.resize(column + 1, SheetCell::Empty);
            }
            if let Some(slot) = last.cells.get_mut(column) {
                *slot = cell;
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Vec<SheetRow> {
        // Writers put rows in order; a file that does not is read all the same.
        self.rows.sort_by_key(|row| row.number);
        self.rows
    }
}

fn of_ref(value: &DataRef<'_>) -> SheetCell {
    match value {
        DataRef::SharedString(text) => text_cell(text),
        DataRef::String(text) => text_cell(text),
        DataRef::Int(number) => SheetCell::Text(number.to_string()),
        DataRef::Float(number) => SheetCell::Text(number.to_string()),
        DataRef::Bool(truth) => SheetCell::Text(truth.to_string()),
        DataRef::DateTime(date) => SheetCell::Text(iso(date).into_owned()),
        DataRef::DateTimeIso(date) | DataRef::DurationIso(date) => text_cell(date),
        DataRef::Error(error) => SheetCell::Error(error.to_string()),
        DataRef::Empty => SheetCell::Empty,
    }
}

fn of_data(value: &Data) -> SheetCell {
    match value {
        Data::String(text) => text_cell(text),
        Data::Int(number) => SheetCell::Text(number.to_string()),
        Data::Float(number) => SheetCell::Text(number.to_string()),
        Data::Bool(truth) => SheetCell::Text(truth.to_string()),
        Data::DateTime(date) => SheetCell::Text(iso(date).into_owned()),
        Data::DateTimeIso(date) | Data::DurationIso(date) => text_cell(date),
        Data::Error(error) => SheetCell::Error(error.to_string()),
        Data::Empty => SheetCell::Empty,
    }
}

fn text_cell(text: &str) -> SheetCell {
    if text.trim().is_empty() { SheetCell::Empty } else { SheetCell::Text(text.to_owned()) }
}

/// A date as ISO has it, with the time if there is one.
fn iso(date: &ExcelDateTime) -> Cow<'static, str> {
    if date.is_duration() {
        return date.as_f64().to_string().into();
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let mut text = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) != (0, 0, 0) {
        text.push_str(&format!("T{hour:02}:{minute:02}:{second:02}"));
    }
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn dates_are_iso_dates() {
        let date =
            |value, epoch_1904| iso(&ExcelDateTime::new(value, ExcelDateTimeType::DateTime, epoch_1904));
        assert_eq!(date(45943.0, false), "2025-10-13");
        assert_eq!(date(45943.5, false), "2025-10-13T12:00:00");
        assert_eq!(date(44481.0, true), "2025-10-13");
    }

    fn sheet(rows: &[(u32, &[&str])], merged: ((u32, u32), (u32, u32))) -> Sheet {
        let cells = |cells: &[&str]| cells.iter().map(|text| text_cell(text)).collect();
        let rows = rows.iter().map(|(number, row)| SheetRow { number: *number, cells: cells(row) }).collect();
        Sheet { name: "A".into(), rows, merged: vec![Dimensions::new(merged.0, merged.1)] }
    }

    #[test]
    fn a_merged_cell_counts_for_the_rows_below() {
        let rows: [(u32, &[&str]); 4] =
            [(2, &["Gull", "one"]), (3, &["", "two"]), (5, &[]), (6, &["", "six"])];
        let first = |sheet: &Sheet| -> Vec<Option<SheetCell>> {
            sheet.rows.iter().map(|row| row.cells.first().cloned()).collect()
        };
        let mut filled = sheet(&rows, ((1, 0), (4, 0)));
        filled.fill_merged(|column| column == 0);
        let gull = || Some(SheetCell::Text("Gull".into()));
        assert_eq!(first(&filled), [gull(), gull(), gull(), Some(SheetCell::Empty)]);
        let mut left = sheet(&rows, ((1, 0), (4, 0)));
        left.fill_merged(|column| column == 1);
        assert_eq!(first(&left), [gull(), Some(SheetCell::Empty), None, Some(SheetCell::Empty)]);
    }

    #[test]
    fn far_columns_and_blank_cells_are_left_out() {
        let mut rows = Rows::default();
        rows.push((0, 16_383), text_cell("far")).unwrap();
        rows.push((1_048_575, 1), text_cell("low")).unwrap();
        rows.push((2, 0), text_cell("  ")).unwrap();
        let rows = rows.finish();
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].number, rows[0].cells.len()), (1_048_576, 2));
    }
}
