//! The nouns of speech: who speaks, the last speech, the subject of a verb of speech.

use crate::syntax::Slot;
use std::ops::Range;

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Speaker {
    /// The actor, if it is one of the registry.
    pub actor: Option<usize>,
    /// Its mention.
    pub mention: Option<usize>,
}

/// The last speech of a document so far.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct LastSpeech {
    pub speaker: Speaker,
    pub sentence: usize,
}

/// The subject of a verb of speech, as syntax finds it.
pub(super) struct Subject<'s> {
    pub slots: &'s [Slot],
    pub phrase: Option<&'s Range<usize>>,
    pub pronoun: bool,
}
