//! What the reading of a date depends on besides the document that has it: the other dates of its column.

use super::date_order::DateOrder;

/// A date whose reading depends on its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateLeaning {
    /// Whether the date is that of the path, whose column is that of all paths.
    pub in_path: bool,
    /// How it depends on it.
    pub kind: LeaningKind,
}

/// How the reading of a date depends on its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeaningKind {
    /// It can be read in one order only, and is read if the column is not in the other.
    Bound {
        /// Whether there are points between the numbers.
        dotted: bool,
        /// The order.
        order: DateOrder,
        /// Whether it was read.
        fits: bool,
    },
    /// It is read in the order of the column.
    Order {
        /// Whether there are points between the numbers.
        dotted: bool,
        /// What the column says, with the dates that show it.
        decision: String,
    },
}
