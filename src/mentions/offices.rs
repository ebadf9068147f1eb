//! Offices ("the president"): refer to whom the article gave that title, or to the holder on its date.

use super::context::{Anaphor, Discourse, MEMORY};
use super::mention::{Mention, certainty};
use super::nouns::{is_definite, is_head};
use crate::actors::ActorKind;
use crate::index::Reference;
use std::ops::Range;

/// Number of preceding sentences searched for the country of an office.
const COUNTRY_REACH: usize = 3;

/// The actor that an office refers to, and its certainty; `number` is that of the reference.
pub(super) fn office(
    discourse: &Discourse<'_, '_>,
    here: &Anaphor<'_>,
    number: usize,
    reference: &Reference,
) -> Option<(usize, f64)> {
    if !is_definite(discourse, here) || !is_head(discourse, here) {
        return None;
    }
    let held = discourse.knowledge.offices.get(number);
    let registry = &discourse.knowledge.registry;
    let holds = |actor: usize| {
        held.iter().map(|&alias| registry.alias(alias as usize)).any(|alias| {
            alias.actor == Some(actor) && (discourse.date.is_none() || alias.holds(discourse.date))
        })
    };
    let fits = |mention: &Mention| {
        registry.find_actor(mention.actor).is_none_or(|actor| {
            actor.kind == ActorKind::Person && reference.gender.is_none_or(|g| actor.gender == Some(g))
        })
    };
    // Actors with that title in the article, or holders of the office, latest first.
    let before = here.before();
    let mut holders: Vec<usize> = Vec::new();
    let mut others: Vec<usize> = Vec::new();
    for mention in before.iter().rev() {
        if holders.contains(&mention.actor) || !fits(mention) {
            continue;
        }
        let is_holder = is_called(discourse, mention, reference)
            || !others.contains(&mention.actor) && holds(mention.actor);
        let list = if is_holder { &mut holders } else { &mut others };
        if !list.contains(&mention.actor) {
            list.push(mention.actor);
        }
    }
    if let Some(&last) = holders.first() {
        let sure = if holders.len() == 1 { certainty::DESCRIPTOR } else { certainty::FAR_PRONOUN };
        return Some((last, sure));
    }
    // An unlisted person may hold it.
    if unlisted_holder(discourse, here, reference) {
        return None;
    }
    // Otherwise the holder on that date in the country that the article is about.
    discourse.date?;
    let country = country(discourse, here)?;
    let mut of_country = held
        .iter()
        .map(|&alias| registry.alias(alias as usize))
        .filter(|alias| alias.from.is_some() && alias.holds(discourse.date))
        .filter_map(|alias| alias.actor)
        .filter(|&actor| registry.actor(actor).parent == Some(country));
    let holder = of_country.next()?;
    of_country.all(|other| other == holder).then_some((holder, certainty::OFFICE_BY_DATE))
}

/// Whether the title is part of a mention or right before it ("President Tokayev").
fn is_called(discourse: &Discourse<'_, '_>, mention: &Mention, reference: &Reference) -> bool {
    ends_before(discourse, mention.tokens.start, reference)
        || begins_at(discourse, mention.tokens.start, reference)
}

fn ends_before(discourse: &Discourse<'_, '_>, start: usize, reference: &Reference) -> bool {
    start.checked_sub(reference.words.len()).is_some_and(|from| begins_at(discourse, from, reference))
}

fn begins_at(discourse: &Discourse<'_, '_>, from: usize, reference: &Reference) -> bool {
    let words = (from..from + reference.words.len()).map(|at| discourse.document.tokens.get(at));
    words
        .zip(&reference.words)
        .all(|(token, &word)| token.is_some_and(|token| discourse.words.info(token).lower == word))
}

/// Whether the article gave the title to an unlisted person.
fn unlisted_holder(discourse: &Discourse<'_, '_>, here: &Anaphor<'_>, reference: &Reference) -> bool {
    let names = here.found.unlisted.iter().rev().take(MEMORY);
    names.into_iter().any(|name| is_called_name(discourse, &name.tokens, reference))
}

fn is_called_name(discourse: &Discourse<'_, '_>, tokens: &Range<usize>, reference: &Reference) -> bool {
    ends_before(discourse, tokens.start, reference) || begins_at(discourse, tokens.start, reference)
}

/// The only country mentioned in the sentences around, or the most frequent of the article by far.
fn country<'k>(discourse: &Discourse<'k, '_>, here: &Anaphor<'_>) -> Option<&'k str> {
    let registry = &discourse.knowledge.registry;
    let country = |mention: &Mention| {
        let actor = registry.find_actor(mention.actor)?;
        (actor.kind == ActorKind::Country).then_some(mention.actor)
    };
    let mut near: Vec<usize> = Vec::new();
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for mention in here.before() {
        let Some(actor) = country(mention) else { continue };
        if mention.sentence + COUNTRY_REACH >= here.index && !near.contains(&actor) {
            near.push(actor);
        }
        match counts.iter_mut().find(|(known, _)| *known == actor) {
            Some((_, count)) => *count += 1,
            None => counts.push((actor, 1)),
        }
    }
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let chosen = match (near.as_slice(), counts.as_slice()) {
        ([only], _) => *only,
        (_, [(first, most), (_, second), ..]) if *most >= 2 * second => *first,
        (_, [(only, _)]) => *only,
        _ => return None,
    };
    registry.find_actor(chosen).map(|actor| actor.id)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{ACTORS, LEXICON, knowledge, mentions};
    use jiff::civil::{Date, date};

    /// The resolved offices of a text.
    fn offices(text: &str, date: Option<Date>) -> Vec<String> {
        let office = "ada|Ada Quill|person|Northland President|office||north|f||2020-01-01\n";
        let mut found = mentions(&knowledge(&format!("{ACTORS}{office}"), LEXICON), text, date);
        found.retain(|mention| mention.contains(" descriptor: "));
        found
    }

    #[test]
    fn an_office_means_who_was_called_so() {
        let text = "President Boris Marsh met Olga Fenn. The president smiled.";
        assert_eq!(offices(text, None), ["boris descriptor: president"]);
    }

    #[test]
    fn it_means_who_holds_it_that_day_in_the_country_that_is_spoken_of() {
        let text = "Northland voted. The president smiled.";
        assert_eq!(offices(text, Some(date(2020, 6, 1))), ["ada descriptor: president"]);
        assert!(offices(text, Some(date(2019, 6, 1))).is_empty());
        assert!(offices(text, None).is_empty());
        assert!(offices("Southland voted. The president smiled.", Some(date(2020, 6, 1))).is_empty());
    }

    #[test]
    fn it_means_nobody_where_somebody_unlisted_was_called_so() {
        let text = "President Tom Reed praised Northland. The president smiled.";
        assert!(offices(text, Some(date(2020, 6, 1))).is_empty());
    }
}
