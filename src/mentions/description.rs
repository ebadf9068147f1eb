//! Descriptions as subjects of speech: an office with the article (*the minister said*) stands for whoever the article
//! gives it to, else for the last speaker; a definite noun (*the company said*) for the last speaker of that kind.

use super::mention::{Found, FoundBy};
use super::sentence_names::SentenceNames;
use super::speech::{Speaker, Subject};
use crate::actors::ActorKind;
use crate::index::{Knowledge, ReferenceKind};
use crate::syntax::Place;
use crate::text::{Document, Gap, WordClass, WordTable};
use std::ops::Range;

/// Number of mentions before that an office is looked for beside.
const MEMORY: usize = 200;

/// A definite noun phrase without a name at its head.
pub(super) struct Description {
    /// The tokens after the article, and after a name that modifies it.
    words: Range<usize>,
    /// The actor that modifies it (*the Northland minister*).
    modifier: Option<usize>,
}

impl Description {
    /// The description that a subject is, if it is one.
    pub fn of(
        subject: &Subject<'_>,
        names: &SentenceNames,
        found: &Found,
        document: &Document,
        words: &WordTable<'_>,
    ) -> Option<Self> {
        let phrase = subject.phrase.filter(|phrase| phrase.len() >= 2)?;
        let first = document.tokens.get(phrase.start)?;
        if !words.info(first).is(WordClass::Definite) {
            return None;
        }
        let plain = Self { words: phrase.start + 1..phrase.end, modifier: None };
        match subject.slots {
            [] => Some(plain),
            [slot] if slot.place == Place::Modifier => {
                let mention = names.mention(slot.name).and_then(|at| found.mentions.get(at))?;
                let opens = mention.tokens.start == phrase.start + 1 && mention.tokens.end < phrase.end;
                opens.then_some(Self { words: mention.tokens.end..phrase.end, modifier: Some(mention.actor) })
            }
            _ => None,
        }
    }

    /// Whom it stands for; `near` is the last speaker.
    pub fn speaker(
        &self,
        found: &Found,
        near: Option<Speaker>,
        (document, words, knowledge): (&Document, &WordTable<'_>, &Knowledge),
    ) -> Option<Speaker> {
        let last = self.words.end.checked_sub(1).and_then(|at| document.tokens.get(at))?;
        let kind = |actor: usize| knowledge.registry.find_actor(actor).map(|actor| actor.kind);
        if words.info(last).is(WordClass::Title) {
            let holder = self.holder(found, document, words, &|actor| kind(actor) == Some(ActorKind::Person));
            let person = |near: &Speaker| near.actor.and_then(kind) == Some(ActorKind::Person);
            // Of *minister* and the like there are many kinds.
            let other = |near: &Speaker| self.words.len() > 1 && self.has_other(near, found, document, words);
            let near = near.filter(|_| self.modifier.is_none());
            return holder.or_else(|| near.filter(|near| person(near) && !other(near)));
        }
        let (_, reference) = knowledge.references.at(words.info(last).lower, |_| None)?;
        let noun = matches!(reference.kind, ReferenceKind::Noun | ReferenceKind::Head);
        let fits = |speaker: &Speaker| {
            let kind = speaker.actor.and_then(kind);
            // Whether a firm or another body is not known of names that were discovered.
            let body = [ActorKind::Company, ActorKind::Organisation];
            let bodies =
                |kind| body.contains(&kind) && reference.actors.iter().any(|kind| body.contains(kind));
            kind.is_some_and(|kind| {
                kind != ActorKind::Person && (reference.actors.contains(&kind) || bodies(kind))
            })
        };
        near.filter(|near| noun && fits(near))
    }

    /// Whether the article gives a speaker another office.
    fn has_other(
        &self,
        speaker: &Speaker,
        found: &Found,
        document: &Document,
        words: &WordTable<'_>,
    ) -> bool {
        let end = found.mentions.partition_point(|mention| mention.tokens.start < self.words.start);
        let info = |at: usize| document.tokens.get(at).map(|token| words.info(token));
        let word = |at: usize| document.tokens.get(at).map(|token| document.token_text(token).to_lowercase());
        let own = self.words.end.checked_sub(1).and_then(word);
        let titled = |start: usize| {
            let title = start.checked_sub(1).and_then(info);
            title.is_some_and(|info| {
                let polite = info.is(WordClass::FemaleTitle) || info.is(WordClass::MaleTitle);
                info.is(WordClass::Title) && !polite && start.checked_sub(1).and_then(word) != own
            })
        };
        let mentions = found.mentions.get(end.saturating_sub(MEMORY)..end).unwrap_or_default();
        let own_mentions = mentions.iter().filter(|mention| Some(mention.actor) == speaker.actor);
        own_mentions
            .filter(|mention| mention.found_by == FoundBy::Name)
            .any(|mention| titled(mention.tokens.start))
    }

    /// The last person before whom, or in an apposition after whom, the article has the office.
    fn holder(
        &self,
        found: &Found,
        document: &Document,
        words: &WordTable<'_>,
        is_person: &dyn Fn(usize) -> bool,
    ) -> Option<Speaker> {
        let end = found.mentions.partition_point(|mention| mention.tokens.start < self.words.start);
        let before = found.mentions.get(end.saturating_sub(MEMORY)..end)?;
        let word = |at: usize| document.tokens.get(at).map(|token| document.token_text(token).to_lowercase());
        let office = |from: usize| self.words.clone().zip(from..).all(|(own, at)| word(own) == word(at));
        let of = |at: usize| {
            let modifies = |actor: &usize| {
                let mut mentions = before.iter();
                mentions.any(|mention| mention.tokens.end == at && mention.actor == *actor)
            };
            self.modifier.as_ref().is_none_or(modifies)
        };
        let held = |tokens: &Range<usize>| {
            let title = tokens.start.checked_sub(self.words.len());
            let named = title.is_some_and(|from| office(from) && of(from))
                // A title that is part of the mention.
                || self.words.len() < tokens.len() && office(tokens.start) && of(tokens.start);
            let comma = document.tokens.get(tokens.end).is_some_and(|token| token.gap.has(Gap::COMMA));
            let definite = document
                .tokens
                .get(tokens.end)
                .is_some_and(|token| words.info(token).is(WordClass::Definite));
            let from = tokens.end + usize::from(definite);
            named || comma && self.modifier.is_none() && office(from)
        };
        let names = before.iter().enumerate().rev();
        let (at, mention) = names
            .filter(|(_, mention)| matches!(mention.found_by, FoundBy::Name | FoundBy::Surname))
            .find(|(_, mention)| is_person(mention.actor) && held(&mention.tokens))?;
        Some(Speaker { actor: Some(mention.actor), mention: Some(end.saturating_sub(MEMORY) + at) })
    }
}
