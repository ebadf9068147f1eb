//! What a table is: its columns with types and meanings, its key, what it refers to.

/// Version of the schema; grows with every column.
pub const SCHEMA_VERSION: &str = "1.0";

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnType {
    /// An id: guarded only where it begins a formula and is no number.
    Id,
    /// Text out of the corpus: guarded.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `YYYY-MM-DD`.
    Date,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Header.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnType,
    /// What it means.
    pub meaning: &'static str,
}

/// A reference from one table to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForeignKey {
    /// The column here.
    pub column: &'static str,
    /// The table there.
    pub table: &'static str,
    /// The column there.
    pub target: &'static str,
}

/// A table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// Name; the file is `NAME.csv`.
    pub name: &'static str,
    /// What a row is.
    pub meaning: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column],
    /// Columns that tell rows apart; empty where none do.
    pub key: &'static [&'static str],
    /// References.
    pub foreign_keys: &'static [ForeignKey],
}

/// A value on its way into a file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text, guarded or not by the type of its column.
    Text(&'a str),
    /// A whole number.
    Integer(u64),
    /// A number; what is not finite becomes empty.
    Number(f64),
}

/// A row of a table.
pub trait Row {
    /// Its table.
    const TABLE: &'static Table;
    /// Gives every cell, in the order of the columns.
    fn cells(&self, give: &mut dyn FnMut(Cell<'_>));
}

/// A field of a row as a cell.
pub(super) trait AsCell {
    fn cell(&self) -> Cell<'_>;
}

impl AsCell for String {
    fn cell(&self) -> Cell<'_> {
        if self.is_empty() { Cell::Empty } else { Cell::Text(self) }
    }
}

impl AsCell for &'static str {
    fn cell(&self) -> Cell<'_> {
        if self.is_empty() { Cell::Empty } else { Cell::Text(self) }
    }
}

impl AsCell for u64 {
    fn cell(&self) -> Cell<'_> {
        Cell::Integer(*self)
    }
}

impl AsCell for f64 {
    fn cell(&self) -> Cell<'_> {
        if self.is_finite() { Cell::Number(*self) } else { Cell::Empty }
    }
}

impl<T: AsCell> AsCell for Option<T> {
    fn cell(&self) -> Cell<'_> {
        self.as_ref().map_or(Cell::Empty, AsCell::cell)
    }
}
