//! The files of the tables of a result.

use crate::output::{
    CsvWriter, Dialect, Directory, OutputError, ResultFile, TableFormat, WrittenTable, describe_files,
    describe_parquet, remove_csv_tables, write_parquet_tables,
};
use crate::tables::{Row, Table, WideActors, all_tables};
use std::collections::BTreeMap;
use std::io::BufWriter;

/// The file of a table that is being written.
pub(super) type TableFile = CsvWriter<BufWriter<ResultFile>>;

fn file_name(table: &str) -> String {
    format!("{table}.csv")
}

/// Opens the file of a table.
pub(super) fn open<R: Row>(directory: &Directory, dialect: Dialect) -> Result<TableFile, OutputError> {
    let name = file_name(R::TABLE.name);
    CsvWriter::new::<R>(directory.file(&name)?, dialect, &directory.target().join(&name))
}

/// Writes rows.
pub(super) fn write_all<R: Row>(file: &mut TableFile, rows: &[R]) -> Result<(), OutputError> {
    rows.iter().try_for_each(|row| file.write(row))
}

/// Closes the file of a table; returns the number of its rows.
pub(super) fn close(directory: &Directory, table: &str, file: TableFile) -> Result<u64, OutputError> {
    let rows = file.rows();
    directory.close(&file_name(table), file.finish()?)?;
    Ok(rows)
}

/// Writes the rows of a table as they are made; returns their number.
pub(super) fn write_table<R: Row>(
    directory: &Directory,
    dialect: Dialect,
    rows: impl Iterator<Item = R>,
) -> Result<u64, OutputError> {
    let mut file = open::<R>(directory, dialect)?;
    for row in rows {
        file.write(&row)?;
    }
    close(directory, R::TABLE.name, file)
}

/// Writes a whole table, and enters the number of its rows.
pub(super) fn save<R: Row>(
    directory: &Directory,
    dialect: Dialect,
    counts: &mut BTreeMap<&'static str, u64>,
    rows: &[R],
) -> Result<(), OutputError> {
    let mut file = open::<R>(directory, dialect)?;
    write_all(&mut file, rows)?;
    counts.insert(R::TABLE.name, close(directory, R::TABLE.name, file)?);
    Ok(())
}

/// Writes the tables in the other formats that were asked for, and removes CSV if that was not.
pub(super) fn of_formats(
    directory: &Directory,
    dialect: Dialect,
    formats: &[TableFormat],
    wide: Option<&WideActors>,
    package: &mut serde_json::Value,
) -> Result<(), OutputError> {
    if !formats.contains(&TableFormat::Parquet) {
        return Ok(());
    }
    let columns = |table: &Table| table.columns.iter().map(|c| (c.name.to_owned(), c.kind)).collect();
    let mut tables: Vec<WrittenTable> =
        all_tables().iter().map(|table| (table.name.to_owned(), columns(table))).collect();
    if let Some(wide) = wide {
        let columns = wide.columns().into_iter().map(|column| (column.name, column.kind)).collect();
        tables.push((WideActors::NAME.to_owned(), columns));
    }
    let names = write_parquet_tables(directory, dialect, &tables)?;
    if formats.contains(&TableFormat::Csv) {
        describe_files(package, &names);
    } else {
        remove_csv_tables(directory, &tables)?;
        describe_parquet(package);
    }
    Ok(())
}
