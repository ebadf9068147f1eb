//! The decision rule: from the probabilities of critical, neutral and favourable to one of them.
//!
//! The class is the likelier side, unless neutral is `threshold` times as probable or more; of equal sides critical. The
//! side needs a cue, one that adds more toward it than toward the other: where only the prior and the context speak for
//! it, the class is neutral. A mention without any cue is not decided; whoever must have a class counts it as
//! neutral.

use super::evidence::{Evidence, ScoredMention};
use super::label::Label;
use std::ops::BitOr;

/// The sides that some cue speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sides {
    /// A cue adds more toward critical than toward favourable.
    pub critical: bool,
    /// A cue adds more toward favourable than toward critical.
    pub favourable: bool,
}

impl Sides {
    /// Both, so that the probabilities alone decide.
    pub const BOTH: Self = Self { critical: true, favourable: true };

    /// The sides that the cues among `evidence` speak for.
    #[must_use]
    pub fn of(evidence: &[Evidence]) -> Self {
        let speaks = |side: i64| evidence.iter().any(|e| e.is_cue() && e.balance().signum() == side);
        Self { critical: speaks(-1), favourable: speaks(1) }
    }
}

impl BitOr for Sides {
    type Output = Self;

    /// The sides of either.
    fn bitor(self, other: Self) -> Self {
        Self { critical: self.critical || other.critical, favourable: self.favourable || other.favourable }
    }
}

/// A class, and how probable it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decision {
    /// The class.
    pub label: Label,
    /// Its probability, in [0, 1].
    pub confidence: f64,
}

impl Decision {
    /// The decision on probabilities of critical, neutral and favourable, where cues speak for `sides`. With a
    /// `threshold` of 1 it is the most probable class; above 1 it finds more of the rare stances.
    #[must_use]
    pub fn new([critical, neutral, favourable]: [f64; 3], sides: Sides, threshold: f64) -> Self {
        let polar = critical.max(favourable);
        if polar * threshold > neutral {
            if critical >= favourable && sides.critical {
                return Self { label: Label::Critical, confidence: critical };
            }
            if favourable > critical && sides.favourable {
                return Self { label: Label::Favourable, confidence: favourable };
            }
        }
        Self { label: Label::Neutral, confidence: neutral }
    }

    /// The decision on a mention. Without a cue it is neutral, as no cue speaks for a side.
    #[must_use]
    pub fn of(mention: &ScoredMention) -> Self {
        Self::new(mention.probabilities(), Sides::of(&mention.evidence), mention.threshold)
    }
}

impl ScoredMention {
    /// The decision on the mention; none without a cue.
    #[must_use]
    pub fn decision(&self) -> Option<Decision> {
        self.has_evidence().then(|| Decision::of(self))
    }
}

#[cfg(test)]
mod tests {
    use super::super::evidence::{Rule, Source};
    use super::super::micro::Micro;
    use super::*;

    /// A mention whose pieces of evidence add so many millionths toward favourable and toward critical.
    fn mention(pieces: &[(Rule, i64, i64)]) -> ScoredMention {
        let evidence: Vec<Evidence> = pieces
            .iter()
            .map(|&(rule, favourable, critical)| Evidence {
                rule,
                source: Source::None,
                toward_favourable: Micro(favourable),
                toward_critical: Micro(critical),
                ..Evidence::bias(0.0, 0.0)
            })
            .collect();
        ScoredMention {
            mention: 0,
            toward_favourable: evidence.iter().map(|e| e.toward_favourable).sum(),
            toward_critical: evidence.iter().map(|e| e.toward_critical).sum(),
            evidence: std::sync::Arc::new(evidence),
            threshold: 1.0,
        }
    }

    fn label(pieces: &[(Rule, i64, i64)]) -> Option<Label> {
        mention(pieces).decision().map(|decision| decision.label)
    }

    #[test]
    fn the_most_probable_class_is_taken_with_its_probability() {
        for (probabilities, label, confidence) in [
            ([0.5, 0.3, 0.2], Label::Critical, 0.5),
            ([0.3, 0.4, 0.3], Label::Neutral, 0.4),
            ([0.1, 0.2, 0.7], Label::Favourable, 0.7),
        ] {
            assert_eq!(Decision::new(probabilities, Sides::BOTH, 1.0), Decision { label, confidence });
        }
    }

    #[test]
    fn of_equal_classes_neutral_comes_first_and_then_critical() {
        assert_eq!(Decision::new([0.4, 0.4, 0.2], Sides::BOTH, 1.0).label, Label::Neutral);
        assert_eq!(Decision::new([0.2, 0.4, 0.4], Sides::BOTH, 1.0).label, Label::Neutral);
        assert_eq!(Decision::new([0.4, 0.2, 0.4], Sides::BOTH, 1.0).label, Label::Critical);
    }

    #[test]
    fn a_side_that_no_cue_speaks_for_is_neutral() {
        let critical = Sides { critical: true, favourable: false };
        let favourable = Sides { critical: false, favourable: true };
        let neutral = |confidence| Decision { label: Label::Neutral, confidence };
        assert_eq!(Decision::new([0.1, 0.2, 0.7], critical, 1.0), neutral(0.2));
        assert_eq!(Decision::new([0.7, 0.2, 0.1], favourable, 1.0), neutral(0.2));
        assert_eq!(Decision::new([0.7, 0.2, 0.1], critical, 1.0).label, Label::Critical);
        assert_eq!(critical | favourable, Sides::BOTH);
    }

    #[test]
    fn a_cue_speaks_for_the_side_that_it_adds_more_to() {
        let sides = |pieces: &[(Rule, i64, i64)]| Sides::of(&mention(pieces).evidence);
        let favourable = Sides { critical: false, favourable: true };
        assert_eq!(sides(&[(Rule::Learned, 300_000, 200_000)]), favourable);
        assert_eq!(sides(&[(Rule::Learned, -100_000, -200_000)]), favourable);
        assert_eq!(sides(&[(Rule::Polarity, 100_000, 100_000)]), Sides::default());
        let aside = [(Rule::Prior, 9, 0), (Rule::Context, 9, 0), (Rule::Rest, 0, 9)];
        assert_eq!(sides(&aside), Sides::default());
    }

    #[test]
    fn what_prior_and_context_alone_say_is_no_class_of_a_mention() {
        let shifts = [(Rule::Prior, -500_000, 400_000), (Rule::Context, 0, 900_000)];
        assert_eq!(label(&shifts), None);
        assert_eq!(Decision::of(&mention(&shifts)).label, Label::Neutral);
        let [prior, context] = shifts;
        assert_eq!(label(&[prior, context, (Rule::Polarity, 200_000, 0)]), Some(Label::Neutral));
        assert_eq!(label(&[prior, context, (Rule::Polarity, 0, 200_000)]), Some(Label::Critical));
    }
}
