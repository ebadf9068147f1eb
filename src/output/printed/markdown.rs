//! A table of Markdown, as GitHub and others show it.

use crate::output::dialect::format_number;
use crate::output::failure::{OutputError, OutputFault};
use crate::output::sanitize::sanitize;
use crate::tables::{Cell, ColumnType, Row};
use std::io::Write;
use std::path::{Path, PathBuf};

/// A table of Markdown that is being written, row by row.
pub struct MarkdownWriter<W: Write> {
    stream: W,
    path: PathBuf,
}

impl<W: Write> MarkdownWriter<W> {
    /// Writes the header of `R`'s table to `stream`; `path` is for messages.
    ///
    /// # Errors
    /// The stream cannot be written.
    pub fn new<R: Row>(mut stream: W, path: &Path) -> Result<Self, OutputError> {
        let columns = R::TABLE.columns;
        let names: Vec<String> = columns.iter().map(|column| escape(column.name)).collect();
        let rule = columns.iter().map(|column| match column.kind {
            ColumnType::Integer | ColumnType::Number => "---:",
            ColumnType::Id | ColumnType::Text | ColumnType::Date => "---",
        });
        let rule: Vec<&str> = rule.collect();
        writeln!(stream, "| {} |\n| {} |", names.join(" | "), rule.join(" | "))
            .map_err(OutputFault::write(path))?;
        Ok(Self { stream, path: path.to_path_buf() })
    }

    /// The rows alone: they follow rows that are there. `path` is for messages.
    pub fn without_header(stream: W, path: &Path) -> Self {
        Self { stream, path: path.to_path_buf() }
    }

    /// Writes a row.
    ///
    /// # Errors
    /// The stream cannot be written.
    pub fn write<R: Row>(&mut self, row: &R) -> Result<(), OutputError> {
        let mut line = String::from("|");
        row.cells(&mut |cell| {
            let text = match cell {
                Cell::Empty => String::new(),
                Cell::Integer(number) => number.to_string(),
                Cell::Number(number) => format_number(number),
                Cell::Text(text) => escape(text),
            };
            line.push(' ');
            line.push_str(&text);
            line.push_str(if text.is_empty() { "|" } else { " |" });
        });
        line.push('\n');
        self.stream.write_all(line.as_bytes()).map_err(OutputFault::write(&self.path))
    }

    /// Flushes the stream and returns it.
    ///
    /// # Errors
    /// The stream cannot be written.
    pub fn finish(mut self) -> Result<W, OutputError> {
        self.stream.flush().map_err(OutputFault::write(&self.path))?;
        Ok(self.stream)
    }
}

/// A text as one cell in which nothing is markup: signs that mean something are escaped, white space is one blank, and
/// what would act upon a terminal or turn the text around is made visible.
fn escape(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    let mut cell = String::with_capacity(text.len());
    for sign in sanitize(&line.join(" ")).chars() {
        if matches!(sign, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$') {
            cell.push('\\');
        }
        cell.push(sign);
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::TopicAssignmentRow;

    #[test]
    fn nothing_in_a_cell_is_markup_and_a_row_is_a_line() {
        assert_eq!(escape("a|b\n<b>*c*</b> _d_\\"), "a\\|b \\<b\\>\\*c\\*\\</b\\> \\_d\\_\\\\");
        assert_eq!(escape("a\u{202e}b"), "a\\\\u{202e}b");
        let row = TopicAssignmentRow { doc_id: "a|b".to_owned(), topic_id: None, topic_strength: Some(0.25) };
        let mut writer = MarkdownWriter::new::<TopicAssignmentRow>(Vec::new(), Path::new("stdout")).unwrap();
        writer.write(&row).unwrap();
        let text = String::from_utf8(writer.finish().unwrap()).unwrap();
        assert_eq!(
            text,
            "| doc\\_id | topic\\_id | topic\\_strength |\n| --- | --- | ---: |\n| a\\|b | | 0.25 |\n"
        );
    }
}
