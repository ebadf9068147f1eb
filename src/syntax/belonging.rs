//! Belonging: what is said of a noun phrase that has to do with a name, but is not the name (*the smears against Northland*
//! were shameful, Northland met *the corrupt minister*).

use super::attached::Attachment;
use super::attachment::attachment;
use super::chunks::Chunks;
use super::governing::{Link, governing};
use super::object::prepositions;
use super::predicate::{Place, Slot};
use super::predication::{Carrier, carrier, complemented};
use super::verb_groups::VerbForm;
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

/// Whether an expression describes a person who is somebody else than the name with index `name` (*Quill interviewed a
/// hero*, *a book about a dictator*, *the corrupt minister met Quill*): in a noun phrase of its own that is neither the
/// complement of a copula nor what somebody has, is called or serves as.
#[must_use]
pub fn is_of_somebody_else(chunks: &Chunks<'_>, unit: &Range<usize>, name: usize) -> bool {
    let Carrier::Nominal(phrase, _) = carrier(chunks, unit) else { return false };
    let Some(head) = chunks.phrase(phrase).map(|phrase| phrase.head) else { return false };
    if !chunks.tokens.is(head, WordClass::Person) || chunks.is_named(phrase) || chunks.host(phrase).is_some()
    {
        return false;
    }
    let attached = attachment(chunks, unit, name).attachment;
    let governor = chunks.governor(phrase);
    if governor.is_some_and(|at| chunks.tokens.is(at, WordClass::Role)) {
        return false;
    }
    let Some(verb) = governing(chunks, phrase) else { return false };
    let Some(group) = chunks.groups.get(verb.group) else { return false };
    let at = group.tokens.end.saturating_sub(1);
    let is = |class: WordClass| chunks.tokens.is(at, class);
    let apart = match attached {
        Attachment::SubjectOfGoverningVerb | Attachment::Elsewhere => true,
        // "The corrupt minister met Quill", but "they called Quill a liar".
        Attachment::ObjectOfGoverningVerb => verb.link == Link::Subject && !chunks.is_copula(group),
        _ => false,
    };
    apart
        && match verb.link {
            // "She was called a hero."
            Link::Object if chunks.is_copula(group) || group.passive || is(WordClass::Have) => false,
            Link::Object | Link::Subject => !unit.contains(&at),
            // "She behaved like a hero", but "she wrote a book about a hero".
            Link::Preposition => governor.is_some_and(|at| chunks.tokens.is(at, WordClass::Aimed)),
            Link::Second => false,
        }
}

/// The preposition that governs the phrase of the name with index `name`, or the phrase at the top of the chain that it ends
/// (*without* the help of Northland), and the end of the phrase of the name.
#[must_use]
pub fn outermost_governor(chunks: &Chunks<'_>, name: usize) -> Option<(usize, usize)> {
    let phrase = chunks.phrase_at(chunks.names().get(name)?.start)?;
    chunks.governor(chunks.top(phrase)).map(|at| (at, chunks.extent(phrase).end))
}

/// Whether the text takes for granted what an expression says: it is in a definite noun phrase, or in one behind a preposition
/// (nobody survived *the attack*, nobody was hurt *in the attack*).
#[must_use]
pub fn is_presupposed(chunks: &Chunks<'_>, unit: &Range<usize>) -> bool {
    let Carrier::Nominal(phrase, _) = carrier(chunks, unit) else { return false };
    let definite = chunks.tokens.is(chunks.extent(phrase).start, WordClass::Definite);
    definite || chunks.governor(chunks.top(phrase)).is_some()
}

/// Whether the verb that governs an expression is negated (*I would not call it a good plan*, *did not want to praise it*).
#[must_use]
pub fn has_negated_governor(chunks: &Chunks<'_>, unit: &Range<usize>) -> bool {
    let phrase = match carrier(chunks, unit) {
        Carrier::Nominal(phrase, _) => phrase,
        Carrier::Verb(group) => return is_infinitive_of_negated(chunks, group),
        Carrier::Other => return false,
    };
    let verb = governing(chunks, phrase).filter(|verb| matches!(verb.link, Link::Object | Link::Second));
    let group = verb.and_then(|verb| chunks.groups.get(verb.group));
    // "Did not lift its ban": it stands.
    let ends = |at: usize| {
        let classes = [WordClass::Undoing, WordClass::Denying, WordClass::Clearing];
        classes.into_iter().any(|class| chunks.tokens.is(at, class))
    };
    group.is_some_and(|group| group.negated && !ends(group.tokens.end.saturating_sub(1)))
}

/// Whether a verb group is an infinitive whose verb before it is negated.
fn is_infinitive_of_negated(chunks: &Chunks<'_>, group: usize) -> bool {
    let infinitive = chunks.groups.get(group).filter(|group| group.form == VerbForm::Infinitive);
    let before = group.checked_sub(1).and_then(|before| chunks.groups.get(before));
    infinitive.zip(before).is_some_and(|(own, before)| {
        let mut between = before.tokens.end..own.tokens.start;
        let bare = between.all(|at| chunks.phrase_at(at).is_none());
        let end = before.tokens.end.saturating_sub(1);
        before.negated && bare && !chunks.tokens.is_parted(end, own.tokens.start)
    })
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
    fn a_person_with_a_phrase_of_its_own_is_somebody_else() {
        let somebody_else = |text: &str| marked(text, |chunks, unit| is_of_somebody_else(chunks, unit, 0));
        for text in [
            "Ada Quill interviewed a *hero*.",
            "Ada Quill met the *corrupt* minister.",
            "The *corrupt* minister met Ada Quill.",
        ] {
            assert!(somebody_else(text), "{text}");
        }
        for text in [
            "Ada Quill is a *hero*.",
            "Ada Quill, a *hero*, left.",
            "Ada Quill has a *corrupt* minister.",
            "The reporter met the *corrupt* minister Ada Quill.",
            "Ada Quill wrote a *brilliant* book.",
            "They called Ada Quill a *hero*.",
            "Ada Quill was called a *liar*.",
            "Ada Quill behaved like a *coward*.",
            "Ada Quill won a *convincing* majority.",
        ] {
            assert!(!somebody_else(text), "{text}");
        }
    }

    #[test]
    fn what_is_definite_or_behind_a_preposition_is_taken_for_granted() {
        let presupposed = |text: &str| marked(text, is_presupposed);
        assert!(presupposed("Nobody survived the *brutal* attack by Northland."));
        assert!(presupposed("Nobody was hurt in a *raid* by Northland."));
        assert!(!presupposed("Nobody saw a *crime* of Northland."));
        assert!(!presupposed("Nobody *mocked* Northland."));
    }

    #[test]
    fn a_negated_verb_negates_what_it_says_of_its_object() {
        let negated = |text: &str| marked(text, has_negated_governor);
        assert!(negated("I would not call Northland a *good* manager."));
        assert!(negated("The minister did not want to *praise* Northland."));
        assert!(!negated("The minister did not speak of the decision to *praise* Northland."));
        assert!(!negated("Northland did not lift its *ban* on fish."));
        assert!(!negated("I would call Northland a *good* manager."));
    }
}
