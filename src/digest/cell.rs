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

/// The least mean that is called favourable or critical where no label tells it. Of the means of actors in five articles and
/// more, those labelled neutral are below it but for a few.
pub const LEAST_CALLED: f64 = 0.2;

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

    /// The side that a mean without a label is shown on: that of its interval where it is at least [`LEAST_CALLED`].
    #[must_use]
    pub fn tone(&self) -> i8 {
        let is_called = self.stance.is_some_and(|stance| stance.abs() >= LEAST_CALLED);
        if is_called { self.side() } else { 0 }
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

/// An actor in a topic.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct TopicCell {
    /// The topic, one of [`Digest::topics`](super::Digest::topics).
    pub topic_id: String,
    /// The mean over its documents; without an interval.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_called_where_it_is_far_enough_and_its_interval_leaves_out_0() {
        let mean = |stance, ci_low, ci_high| StanceMean {
            documents: 5,
            with_evidence: 5,
            stance: Some(stance),
            ci_low: Some(ci_low),
            ci_high: Some(ci_high),
        };
        let both = |mean: StanceMean| (mean.side(), mean.tone());
        assert_eq!(both(mean(-0.09, -0.13, -0.06)), (-1, 0));
        assert_eq!(both(mean(-0.2, -0.3, -0.06)), (-1, -1));
        assert_eq!(both(mean(0.4, 0.1, 0.7)), (1, 1));
        assert_eq!(both(mean(0.4, -0.1, 0.9)), (0, 0));
    }
}
