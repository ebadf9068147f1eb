//! Annotations, the types of this module: a [`Mention`] refers to an actor, a [`CueMatch`] is an occurrence of an
//! expression of the lexicon; a document's [`Found`] has both.

use super::attribution::Attribution;
use crate::lexicon::Kind;
use crate::text::Voice;
use std::ops::Range;

/// How a mention was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FoundBy {
    /// A name, adjective or introduced word.
    Name,
    /// A surname alone.
    Surname,
    /// A descriptor.
    Descriptor,
    /// A pronoun.
    Pronoun,
    /// A name in a compound with a prefix of direction (pro-Russian).
    Prefix,
}

impl FoundBy {
    /// The name in the tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Surname => "surname",
            Self::Descriptor => "descriptor",
            Self::Pronoun => "pronoun",
            Self::Prefix => "prefix",
        }
    }
}

/// Certainty of a mention by how it was found, in (0, 1]. Judged, not measured: the order is what matters, relative to
/// full names at 1.
pub(super) mod certainty {
    pub const NAME: f64 = 1.0;
    pub const STAND_IN: f64 = 0.9;
    pub const SURNAME: f64 = 0.9;
    pub const DESCRIPTOR: f64 = 0.7;
    /// A pronoun whose sentence has only one possible antecedent.
    pub const PRONOUN: f64 = 0.7;
    /// A pronoun with its antecedent in an earlier sentence, or the first of several.
    pub const FAR_PRONOUN: f64 = 0.6;
    /// An office resolved by the date of the article.
    pub const OFFICE_BY_DATE: f64 = 0.6;
}

/// Which kinds of mentions are resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Resolve {
    /// Names only.
    #[cfg_attr(feature = "cli", value(help = None))]
    Names,
    /// Also surnames alone.
    #[cfg_attr(feature = "cli", value(help = None))]
    Surnames,
    /// Also descriptors, offices and pronouns.
    #[default]
    #[cfg_attr(feature = "cli", value(help = None))]
    All,
}

/// A reference to an actor in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Index into the registry's actors.
    pub actor: usize,
    /// Index into the document's sentences.
    pub sentence: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// How it was found.
    pub found_by: FoundBy,
    /// Certainty, in (0, 1].
    pub certainty: f64,
    /// Its voice: the outlet, a quotation or reported speech.
    pub voice: Voice,
    /// The quoted or reported actor, if known.
    pub speaker: Option<usize>,
    /// Whether it is an office without a name beside it.
    pub office: bool,
}

impl Mention {
    /// A mention by name, in the outlet's words.
    pub(super) fn named(actor: usize, sentence: usize, tokens: Range<usize>) -> Self {
        Self {
            actor,
            sentence,
            tokens,
            found_by: FoundBy::Name,
            certainty: certainty::NAME,
            voice: Voice::Narration,
            speaker: None,
            office: false,
        }
    }
}

/// An occurrence of an expression of the lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueMatch {
    /// Number of its entry.
    pub entry: u32,
    /// Its kind.
    pub kind: Kind,
    /// Index into the document's sentences.
    pub sentence: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// The annotations of a document, in text order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// The mentions.
    pub mentions: Vec<Mention>,
    /// The expressions: the longest match at each place, none inside a name.
    pub cues: Vec<CueMatch>,
    /// For each token whether it belongs to the name of a listed actor.
    pub named: Vec<bool>,
    /// Names that the registry does not have, by sentence.
    pub unlisted: Vec<Unlisted>,
    /// Who says what.
    pub attributions: Vec<Attribution>,
}

impl Found {
    /// Rolls up: replaces the actor of each mention, and its speaker, by its actor in `upward`.
    pub fn roll_up(&mut self, upward: &[usize]) {
        let up = |actor: usize| upward.get(actor).copied().unwrap_or(actor);
        for mention in &mut self.mentions {
            mention.actor = up(mention.actor);
            mention.speaker = mention.speaker.map(up);
        }
        for attribution in &mut self.attributions {
            attribution.speaker = attribution.speaker.map(up);
        }
    }

    /// Drops what is in parts of the text that are in another language, given as tokens.
    pub fn leave_out(&mut self, parts: &[Range<usize>]) {
        if parts.is_empty() {
            return;
        }
        let kept = |tokens: &Range<usize>| {
            !parts.iter().any(|part| tokens.start < part.end && part.start < tokens.end)
        };
        let mut left = 0;
        let mut places: Vec<Option<usize>> = Vec::with_capacity(self.mentions.len());
        for mention in &self.mentions {
            let stays = kept(&mention.tokens);
            places.push(stays.then_some(left));
            left += usize::from(stays);
        }
        self.attributions.retain(|attribution| attribution.content.iter().all(kept));
        for attribution in &mut self.attributions {
            attribution.mention = attribution.mention.and_then(|at| places.get(at).copied().flatten());
        }
        self.mentions.retain(|mention| kept(&mention.tokens));
        self.cues.retain(|cue| kept(&cue.tokens));
        self.unlisted.retain(|unlisted| kept(&unlisted.tokens));
    }

    /// Marks tokens as part of the name of a listed actor.
    pub(super) fn mark_named(&mut self, tokens: &Range<usize>) {
        if let Some(slice) = self.named.get_mut(tokens.clone()) {
            slice.fill(true);
        }
    }
}

/// A name that the registry does not have: it may fill a role in a sentence, but is no mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlisted {
    /// Index into the document's sentences.
    pub sentence: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// A known mention, as in a labelled text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Its tokens, at least one.
    pub tokens: Range<usize>,
    /// Its actor, if the tokens contain no listed name.
    pub actor: usize,
}
