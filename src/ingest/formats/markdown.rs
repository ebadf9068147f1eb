//! Markdown: one document, with front matter as in plain texts.

use super::super::layout::Layout;
use super::source::{Items, Reading, Source};
use super::text::whole;

/// The text.
pub(super) fn read(source: Source, _: &Reading) -> Items {
    whole(source, Layout::Markdown)
}
