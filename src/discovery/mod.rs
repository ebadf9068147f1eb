//! Discovery: the names in a corpus that the registry does not know.
//!
//! Each document gives its [`NamesOfDocument`]; [`Discovery`] sums them in document order and groups the names of one
//! actor into a [`Discovered`]. What it is not: it resolves no mentions and scores nothing.

mod actor;
mod merge;
mod names;
mod tally;

pub use actor::{Discovered, file_of};
pub use names::{Discoverer, NamesOfDocument};
pub use tally::Discovery;
