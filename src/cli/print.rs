//! Prints rows to stdout: CSV in a pipe, an aligned table on a terminal.

use super::arguments::FormatArgs;
use super::exit::Failure;
use super::setup::dialect;
use super::stdout::Stdout;
use standpoint::output::{CsvWriter, Dialect, OutputError, OutputFault, sanitize};
use standpoint::tables::{Cell, ColumnType, Row};
use std::io::{BufWriter, IsTerminal, Write};
use std::marker::PhantomData;
use std::path::Path;
use unicode_width::UnicodeWidthStr;

/// Rows buffered to determine the widths of the columns.
const HELD: usize = 200;
/// Maximum width of a column on a terminal.
const WIDEST: usize = 48;

/// Prints rows of `R`. Nothing, not even the header, is printed before there is a row or the run has succeeded.
pub struct Printer<R> {
    dialect: Dialect,
    table: bool,
    header: bool,
    stream: Option<Stream>,
    rows: PhantomData<fn(&R)>,
}

/// The destination of rows.
enum Stream {
    /// CSV.
    Csv(Box<CsvWriter<BufWriter<Stdout>>>),
    /// An aligned table.
    Table(TablePrinter),
}

fn stdout_error(error: std::io::Error) -> OutputError {
    OutputFault::write(Path::new("stdout"))(error)
}

impl<R: Row> Printer<R> {
    /// CSV unless stdout is a terminal and no spreadsheet is requested.
    pub fn new(format: &FormatArgs) -> Self {
        let table = std::io::stdout().is_terminal() && format.program.is_none();
        Self { dialect: dialect(format), table, header: true, stream: None, rows: PhantomData }
    }

    /// Whether the line of column names is left out.
    pub fn without_header(self, left_out: bool) -> Self {
        Self { header: !left_out, ..self }
    }

    fn stream(&mut self) -> Result<&mut Stream, OutputError> {
        let stream = match self.stream.take() {
            Some(stream) => stream,
            None if self.table => Stream::Table(TablePrinter::new::<R>(self.header)),
            None => {
                let stdout = BufWriter::with_capacity(64 * 1024, Stdout::plain());
                let (dialect, path) = (self.dialect, Path::new("stdout"));
                let writer = if self.header {
                    CsvWriter::new::<R>(stdout, dialect, path)?
                } else {
                    CsvWriter::without_header::<R>(stdout, dialect, path)
                };
                Stream::Csv(Box::new(writer))
            }
        };
        Ok(self.stream.insert(stream))
    }

    pub fn write(&mut self, row: &R) -> Result<(), OutputError> {
        match self.stream()? {
            Stream::Csv(writer) => writer.write(row),
            Stream::Table(table) => table.write(row),
        }
    }

    /// Prints the remaining rows; if the run has `succeeded` without rows, the header.
    pub fn finish(mut self, succeeded: bool) -> Result<(), OutputError> {
        if succeeded {
            self.stream()?;
        }
        match self.stream {
            None => Ok(()),
            Some(Stream::Csv(writer)) => writer.finish()?.flush().map_err(stdout_error),
            Some(Stream::Table(mut table)) => table.flush(),
        }
    }
}

/// An aligned table; columns that are empty in all of the first rows are omitted.
pub struct TablePrinter {
    names: Vec<&'static str>,
    numeric: Vec<bool>,
    held: Vec<Vec<String>>,
    widths: Option<Vec<usize>>,
    header: bool,
}

impl TablePrinter {
    fn new<R: Row>(header: bool) -> Self {
        let columns = R::TABLE.columns;
        Self {
            names: columns.iter().map(|column| column.name).collect(),
            numeric: columns
                .iter()
                .map(|c| matches!(c.kind, ColumnType::Number | ColumnType::Integer))
                .collect(),
            held: Vec::new(),
            widths: None,
            header,
        }
    }

    fn write<R: Row>(&mut self, row: &R) -> Result<(), OutputError> {
        let mut cells = Vec::with_capacity(self.names.len());
        row.cells(&mut |cell| {
            cells.push(match cell {
                Cell::Empty => String::new(),
                Cell::Integer(number) => number.to_string(),
                Cell::Number(number) => format!("{number:.3}"),
                Cell::Text(text) => sanitize(text).into_owned(),
            });
        });
        self.held.push(cells);
        if self.held.len() >= HELD { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), OutputError> {
        let mut out = BufWriter::new(Stdout::plain());
        if self.widths.is_none() {
            let widths: Vec<usize> = (0..self.names.len())
                .map(|at| {
                    let widest =
                        self.held.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).max();
                    match widest.unwrap_or(0) {
                        0 => 0,
                        width => width.max(self.names[at].width()).min(WIDEST),
                    }
                })
                .collect();
            let header: Vec<String> = self.names.iter().map(|name| (*name).to_owned()).collect();
            self.widths = Some(widths);
            if self.header {
                self.line(&mut out, &header).map_err(stdout_error)?;
            }
        }
        for row in &self.held {
            self.line(&mut out, row).map_err(stdout_error)?;
        }
        self.held.clear();
        out.flush().map_err(stdout_error)
    }

    fn line(&self, out: &mut impl Write, cells: &[String]) -> std::io::Result<()> {
        let mut line = String::new();
        let widths = self.widths.as_deref().unwrap_or_default();
        for ((cell, &width), numeric) in cells.iter().zip(widths).zip(&self.numeric) {
            if width == 0 {
                continue;
            }
            let mut shown = cell.clone();
            while shown.width() > width {
                shown.pop();
            }
            let blanks = " ".repeat(width - shown.width());
            if *numeric {
                line.push_str(&blanks);
                line.push_str(&shown);
            } else {
                line.push_str(&shown);
                line.push_str(&blanks);
            }
            line.push_str("  ");
        }
        writeln!(out, "{}", line.trim_end())
    }
}

/// Writes text to stdout; a closed pipe is a failure of its own kind.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = BufWriter::new(Stdout::plain());
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| stdout_error(error).into())
}
