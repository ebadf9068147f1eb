//! Several decisions made one: the linear opinion pool (Stone 1961), a weighted mean of probabilities.
//!
//! ```text
//! p = Σ w·p_i ÷ Σ w        stance = p(favourable) - p(critical)
//! ```
//!
//! p_i are the probabilities of a sentence or a document, w its weight. The label is the decision on p, where the cues
//! of any of them speak for the side; it is mixed if the critical and the favourable ones each have so large a share of
//! the weight, where one that is mixed is both. One alone stays as it is.

use super::decision::{Decision, Sides};
use super::evidence::ScoredMention;
use super::label::Label;
use super::weights::Weights;

/// What a sentence or a document says of an actor, as it counts in a pool.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Opinion {
    /// Of critical, neutral and favourable.
    pub probabilities: [f64; 3],
    /// How much it counts; above 0.
    pub weight: f64,
    /// What was decided on it.
    pub label: Label,
    /// The sides that its cues speak for.
    pub sides: Sides,
    /// The threshold of the decision.
    pub threshold: f64,
}

impl Opinion {
    /// That of a sentence, by its mention: with a cue the probabilities of the mention, with its certainty for a weight;
    /// else [`Opinion::silent`].
    #[must_use]
    pub fn of(mention: &ScoredMention, certainty: f64, weights: &Weights) -> Self {
        if !mention.has_evidence() {
            return Self::silent(certainty, mention.threshold, weights);
        }
        let (probabilities, sides) = (mention.probabilities(), Sides::of(&mention.evidence));
        let threshold = mention.threshold;
        let label = Decision::new(probabilities, sides, threshold).label;
        Self { probabilities, weight: certainty, label, sides, threshold }
    }

    /// That of a sentence whose mention has no cue: wholly neutral, with a small weight.
    #[must_use]
    pub fn silent(certainty: f64, threshold: f64, weights: &Weights) -> Self {
        Self {
            probabilities: [0.0, 1.0, 0.0],
            weight: certainty * weights.silent_mention,
            label: Label::Neutral,
            sides: Sides::default(),
            threshold,
        }
    }

    /// p(favourable) - p(critical), in [-1, 1].
    #[must_use]
    pub fn stance(&self) -> f64 {
        balance(self.probabilities)
    }
}

/// What opinions come to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pool {
    /// Of critical, neutral and favourable.
    pub probabilities: [f64; 3],
    /// The sides that cues speak for.
    pub sides: Sides,
    /// The threshold of the decision.
    pub threshold: f64,
    /// The label, and its probability; for mixed that of the two sides together.
    pub decision: Decision,
}

impl Pool {
    /// The pool of `opinions`, summed up in their order; none without any. `mixed` is the share of the weight from
    /// which on both sides make it mixed.
    #[must_use]
    pub fn of(opinions: &[Opinion], mixed: f64) -> Option<Self> {
        let total: f64 = opinions.iter().map(|opinion| opinion.weight).sum();
        if total <= 0.0 {
            return None;
        }
        let probabilities = match opinions {
            [only] => only.probabilities,
            several => [0, 1, 2].map(|class: usize| {
                let weighed = several.iter().map(|opinion| opinion.weight * opinion.probabilities[class]);
                weighed.sum::<f64>() / total
            }),
        };
        let share = |side: Label| {
            let of_side = opinions.iter().filter(|opinion| [side, Label::Mixed].contains(&opinion.label));
            of_side.map(|opinion| opinion.weight).sum::<f64>() / total
        };
        let sides = opinions.iter().fold(Sides::default(), |sides, opinion| sides | opinion.sides);
        let threshold = opinions.first().map_or(1.0, |opinion| opinion.threshold);
        let decision = if share(Label::Critical) >= mixed && share(Label::Favourable) >= mixed {
            let [critical, _, favourable] = probabilities;
            Decision { label: Label::Mixed, confidence: critical + favourable }
        } else {
            Decision::new(probabilities, sides, threshold)
        };
        Some(Self { probabilities, sides, threshold, decision })
    }

    /// p(favourable) - p(critical), in [-1, 1].
    #[must_use]
    pub fn stance(&self) -> f64 {
        balance(self.probabilities)
    }

    /// The pool as an opinion in a larger one, where all weigh the same.
    #[must_use]
    pub fn opinion(&self) -> Opinion {
        Opinion {
            probabilities: self.probabilities,
            weight: 1.0,
            label: self.decision.label,
            sides: self.sides,
            threshold: self.threshold,
        }
    }
}

fn balance([critical, _, favourable]: [f64; 3]) -> f64 {
    favourable - critical
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opinion(probabilities: [f64; 3], weight: f64) -> Opinion {
        let label = Decision::new(probabilities, Sides::BOTH, 1.0).label;
        Opinion { probabilities, weight, label, sides: Sides::BOTH, threshold: 1.0 }
    }

    const FOR: [f64; 3] = [0.1, 0.3, 0.6];
    const AGAINST: [f64; 3] = [0.7, 0.2, 0.1];
    const NEITHER: [f64; 3] = [0.1, 0.7, 0.2];

    fn label(opinions: &[Opinion]) -> Option<Label> {
        Pool::of(opinions, 0.25).map(|pool| pool.decision.label)
    }

    #[test]
    fn one_opinion_stays_as_it_is_whatever_its_weight() {
        for weight in [0.1, 0.7, 1.0] {
            let pool = Pool::of(&[opinion(FOR, weight)], 0.25).unwrap();
            assert_eq!(Some(pool.probabilities), Some(FOR));
            assert_eq!(pool.decision, Decision { label: Label::Favourable, confidence: 0.6 });
        }
        assert_eq!(Pool::of(&[], 0.25), None);
    }

    #[test]
    fn probabilities_are_a_weighted_mean_and_the_stance_goes_with_them() {
        let pool = Pool::of(&[opinion(FOR, 3.0), opinion(NEITHER, 1.0)], 0.25).unwrap();
        for (found, wanted) in pool.probabilities.into_iter().zip([0.1, 0.4, 0.5]) {
            assert!((found - wanted).abs() < 1e-12);
        }
        assert!((pool.stance() - 0.4).abs() < 1e-12);
        assert_eq!(pool.decision.label, Label::Favourable);
        assert!((pool.decision.confidence - 0.5).abs() < 1e-12);
    }

    #[test]
    fn both_sides_with_their_share_of_the_weight_are_mixed() {
        let (good, bad, neither) = (opinion(FOR, 1.0), opinion(AGAINST, 1.0), opinion(NEITHER, 1.0));
        let pool = Pool::of(&[good, bad], 0.25).unwrap();
        assert_eq!(pool.decision.label, Label::Mixed);
        assert!((pool.decision.confidence - 0.75).abs() < 1e-12);
        assert_eq!(label(&[good, bad, neither, neither]), Some(Label::Mixed));
        assert_eq!(label(&[good, bad, neither, neither, neither]), Some(Label::Neutral));
        assert_eq!(label(&[good, neither]), Some(Label::Neutral));
    }

    #[test]
    fn what_is_mixed_is_on_both_sides_and_stays_so_alone() {
        let mixed = Pool::of(&[opinion(FOR, 1.0), opinion(AGAINST, 1.0)], 0.25).unwrap().opinion();
        assert_eq!(label(&[mixed]), Some(Label::Mixed));
        assert_eq!(label(&[mixed, opinion(FOR, 1.0)]), Some(Label::Mixed));
        let neither = opinion(NEITHER, 1.0);
        assert_eq!(label(&[mixed, neither, neither, neither, neither]), Some(Label::Neutral));
    }

    #[test]
    fn a_side_needs_a_cue_in_one_of_them() {
        let without = Opinion { label: Label::Neutral, sides: Sides::default(), ..opinion(FOR, 1.0) };
        assert_eq!(label(&[without, without]), Some(Label::Neutral));
        assert_eq!(label(&[without, opinion(FOR, 1.0)]), Some(Label::Favourable));
    }
}
