//! Names of the columns of tables, or keys of JSON objects, that hold text and metadata.

use super::metadata::Metadata;

/// Names of the columns that are read; others are ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The text. Required.
    pub text: String,
    /// The id of the document.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its date.
    pub date: String,
    /// Its outlet.
    pub source: String,
    /// Names among these that the user gave, with their flags: these are required, too.
    pub required: Vec<(&'static str, String)>,
}

impl Default for Columns {
    fn default() -> Self {
        Self {
            text: "text".into(),
            id: "id".into(),
            title: "title".into(),
            date: "date".into(),
            source: "source".into(),
            required: Vec::new(),
        }
    }
}

impl Columns {
    /// The metadata of a row; `get` returns a cell by column name.
    pub(super) fn metadata<E>(
        &self,
        mut get: impl FnMut(&str) -> Result<Option<String>, E>,
    ) -> Result<Metadata, E> {
        Ok(Metadata {
            title: get(&self.title)?,
            standfirst: get("standfirst")?,
            date: None,
            written_date: get(&self.date)?,
            source: get(&self.source)?,
            author: get("author")?,
            url: get("url")?,
            language: get("language")?,
            ..Metadata::default()
        })
    }
}
