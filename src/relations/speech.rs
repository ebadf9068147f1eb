//! The rule `speech`: a speaker toward the actors in what it says.
//!
//! The stance of a mention in somebody's words is that of the speaker: the same number that `mentions.csv` has.

use super::participants::Setting;
use super::weights::RelationWeights;
use crate::stance::{Evidence, Rule};

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
        // What is done to an actor is no stance of whoever tells it ("said the leak had damaged Northland").
        let speaks =
            |piece: &&Evidence| piece.is_cue() && piece.rule != Rule::Patient && piece.balance() * sign > 0;
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
