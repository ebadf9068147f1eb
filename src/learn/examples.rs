//! Examples: labelled mentions with their units, and the units as sparse rows.

use crate::evaluate::Class;
use crate::index::key::Key;
use std::collections::BTreeMap;

/// A unit of a labelled mention.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitExample {
    /// Whether a reader underlined it as a reason.
    pub underlined: bool,
    /// Its features and their values, each key once, by key.
    pub features: Vec<(Key, f64)>,
}

/// A labelled mention with its units.
#[derive(Debug, Clone, PartialEq)]
pub struct MentionExample {
    /// What people said.
    pub label: Class,
    /// Text that it stands in: mentions of one text stay together when examples are split.
    pub text: usize,
    /// File that it stands in.
    pub file: usize,
    /// How much it counts.
    pub weight: f64,
    /// Its units.
    pub units: Vec<UnitExample>,
    /// Features of the sentence.
    pub form: Vec<Key>,
}

impl MentionExample {
    /// Whether its units can be learned from: a polar mention whose reasons nobody underlined tells nothing of them.
    #[must_use]
    pub fn has_reasons(&self) -> bool {
        self.label == Class::Neutral || self.units.iter().any(|unit| unit.underlined)
    }
}

/// Units over the keys that stand in enough of them.
#[derive(Debug, Clone, Default)]
pub struct Examples {
    /// The keys, ascending: the columns.
    pub keys: Vec<Key>,
    /// In how many units each stands.
    pub support: Vec<u32>,
    /// Columns and values of each unit.
    pub rows: Vec<Vec<(u32, f32)>>,
    /// Class of each unit: 0 a reason against, 1 none, 2 a reason for.
    pub labels: Vec<usize>,
    /// How much each counts.
    pub weights: Vec<f64>,
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
    /// The units of the mentions for which `keep` holds, over the keys that stand in at least `least` of them.
    #[must_use]
    pub fn new(mentions: &[MentionExample], least: u32, keep: impl Fn(&MentionExample) -> bool) -> Self {
        let kept = || mentions.iter().filter(|mention| mention.has_reasons() && keep(mention));
        let mut support: BTreeMap<Key, u32> = BTreeMap::new();
        for (key, _) in kept().flat_map(|mention| &mention.units).flat_map(|unit| &unit.features) {
            *support.entry(*key).or_default() += 1;
        }
        support.retain(|_, count| *count >= least);
        let keys: Vec<Key> = support.keys().copied().collect();
        let mut examples =
            Self { support: support.into_values().collect(), ..Self { keys, ..Self::default() } };
        for mention in kept() {
            for unit in &mention.units {
                let known = unit.features.iter().filter_map(|(key, value)| {
                    examples.keys.binary_search(key).ok().map(|column| (column as u32, *value as f32))
                });
                let row = known.collect();
                examples.rows.push(row);
                examples.labels.push(if unit.underlined { class_number(mention.label) } else { 1 });
                examples.weights.push(mention.weight);
            }
        }
        examples
    }
}
