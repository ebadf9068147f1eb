//! Discovery: the names in a corpus that the registry does not know.
//!
//! Each document gives its [`NamesOfDocument`]; [`Discovery`] adds them up, in the order of the documents, and puts the
//! names that belong together into one [`Discovered`] actor.

mod actor;
mod merge;
mod names;
mod tally;

pub use actor::{Discovered, file_of};
pub use names::{Discoverer, NamesOfDocument};
pub use tally::Discovery;
