//! Evidence of relations: what one reading adds to the two sums of a pair of actors in a sentence.

use crate::stance::{Micro, shift_names};
use crate::text::Voice;
use std::ops::Range;

/// The rule behind a piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationRule {
    /// The biases of the formula, once a pair and sentence.
    Prior,
    /// The source is the agent, the target the patient of a verb.
    Verb,
    /// The same of a noun: *an attack on Northland by Southland, an ally of Northland*.
    Event,
    /// The target is in what the source says.
    Speech,
    /// Both share what ties or parts them: *Northland and Southland clashed*; it counts in both directions.
    Joint,
    /// An expression with a number for relations is between both.
    Between,
    /// The learned table.
    Learned,
}

impl RelationRule {
    /// All rules.
    pub const ALL: [Self; 7] =
        [Self::Prior, Self::Verb, Self::Event, Self::Speech, Self::Joint, Self::Between, Self::Learned];

    /// Whether syntax ties its words to both actors.
    #[must_use]
    pub fn is_syntactic(self) -> bool {
        matches!(self, Self::Verb | Self::Event | Self::Joint)
    }

    /// The name in the tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Prior => "prior",
            Self::Verb => "verb",
            Self::Event => "event",
            Self::Speech => "speech",
            Self::Joint => "joint",
            Self::Between => "between",
            Self::Learned => "learned",
        }
    }

    /// Whether syntax gives both roles, so that no weaker reading outweighs it.
    #[must_use]
    pub fn is_structural(self) -> bool {
        matches!(self, Self::Verb | Self::Event)
    }

    /// Whether it rests on words that a reader could underline.
    #[must_use]
    pub fn is_cue(self) -> bool {
        !matches!(self, Self::Prior | Self::Learned)
    }
}

/// What one reading of a sentence says of the stance of one actor toward another.
#[derive(Debug, Clone, PartialEq)]
pub struct RelationEvidence {
    /// The rule.
    pub rule: RelationRule,
    /// The words, as tokens of the document; empty without any.
    pub cue: Range<usize>,
    /// The entry of the lexicon that the number is from.
    pub entry: Option<u32>,
    /// Index of the mention of the source; none where a speaker is named outside of the sentence.
    pub source_mention: Option<usize>,
    /// Index of the mention of the target.
    pub target_mention: usize,
    /// Bits of the modifiers.
    pub(super) shifts: u16,
    /// Whose words they are.
    pub voice: Voice,
    /// The actor who says them, if known.
    pub speaker: Option<usize>,
    /// Added toward positive.
    pub toward_positive: Micro,
    /// Added toward negative.
    pub toward_negative: Micro,
}

impl RelationEvidence {
    /// The modifiers, separated by blanks.
    #[must_use]
    pub fn context(&self) -> String {
        shift_names(self.shifts).join(" ")
    }

    /// Toward positive less toward negative, in millionths.
    #[must_use]
    pub fn balance(&self) -> i64 {
        self.toward_positive.0 - self.toward_negative.0
    }
}
