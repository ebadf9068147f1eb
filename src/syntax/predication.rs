//! The predicate of an expression: verb, event noun or complement of a copula, with its subject and object.

use super::chunks::Chunks;
use super::event::event;
use super::frame::{Filling, Objects, VerbFrame};
use super::governing::{Link, governing};
use super::object::{objects, slots};
use super::predicate::{Place, Predicate, PredicateKind, Slot};
use super::subject::{is_reduced, subject};
use super::tag::Tag;
use super::verb_groups::{VerbForm, VerbGroup};
use crate::text::WordClass;
use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

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

/// The frame of a verb group whose expression ends at token `end`.
pub(super) fn frame(chunks: &Chunks<'_>, group: usize, end: usize) -> Rc<VerbFrame> {
    let own_end = chunks.groups.get(group).map_or(end, |group| group.tokens.end);
    let end = end.max(own_end);
    if let Some(known) = chunks.found.frame(group, end) {
        return known;
    }
    let objects = objects(chunks, group, end);
    let passive = is_passive(chunks, group, &objects, holds_object(chunks, own_end..end));
    let frame = Rc::new(VerbFrame {
        subject: subject(chunks, group),
        objects,
        passive,
        object_slots: OnceCell::new(),
    });
    chunks.found.keep_frame(group, end, &frame);
    frame
}

/// The names of the objects in a frame.
pub(super) fn object_slots<'f>(chunks: &Chunks<'_>, frame: &'f VerbFrame) -> &'f [Slot] {
    frame.object_slots.get_or_init(|| slots(chunks, &frame.objects, frame.passive))
}

/// Whether an expression holds the object of its verb in the tokens `rest` behind it, before any preposition (*welcomed the
/// decision*): then it is no passive, and who follows *by* did what the object names.
fn holds_object(chunks: &Chunks<'_>, rest: Range<usize>) -> bool {
    let tags = rest.map_while(|at| chunks.tag(at).filter(|tag| *tag != Tag::Preposition));
    tags.into_iter().any(|tag| tag == Tag::Nominal)
}

/// Whether a group is passive: by its auxiliary, by an agent with *by*, as a reduced clause, or as in a headline, where
/// a participle does without its auxiliary before *over* or *for*, a verb that says most of whom it happens to before *as*,
/// or where nothing follows.
fn is_passive(chunks: &Chunks<'_>, group: usize, objects: &Objects, holds_object: bool) -> bool {
    let Some(verb) = chunks.groups.get(group) else { return false };
    if verb.passive {
        return true;
    }
    if !chunks.is_bare(verb) || objects.direct.is_some() || holds_object {
        return false;
    }
    if objects.prepositions.iter().any(|(at, _)| chunks.tokens.is(*at, WordClass::By)) {
        return true;
    }
    let start = verb.tokens.start;
    let opens = start == chunks.tokens.range.start || chunks.tokens.has_comma(start);
    let mut later = chunks.groups.iter().skip(group + 1);
    let reduced = opens && is_reduced(chunks, group) && later.any(|other| other.form == VerbForm::Finite);
    // "Northland hailed as a model."
    let cause = |first: &(usize, usize)| {
        chunks.tokens.is(first.0, WordClass::Cause)
            || chunks.tokens.is(first.0, WordClass::Role) && happens_to_its_patient(chunks, verb)
    };
    let by_headline = || match objects.prepositions.first() {
        Some(first) => cause(first),
        None => is_undergone(chunks, verb),
    };
    reduced || chunks.tokens.headline && by_headline()
}

/// Whether a verb says most of whom it happens to.
fn happens_to_its_patient(chunks: &Chunks<'_>, verb: &VerbGroup) -> bool {
    let last = verb.tokens.end.saturating_sub(1);
    chunks.tokens.known_verb(last).is_some_and(|verb| verb.undergone)
}

/// Whether nothing follows a participle that could be its object, and it is a verb that says most of whom it happens to
/// (*Northland fined, forced to apologise*).
fn is_undergone(chunks: &Chunks<'_>, verb: &VerbGroup) -> bool {
    let next = verb.tokens.end;
    let ends = !chunks.tokens.joins(next) || chunks.tag(next) == Some(Tag::To);
    ends && happens_to_its_patient(chunks, verb)
}

/// The predicate of the expression at `unit`. Without a verb or noun it has no slots.
#[must_use]
pub fn predicate(chunks: &Chunks<'_>, unit: &Range<usize>) -> Predicate {
    let mut predicate = Predicate {
        at: unit.clone(),
        kind: PredicateKind::Event,
        passive: false,
        holds_object: false,
        subject: Vec::new(),
        object: Vec::new(),
        subject_phrase: None,
        object_phrase: None,
    };
    match carrier(chunks, unit) {
        Carrier::Verb(group) => {
            let frame = frame(chunks, group, resume(chunks, unit));
            let copula = chunks.groups.get(group).is_some_and(|group| chunks.is_copula(group));
            predicate.kind = if copula { PredicateKind::Copula } else { PredicateKind::Verb };
            predicate.passive = frame.passive;
            let own_end = chunks.groups.get(group).map_or(unit.end, |group| group.tokens.end);
            predicate.holds_object = holds_object(chunks, own_end..unit.end);
            predicate.object = object_slots(chunks, &frame).to_vec();
            predicate.subject_phrase = frame.subject.phrase.map(|phrase| chunks.extent(phrase));
            predicate.object_phrase = frame.objects.direct.map(|phrase| chunks.extent(phrase));
            predicate.subject = frame.subject.slots.clone();
        }
        Carrier::Nominal(phrase, _) => {
            let end = resume(chunks, unit).max(chunks.extent(phrase).end);
            let (agents, patients) = event(chunks, phrase, end);
            (predicate.subject, predicate.object) = (agents, patients);
            if let Some(found) = complemented(chunks, phrase) {
                predicate.kind = PredicateKind::Copula;
                let own = |slot: &Slot| matches!(slot.place, Place::Possessor | Place::Modifier);
                predicate.subject_phrase = found.phrase.map(|phrase| chunks.extent(phrase));
                let rest = std::mem::take(&mut predicate.subject);
                predicate.subject.clone_from(&found.slots);
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
pub(super) fn complemented(chunks: &Chunks<'_>, phrase: usize) -> Option<Rc<Filling>> {
    let verb = governing(chunks, phrase).filter(|verb| verb.link == Link::Object)?;
    let copula = chunks.groups.get(verb.group).is_some_and(|group| chunks.is_copula(group));
    copula.then(|| subject(chunks, verb.group))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{chunked, marked, words};
    use super::*;
    use proptest::prelude::*;

    /// The slots of the expression between asterisks: each name with its place, or with the preposition before it.
    fn filled(text: &str) -> (Vec<String>, Vec<String>, Predicate) {
        marked(text, |chunks, unit| {
            let predicate = predicate(chunks, unit);
            let show = |slot: &Slot| {
                let name = words(chunks, &chunks.names()[slot.name]);
                match slot.place {
                    Place::Preposition(at) => format!("{name} {}", words(chunks, &(at..at + 1))),
                    place => format!("{name} {place:?}"),
                }
            };
            let all = |slots: &[Slot]| slots.iter().map(show).collect::<Vec<_>>();
            (all(&predicate.subject), all(&predicate.object), predicate)
        })
    }

    fn expect(text: &str, subject: &[&str], object: &[&str]) {
        let (subjects, objects, _) = filled(text);
        assert_eq!(
            (subjects.as_slice(), objects.as_slice()),
            (&owned(subject)[..], &owned(object)[..]),
            "{text}"
        );
    }

    fn owned(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    fn is_passive_in(text: &str) -> bool {
        filled(text).2.passive
    }

    #[test]
    fn heads_lists_and_appositions_fill_a_slot() {
        expect("Northland *praised* Southland.", &["Northland Head"], &["Southland Head"]);
        expect(
            "Northland and Southland *praised* Ada Quill.",
            &["Southland List", "Northland List"],
            &["Ada Quill Head"],
        );
        expect(
            "Ada Quill *praised* Northland and Southland.",
            &["Ada Quill Head"],
            &["Northland List", "Southland List"],
        );
        expect(
            "The minister, Ada Quill, *praised* Northland.",
            &["Ada Quill Apposition"],
            &["Northland Head"],
        );
        expect("Ada Quill, a liar, *praised* Northland.", &["Ada Quill Head"], &["Northland Head"]);
        expect("Ada Quill (Westland) *praised* Northland.", &["Ada Quill Head"], &["Northland Head"]);
    }

    #[test]
    fn names_that_belong_to_the_head_have_places_of_their_own() {
        expect("Northland troops *attacked* Southland.", &["Northland Modifier"], &["Southland Head"]);
        expect("Northland's troops *attacked* Southland.", &["Northland Possessor"], &["Southland Head"]);
        expect("Troops of Northland *attacked* Southland.", &["Northland of"], &["Southland Head"]);
    }

    #[test]
    fn what_a_preposition_governs_is_no_subject_but_may_be_an_object() {
        expect("Northland, in talks with Westland, *praised* Norway.", &["Northland Head"], &["Norway Head"]);
        expect("Northland *apologised* to Southland.", &["Northland Head"], &["Southland to"]);
    }

    #[test]
    fn the_agent_of_a_passive_follows_by() {
        expect("Northland was *attacked* by Southland.", &["Northland Head"], &["Southland By"]);
        expect("Northland was *praised by* Southland.", &["Northland Head"], &["Southland By"]);
        expect("Ford, *criticized* by Trump, sold cars.", &["Ford Head"], &["Trump By"]);
        expect("Ford, criticized by Trump, *sold* cars.", &["Ford Head"], &[]);
        expect("A plan *praised* by Trump failed.", &[], &["Trump By"]);
        expect("Northland *welcomed the decision* by Southland.", &["Northland Head"], &["Southland by"]);
    }

    #[test]
    fn a_participle_without_an_auxiliary_may_be_passive() {
        for passive in [
            "Ford *criticized* by Trump",
            "Minister *slammed* over cuts",
            "*Accused* of lying, Northland left.",
            "Ford, *criticized* by Trump, sold cars.",
            "Northland *praised* as a model",
            "Northland *praised*, Southland ignored",
            "Northland *praised*",
        ] {
            assert!(is_passive_in(passive), "{passive}");
        }
        for active in [
            "Northland *attacked* Southland.",
            "The minister *campaigned* for cuts.",
            "Northland *praised* Southland",
            "Northland *praised* Southland as a model",
            "Northland *attacked* as a warning",
            "Northland *attacked*, then fled",
            "Northland *praised*.",
        ] {
            assert!(!is_passive_in(active), "{active}");
        }
    }

    #[test]
    fn a_gap_is_filled_by_the_antecedent_or_by_the_governing_verb() {
        expect("Northland, which *attacked* Southland, left.", &["Northland Gap"], &["Southland Head"]);
        expect("Northland, which Southland *attacked*, left.", &["Southland Head"], &["Northland Gap"]);
        expect("Northland wanted to *attack* Southland.", &["Northland Gap"], &["Southland Head"]);
        expect("Ada Quill urged Northland to *attack* Southland.", &["Northland Gap"], &["Southland Head"]);
        expect("*Accused* of lying, Northland left.", &["Northland Gap"], &[]);
        expect("Northland, which attacked Southland, *left*.", &["Northland Head"], &[]);
    }

    #[test]
    fn coordinated_verbs_share_their_subject_and_their_object() {
        expect(
            "Northland defended Ada Quill and *praised* Southland.",
            &["Northland Head"],
            &["Southland Head"],
        );
        expect("Northland *praised* and defended Southland.", &["Northland Head"], &["Southland Head"]);
    }

    #[test]
    fn an_event_has_agent_and_patient_by_possessive_and_preposition() {
        expect("Northland's *criticism* of Southland grew.", &["Northland Possessor"], &["Southland of"]);
        expect("The *criticism* of Northland by Southland grew.", &["Southland by"], &["Northland of"]);
        expect("Northland launched an *attack* on Southland.", &["Northland Gap"], &["Southland on"]);
        expect("Northland faces *criticism* from Southland.", &["Southland from"], &["Northland Gap"]);
    }

    #[test]
    fn the_possessor_of_critics_is_their_patient() {
        expect("Northland's *critics* left.", &[], &["Northland Possessor"]);
        expect("*Critics* of Northland left.", &[], &["Northland of"]);
    }

    #[test]
    fn a_copula_gives_its_complement_a_subject() {
        expect("Northland is a *liar*.", &["Northland Head"], &[]);
        expect("Northland is an *ally* of Southland.", &["Northland Head"], &["Southland of"]);
        assert_eq!(filled("Northland is a *liar*.").2.kind, PredicateKind::Copula);
    }

    #[test]
    fn the_phrase_of_a_slot_is_told_without_a_name_too() {
        let predicate = filled("The leaders of Northland *praised* the deal.").2;
        assert_eq!((predicate.subject_phrase, predicate.object_phrase), (Some(0..2), Some(5..7)));
    }

    const WORDS: [&str; 40] = [
        "Northland",
        "Southland,",
        "Westland",
        "Ada Quill",
        "Ada Quill,",
        "Norway's",
        "praised",
        "attacked",
        "attacks",
        "was",
        "is",
        "criticized",
        "hiding",
        "by",
        "by",
        "of",
        "on",
        "to",
        "and",
        "and",
        "or",
        "but",
        "which",
        ", which",
        "who",
        "that",
        "because",
        "the",
        "a",
        "corrupt",
        "liar",
        "liar,",
        "critics",
        "left;",
        "(Ford)",
        "(who",
        "he)",
        "deal:",
        "not",
        "deeply",
    ];

    proptest! {
        #[test]
        fn slots_keep_their_laws(picks in proptest::collection::vec(0..WORDS.len(), 0..16)) {
            let rest: Vec<&str> = picks.into_iter().map(|pick| WORDS[pick]).collect();
            let text = format!("Trump {}", rest.join(" "));
            chunked(&text, |chunks| {
                for at in chunks.tokens.range.clone() {
                    let predicate = predicate(chunks, &(at..at + 1));
                    for slot in predicate.subject.iter().chain(&predicate.object) {
                        let name = &chunks.names()[slot.name];
                        let parted = chunks.tokens.is_parted(name.start.min(at), name.start.max(at));
                        // A relative clause may stand in brackets.
                        assert!(!parted || slot.place == Place::Gap, "{text}: {at} {slot:?}");
                        assert!(slot.place != Place::By || predicate.passive, "{text}: {at} {slot:?}");
                    }
                    for slots in [&predicate.subject, &predicate.object] {
                        let heads = slots.iter().filter(|slot| slot.place == Place::Head).count();
                        let list = slots.iter().any(|slot| slot.place == Place::List);
                        assert!(heads + usize::from(list) <= 1, "{text}: {at} {slots:?}");
                    }
                }
            });
        }
    }
}
