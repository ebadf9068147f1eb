//! The names of a sentence for syntax: mentions and unlisted names, in the order of the text.

use super::mention::{Mention, Unlisted};
use std::ops::Range;

/// The names of a sentence: the tokens of each, and the index of its mention if it is one.
pub(super) struct SentenceNames {
    /// The tokens of each.
    pub tokens: Vec<Range<usize>>,
    mentions: Vec<Option<usize>>,
}

impl SentenceNames {
    /// The names of `mentions`, the first of which has index `first` in the document, and of `unlisted`.
    pub fn of(mentions: &[Mention], first: usize, unlisted: &[Unlisted]) -> Self {
        let listed = mentions.iter().zip(first..).map(|(mention, at)| (mention.tokens.clone(), Some(at)));
        let mut all: Vec<(Range<usize>, Option<usize>)> =
            listed.chain(unlisted.iter().map(|name| (name.tokens.clone(), None))).collect();
        all.sort_by_key(|(tokens, _)| tokens.start);
        let (tokens, mentions) = all.into_iter().unzip();
        Self { tokens, mentions }
    }

    /// The mention that a name is, if it is one.
    pub fn mention(&self, name: usize) -> Option<usize> {
        self.mentions.get(name).copied().flatten()
    }
}
