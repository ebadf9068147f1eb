//! Subtitles (`SubRip`, `WebVTT`): one document.

use super::super::layout::Layout;
use super::super::raw::Payload;
use super::source::{Items, Reading, Source, one};
use super::text::whole;

/// The text of the cues.
pub(super) fn read(source: Source, reading: &Reading) -> Items {
    one(whole(source, reading.decoding.max_unpacked, |content| {
        Payload::LaidOut(Layout::Subtitles, Box::new(content))
    }))
}
