//! Examples: labelled mentions as rows of a sparse matrix.

use crate::evaluate::Class;
use crate::index::key::Key;
use std::collections::BTreeMap;

/// A labelled mention.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// The gold label.
    pub label: Class,
    /// The text of the mention: mentions of one text stay in the same fold of a split.
    pub text: usize,
    /// Features by key, each key once.
    pub features: Vec<(Key, f64)>,
    /// Offsets: scores toward critical and favourable before learning.
    pub base: (f64, f64),
}

/// A sparse matrix over the keys with enough support.
#[derive(Debug, Clone, Default)]
pub struct Examples {
    /// The keys, ascending: the columns.
    pub keys: Vec<Key>,
    /// Support of each column: the number of examples with it.
    pub support: Vec<u32>,
    /// For each example, its columns and values.
    pub rows: Vec<Vec<(u32, f64)>>,
    /// Class of each example: 0 critical, 1 neutral, 2 favourable.
    pub labels: Vec<usize>,
    /// Text of each example.
    pub texts: Vec<usize>,
    /// Offsets of each example: critical, neutral, favourable.
    pub base: Vec<[f64; 3]>,
}

/// 0 critical, 1 neutral, 2 favourable.
#[must_use]
pub(super) fn class_number(class: Class) -> usize {
    match class {
        Class::Critical => 0,
        Class::Neutral => 1,
        Class::Favourable => 2,
    }
}

impl Examples {
    /// The matrix of `examples` over the keys with a support of at least `least`.
    #[must_use]
    pub fn new(examples: &[Example], least: u32) -> Self {
        let mut support: BTreeMap<Key, u32> = BTreeMap::new();
        for (key, _) in examples.iter().flat_map(|example| &example.features) {
            *support.entry(*key).or_default() += 1;
        }
        support.retain(|_, count| *count >= least);
        let keys: Vec<Key> = support.keys().copied().collect();
        let row = |example: &Example| {
            let known = example.features.iter().filter_map(|(key, value)| {
                keys.binary_search(key).ok().map(|column| (column as u32, *value))
            });
            known.collect()
        };
        Self {
            rows: examples.iter().map(row).collect(),
            labels: examples.iter().map(|example| class_number(example.label)).collect(),
            texts: examples.iter().map(|example| example.text).collect(),
            base: examples.iter().map(|example| [example.base.0, 0.0, example.base.1]).collect(),
            support: support.into_values().collect(),
            keys,
        }
    }

    /// The examples for which `keep` holds, over the same columns.
    #[must_use]
    pub fn only(&self, keep: impl Fn(usize) -> bool) -> Self {
        let kept: Vec<usize> = (0..self.rows.len()).filter(|&at| keep(at)).collect();
        Self {
            keys: self.keys.clone(),
            support: self.support.clone(),
            rows: kept.iter().map(|&at| self.rows[at].clone()).collect(),
            labels: kept.iter().map(|&at| self.labels[at]).collect(),
            texts: kept.iter().map(|&at| self.texts[at]).collect(),
            base: kept.iter().map(|&at| self.base[at]).collect(),
        }
    }

    /// The columns in `kept`, which ascend.
    #[must_use]
    pub fn columns(&self, kept: &[usize]) -> Self {
        let mut place = vec![u32::MAX; self.keys.len()];
        for (new, &old) in (0u32..).zip(kept) {
            place[old] = new;
        }
        let row = |row: &Vec<(u32, f64)>| {
            row.iter()
                .map(|&(column, value)| (place[column as usize], value))
                .filter(|&(column, _)| column != u32::MAX)
                .collect()
        };
        Self {
            keys: kept.iter().map(|&at| self.keys[at]).collect(),
            support: kept.iter().map(|&at| self.support[at]).collect(),
            rows: self.rows.iter().map(row).collect(),
            labels: self.labels.clone(),
            texts: self.texts.clone(),
            base: self.base.clone(),
        }
    }
}
