//! Prints rows to stdout: CSV in a pipe, an aligned table on a terminal, or as --output-format says.

use super::arguments::{PrintArgs, ShownArgs};
use super::exit::Failure;
use super::messages::Messages;
use super::setup::dialect;
use super::stdout::Stdout;
use standpoint::output::{
    CsvWriter, Dialect, JsonlWriter, MarkdownWriter, OutputError, OutputFault, PrintFormat, Spreadsheet,
    TableStyle, TextTable,
};
use standpoint::tables::Row;
use std::io::{BufWriter, IsTerminal, Write};
use std::marker::PhantomData;
use std::path::Path;

/// Columns of a page where neither a terminal nor COLUMNS says how many there are.
const WIDTH: usize = 80;

/// Prints rows of `R`. Nothing, not even the header, is printed before there is a row or the run has succeeded.
pub struct Printer<R> {
    dialect: Dialect,
    format: PrintFormat,
    style: TableStyle,
    beside: &'static [&'static str],
    header: bool,
    stream: Option<Stream>,
    rows: PhantomData<fn(&R)>,
}

/// The destination of rows.
enum Stream {
    Csv(Box<CsvWriter<BufWriter<Stdout>>>),
    Jsonl(JsonlWriter<BufWriter<Stdout>>),
    Markdown(MarkdownWriter<BufWriter<Stdout>>),
    Table(Box<TextTable>),
}

fn stdout_error(error: std::io::Error) -> OutputError {
    OutputFault::write(Path::new("stdout"))(error)
}

/// The format that is asked for; none asked for on a terminal is a table.
pub fn asked(shown: &ShownArgs) -> Option<PrintFormat> {
    shown.output_format.or_else(|| std::io::stdout().is_terminal().then_some(PrintFormat::Table))
}

/// The width of the terminal. A page for `less -S` is as wide as COLUMNS says.
fn width() -> usize {
    let said = || std::env::var("COLUMNS").ok()?.parse::<u16>().ok().filter(|columns| *columns > 0);
    let terminal = terminal_size::terminal_size().map(|(columns, _)| columns.0);
    terminal.filter(|columns| *columns > 0).or_else(said).map_or(WIDTH, usize::from)
}

impl<R: Row> Printer<R> {
    /// A printer as `format` says: CSV unless stdout is a terminal and no spreadsheet is requested.
    ///
    /// # Errors
    /// A spreadsheet is named for what is no CSV.
    pub fn new(format: &PrintArgs, messages: &Messages) -> Result<Self, Failure> {
        let dialect = dialect(&format.files);
        let spreadsheet = dialect.spreadsheet != Spreadsheet::Plain;
        let format = match (format.shown.output_format, spreadsheet) {
            (None, true) => PrintFormat::Csv,
            (Some(asked), true) if asked != PrintFormat::Csv => {
                return Err(Failure::usage("--for names the spreadsheet that CSV is for")
                    .hint("leave one of --for and --output-format out"));
            }
            _ => asked(&format.shown).unwrap_or(PrintFormat::Csv),
        };
        Ok(Self::of(format, dialect, messages))
    }

    /// A printer of rows in that format.
    pub fn of(format: PrintFormat, dialect: Dialect, messages: &Messages) -> Self {
        let style = TableStyle { width: width(), color: messages.colors_stdout() };
        Self { dialect, format, style, beside: &[], header: true, stream: None, rows: PhantomData }
    }

    /// Whether the line of column names is left out.
    pub fn without_header(self, left_out: bool) -> Self {
        Self { header: !left_out, ..self }
    }

    /// Columns of these names, which [`write_with`](Self::write_with) fills, stand beside those of the table where it is
    /// shown to a reader.
    pub fn beside(mut self, names: &'static [&'static str]) -> Self {
        self.beside = names;
        self
    }

    /// Whether a reader is shown the rows, and not a program.
    pub fn is_for_a_reader(&self) -> bool {
        self.format == PrintFormat::Table
    }

    fn stream(&mut self) -> Result<&mut Stream, OutputError> {
        let stream = match self.stream.take() {
            Some(stream) => stream,
            None => {
                let stdout = || BufWriter::with_capacity(64 * 1024, Stdout::plain());
                let path = Path::new("stdout");
                match self.format {
                    PrintFormat::Csv if self.header => {
                        Stream::Csv(Box::new(CsvWriter::new::<R>(stdout(), self.dialect, path)?))
                    }
                    PrintFormat::Csv => {
                        Stream::Csv(Box::new(CsvWriter::without_header::<R>(stdout(), self.dialect, path)))
                    }
                    PrintFormat::Jsonl => Stream::Jsonl(JsonlWriter::new(stdout(), path)),
                    PrintFormat::Markdown if self.header => {
                        Stream::Markdown(MarkdownWriter::new::<R>(stdout(), path)?)
                    }
                    PrintFormat::Markdown => Stream::Markdown(MarkdownWriter::without_header(stdout(), path)),
                    PrintFormat::Table => {
                        let table = TextTable::new(R::TABLE, self.beside, self.style);
                        Stream::Table(Box::new(table.with_header(self.header)))
                    }
                }
            }
        };
        Ok(self.stream.insert(stream))
    }

    pub fn write(&mut self, row: &R) -> Result<(), OutputError> {
        self.write_with(row, &[])
    }

    /// Prints a row, and for a reader what stands beside it.
    pub fn write_with(&mut self, row: &R, beside: &[&str]) -> Result<(), OutputError> {
        match self.stream()? {
            Stream::Csv(writer) => writer.write(row),
            Stream::Jsonl(writer) => writer.write(row),
            Stream::Markdown(writer) => writer.write(row),
            Stream::Table(table) => {
                table.add(row, beside);
                Ok(())
            }
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
            Some(Stream::Jsonl(writer)) => writer.finish().map(drop),
            Some(Stream::Markdown(writer)) => writer.finish().map(drop),
            Some(Stream::Table(table)) => {
                let mut out = BufWriter::new(Stdout::styled());
                table.finish(&mut out).and_then(|()| out.flush()).map_err(stdout_error)
            }
        }
    }
}

/// Prints rows, as many as there are.
pub fn print_rows<R: Row>(
    rows: impl Iterator<Item = R>,
    format: PrintFormat,
    messages: &Messages,
) -> Result<(), Failure> {
    let mut printer = Printer::of(format, Dialect::default(), messages);
    for row in rows {
        printer.write(&row)?;
    }
    Ok(printer.finish(true)?)
}

/// Writes text to stdout; a closed pipe is a failure of its own kind.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = BufWriter::new(Stdout::plain());
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| stdout_error(error).into())
}
