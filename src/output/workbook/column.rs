//! The columns of a sheet.

use crate::tables::Table;

/// How the cells of a column are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Text.
    Text,
    /// Text over several lines.
    Wrapped,
    /// A whole number.
    Whole,
    /// A number with three decimals.
    Number,
    /// A number with its sign and three decimals.
    Signed,
    /// A day.
    Date,
}

/// Where the meaning of a column is said.
#[derive(Debug, Clone, Copy)]
pub(super) enum Meaning {
    /// In the schema, as that of a column of a table.
    Of(&'static Table, &'static str),
    /// Here.
    Here(&'static str),
}

impl Meaning {
    /// It in words.
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Here(text) => text,
            Self::Of(table, name) => {
                table.columns.iter().find(|column| column.name == name).map_or("", |column| column.meaning)
            }
        }
    }
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) header: &'static str,
    pub(super) look: Look,
    /// Width in characters.
    pub(super) width: f64,
    pub(super) meaning: Meaning,
}

/// A column whose meaning is that of a column of a table.
pub(super) const fn of(
    header: &'static str,
    look: Look,
    width: f64,
    table: &'static Table,
    name: &'static str,
) -> Column {
    Column { header, look, width, meaning: Meaning::Of(table, name) }
}

/// A column of the workbook's own.
pub(super) const fn own(header: &'static str, look: Look, width: f64, meaning: &'static str) -> Column {
    Column { header, look, width, meaning: Meaning::Here(meaning) }
}
