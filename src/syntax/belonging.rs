//! Belonging: what is said of a noun phrase that has to do with a name, but is not the name (*the smears against Northland*
//! were shameful, Northland met *the corrupt minister*).

use super::chunks::Chunks;
use super::governing::{Link, governing};
use super::object::prepositions;
use super::predicate::{Place, Slot};
use super::predication::{Carrier, carrier, complemented};
use super::subject::subject;
use crate::text::WordClass;
use std::ops::Range;

const fn is_head(place: Place) -> bool {
    matches!(place, Place::Head | Place::List | Place::Apposition | Place::Gap)
}

/// The noun that a complement describes, if it is aimed at the name with index `name`: *smears* in *the smears against
/// Northland were shameful*, *critics* in *Northland's critics are liars*.
#[must_use]
pub fn described_and_aimed_at(chunks: &Chunks<'_>, unit: &Range<usize>, name: usize) -> Option<usize> {
    let Carrier::Nominal(phrase, _) = carrier(chunks, unit) else { return None };
    // "Vicious and unfair": each of the list is a complement.
    let of = |phrase: usize| complemented(chunks, phrase).and_then(|found| found.phrase);
    let described = of(phrase).or_else(|| chunks.list_before(phrase).into_iter().find_map(of))?;
    aimed_at(chunks, described, name)
}

/// The noun that an expression stands before in its phrase, if it is aimed at a name: *smears* in *the shameful smears against
/// Northland*.
#[must_use]
pub fn attribute_of_aimed_at(chunks: &Chunks<'_>, unit: &Range<usize>, name: usize) -> Option<usize> {
    let Carrier::Nominal(phrase, _) = carrier(chunks, unit) else { return None };
    let head = chunks.phrase(phrase)?.head;
    (!unit.contains(&head)).then(|| aimed_at(chunks, phrase, name)).flatten()
}

/// The head of a phrase that is aimed at a name, by the first preposition behind it, or for partisans (*critics*) by *of* or
/// as possession.
fn aimed_at(chunks: &Chunks<'_>, phrase: usize, name: usize) -> Option<usize> {
    let head = chunks.phrase(phrase)?.head;
    if chunks.is_named(phrase) {
        return None;
    }
    let partisan = chunks.tokens.is(head, WordClass::Partisan);
    let owned = |slot: &Slot| slot.name == name && matches!(slot.place, Place::Possessor | Place::Modifier);
    if partisan && chunks.names_in(phrase).iter().any(owned) {
        return Some(head);
    }
    let (preposition, next) = prepositions(chunks, chunks.extent(phrase).end).next()?;
    let is = |class: WordClass| chunks.tokens.is(preposition, class);
    let aimed = is(WordClass::Aimed) && (partisan || !is(WordClass::Of));
    (aimed && chunks.place_after(next, name).is_some_and(is_head)).then_some(head)
}

/// Whether an expression belongs to a person whom the name with index `name` meets, hires, names or the like: the direct
/// object of a verb, no copula and no form of *have*, whose subject the name is (*Quill interviewed a hero*).
#[must_use]
pub fn is_of_person_met(chunks: &Chunks<'_>, unit: &Range<usize>, name: usize) -> bool {
    let Carrier::Nominal(phrase, _) = carrier(chunks, unit) else { return false };
    let Some(head) = chunks.phrase(phrase).map(|phrase| phrase.head) else { return false };
    let is_person = chunks.tokens.is(head, WordClass::Person) || chunks.tokens.is(head, WordClass::Title);
    if !is_person || chunks.is_named(phrase) {
        return false;
    }
    let Some(verb) = governing(chunks, phrase).filter(|verb| verb.link == Link::Object) else { return false };
    let Some(group) = chunks.groups.get(verb.group) else { return false };
    let at = group.tokens.end.saturating_sub(1);
    let other = chunks.is_copula(group) || group.passive || chunks.tokens.is(at, WordClass::Have);
    let slots = &subject(chunks, verb.group).slots;
    !other && !unit.contains(&at) && slots.iter().any(|slot| slot.name == name && is_head(slot.place))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{marked, words};
    use super::*;

    fn noun(text: &str, name: usize) -> Option<String> {
        marked(text, |chunks, unit| {
            let head = described_and_aimed_at(chunks, unit, name)
                .or_else(|| attribute_of_aimed_at(chunks, unit, name))?;
            Some(words(chunks, &(head..head + 1)))
        })
    }

    #[test]
    fn what_is_said_of_an_attack_is_not_said_of_whom_it_hits() {
        for (text, expected) in [
            ("The smears against Northland were *shameful*.", "smears"),
            ("The campaign against Northland was vicious and *unfair*.", "campaign"),
            ("The critics of Northland are *liars*.", "critics"),
            ("Northland's critics are *liars*.", "critics"),
            ("The *cowardly* attack on Northland continued.", "attack"),
        ] {
            assert_eq!(noun(text, 0).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "The policy of Northland is *shameful*.",
            "Northland is *shameful*.",
            "The attack by Northland was *shameful*.",
            "Northland's policy is *shameful*.",
            "The *shameful* policy of Northland failed.",
        ] {
            assert_eq!(noun(text, 0), None, "{text}");
        }
    }

    #[test]
    fn whom_somebody_meets_is_somebody_else() {
        let met = |text: &str| marked(text, |chunks, unit| is_of_person_met(chunks, unit, 0));
        assert!(met("Ada Quill interviewed a *hero*."));
        assert!(met("Ada Quill interviewed the *corrupt* minister."));
        assert!(!met("Ada Quill is a *hero*."));
        assert!(!met("Ada Quill has a *corrupt* minister."));
        assert!(!met("The reporter interviewed the *corrupt* minister Ada Quill."));
        assert!(!met("Ada Quill wrote a *brilliant* book."));
        assert!(!met("A *hero* interviewed Ada Quill."));
    }
}
