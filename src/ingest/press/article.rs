//! An article of a download.

use super::super::metadata::Metadata;

/// An article of a download.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PressArticle {
    /// What its header says.
    pub metadata: Metadata,
    /// Its body.
    pub text: String,
}

impl PressArticle {
    /// An article of a header and the lines of a body, without blank lines and copyright lines around these.
    pub fn new(metadata: Metadata, body: &[&str]) -> Self {
        let is_text = |line: &&str| !line.trim().is_empty() && !is_copyright(line);
        let first = body.iter().position(is_text).unwrap_or(body.len());
        let last = body.iter().rposition(is_text).map_or(first, |last| last + 1);
        let text = body.get(first..last).unwrap_or_default().join("\n");
        Self { metadata, text }
    }

    /// Whether nothing is in it: what is before the first article, or behind the last one.
    pub fn is_nothing(&self) -> bool {
        self.text.is_empty() && self.metadata == Metadata::default()
    }
}

/// Whether a line says who has the rights.
pub fn is_copyright(line: &str) -> bool {
    let line = line.trim();
    ["Copyright ", "copyright ", "COPYRIGHT ", "©", "(c) ", "(C) "].iter().any(|mark| line.starts_with(mark))
        && line.len() < 300
}
