//! Topics: clusters of documents with labels, fitted to the term matrix. Each document has one topic at most.
//!
//! Originals alone -> `weigh` (TF-IDF) -> `project` (truncated SVD) -> `choice` (number of topics) -> `cluster`
//! (spherical k-means, the best run refined by linfa's k-means) -> `consensus` (of the most likely runs) -> `mixture`
//! (multinomial mixture, EM) -> `model`, which assigns every document -> `describe` (terms, coherence) and `labels`.
//! `model_file` serialises a model. Rows are processed in the given order: see [`fit()`].

mod agreement;
mod choice;
mod cluster;
mod consensus;
mod describe;
mod described;
mod error;
mod fit;
mod labels;
mod linear;
mod mixture;
mod model;
mod model_file;
mod project;
mod rows;
mod stability;
mod topic;
mod weigh;

pub use agreement::Contingency;
pub use choice::{ChoiceCurve, ChoicePoint};
pub use describe::TopicTerm;
pub use described::{DescribedTerm, DescribedTopic};
pub use error::TopicError;
pub use fit::fit;
pub use mixture::Mixture;
pub use model::{Assignment, DocumentTerms, ModelColumns, Placement, TopicModel};
pub use model_file::{ModelError, ModelFault};
pub use topic::{Choice, OtherChoice, Topic, TopicSettings, Topics};
pub use weigh::{SparseRows, Weighed, Weighting, weigh};
