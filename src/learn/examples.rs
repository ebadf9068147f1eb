//! Examples: labelled mentions with their units, and the units as sparse rows.

use crate::evaluate::Class;
use crate::index::key::Key;
use crate::lexicon::Context;
use crate::stance::Turn;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A unit of a labelled mention.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitExample {
    /// Whether it is an expression of the lexicon.
    pub expression: bool,
    /// Whether a reader underlined it as a reason.
    pub underlined: bool,
    /// What the grammar makes of what it adds to the sums of the mention.
    pub turn: Turn,
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
    /// Whether its units can be learned from: a polar mention whose reasons nobody underlined tells nothing of them.
    pub has_reasons: bool,
}

/// A mention over columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Class: 0 favourable, 1 critical, 2 neutral.
    pub label: usize,
    /// File that it is in.
    pub file: usize,
    /// Weight.
    pub weight: f64,
    /// Whether its units can be learned from.
    pub has_reasons: bool,
    /// Its units.
    pub units: Range<usize>,
    /// Columns of the sentence.
    pub form: Vec<u32>,
}

/// Minimum number of units that a relation occurs in, and the share of all units: relations stand for all words, so rare
/// ones only fit what is particular to some text.
const LEAST_OF_A_RELATION: u32 = 20;
const SHARE_OF_A_RELATION: u32 = 1200;

/// Mentions and their units over the keys that are in enough of them.
#[derive(Debug, Clone, Default)]
pub struct Examples {
    /// The keys of units, ascending: the columns.
    pub keys: Vec<Key>,
    /// For each the number of units with it.
    pub support: Vec<u32>,
    /// The keys of sentences, ascending.
    pub forms: Vec<Key>,
    /// Number of files.
    pub files: usize,
    /// The mentions.
    pub mentions: Vec<Row>,
    /// Class of each unit: 0 a reason for, 1 against, 2 none.
    pub labels: Vec<usize>,
    /// What the grammar makes of each unit.
    pub turns: Vec<Turn>,
    /// Columns and values of all units, and where those of each unit end.
    cells: Vec<(u32, f32)>,
    ends: Vec<usize>,
}

/// 0 favourable, 1 critical, 2 neutral.
#[must_use]
pub fn class_number(class: Class) -> usize {
    match class {
        Class::Favourable => 0,
        Class::Critical => 1,
        Class::Neutral => 2,
    }
}

/// The class of a unit by itself: that of the mention where it is underlined, the other side where it is undone.
fn unit_label(unit: &UnitExample, label: Class) -> usize {
    match class_number(label) {
        _ if !unit.underlined => 2,
        side @ (0 | 1) if unit.turn.swapped => 1 - side,
        side => side,
    }
}

impl Examples {
    /// The mentions for which `keep` holds, over the keys that are in at least `least` of their units.
    #[must_use]
    pub fn new(mentions: &[MentionExample], least: u32, keep: impl Fn(&MentionExample) -> bool) -> Self {
        let kept = || mentions.iter().filter(|mention| keep(mention));
        let mut support: BTreeMap<Key, u32> = BTreeMap::new();
        for (key, _) in kept().flat_map(|mention| &mention.units).flat_map(|unit| &unit.features) {
            *support.entry(*key).or_default() += 1;
        }
        let is_open = |key: &Key| {
            key.context().is_some_and(|context| context.has_stems() || context == Context::Phrase)
        };
        let units: usize = kept().map(|mention| mention.units.len()).sum();
        let of_relation = LEAST_OF_A_RELATION.max(least).max(units as u32 / SHARE_OF_A_RELATION);
        support.retain(|key, count| *count >= if is_open(key) { least } else { of_relation });
        let forms: BTreeSet<Key> = kept().flat_map(|mention| &mention.form).copied().collect();
        let mut examples = Self {
            keys: support.keys().copied().collect(),
            support: support.into_values().collect(),
            forms: forms.into_iter().collect(),
            files: mentions.iter().map(|mention| mention.file + 1).max().unwrap_or(0),
            ..Self::default()
        };
        let column = |keys: &[Key], key: &Key| keys.binary_search(key).ok().map(|column| column as u32);
        for mention in kept() {
            let first = examples.labels.len();
            for unit in &mention.units {
                examples.labels.push(unit_label(unit, mention.label));
                examples.turns.push(unit.turn);
                let known = unit.features.iter();
                let known =
                    known.filter_map(|(key, value)| Some((column(&examples.keys, key)?, *value as f32)));
                examples.cells.extend(known.collect::<Vec<_>>());
                examples.ends.push(examples.cells.len());
            }
            examples.mentions.push(Row {
                label: class_number(mention.label),
                file: mention.file,
                weight: mention.weight,
                has_reasons: mention.has_reasons,
                units: first..examples.labels.len(),
                form: mention.form.iter().filter_map(|key| column(&examples.forms, key)).collect(),
            });
        }
        examples
    }

    /// Columns and values of a unit.
    #[must_use]
    pub fn row(&self, unit: usize) -> &[(u32, f32)] {
        let start = unit.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.cells[start..self.ends[unit]]
    }
}
