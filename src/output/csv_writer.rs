//! CSV writer: the rows of one table, to any stream.

use super::dialect::{Dialect, Spreadsheet};
use super::failure::{OutputError, OutputFault};
use crate::tables::{Cell, ColumnType, Row};
use std::io::Write;
use std::path::{Path, PathBuf};

/// A CSV file or stream that is being written.
pub struct CsvWriter<W: Write> {
    writer: csv::Writer<W>,
    dialect: Dialect,
    kinds: Vec<ColumnType>,
    path: PathBuf,
    rows: u64,
    /// The text of a number, reused.
    number: String,
}

impl<W: Write> CsvWriter<W> {
    /// Writes the header of `R`'s table to `stream`; `path` is for messages.
    ///
    /// # Errors
    /// The stream cannot be written.
    pub fn new<R: Row>(stream: W, dialect: Dialect, path: &Path) -> Result<Self, OutputError> {
        let columns: Vec<_> = R::TABLE.columns.iter().map(|column| (column.name, column.kind)).collect();
        Self::with_header(stream, dialect, path, &columns)
    }

    /// Writes a header to `stream`; `path` is for messages.
    ///
    /// # Errors
    /// The stream cannot be written.
    pub fn with_header(
        mut stream: W,
        dialect: Dialect,
        path: &Path,
        columns: &[(&str, ColumnType)],
    ) -> Result<Self, OutputError> {
        let fail = OutputFault::write(path);
        if dialect.spreadsheet != Spreadsheet::Plain {
            stream.write_all("\u{feff}".as_bytes()).map_err(&fail)?;
        }
        let mut new = Self::of_rows(stream, dialect, path, columns.iter().map(|(_, kind)| *kind).collect());
        let header: Vec<_> = columns.iter().map(|(name, _)| dialect.header(name)).collect();
        new.writer
            .write_record(header.iter().map(|name| name.as_bytes()))
            .map_err(OutputFault::write_csv(path))?;
        Ok(new)
    }

    /// The rows of `R`'s table alone, without a byte order mark either: they follow rows that are there.
    pub fn without_header<R: Row>(stream: W, dialect: Dialect, path: &Path) -> Self {
        Self::of_rows(stream, dialect, path, R::TABLE.columns.iter().map(|column| column.kind).collect())
    }

    fn of_rows(stream: W, dialect: Dialect, path: &Path, kinds: Vec<ColumnType>) -> Self {
        let terminator = match dialect.spreadsheet {
            Spreadsheet::Plain => csv::Terminator::Any(b'\n'),
            Spreadsheet::Excel | Spreadsheet::ExcelEu => csv::Terminator::CRLF,
        };
        let writer = csv::WriterBuilder::new()
            .delimiter(dialect.delimiter())
            .terminator(terminator)
            .from_writer(stream);
        Self { writer, dialect, kinds, path: path.to_path_buf(), rows: 0, number: String::new() }
    }

    /// Writes a row.
    ///
    /// # Errors
    /// The stream cannot be written.
    pub fn write<R: Row>(&mut self, row: &R) -> Result<(), OutputError> {
        self.write_cells(|give| row.cells(give))
    }

    /// Writes a row of the cells that `cells` gives.
    ///
    /// # Errors
    /// The stream cannot be written.
    pub fn write_cells(&mut self, cells: impl FnOnce(&mut dyn FnMut(Cell<'_>))) -> Result<(), OutputError> {
        let mut kinds = self.kinds.iter();
        let mut result = Ok(());
        let (writer, dialect, number) = (&mut self.writer, self.dialect, &mut self.number);
        cells(&mut |cell| {
            let kind = kinds.next().copied().unwrap_or(ColumnType::Text);
            if result.is_ok() {
                result = dialect.write(cell, kind, number, |text| writer.write_field(text.as_bytes()));
            }
        });
        result
            .and_then(|()| writer.write_record(None::<&[u8]>))
            .map_err(OutputFault::write_csv(&self.path))?;
        self.rows += 1;
        Ok(())
    }

    /// Rows written, without the header.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Flushes the file and returns the stream.
    ///
    /// # Errors
    /// The stream cannot be written.
    pub fn finish(self) -> Result<W, OutputError> {
        let path = self.path;
        self.writer.into_inner().map_err(|error| OutputFault::write(&path)(error.into_error()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::TopicAssignmentRow;
    use std::io;

    /// A pipe whose reader is closed.
    struct Gone;

    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_pipe_that_closes_between_rows_is_told_from_other_failures() {
        let row = TopicAssignmentRow { doc_id: "a".repeat(100), topic_id: None, topic_strength: None };
        let mut writer =
            CsvWriter::new::<TopicAssignmentRow>(Gone, Dialect::default(), Path::new("stdout")).unwrap();
        // The first rows are buffered.
        let error = (0..10_000).find_map(|_| writer.write(&row).err()).unwrap();
        assert!(error.error.is_broken_pipe(), "{error}");
    }
}
