//! JSON lines: an object a row, its keys the names of the columns.

use crate::output::dialect::format_number;
use crate::output::failure::{OutputError, OutputFault};
use crate::tables::{Cell, Row};
use serde_json::value::Number;
use std::io::Write;
use std::path::{Path, PathBuf};

/// JSON lines that are being written. Numbers are numbers, with at most six decimals as in CSV; empty cells are `null`;
/// texts are as they are, for nothing takes them for formulas.
pub struct JsonlWriter<W: Write> {
    stream: W,
    path: PathBuf,
    line: String,
}

impl<W: Write> JsonlWriter<W> {
    /// A writer to `stream`; `path` is for messages.
    pub fn new(stream: W, path: &Path) -> Self {
        Self { stream, path: path.to_path_buf(), line: String::new() }
    }

    /// Writes a row.
    ///
    /// # Errors
    /// The stream cannot be written.
    pub fn write<R: Row>(&mut self, row: &R) -> Result<(), OutputError> {
        let line = &mut self.line;
        line.clear();
        line.push('{');
        let mut columns = R::TABLE.columns.iter();
        row.cells(&mut |cell| {
            if line.len() > 1 {
                line.push(',');
            }
            let name = columns.next().map_or("", |column| column.name);
            line.push_str(&serde_json::Value::from(name).to_string());
            line.push(':');
            match cell {
                Cell::Empty => line.push_str("null"),
                Cell::Integer(number) => line.push_str(&Number::from(number).to_string()),
                Cell::Number(number) => {
                    let number = format_number(number);
                    line.push_str(if number.is_empty() { "null" } else { &number });
                }
                Cell::Text(text) => line.push_str(&serde_json::Value::from(text).to_string()),
            }
        });
        line.push_str("}\n");
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::TopicAssignmentRow;

    #[test]
    fn a_row_is_an_object_with_typed_values() {
        let mut writer = JsonlWriter::new(Vec::new(), Path::new("stdout"));
        let row = |doc_id: &str, topic: Option<&str>, strength| TopicAssignmentRow {
            doc_id: doc_id.to_owned(),
            topic_id: topic.map(str::to_owned),
            topic_strength: strength,
        };
        writer.write(&row("=\"a\"\u{1b}", Some("T1"), Some(1.0 / 3.0))).unwrap();
        writer.write(&row("b", None, Some(f64::NAN))).unwrap();
        let text = String::from_utf8(writer.finish().unwrap()).unwrap();
        assert_eq!(
            text,
            "{\"doc_id\":\"=\\\"a\\\"\\u001b\",\"topic_id\":\"T1\",\"topic_strength\":0.333333}\n\
             {\"doc_id\":\"b\",\"topic_id\":null,\"topic_strength\":null}\n"
        );
    }
}
