//! The rule `between`: an expression with a number for relations between two names, decayed by distance and by other
//! names; for what syntax does not read.

use super::evidence::RelationRule;
use super::participants::Setting;
use super::predicates::{Reading, modified, number};
use super::weights::RelationWeights;
use crate::lexicon::Kind;
use crate::syntax::{PredicateKind, predicate};

/// Most names to each side of an expression that are tried.
const REACH: usize = 2;

/// The readings of the expressions of which no rule has read a pair.
pub fn of_between(setting: &Setting<'_>, weights: &RelationWeights, structural: &[Reading]) -> Vec<Reading> {
    let mut readings = Vec::new();
    for cue in setting.scene.cues.iter().filter(|cue| cue.kind == Kind::Cue) {
        if structural.iter().any(|reading| reading.cue == cue.tokens) {
            continue;
        }
        let number = number(setting, weights, cue);
        if number == 0.0 {
            continue;
        }
        let (value, shifts) = modified(setting, cue, number);
        let everybody = setting.everybody;
        let after = everybody.partition_point(|name| name.tokens.start < cue.tokens.end);
        let before = everybody.partition_point(|name| name.tokens.end <= cue.tokens.start);
        let predicate = predicate(setting.chunks, &cue.tokens);
        let passive = predicate.kind == PredicateKind::Verb && predicate.passive;
        // A subject that is no name takes the place of the names before it.
        let other_subject = predicate
            .subject_phrase
            .as_ref()
            .is_some_and(|phrase| !everybody.iter().any(|name| phrase.contains(&name.tokens.start)));
        let subject = if other_subject { weights.other_subject } else { 1.0 };
        for (left, at_left) in (0..before).rev().take(REACH).enumerate() {
            for (right, at_right) in (after..everybody.len()).take(REACH).enumerate() {
                let (Some(source), Some(target)) =
                    (setting.mention_of(at_left), setting.mention_of(at_right))
                else {
                    continue;
                };
                if !setting.differ(source, target) || setting.is_located(source) || setting.is_located(target)
                {
                    continue;
                }
                let (one, other) = (&everybody[at_left].tokens, &everybody[at_right].tokens);
                let tokens = (cue.tokens.start - one.end) + (other.start - cue.tokens.end);
                let near = 1.0 / (1.0 + tokens as f64 / weights.half_distance);
                let names: f64 = (0..left + right).map(|_| weights.other_name).product();
                let (source, target) = if passive { (target, source) } else { (source, target) };
                readings.push(Reading {
                    rule: RelationRule::Between,
                    source,
                    target,
                    cue: cue.tokens.clone(),
                    entry: Some(cue.entry),
                    shifts,
                    value: value * weights.between * near * names * subject,
                });
            }
        }
    }
    readings
}
