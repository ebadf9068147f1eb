//! Mentions: the nouns of this module. A [`Mention`] is a place that speaks of an actor, a [`CueMatch`] one where an
//! expression of the lexicon stands; a document's [`Found`] holds both.

use crate::lexicon::Kind;
use crate::text::Voice;
use std::ops::Range;

/// How a mention was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FoundBy {
    /// One of its names, the adjectives and introduced words included.
    Name,
    /// A surname alone.
    Surname,
    /// A description.
    Descriptor,
    /// A pronoun.
    Pronoun,
    /// A name in a compound that says a direction (pro-Russian).
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

/// How sure a mention is that was found in a certain way, in (0, 1]. Judged, not measured: the order is what
/// matters, and full names are taken as the measure.
pub(super) mod certainty {
    pub const NAME: f64 = 1.0;
    pub const STAND_IN: f64 = 0.9;
    pub const SURNAME: f64 = 0.9;
    pub const DESCRIPTOR: f64 = 0.7;
    /// A pronoun whose sentence names one actor only that it may mean.
    pub const PRONOUN: f64 = 0.7;
    /// A pronoun that refers to a sentence before, or to the first of several.
    pub const FAR_PRONOUN: f64 = 0.6;
    /// An office that says by the date of the article who is meant.
    pub const OFFICE_BY_DATE: f64 = 0.6;
}

/// Which ways of speaking of an actor are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Resolve {
    /// Names alone.
    #[cfg_attr(feature = "cli", value(help = None))]
    Names,
    /// And surnames by themselves.
    #[cfg_attr(feature = "cli", value(help = None))]
    Surnames,
    /// And descriptions, offices and pronouns.
    #[default]
    #[cfg_attr(feature = "cli", value(help = None))]
    All,
}

/// A place where the text speaks of an actor.
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
    /// How sure that is, in (0, 1].
    pub certainty: f64,
    /// Who speaks there.
    pub voice: Voice,
    /// The actor whose words they are, where they are known.
    pub speaker: Option<usize>,
    /// Whether it is an office, with no name beside it.
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

/// An expression of the lexicon in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueMatch {
    /// Number of the entry.
    pub entry: u32,
    /// What it does.
    pub kind: Kind,
    /// Index into the document's sentences.
    pub sentence: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// What was found in a document, in the order of the text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// The mentions.
    pub mentions: Vec<Mention>,
    /// The expressions, one a place: the longest, and none inside a name.
    pub cues: Vec<CueMatch>,
    /// For each token whether it belongs to the name of a listed actor.
    pub named: Vec<bool>,
    /// Names that the registry does not have, by sentence.
    pub unlisted: Vec<Unlisted>,
}

impl Found {
    /// Counts every mention, and what is said, toward the actor that `upward` has in the place of its own.
    pub fn roll_up(&mut self, upward: &[usize]) {
        let up = |actor: usize| upward.get(actor).copied().unwrap_or(actor);
        for mention in &mut self.mentions {
            mention.actor = up(mention.actor);
            mention.speaker = mention.speaker.map(up);
        }
    }

    /// Notes that tokens belong to the name of a listed actor.
    pub(super) fn mark_named(&mut self, tokens: &Range<usize>) {
        if let Some(slice) = self.named.get_mut(tokens.clone()) {
            slice.fill(true);
        }
    }
}

/// A name that no actor of the registry goes by: it takes part in what a sentence says, and is no mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlisted {
    /// Index into the document's sentences.
    pub sentence: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// A mention that is known beforehand, as in a labelled text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Its tokens, at least one.
    pub tokens: Range<usize>,
    /// The actor it counts as, where no listed name stands there.
    pub actor: usize,
}
