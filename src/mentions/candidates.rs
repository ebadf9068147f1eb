//! Candidate antecedents of a reference in one sentence: listed actors and unlisted names.

use super::context::{Anaphor, Discourse};
use super::mention::Mention;
use crate::actors::{ActorKind, Gender};
use crate::index::Reference;
use crate::text::{WordClass, clauses};
use std::ops::Range;

/// An antecedent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Antecedent {
    /// An actor.
    Actor(usize),
    /// A name that the registry does not have, by its index among those.
    Unlisted(usize),
}

/// The candidates in the sentence so many back, in text order, without repetition.
pub(super) fn candidates(
    discourse: &Discourse<'_, '_>,
    here: &Anaphor<'_>,
    reference: &Reference,
    back: usize,
) -> Vec<(usize, Antecedent)> {
    let mut places: Vec<(usize, Antecedent)> = Vec::new();
    let Some(sentence) = here.index.checked_sub(back) else { return Vec::new() };
    let own = if back == 0 && reference.objective {
        clauses(discourse.document, here.sentence, discourse.words)
    } else {
        Vec::new()
    };
    let clause = |at: usize| own.get(at.wrapping_sub(here.sentence.tokens.start)).copied();
    for mention in here.before().iter().rev().take_while(|m| m.sentence >= sentence) {
        if mention.sentence != sentence || !fits(discourse, mention, reference) {
            continue;
        }
        if back == 0 && reference.objective && clause(mention.tokens.start) == clause(here.tokens.start) {
            continue;
        }
        places.push((mention.tokens.start, Antecedent::Actor(mention.actor)));
    }
    let names = &here.found.unlisted;
    let end = names.partition_point(|name| name.sentence <= sentence);
    for (at, name) in
        names.iter().enumerate().take(end).rev().take_while(|(_, name)| name.sentence == sentence)
    {
        if name.tokens.start < here.tokens.start && competes(discourse, &name.tokens, reference) {
            places.push((name.tokens.start, Antecedent::Unlisted(at)));
        }
    }
    places.sort_by_key(|(start, _)| *start);
    let mut candidates: Vec<(usize, Antecedent)> = Vec::new();
    for (start, candidate) in places {
        if candidates.iter().all(|(_, known)| *known != candidate) {
            candidates.push((start, candidate));
        }
    }
    candidates
}

/// Whether a pronoun or noun may stand for a mention, by kind, number and gender.
pub(super) fn fits(discourse: &Discourse<'_, '_>, mention: &Mention, reference: &Reference) -> bool {
    let Some(actor) = discourse.knowledge.registry.find_actor(mention.actor) else {
        // A given mention of an unlisted actor.
        return reference.actors.contains(&ActorKind::Person)
            && !reference.plural
            && gender_by_name(discourse, &mention.tokens)
                .is_none_or(|g| reference.gender.is_none_or(|r| r == g));
    };
    let gender = reference.gender.is_none_or(|gender| actor.gender == Some(gender));
    reference.actors.contains(&actor.kind) && gender && actor.plural == reference.plural
}

/// The gender of the given name at the beginning of a name.
fn gender_by_name(discourse: &Discourse<'_, '_>, tokens: &Range<usize>) -> Option<Gender> {
    let info = discourse.info(tokens.start);
    match (info.is(WordClass::GivenFemale), info.is(WordClass::GivenMale)) {
        (true, false) => Some(Gender::Female),
        (false, true) => Some(Gender::Male),
        _ => None,
    }
}

/// Whether an unlisted name is a candidate antecedent as well.
fn competes(discourse: &Discourse<'_, '_>, tokens: &Range<usize>, reference: &Reference) -> bool {
    let given = WordClass::GivenFemale as u64 | WordClass::GivenMale as u64;
    let is_person = discourse.info(tokens.start).classes & given != 0
        || tokens.start.checked_sub(1).is_some_and(|before| discourse.info(before).is(WordClass::Title));
    if reference.actors.contains(&ActorKind::Person) {
        return is_person
            && gender_by_name(discourse, tokens).is_none_or(|g| reference.gender.is_none_or(|r| r == g));
    }
    !is_person
}

#[cfg(test)]
mod tests {
    use super::super::sample::pronouns;

    #[test]
    fn an_object_is_somebody_else_than_those_of_its_clause() {
        let text = "Boris Marsh said that Viktor Pell praised him.";
        assert_eq!(pronouns(text), ["boris pronoun: him"]);
    }

    #[test]
    fn a_name_that_nobody_lists_may_be_meant_too() {
        assert!(pronouns("Maria Holt met Ada Quill. She smiled.").is_empty());
        // Unless its given name has another gender.
        assert_eq!(pronouns("Viktor Holt met Ada Quill. She smiled."), ["ada pronoun: She"]);
    }
}
