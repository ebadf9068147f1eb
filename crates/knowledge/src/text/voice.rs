//! Voice: who is speaking at a position of a text.

/// Who is speaking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, strum::IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Voice {
    /// The outlet itself.
    Narration,
    /// Direct speech, between quotation marks.
    Quoted,
    /// Reported speech, without quotation marks.
    Reported,
}

impl Voice {
    /// The name in the tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}
