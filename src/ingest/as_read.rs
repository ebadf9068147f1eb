//! How an input was read, where its names and signs are not the default ones.

use super::counted::counted;
use std::fmt;

/// Most characters that a cell of a spreadsheet can hold.
pub(super) const CELL_MAX: usize = 32_767;

/// How a table or a JSON file was read, as far as that was found out rather than said. It is displayed as one sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AsRead {
    /// Path of the first input that was read so, or `stdin`.
    pub path: String,
    /// Further inputs that were read so.
    pub more: u64,
    /// The sign between cells, where it is not the one of the format.
    pub delimiter: Option<char>,
    /// The sheet, where there are several.
    pub sheet: Option<String>,
    /// Sheets with texts that were not read.
    pub unread_sheets: Vec<String>,
    /// The array that holds the articles, by its dotted name.
    pub array: Option<String>,
    /// What was taken from which column, where its name is not the default one.
    pub columns: Vec<(&'static str, String)>,
    /// Names of columns that are there several times; the first of each was read.
    pub doubled: Vec<String>,
    /// Texts that fill a cell of a spreadsheet, and have probably been cut.
    pub full_cells: u64,
}

impl AsRead {
    /// Whether there is anything to say.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        let Self { path: _, more: _, delimiter, sheet, unread_sheets, array, columns, doubled, full_cells } =
            self;
        delimiter.is_none()
            && sheet.is_none()
            && unread_sheets.is_empty()
            && array.is_none()
            && columns.is_empty()
            && doubled.is_empty()
            && *full_cells == 0
    }

    /// Whether another input was read in the same way.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        Self { path: String::new(), more: 0, ..self.clone() }
            == Self { path: String::new(), more: 0, ..other.clone() }
    }
}

impl fmt::Display for AsRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if self.more > 0 {
            write!(f, " and {}", counted(self.more, "more input"))?;
        }
        let mut parts = Vec::new();
        if let Some(delimiter) = self.delimiter {
            parts.push(match delimiter {
                '\t' => "cells are parted by tabs".to_owned(),
                sign => format!("cells are parted by '{sign}'"),
            });
        }
        parts.extend(self.sheet.as_ref().map(|sheet| format!("the sheet is '{sheet}'")));
        parts.extend(self.array.as_ref().map(|array| format!("the articles are in '{array}'")));
        if !self.columns.is_empty() {
            let column = |(field, name): &(&str, String)| format!("{field} from '{name}'");
            parts.push(self.columns.iter().map(column).collect::<Vec<_>>().join(", "));
        }
        if !self.doubled.is_empty() {
            let names: Vec<String> = self.doubled.iter().map(|name| format!("'{name}'")).collect();
            let are = if names.len() == 1 {
                "is the name of several columns"
            } else {
                "are each the name of several"
            };
            parts.push(format!("{} {are}: the first was read", names.join(" and ")));
        }
        if !self.unread_sheets.is_empty() {
            let sheets: Vec<String> = self.unread_sheets.iter().map(|sheet| format!("'{sheet}'")).collect();
            let it = if sheets.len() == 1 { "has a text column too" } else { "have text columns too" };
            parts.push(format!(
                "not read: {}, which {it} (a file holds one table: save the others on their own)",
                sheets.join(", ")
            ));
        }
        match self.full_cells {
            0 => {}
            1 => parts.push(format!(
                "1 text has {CELL_MAX} characters, all that a cell can hold: it has probably been cut"
            )),
            full => parts.push(format!(
                "{full} texts have {CELL_MAX} characters, all that a cell can hold: they have probably been cut"
            )),
        }
        write!(f, ": {}", parts.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_what_was_taken_for_what() {
        let as_read = AsRead {
            path: "a.csv".into(),
            more: 2,
            delimiter: Some(';'),
            columns: vec![("text", "body".into()), ("source", "outlet".into())],
            ..AsRead::default()
        };
        assert_eq!(
            as_read.to_string(),
            "a.csv and 2 more inputs: cells are parted by ';'; text from 'body', source from 'outlet'"
        );
        let doubled = AsRead { path: "a.csv".into(), doubled: vec!["text".into()], ..AsRead::default() };
        let said = "a.csv: 'text' is the name of several columns: the first was read";
        assert_eq!(doubled.to_string(), said);
        let workbook = AsRead {
            path: "a.xlsx".into(),
            sheet: Some("2030".into()),
            unread_sheets: vec!["2031".into()],
            full_cells: 1,
            ..AsRead::default()
        };
        assert_eq!(
            workbook.to_string(),
            "a.xlsx: the sheet is '2030'; not read: '2031', which has a text column too (a file holds one table: \
             save the others on their own); 1 text has 32767 characters, all that a cell can hold: it has probably \
             been cut"
        );
    }

    #[test]
    fn inputs_are_alike_whatever_their_paths() {
        let of = |path: &str, delimiter| AsRead { path: path.into(), delimiter, ..AsRead::default() };
        assert!(of("a", Some(';')).is_like(&of("b", Some(';'))));
        assert!(!of("a", Some(';')).is_like(&of("a", None)));
        assert!(of("a", None).is_plain() && !of("a", Some('|')).is_plain());
    }
}
