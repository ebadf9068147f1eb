//! How the day of publication was found.

/// Where the day of publication of an article was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateBy {
    /// The structured data (JSON-LD) of a web page.
    JsonLd,
    /// A `<meta>` element of a web page.
    Meta,
    /// A `<time>` element of a web page.
    Time,
    /// The address of a web page.
    Address,
    /// A column of a table, or a key of a JSON object.
    Column,
    /// Front matter or header lines of a text.
    FrontMatter,
    /// A date line in the text itself.
    Text,
    /// The path of the file, by `--path-pattern`.
    Path,
}

impl DateBy {
    /// Its name in `documents.csv`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::JsonLd => "json_ld",
            Self::Meta => "meta",
            Self::Time => "time",
            Self::Address => "address",
            Self::Column => "column",
            Self::FrontMatter => "front_matter",
            Self::Text => "text",
            Self::Path => "path",
        }
    }
}
