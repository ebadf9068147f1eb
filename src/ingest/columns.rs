//! Columns: the names by which a table or a JSON object says what is known of a document.

use super::metadata::Metadata;

/// Names of the columns that are used; all others are ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The text. It must be there.
    pub text: String,
    /// The id of the document.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its date.
    pub date: String,
    /// Its outlet.
    pub source: String,
    /// Names among these that the user gave, with their flags: they must be there.
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
    /// The metadata of a row whose cells `get` gives by name.
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
        })
    }
}
