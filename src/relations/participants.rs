//! The sentence that rules of relations read.

use super::words::{RelationWordKind, RelationWords};
use crate::actors::ActorKind;
use crate::index::NamePart;
use crate::mentions::{FoundBy, Mention};
use crate::stance::{Participant, Scene, ScoredMention};
use crate::syntax::Chunks;
use crate::text::{Gap, WordClass};
use std::ops::Range;

/// A sentence in which relations are looked for.
pub struct Setting<'a> {
    /// Its clauses and expressions.
    pub scene: &'a Scene<'a>,
    /// Its phrases and verb groups; its names are the participants.
    pub chunks: &'a Chunks<'a>,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Everybody whom it names, in the order of the text.
    pub everybody: &'a [Participant],
    /// Its mentions.
    pub mentions: &'a [Mention],
    /// The evidence for each mention.
    pub scored: &'a [ScoredMention],
    /// Words of relations that are no entries of a stance lexicon.
    pub relation_words: &'a RelationWords,
}

impl Setting<'_> {
    /// The mention that is a participant.
    pub fn mention_of(&self, participant: usize) -> Option<usize> {
        self.everybody.get(participant)?.mention.filter(|mention| !self.is_member(*mention))
    }

    /// Whether a mention is a member of a body, by whose office it is known (*a Northland MEP*): not the body.
    fn is_member(&self, mention: usize) -> bool {
        let Some(mention) = self.mentions.get(mention) else { return false };
        let named = matches!(mention.found_by, FoundBy::Name | FoundBy::Surname);
        let last = mention.tokens.end.checked_sub(1).and_then(|last| self.scene.document.tokens.get(last));
        let title = last.is_some_and(|token| self.scene.words.info(token).is(WordClass::Title));
        let kind = self.scene.knowledge.registry.find_actor(mention.actor).map(|actor| actor.kind);
        title && !named && kind == Some(ActorKind::Organisation)
    }

    /// Whether a mention before a noun only tells where somebody is from or belongs (*Japanese rival Nissan*, *Democrat
    /// challenger John Kerry*), not whose rival it is: no person, without a possessive.
    pub fn is_origin(&self, mention: usize) -> bool {
        let Some(mention) = self.mentions.get(mention) else { return false };
        let kind = self.scene.knowledge.registry.find_actor(mention.actor).map(|actor| actor.kind);
        let last = mention.tokens.end.checked_sub(1).and_then(|last| self.scene.document.tokens.get(last));
        let possessive = last.is_some_and(|token| {
            let info = self.scene.words.info(token);
            info.possessive || info.is(WordClass::Determiner) || info.is(WordClass::Personal)
        });
        !possessive && kind != Some(ActorKind::Person)
    }

    /// Whether a mention only tells where something is or somebody is from: a country or place after *in* and the like, or
    /// joined to *based* and the like.
    pub fn is_located(&self, mention: usize) -> bool {
        if self.is_base(mention) {
            return true;
        }
        let Some(mention) = self.mentions.get(mention) else { return false };
        let (document, words) = (self.scene.document, self.scene.words);
        let registry = &self.scene.knowledge.registry;
        let kind = registry.find_actor(mention.actor).map(|actor| actor.kind);
        if !matches!(kind, Some(ActorKind::Country | ActorKind::Place)) {
            return false;
        }
        // "In Northland's view" is Northland's.
        let own = mention.tokens.end.checked_sub(1).and_then(|last| document.tokens.get(last));
        if own.is_none_or(|token| words.info(token).possessive) {
            return false;
        }
        let before = |at: usize| at.checked_sub(1).filter(|before| *before >= self.tokens.start);
        let article = |at: usize| {
            document.tokens.get(at).is_some_and(|token| words.info(token).is(WordClass::Determiner))
        };
        let Some(mut at) = before(mention.tokens.start) else { return false };
        if article(at) {
            let Some(next) = before(at) else { return false };
            at = next;
        }
        let word = document.tokens.get(at).map(|token| document.token_text(token).to_lowercase());
        let Some(word) = word else { return false };
        let site = kind == Some(ActorKind::Place) && self.relation_words.is(RelationWordKind::Site, &word);
        site || self.scene.knowledge.data.names.part(&word) == Some(NamePart::BeforePlace)
    }

    /// Whether a mention is joined to a word that says that somebody else is from there (*a Norland-based institute*).
    pub fn is_base(&self, mention: usize) -> bool {
        let Some(mention) = self.mentions.get(mention) else { return false };
        let document = self.scene.document;
        let next = document.tokens.get(mention.tokens.end).filter(|next| next.gap.has(Gap::HYPHEN));
        let word = next.map(|next| document.token_text(next).to_lowercase());
        word.is_some_and(|word| self.relation_words.is(RelationWordKind::Based, &word))
    }

    /// Whether the sentence has a word of force.
    pub fn has_force(&self) -> bool {
        let tokens = self.scene.document.tokens.get(self.tokens.clone()).unwrap_or_default();
        let text = |token| self.scene.document.token_text(token).to_lowercase();
        tokens.iter().any(|token| self.relation_words.is(RelationWordKind::Force, &text(token)))
    }

    /// The actor of a mention.
    pub fn actor(&self, mention: usize) -> Option<usize> {
        self.mentions.get(mention).map(|mention| mention.actor)
    }

    /// Whether two mentions are of different actors.
    pub fn differ(&self, one: usize, other: usize) -> bool {
        self.actor(one) != self.actor(other)
    }
}
