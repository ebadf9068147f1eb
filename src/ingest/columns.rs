//! Names of the columns of tables, or keys of JSON objects, that hold text and metadata.

use super::metadata::Metadata;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The text.
    Text,
    /// The id of the document.
    Id,
    /// Its title.
    Title,
    /// The summary below the title.
    Standfirst,
    /// Its date.
    Date,
    /// Its outlet.
    Source,
    /// Its author.
    Author,
    /// Its address.
    Url,
    /// Its language.
    Language,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Text,
        Self::Id,
        Self::Title,
        Self::Standfirst,
        Self::Date,
        Self::Source,
        Self::Author,
        Self::Url,
        Self::Language,
    ];

    /// The name of its column if nothing else is said.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Id => "id",
            Self::Title => "title",
            Self::Standfirst => "standfirst",
            Self::Date => "date",
            Self::Source => "source",
            Self::Author => "author",
            Self::Url => "url",
            Self::Language => "language",
        }
    }
}

/// Names of the columns that are read; others are ignored. A name that is not the default one is found in any case of
/// its letters; where the default one is not there, a usual one is taken.
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
            text: Field::Text.name().into(),
            id: Field::Id.name().into(),
            title: Field::Title.name().into(),
            date: Field::Date.name().into(),
            source: Field::Source.name().into(),
            required: Vec::new(),
        }
    }
}

impl Columns {
    /// The name of the column of `field`.
    #[must_use]
    pub fn name(&self, field: Field) -> &str {
        match field {
            Field::Text => &self.text,
            Field::Id => &self.id,
            Field::Title => &self.title,
            Field::Date => &self.date,
            Field::Source => &self.source,
            Field::Standfirst | Field::Author | Field::Url | Field::Language => field.name(),
        }
    }

    /// Whether the name of the column of `field` was given, so that no other will do.
    #[must_use]
    pub fn is_given(&self, field: Field) -> bool {
        let name = self.name(field);
        name != field.name() || self.required.iter().any(|(_, given)| given == name)
    }
}

/// The metadata of a row; `get` returns a cell by what it holds.
pub(super) fn metadata<E>(mut get: impl FnMut(Field) -> Result<Option<String>, E>) -> Result<Metadata, E> {
    Ok(Metadata {
        title: get(Field::Title)?,
        standfirst: get(Field::Standfirst)?,
        date: None,
        written_date: get(Field::Date)?,
        source: get(Field::Source)?,
        author: get(Field::Author)?,
        url: get(Field::Url)?,
        language: get(Field::Language)?,
        ..Metadata::default()
    })
}
