//! Where the sentences of each number are in the sheet *Sentences*.

use super::sheet::FIRST;
use crate::digest::{Digest, EvidenceSentence};
use std::collections::BTreeMap;

/// The name of the sheet.
pub(super) const SENTENCES: &str = "Sentences";

/// What a number is that of: an actor, and where that is a part of its documents, the outlet or period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part<'a> {
    Whole,
    Outlet(&'a str),
    Period(&'a str),
}

/// The first row of each part that has sentences.
pub(super) struct Places<'a> {
    rows: BTreeMap<(&'a str, Part<'a>), u32>,
    /// The sentences that are shown, with their actor, in order.
    pub(super) shown: Vec<(usize, &'a EvidenceSentence)>,
    /// How many there are in all.
    pub(super) all: usize,
}

impl<'a> Places<'a> {
    /// The places of the first `most` sentences.
    pub(super) fn of(digest: &'a Digest, most: usize) -> Self {
        let mut places = Self { rows: BTreeMap::new(), shown: Vec::new(), all: 0 };
        for (number, actor) in digest.actors.iter().enumerate() {
            places.all += actor.sentences.len();
            for sentence in &actor.sentences {
                if places.shown.len() >= most {
                    break;
                }
                let row = FIRST + places.shown.len() as u32;
                let mut enter = |part| {
                    places.rows.entry((actor.actor_id.as_str(), part)).or_insert(row);
                };
                enter(Part::Whole);
                if let Some(outlet) = &sentence.outlet {
                    enter(Part::Outlet(outlet));
                }
                if !sentence.period.is_empty() {
                    enter(Part::Period(&sentence.period));
                }
                places.shown.push((number, sentence));
            }
        }
        places
    }

    /// The cell that a number of an actor leads to.
    pub(super) fn target(&self, actor: &str, part: Part<'_>) -> Option<String> {
        // Rows of a sheet are counted from 1.
        let row = self.rows.get(&(actor, part))?;
        Some(format!("internal:'{SENTENCES}'!A{}", row + 1))
    }
}
