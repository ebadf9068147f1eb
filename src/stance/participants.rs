//! Participants: all names of a sentence, listed mentions and unlisted names alike, in text order.

use crate::mentions::{Mention, Unlisted};
use std::ops::Range;

/// A potential agent or patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// The tokens of the name.
    pub tokens: Range<usize>,
    /// Index among the mentions of the sentence; none for an unlisted name.
    pub mention: Option<usize>,
}

/// The participants of a sentence.
#[must_use]
pub fn participants(mentions: &[Mention], unlisted: &[Unlisted]) -> Vec<Participant> {
    let listed = mentions
        .iter()
        .enumerate()
        .map(|(at, mention)| Participant { tokens: mention.tokens.clone(), mention: Some(at) });
    let others = unlisted.iter().map(|name| Participant { tokens: name.tokens.clone(), mention: None });
    let mut all: Vec<Participant> = listed.chain(others).collect();
    all.sort_by_key(|participant| participant.tokens.start);
    all
}
