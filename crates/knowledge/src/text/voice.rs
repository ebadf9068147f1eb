//! Voice: who speaks where something is said.

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, strum::IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Voice {
    /// The outlet.
    Narration,
    /// Between quotation marks.
    Quoted,
    /// Somebody's words without the marks.
    Reported,
}

impl Voice {
    /// The name in the tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}
