//! Topics: the term matrix -> groups of documents, with labels.
//!
//! `weigh` (sparse TF-IDF) -> `project` (randomised SVD) -> `choice` (how many) -> `cluster` (spherical k-means on the
//! matrix product, the best run fitted by linfa's k-means) -> `mixture` (soft refinement, the model) -> `describe` (terms, coherence, the nearest document). Everything is computed in the
//! order of the rows it is given; [`model::fit`] says which.

mod agreement;
mod choice;
mod cluster;
mod describe;
mod linear;
mod mixture;
mod model;
mod project;
mod stability;
mod weigh;

pub use agreement::Contingency;
pub use choice::{ChoiceCurve, ChoicePoint};
pub use describe::{TopicTerm, coherence};
pub use model::{Assignment, Choice, Topic, TopicError, TopicSettings, Topics, fit};
pub use weigh::{SparseRows, weigh};
