//! An Excel workbook: one sheet per table of a result.

use super::dialect::{Dialect, Spreadsheet};
use super::directory::Directory;
use super::failure::{OutputError, OutputFault};
use super::single::Pending;
use crate::tables::{ColumnType, Table};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook as Book, Worksheet, XlsxError};
use std::io::{Read, Seek, Write};
use std::path::Path;

/// Maximum rows of a sheet, without the header.
const MAX_ROWS: usize = 1_048_575;
/// Maximum characters of a cell.
const MAX_CHARACTERS: usize = 32_767;

/// A workbook that is not yet saved.
pub struct Workbook {
    book: Book,
    cut: Vec<&'static str>,
}

impl Workbook {
    /// Fills a sheet for each table from its file in `directory`, which was written in `dialect`.
    ///
    /// # Errors
    /// A table cannot be read.
    pub fn build(
        tables: &[&'static Table],
        directory: &Directory,
        dialect: Dialect,
    ) -> Result<Self, OutputError> {
        let mut workbook = Self { book: Book::new(), cut: Vec::new() };
        for table in tables {
            let target = directory.target().join(format!("{}.csv", table.name));
            let file = directory.open(&format!("{}.csv", table.name)).map_err(OutputFault::write(&target))?;
            let sheet = workbook.book.add_worksheet();
            if fill(sheet, table, dialect.reader(file), dialect, &target)? {
                workbook.cut.push(table.name);
            }
        }
        Ok(workbook)
    }

    /// The names of tables that exceed a sheet and were cut.
    #[must_use]
    pub fn cut(&self) -> &[&'static str] {
        &self.cut
    }

    /// Writes it into `directory`, as a file of the result.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write_into(&mut self, directory: &Directory, name: &str) -> Result<(), OutputError> {
        let mut file = directory.file(name)?;
        self.write(&mut file, &directory.target().join(name))?;
        directory.close(name, file)
    }

    /// Writes it beside `target`, complete but for its name.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write_beside(&mut self, target: &Path) -> Result<WrittenWorkbook, OutputError> {
        let mut pending = Pending::create(target)?;
        self.write(pending.file(), target)?;
        Ok(WrittenWorkbook(pending.close()?))
    }

    fn write(&mut self, file: &mut (impl Write + Seek + Send), target: &Path) -> Result<(), OutputError> {
        // The same tables give the same bytes, so it says no time: the first that the format can tell.
        let created = ExcelDateTime::from_ymd(1980, 1, 1).map_err(|source| broken(target, source))?;
        self.book.set_properties(&DocProperties::new().set_creation_datetime(&created));
        self.book.save_to_writer(file).map_err(|source| broken(target, source))
    }
}

/// A workbook that is written and flushed, and not in place yet.
pub struct WrittenWorkbook(Pending);

impl WrittenWorkbook {
    /// Puts it in place.
    ///
    /// # Errors
    /// The file cannot be renamed; the old one is then unchanged.
    pub fn put(self) -> Result<(), OutputError> {
        self.0.put()
    }
}

fn broken(target: &Path, source: XlsxError) -> OutputError {
    match source {
        XlsxError::IoError(source) => OutputFault::write(target)(source),
        source => OutputFault::Workbook(Box::new(source)).at(target),
    }
}

/// Fills a sheet; returns whether the table exceeded it.
fn fill(
    sheet: &mut Worksheet,
    table: &Table,
    mut reader: csv::Reader<impl Read>,
    dialect: Dialect,
    target: &Path,
) -> Result<bool, OutputError> {
    let fail = |source| broken(target, source);
    let bold = Format::new().set_bold();
    sheet.set_name(table.name).map_err(fail)?;
    sheet.set_freeze_panes(1, 0).map_err(fail)?;
    for (column, header) in (0u16..).zip(table.columns) {
        sheet.write_string_with_format(0, column, header.name, &bold).map_err(fail)?;
    }
    let point = if dialect.spreadsheet == Spreadsheet::ExcelEu { "," } else { "." };
    for (index, record) in reader.records().enumerate() {
        if index >= MAX_ROWS {
            return Ok(true);
        }
        let record = record.map_err(OutputFault::write_csv(target))?;
        let row = (index + 1) as u32;
        for (at, (cell, column)) in record.iter().zip(table.columns).enumerate() {
            if cell.is_empty() {
                continue;
            }
            let number = matches!(column.kind, ColumnType::Integer | ColumnType::Number);
            let written = match cell.replace(point, ".").parse::<f64>() {
                Ok(value) if number => sheet.write_number(row, at as u16, value),
                _ => {
                    // Cells of a workbook are typed as text: they need no guard.
                    let text = dialect.plain(cell, column.kind);
                    let text: String = text.chars().take(MAX_CHARACTERS).collect();
                    sheet.write_string(row, at as u16, text)
                }
            };
            written.map_err(fail)?;
        }
    }
    Ok(false)
}
