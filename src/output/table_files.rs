//! The tables of a result in further formats, made of their files of CSV.

use super::dialect::Dialect;
use super::directory::Directory;
use super::failure::{OutputError, OutputFault};
use super::table_format::TableFormat;
use crate::tables::ColumnType;

/// A table that is written: its name and its columns.
pub type WrittenTable = (String, Vec<(String, ColumnType)>);

/// Writes tables of `directory`, which are there in CSV, in Parquet too; returns the names of the files.
///
/// # Errors
/// A file cannot be read or written, or this build does not write Parquet.
pub fn write_parquet_tables(
    directory: &Directory,
    dialect: Dialect,
    tables: &[WrittenTable],
) -> Result<Vec<String>, OutputError> {
    let mut names = Vec::new();
    for (table, columns) in tables {
        let name = TableFormat::Parquet.file(table);
        one(directory, dialect, table, columns, &name)?;
        names.push(name);
    }
    Ok(names)
}

#[cfg(feature = "parquet")]
fn one(
    directory: &Directory,
    dialect: Dialect,
    table: &str,
    columns: &[(String, ColumnType)],
    name: &str,
) -> Result<(), OutputError> {
    let csv = TableFormat::Csv.file(table);
    let read = directory.open(&csv).map_err(OutputFault::write(&directory.target().join(&csv)))?;
    let mut file = directory.file(name)?;
    let target = directory.target().join(name);
    super::parquet::write_parquet(dialect.reader(read), dialect, columns, &mut file, &target)?;
    directory.close(name, file)
}

#[cfg(not(feature = "parquet"))]
fn one(
    directory: &Directory,
    _: Dialect,
    _: &str,
    _: &[(String, ColumnType)],
    name: &str,
) -> Result<(), OutputError> {
    Err(OutputFault::NoParquet.at(&directory.target().join(name)))
}

/// Removes the files of CSV.
///
/// # Errors
/// A file cannot be removed.
pub fn remove_csv_tables(directory: &Directory, tables: &[WrittenTable]) -> Result<(), OutputError> {
    tables.iter().try_for_each(|(table, _)| directory.remove(&TableFormat::Csv.file(table)))
}
