//! What a walk passed over.

use standpoint::ingest::{Ledger, Reason, counted};
use std::fmt;

/// Maximum number of kinds that are named.
const NAMED: usize = 8;

/// What a walk passed over, and how much of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PassedOver {
    /// Files of other kinds than those that are read: their endings, and how many have each, the most frequent first.
    Files(Vec<(String, usize)>),
    /// Symbolic links.
    Links(usize),
    /// Results of earlier runs.
    Results(u64),
}

impl PassedOver {
    /// What the run of `ledger` passed over.
    pub fn of(ledger: &Ledger) -> Vec<Self> {
        let mut all = Vec::new();
        let kinds = ledger.passed_by_kind(Reason::OtherKind);
        if !kinds.is_empty() {
            all.push(Self::Files(kinds.into_iter().map(|(kind, count)| (kind.to_owned(), count)).collect()));
        }
        let links = ledger.passed.iter().filter(|passed| passed.reason == Reason::NotFollowed).count();
        if links > 0 {
            all.push(Self::Links(links));
        }
        if ledger.earlier_results > 0 {
            all.push(Self::Results(ledger.earlier_results));
        }
        all
    }

    /// What to do to have it read.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Files(_) => Some("name a file to read it whatever its ending"),
            Self::Links(_) => Some("--follow goes through them"),
            Self::Results(_) => None,
        }
    }
}

impl fmt::Display for PassedOver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Files(kinds) => {
                let files: usize = kinds.iter().map(|(_, count)| count).sum();
                let named = kinds.iter().take(NAMED).map(|(kind, count)| format!("{count} {kind}"));
                let mut named: Vec<String> = named.collect();
                if let Some(more) = kinds.len().checked_sub(NAMED).filter(|more| *more > 0) {
                    named.push(format!("{more} more kinds"));
                }
                let what = if files == 1 { "file of another kind" } else { "files of other kinds" };
                write!(f, "{files} {what} passed over ({})", named.join(", "))
            }
            Self::Links(links) => write!(f, "{} not followed", counted(*links, "symbolic link")),
            Self::Results(results) => write!(f, "{} of standpoint passed over", counted(*results, "result")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(kinds: &[(&str, usize)]) -> String {
        PassedOver::Files(kinds.iter().map(|(kind, count)| ((*kind).to_owned(), *count)).collect())
            .to_string()
    }

    #[test]
    fn each_is_named_with_its_count() {
        assert_eq!(files(&[(".odp", 1)]), "1 file of another kind passed over (1 .odp)");
        let two = files(&[(".odp", 2), ("without ending", 1)]);
        assert_eq!(two, "3 files of other kinds passed over (2 .odp, 1 without ending)");
        assert!(files(&[(".a", 1); 10]).ends_with("1 .a, 2 more kinds)"));
        assert_eq!(PassedOver::Links(1).to_string(), "1 symbolic link not followed");
        assert_eq!(PassedOver::Results(1).to_string(), "1 result of standpoint passed over");
    }
}
