//! Annotated TSV, the format of all files of knowledge: `#! key = value` lines, a header, rows with their lines.
//!
//! A leaf module: it knows the format of such files, not the meaning of their content.

mod disk;
mod error;
mod freeze;
mod hash;
mod info;
mod located;
mod path_name;

pub use disk::{decode, read, read_bytes};
pub use error::{BadValue, TsvError, TsvFault};
pub use hash::{hex, sha256, sha256_of_hashes};
pub use info::FileInfo;
pub use located::{Hint, Located};
pub use path_name::path_name;

use std::borrow::Cow;

/// A row: its cells in the order of the format's columns, and its line.
pub struct Row<'a> {
    /// The line, from 1.
    pub line: u64,
    record: &'a [&'a str],
    order: &'a [Option<usize>],
}

impl<'a> Row<'a> {
    /// The cell of the format's `column`-th column, trimmed; empty if the file has no such column.
    #[must_use]
    pub fn cell(&self, column: usize) -> &'a str {
        let at = self.order.get(column).copied().flatten();
        at.and_then(|at| self.record.get(at)).map_or("", |cell| cell.trim())
    }
}

/// Parses `text`: `columns` are the names of the format, of which the first `required` must be present. Calls `each`
/// for every row.
///
/// # Errors
/// A fault of the format, or an error of `each`, at its line.
pub fn parse<E: From<TsvFault>>(
    path: &str,
    text: &str,
    columns: &[&'static str],
    required: usize,
    mut each: impl FnMut(Row<'_>) -> Result<(), E>,
) -> Result<FileInfo, Located<E>> {
    let lines = plain_ends(text);
    let mut record: Vec<&str> = Vec::new();
    let mut order: Vec<Option<usize>> = Vec::new();
    let mut width = 0;
    for (line, content) in (1u64..).zip(lines.split('\n')) {
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        record.clear();
        record.extend(content.split('\t'));
        if order.is_empty() {
            width = record.len();
            order = header(&record, columns, required).map_err(|fault| Located::line(path, line, fault))?;
            continue;
        }
        if record.len() > width {
            let fault = TsvFault::Ragged { cells: record.len(), columns: width };
            return Err(Located::line(path, line, fault));
        }
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        each(Row { line, record: &record, order: &order }).map_err(|error| Located {
            path: path.to_owned(),
            line: Some(line),
            error: Box::new(error),
        })?;
    }
    if order.is_empty() {
        return Err(Located::file(path, TsvFault::NoHeader { columns: columns.join(", ") }));
    }
    Ok(FileInfo::of(path, &lines, text.as_bytes()))
}

/// The position of each column of the format in the file.
fn header(
    record: &[&str],
    columns: &[&'static str],
    required: usize,
) -> Result<Vec<Option<usize>>, TsvFault> {
    let unknown = record.iter().map(|cell| cell.trim()).find(|cell| !columns.contains(cell));
    if let Some(column) = unknown {
        return Err(TsvFault::UnknownColumn { column: column.to_owned(), columns: columns.join(", ") });
    }
    let place = |(index, &column): (usize, &&'static str)| {
        let at = record.iter().position(|cell| cell.trim() == column);
        if at.is_none() && index < required {
            return Err(TsvFault::MissingColumn { column, found: record.join(", ") });
        }
        Ok(at)
    };
    columns.iter().enumerate().map(place).collect()
}

/// Whether `text` contains a letter or digit.
#[must_use]
pub fn has_word(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// The text with `\n` as its line ends.
fn plain_ends(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Result<Vec<(u64, String, String)>, TsvError> {
        let mut rows = Vec::new();
        parse("mine.tsv", text, &["term", "note"], 1, |row| {
            rows.push((row.line, row.cell(0).to_owned(), row.cell(1).to_owned()));
            Ok::<(), TsvFault>(())
        })?;
        Ok(rows)
    }

    #[test]
    fn a_row_knows_its_line_whatever_stands_before_it() {
        let lines = ["#! id = mine", "", "note\tterm", "\"a\tleaky", "# at sea", "\t", "", "seaworthy", ""];
        for end in ["\n", "\r\n", "\r"] {
            let rows = rows(&lines.join(end)).unwrap();
            let expected = [(4, "leaky", "\"a"), (8, "", "seaworthy")];
            assert_eq!(rows, expected.map(|(line, term, note)| (line, term.to_owned(), note.to_owned())));
        }
    }

    #[test]
    fn a_file_says_what_it_is() {
        let info =
            parse("words/Mine.v2.tsv", "#! version = 3\nterm\n", &["term"], 1, |_| Ok::<(), TsvFault>(()));
        let info = info.unwrap();
        assert_eq!((info.id.as_str(), info.version.as_str(), info.sha256.len()), ("Mine", "3", 64));
    }

    #[test]
    fn what_is_wrong_is_placed_and_the_hint_stands_apart() {
        let says = |text: &str| rows(text).unwrap_err().to_string();
        assert_eq!(says("\n\nterm\tscore\n"), "mine.tsv:3: unknown column 'score'");
        assert!(says("# a\n\nnote\n").starts_with("mine.tsv:3: the column 'term' is missing"));
        assert_eq!(says("term\r\n\r\na\tb\r\n"), "mine.tsv:3: 2 cells where the header has 1");
        assert_eq!(says("# nothing\n"), "mine.tsv: no header line");
        let hint = rows("term\tscore\n").unwrap_err().hint();
        assert_eq!(hint.as_deref(), Some("the columns are term, note"));
    }
}
