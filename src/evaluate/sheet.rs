//! CSV files with a header, written by this program, a person or a spreadsheet: rows with line numbers.
//!
//! The delimiter is whichever of `,`, `;` or tab is most frequent in the header. A byte order mark is dropped, cells
//! are trimmed. It does not open files.

use crate::tsv::{Hint, Located};

/// A fault of a sheet of labels, stances or terms, with its place.
pub type SheetError = Located<SheetFault>;

/// A fault of a sheet of labels, stances or terms.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SheetFault {
    /// A column that must be there is not.
    #[error("the column '{column}' is missing; the file has {found}")]
    MissingColumn {
        /// The column.
        column: &'static str,
        /// The columns of the file.
        found: String,
    },
    /// An id is missing.
    #[error("the cell of {column} is empty")]
    NoId {
        /// The column.
        column: &'static str,
    },
    /// A label that does not exist.
    #[error("unknown label '{label}'")]
    UnknownLabel {
        /// What stands there.
        label: String,
    },
    /// A stance that is none.
    #[error("stance = '{value}' is not a number from -1 to 1")]
    BadStance {
        /// What stands there.
        value: String,
    },
    /// The same key twice.
    #[error("{key} stands in line {first} already")]
    Duplicate {
        /// The first line.
        first: u64,
        /// The repeated key.
        key: String,
    },
    /// A coding sheet whose mention was changed, or its sentence.
    #[error("'{mention}' is not in the sentence")]
    NotInSentence {
        /// The mention.
        mention: String,
    },
    /// A coding sheet that nobody has filled in.
    #[error("none of its {rows} rows has a label")]
    Unfilled {
        /// Rows.
        rows: u64,
    },
    /// Only a header, or not even that.
    #[error("no topic in it")]
    NoTopic,
    /// Only a header, or not even that.
    #[error("no label in it")]
    NoLabel,
}

impl Hint for SheetFault {
    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::UnknownLabel { .. } => "there are critical, neutral, favourable, mixed",
            Self::Duplicate { .. } => "keep one of the two",
            Self::NotInSentence { .. } => {
                "leave the columns sentence and mention as 'standpoint sample' wrote them"
            }
            Self::Unfilled { .. } => "write critical, neutral or favourable into the column label",
            Self::MissingColumn { .. }
            | Self::NoId { .. }
            | Self::BadStance { .. }
            | Self::NoTopic
            | Self::NoLabel => return None,
        };
        Some(hint.to_owned())
    }
}

/// The rows of a sheet, reduced to the requested columns.
pub(super) struct Sheet<'a> {
    text: &'a str,
    delimiter: u8,
    /// The index of each requested column.
    places: Vec<Option<usize>>,
}

/// A row.
pub(super) struct SheetRow {
    /// Its line, from 1.
    pub line: u64,
    cells: Vec<String>,
}

impl SheetRow {
    /// The cell of the `column`-th requested column; empty if there is none.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// The id in a column named `name`.
    pub fn id(&self, path: &str, column: usize, name: &'static str) -> Result<String, SheetError> {
        match plain_id(self.cell(column)) {
            "" => Err(SheetError::line(path, self.line, SheetFault::NoId { column: name })),
            id => Ok(id.to_owned()),
        }
    }

    /// The ids in the first two columns, document and actor.
    pub fn ids(&self, path: &str) -> Result<(String, String), SheetError> {
        Ok((self.id(path, 0, "doc_id")?, self.id(path, 1, "actor_id")?))
    }
}

impl<'a> Sheet<'a> {
    /// Parses the header; the first `required` of `columns` must exist.
    pub fn new(
        path: &str,
        text: &'a str,
        columns: &[&'static str],
        required: usize,
    ) -> Result<Self, SheetError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let header = text.lines().next().unwrap_or_default();
        let count = |delimiter: u8| header.bytes().filter(|&byte| byte == delimiter).count();
        let delimiter = [b'\t', b';', b','].into_iter().max_by_key(|&byte| count(byte)).unwrap_or(b',');
        let mut sheet = Self { text, delimiter, places: Vec::new() };
        let header = sheet.records().next().map(|(_, record)| record).unwrap_or_default();
        for (at, column) in columns.iter().enumerate() {
            let place = header.iter().position(|cell| cell.trim() == *column);
            if place.is_none() && at < required {
                let found = header.iter().map(str::trim).collect::<Vec<_>>().join(", ");
                let found = if found.is_empty() { "no header line".to_owned() } else { found };
                return Err(SheetError::line(path, 1, SheetFault::MissingColumn { column, found }));
            }
            sheet.places.push(place);
        }
        Ok(sheet)
    }

    /// Whether numbers have a decimal comma.
    pub fn has_decimal_comma(&self) -> bool {
        self.delimiter == b';'
    }

    /// Whether the file has the `column`-th requested column.
    pub fn has(&self, column: usize) -> bool {
        self.places.get(column).is_some_and(Option::is_some)
    }

    /// The rows below the header.
    pub fn rows(&self) -> impl Iterator<Item = SheetRow> + '_ {
        self.records().skip(1).map(|(line, record)| {
            let cell =
                |place: &Option<usize>| plain_text(place.and_then(|at| record.get(at)).unwrap_or_default());
            SheetRow { line, cells: self.places.iter().map(|place| cell(place).to_owned()).collect() }
        })
    }

    /// Records with their lines, including the header. The text is UTF-8 and rows may be ragged, so none is invalid.
    fn records(&self) -> impl Iterator<Item = (u64, csv::StringRecord)> + '_ {
        let mut builder = csv::ReaderBuilder::new();
        builder.delimiter(self.delimiter).has_headers(false).flexible(true);
        let records = builder.from_reader(self.text.as_bytes()).into_records();
        let (mut line, mut counted) = (1u64, 0usize);
        records.filter_map(Result::ok).map(move |record| {
            // The reader's position is before the line ends that it skips.
            let bytes = self.text.as_bytes();
            let mut start = record.position().map_or(0, |position| position.byte() as usize);
            while matches!(bytes.get(start), Some(b'\r' | b'\n')) {
                start += 1;
            }
            let between = bytes.get(counted..start).unwrap_or_default();
            line += between.iter().filter(|&&byte| byte == b'\n').count() as u64;
            counted = start;
            (line, record)
        })
    }
}

/// A cell without blanks around it; of `="00123"`, as `--for excel` writes a text like a number, the text.
fn plain_text(cell: &str) -> &str {
    let cell = cell.trim();
    let text = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    text.filter(|text| !text.contains('"')).map_or(cell, str::trim)
}

/// Removes the `'` that guards ids against being read as formulas.
pub(super) fn plain_id(id: &str) -> &str {
    match id.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(['=', '+', '-', '@']) => rest,
        _ => id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_an_editor_whatever_ends_them() {
        for end in ["\n", "\r\n"] {
            let text = ["\u{feff}b;a", "1;\"x", "y\"", "", "2;z", ""].join(end);
            let sheet = Sheet::new("s", &text, &["a", "b", "c"], 2).unwrap();
            let rows: Vec<SheetRow> = sheet.rows().collect();
            assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 5]);
            assert_eq!((rows[1].cell(0), rows[1].cell(1), rows[1].cell(2)), ("z", "2", ""));
            assert!(sheet.has_decimal_comma() && sheet.has(1) && !sheet.has(2));
        }
    }

    #[test]
    fn a_text_that_was_kept_from_a_spreadsheet_comes_back() {
        let sheet = Sheet::new("s", "a\n\"=\"\"00123\"\"\"\n\"=\"\"a\"\"&1\"\n", &["a"], 1).unwrap();
        let cells: Vec<String> = sheet.rows().map(|row| row.cell(0).to_owned()).collect();
        assert_eq!(cells, ["00123", "=\"a\"&1"]);
    }

    #[test]
    fn a_missing_column_lists_those_there_are() {
        let message = |text| Sheet::new("s", text, &["a", "b"], 2).err().map(|error| error.to_string());
        assert_eq!(message("a,d\n").as_deref(), Some("s:1: the column 'b' is missing; the file has a, d"));
        assert!(message("").is_some_and(|text| text.ends_with("the file has no header line")));
        assert_eq!(message("b,a"), None);
    }

    #[test]
    fn the_guard_before_an_id_is_taken_off() {
        assert_eq!(["'=1+1", "'a", "-1", "''@x"].map(plain_id), ["=1+1", "'a", "-1", "'@x"]);
    }
}
