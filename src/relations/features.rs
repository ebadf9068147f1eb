//! The features of a pair of actors in a sentence, which the learned table of pairs weighs.
//!
//! Who the actors are is no feature: names are passed over. Each direction has features of its own, by where its source
//! is: before the target (`f`) or after it (`b`).

use super::edge::Direction;
use super::evidence::{RelationEvidence, RelationRule};
use super::find::put;
use super::participants::Setting;
use super::predicates::number;
use super::weights::RELATION_WEIGHTS;
use crate::lexicon::{Kind, PairTable, pair_key_of};
use crate::stance::Micro;
use crate::syntax::{Place, PredicateKind, predicate};
use crate::text::{Symbol, WordClass};
use std::collections::BTreeMap;
use std::ops::Range;

/// The term of a feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairTerm<'t> {
    /// A stem.
    Stem(Symbol),
    /// Two stems in a row.
    Stems(Symbol, Symbol),
    /// A name of its own.
    Name(&'t str),
}

/// Takes a feature: its context, its term and its value.
pub type Give<'g> = dyn FnMut(&'static str, PairTerm<'_>, f64) + 'g;

/// Most names between two mentions whose pair has features.
const MOST_NAMES: usize = 6;
/// Tokens before and after the two names that are features.
const AROUND: usize = 3;
/// Most tokens between them that are.
const MOST_BETWEEN: usize = 30;

/// The two mentions of a pair: those nearest to each other. None where too many names are between them.
fn nearest(setting: &Setting<'_>, direction: Direction) -> Option<(usize, usize)> {
    let places = |actor: usize| {
        let everybody = setting.everybody.iter().enumerate();
        everybody
            .filter(move |(_, name)| name.mention.and_then(|mention| setting.actor(mention)) == Some(actor))
    };
    let pairs = places(direction.source)
        .flat_map(|(source, _)| places(direction.target).map(move |(target, _)| (source, target)));
    pairs
        .min_by_key(|(one, other)| (one.abs_diff(*other), *one))
        .filter(|(one, other)| one.abs_diff(*other) <= MOST_NAMES + 1)
}

/// The directions of a sentence that have features.
pub(super) fn directions(setting: &Setting<'_>) -> Vec<Direction> {
    let mut found = Vec::new();
    let actors: Vec<usize> =
        setting.everybody.iter().filter_map(|name| setting.actor(name.mention?)).collect();
    for (at, one) in actors.iter().enumerate() {
        for other in actors.iter().skip(at + 1).take(MOST_NAMES + 1).filter(|other| *other != one) {
            found.push(Direction { source: *one, target: *other });
            found.push(Direction { source: *other, target: *one });
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The features of a pair, whose rules have come to `evidence`.
pub(super) fn pair_features(
    setting: &Setting<'_>,
    direction: Direction,
    evidence: &[RelationEvidence],
    reverse: &[RelationEvidence],
    give: &mut Give<'_>,
) {
    let Some((source, target)) = nearest(setting, direction) else { return };
    let (Some(one), Some(other)) = (setting.everybody.get(source), setting.everybody.get(target)) else {
        return;
    };
    let forward = source < target;
    let (left, right) = if forward { (&one.tokens, &other.tokens) } else { (&other.tokens, &one.tokens) };
    of_rules(evidence, reverse, give);
    of_words(setting, forward, left, right, give);
    of_frames(setting, source, target, give);
    of_numbers(setting, forward, left, right, give);
    of_shape(setting, forward, source.abs_diff(target) - 1, left, right, give);
    of_stances(setting, one.mention, other.mention, give);
}

/// What each rule says, of the direction and of its reverse.
fn of_rules(evidence: &[RelationEvidence], reverse: &[RelationEvidence], give: &mut Give<'_>) {
    for (context, pieces) in [("rule", evidence), ("rule_of_reverse", reverse)] {
        let mut sums: BTreeMap<(RelationRule, bool), f64> = BTreeMap::new();
        for piece in pieces {
            let balance = piece.balance();
            *sums.entry((piece.rule, balance > 0)).or_default() += balance.unsigned_abs() as f64 / 1e6;
        }
        for ((rule, positive), sum) in sums {
            let name = format!("{} {}", rule.name(), if positive { "+" } else { "-" });
            give(context, PairTerm::Name(&name), sum.min(4.0) / 2.0);
        }
    }
}

/// The stem of a token outside names, determiners and days.
fn stem(setting: &Setting<'_>, at: usize) -> Option<Symbol> {
    let info = setting.scene.words.info(setting.scene.document.tokens.get(at)?);
    let skipped = info.is(WordClass::Determiner) || info.is(WordClass::Calendar) || info.stem == Symbol::NONE;
    let named = setting.everybody.iter().any(|name| name.tokens.contains(&at));
    (!skipped && !named).then_some(info.stem)
}

fn of_words(
    setting: &Setting<'_>,
    forward: bool,
    left: &Range<usize>,
    right: &Range<usize>,
    give: &mut Give<'_>,
) {
    let names = |names: [&'static str; 2]| names[usize::from(!forward)];
    let between = left.end..right.start;
    let mut last = None;
    for at in between.take(MOST_BETWEEN) {
        let Some(stem) = stem(setting, at) else {
            last = None;
            continue;
        };
        give(names(["word_between_f", "word_between_b"]), PairTerm::Stem(stem), 1.0);
        if let Some(last) = last {
            give(names(["word_pair_f", "word_pair_b"]), PairTerm::Stems(last, stem), 1.0);
        }
        last = Some(stem);
    }
    let before = left.start.saturating_sub(AROUND).max(setting.tokens.start)..left.start;
    for stem in before.filter_map(|at| stem(setting, at)) {
        give(names(["word_before_f", "word_before_b"]), PairTerm::Stem(stem), 1.0);
    }
    let after = right.end..(right.end + AROUND).min(setting.tokens.end);
    for stem in after.filter_map(|at| stem(setting, at)) {
        give(names(["word_after_f", "word_after_b"]), PairTerm::Stem(stem), 1.0);
    }
}

fn place_name(place: Place) -> &'static str {
    match place {
        Place::Head => "head",
        Place::List => "list",
        Place::Apposition => "apposition",
        Place::Modifier => "modifier",
        Place::Possessor => "possessor",
        Place::By => "by",
        Place::Preposition(_) => "preposition",
        Place::Gap => "gap",
    }
}

/// The slots that both names fill of the predicates of the sentence.
fn of_frames(setting: &Setting<'_>, source: usize, target: usize, give: &mut Give<'_>) {
    let words = setting.scene.words;
    for cue in setting.scene.cues {
        let has_roles = match cue.kind {
            Kind::Speech => true,
            Kind::Cue => setting.scene.knowledge.entry(cue.entry).has_roles(),
            _ => false,
        };
        if !has_roles {
            continue;
        }
        let predicate = predicate(setting.chunks, &cue.tokens);
        let (agents, patients) = if predicate.passive {
            (&predicate.object, &predicate.subject)
        } else {
            (&predicate.subject, &predicate.object)
        };
        let place = |slots: &[crate::syntax::Slot], name: usize| {
            slots.iter().find(|slot| slot.name == name).map(|slot| slot.place)
        };
        let roles =
            [place(agents, source), place(patients, source), place(agents, target), place(patients, target)];
        if roles.iter().all(Option::is_none) {
            continue;
        }
        let stem = setting.scene.document.tokens.get(cue.tokens.start).map(|token| words.info(token).stem);
        let stem = stem.filter(|stem| *stem != Symbol::NONE);
        let mut both = String::new();
        for (role, context) in roles.iter().zip([
            "word_source_agent",
            "word_source_patient",
            "word_target_agent",
            "word_target_patient",
        ]) {
            both.push_str(role.map_or("-", place_name));
            both.push(' ');
            if let (Some(_), Some(stem)) = (role, stem) {
                give(context, PairTerm::Stem(stem), 1.0);
            }
        }
        let number = number(setting, &RELATION_WEIGHTS, cue);
        let sign = if cue.kind == Kind::Speech {
            "speech"
        } else if number > 0.0 {
            "positive"
        } else if number < 0.0 {
            "negative"
        } else {
            "none"
        };
        both.push_str(sign);
        if predicate.kind == PredicateKind::Event {
            both.push_str(" event");
        }
        give("frame", PairTerm::Name(&both), 1.0);
    }
}

/// The numbers of expressions between the names and around them.
fn of_numbers(
    setting: &Setting<'_>,
    forward: bool,
    left: &Range<usize>,
    right: &Range<usize>,
    give: &mut Give<'_>,
) {
    let mut sums = [[0.0f64; 2]; 3];
    for cue in setting.scene.cues.iter().filter(|cue| cue.kind == Kind::Cue) {
        let entry = setting.scene.knowledge.entry(cue.entry);
        let value = if entry.relation == 0.0 { entry.polarity } else { entry.relation };
        let region = if cue.tokens.end <= left.start {
            0
        } else if cue.tokens.start < right.start {
            1
        } else {
            2
        };
        sums[region][usize::from(value < 0.0)] += value.abs();
    }
    let regions = if forward {
        [["before + f", "before - f"], ["between + f", "between - f"], ["after + f", "after - f"]]
    } else {
        [["before + b", "before - b"], ["between + b", "between - b"], ["after + b", "after - b"]]
    };
    for (names, sums) in regions.iter().zip(sums) {
        for (name, sum) in names.iter().zip(sums) {
            if sum > 0.0 {
                give("number", PairTerm::Name(name), sum.min(4.0) / 2.0);
            }
        }
    }
    let negated = setting.scene.cues.iter().any(|cue| {
        cue.kind == Kind::Negator && cue.tokens.start >= left.end && cue.tokens.end <= right.start
    });
    if negated {
        give("shape", PairTerm::Name(if forward { "negator f" } else { "negator b" }), 1.0);
    }
}

/// Where the two names are.
fn of_shape(
    setting: &Setting<'_>,
    forward: bool,
    names: usize,
    left: &Range<usize>,
    right: &Range<usize>,
    give: &mut Give<'_>,
) {
    let side = if forward { "f" } else { "b" };
    let tokens = right.start.saturating_sub(left.end);
    let steps = [0, 1, 2, 4, 7, 12, 20];
    let step = steps.iter().rposition(|least| tokens >= *least).unwrap_or(0);
    give("shape", PairTerm::Name(&format!("tokens {step} {side}")), 1.0);
    give("shape", PairTerm::Name(&format!("names {} {side}", names.min(4))), 1.0);
    let clauses = setting.scene.clause(right.start).saturating_sub(setting.scene.clause(left.start));
    give("shape", PairTerm::Name(&format!("clauses {} {side}", clauses.min(3))), 1.0);
    let possessive = |range: &Range<usize>| {
        let token = setting.scene.document.tokens.get(range.end.saturating_sub(1));
        token.is_some_and(|token| setting.scene.words.info(token).possessive)
    };
    for (name, holds) in [
        ("left possessive", possessive(left)),
        ("right possessive", possessive(right)),
        ("left first", left.start == setting.tokens.start),
        ("right last", right.end == setting.tokens.end),
    ] {
        if holds {
            give("shape", PairTerm::Name(&format!("{name} {side}")), 1.0);
        }
    }
}

/// The stances toward both, and who speaks.
fn of_stances(setting: &Setting<'_>, source: Option<usize>, target: Option<usize>, give: &mut Give<'_>) {
    let (Some(source), Some(target)) = (source, target) else { return };
    let of = |mention: usize| {
        let stance = setting.scored.get(mention).and_then(crate::stance::ScoredMention::stance);
        stance.unwrap_or(0.0)
    };
    for (names, stance) in [(["source +", "source -"], of(source)), (["target +", "target -"], of(target))] {
        if stance.abs() > 0.05 {
            give("stance", PairTerm::Name(names[usize::from(stance < 0.0)]), stance.abs() * 2.0);
        }
    }
    let speaker = |mention: usize| setting.mentions.get(mention).and_then(|mention| mention.speaker);
    let (one, other) = (setting.actor(source), setting.actor(target));
    let said = [
        ("source speaks of target", speaker(target).is_some() && speaker(target) == one),
        ("target speaks of source", speaker(source).is_some() && speaker(source) == other),
        ("both in words of another", speaker(source).is_some() && speaker(source) == speaker(target)),
    ];
    for (name, holds) in said {
        if holds {
            give("voice", PairTerm::Name(name), 1.0);
        }
    }
}

/// Adds what the learned table says of each pair.
pub(super) fn add_learned(
    setting: &Setting<'_>,
    table: &PairTable,
    first: usize,
    collected: &mut BTreeMap<Direction, Vec<RelationEvidence>>,
) {
    let symbols = &setting.scene.knowledge.symbols;
    let mut learned = Vec::new();
    for direction in directions(setting) {
        let mut sums = [0.0f64; 2];
        let none = Vec::new();
        let reverse = Direction { source: direction.target, target: direction.source };
        let of = |direction: &Direction| collected.get(direction).unwrap_or(&none);
        pair_features(setting, direction, of(&direction), of(&reverse), &mut |context, term, value| {
            let key = match term {
                PairTerm::Stem(stem) => pair_key_of(context, [symbols.text(stem)]),
                PairTerm::Stems(one, other) => pair_key_of(context, [symbols.text(one), symbols.text(other)]),
                PairTerm::Name(name) => pair_key_of(context, name.split(' ')),
            };
            if let Some([positive, negative]) = table.weights(key) {
                sums[0] += positive * value;
                sums[1] += negative * value;
            }
        });
        let Some((source, target)) = nearest(setting, direction) else { continue };
        let (Some(source), Some(target)) = (setting.mention_of(source), setting.mention_of(target)) else {
            continue;
        };
        let Some(mention) = setting.mentions.get(target) else { continue };
        learned.push((
            direction,
            RelationEvidence {
                rule: RelationRule::Learned,
                cue: 0..0,
                entry: None,
                source_mention: Some(first + source),
                target_mention: first + target,
                shifts: 0,
                voice: mention.voice,
                speaker: mention.speaker,
                toward_positive: Micro::from_f64(sums[0]),
                toward_negative: Micro::from_f64(sums[1]),
            },
        ));
    }
    for (direction, evidence) in learned {
        put(collected, direction, evidence);
    }
}

/// A direction as an example to learn from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PairInput {
    /// What the rules add toward positive and negative, biases apart.
    pub toward: [f64; 2],
    /// Context and term of each feature, with its value.
    pub features: Vec<((&'static str, String), f64)>,
}

/// What the rules and the features say of two directions, in the sentence that has both.
pub(super) fn inputs_of(
    setting: &Setting<'_>,
    collected: &BTreeMap<Direction, Vec<RelationEvidence>>,
    directions: [Direction; 2],
) -> [PairInput; 2] {
    let symbols = &setting.scene.knowledge.symbols;
    let none = Vec::new();
    directions.map(|direction| {
        let mut input = PairInput::default();
        let reverse = Direction { source: direction.target, target: direction.source };
        let of = |direction: &Direction| collected.get(direction).unwrap_or(&none);
        for piece in of(&direction) {
            input.toward[0] += piece.toward_positive.to_f64();
            input.toward[1] += piece.toward_negative.to_f64();
        }
        pair_features(setting, direction, of(&direction), of(&reverse), &mut |context, term, value| {
            let term = match term {
                PairTerm::Stem(stem) => symbols.text(stem).to_owned(),
                PairTerm::Stems(one, other) => format!("{} {}", symbols.text(one), symbols.text(other)),
                PairTerm::Name(name) => name.to_owned(),
            };
            input.features.push(((context, term), value));
        });
        input
    })
}
