//! Copies in `documents.csv`.

use super::rows::DocumentRow;
use crate::copies::Copies;
use std::collections::{BTreeMap, BTreeSet};

/// Fills the columns that say which documents print the same text.
pub fn mark_copies(documents: &mut [DocumentRow], copies: &Copies) {
    for group in copies.groups() {
        // The first of the group with each hash, and the outlets of the copies.
        let mut first_with: BTreeMap<String, String> = BTreeMap::new();
        let mut outlets: BTreeSet<String> = BTreeSet::new();
        let mut original: Option<String> = None;
        for &at in group {
            let Some(document) = documents.get_mut(at as usize) else { continue };
            document.copies = group.len() as u64 - 1;
            document.near_duplicate_of.clone_from(&original);
            match first_with.get(&document.content_sha256) {
                Some(first) => document.duplicate_of = Some(first.clone()),
                None => _ = first_with.insert(document.content_sha256.clone(), document.doc_id.clone()),
            }
            match original {
                Some(_) => outlets.extend(document.source.clone()),
                None => original = Some(document.doc_id.clone()),
            }
        }
        if let Some(row) = group.first().and_then(|&first| documents.get_mut(first as usize)) {
            row.copied_by = outlets.into_iter().collect::<Vec<_>>().join("; ");
        }
    }
}
