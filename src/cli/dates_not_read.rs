//! Dates that were not read, counted by why.

use super::used::Used;
use standpoint::ingest::{DateFault, Ledger, Warning, counted};
use std::fmt;

/// Dates that were not read for the same reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatesNotRead<'a> {
    dates: usize,
    /// The first of them: where it is, what was written, and why it was not read.
    first: &'a Warning,
    fault: &'a DateFault,
}

impl<'a> DatesNotRead<'a> {
    /// Those of a run.
    pub fn of(ledger: &'a Ledger) -> Vec<Self> {
        let mut kinds: Vec<Self> = Vec::new();
        for first in &ledger.warnings {
            let Warning::DateNotRead { fault, .. } = first else { continue };
            let alike = |of: &&mut Self| std::mem::discriminant(of.fault) == std::mem::discriminant(fault);
            match kinds.iter_mut().find(alike) {
                Some(kind) => kind.dates += 1,
                None => kinds.push(Self { dates: 1, first, fault }),
            }
        }
        kinds
    }

    /// Whether a warning is about such a date.
    pub fn is_one(warning: &Warning) -> bool {
        matches!(warning, Warning::DateNotRead { .. })
    }

    /// What can be done about them.
    pub fn hint(&self, used: &Used) -> Option<String> {
        let remedy = self.fault.hint();
        let all = (self.dates > 1 && !used.verbose).then_some("-v lists all");
        let parts: Vec<&str> = remedy.into_iter().chain(all).collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}

impl fmt::Display for DatesNotRead<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Warning::DateNotRead { at, written, fault } = self.first else { return Ok(()) };
        let dates = counted(self.dates, "date");
        write!(f, "{dates} not read, such as '{written}' ({at}): {fault}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use standpoint::ingest::Location;

    #[test]
    fn a_line_for_each_fault_with_the_first_date() {
        let unread = |row, written: &str, fault| Warning::DateNotRead {
            at: Location { path: "a.csv".into(), row: Some(row) },
            written: written.into(),
            fault,
        };
        let warnings = vec![
            unread(1, "Spring 2024", DateFault::Unknown),
            unread(2, "05/03/2024", DateFault::Undecided),
            unread(3, "2024", DateFault::Unknown),
        ];
        let ledger = Ledger { warnings, ..Ledger::default() };
        let (quiet, verbose) = (Used::default(), Used { verbose: true, ..Used::default() });
        let said: Vec<(String, Option<String>)> =
            DatesNotRead::of(&ledger).iter().map(|dates| (dates.to_string(), dates.hint(&quiet))).collect();
        let [(unknown, forms), (undecided, order)] = said.as_slice() else { panic!("{said:?}") };
        assert_eq!(
            unknown,
            "2 dates not read, such as 'Spring 2024' (a.csv#1): no day in a form that is read"
        );
        assert!(forms.as_ref().is_some_and(|hint| hint.ends_with("are read; -v lists all")));
        let asked = "1 date not read, such as '05/03/2024' (a.csv#2): day or month may come first";
        assert_eq!(undecided, asked);
        assert_eq!(order.as_deref(), Some("say which with --date-order dmy or mdy"));
        assert!(DatesNotRead::of(&ledger)[0].hint(&verbose).is_some_and(|hint| !hint.contains("-v")));
        assert_eq!(ledger.dates_not_read(), 3);
    }
}
