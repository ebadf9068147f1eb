//! Why parts of a corpus cannot be analysed as such, or merged.

use crate::output::BlockError;
use crate::tsv::Hint;

/// Why parts of a corpus cannot be analysed as such, or merged.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ShardError {
    /// The records of a result cannot be read.
    #[error(transparent)]
    Records(#[from] BlockError),
    /// A result is named twice.
    #[error("{first} and {second} are the same directory")]
    Twice {
        /// As it was named first.
        first: String,
        /// As it was named then.
        second: String,
    },
    /// The results were not made alike.
    #[error("{second}: {what} is {of_second}, and that of {first} is {of_first}")]
    Differs {
        /// A result.
        first: String,
        /// Another.
        second: String,
        /// What is not the same.
        what: String,
        /// What it is in the first.
        of_first: String,
        /// What it is in the other.
        of_second: String,
    },
    /// The actors of the results are not those that were named now.
    #[error("{shard}: made with the actors {made_with}, and these are {given}")]
    OtherActors {
        /// A result.
        shard: String,
        /// Its actor files.
        made_with: String,
        /// Those that were named.
        given: String,
    },
    /// Two results have a document with the same id.
    #[error("'{doc_id}' is a document of {first} and of {second}")]
    SameId {
        /// The id.
        doc_id: String,
        /// A result.
        first: String,
        /// Another.
        second: String,
    },
    /// The hash of an id begins as that of another one, and so would the ids of their rows.
    #[error("{shard}: the hash of the id '{doc_id}' begins like that of another document")]
    SameKey {
        /// The id.
        doc_id: String,
        /// The result that has it.
        shard: String,
    },
    /// A date is read in an order that other dates of the corpus settle.
    #[error("'{doc_id}' has a date in numbers, whose order of day and month the rest of the corpus settles")]
    DateOrder {
        /// A document.
        doc_id: String,
    },
}

impl Hint for ShardError {
    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Records(error) => return error.hint(),
            Self::Twice { .. } => "name each once",
            Self::Differs { .. } => {
                "results that are merged are made with the same flags, model, lexicons, actors and version"
            }
            Self::OtherActors { .. } => {
                "give merge the --actors that the results were made with, in their order"
            }
            Self::SameKey { .. } => "give it another id",
            Self::SameId { .. } => "each document belongs to one result; see --id-column",
            Self::DateOrder { .. } => "a part does not know it, so say it with --date-order",
        };
        Some(hint.to_owned())
    }
}
