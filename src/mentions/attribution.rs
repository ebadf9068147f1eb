//! Attributions: who says what, by which words. A document's list of them is the one account of its voices.

use std::ops::Range;

/// What tells that somebody else than the outlet speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AttributionRule {
    /// Content after a verb of speech (Quill said Northland had failed).
    After,
    /// Content before it, or on both sides (Northland, Quill said, had failed).
    Before,
    /// All of a clause but the phrase of *according to*.
    According,
    /// A name and a colon open a paragraph or headline, or close a headline (Quill: Northland has failed).
    Label,
    /// A dash and a name follow a quotation.
    Dash,
    /// A quotation after a colon, whose speaker is the subject before it.
    Colon,
    /// A quotation without a verb of speech, right after what somebody said: the same speaker.
    Continued,
    /// A turn of a transcript.
    Turn,
    /// A quotation whose speaker nothing tells.
    Marks,
}

impl AttributionRule {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::After,
        Self::Before,
        Self::According,
        Self::Label,
        Self::Dash,
        Self::Colon,
        Self::Continued,
        Self::Turn,
        Self::Marks,
    ];

    /// The name in the tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::After => "after",
            Self::Before => "before",
            Self::According => "according",
            Self::Label => "label",
            Self::Dash => "dash",
            Self::Colon => "colon",
            Self::Continued => "continued",
            Self::Turn => "turn",
            Self::Marks => "marks",
        }
    }
}

/// A stretch of text that is somebody's words or thoughts, by what the text says.
///
/// Laws: content is in order and does not overlap; it holds neither the cue nor the speaker; a quotation has one speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The actor that speaks, if the text names one: the first of several that share the words.
    pub speaker: Option<usize>,
    /// The mention of the speaker, as an index into those of the document; none in a transcript, whose labels are not in
    /// the text.
    pub mention: Option<usize>,
    /// The tokens of the verb or expression that attributes the content, if there is one.
    pub cue: Option<Range<usize>>,
    /// The tokens of the content, one or more ranges.
    pub content: Vec<Range<usize>>,
    /// Index of the quotation that is the content, or the first in it.
    pub quotation: Option<usize>,
    /// What tells it.
    pub rule: AttributionRule,
}

impl Attribution {
    /// The first token of the content.
    #[must_use]
    pub fn start(&self) -> usize {
        self.content.first().map_or(0, |range| range.start)
    }
}
