//! Rows to stdout: CSV in a pipe, an aligned table on a terminal.

use super::arguments::FormatArgs;
use super::exit::Failure;
use super::setup::dialect;
use standpoint::output::{CsvWriter, OutputError, sanitize};
use standpoint::tables::{Cell, ColumnType, Row};
use std::io::{BufWriter, IsTerminal, StdoutLock, Write};
use std::path::Path;
use unicode_width::UnicodeWidthStr;

/// Rows held back to find the widths of the columns.
const HELD: usize = 200;
/// Widest column on a terminal.
const WIDEST: usize = 48;

/// Where rows go.
pub enum Printer {
    /// CSV.
    Csv(Box<CsvWriter<BufWriter<StdoutLock<'static>>>>),
    /// A table for people.
    Table(TablePrinter),
}

fn stdout_error(error: std::io::Error) -> OutputError {
    OutputError::write(Path::new("stdout"))(error)
}

impl Printer {
    /// For rows of `R`: CSV unless stdout is a terminal and no spreadsheet was named.
    pub fn new<R: Row>(format: &FormatArgs) -> Result<Self, OutputError> {
        let stdout = std::io::stdout();
        if stdout.is_terminal() && format.program.is_none() {
            return Ok(Self::Table(TablePrinter::new::<R>()));
        }
        let stream = BufWriter::with_capacity(64 * 1024, stdout.lock());
        Ok(Self::Csv(Box::new(CsvWriter::new::<R>(stream, dialect(format), Path::new("stdout"))?)))
    }

    pub fn write<R: Row>(&mut self, row: &R) -> Result<(), OutputError> {
        match self {
            Self::Csv(writer) => writer.write(row),
            Self::Table(table) => table.write(row),
        }
    }

    pub fn finish(self) -> Result<(), OutputError> {
        match self {
            Self::Csv(writer) => writer.finish()?.flush().map_err(stdout_error),
            Self::Table(mut table) => table.flush(),
        }
    }
}

/// An aligned table; columns that are empty in all of the first rows are left out.
pub struct TablePrinter {
    names: Vec<&'static str>,
    numeric: Vec<bool>,
    held: Vec<Vec<String>>,
    widths: Option<Vec<usize>>,
}

impl TablePrinter {
    fn new<R: Row>() -> Self {
        let columns = R::TABLE.columns;
        Self {
            names: columns.iter().map(|column| column.name).collect(),
            numeric: columns
                .iter()
                .map(|c| matches!(c.kind, ColumnType::Number | ColumnType::Integer))
                .collect(),
            held: Vec::new(),
            widths: None,
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
        let mut out = BufWriter::new(std::io::stdout().lock());
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
            self.line(&mut out, &header).map_err(stdout_error)?;
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

/// Writes text to stdout, mapping a closed pipe to its own outcome.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| stdout_error(error).into())
}
