//! From mentions to a document's stance toward an actor.
//!
//! stance = sum(w s) / (sum(w) + shrinkage) over the mentions, where s is the stance of a mention and w its
//! certainty; a mention without evidence counts with s = 0 and a small weight. No evidence at all: no stance.

use super::evidence::ScoredMention;
use super::label::Label;
use super::top_cue::{Sums, TopCue, top_cue};
use super::weights::Weights;
use crate::index::Knowledge;
use crate::mentions::Found;
use crate::statistics::{Interval, ratio_interval, row_seed};
use crate::text::Voice;
use std::collections::BTreeMap;

/// A document's stance toward an actor.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorStance {
    /// Index into the registry's actors.
    pub actor: usize,
    /// In [-1, 1]; none without evidence.
    pub stance: Option<f64>,
    /// In a word; none without evidence.
    pub label: Option<Label>,
    /// 95 % interval over sentences with a mention; none with fewer than two, or without evidence.
    pub interval: Option<Interval>,
    /// Over the mentions in the outlet's own words.
    pub narration: Option<f64>,
    /// Over the mentions in quotations and reported speech.
    pub quoted: Option<f64>,
    /// All mentions.
    pub mentions: usize,
    /// Different cues: expressions, and words of the learned table by their place.
    pub cues: usize,
    /// Sentences with a mention.
    pub sentences: usize,
    /// The cue that weighs most; none where all evidence is without a place in the text.
    pub top_cue: Option<TopCue>,
}

/// The mean of the module's formula over `(stance, weight)`, where a mention without evidence has no stance.
#[must_use]
pub fn mean_stance(mentions: impl Iterator<Item = (Option<f64>, f64)>, weights: &Weights) -> Option<f64> {
    let (mut sum, mut weight, mut any) = (0.0, weights.shrinkage, false);
    for (stance, certainty) in mentions {
        let (s, w) = weighed(stance, certainty, weights);
        sum += s;
        weight += w;
        any |= stance.is_some();
    }
    any.then(|| sum / weight)
}

fn weighed(stance: Option<f64>, certainty: f64, weights: &Weights) -> (f64, f64) {
    match stance {
        Some(stance) => (stance * certainty, certainty),
        None => (0.0, certainty * weights.silent_mention),
    }
}

/// One row an actor that is mentioned, in the order of the actors' ids. `seed` and `doc_id` seed the intervals.
#[must_use]
pub fn aggregate(
    found: &Found,
    scored: &[ScoredMention],
    knowledge: &Knowledge,
    weights: &Weights,
    seed: u64,
    doc_id: &str,
) -> Vec<ActorStance> {
    let mut by_actor: BTreeMap<&str, (usize, Vec<usize>)> = BTreeMap::new();
    for (at, mention) in found.mentions.iter().enumerate() {
        let id = knowledge.registry.actor(mention.actor).id;
        by_actor.entry(id).or_insert((mention.actor, Vec::new())).1.push(at);
    }
    let stances: Vec<Option<f64>> = scored.iter().map(ScoredMention::stance).collect();
    let mut rows = Vec::with_capacity(by_actor.len());
    let mut sums = Sums::default();
    for (id, (actor, mentions)) in by_actor {
        let pairs = |keep: &dyn Fn(Voice) -> bool| {
            mean_stance(
                mentions
                    .iter()
                    .filter(|&&at| keep(found.mentions[at].voice))
                    .map(|&at| (stances[at], found.mentions[at].certainty)),
                weights,
            )
        };
        let stance = pairs(&|_| true);
        let mut sentences: Vec<(usize, f64, f64, bool)> = Vec::new();
        let (mut for_it, mut against, mut weight) = (0.0, 0.0, weights.shrinkage);
        for &at in &mentions {
            let mention = &found.mentions[at];
            let (s, w) = weighed(stances[at], mention.certainty, weights);
            weight += w;
            for_it += s.max(0.0);
            against -= s.min(0.0);
            match sentences.last_mut() {
                Some(last) if last.0 == mention.sentence => {
                    last.1 += s;
                    last.2 += w;
                    last.3 |= stances[at].is_some();
                }
                _ => sentences.push((mention.sentence, s, w, stances[at].is_some())),
            }
        }
        let units: Vec<(f64, f64)> = sentences.iter().map(|s| (s.1, s.2)).collect();
        let stated = sentences.iter().filter(|s| s.3).count();
        let label = stance.map(|stance| {
            if for_it / weight >= weights.mixed && against / weight >= weights.mixed {
                Label::Mixed
            } else if stance >= weights.label {
                Label::Favourable
            } else if stance <= -weights.label {
                Label::Critical
            } else {
                Label::Neutral
            }
        });
        let (cues, top) = top_cue(mentions.iter().flat_map(|&at| &scored[at].evidence), &mut sums);
        rows.push(ActorStance {
            actor,
            stance,
            label,
            interval: (stated > 0)
                .then(|| ratio_interval(&units, weights.shrinkage, row_seed(seed, &[doc_id, id])))
                .flatten(),
            narration: pairs(&|voice| voice == Voice::Narration),
            quoted: pairs(&|voice| voice != Voice::Narration),
            mentions: mentions.len(),
            cues,
            sentences: sentences.len(),
            top_cue: top,
        });
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::super::score::score;
    use super::super::scorer::Scorer;
    use super::super::weights::WEIGHTS;
    use super::*;
    use crate::mentions::sample::{ACTORS, LEXICON, knowledge, read};

    /// The rows of a text, in the order of the actors' ids, with the stances of its mentions.
    fn rows(text: &str) -> (Vec<ActorStance>, Vec<Option<f64>>) {
        let knowledge = knowledge(ACTORS, LEXICON);
        read(&knowledge, text, None, |document, words, found| {
            let scored = score(document, words, found, &knowledge, &Scorer::of(&knowledge));
            let stances = scored.iter().map(ScoredMention::stance).collect();
            (aggregate(found, &scored, &knowledge, &WEIGHTS, 1, "d"), stances)
        })
    }

    #[test]
    fn without_evidence_there_is_no_stance() {
        let (rows, _) = rows("Northland was late.");
        let [north] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((north.stance, north.label, north.interval), (None, None, None));
        assert_eq!((north.mentions, north.cues, north.sentences), (1, 0, 1));
        assert_eq!(north.top_cue, None);
    }

    #[test]
    fn one_mention_is_drawn_toward_neutral() {
        let (rows, stances) = rows("Northland was great.");
        let expected = stances[0].unwrap() / (1.0 + WEIGHTS.shrinkage);
        assert!((rows[0].stance.unwrap() - expected).abs() < 1e-12);
        assert_eq!(rows[0].label, Some(Label::Favourable));
        assert_eq!(rows[0].top_cue, Some(TopCue { tokens: 2..3, share: 1.0 }));
        assert_eq!((rows[0].cues, rows[0].interval), (1, None));
    }

    #[test]
    fn strong_evidence_on_both_sides_is_mixed() {
        let (rows, _) = rows("Northland was great. Northland was bad.");
        assert_eq!(rows[0].label, Some(Label::Mixed));
        assert_eq!((rows[0].mentions, rows[0].cues, rows[0].sentences), (2, 2, 2));
        assert!(rows[0].interval.is_some_and(|interval| interval.low < 0.0 && interval.high > 0.0));
    }

    #[test]
    fn the_outlets_words_and_those_of_others_are_told_apart() {
        let (rows, _) = rows("Ada Quill said Northland was great.");
        let [ada, north] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((ada.narration, ada.quoted), (ada.stance, None));
        assert_eq!((north.narration, north.quoted), (None, north.stance));
    }

    #[test]
    fn a_mention_without_evidence_has_a_small_weight() {
        let mean = mean_stance([(Some(0.6), 1.0), (None, 1.0)].into_iter(), &WEIGHTS).unwrap();
        assert!((mean - 0.6 / (WEIGHTS.shrinkage + 1.0 + WEIGHTS.silent_mention)).abs() < 1e-12);
        assert_eq!(mean_stance([(None, 1.0)].into_iter(), &WEIGHTS), None);
    }
}
