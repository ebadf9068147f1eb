//! The topics of all documents, as tables about topics need them.

/// The topic of each document.
#[derive(Debug, Clone, Copy, Default)]
pub struct DocumentTopics<'t> {
    /// The topic of each document, by its index in `ids`; none without one.
    pub of: &'t [Option<usize>],
    /// The id of each topic.
    pub ids: &'t [String],
    /// The label of each topic, where it is needed.
    pub labels: &'t [String],
}
