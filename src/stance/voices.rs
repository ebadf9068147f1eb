//! Which voices count toward the stance of a text.

use crate::text::Voice;

/// Which voices count toward the stance of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Voices {
    /// The outlet's own words only.
    #[cfg_attr(feature = "cli", value(help = None))]
    Narration,
    /// Quotations only.
    #[cfg_attr(feature = "cli", value(help = None))]
    Quoted,
    /// Reported speech only.
    #[cfg_attr(feature = "cli", value(help = None))]
    Reported,
    /// All.
    #[default]
    #[cfg_attr(feature = "cli", value(help = None))]
    All,
}

impl Voices {
    /// Whether a voice is one of them.
    #[must_use]
    pub fn counts(self, voice: Voice) -> bool {
        match self {
            Self::Narration => voice == Voice::Narration,
            Self::Quoted => voice == Voice::Quoted,
            Self::Reported => voice == Voice::Reported,
            Self::All => true,
        }
    }
}
