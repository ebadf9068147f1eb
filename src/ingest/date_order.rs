//! Which of two numbers of a date is the day: `05/03/2024` is in March or in May.

use std::sync::Arc;

/// The order of day and month in dates written in numbers. The year is last; a year in front is never ambiguous.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum DateOrder {
    /// Day, month, year: `31/12/2024`.
    #[cfg_attr(feature = "cli", value(name = "dmy", help = None))]
    DayFirst,
    /// Month, day, year: `12/31/2024`.
    #[cfg_attr(feature = "cli", value(name = "mdy", help = None))]
    MonthFirst,
}

impl DateOrder {
    /// Its name for `--date-order`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DayFirst => "dmy",
            Self::MonthFirst => "mdy",
        }
    }

    /// Its name in a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::DayFirst => "day first",
            Self::MonthFirst => "month first",
        }
    }
}

/// A date, as it is written, and the document that has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateExample {
    /// The date as written.
    pub written: String,
    /// Path and row.
    pub place: String,
}

impl std::fmt::Display for DateExample {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "'{}' ({})", self.written, self.place)
    }
}

/// The order of a column, and the row that settles it: one of its numbers is above 12.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettledOrder {
    /// The column: the path of its file, or what else its dates have in common.
    pub column: String,
    /// The order.
    pub order: DateOrder,
    /// The first date that settles it.
    pub example: DateExample,
}

/// Two dates of a column that settle its order in opposite ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderConflict {
    /// The first date that can only be read with the day first.
    pub day_first: DateExample,
    /// The first date that can only be read with the month first.
    pub month_first: DateExample,
}

impl std::fmt::Display for DateFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unknown => f.write_str("no day in a form that is read"),
            Self::Undecided => f.write_str("day or month may come first"),
            Self::Conflict(conflict) => {
                let OrderConflict { day_first, month_first } = &**conflict;
                write!(f, "day or month may come first: {day_first} is day first, {month_first} month first")
            }
            Self::Against(order) => write!(f, "it is not {}", order.words()),
        }
    }
}

impl DateFault {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Unknown => Some("2024-12-31 and 31 December 2024 are read"),
            Self::Undecided | Self::Conflict(_) => Some("say which with --date-order dmy or mdy"),
            Self::Against(_) => None,
        }
    }
}

/// Why a date was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateFault {
    /// It is in no known form, or there is no such day.
    Unknown,
    /// Day or month may come first, and no date of the column settles which.
    Undecided,
    /// Day or month may come first, and dates of the column settle it in opposite ways.
    Conflict(Arc<OrderConflict>),
    /// It can only be read in the other order than the one given or settled.
    Against(DateOrder),
}
