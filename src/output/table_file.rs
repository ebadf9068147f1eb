//! One table as a file that appears whole or not at all.

use super::csv_writer::CsvWriter;
use super::dialect::Dialect;
use super::failure::OutputError;
use super::single::write_file;
use crate::tables::Row;
use std::path::Path;

/// Writes `rows` as CSV to `target`.
///
/// # Errors
/// The place cannot be written; what stood there still stands.
pub fn write_rows<R: Row>(target: &Path, dialect: Dialect, rows: &[R]) -> Result<(), OutputError> {
    let mut writer = CsvWriter::new::<R>(Vec::new(), dialect, target)?;
    rows.iter().try_for_each(|row| writer.write(row))?;
    write_file(target, &writer.finish()?)
}
