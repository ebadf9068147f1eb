//! Attachment: how an expression of any word class depends on a name of its sentence.

use super::attached::{Attached, Attachment};
use super::chunks::Chunks;
use super::frame::Objects;
use super::governing::{Link, governing};
use super::object::prepositions;
use super::predicate::{Place, Slot};
use super::predication::{Carrier, carrier, complemented, frame, object_slots, resume};
use super::tag::Tag;
use crate::text::WordClass;
use std::ops::Range;

const fn close(attachment: Attachment) -> Option<Attached> {
    Some(Attached { attachment, held_by_other: false })
}

const fn held(attachment: Attachment) -> Option<Attached> {
    Some(Attached { attachment, held_by_other: true })
}

/// How the expression at `unit` depends on the name with index `name`.
#[must_use]
pub fn attachment(chunks: &Chunks<'_>, unit: &Range<usize>, name: usize) -> Attached {
    let own = direct(chunks, unit, name);
    match own {
        Some(own) if own.held_by_other || !is_distant(own.attachment) => own,
        // What depends on the verb only may be closer to another name or noun.
        own => {
            let closer = |other: &usize| {
                let other = if *other == name { None } else { direct(chunks, unit, *other) };
                // An agent leaves the slot of the patient free: Northland faces criticism from Southland.
                let rival = |attachment| !is_distant(attachment) && attachment != Attachment::ByAgent;
                other.is_some_and(|other| !other.held_by_other && (own.is_none() || rival(other.attachment)))
            };
            let attachment = own.map_or(Attachment::Elsewhere, |own| own.attachment);
            let taken = (0..chunks.names().len()).any(|other| closer(&other)) || is_held(chunks, unit, name);
            Attached { attachment, held_by_other: taken }
        }
    }
}

fn is_distant(attachment: Attachment) -> bool {
    matches!(
        attachment,
        Attachment::SubjectOfGoverningVerb | Attachment::ObjectOfGoverningVerb | Attachment::Elsewhere
    )
}

fn direct(chunks: &Chunks<'_>, unit: &Range<usize>, name: usize) -> Option<Attached> {
    if let Some(known) = chunks.found.attachment(unit, name) {
        return known;
    }
    let attached = match carrier(chunks, unit) {
        Carrier::Verb(group) => of_verb(chunks, group, resume(chunks, unit), name),
        Carrier::Nominal(phrase, at) => of_nominal(chunks, unit, phrase, at, name),
        Carrier::Other => of_adverb(chunks, unit, name),
    };
    chunks.found.keep_attachment(unit, name, attached);
    attached
}

/// Whether a common noun phrase holds the unit.
fn is_held(chunks: &Chunks<'_>, unit: &Range<usize>, name: usize) -> bool {
    let is_common = |phrase: Option<usize>| phrase.is_some_and(|phrase| !chunks.is_named(phrase));
    match carrier(chunks, unit) {
        Carrier::Verb(group) => {
            let frame = frame(chunks, group, resume(chunks, unit));
            frame.subject.phrase.is_some() || frame.objects.direct.is_some()
        }
        Carrier::Nominal(phrase, at) => {
            let head = chunks.phrase(phrase).map_or(at, |phrase| phrase.head);
            let follows = chunks.tokens.names.get(name).is_some_and(|name| name.contains(&head));
            let of_head = !unit.contains(&head) && !follows;
            of_head && complemented(chunks, phrase).is_none()
                || complemented(chunks, phrase).is_some_and(|found| is_common(found.phrase))
                || is_common(chunks.host(phrase))
                || prepositions(chunks, chunks.extent(phrase).end)
                    .next()
                    .is_some_and(|(at, next)| is_aimed(chunks, at) && is_common(Some(next)))
        }
        Carrier::Other => false,
    }
}

/// Whether a preposition leads from a noun to its patient.
fn is_aimed(chunks: &Chunks<'_>, preposition: usize) -> bool {
    chunks.tokens.is(preposition, WordClass::Aimed)
}

fn find(slots: &[Slot], name: usize) -> Option<Place> {
    slots.iter().find(|slot| slot.name == name).map(|slot| slot.place)
}

fn is_head(place: Place) -> bool {
    matches!(place, Place::Head | Place::List | Place::Apposition | Place::Gap)
}

/// A verb and a name.
fn of_verb(chunks: &Chunks<'_>, group: usize, end: usize, name: usize) -> Option<Attached> {
    let frame = frame(chunks, group, end);
    if let Some(place) = find(&frame.subject.slots, name) {
        let attachment = match (frame.subject.relative, frame.passive) {
            (true, _) => Attachment::Relative,
            (false, true) => Attachment::PassiveSubject,
            (false, false) => Attachment::Subject,
        };
        return if is_head(place) { close(attachment) } else { held(attachment) };
    }
    match find(object_slots(chunks, &frame), name)? {
        Place::By => close(Attachment::ByAgent),
        Place::Gap => close(Attachment::Relative),
        Place::Head | Place::List | Place::Apposition => close(Attachment::Object),
        Place::Modifier | Place::Possessor => held(Attachment::Object),
        Place::Preposition(at) => {
            let attachment =
                if chunks.tokens.is(at, WordClass::Of) { Attachment::Of } else { Attachment::Toward };
            // The object is closer, and so is what an earlier preposition leads to.
            let first = frame.objects.prepositions.first().is_some_and(|(first, _)| *first == at);
            let direct = frame.objects.direct.is_some();
            if first && !direct { close(attachment) } else { held(attachment) }
        }
    }
}

/// A noun or adjective at token `at` of `phrase`, and a name.
fn of_nominal(
    chunks: &Chunks<'_>,
    unit: &Range<usize>,
    phrase: usize,
    at: usize,
    name: usize,
) -> Option<Attached> {
    let head = chunks.phrase(phrase)?.head;
    let is_whole = unit.contains(&head);
    if let Some(place) = chunks.place_in(phrase, name) {
        let before = chunks.tokens.names.get(name).is_some_and(|name| name.end <= at);
        return match place {
            Place::Head if is_apposed(chunks, at) => close(Attachment::Apposition),
            Place::Head => close(Attachment::Attribute),
            _ if is_whole => close(Attachment::Possessor),
            _ if before => held(Attachment::Possessor),
            _ => held(Attachment::Attribute),
        };
    }
    let found = by_copula(chunks, phrase, name)
        .or_else(|| by_apposition(chunks, phrase, name))
        .or_else(|| by_preposition(chunks, unit, phrase, name))
        .or_else(|| by_governing_verb(chunks, phrase, name))?;
    // What modifies another head than the name is that head's, unless the whole phrase describes the name.
    let describes =
        matches!(found.attachment, Attachment::Complement | Attachment::Apposition | Attachment::Relative);
    let held_by_other = found.held_by_other || !is_whole && !describes;
    Some(Attached { held_by_other, ..found })
}

/// Whether the noun at a token is in close apposition to the name that follows it: *the liar Ada Quill*.
fn is_apposed(chunks: &Chunks<'_>, at: usize) -> bool {
    let is = |class| chunks.tokens.is(at, class);
    (is(WordClass::Person) || is(WordClass::Title)) && chunks.tokens.owner(at + 1).is_some()
}

/// Northland is corrupt; Northland, which is corrupt.
fn by_copula(chunks: &Chunks<'_>, phrase: usize, name: usize) -> Option<Attached> {
    let found = complemented(chunks, phrase)?;
    let place = find(&found.slots, name)?;
    let attachment = if found.relative { Attachment::Relative } else { Attachment::Complement };
    if is_head(place) { close(attachment) } else { held(attachment) }
}

/// Ada Quill, a liar; the liar, Ada Quill.
fn by_apposition(chunks: &Chunks<'_>, phrase: usize, name: usize) -> Option<Attached> {
    let heads = |phrase: usize| chunks.place_in(phrase, name) == Some(Place::Head);
    if chunks.host(phrase).is_some_and(heads) {
        return close(Attachment::Apposition);
    }
    let end = chunks.extent(phrase).end;
    let next = chunks.phrase_at(end).filter(|next| chunks.host(*next) == Some(phrase))?;
    if heads(next) { close(Attachment::Apposition) } else { None }
}

/// Critics of Northland; an attack on Northland by Southland.
fn by_preposition(chunks: &Chunks<'_>, unit: &Range<usize>, phrase: usize, name: usize) -> Option<Attached> {
    let end = resume(chunks, unit).max(chunks.extent(phrase).end);
    for (number, (preposition, next)) in prepositions(chunks, end).enumerate() {
        let Some(place) = chunks.place_after(next, name) else { continue };
        let is = |class| chunks.tokens.is(preposition, class);
        let agent = is(WordClass::By) || is(WordClass::From);
        let attachment = if agent {
            Attachment::ByAgent
        } else if is(WordClass::Of) {
            Attachment::Of
        } else {
            Attachment::Toward
        };
        // "Attacks on a base in Northland": the second preposition belongs to the noun before it.
        let direct = (number == 0 || agent) && is_head(place);
        return if direct && (agent || is_aimed(chunks, preposition)) {
            close(attachment)
        } else {
            held(attachment)
        };
    }
    None
}

/// Northland faces criticism; the scandal hurt Northland; they called Northland a liar.
fn by_governing_verb(chunks: &Chunks<'_>, phrase: usize, name: usize) -> Option<Attached> {
    let verb = governing(chunks, phrase)?;
    let end = chunks.groups.get(verb.group)?.tokens.end;
    let frame = frame(chunks, verb.group, end);
    let (place, attachment) = match find(&frame.subject.slots, name) {
        Some(place) => (place, Attachment::SubjectOfGoverningVerb),
        None => {
            let place = find(object_slots(chunks, &frame), name)?;
            (place, Attachment::ObjectOfGoverningVerb)
        }
    };
    // Of the objects, the direct one has a complement.
    let of_object = verb.link != Link::Subject && attachment == Attachment::ObjectOfGoverningVerb;
    let is_close = is_head(place)
        || place == Place::By
        || !of_object && matches!(place, Place::Preposition(_)) && is_first(&frame.objects, place);
    if of_object && !is_complement(verb.link, &frame.objects) {
        return held(attachment);
    }
    // "X called Northland a liar" does not call X so.
    let complement = verb.link != Link::Subject
        && attachment == Attachment::SubjectOfGoverningVerb
        && !frame.passive
        && frame.objects.direct.is_some()
        && verb.link != Link::Object;
    if is_close && !complement { close(attachment) } else { held(attachment) }
}

/// Whether a preposition is the first after a verb without a direct object.
fn is_first(objects: &Objects, place: Place) -> bool {
    let first = objects.prepositions.first().map(|(at, _)| Place::Preposition(*at));
    objects.direct.is_none() && first == Some(place)
}

/// Whether a phrase that depends on a verb so is said of its direct object.
fn is_complement(link: Link, objects: &Objects) -> bool {
    objects.direct.is_some() && matches!(link, Link::Second | Link::Preposition)
}

/// An adverb depends on names as its verb does, one step further away.
fn of_adverb(chunks: &Chunks<'_>, unit: &Range<usize>, name: usize) -> Option<Attached> {
    if !unit.clone().any(|at| chunks.tag(at) == Some(Tag::Adverb)) {
        return None;
    }
    // In a noun phrase: a deeply corrupt minister.
    if let Some(phrase) = chunks.phrase_at(unit.start) {
        return of_nominal(chunks, unit, phrase, unit.start, name);
    }
    let clause = chunks.tokens.clause(unit.start);
    let distance = |tokens: &Range<usize>| {
        if tokens.contains(&unit.start) {
            0
        } else {
            tokens.start.saturating_sub(unit.end).max(unit.start.saturating_sub(tokens.end)) + 1
        }
    };
    let groups = chunks.groups.iter().enumerate();
    let inside = groups.filter(|(_, group)| chunks.tokens.clause(group.tokens.start) == clause);
    let (group, verb) = inside.min_by_key(|(_, group)| distance(&group.tokens))?;
    if chunks.tokens.is_parted(verb.tokens.start.min(unit.start), verb.tokens.start.max(unit.start)) {
        return None;
    }
    let found = of_verb(chunks, group, verb.tokens.end, name)?;
    let attachment = match found.attachment {
        Attachment::Subject | Attachment::PassiveSubject | Attachment::Relative | Attachment::ByAgent => {
            Attachment::SubjectOfGoverningVerb
        }
        _ => Attachment::ObjectOfGoverningVerb,
    };
    Some(Attached { attachment, ..found })
}

#[cfg(test)]
mod tests {
    use super::super::sample::{marked, words};
    use super::Attachment::*;
    use super::*;

    /// How the expression between asterisks depends on each name, and whether another holds it.
    fn expect(text: &str, expected: &[(&str, Attachment, bool)]) {
        let found: Vec<(String, Attachment, bool)> = marked(text, |chunks, unit| {
            let names = chunks.names().iter().enumerate();
            let attached = names.map(|(at, name)| {
                let attached = attachment(chunks, unit, at);
                (words(chunks, name), attached.attachment, attached.held_by_other)
            });
            attached.collect()
        });
        let expected: Vec<(String, Attachment, bool)> =
            expected.iter().map(|(name, how, held)| ((*name).to_owned(), *how, *held)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_verb_has_subject_object_and_agent() {
        expect(
            "Northland *praised* Southland.",
            &[("Northland", Subject, false), ("Southland", Object, false)],
        );
        expect(
            "Northland was *praised* by Southland.",
            &[("Northland", PassiveSubject, false), ("Southland", ByAgent, false)],
        );
        expect(
            "Northland *apologised* to Norway.",
            &[("Northland", Subject, false), ("Norway", Toward, false)],
        );
        expect(
            "Northland's troops *attacked* Norway.",
            &[("Northland", Subject, true), ("Norway", Object, false)],
        );
    }

    #[test]
    fn a_relative_clause_belongs_to_its_antecedent() {
        expect(
            "Northland, which *attacked* Southland, left.",
            &[("Northland", Relative, false), ("Southland", Object, false)],
        );
        expect("Northland, which is *corrupt*, left.", &[("Northland", Relative, false)]);
    }

    #[test]
    fn a_copula_predicates_its_complement_of_its_subject() {
        expect("Northland is *corrupt*.", &[("Northland", Complement, false)]);
        expect("Northland is not *corrupt*.", &[("Northland", Complement, false)]);
        expect("Northland seems deeply *corrupt*.", &[("Northland", Complement, false)]);
        expect("Northland is a *liar*.", &[("Northland", Complement, false)]);
        expect("Northland's critics are *liars*.", &[("Northland", Complement, true)]);
    }

    #[test]
    fn an_attribute_belongs_to_the_head_of_its_phrase() {
        expect("The *corrupt* Northland left.", &[("Northland", Attribute, false)]);
        expect("The *corrupt* minister Ada Quill left.", &[("Ada Quill", Attribute, false)]);
        expect("The *corrupt* minister attacked Norway.", &[("Norway", ObjectOfGoverningVerb, true)]);
        expect("The *corrupt* Northland minister left.", &[("Northland", Attribute, true)]);
        expect("Northland's *corrupt* minister left.", &[("Northland", Possessor, true)]);
    }

    #[test]
    fn an_apposition_describes_its_host() {
        expect("Ada Quill, a *liar*, left.", &[("Ada Quill", Apposition, false)]);
        expect("The *liar*, Ada Quill, left.", &[("Ada Quill", Apposition, false)]);
        expect("The *liar* Ada Quill left.", &[("Ada Quill", Apposition, false)]);
    }

    #[test]
    fn a_noun_has_a_possessor_and_prepositions() {
        expect("Northland *troops* left.", &[("Northland", Possessor, false)]);
        expect(
            "Northland's *crimes* shocked Southland.",
            &[("Northland", Possessor, false), ("Southland", ObjectOfGoverningVerb, true)],
        );
        expect("*Critics* of Northland left.", &[("Northland", Of, false)]);
        expect("An *attack* on Northland failed.", &[("Northland", Toward, false)]);
        expect(
            "The *criticism* of Northland by Southland grew.",
            &[("Northland", Of, false), ("Southland", ByAgent, false)],
        );
    }

    #[test]
    fn a_noun_depends_on_the_names_of_its_verb() {
        expect("Northland faces *criticism*.", &[("Northland", SubjectOfGoverningVerb, false)]);
        expect(
            "Northland faces *criticism* from Southland.",
            &[("Northland", SubjectOfGoverningVerb, false), ("Southland", ByAgent, false)],
        );
        expect("The *scandal* hurt Northland.", &[("Northland", ObjectOfGoverningVerb, false)]);
        expect(
            "Southland called Northland a *liar*.",
            &[("Southland", SubjectOfGoverningVerb, true), ("Northland", ObjectOfGoverningVerb, false)],
        );
    }

    #[test]
    fn an_adverb_depends_on_the_names_of_its_verb() {
        expect(
            "Northland *brutally* attacked Southland.",
            &[("Northland", SubjectOfGoverningVerb, false), ("Southland", ObjectOfGoverningVerb, false)],
        );
    }

    #[test]
    fn beyond_its_clause_an_expression_is_about_somebody_else() {
        expect(
            "Northland left; Southland is *corrupt*.",
            &[("Northland", Elsewhere, true), ("Southland", Complement, false)],
        );
    }
}
