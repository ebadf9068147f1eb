//! The subject of a verb group: the noun phrase before it, over adverbs, brackets, appositions, prepositional phrases
//! and embedded clauses, or the gap that another phrase fills.

use super::chunks::Chunks;
use super::frame::Filling;
use super::object::direct_object;
use super::predicate::{Place, Slot};
use super::tag::Tag;
use super::verb_groups::VerbForm;
use crate::text::WordClass;
use std::rc::Rc;

/// Maximum number of predicates that a subject is shared across.
const MOST_SHARED: usize = 6;
/// Maximum number of prepositional phrases after a head whose names count as part of it.
const MOST_DEPENDENTS: usize = 2;

/// The subject of a verb group, in a passive too.
pub(super) fn subject(chunks: &Chunks<'_>, group: usize) -> Rc<Filling> {
    if let Some(known) = chunks.found.subject(group) {
        return known;
    }
    let found = Rc::new(shared(chunks, group, MOST_SHARED));
    if group < chunks.groups.len() {
        chunks.found.keep_subject(group, &found);
    }
    found
}

fn shared(chunks: &Chunks<'_>, group: usize, left: usize) -> Filling {
    let (Some(own), Some(left)) = (chunks.groups.get(group), left.checked_sub(1)) else {
        return Filling::default();
    };
    let before = chunks.back_over_adverbs(own.tokens.start);
    let tag = before.and_then(|before| chunks.tag(before));
    match own.form {
        VerbForm::Infinitive => controlled(chunks, group, left),
        VerbForm::Gerund if !tag.is_none_or(Tag::is_nominal) => controlled(chunks, group, left),
        VerbForm::Gerund => {
            let found = before_it(chunks, group, left);
            if found.phrase.is_some() { found.gap() } else { controlled(chunks, group, left) }
        }
        VerbForm::Finite => {
            let found = before_it(chunks, group, left);
            let alone = found.phrase.is_none() && found.slots.is_empty();
            if alone && chunks.is_bare(own) { of_the_next(chunks, group, left) } else { found }
        }
    }
}

/// The subject of an infinitive or gerund: the object of the governing verb (*urged Northland to act*), else its
/// subject (*Northland wanted to act*); the possessor of a noun right before it (*Northland's plan to act*).
fn controlled(chunks: &Chunks<'_>, group: usize, left: usize) -> Filling {
    let Some(start) = chunks.groups.get(group).map(|group| group.tokens.start) else {
        return Filling::default();
    };
    let noun = chunks.previous(start).and_then(|before| chunks.phrase_at(before));
    if let Some(noun) = noun.filter(|_| chunks.tokens.is_near(start)) {
        let mut slots = chunks.names_in(noun);
        slots.retain(|slot| slot.place == Place::Possessor);
        if !slots.is_empty() && !chunks.is_named(noun) {
            slots.iter_mut().for_each(|slot| slot.place = Place::Gap);
            return Filling { phrase: None, slots, relative: false };
        }
    }
    let Some(governing) = group.checked_sub(1) else { return of_the_next(chunks, group, left) };
    let Some(verb) = chunks.groups.get(governing) else { return Filling::default() };
    if chunks.tokens.is_parted(verb.tokens.start, start) {
        return of_the_next(chunks, group, left);
    }
    let object = direct_object(chunks, verb.tokens.end).filter(|_| !chunks.is_copula(verb) && !verb.passive);
    match object.filter(|object| chunks.extent(*object).end <= start) {
        Some(object) => of_phrase(chunks, object).gap(),
        None => shared(chunks, governing, left).gap(),
    }
}

/// The subject of the clause that follows an opening participle (*Accused of lying, Northland left*).
fn of_the_next(chunks: &Chunks<'_>, group: usize, left: usize) -> Filling {
    let Some(start) = chunks.groups.get(group).map(|group| group.tokens.start) else {
        return Filling::default();
    };
    let finite = |next: &usize| {
        chunks.groups.get(*next).is_some_and(|next| {
            next.form == VerbForm::Finite && !chunks.tokens.is_parted(start, next.tokens.start)
        })
    };
    let Some(next) = (group + 1..chunks.groups.len()).find(finite) else { return Filling::default() };
    let found = shared(chunks, next, left);
    // Only a phrase after the participle: one before it would have been found.
    match found.phrase {
        Some(phrase) if chunks.extent(phrase).start > start => found.gap(),
        _ => Filling::default(),
    }
}

/// The subject to the left of a group.
fn before_it(chunks: &Chunks<'_>, group: usize, left: usize) -> Filling {
    let Some(own) = chunks.groups.get(group) else { return Filling::default() };
    let tokens = &chunks.tokens;
    let start = own.tokens.start;
    let (mut at, mut comma) = (start, false);
    let mut appositions: Vec<Slot> = Vec::new();
    while let Some(before) = chunks.previous(at) {
        if tokens.is_aside(before) && !tokens.is_aside(start) {
            comma |= tokens.has_comma(at);
            at = before;
            continue;
        }
        if tokens.is_border(at) {
            break;
        }
        comma |= tokens.has_comma(at);
        if let Some(phrase) = chunks.phrase_at(before) {
            let extent = chunks.extent(phrase);
            if let Some(verb) = object_of(chunks, group, phrase, comma) {
                at = verb;
                continue;
            }
            let mut members = chunks.list_before(phrase);
            let mut first = members.last().copied().unwrap_or(phrase);
            // "… by Amazon and Apple, Quill said": no list ends in *Quill*.
            if chunks.governor(first).is_some()
                && chunks.governor(phrase).is_none()
                && tokens.has_comma(extent.start)
            {
                members = vec![phrase];
                first = phrase;
            }
            // "… after Northland, backed by Southland, left": the conjunction opens the clause of *left*.
            let opens = |governor: usize| {
                let conjunction = chunks.tag(governor) == Some(Tag::Subordinator);
                conjunction && !tokens.is(governor, WordClass::Role)
            };
            let beside = chunks.is_bare(own) && extent.end == start && tokens.has_comma(start);
            let is_subject = beside && chunks.governor(first).is_some_and(opens);
            if !is_subject && (chunks.governor(first).is_some() || chunks.governor(phrase).is_some()) {
                at =
                    if chunks.governor(phrase).is_some() { extent.start } else { chunks.extent(first).start };
                // *As* is passed like a preposition, and so is what is between commas (*, after criticism,*).
                let passed = |before: &usize| {
                    let aside = tokens.has_comma(*before) || tokens.is(*before, WordClass::Role);
                    aside && chunks.tag(*before) == Some(Tag::Subordinator)
                };
                at = chunks.previous(at).filter(passed).unwrap_or(at);
                continue;
            }
            // "Ada Quill, chief of the union, said": the comma may follow what depends on the apposition.
            if (chunks.closes(extent.end) || comma && chunks.tag(extent.end) == Some(Tag::Preposition))
                && let Some(host) = chunks.host(phrase).or_else(|| chunks.host(first))
            {
                appositions.extend(heads_as(chunks, phrase, Place::Apposition));
                at = chunks.extent(host).end;
                continue;
            }
            let mut found = of_members(chunks, &members);
            for slot in appositions {
                if !found.slots.iter().any(|other| other.name == slot.name) {
                    found.slots.push(slot);
                }
            }
            return found;
        }
        match chunks.tag(before) {
            Some(Tag::Relative) => {
                let Some(antecedent) = chunks.antecedent(before) else { break };
                let mut found = of_phrase(chunks, antecedent).gap();
                found.relative = true;
                return found;
            }
            Some(Tag::Coordinator) => return of_the_coordinated(chunks, group, before, left),
            Some(Tag::Verb | Tag::Auxiliary) => {
                let Some(verb) = chunks.group_at(before).filter(|verb| *verb != group) else {
                    at = before;
                    continue;
                };
                match opening_of(chunks, verb) {
                    Some(opening) => at = opening,
                    // "Northland met Ada Quill, praised her, …"
                    None if comma => return shared(chunks, verb, left),
                    None => break,
                }
            }
            Some(Tag::Subordinator) | None => break,
            Some(_) => at = before,
        }
    }
    Filling::default()
}

/// The subject of the verb that a coordinated group shares it with.
fn of_the_coordinated(chunks: &Chunks<'_>, group: usize, coordinator: usize, left: usize) -> Filling {
    let mut before = group;
    while let Some(other) = before.checked_sub(1) {
        let Some(verb) = chunks.groups.get(other) else { break };
        if chunks.tokens.is_parted(verb.tokens.start, coordinator) {
            break;
        }
        // A comma before the conjunction closes the relative clause before it.
        let closed = chunks.tokens.has_comma(coordinator) && chunks.relative(other).is_some();
        if !closed && (verb.form == VerbForm::Finite || other == 0) {
            return shared(chunks, other, left);
        }
        before = other;
    }
    Filling::default()
}

/// Where the embedded clause of a verb before the subject begins: at its relative pronoun, its participle or *to*.
fn opening_of(chunks: &Chunks<'_>, verb: usize) -> Option<usize> {
    let group = chunks.groups.get(verb)?;
    let embedded = group.form != VerbForm::Finite || is_reduced(chunks, verb);
    chunks.relative(verb).or_else(|| embedded.then_some(group.tokens.start))
}

/// Whether a bare participle is a reduced relative clause or an opening participle: it has no direct object, but a
/// prepositional phrase (*a plan praised by Ford*; *Ford, criticized by Trump,*).
pub(super) fn is_reduced(chunks: &Chunks<'_>, verb: usize) -> bool {
    let Some(group) = chunks.groups.get(verb).filter(|group| chunks.is_bare(group)) else { return false };
    let next = chunks.over_adverbs(group.tokens.end).and_then(|next| chunks.tag(next));
    next == Some(Tag::Preposition)
}

/// Where to go on left of a phrase that is the object of an embedded verb, none if the phrase may be the subject.
fn object_of(chunks: &Chunks<'_>, group: usize, phrase: usize, comma: bool) -> Option<usize> {
    let verb = chunks.back_over_adverbs(chunks.extent(phrase).start)?;
    let verb = chunks.group_at(verb).filter(|_| chunks.tag(verb).is_some_and(Tag::is_verbal))?;
    let tokens = chunks.groups.get(verb)?.tokens.clone();
    if chunks.relative(verb).is_some() {
        // "The man who praised Southland failed": the sentence has no other verb for the man.
        let last = group + 1 >= chunks.groups.len();
        return (comma || last).then(|| chunks.relative(verb)).flatten();
    }
    if chunks.groups.get(verb)?.form != VerbForm::Finite || comma {
        // Without an opening the verb itself is met next, and its subject shared.
        return Some(opening_of(chunks, verb).unwrap_or(tokens.end));
    }
    None
}

/// A phrase with the list that it ends.
pub(super) fn of_phrase(chunks: &Chunks<'_>, phrase: usize) -> Filling {
    of_members(chunks, &chunks.list_before(phrase))
}

/// Coordinated phrases with the names in the prepositional phrases that depend on them.
pub(super) fn of_members(chunks: &Chunks<'_>, members: &[usize]) -> Filling {
    let mut slots = chunks.slots(members);
    for member in members {
        for slot in dependents(chunks, *member) {
            if !slots.iter().any(|other| other.name == slot.name) {
                slots.push(slot);
            }
        }
    }
    Filling { phrase: members.first().copied(), slots, relative: false }
}

/// The heads in the prepositional phrases right after a phrase (*the leaders of Northland*).
fn dependents(chunks: &Chunks<'_>, phrase: usize) -> Vec<Slot> {
    let mut slots = Vec::new();
    let mut at = chunks.extent(phrase).end;
    for _ in 0..MOST_DEPENDENTS {
        if !chunks.tokens.joins(at)
            || chunks.tag(at) != Some(Tag::Preposition)
            || !chunks.tokens.joins(at + 1)
        {
            break;
        }
        let Some(next) = chunks.phrase_at(at + 1) else { break };
        slots.extend(heads_as(chunks, next, Place::Preposition(at)));
        at = chunks.extent(next).end;
    }
    slots
}

/// The name at the head of a phrase, in another place.
fn heads_as(chunks: &Chunks<'_>, phrase: usize, place: Place) -> Option<Slot> {
    let head = chunks.names_in(phrase).into_iter().find(|slot| slot.place == Place::Head);
    head.map(|slot| Slot { place, ..slot })
}
