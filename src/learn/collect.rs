//! Collects training data: the features of a mention, and which words are mostly names.

use crate::index::key::Key;
use crate::mentions::Found;
use crate::stance::{Collect, Feature, contexts_of};
use crate::text::{Document, Symbol, WordTable};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::collections::BTreeMap;

/// Collects every feature of a mention, whether the table has it or not.
#[derive(Debug)]
pub struct AllFeatures<'m>(&'m mut BTreeMap<Key, f64>);

impl<'m> AllFeatures<'m> {
    /// Adds features to `features`: values of rule evidence are summed, all others are binary.
    #[must_use]
    pub fn of(features: &'m mut BTreeMap<Key, f64>) -> Self {
        Self(features)
    }
}

impl Collect for AllFeatures<'_> {
    fn word(&mut self, symbol: Symbol, contexts: u32, _token: usize) -> bool {
        self.0.extend(contexts_of(contexts).map(|context| (Key::word(context, symbol), 1.0)));
        true
    }

    fn feature(&mut self, feature: Feature) {
        let value = self.0.entry(feature.key).or_default();
        *value = if feature.cue.is_some() { *value + feature.value } else { 1.0 };
    }
}

/// Capitalised and other uses of stems and beginnings outside names.
#[derive(Debug, Default)]
pub struct Capitals(HashMap<Symbol, (u32, u32, bool), FixedState>);

impl Capitals {
    /// Counts the words of a document.
    pub fn count(&mut self, document: &Document, found: &Found, words: &WordTable<'_>) {
        let mut masked = found.named.clone();
        for name in &found.unlisted {
            if let Some(tokens) = masked.get_mut(name.tokens.clone()) {
                tokens.fill(true);
            }
        }
        for (token, masked) in document.tokens.iter().zip(masked) {
            let info = words.info(token);
            for symbol in [info.stem, info.beginning] {
                if !masked && symbol != Symbol::NONE {
                    let counts = self.0.entry(symbol).or_default();
                    counts.0 += 1;
                    counts.1 += u32::from(info.capital);
                    counts.2 |= info.classes != 0;
                }
            }
        }
    }

    /// Whether at least four in five uses are capitalised, and it is not a closed-class word.
    #[must_use]
    pub fn is_name(&self, symbol: Symbol) -> bool {
        self.0.get(&symbol).is_some_and(|&(all, capital, closed)| !closed && capital * 10 >= all * 8)
    }
}
