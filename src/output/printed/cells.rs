//! The cells of a row that is kept.

use crate::tables::{Cell, Row};

/// The value of a cell that outlives its row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// No value.
    Empty,
    /// Text.
    Text(String),
    /// A whole number.
    Integer(u64),
    /// A finite number.
    Number(f64),
}

impl Value {
    /// As a number, if it is one.
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Number(number) => Some(*number),
            Self::Empty | Self::Text(_) => None,
        }
    }

    fn of(cell: Cell<'_>) -> Self {
        match cell {
            Cell::Text(text) if !text.is_empty() => Self::Text(text.to_owned()),
            Cell::Integer(number) => Self::Integer(number),
            Cell::Number(number) if number.is_finite() => Self::Number(number),
            Cell::Empty | Cell::Text(_) | Cell::Number(_) => Self::Empty,
        }
    }
}

/// The values of a row, and behind them what a reader is told `beside` it.
pub(super) fn values<R: Row>(row: &R, beside: &[&str]) -> Vec<Value> {
    let mut values = Vec::with_capacity(R::TABLE.columns.len() + beside.len());
    row.cells(&mut |cell| values.push(Value::of(cell)));
    values.extend(beside.iter().map(|text| Value::of(Cell::Text(text))));
    values
}
