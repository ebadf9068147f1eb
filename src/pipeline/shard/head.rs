//! What the records of a result begin with: how they were made, and what was read besides documents.

use crate::ingest::{Reason, Skip};
use crate::output::LexiconHash;
use crate::pipeline::resume::{Stored, stored};
use crate::tables::SCHEMA_VERSION;
use crate::topics::{DescribedTerm, DescribedTopic};
use serde_json::Value;
use std::collections::BTreeMap;

/// The head of the records of a result.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// The version of the program and of its tables.
    pub version: String,
    /// The flags that change results, by name, as in the manifest.
    pub settings: BTreeMap<String, Value>,
    /// The lexicons, in the order of their layers.
    pub lexicons: Vec<LexiconHash>,
    /// The actor files.
    pub actors: Vec<LexiconHash>,
    /// The confidence from which on a relation counts.
    pub least_relation: f64,
    /// The topics of the model.
    pub topics: Vec<DescribedTopic>,
    /// Number of documents.
    pub documents: u64,
    /// Inputs that were skipped.
    pub skips: Vec<Skip>,
    /// Files of other kinds that a walk passed over.
    pub passed: Vec<Skip>,
}

stored! {
    Head { version, settings, lexicons, actors, least_relation, topics, documents, skips, passed }
    LexiconHash { id, sha256 }
    DescribedTopic { label, stability, coherence, terms }
    DescribedTerm { stem, surface, weight }
    Skip { path, row, reason, detail }
}

impl Head {
    /// This version.
    pub fn this_version() -> String {
        format!("{} (tables {SCHEMA_VERSION})", env!("CARGO_PKG_VERSION"))
    }

    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.put(&mut bytes);
        bytes
    }

    /// What is in its bytes; none if they are not those of a head.
    pub fn of(mut bytes: &[u8]) -> Option<Self> {
        let head = Self::take(&mut bytes)?;
        bytes.is_empty().then_some(head)
    }
}

/// Sorts what was skipped by place, for the order of inputs is not known where they are merged.
pub fn sort(skips: &mut [Skip]) {
    let key = |skip: &Skip| (skip.path.clone(), skip.row, skip.reason.name(), skip.detail.clone());
    skips.sort_by_cached_key(key);
}

impl Stored for BTreeMap<String, Value> {
    fn put(&self, to: &mut Vec<u8>) {
        serde_json::to_string(self).unwrap_or_default().put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        serde_json::from_str(&String::take(from)?).ok()
    }
}

impl Stored for Reason {
    fn put(&self, to: &mut Vec<u8>) {
        self.name().to_owned().put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Self::from_name(&String::take(from)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_as_it_was_written_and_no_other_bytes_are() {
        let skip = |reason| Skip { path: "a.csv".into(), row: Some(7), reason, detail: "why".into() };
        let head = Head {
            version: Head::this_version(),
            settings: BTreeMap::from([("k".to_owned(), Value::from("auto")), ("seed".to_owned(), 1.into())]),
            lexicons: vec![LexiconHash { id: "l".into(), sha256: "0a".into() }],
            actors: Vec::new(),
            least_relation: 0.4,
            topics: vec![DescribedTopic {
                label: "oil prices".into(),
                stability: 0.7,
                coherence: None,
                terms: vec![DescribedTerm { stem: "oil".into(), surface: "oil".into(), weight: 0.3 }],
            }],
            documents: 3,
            skips: vec![skip(Reason::BadJson), skip(Reason::NotFollowed)],
            passed: vec![skip(Reason::OtherKind)],
        };
        let bytes = head.bytes();
        assert_eq!(Head::of(&bytes), Some(head));
        for cut in 0..bytes.len() {
            assert_eq!(Head::of(&bytes[..cut]), None);
        }
        assert_eq!(Head::of(&[bytes, vec![0]].concat()), None);
    }
}
