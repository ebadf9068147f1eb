//! The objects of a verb group: the noun phrase after it, and the prepositional phrases that follow.

use super::chunks::Chunks;
use super::frame::Objects;
use super::predicate::{Place, Slot};
use super::tag::Tag;
use crate::text::WordClass;

/// Maximum number of prepositional phrases after a verb that belong to it.
const MOST_PHRASES: usize = 4;
/// Maximum number of coordinated verbs that share an object.
const MOST_SHARED: usize = 4;

/// The phrase right after `end`.
pub(super) fn direct_object(chunks: &Chunks<'_>, end: usize) -> Option<usize> {
    chunks.over_adverbs(end).and_then(|at| chunks.phrase_at(at))
}

/// The objects of a verb group, read from token `end` on: the end of the group, or of a longer expression that begins
/// with it, without the preposition in which that ends.
pub(super) fn objects(chunks: &Chunks<'_>, group: usize, end: usize) -> Objects {
    shared(chunks, group, end, MOST_SHARED)
}

fn shared(chunks: &Chunks<'_>, group: usize, end: usize, left: usize) -> Objects {
    let mut found = Objects::default();
    let mut at = end;
    // "Praised and defended Southland."
    if let (Some(coordinator), Some(left)) = (chunks.over_adverbs(end), left.checked_sub(1))
        && chunks.tag(coordinator) == Some(Tag::Coordinator)
        && let Some(verb) = chunks.over_adverbs(coordinator + 1)
        && let Some(other) = chunks.group_at(verb).filter(|other| *other > group)
        && let Some(next) = chunks.groups.get(other)
    {
        return shared(chunks, other, next.tokens.end, left);
    }
    if let Some(direct) = direct_object(chunks, end) {
        let last = chunks.last_after(direct);
        found.direct = Some(direct);
        at = chunks.extent(last).end;
        if let Some(second) = direct_object(chunks, at) {
            // The subject of a clause without *that* is no second object.
            let next = chunks.over_adverbs(chunks.extent(second).end).and_then(|next| chunks.tag(next));
            if !next.is_some_and(Tag::is_verbal) {
                found.second = Some(second);
                at = chunks.extent(second).end;
            }
        }
    } else if let Some(antecedent) = gap(chunks, group) {
        found.direct = Some(antecedent);
        found.gap = true;
    }
    found.prepositions = prepositions(chunks, at).collect();
    found
}

/// The prepositional phrases that follow each other from a token on: each preposition and the phrase after it. *As* and
/// conjunctions of time count where no clause follows.
pub(super) fn prepositions(chunks: &Chunks<'_>, start: usize) -> impl Iterator<Item = (usize, usize)> {
    let at = |(_, phrase): (usize, usize)| chunks.extent(chunks.last_after(phrase)).end;
    let first = preposition(chunks, start);
    std::iter::successors(first, move |last| preposition(chunks, at(*last))).take(MOST_PHRASES)
}

/// The prepositional phrase that begins at a token.
fn preposition(chunks: &Chunks<'_>, at: usize) -> Option<(usize, usize)> {
    let preposition = chunks.over_adverbs(at)?;
    if !matches!(chunks.tag(preposition), Some(Tag::Preposition | Tag::Subordinator)) {
        return None;
    }
    let phrase = direct_object(chunks, preposition + 1)?;
    chunks.governor(phrase).map(|_| (preposition, phrase))
}

/// The antecedent that is the object of a relative clause: its verb has a subject after the relative pronoun.
fn gap(chunks: &Chunks<'_>, group: usize) -> Option<usize> {
    let start = chunks.groups.get(group)?.tokens.start;
    let relative = chunks.relative(group)?;
    let subject = chunks.back_over_adverbs(start)?;
    (subject != relative).then(|| chunks.antecedent(relative)).flatten()
}

/// The names of objects as slots; the agent of a passive in the place [`Place::By`].
pub(super) fn slots(chunks: &Chunks<'_>, objects: &Objects, passive: bool) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    let mut add = |slot: Slot| {
        if !slots.iter().any(|other| other.name == slot.name) {
            slots.push(slot);
        }
    };
    if let Some(direct) = objects.direct {
        let members = if objects.gap { vec![direct] } else { chunks.list_after(direct).collect() };
        for slot in chunks.slots(&members) {
            let head = matches!(slot.place, Place::Head | Place::List);
            add(if objects.gap && head { Slot { place: Place::Gap, ..slot } } else { slot });
        }
    }
    for (preposition, phrase) in &objects.prepositions {
        let by = passive && chunks.tokens.is(*preposition, WordClass::By);
        let place = if by { Place::By } else { Place::Preposition(*preposition) };
        for slot in chunks.slots_after(*phrase) {
            if matches!(slot.place, Place::Head | Place::List) {
                add(Slot { place, ..slot });
            }
        }
    }
    slots
}
