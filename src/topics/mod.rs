//! Topics: the term matrix -> groups of documents, with labels.
//!
//! `weigh` (sparse TF-IDF) -> `project` (randomised SVD) -> `seed` (spherical k-means on the matrix product) -> linfa's
//! k-means, which is the model -> `describe` (terms, coherence, the nearest document). Everything is computed in the
//! order of the rows it is given; [`model::fit`] says which.

mod cluster;
mod describe;
mod linear;
mod model;
mod project;
mod stability;
mod weigh;

pub use describe::{TopicTerm, coherence};
pub use model::{Assignment, Choice, Topic, TopicError, TopicSettings, Topics, fit};
pub use weigh::{SparseRows, weigh};
