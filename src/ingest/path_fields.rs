//! What the path of a file says of its documents.

use super::metadata::Metadata;

/// The fields that a [`PathPattern`](super::PathPattern) found in a path. They fill what is missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PathFields {
    /// Outlet.
    pub source: Option<String>,
    /// Day of publication, as written.
    pub date: Option<String>,
    /// Title. It is no text, and not scored.
    pub title: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// Id of the document.
    pub id: Option<String>,
}

impl PathFields {
    /// The fields as metadata.
    pub fn metadata(&self) -> Metadata {
        Metadata {
            source: self.source.clone(),
            written_date: self.date.clone(),
            title: self.title.clone(),
            author: self.author.clone(),
            ..Metadata::default()
        }
    }
}
