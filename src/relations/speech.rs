//! The rule `speech`: a speaker toward the actors in what it says.
//!
//! The stance of a mention in somebody's words is that of the speaker: the same number that `mentions.csv` has.

use super::participants::Setting;
use super::weights::RelationWeights;
use crate::stance::{Evidence, Rule};
use crate::syntax::{Place, Slot, predicate};

/// What a speaker says of a mention.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The actor who speaks.
    pub speaker: usize,
    /// The mention that is spoken of.
    pub target: usize,
    /// Its strongest words, as tokens.
    pub cue: std::ops::Range<usize>,
    /// Its stance, with the factor of the rule.
    pub value: f64,
}

/// What speakers say of the mentions of a sentence.
pub fn of_speech(setting: &Setting<'_>, weights: &RelationWeights) -> Vec<Said> {
    let mut said = Vec::new();
    for (target, (mention, scored)) in setting.mentions.iter().zip(setting.scored).enumerate() {
        let Some(speaker) = mention.speaker.filter(|speaker| *speaker != mention.actor) else { continue };
        let Some(stance) = scored.stance().filter(|stance| stance.abs() >= weights.least_speech) else {
            continue;
        };
        // Where something happens is not spoken of.
        if setting.is_located(target) {
            continue;
        }
        let sign = if stance > 0.0 { 1 } else { -1 };
        let near = |tokens: std::ops::Range<usize>| {
            let own = &mention.tokens;
            let apart = tokens.start.saturating_sub(own.end).max(own.start.saturating_sub(tokens.end));
            apart <= weights.reach_of_speech
        };
        let speaks = |piece: &&Evidence| {
            let signed = piece.is_cue() && piece.rule != Rule::Patient && piece.balance() * sign > 0;
            signed && !is_done_to(setting, &piece.tokens(), target, speaker)
        };
        let pieces = || scored.evidence.iter().filter(speaks);
        if !pieces().any(|piece| near(piece.tokens())) {
            continue;
        }
        let cues = scored.evidence.iter().filter(|piece| piece.is_cue() && piece.balance() * sign > 0);
        let strongest = cues.min_by_key(|piece| (-piece.balance() * sign, piece.tokens().start));
        let cue = strongest.map_or(0..0, |piece| piece.tokens());
        said.push(Said { speaker, target, cue, value: stance * weights.speech });
    }
    said
}

/// Whether some words tell what somebody other than the speaker does to an actor, which is no stance of the speaker
/// ("said the leak had damaged Northland").
fn is_done_to(setting: &Setting<'_>, cue: &std::ops::Range<usize>, target: usize, speaker: usize) -> bool {
    let predicate = predicate(setting.chunks, cue);
    let of = |slot: &Slot| setting.mention_of(slot.name);
    let is_target = |slot: &Slot| of(slot) == Some(target);
    let speaks = |slot: &Slot| of(slot).and_then(|mention| setting.actor(mention)) == Some(speaker);
    let by = |slot: &&Slot| slot.place == Place::By;
    if predicate.passive {
        let mut agents = predicate.object.iter().filter(by).peekable();
        return predicate.subject.iter().any(is_target) && agents.peek().is_some() && !agents.any(speaks);
    }
    let somebody = predicate.subject_phrase.is_some() || !predicate.subject.is_empty();
    predicate.object.iter().any(is_target) && somebody && !predicate.subject.iter().any(speaks)
}
