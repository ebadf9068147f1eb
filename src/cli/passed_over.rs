//! What a walk passed over.

use standpoint::ingest::{Ledger, counted};
use std::fmt;

/// What a walk passed over, and how much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassedOver {
    /// Files of other kinds than those that are read.
    Files(u64),
    /// Results of earlier runs.
    Results(u64),
}

impl PassedOver {
    /// What the run of `ledger` passed over.
    pub fn of(ledger: &Ledger) -> Vec<Self> {
        let mut kinds = Vec::new();
        if ledger.passed_over > 0 {
            kinds.push(Self::Files(ledger.passed_over));
        }
        if ledger.earlier_results > 0 {
            kinds.push(Self::Results(ledger.earlier_results));
        }
        kinds
    }
}

impl fmt::Display for PassedOver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Files(1) => f.write_str("1 file of another kind"),
            Self::Files(files) => write!(f, "{files} files of other kinds"),
            Self::Results(results) => write!(f, "{} of standpoint", counted(*results, "result")),
        }
    }
}
