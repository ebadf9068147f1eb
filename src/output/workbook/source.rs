//! The tables of a result, read back row by row from the files that were just written.

use crate::output::dialect::{Dialect, Spreadsheet};
use crate::output::directory::Directory;
use crate::output::disk::ResultFile;
use crate::output::failure::{OutputError, OutputFault};
use crate::tables::{ColumnType, Row, SentenceRow, Table};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Where the tables of a result are.
#[derive(Clone, Copy)]
pub struct TableFiles<'a> {
    /// The directory that they were written into.
    pub directory: &'a Directory,
    /// How they were written.
    pub dialect: Dialect,
    /// The number of rows of each.
    pub rows: &'a BTreeMap<&'static str, u64>,
}

/// The rows of a table that is read back.
pub(super) struct Records {
    table: &'static Table,
    reader: csv::Reader<ResultFile>,
    dialect: Dialect,
    target: PathBuf,
    record: csv::StringRecord,
}

impl TableFiles<'_> {
    /// The rows of `R`'s table.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn records<R: Row>(&self) -> Result<Records, OutputError> {
        let name = format!("{}.csv", R::TABLE.name);
        let target = self.directory.target().join(&name);
        let file = self.directory.open(&name).map_err(OutputFault::write(&target))?;
        let reader = self.dialect.reader(file);
        Ok(Records {
            table: R::TABLE,
            reader,
            dialect: self.dialect,
            target,
            record: csv::StringRecord::new(),
        })
    }

    /// The texts of some sentences, by their ids: the table is read through, and little of it is kept.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn texts(&self, ids: &BTreeSet<String>) -> Result<BTreeMap<String, String>, OutputError> {
        let mut found = BTreeMap::new();
        if ids.is_empty() {
            return Ok(found);
        }
        let mut records = self.records::<SentenceRow>()?;
        while found.len() < ids.len() && records.next()? {
            let id = records.text("sentence_id");
            if ids.contains(id) {
                found.insert(id.to_owned(), records.text("text").to_owned());
            }
        }
        Ok(found)
    }

    /// The number of its rows.
    pub(super) fn count<R: Row>(&self) -> u64 {
        self.rows.get(R::TABLE.name).copied().unwrap_or_default()
    }
}

impl Records {
    /// Goes to the next row; false behind the last one.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn next(&mut self) -> Result<bool, OutputError> {
        self.reader.read_record(&mut self.record).map_err(OutputFault::write_csv(&self.target))
    }

    /// The cell of a column, as it stands in the file.
    fn raw(&self, column: &str) -> &str {
        let at = self.table.columns.iter().position(|known| known.name == column);
        at.and_then(|at| self.record.get(at)).unwrap_or_default()
    }

    /// The text of a cell, without a guard: cells of a workbook are typed, and nothing takes them for formulas.
    pub(super) fn text(&self, column: &str) -> &str {
        let cell = self.raw(column);
        let kind = self.table.columns.iter().find(|known| known.name == column).map(|known| known.kind);
        self.dialect.plain(cell, kind.unwrap_or(ColumnType::Text))
    }

    /// The number in a cell; none in an empty one.
    pub(super) fn number(&self, column: &str) -> Option<f64> {
        let cell = self.raw(column);
        match self.dialect.spreadsheet {
            Spreadsheet::ExcelEu => cell.replace(',', ".").parse().ok(),
            Spreadsheet::Plain | Spreadsheet::Excel => cell.parse().ok(),
        }
    }
}
