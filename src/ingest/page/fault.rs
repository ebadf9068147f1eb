//! Why a page is skipped.

use super::super::ledger::Reason;

/// Why no article was taken out of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) enum PageFault {
    /// It holds no article: a list of links, a form, a page that a script would fill.
    NoArticle(String),
    /// Its elements are nested deeper than those of real pages.
    TooDeep(String),
    /// It has more bytes, elements or text than real pages.
    TooLong(String),
}

impl PageFault {
    /// The reason of the skip, and details.
    pub fn reason(self) -> (Reason, String) {
        match self {
            Self::NoArticle(detail) => (Reason::NoArticle, detail),
            Self::TooDeep(detail) => (Reason::TooDeep, detail),
            Self::TooLong(detail) => (Reason::TooLong, detail),
        }
    }
}
