//! Pronouns: the only antecedent that the nearest sentence allows, or none.

use super::candidates::{Antecedent, candidates};
use super::context::{Anaphor, Discourse, REACH};
use super::expletive::{continues_expletive, is_intensive, is_no_subject, thing_since};
use super::mention::{FoundBy, certainty};
use super::spoken_of::spoken_of;
use crate::actors::ActorKind;
use crate::index::Reference;
use crate::lexicon::Kind;
use crate::text::{Gap, WordClass};

/// The antecedent of a pronoun, and its certainty.
pub(super) fn pronoun(
    discourse: &Discourse<'_, '_>,
    here: &Anaphor<'_>,
    reference: &Reference,
) -> Option<(usize, f64)> {
    if let Some(actor) = spoken_of(discourse, here, reference) {
        return Some((actor, certainty::PRONOUN));
    }
    let persons = reference.actors.contains(&ActorKind::Person);
    // "It" may also refer to things and facts, so for actors that are no persons only a subject that continues a
    // subject is accepted.
    let strict = !persons && !reference.dependent;
    if strict && !may_be_subject(discourse, here) {
        return None;
    }
    let reflexive = reference.dependent && !discourse.info(here.tokens.start).is(WordClass::Determiner);
    if !persons && reflexive && is_intensive(discourse, here) {
        return None;
    }
    for back in 0..=REACH {
        let among = candidates(discourse, here, reference, back);
        match among.as_slice() {
            [] => {}
            [(start, Antecedent::Actor(actor))] => {
                if !persons
                    && ((strict || back > 0) && !is_subject(discourse, *start)
                        || strict && back > 0 && is_possessor(discourse, here, *start)
                        || is_thing(discourse, here, *actor, back))
                {
                    return None;
                }
                let sure = if back == 0 { certainty::PRONOUN } else { certainty::FAR_PRONOUN };
                return Some((*actor, sure));
            }
            // Several persons in the same sentence are ambiguous; a new sentence continues the previous subject.
            [(start, Antecedent::Actor(actor)), ..] if back > 0 && is_subject(discourse, *start) => {
                let thing = !persons
                    && (strict && is_possessor(discourse, here, *start)
                        || is_thing(discourse, here, *actor, back));
                return (!thing).then_some((*actor, certainty::FAR_PRONOUN));
            }
            _ => return None,
        }
    }
    None
}

/// Whether something other than `actor` is meant, which is mentioned in the sentence so many back: a thing that the
/// sentence speaks of since, or nobody.
fn is_thing(discourse: &Discourse<'_, '_>, here: &Anaphor<'_>, actor: usize, back: usize) -> bool {
    let mut here_mentions = here.before().iter().rev().take_while(|mention| mention.sentence == here.index);
    let last = here_mentions.find(|mention| mention.actor == actor);
    let from = last.map_or(here.sentence.tokens.start, |mention| mention.tokens.end);
    thing_since(discourse, here, from) || back > 0 && continues_expletive(discourse, here)
}

/// Whether the mention that starts there is a name in the genitive: *it* after "Norway's plan failed" may be the plan.
fn is_possessor(discourse: &Discourse<'_, '_>, here: &Anaphor<'_>, start: usize) -> bool {
    here.before().iter().rev().find(|mention| mention.tokens.start == start).is_some_and(|mention| {
        mention.found_by != FoundBy::Pronoun && discourse.info(mention.tokens.end - 1).possessive
    })
}

/// Whether a pronoun may be the subject of a clause, and is not expletive ("it is hard to").
fn may_be_subject(discourse: &Discourse<'_, '_>, here: &Anaphor<'_>) -> bool {
    let at = here.tokens.start;
    let gap = discourse.document.tokens[at].gap;
    let opens =
        at == here.sentence.tokens.start || gap.has(Gap::COMMA | Gap::BREAK | Gap::QUOTE | Gap::STOP) || {
            let before = discourse.info(at - 1);
            before.is(WordClass::Coordinator)
                || before.is(WordClass::Subordinator)
                || before.is(WordClass::Relative)
                || here.cues().any(|cue| cue.kind == Kind::Speech && cue.tokens.end == at)
        };
    opens && !is_no_subject(discourse, here)
}

/// Whether a mention that starts there looks like the subject of its sentence: at its beginning or after an
/// introductory phrase, governed by no preposition, and not a modifier of a noun.
fn is_subject(discourse: &Discourse<'_, '_>, start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else { return true };
    let token = &discourse.document.tokens[start];
    if token.gap.has(Gap::STOP | Gap::PARAGRAPH | Gap::COMMA | Gap::QUOTE) {
        return true;
    }
    let info = discourse.info(before);
    if !info.is(WordClass::Determiner) {
        return info.is(WordClass::Coordinator) || info.is(WordClass::Subordinator);
    }
    discourse.document.tokens[before].gap.has(Gap::STOP | Gap::PARAGRAPH | Gap::COMMA | Gap::QUOTE)
        || before == 0
}

#[cfg(test)]
mod tests {
    use super::super::sample::pronouns;

    #[test]
    fn a_pronoun_means_the_only_person_that_it_fits() {
        assert_eq!(pronouns("Ada Quill met Boris Marsh. She smiled."), ["ada pronoun: She"]);
        assert_eq!(pronouns("Ada Quill met Boris Marsh. He smiled."), ["boris pronoun: He"]);
    }

    #[test]
    fn of_two_persons_of_the_sentence_before_it_means_the_subject() {
        assert_eq!(pronouns("Olga Fenn met Ada Quill. She smiled."), ["olga pronoun: She"]);
        assert!(pronouns("We saw Olga Fenn and Ada Quill. She smiled.").is_empty());
    }

    #[test]
    fn of_two_persons_of_its_own_sentence_it_means_neither() {
        assert!(pronouns("Olga Fenn told Ada Quill that she won.").is_empty());
    }

    #[test]
    fn it_is_an_actor_where_it_does_something_and_a_fact_where_it_is_something() {
        assert_eq!(pronouns("Northland sent aid. It also sent troops."), ["north pronoun: It"]);
        assert_eq!(pronouns("Northland sent aid. It is trying to help."), ["north pronoun: It"]);
        assert!(pronouns("Northland sent aid. It is hard to say.").is_empty());
    }

    #[test]
    fn it_after_a_genitive_may_be_what_is_owned() {
        assert!(pronouns("Northland's plan failed. It cost a lot.").is_empty());
    }
}
