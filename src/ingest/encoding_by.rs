//! How the encoding of a text was found.

use strum::IntoStaticStr;

/// How the encoding of a text was found, the strongest first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum EncodingBy {
    /// By its byte order mark.
    Mark,
    /// By `--encoding`.
    Option,
    /// It is valid UTF-8, and nothing says otherwise.
    #[default]
    Utf8,
    /// The text itself declares it, as web pages do.
    Declared,
    /// From the frequencies of its bytes.
    Detected,
}

impl EncodingBy {
    /// The name in `documents.csv`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}
