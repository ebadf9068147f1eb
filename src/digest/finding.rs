//! What stands out in a result, found by stated rules.

/// The rule of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// The actor in most documents.
    MostCovered,
    /// The most favourable and the most critical actor whose interval leaves out 0.
    Extremes,
    /// The actor whose stance differs most between two outlets.
    WidestSplit,
    /// The actor whose stance changes most from one period to the next.
    LargestChange,
    /// What was not read.
    Skipped,
}

/// Where the sentences that a number rests on are found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct EvidencePlace {
    /// What it is called in the sentence of the finding: a stretch of its text.
    pub words: String,
    /// The actor.
    pub actor_id: String,
    /// The outlet, where the number is that of one.
    pub outlet: Option<String>,
    /// The period, where the number is that of one.
    pub period: Option<String>,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// Its rule.
    pub kind: FindingKind,
    /// It in a sentence.
    pub text: String,
    /// The rule in a sentence.
    pub rule: &'static str,
    /// Where its numbers come from, in the order of the text.
    pub places: Vec<EvidencePlace>,
}
