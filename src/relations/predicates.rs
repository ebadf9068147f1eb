//! The rules `verb`, `event` and `joint`: who fills the slots of a predicate that has a number.

use super::evidence::RelationRule;
use super::participants::Setting;
use super::weights::RelationWeights;
use super::words::RelationWordKind;
use crate::index::Paths;
use crate::lexicon::Kind;
use crate::mentions::CueMatch;
use crate::stance::{Turn, WEIGHTS, Weights, modify, turn_of_sense};
use crate::syntax::{Attachment, Place, Predicate, PredicateKind, Slot, attachment, predicate};
use crate::text::WordClass;
use std::ops::Range;

/// A reading: one mention's actor toward another's, before its weight in the formula.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    pub rule: RelationRule,
    pub source: usize,
    pub target: usize,
    pub cue: Range<usize>,
    pub entry: Option<u32>,
    pub shifts: u16,
    pub value: f64,
}

/// Weights of the places of a source and of a target.
mod place {
    pub const HEAD: f64 = 1.3;
    pub const LIST: f64 = 0.9;
    pub const APPOSITION: f64 = 0.7;
    pub const MODIFIER: f64 = 0.8;
    pub const POSSESSOR: f64 = 0.8;
    pub const OF: f64 = 0.8;
    pub const GAP: f64 = 0.65;
    /// After a preposition that leads to a patient.
    pub const AIMED: f64 = 0.8;
    /// After any other.
    pub const OTHER: f64 = 0.35;
    /// Factor beside a name that is the head itself.
    pub const BESIDE_HEAD: f64 = 0.5;
}

/// The number of an expression for the stance of its agent toward its patient, that of a verb of winning only beside a
/// word of force.
pub fn number(setting: &Setting<'_>, weights: &RelationWeights, cue: &CueMatch) -> f64 {
    let number = own_number(setting, weights, cue);
    let tokens = setting.scene.document.tokens.get(cue.tokens.clone()).unwrap_or_default();
    let word = |token| setting.scene.document.token_text(token).to_lowercase();
    let contest = number != 0.0
        && tokens.iter().any(|token| setting.relation_words.is(RelationWordKind::Contest, &word(token)));
    if contest && !setting.has_force() { number * weights.contest } else { number }
}

/// The number of an expression: its own, that of the verb in a phrase that ends in a preposition, or else a share of that
/// for its patient.
fn own_number(setting: &Setting<'_>, weights: &RelationWeights, cue: &CueMatch) -> f64 {
    let knowledge = setting.scene.knowledge;
    let entry = knowledge.entry(cue.entry);
    if entry.relation != 0.0 || cue.kind != Kind::Cue {
        return entry.relation;
    }
    inherited(setting, cue).unwrap_or(entry.patient * weights.by_patient)
}

/// The number of the verb in a phrase that ends in a preposition (*speak out against*).
fn inherited(setting: &Setting<'_>, cue: &CueMatch) -> Option<f64> {
    let (document, words) = (setting.scene.document, setting.scene.words);
    let info = |at: usize| document.tokens.get(at).map(|token| words.info(token));
    if !ends_in_preposition(setting, cue) {
        return None;
    }
    let trie = &setting.scene.knowledge.trie;
    let (_, found) = trie.matches(info(cue.tokens.start)?, &mut Paths::new(), |_| None, |_| false);
    let entries = trie.entries(&found).map(|number| setting.scene.knowledge.entry(number));
    entries
        .filter(|entry| entry.kind == Kind::Cue && entry.relation != 0.0)
        .last()
        .map(|entry| entry.relation)
}

/// Whether an expression is a phrase that ends in a preposition, so that it holds whom it hits.
fn ends_in_preposition(setting: &Setting<'_>, cue: &CueMatch) -> bool {
    let preposition = [WordClass::Preposition, WordClass::By, WordClass::Of, WordClass::From, WordClass::To];
    let last = cue.tokens.end.checked_sub(1).and_then(|last| setting.scene.document.tokens.get(last));
    let last = last.map(|last| setting.scene.words.info(last)).filter(|_| cue.tokens.len() > 1);
    last.is_some_and(|last| preposition.iter().any(|class| last.is(*class)))
}

/// Scope of a negator in tokens; by one less than for stance, chosen on the dev pairs.
const NEGATOR_REACH: usize = 3;

/// The number of an expression after negation, hedges and the like, as for stance, and where its sense is undone or
/// denied; with the bits that name them.
pub fn modified(setting: &Setting<'_>, cue: &CueMatch, number: f64) -> (f64, u16) {
    let weights = Weights { negator_reach: NEGATOR_REACH, ..WEIGHTS };
    let (value, shifts) = modify(setting.scene, &weights, cue, number);
    let (turn, bits) = turn_of_sense(setting.scene, setting.chunks, &cue.tokens).unwrap_or((Turn::NONE, 0));
    // Who denies an attack has not said anything against whom it would have hit.
    let value = if turn == Turn::NONE || turn.swapped { turn.of_number(value) } else { 0.0 };
    (value, shifts | bits)
}

/// The readings of the predicates of a sentence.
pub fn of_predicates(setting: &Setting<'_>, weights: &RelationWeights) -> Vec<Reading> {
    let mut readings = Vec::new();
    for cue in setting.scene.cues.iter().filter(|cue| cue.kind == Kind::Cue) {
        let number = number(setting, weights, cue);
        if number != 0.0 {
            let (value, shifts) = modified(setting, cue, number);
            of_predicate(setting, weights, cue, value, shifts, &mut readings);
        }
    }
    of_words(setting, weights, &mut readings);
    readings
}

fn of_predicate(
    setting: &Setting<'_>,
    weights: &RelationWeights,
    cue: &CueMatch,
    value: f64,
    shifts: u16,
    readings: &mut Vec<Reading>,
) {
    let predicate = predicate(setting.chunks, &cue.tokens);
    let rule = if predicate.kind == PredicateKind::Event { RelationRule::Event } else { RelationRule::Verb };
    let (sources, mut targets) = sides(setting, cue, &predicate);
    // A healthy relationship with Southland.
    if targets.is_empty() && predicate.kind == PredicateKind::Event && !sources.is_empty() {
        targets.extend(following(setting, &cue.tokens).into_iter().map(|mention| (mention, place::AIMED)));
    }
    let reading = |rule, source, target, value| Reading {
        rule,
        source,
        target,
        cue: cue.tokens.clone(),
        entry: Some(cue.entry),
        shifts,
        value,
    };
    for (source, by_source) in &sources {
        for (target, by_target) in targets.iter().filter(|(target, _)| setting.differ(*source, *target)) {
            readings.push(reading(rule, *source, *target, value * by_source * by_target));
        }
    }
    // Northland and Southland clashed; not *Northland and Southland, with many people killed*.
    let near = |end: usize| cue.tokens.start.checked_sub(end).is_some_and(|tokens| tokens <= NEAR);
    let names = predicate.subject.iter().filter_map(|slot| setting.everybody.get(slot.name));
    let alone = !predicate.passive
        && predicate.object.is_empty()
        && predicate.object_phrase.is_none()
        && !ends_in_preposition(setting, cue)
        && names.map(|name| name.tokens.end).any(near);
    let listed = predicate.subject.iter().filter(|slot| slot.place == Place::List);
    let listed: Vec<usize> = listed.filter_map(|slot| setting.mention_of(slot.name)).collect();
    if alone && targets.is_empty() {
        for source in &listed {
            for target in listed.iter().filter(|target| setting.differ(*source, **target)) {
                readings.push(reading(RelationRule::Joint, *source, *target, value * weights.joint));
            }
        }
    }
}

type Weighed = Vec<(usize, f64)>;

/// The mentions that are agent and patient, with the weights of their places.
fn sides(setting: &Setting<'_>, cue: &CueMatch, predicate: &Predicate) -> (Weighed, Weighed) {
    let by = |slot: &&Slot| slot.place == Place::By;
    if predicate.passive {
        let agents: Vec<Slot> = predicate.object.iter().filter(by).copied().collect();
        return (weighed(setting, cue, &agents, false), weighed(setting, cue, &predicate.subject, false));
    }
    let direct = predicate.object_phrase.is_some();
    // "Northland, backed quietly by Southland": whoever follows *by* is the agent, though no auxiliary tells so. Not so behind
    // an expression that holds its object: in "welcomed the decision by Southland" it has decided.
    let by_word = |slot: &Slot| match slot.place {
        Place::By => true,
        Place::Preposition(at) => is_by(setting, at),
        _ => false,
    };
    let takes_agent = predicate.kind == PredicateKind::Verb && !direct && !predicate.holds_object;
    if takes_agent && predicate.object.iter().any(by_word) {
        let agents: Vec<Slot> = predicate.object.iter().filter(|slot| by_word(slot)).copied().collect();
        let agents: Vec<Slot> = agents.into_iter().map(|slot| Slot { place: Place::By, ..slot }).collect();
        return (weighed(setting, cue, &agents, false), weighed(setting, cue, &predicate.subject, false));
    }
    (weighed(setting, cue, &predicate.subject, false), weighed(setting, cue, &predicate.object, direct))
}

fn is_by(setting: &Setting<'_>, at: usize) -> bool {
    let token = setting.scene.document.tokens.get(at);
    token.is_some_and(|token| setting.scene.words.info(token).is(WordClass::By))
}

/// Slots as mentions with weights. `direct`: the predicate has a direct object, before what prepositions lead to.
fn weighed(setting: &Setting<'_>, cue: &CueMatch, slots: &[Slot], direct: bool) -> Weighed {
    let is_head = |place: Place| matches!(place, Place::Head | Place::List | Place::Gap | Place::By);
    let headed = slots.iter().any(|slot| is_head(slot.place));
    let weigh = |slot: &Slot| {
        let weight = match slot.place {
            Place::Head | Place::By => place::HEAD,
            Place::List => place::LIST,
            Place::Apposition => place::APPOSITION,
            Place::Modifier => place::MODIFIER,
            Place::Possessor => place::POSSESSOR,
            Place::Gap => place::GAP,
            Place::Preposition(at) => of_preposition(setting, cue, at, direct),
        };
        let beside = headed && !is_head(slot.place) && slot.place != Place::Apposition;
        let mention = setting.mention_of(slot.name)?;
        let aside = match slot.place {
            Place::Preposition(at) => setting.is_located(mention) || is_of_object(setting, cue, at, direct),
            _ => setting.is_base(mention),
        };
        if aside {
            return None;
        }
        Some((mention, if beside { weight * place::BESIDE_HEAD } else { weight }))
    };
    slots.iter().filter_map(weigh).collect()
}

/// Whether a preposition outside an expression leads to what its object is about: *its record on, support for the
/// government on*.
fn is_of_object(setting: &Setting<'_>, cue: &CueMatch, at: usize, direct: bool) -> bool {
    let holds = direct || ends_in_preposition(setting, cue);
    let word = setting.scene.document.tokens.get(at).map(|token| setting.scene.document.token_text(token));
    let about = |word: &str| setting.relation_words.is(RelationWordKind::About, &word.to_lowercase());
    holds && !cue.tokens.contains(&at) && word.is_some_and(about)
}

fn of_preposition(setting: &Setting<'_>, cue: &CueMatch, at: usize, direct: bool) -> f64 {
    if cue.tokens.contains(&at) {
        return place::HEAD;
    }
    let token = setting.scene.document.tokens.get(at);
    let is = |class| token.is_some_and(|token| setting.scene.words.info(token).is(class));
    match (is(WordClass::Of), is(WordClass::Aimed) || is(WordClass::To) || is(WordClass::By)) {
        (true, _) => place::OF,
        (false, true) if !direct => place::AIMED,
        (false, true) => place::AIMED * 0.6,
        (false, false) => place::OTHER,
    }
}

/// The readings of words of relations.
fn of_words(setting: &Setting<'_>, weights: &RelationWeights, readings: &mut Vec<Reading>) {
    let document = setting.scene.document;
    let predicates = readings.clone();
    let word = |at: usize| {
        let token = document.tokens.get(at).filter(|_| setting.tokens.contains(&at))?;
        Some(document.token_text(token).to_lowercase())
    };
    let mut at = setting.tokens.start;
    while at < setting.tokens.end {
        let Some((length, kind, number)) = setting.relation_words.at(|n| word(at + n)) else {
            at += 1;
            continue;
        };
        let unit = at..at + length;
        at = unit.end;
        if setting.everybody.iter().any(|name| name.tokens.contains(&unit.start)) {
            continue;
        }
        let cue = CueMatch { entry: 0, kind: Kind::Cue, sentence: 0, tokens: unit.clone() };
        let (value, shifts) = modified(setting, &cue, number);
        let (rule, pairs) = match kind {
            RelationWordKind::Person => (RelationRule::Event, of_person(setting, &unit, number)),
            RelationWordKind::Joint => (RelationRule::Joint, of_joint(setting, &unit)),
            RelationWordKind::Mutual => (RelationRule::Joint, of_mutual(setting, &unit)),
            RelationWordKind::Contest
            | RelationWordKind::Force
            | RelationWordKind::About
            | RelationWordKind::Site
            | RelationWordKind::Based => continue,
        };
        let factor = if rule == RelationRule::Joint { weights.joint } else { 1.0 };
        let is_read = |source: usize, target: usize| {
            let overlaps = |cue: &Range<usize>| cue.start < unit.end && unit.start < cue.end;
            let same = |reading: &Reading| reading.source == source && reading.target == target;
            predicates.iter().any(|reading: &Reading| same(reading) && overlaps(&reading.cue))
        };
        for (source, target) in pairs {
            let reading = |source, target| Reading {
                rule,
                source,
                target,
                cue: unit.clone(),
                entry: None,
                shifts,
                value: value * factor,
            };
            if !is_read(source, target) {
                readings.push(reading(source, target));
            }
            if rule == RelationRule::Joint && !is_read(target, source) {
                readings.push(reading(target, source));
            }
        }
    }
}

/// Who is the person, and whose, by a noun with that number.
fn of_person(setting: &Setting<'_>, unit: &Range<usize>, number: f64) -> Vec<(usize, usize)> {
    let (mut sources, mut targets) = (Vec::new(), Vec::new());
    for (name, participant) in setting.everybody.iter().enumerate() {
        let Some(mention) = participant.mention else { continue };
        let attached = attachment(setting.chunks, unit, name);
        match attached.attachment {
            Attachment::Possessor if number < 0.0 && setting.is_origin(mention) => {}
            Attachment::Possessor => targets.push(mention),
            Attachment::Of | Attachment::Toward if !attached.held_by_other => targets.push(mention),
            Attachment::Complement | Attachment::Apposition | Attachment::Relative
                if !attached.held_by_other =>
            {
                sources.push(mention);
            }
            // Northland ally Ada Quill.
            Attachment::Attribute if participant.tokens.start >= unit.end => sources.push(mention),
            _ => {}
        }
    }
    // Russia, Kazakhstan's ally: the name before the possessor.
    if sources.is_empty()
        && let Some(first) = targets.first().and_then(|target| setting.mentions.get(*target))
    {
        let start = first.tokens.start.min(unit.start);
        let before = setting.everybody.iter().rposition(|name| name.tokens.end <= start);
        let close = before
            .filter(|at| setting.everybody.get(*at).is_some_and(|name| start - name.tokens.end <= NEAR));
        let is_apart = |at: &usize| {
            let token = setting.scene.document.tokens.get(start).filter(|token| !token.gap.joins());
            token.is_some() && setting.everybody.get(*at).is_some_and(|name| name.tokens.end == start)
        };
        sources.extend(close.filter(is_apart).and_then(|at| setting.mention_of(at)));
    }
    pairs(setting, &sources, &targets)
}

fn pairs(setting: &Setting<'_>, sources: &[usize], targets: &[usize]) -> Vec<(usize, usize)> {
    let of = |source: &usize| {
        let source = *source;
        let others = targets.iter().copied().filter(move |target| setting.differ(source, *target));
        others.map(move |target| (source, target))
    };
    sources.iter().flat_map(of).collect()
}

/// Most tokens between a word that ties two names and each of them.
const NEAR: usize = 3;

/// The names that fill the subject of a unit, by its syntax: none if another noun does.
fn subjects(setting: &Setting<'_>, unit: &Range<usize>) -> Vec<usize> {
    let predicate = predicate(setting.chunks, unit);
    let heads =
        |slot: &&Slot| matches!(slot.place, Place::Head | Place::List | Place::Apposition | Place::Gap);
    let of_heads = predicate.subject.iter().filter(heads);
    of_heads.filter_map(|slot| setting.mention_of(slot.name)).collect()
}

/// The names right after a unit or after the preposition that follows it, with those coordinated with the first.
fn following(setting: &Setting<'_>, unit: &Range<usize>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut end = unit.end;
    for (at, name) in setting.everybody.iter().enumerate().filter(|(_, name)| name.tokens.start >= unit.end) {
        let between = end..name.tokens.start;
        let is = |at: usize, class| {
            let token = setting.scene.document.tokens.get(at);
            token.is_some_and(|token| setting.scene.words.info(token).is(class))
        };
        let leads = |at: usize| {
            is(at, WordClass::Preposition) || is(at, WordClass::To) || is(at, WordClass::Determiner)
        };
        let joins = |at: usize| is(at, WordClass::Additive) || is(at, WordClass::Determiner);
        let joined = between.clone().all(|at| if found.is_empty() { leads(at) } else { joins(at) });
        if between.len() > NEAR || !joined {
            break;
        }
        found.extend(setting.mention_of(at));
        end = name.tokens.end;
    }
    found
}

/// The subject of the unit and the names after it; without these the coordinated names of the subject.
fn of_joint(setting: &Setting<'_>, unit: &Range<usize>) -> Vec<(usize, usize)> {
    let mut sources = subjects(setting, unit);
    if sources.is_empty() {
        let before = setting.everybody.iter().rposition(|name| name.tokens.end <= unit.start);
        let close = before
            .filter(|at| setting.everybody.get(*at).is_some_and(|name| unit.start - name.tokens.end <= NEAR));
        sources.extend(close.and_then(|at| setting.mention_of(at)));
    }
    let targets = following(setting, unit);
    if !targets.is_empty() {
        return pairs(setting, &sources, &targets);
    }
    let mut both = pairs(setting, &sources, &sources);
    both.retain(|(one, other)| one < other);
    both
}

/// The two names after the unit, joined by *and*.
fn of_mutual(setting: &Setting<'_>, unit: &Range<usize>) -> Vec<(usize, usize)> {
    let mut after = setting.everybody.iter().filter(|name| name.tokens.start >= unit.end);
    let (Some(one), Some(other)) = (after.next(), after.next()) else { return Vec::new() };
    let joined = (one.tokens.end..other.tokens.start).any(|at| {
        let token = setting.scene.document.tokens.get(at);
        token.is_some_and(|token| setting.scene.words.info(token).is(WordClass::Additive))
    });
    let near = one.tokens.start - unit.end <= NEAR && other.tokens.start - one.tokens.end <= NEAR + 1;
    match (one.mention, other.mention) {
        (Some(one), Some(other)) if near && joined && setting.differ(one, other) => vec![(one, other)],
        _ => Vec::new(),
    }
}
