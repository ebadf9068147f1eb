//! Scoring by units: each word and expression of a sentence is a reason for an actor, against it, or none, with the
//! probabilities of a multinomial logistic regression over its features.
//!
//! Toward a side a unit adds -ln(1 - p): were the units independent, the probability that none of them is a reason is
//! the product of the 1 - p ("noisy or", Pearl 1988). The sums are scaled so that confidence is how often it is right.

use super::evidence::{Evidence, Rule, ScoredMention, Source, place, shift};
use super::feature::{Surroundings, Unit};
use super::features::number_of;
use super::micro::Micro;
use super::relation::Standing;
use super::roles::Role;
use super::tie::tied;
use crate::index::LearnedIndex;
use crate::index::key::Key;
use crate::lexicon::Context;
use crate::syntax::underlined;
use crate::text::{Symbol, WordClass, class_mask};
use std::sync::Arc;

/// What a unit adds to one sum at least, to be a cue that is shown: weaker units are one row together.
pub(super) const LEAST: f64 = 0.45;

/// How much more it adds to one side than to the other: a unit that is nearly as likely a reason for as against (evening,
/// same) says that something is at stake, not what.
const CLEARLY: f64 = 0.3;

/// Cues of a mention that are shown at most, so that a sentence of hundreds of them takes little memory: the weaker ones
/// are one row together.
const MAX_CUES: usize = 64;

/// ln(e^a + e^b).
fn log_sum(a: f64, b: f64) -> f64 {
    a.max(b) + libm::log1p(libm::exp(-(a - b).abs()))
}

/// -ln(1 - p) of the two sides of a softmax over (0, `favourable`, `critical`).
#[must_use]
pub fn surprisals(favourable: f64, critical: f64) -> [f64; 2] {
    let (no_f, no_c) = (log_sum(0.0, critical), log_sum(0.0, favourable));
    let all = log_sum(no_f, favourable);
    [all - no_f, all - no_c]
}

/// Whether a unit can be a reason: it is an expression of the lexicon, or a word that the table knows for one.
fn counts(index: &LearnedIndex, place: &Surroundings<'_>, unit: &Unit) -> bool {
    unit.cue.is_some() || index.row(Key::word(Context::Word, place.stem(unit))).is_some()
}

/// Words of grammar, which help to say how likely a stance is but are no cue that a reader would underline.
const GRAMMAR: u64 = class_mask([
    WordClass::Be,
    WordClass::Have,
    WordClass::Auxiliary,
    WordClass::Determiner,
    WordClass::Coordinator,
    WordClass::Subordinator,
    WordClass::Relative,
    WordClass::Subject,
    WordClass::Personal,
    WordClass::Not,
    WordClass::To,
    WordClass::Of,
    WordClass::By,
    WordClass::Comparing,
]);

/// Whether a unit is a word of grammar or a negator, hedge, contrast or the like.
fn is_grammatical(place: &Surroundings<'_>, unit: &Unit) -> bool {
    if unit.cue.is_some() {
        return false;
    }
    let token = place.document.tokens.get(unit.tokens.start);
    let of_grammar = token.is_some_and(|token| place.words.info(token).classes & GRAMMAR != 0);
    of_grammar || place.scene.cues.iter().any(|cue| cue.tokens.contains(&unit.tokens.start))
}

/// The logits of a unit toward favourable and critical.
fn logits(index: &LearnedIndex, place: &Surroundings<'_>, unit: &Unit, standing: &Standing) -> [f64; 2] {
    let mut sums = index.header().unit;
    place.own_features(unit, standing, &mut |key, value| {
        if let Some(row) = index.row(key) {
            let [favourable, critical] = index.weights(row);
            sums[0] += favourable * value;
            sums[1] += critical * value;
        }
    });
    let (contexts, count) = place.contexts(unit, standing);
    let [favourable, critical] =
        index.related(&standing.relations, contexts.get(..count).unwrap_or_default());
    [sums[0] + favourable, sums[1] + critical]
}

/// Scores the mention `at` of a sentence.
#[must_use]
pub fn score_by_table(
    index: &LearnedIndex,
    place: &Surroundings<'_>,
    at: usize,
    number: usize,
) -> ScoredMention {
    let header = index.header();
    let prior = Evidence::bias(header.prior[0], header.prior[1]);
    let mut scored = ScoredMention {
        mention: number,
        toward_favourable: prior.toward_favourable,
        toward_critical: prior.toward_critical,
        evidence: Arc::new(vec![prior.clone()]),
        threshold: header.decision,
    };
    let Some(actor) = place.mentions.get(at).map(|mention| mention.actor) else { return scored };
    let places = place.places(actor);
    let units = place.units(&places);
    let mut form = 0.0;
    place.form(&places, actor, &units, &mut |key| {
        // The form of a sentence never chooses a side: its weight counts toward both.
        form += index.row(key).map_or(0.0, |row| index.weights(row)[0]);
    });
    scored.add(Evidence {
        rule: Rule::Context,
        toward_favourable: Micro::from_f64(form),
        toward_critical: Micro::from_f64(form),
        ..Evidence::bias(0.0, 0.0)
    });
    let mut rest = Evidence { rule: Rule::Rest, ..Evidence::bias(0.0, 0.0) };
    let mut cues = Vec::new();
    let mut room = Vec::new();
    for unit in &units {
        if !counts(index, place, unit) {
            continue;
        }
        let Some(standing) = place.standing(unit, &places, actor, &mut room) else { continue };
        let [favourable, critical] = logits(index, place, unit, &standing);
        let [favourable, critical] = surprisals(favourable, critical);
        let (turn, bits) = place.turn(&unit.tokens, &places.targets);
        let number = unit
            .cue
            .and_then(|index| place.scene.cues.get(index))
            .map_or(0.0, |cue| number_of(&place.scene.knowledge.entry(cue.entry), standing.role));
        let turn = tied(turn, &standing, number);
        let [favourable, critical] = turn.of([favourable, critical]);
        let (favourable, critical) = (favourable * header.scale[0], critical * header.scale[1]);
        let mut evidence = evidence(index, place, unit, &standing, favourable, critical);
        evidence.shifts |= bits;
        let speaks = favourable.max(critical) >= LEAST && (favourable - critical).abs() >= CLEARLY;
        if speaks && !is_grammatical(place, unit) {
            cues.push(evidence);
        } else {
            rest.toward_favourable += evidence.toward_favourable;
            rest.toward_critical += evidence.toward_critical;
        }
        room = standing.relations;
    }
    keep_strongest(&mut cues, &mut rest);
    cues.into_iter().for_each(|cue| scored.add(cue));
    scored.add(rest);
    scored
}

/// Adds all but the [`MAX_CUES`] strongest cues to the rest.
fn keep_strongest(cues: &mut Vec<Evidence>, rest: &mut Evidence) {
    if cues.len() <= MAX_CUES {
        return;
    }
    let mut order: Vec<usize> = (0..cues.len()).collect();
    order.sort_by_key(|&at| (cues.get(at).map(|cue| std::cmp::Reverse(cue.weight())), at));
    let mut weak: Vec<usize> = order.split_off(MAX_CUES);
    weak.sort_unstable();
    let mut at = 0;
    cues.retain(|cue| {
        let kept = weak.binary_search(&at).is_err();
        if !kept {
            rest.toward_favourable += cue.toward_favourable;
            rest.toward_critical += cue.toward_critical;
        }
        at += 1;
        kept
    });
}

/// A unit as evidence.
fn evidence(
    index: &LearnedIndex,
    surroundings: &Surroundings<'_>,
    unit: &Unit,
    standing: &Standing,
    favourable: f64,
    critical: f64,
) -> Evidence {
    let cue = unit.cue.and_then(|at| surroundings.scene.cues.get(at));
    let (rule, source) = match cue {
        Some(cue) => {
            let entry = surroundings.scene.knowledge.entry(cue.entry);
            let rule = match standing.role {
                Some(Role::Agent) if number_of(&entry, standing.role) != 0.0 => Rule::Agent,
                Some(Role::Patient) if number_of(&entry, standing.role) != 0.0 => Rule::Patient,
                _ => Rule::Polarity,
            };
            (rule, Source::Entry(cue.entry))
        }
        None => {
            let stem = surroundings.stem(unit);
            let row = (stem != Symbol::NONE).then(|| index.row(Key::word(Context::Word, stem))).flatten();
            (Rule::Learned, row.map_or(Source::None, Source::Learned))
        }
    };
    let mut shifts = 0;
    for (is, bit) in [
        (standing.negated, shift::NEGATED),
        (standing.hedged, shift::HEDGED),
        (standing.other_clause, shift::OTHER_CLAUSE),
        (standing.nearer_actor, shift::NEARER_ACTOR),
        (standing.quoted_unit, shift::QUOTED),
    ] {
        if is {
            shifts |= bit;
        }
    }
    Evidence {
        rule,
        source,
        more: 0,
        place: place(&underlined(surroundings.chunks, &unit.tokens)),
        distance: standing.distance as u32,
        shifts,
        toward_favourable: Micro::from_f64(favourable),
        toward_critical: Micro::from_f64(critical),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_very_many_cues_the_strongest_are_kept_and_the_sum_stays() {
        let cue = |weight: i64| Evidence { toward_critical: Micro(weight), ..Evidence::bias(0.0, 0.0) };
        let mut cues: Vec<Evidence> = (0..1000).map(|at| cue(at % 500)).collect();
        let mut rest = cue(7);
        let sum = |cues: &[Evidence], rest: &Evidence| {
            cues.iter().map(|cue| cue.toward_critical).sum::<Micro>().0 + rest.toward_critical.0
        };
        let before = sum(&cues, &rest);
        keep_strongest(&mut cues, &mut rest);
        assert_eq!((cues.len(), sum(&cues, &rest)), (MAX_CUES, before));
        let least = cues.iter().map(|cue| cue.toward_critical.0).min();
        assert_eq!(least, Some(500 - MAX_CUES as i64 / 2));
        assert_eq!(cues.first().map(|cue| cue.toward_critical.0), least);
    }

    #[test]
    fn the_surprisal_of_a_side_is_that_none_is_a_reason() {
        let [favourable, critical] = surprisals(0.0, 0.0);
        assert!((favourable - libm::log(1.5)).abs() < 1e-12 && (critical - libm::log(1.5)).abs() < 1e-12);
        let [favourable, critical] = surprisals(800.0, -800.0);
        assert!((favourable - 800.0).abs() < 1e-9 && critical.abs() < 1e-12);
    }
}
