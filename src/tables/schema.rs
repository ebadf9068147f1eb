//! Schemas of tables: columns with types and meanings, key, references.

/// Version of the schema; it changes with every new column.
pub const SCHEMA_VERSION: &str = "1.1";

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnType {
    /// An id: guarded only if it starts a formula and is not a number.
    Id,
    /// Text of the corpus: guarded against formulas.
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
    /// Type.
    pub kind: ColumnType,
    /// Meaning.
    pub meaning: &'static str,
}

/// A reference from one table to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForeignKey {
    /// The referring columns. Where one of them is empty, the row refers to nothing.
    pub columns: &'static [&'static str],
    /// The table referred to.
    pub table: &'static str,
    /// The columns referred to, in that order.
    pub targets: &'static [&'static str],
}

/// A table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// Name; the file is `NAME.csv`.
    pub name: &'static str,
    /// Meaning of a row.
    pub meaning: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column],
    /// Columns that identify a row; empty if none do.
    pub key: &'static [&'static str],
    /// Whether no cell of the key is empty: only then it is a primary key, as databases have it. Else an empty cell is a
    /// value like any other.
    pub key_is_full: bool,
    /// References.
    pub foreign_keys: &'static [ForeignKey],
}

/// The value of a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// No value.
    Empty,
    /// Text, guarded or not by the type of its column.
    Text(&'a str),
    /// A whole number.
    Integer(u64),
    /// A number; written as empty if not finite.
    Number(f64),
}

/// A row of a table.
pub trait Row {
    /// Its table.
    const TABLE: &'static Table;
    /// Passes every cell to `give`, in the order of the columns.
    fn cells(&self, give: &mut dyn FnMut(Cell<'_>));
}

/// Conversion of a field of a row to a cell.
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
