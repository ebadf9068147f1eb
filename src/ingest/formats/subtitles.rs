//! Subtitles (`SubRip`, `WebVTT`): one document.

use super::super::layout::Layout;
use super::source::{Items, Reading, Source};
use super::text::whole;

/// The text of the cues.
pub(super) fn read(source: Source, _: &Reading) -> Items {
    whole(source, Layout::Subtitles)
}
