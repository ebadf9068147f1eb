//! Verbs of speech that report nothing: they name, disclose a deed, modify a noun, or tell what was not said.

use super::chunks::Chunks;
use super::predicate::Place;
use super::report::Opener;
use super::segments::{has_clause, is_object};
use super::subject::is_reduced;
use super::tag::Tag;
use super::verb_groups::VerbForm;
use crate::text::WordClass;
use std::ops::Range;

/// Whether a verb of speech tells a deed or a name rather than words: a thing as the object of a verb that discloses
/// (*reported a profit*), a participle that says what something is called (*a venture called Harbour*), or what somebody
/// calls themselves.
pub(super) fn says_nothing(
    chunks: &Chunks<'_>,
    opener: &Opener,
    (group, passive): (usize, bool),
    found: Option<usize>,
) -> bool {
    let is = |class| chunks.tokens.is(opener.verb, class);
    let Some(own) = chunks.groups.get(group) else { return false };
    let participle = || own.form != VerbForm::Finite || is_between_commas(chunks, own.tokens.start);
    if is(WordClass::Naming) && (passive || chunks.is_bare(own) && participle()) {
        return true;
    }
    let object = found.filter(|at| is_object(chunks, *at));
    // "Calls himself Heron": a stop word that begins no phrase, right before a name.
    let reflexive = |at: usize| {
        let stop = chunks.tokens.is(at, WordClass::Stop) && chunks.tag(at) == Some(Tag::Nominal);
        stop && at == opener.tokens.end && chunks.tag(at + 1) == Some(Tag::Name)
    };
    if is(WordClass::Naming) && found.is_some_and(reflexive) {
        return true;
    }
    object.is_some_and(|at| {
        let rest = at..chunks.tokens.range.end;
        is(WordClass::Disclosing) && !has_clause(chunks, &rest)
    })
}

/// The first token of an object that is denied, without whose it is: in *denied Quill's claims* she said nothing there.
pub(super) fn past_possessor(chunks: &Chunks<'_>, opener: &Opener, start: usize) -> usize {
    let own = chunks.phrase_at(start).filter(|_| chunks.tokens.is(opener.verb, WordClass::Denying));
    let slots = own.map(|phrase| chunks.names_in(phrase)).unwrap_or_default();
    let possessor = slots.iter().find(|slot| slot.place == Place::Possessor);
    possessor.and_then(|slot| chunks.names().get(slot.name)).map_or(start, |name| name.end)
}

/// Whether what begins at `start` stands between two commas, with a verb after the second.
fn is_between_commas(chunks: &Chunks<'_>, start: usize) -> bool {
    let comma = |at: &usize| chunks.tokens.has_comma(*at);
    let verb = |at: usize| chunks.tag(at).is_some_and(Tag::is_verbal);
    comma(&start) && (start + 1..chunks.tokens.range.end).find(comma).is_some_and(verb)
}

/// Whether a passive asks for something, and nobody is told who asked it (*was asked if it would leave*).
pub(super) fn is_asked(chunks: &Chunks<'_>, opener: &Opener, end: usize, found: Option<usize>) -> bool {
    let is = |at: usize, class| chunks.tokens.is(at, class);
    let question = |at: usize| is(at, WordClass::Complementizer) && !is(at, WordClass::Determiner);
    is(opener.verb, WordClass::Judging)
        && !is(end, WordClass::By)
        && found.is_some_and(|at| question(at) || chunks.tag(at) == Some(Tag::To))
}

/// Whether a participle at `start` stands after a comma, or after a noun that a verb or preposition governs.
pub(super) fn modifies_noun(chunks: &Chunks<'_>, start: usize) -> bool {
    if chunks.tokens.has_comma(start) {
        return true;
    }
    let noun = chunks.previous(start).and_then(|before| chunks.phrase_at(before));
    let before = noun.and_then(|noun| chunks.back_over_adverbs(chunks.extent(noun).start));
    let tag = before.and_then(|before| chunks.tag(before));
    tag.is_some_and(|tag| tag.is_verbal() || tag == Tag::Preposition)
}

/// Whether a bare participle modifies the noun before it, which a preposition or verb governs.
pub(super) fn is_attribute(chunks: &Chunks<'_>, group: usize, subject: &Option<Range<usize>>) -> bool {
    let Some(start) = chunks.groups.get(group).map(|group| group.tokens.start) else { return false };
    let noun = chunks.previous(start).and_then(|before| chunks.phrase_at(before));
    let Some(noun) = noun.filter(|_| chunks.tokens.joins(start)) else { return false };
    is_reduced(chunks, group) && subject.as_ref() != Some(&chunks.extent(noun)) && !chunks.is_named(noun)
}

/// Whether a verb of speech with a hedge before it tells what may not have been said: between commas (*he might say*), or
/// in a question that begins at `begin` (*asked if she would say yes*).
pub(super) fn is_unsaid(chunks: &Chunks<'_>, opener: &Opener, begin: usize, found: Option<usize>) -> bool {
    let question = || {
        chunks.previous(begin).is_some_and(|before| {
            chunks.tokens.is(before, WordClass::Complementizer)
                && !chunks.tokens.is(before, WordClass::Determiner)
        })
    };
    opener.hedged && (found.is_none() && chunks.tokens.has_comma(begin) || question())
}

/// Whether the one who writes is the subject (*I say*).
pub(super) fn is_first_person(chunks: &Chunks<'_>, phrase: Option<&Range<usize>>) -> bool {
    let is = |at: usize, class| chunks.tokens.is(at, class);
    phrase.is_some_and(|phrase| {
        phrase.len() == 1 && is(phrase.start, WordClass::Subject) && !is(phrase.start, WordClass::Personal)
    })
}

#[cfg(test)]
mod tests {
    use super::super::report::OpenerKind;
    use super::super::sample::marked;
    use super::*;

    /// Asks about the verb between asterisks, as an opener of a kind, and the token after it.
    fn ask<R>(text: &str, hedged: bool, look: impl FnOnce(&Chunks<'_>, &Opener, usize) -> R) -> R {
        marked(text, |chunks, unit| {
            let opener = Opener { tokens: unit.clone(), verb: unit.start, kind: OpenerKind::Clause, hedged };
            look(chunks, &opener, unit.end)
        })
    }

    #[test]
    fn what_might_be_said_between_commas_or_in_a_question_is_unsaid() {
        let unsaid = |text: &str, before: usize, content: bool| {
            ask(text, true, |chunks, opener, next| {
                is_unsaid(chunks, opener, opener.verb - before, Some(next).filter(|_| content))
            })
        };
        assert!(unsaid("Norway, he might *say*, has failed.", 2, false));
        assert!(unsaid("Asked if he would *say* it failed.", 2, true));
        assert!(!unsaid("Ada Quill might *say* it failed.", 3, true));
    }

    #[test]
    fn nobody_says_what_is_asked_in_a_passive_without_an_agent() {
        let asked =
            |text: &str| ask(text, false, |chunks, opener, next| is_asked(chunks, opener, next, Some(next)));
        assert!(asked("Ada Quill was *asked* if Norway had left."));
        assert!(asked("Ada Quill was *asked* to leave Norway."));
        assert!(!asked("Ada Quill was *asked* by Norway to leave."));
        assert!(!asked("Ada Quill was *told* to leave Norway."));
    }

    #[test]
    fn a_name_is_given_and_not_said() {
        let named = |text: &str| {
            ask(text, false, |chunks, opener, next| {
                let group = chunks.group_at(opener.verb).unwrap();
                says_nothing(chunks, opener, (group, false), Some(next))
            })
        };
        assert!(named("The ferry, *called* Norway, has sailed."));
        assert!(named("One of them *calls* himself Norway."));
        assert!(!named("They *called* Norway a liar."));
    }

    #[test]
    fn whose_it_is_what_is_denied_is_not_in_the_content() {
        let past =
            |text: &str| ask(text, false, |chunks, opener, next| past_possessor(chunks, opener, next) - next);
        assert_eq!(past("Ada Quill *denied* Norway's claims."), 1);
        assert_eq!(past("Ada Quill *denied* the claims."), 0);
        assert_eq!(past("Ada Quill *praised* Norway's claims."), 0);
    }
}
