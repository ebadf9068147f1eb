//! Layout: how the paragraphs of a text are told.

/// How the paragraphs of a text are told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Layout {
    /// By lines and blank lines.
    #[default]
    Plain,
    /// By the marks of Markdown (`CommonMark`).
    Markdown,
    /// By the cues of subtitles (`SubRip`, `WebVTT`).
    Subtitles,
}
