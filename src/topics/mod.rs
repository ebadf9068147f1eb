//! Topics: the term matrix -> groups of documents, with labels.
//!
//! `near_duplicates` (what is learned from once) -> `weigh` (sparse TF-IDF) -> `project` (randomised SVD) -> `choice`
//! (how many) -> `cluster` (spherical k-means on the matrix product, the best run fitted by linfa's k-means) ->
//! `consensus` (what the likeliest runs agree on) -> `mixture` (soft refinement) -> `model`, which has the last word on
//! every document -> `describe` (terms, coherence) and `labels`. `model_file` is a model as bytes. Everything is computed
//! in the order of the rows it is given; [`fit()`] says which.

mod agreement;
mod choice;
mod cluster;
mod consensus;
mod describe;
mod error;
mod fit;
mod labels;
mod linear;
mod mixture;
mod model;
mod model_file;
mod near_duplicates;
mod project;
mod rows;
mod stability;
mod topic;
mod weigh;

pub use agreement::Contingency;
pub use choice::{ChoiceCurve, ChoicePoint};
pub use describe::TopicTerm;
pub use error::TopicError;
pub use fit::fit;
pub use mixture::Mixture;
pub use model::{Assignment, DocumentTerms, ModelColumns, Placement, TopicModel};
pub use model_file::{ModelError, ModelFault};
pub use topic::{Choice, Topic, TopicSettings, Topics};
pub use weigh::{SparseRows, Weighed, Weighting, weigh};
