//! Event nouns (attack, criticism) and nouns of persons (critic, ally): agent and patient by possessive, compound and
//! preposition, or from the verb that governs the noun.

use super::chunks::Chunks;
use super::governing::{Link, governing};
use super::object::prepositions;
use super::predicate::{Place, Slot};
use super::subject::subject;
use crate::text::WordClass;

/// The agent and the patient of the noun at the head of `phrase`, whose prepositional phrases begin at token `end`.
pub(super) fn event(chunks: &Chunks<'_>, phrase: usize, end: usize) -> (Vec<Slot>, Vec<Slot>) {
    let Some(head) = chunks.phrase(phrase).map(|phrase| phrase.head) else { return Default::default() };
    let (mut agents, mut patients): (Vec<Slot>, Vec<Slot>) = Default::default();
    for slot in chunks.names_in(phrase) {
        if slot.place == Place::Head {
            continue;
        }
        // Northland's attack is by Northland, Northland's critics are against it.
        let partisan = chunks.tokens.is(head, WordClass::Partisan);
        if partisan { patients.push(slot) } else { agents.push(slot) }
    }
    for (preposition, phrase) in prepositions(chunks, end) {
        let is = |class| chunks.tokens.is(preposition, class);
        let names = chunks.slots_after(phrase).into_iter();
        let heads = names.filter(|slot| matches!(slot.place, Place::Head | Place::List));
        let slots = heads.map(|slot| Slot { place: Place::Preposition(preposition), ..slot });
        if is(WordClass::By) || is(WordClass::From) {
            add(&mut agents, slots);
        } else if is(WordClass::Aimed) {
            add(&mut patients, slots);
        }
    }
    if let Some(verb) = governing(chunks, phrase).filter(|verb| verb.link != Link::Subject)
        && let Some(group) = chunks.groups.get(verb.group)
        && !chunks.is_copula(group)
    {
        let is = |class| chunks.tokens.is(group.tokens.end.saturating_sub(1), class);
        let heads = |place| matches!(place, Place::Head | Place::List | Place::Apposition | Place::Gap);
        let subject = subject(chunks, verb.group);
        let names = subject.slots.iter().copied().filter(|slot| heads(slot.place));
        let gaps = names.map(|slot| Slot { place: Place::Gap, ..slot });
        // Northland faces criticism (from Southland), was hit by criticism; else it launched an attack (on Southland).
        let suffers = is(WordClass::Receive) || group.passive || !agents.is_empty();
        if suffers && patients.is_empty() {
            add(&mut patients, gaps.filter(|slot| !agents.iter().any(|agent| agent.name == slot.name)));
        } else if !suffers {
            add(&mut agents, gaps.filter(|slot| !patients.iter().any(|patient| patient.name == slot.name)));
        }
    }
    (agents, patients)
}

fn add(slots: &mut Vec<Slot>, more: impl Iterator<Item = Slot>) {
    for slot in more {
        if !slots.iter().any(|other| other.name == slot.name) {
            slots.push(slot);
        }
    }
}
