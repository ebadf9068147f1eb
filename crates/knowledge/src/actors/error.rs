//! Errors of actor files.

use crate::tsv::{BadValue, Hint, Located, TsvFault};

/// A fault of an actor file, with its position.
pub type ActorError = Located<ActorFault>;

/// A fault of an actor file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ActorFault {
    /// The file is not well-formed TSV.
    #[error(transparent)]
    Form(#[from] TsvFault),
    /// A cell with a value that is not allowed.
    #[error(transparent)]
    Value(#[from] BadValue),
    /// Not a date, or two out of order.
    #[error("{what}")]
    Date {
        /// The offending cell or cells.
        what: String,
    },
    /// An empty alias or id.
    #[error("the {column} is empty or holds no letter")]
    Empty {
        /// The column.
        column: &'static str,
    },
    /// The same alias for two actors at the same time.
    #[error("'{alias}' of {actor} is an alias of {other} in line {first} already")]
    SharedAlias {
        /// The first line.
        first: u64,
        /// The alias.
        alias: String,
        /// The second actor.
        actor: String,
        /// The first.
        other: String,
    },
    /// Two actors that are aliases of each other.
    #[error("{actor} and {other} are aliases of each other ('{alias}', and line {first})")]
    AliasCycle {
        /// The first line.
        first: u64,
        /// The alias of the second line.
        alias: String,
        /// An actor.
        actor: String,
        /// The other.
        other: String,
    },
    /// An actor that is its own ancestor.
    #[error("the parents of {actor} run in a circle ({circle})")]
    ParentCycle {
        /// The actor.
        actor: String,
        /// The circle.
        circle: String,
    },
}

impl Hint for ActorFault {
    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Form(fault) => return fault.hint(),
            Self::Value(_) | Self::Empty { .. } => return None,
            Self::Date { .. } => "dates are written 2031-02-14 and 'from' is not after 'to'",
            Self::SharedAlias { .. } => "keep one, or give both dates that do not overlap",
            Self::AliasCycle { .. } => "one of the two rows is wrong",
            Self::ParentCycle { .. } => "empty one of them",
        };
        Some(hint.to_owned())
    }
}
