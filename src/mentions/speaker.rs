//! Who speaks: the head of the subject of a verb of speech, or whoever a pronoun in its place stands for.

use super::description::Description;
use super::mention::{Found, FoundBy, Mention};
use super::quoted::QuotedTokens;
use super::sentence_names::SentenceNames;
use super::speech::{LastSpeech, Speaker, Subject};
use crate::actors::ActorKind;
use crate::index::{Knowledge, Reference};
use crate::syntax::{Place, Slot};
use crate::text::{Document, WordClass, WordTable};

/// Maximum number of sentences between a pronoun and the speech before whose speaker it stands for.
const MOST_BETWEEN: usize = 3;
/// Number of sentences before that a pronoun's only possible person is looked for in.
const MOST_BACK: usize = 4;

/// The speaker that a subject names. A head without a mention is nobody: no name inside its phrase speaks. A pronoun is
/// the last speaker, if it may be.
pub(super) fn speaker(
    found: &Found,
    names: &SentenceNames,
    subject: &Subject<'_>,
    last: Option<&LastSpeech>,
    sentence: usize,
    quoted: &QuotedTokens,
    (document, words, knowledge): (&Document, &WordTable<'_>, &Knowledge),
) -> Speaker {
    // "Microsoft CEO" is not Microsoft, "Frank Fell MP" is Frank Fell.
    let is_person = |at: usize| {
        let actor = found.mentions.get(at).and_then(|mention| knowledge.registry.find_actor(mention.actor));
        actor.is_some_and(|actor| actor.kind == ActorKind::Person)
    };
    let speaks =
        |slot: &Slot| names.mention(slot.name).filter(|at| slot.place != Place::Modifier || is_person(*at));
    // "An MEP said": a member of a body, whose short name the word is, is not the body.
    let is_member = |mention: usize| {
        let named = |mention: &Mention| matches!(mention.found_by, FoundBy::Name | FoundBy::Surname);
        if found.mentions.get(mention).is_none_or(named) {
            return false;
        }
        let last = found.mentions.get(mention).and_then(|mention| mention.tokens.end.checked_sub(1));
        let last = last.and_then(|last| document.tokens.get(last));
        !is_person(mention) && last.is_some_and(|token| words.info(token).is(WordClass::Title))
    };
    let named = subject.slots.iter().find_map(speaks).filter(|mention| !is_member(*mention));
    let near =
        last.filter(|last| sentence.saturating_sub(last.sentence) <= MOST_BETWEEN).map(|last| last.speaker);
    let by_pronoun = named.is_some_and(|mention| is_pronoun(found, mention));
    if let Some(mention) = named.filter(|_| !by_pronoun) {
        return Speaker {
            actor: found.mentions.get(mention).map(|mention| mention.actor),
            mention: Some(mention),
        };
    }
    if !by_pronoun && (!subject.slots.is_empty() || !subject.pronoun) {
        let description = Description::of(subject, names, found, document, words);
        let text = (document, words, knowledge);
        return description.and_then(|it| it.speaker(found, near, text)).unwrap_or_default();
    }
    let token = match named.and_then(|mention| found.mentions.get(mention)) {
        Some(mention) => Some(mention.tokens.start),
        None => subject.phrase.map(|phrase| phrase.start),
    };
    let info = token.and_then(|at| document.tokens.get(at)).map(|token| words.info(token));
    let Some((_, reference)) = info.and_then(|info| knowledge.references.at(info.lower, |_| None)) else {
        return Speaker::default();
    };
    let near = near.filter(|near| near.actor.is_some_and(|actor| fits(knowledge, actor, reference)));
    // "'…,' Quill said. Marsh, the minister, has left. He said": whom the sentence right before begins with.
    let recent = last.filter(|last| last.sentence + 1 < sentence).and_then(|_| {
        let first = first_person(found, knowledge, quoted, sentence.checked_sub(1)?)?;
        let actor = found.mentions.get(first)?.actor;
        fits(knowledge, actor, reference).then_some(Speaker { actor: Some(actor), mention: Some(first) })
    });
    if let Some(near) = near.and(recent).or(near) {
        return near;
    }
    if let Some(mention) = named {
        return Speaker {
            actor: found.mentions.get(mention).map(|mention| mention.actor),
            mention: Some(mention),
        };
    }
    only_person(found, knowledge, reference, quoted, sentence)
}

/// The first mention of a sentence outside quotations, if it is the name of a person.
fn first_person(
    found: &Found,
    knowledge: &Knowledge,
    quoted: &QuotedTokens,
    sentence: usize,
) -> Option<usize> {
    let start = found.mentions.partition_point(|mention| mention.sentence < sentence);
    let mention = found.mentions.get(start).filter(|mention| mention.sentence == sentence)?;
    let named = matches!(mention.found_by, FoundBy::Name | FoundBy::Surname);
    let person =
        knowledge.registry.find_actor(mention.actor).is_some_and(|actor| actor.kind == ActorKind::Person);
    (named && person && quoted.at(mention.tokens.start).is_none()).then_some(start)
}

/// Whether a pronoun may stand for an actor. The gender of many is not known.
fn fits(knowledge: &Knowledge, actor: usize, reference: &Reference) -> bool {
    knowledge.registry.find_actor(actor).is_some_and(|actor| {
        let gender = reference.gender.is_none() || actor.gender.is_none() || actor.gender == reference.gender;
        // A group that has spoken may be *they*, whatever its number.
        let group = !matches!(actor.kind, ActorKind::Person | ActorKind::Country | ActorKind::Place);
        let number = actor.plural == reference.plural || reference.plural && group;
        reference.actors.contains(&actor.kind) && gender && number
    })
}

/// The only person whom one of the sentences before names outside quotations, the nearer first, and whom a pronoun may stand for.
fn only_person(
    found: &Found,
    knowledge: &Knowledge,
    reference: &Reference,
    quoted: &QuotedTokens,
    sentence: usize,
) -> Speaker {
    if reference.plural || !reference.actors.contains(&ActorKind::Person) {
        return Speaker::default();
    }
    for back in 1..=MOST_BACK {
        let Some(index) = sentence.checked_sub(back) else { break };
        let start = found.mentions.partition_point(|mention| mention.sentence < index);
        let mut only: Option<usize> = None;
        for (at, mention) in found.mentions.iter().enumerate().skip(start) {
            if mention.sentence != index {
                break;
            }
            if !fits(knowledge, mention.actor, reference) || quoted.at(mention.tokens.start).is_some() {
                continue;
            }
            let other = only.and_then(|only| found.mentions.get(only)).map(|only| only.actor);
            if other.is_some_and(|other| other != mention.actor) {
                return Speaker::default();
            }
            only = only.or(Some(at));
        }
        if let Some(at) = only {
            return Speaker { actor: found.mentions.get(at).map(|mention| mention.actor), mention: Some(at) };
        }
    }
    Speaker::default()
}

/// Whether a mention is a pronoun.
fn is_pronoun(found: &Found, mention: usize) -> bool {
    found.mentions.get(mention).is_some_and(|mention| mention.found_by == FoundBy::Pronoun)
}
