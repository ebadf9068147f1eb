//! Markdown: one document, with front matter as in plain texts.

use super::super::layout::Layout;
use super::super::raw::Payload;
use super::source::{Items, Reading, Source, one};
use super::text::whole;

/// The text.
pub(super) fn read(source: Source, reading: &Reading) -> Items {
    one(whole(source, reading.decoding.max_unpacked, |content| {
        Payload::LaidOut(Layout::Markdown, Box::new(content))
    }))
}
