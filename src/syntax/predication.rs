//! The predicate of an expression: verb, event noun or complement of a copula, with its subject and object.

use super::chunks::Chunks;
use super::event::event;
use super::governing::{Link, governing};
use super::object::{Objects, objects, slots};
use super::predicate::{Place, Predicate, PredicateKind, Slot};
use super::subject::{Filling, is_reduced, subject};
use super::tag::Tag;
use super::verb_groups::VerbForm;
use crate::text::WordClass;
use std::ops::Range;

/// The chunk that carries an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Carrier {
    /// A verb group.
    Verb(usize),
    /// A noun or adjective: its phrase and the token.
    Nominal(usize, usize),
    /// An adverb or another word.
    Other,
}

/// The chunk that carries the expression at `unit`: its first full verb, else its last noun or adjective outside names,
/// else its auxiliary.
pub(super) fn carrier(chunks: &Chunks<'_>, unit: &Range<usize>) -> Carrier {
    let verb = |tag: Tag| {
        unit.clone()
            .find(|at| chunks.tag(*at) == Some(tag))
            .and_then(|at| chunks.group_at(at))
            .map(Carrier::Verb)
    };
    let nominal = || {
        let at = unit.clone().rev().find(|at| chunks.tag(*at) == Some(Tag::Nominal))?;
        chunks.phrase_at(at).map(|phrase| Carrier::Nominal(phrase, at))
    };
    verb(Tag::Verb).or_else(nominal).or_else(|| verb(Tag::Auxiliary)).unwrap_or(Carrier::Other)
}

/// Where what follows an expression begins: after it, or at the preposition in which it ends (*praised by*).
pub(super) fn resume(chunks: &Chunks<'_>, unit: &Range<usize>) -> usize {
    let last = unit.end.saturating_sub(1);
    let preposition = unit.len() > 1 && chunks.tag(last) == Some(Tag::Preposition);
    if preposition { last } else { unit.end }
}

/// A verb with what fills its slots.
pub(super) struct VerbFrame {
    pub subject: Filling,
    pub objects: Objects,
    pub passive: bool,
}

/// The frame of a verb group whose expression ends at token `end`.
pub(super) fn frame(chunks: &Chunks<'_>, group: usize, end: usize) -> VerbFrame {
    let own_end = chunks.groups.get(group).map_or(end, |group| group.tokens.end);
    let objects = objects(chunks, group, end.max(own_end));
    let passive = is_passive(chunks, group, &objects);
    VerbFrame { subject: subject(chunks, group), objects, passive }
}

/// Whether a group is passive: by its auxiliary, by an agent with *by*, as a reduced clause, or as in a headline, where
/// a participle before *over* or *for* does without its auxiliary.
fn is_passive(chunks: &Chunks<'_>, group: usize, objects: &Objects) -> bool {
    let Some(verb) = chunks.groups.get(group) else { return false };
    if verb.passive {
        return true;
    }
    if !chunks.is_bare(verb) || objects.direct.is_some() {
        return false;
    }
    if objects.prepositions.iter().any(|(at, _)| chunks.tokens.is(*at, WordClass::By)) {
        return true;
    }
    let Some((first, _)) = objects.prepositions.first() else { return false };
    let start = verb.tokens.start;
    let opens = start == chunks.tokens.range.start || chunks.tokens.has_comma(start);
    let mut later = chunks.groups.iter().skip(group + 1);
    let reduced = opens && is_reduced(chunks, group) && later.any(|other| other.form == VerbForm::Finite);
    reduced || chunks.tokens.headline && chunks.tokens.is(*first, WordClass::Cause)
}

/// The predicate of the expression at `unit`. Without a verb or noun it has no slots.
#[must_use]
pub fn predicate(chunks: &Chunks<'_>, unit: &Range<usize>) -> Predicate {
    let mut predicate = Predicate {
        at: unit.clone(),
        kind: PredicateKind::Event,
        passive: false,
        subject: Vec::new(),
        object: Vec::new(),
    };
    match carrier(chunks, unit) {
        Carrier::Verb(group) => {
            let frame = frame(chunks, group, resume(chunks, unit));
            let copula = chunks.groups.get(group).is_some_and(|group| chunks.is_copula(group));
            predicate.kind = if copula { PredicateKind::Copula } else { PredicateKind::Verb };
            predicate.passive = frame.passive;
            predicate.object = slots(chunks, &frame.objects, frame.passive);
            predicate.subject = frame.subject.slots;
        }
        Carrier::Nominal(phrase, _) => {
            let end = resume(chunks, unit).max(chunks.extent(phrase).end);
            let (agents, patients) = event(chunks, phrase, end);
            (predicate.subject, predicate.object) = (agents, patients);
            if let Some(found) = complemented(chunks, phrase) {
                predicate.kind = PredicateKind::Copula;
                let own = |slot: &Slot| matches!(slot.place, Place::Possessor | Place::Modifier);
                let rest = std::mem::take(&mut predicate.subject);
                predicate.subject = found.slots;
                predicate.subject.extend(rest.into_iter().filter(|slot| !own(slot)));
            }
        }
        Carrier::Other => {}
    }
    let mut taken: Vec<usize> = Vec::new();
    predicate.subject.retain(|slot| {
        let new = !taken.contains(&slot.name);
        taken.push(slot.name);
        new
    });
    predicate.object.retain(|slot| !taken.contains(&slot.name));
    predicate
}

/// The subject of the copula whose complement is a phrase (*Northland is a liar*).
pub(super) fn complemented(chunks: &Chunks<'_>, phrase: usize) -> Option<Filling> {
    let verb = governing(chunks, phrase).filter(|verb| verb.link == Link::Object)?;
    let copula = chunks.groups.get(verb.group).is_some_and(|group| chunks.is_copula(group));
    copula.then(|| subject(chunks, verb.group))
}
