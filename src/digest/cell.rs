//! Means over documents, by outlet and by period.

/// A mean stance over documents.
#[derive(Debug, Clone, Copy, PartialEq, Default, serde::Serialize)]
pub struct StanceMean {
    /// Documents that mention the actor.
    pub documents: u64,
    /// Those of them with evidence, which the mean is over.
    pub with_evidence: u64,
    /// Mean of the documents' stances, -1 to 1; none without evidence.
    pub stance: Option<f64>,
    /// Lower end of the 95 % interval of the mean; none where fewer than two documents count.
    pub ci_low: Option<f64>,
    /// Upper end.
    pub ci_high: Option<f64>,
}

impl StanceMean {
    /// Whether the interval leaves out 0: -1 where it is below, 1 where it is above, 0 where it holds 0 or there is none.
    #[must_use]
    pub fn side(&self) -> i8 {
        match (self.ci_low, self.ci_high) {
            (Some(low), _) if low > 0.0 => 1,
            (_, Some(high)) if high < 0.0 => -1,
            _ => 0,
        }
    }
}

/// An actor in an outlet.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct OutletCell {
    /// The outlet, one of [`Digest::outlets`](super::Digest::outlets).
    pub outlet: String,
    /// The mean over its documents.
    #[serde(flatten)]
    pub mean: StanceMean,
}

/// An actor in a period.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct PeriodCell {
    /// The period, one of [`Digest::periods`](super::Digest::periods).
    pub period: String,
    /// The mean over its documents.
    #[serde(flatten)]
    pub mean: StanceMean,
}

/// Documents by the label of their stance toward an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Shares {
    /// Favourable.
    pub favourable: u64,
    /// Neutral.
    pub neutral: u64,
    /// Critical.
    pub critical: u64,
    /// Both.
    pub mixed: u64,
}

impl Shares {
    /// Documents with a label.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.favourable + self.neutral + self.critical + self.mixed
    }
}
