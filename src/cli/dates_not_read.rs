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
