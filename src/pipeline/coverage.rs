//! Coverage of a lexicon: which entries occur in texts, and what share of the tokens they cover.

use super::engine::Engine;
use super::flow::{Outcome, Processed, RunError};
use crate::ingest::Inputs;
use crate::lexicon::Kind;
use std::collections::BTreeMap;
use std::convert::Infallible;

/// The counts. At each position the longest expression counts; none inside a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Tokens of all documents.
    pub tokens: u64,
    /// Tokens that are part of a cue.
    pub cue_tokens: u64,
    /// The frequency of each entry that occurs, by its number.
    pub entries: BTreeMap<u32, u64>,
}

impl Coverage {
    /// Tokens per thousand that are part of a cue.
    #[must_use]
    pub fn cues_per_thousand(&self) -> f64 {
        1000.0 * self.cue_tokens as f64 / self.tokens.max(1) as f64
    }

    /// The numbers of the entries that occur, by descending frequency; ties in the order of the lexicon.
    #[must_use]
    pub fn most_frequent(&self) -> Vec<(u32, u64)> {
        let mut entries: Vec<(u32, u64)> =
            self.entries.iter().map(|(entry, count)| (*entry, *count)).collect();
        entries.sort_by_key(|&(entry, count)| (std::cmp::Reverse(count), entry));
        entries
    }

    fn add(&mut self, other: Self) {
        self.tokens += other.tokens;
        self.cue_tokens += other.cue_tokens;
        for (entry, count) in other.entries {
            *self.entries.entry(entry).or_default() += count;
        }
    }
}

impl Engine {
    /// Counts the expressions of the lexicon in every document of the inputs.
    ///
    /// # Errors
    /// Wrong inputs, or an interruption.
    pub fn coverage(&self, inputs: Inputs) -> Result<(Coverage, Outcome), RunError<Infallible>> {
        let mut sum = Coverage::default();
        let outcome = self.run(
            inputs,
            None,
            |analyst, raw| {
                let (article, document) = analyst.read(raw)?;
                let is_scored = article.read_as.counted.is_none();
                let tokens = if is_scored { document.tokens.len() as u64 } else { 0 };
                let mut counted = Coverage { tokens, ..Coverage::default() };
                for cue in analyst.find(&article, &document).cues {
                    *counted.entries.entry(cue.entry).or_default() += 1;
                    if cue.kind == Kind::Cue {
                        counted.cue_tokens += cue.tokens.len() as u64;
                    }
                }
                Ok(Processed::of(&article, counted))
            },
            |counted| {
                sum.add(counted);
                Ok::<(), Infallible>(())
            },
        )?;
        Ok((sum, outcome))
    }
}
