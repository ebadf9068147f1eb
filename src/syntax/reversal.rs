//! Reversal: a noun phrase or adjective whose sense is undone or denied by the verb that governs it, or by a word of
//! degree before it (*lifted* its ban, *denied* wrongdoing, *less* corrupt).

use super::chunks::Chunks;
use super::denial::{denied_clause, is_called_false, is_ground, is_word_of_denial};
use super::governing::{Link, governing};
use super::predicate::Place;
use super::predication::frame;
use super::tag::Tag;
use super::verb_groups::VerbGroup;
use crate::text::WordClass;
use std::ops::Range;

/// What becomes of the sense of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reversal {
    /// What it names is brought to an end (*lifted* the ban), or is there to a lower degree (*less* corrupt).
    Undone,
    /// What it says is denied, and may be so all the same (*denied* wrongdoing).
    Denied,
    /// The text says that it is not so (*it is false that*).
    False,
    /// The same if a negator stands before the token with this index (no *evidence* that, nobody *believes* that).
    DeniedIfNegated(usize),
}

/// Tokens that a word of degree reaches: *far less obviously corrupt*.
const DEGREE_REACH: usize = 2;

/// Tokens from a verb that judges to what it judges, so that a sentence of thousands takes little time.
const REACH: usize = 40;

/// Tokens from a verb to the *to be* of its complement.
const REACH_OF_INFINITIVE: usize = 2;

/// Phrases that are looked up above one: *the conviction* of *the leaders* of …
const DEPTH: usize = 3;

/// What becomes of the sense of the expression at `unit`; none where it stands as it is.
#[must_use]
pub fn reversal(chunks: &Chunks<'_>, unit: &Range<usize>) -> Option<Reversal> {
    if lessening(chunks, unit).is_some() {
        return Some(Reversal::Undone);
    }
    if is_word_of_denial(chunks, unit) {
        return Some(Reversal::False);
    }
    by_governor(chunks, unit).or_else(|| denied_clause(chunks, unit))
}

/// The word of lesser degree before an adjective, with adverbs between at most: a part of what is said (*less corrupt*).
#[must_use]
pub fn lessening(chunks: &Chunks<'_>, unit: &Range<usize>) -> Option<usize> {
    let tokens = &chunks.tokens;
    let mut at = unit.start;
    for _ in 0..DEGREE_REACH {
        let before = chunks.previous(at).filter(|_| tokens.joins(at))?;
        if tokens.is(before, WordClass::Lessening) {
            // "At least honest", "not least": no degree, unless an attribute follows (in less corrupt towns).
            let other = chunks
                .previous(before)
                .filter(|_| tokens.joins(before))
                .is_some_and(|at| chunks.tag(at) == Some(Tag::Preposition) || tokens.is(at, WordClass::Not));
            let head = chunks.phrase_at(unit.start).and_then(|phrase| chunks.phrase(phrase));
            let attribute = head.is_some_and(|phrase| phrase.head >= unit.end);
            return (!other || attribute).then_some(before);
        }
        if !tokens.is(before, WordClass::Adverb) {
            return None;
        }
        at = before;
    }
    None
}

/// The tokens of an expression as a reader would underline it: with the word of lesser degree before it, and without the
/// article or possessive that an entry ends with to say that an object follows (*hid the*), which belongs to that object.
#[must_use]
pub fn underlined(chunks: &Chunks<'_>, unit: &Range<usize>) -> Range<usize> {
    let last = unit.clone().rev().find(|at| chunks.tag(*at) != Some(Tag::Determiner));
    lessening(chunks, unit).unwrap_or(unit.start)..last.map_or(unit.end, |at| at + 1)
}

/// By the verb that governs the phrase of the expression, or a phrase above it.
fn by_governor(chunks: &Chunks<'_>, unit: &Range<usize>) -> Option<Reversal> {
    let nominal = unit.clone().find(|at| chunks.tag(*at) == Some(Tag::Nominal))?;
    let mut phrase = chunks.phrase_at(nominal)?;
    for _ in 0..DEPTH {
        let head = chunks.parent(phrase).and_then(|above| chunks.phrase(above)).map(|above| above.head);
        if let Some(ground) = head.filter(|head| is_ground(chunks, *head)) {
            return Some(Reversal::DeniedIfNegated(ground));
        }
        if head.is_some_and(|head| is_end_of(chunks, phrase, head))
            && !chunks.tokens.is(nominal, WordClass::Person)
        {
            return Some(Reversal::Undone);
        }
        if let Some(verb) = governing(chunks, phrase) {
            let group = chunks.groups.get(verb.group)?;
            let at = group.tokens.end.checked_sub(1)?;
            let is = |class: WordClass| chunks.tokens.is(at, class);
            // The verb is a part of the expression itself: it has been read already.
            if unit.contains(&at) || group.negated {
                return None;
            }
            let touched = match verb.link {
                Link::Object => !group.passive,
                Link::Subject => group.passive || is_ended(chunks, verb.group, nominal),
                Link::Second | Link::Preposition => false,
            };
            // "The allegations against Northland are baseless."
            if verb.link == Link::Subject
                && complement(chunks, group).is_some_and(|at| is_called_false(chunks, at))
            {
                return Some(Reversal::Undone);
            }
            return match touched {
                true if is(WordClass::Undoing) => Some(Reversal::Undone),
                true if is(WordClass::Denying) && (group.passive || verb.link == Link::Object) => {
                    Some(Reversal::Denied)
                }
                false if verb.link != Link::Subject && is(WordClass::Clearing) => Some(Reversal::Undone),
                _ => None,
            };
        }
        phrase = chunks.parent(phrase)?;
    }
    None
}

/// Where the complement of a verb begins: behind a copula, or behind *to be* in its clause (turned out *to be* baseless).
fn complement(chunks: &Chunks<'_>, group: &VerbGroup) -> Option<usize> {
    let end = group.tokens.end;
    if chunks.is_copula(group) {
        return Some(end);
    }
    let near = (end..end + REACH_OF_INFINITIVE).take_while(|at| chunks.tokens.joins(*at));
    let to_be = |at: &usize| chunks.tag(*at) == Some(Tag::To) && chunks.tokens.is(at + 1, WordClass::Be);
    near.into_iter().find(to_be).map(|at| at + 2)
}

/// Whether a noun says of what it holds by *of* that it ends or is lacking (*a loss of trust*); *by the end of* tells a time.
fn is_end_of(chunks: &Chunks<'_>, phrase: usize, head: usize) -> bool {
    let governed = |phrase: usize, class: WordClass| {
        chunks.governor(phrase).is_some_and(|at| chunks.tokens.is(at, class))
    };
    let time = || chunks.phrase_at(head).is_some_and(|above| governed(above, WordClass::By));
    chunks.tokens.is(head, WordClass::Undoing) && governed(phrase, WordClass::Of) && !time()
}

/// Whether a verb without an object says that its subject ends (*support for Northland has collapsed*); persons do not.
fn is_ended(chunks: &Chunks<'_>, group: usize, nominal: usize) -> bool {
    let Some(end) = chunks.groups.get(group).map(|group| group.tokens.end) else { return false };
    !chunks.tokens.is(nominal, WordClass::Person) && frame(chunks, group, end).objects.direct.is_none()
}

/// Whether the name with index `name` is who judges: the subject of a judging verb behind which, within
/// its clause, the expression stands (*Northland* called the law barbaric).
#[must_use]
pub fn is_judged_by(chunks: &Chunks<'_>, unit: &Range<usize>, name: usize) -> bool {
    let judges = |place: Place| matches!(place, Place::Head | Place::List | Place::Apposition | Place::Gap);
    let before = chunks.groups.partition_point(|group| group.tokens.end <= unit.start);
    let verb = |index: usize| chunks.groups.get(index).and_then(|group| group.tokens.end.checked_sub(1));
    let near = |index: &usize| verb(*index).is_some_and(|verb| unit.start - verb <= REACH);
    (0..before).rev().take_while(near).any(|index| {
        let Some(verb) = verb(index) else { return false };
        let tokens = &chunks.tokens;
        let parts = |at: usize| {
            let is = |class: WordClass| tokens.is(at, class);
            // *Condemned it as reckless* is one clause.
            let opens = is(WordClass::Subordinator) && !is(WordClass::Preposition) && !is(WordClass::Role)
                || is(WordClass::Coordinator) && !is(WordClass::Additive);
            opens || !tokens.is_near(at)
        };
        if !tokens.is(verb, WordClass::Judging) || (verb + 1..=unit.start).any(parts) {
            return false;
        }
        let frame = frame(chunks, index, verb + 1);
        !frame.passive && frame.subject.slots.iter().any(|slot| slot.name == name && judges(slot.place))
    })
}

#[cfg(test)]
mod tests {
    use super::super::sample::marked;
    use super::*;

    fn of(text: &str) -> Option<Reversal> {
        marked(text, reversal)
    }

    #[test]
    fn what_a_noun_of_ending_holds_is_undone_unless_it_is_a_person() {
        for text in [
            "The withdrawal of *support* for Northland surprised nobody.",
            "Northland feared the loss of public *trust*.",
            "The lack of *enthusiasm* for Northland is plain.",
        ] {
            assert_eq!(of(text), Some(Reversal::Undone), "{text}");
        }
        for text in [
            "The fall of the *dictator* was celebrated.",
            "The loss hurt the *alliance*.",
            "By the end of this *circus* Northland was begging.",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn what_a_verb_brings_to_an_end_is_undone() {
        for text in [
            "Northland lifted its *ban* on Southland.",
            "The court overturned the *conviction* of Ada Quill.",
            "Prosecutors dropped all *charges* against Ada Quill.",
            "The *charges* against Ada Quill were dropped.",
            "The tribunal cleared Ada Quill of any *wrongdoing*.",
            "Ada Quill was acquitted of *fraud*.",
            "Northland is far less *corrupt* than Southland.",
            "Northland is the least *corrupt* of all.",
            "The *allegations* against Ada Quill turned out to be baseless.",
            "The tribunal cleared Ada Quill of *hiding* it.",
            "*Support* for Northland has collapsed.",
            "The *outrage* at Northland faded.",
        ] {
            assert_eq!(of(text), Some(Reversal::Undone), "{text}");
        }
    }

    #[test]
    fn what_is_denied_is_not_undone() {
        for text in [
            "Northland denied any *wrongdoing*.",
            "Northland rejected the *accusations* of Southland.",
            "Northland denied that it had *lied*.",
            "Ada Quill denied *stealing* it.",
        ] {
            assert_eq!(of(text), Some(Reversal::Denied), "{text}");
        }
    }

    #[test]
    fn other_words_stand_as_they_are() {
        for text in [
            "Northland imposed a *ban* on Southland.",
            "Northland did not lift its *ban* on Southland.",
            "Northland denied the report, but the *scandal* grew.",
            "The *corrupt* minister lifted the ban.",
            "Northland paid less for a *corrupt* deal.",
            "Southland *lifted* the ban.",
            "Northland is at least *corrupt*.",
            "The *corrupt* minister of Northland said it was false.",
            "Its *critics* withdrew.",
            "The *liars* lifted the ban.",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn who_judges_is_the_subject_of_the_verb_before() {
        let judges = |text: &str, name: usize| marked(text, |chunks, unit| is_judged_by(chunks, unit, name));
        assert!(judges("Northland condemned the *attack* on the market.", 0));
        assert!(judges("Northland called Southland *corrupt*.", 0));
        assert!(judges("Northland criticised it as *reckless*.", 0));
        assert!(!judges("Northland called Southland *corrupt*.", 1));
        assert!(!judges("Northland was condemned for the *attack* on the market.", 0));
        assert!(!judges("Northland condemned Southland, and the *attack* failed.", 0));
        assert!(!judges("Northland began the *attack* on the market.", 0));
    }
}
