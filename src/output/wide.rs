//! The wide table of actors: its file, and its part of `datapackage.json`.

use super::csv_writer::CsvWriter;
use super::datapackage::csv_resource;
use super::dialect::Dialect;
use super::directory::Directory;
use super::failure::OutputError;
use crate::tables::WideActors;
use serde_json::{Value, json};

/// Writes the table into `directory`.
///
/// # Errors
/// The file cannot be written.
pub fn write_wide(directory: &Directory, dialect: Dialect, wide: &WideActors) -> Result<u64, OutputError> {
    let name = format!("{}.csv", WideActors::NAME);
    let columns = wide.columns();
    let header: Vec<_> = columns.iter().map(|column| (column.name.as_str(), column.kind)).collect();
    let target = directory.target().join(&name);
    let mut file = CsvWriter::with_header(directory.file(&name)?, dialect, &target, &header)?;
    wide.rows.iter().try_for_each(|row| file.write_cells(|give| row.cells(give)))?;
    directory.close(&name, file.finish()?)?;
    Ok(wide.rows.len() as u64)
}

/// Adds the table to a package.
pub fn describe_wide(package: &mut Value, wide: &WideActors, dialect: Dialect) {
    let fields = wide.columns().into_iter().map(|column| {
        // As it stands in the file, where it is guarded.
        (dialect.header(&column.name).into_owned(), column.kind, column.meaning)
    });
    let schema = json!({
        "missingValues": [""],
        "primaryKey": ["actor_id"],
        "foreignKeys": [
            { "fields": ["actor_id"], "reference": { "resource": "actors", "fields": ["actor_id"] } },
        ],
    });
    let resource = csv_resource(WideActors::NAME, &wide.meaning(), fields, schema, dialect.spreadsheet);
    if let Some(resources) = package.get_mut("resources").and_then(Value::as_array_mut) {
        resources.push(resource);
    }
}
