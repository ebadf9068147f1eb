//! How a table is laid out for a reader.

/// How the values of a column are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Text, in at least and at most so many columns.
    Text(usize, usize),
    /// An id whose end tells most, likewise.
    Path(usize, usize),
    /// A number with three decimals.
    Number,
    /// A number with its sign and three decimals.
    Signed,
    /// A whole number.
    Whole,
    /// A bar from the middle, of a stance.
    Stance,
    /// A bar from the middle, of the difference to another column; the largest fills a side.
    Balance(&'static str),
    /// A bar from the left; the largest fills it.
    Amount,
}

/// A column as it is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    /// The column of the table.
    pub(super) column: &'static str,
    /// Its header; bars have none.
    pub(super) header: &'static str,
    /// How its values are shown.
    pub(super) look: Look,
    /// Columns of a higher rank give way where the terminal is narrow.
    pub(super) rank: usize,
}

/// A part of the order of rows.
#[derive(Debug, Clone, Copy)]
pub(super) enum Key {
    /// The largest first.
    Most(&'static str),
    /// The largest first, whichever way.
    Strongest(&'static str),
    /// The largest difference first, whichever way.
    Balance(&'static str, &'static str),
    /// Ids by their number, the smallest first, rows without one last.
    Number(&'static str),
}

/// A layout.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    /// The columns, from the left.
    pub(super) columns: Vec<Shown>,
    /// The order of rows; none keeps that in which they come.
    pub(super) order: &'static [Key],
    /// The order in words, for where rows are left out.
    pub(super) order_name: &'static str,
    /// The column that is shown below its row.
    pub(super) below: Option<&'static str>,
}
