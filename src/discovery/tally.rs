//! Names of all documents, summed.

use super::names::{EXAMPLES, NameCounts, NamesOfDocument};
use std::collections::{BTreeMap, BTreeSet};

/// A name with its counts over all documents.
#[derive(Debug, Clone, Default)]
pub(super) struct NameTally {
    pub counts: NameCounts,
    /// The documents that name it, by number, with counts.
    pub parts: Vec<(usize, u64)>,
}

/// Sums of the names of documents.
#[derive(Debug, Default)]
pub struct Discovery {
    pub(super) names: BTreeMap<String, NameTally>,
    pub(super) short: BTreeMap<String, BTreeMap<String, u64>>,
    pub(super) lower: BTreeMap<String, u64>,
    /// Listed actors named in some document.
    pub(super) listed: BTreeSet<usize>,
    /// Tokens of each document.
    pub(super) sizes: Vec<u64>,
}

impl Discovery {
    /// Adds the names of the next document.
    pub fn add(&mut self, document: NamesOfDocument) {
        let number = self.sizes.len();
        self.sizes.push(document.tokens);
        for (form, counts) in document.names {
            let tally = self.names.entry(form).or_default();
            tally.parts.push((number, counts.mentions));
            tally.counts.mentions += counts.mentions;
            tally.counts.titled += counts.titled;
            tally.counts.relative += counts.relative;
            tally.counts.located += counts.located;
            for example in counts.examples {
                if tally.counts.examples.len() < EXAMPLES && !tally.counts.examples.contains(&example) {
                    tally.counts.examples.push(example);
                }
            }
        }
        self.listed.extend(document.listed);
        for (form, short) in document.short {
            *self.short.entry(form).or_default().entry(short).or_default() += 1;
        }
        for (word, count) in document.lower {
            *self.lower.entry(word).or_default() += count;
        }
    }

    /// Counts of the lower-case uses of each word.
    #[must_use]
    pub fn lower_case(&self) -> &BTreeMap<String, u64> {
        &self.lower
    }
}

/// Evenness of dispersion, 1 - DP (Gries 2008).
pub(super) fn spread(tallies: &[&NameTally], sizes: &[u64]) -> f64 {
    let mut parts: BTreeMap<usize, u64> = BTreeMap::new();
    for &(document, mentions) in tallies.iter().flat_map(|tally| &tally.parts) {
        *parts.entry(document).or_default() += mentions;
    }
    let share = |of: u64, all: u64| of as f64 / all.max(1) as f64;
    let (tokens, total) = (sizes.iter().sum(), parts.values().sum());
    let (mut difference, mut covered) = (0.0, 0.0);
    for (document, mentions) in parts {
        let size = share(sizes[document], tokens);
        difference += (size - share(mentions, total)).abs();
        covered += size;
    }
    let deviation = (difference + (1.0 - covered).max(0.0)) / 2.0;
    (1.0 - deviation).clamp(0.0, 1.0)
}
