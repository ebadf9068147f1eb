//! Copies in `documents.csv`.

use super::rows::DocumentRow;
use crate::copies::Copies;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The columns of a document that say which others print the same text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CopyMark {
    copies: u64,
    duplicate_of: Option<String>,
    near_duplicate_of: Option<String>,
    copied_by: String,
}

impl CopyMark {
    /// Fills the columns of the document.
    pub fn enter(&self, row: &mut DocumentRow) {
        row.copies = self.copies;
        row.duplicate_of.clone_from(&self.duplicate_of);
        row.near_duplicate_of.clone_from(&self.near_duplicate_of);
        row.copied_by.clone_from(&self.copied_by);
    }
}

/// What is said of each document that copies another or is copied; `document` gives the row of one.
pub fn copy_marks(
    copies: &Copies,
    document: impl Fn(usize) -> Option<DocumentRow>,
) -> HashMap<usize, CopyMark> {
    let mut marks = HashMap::new();
    for group in copies.groups() {
        // The first of the group with each hash, and the outlets of the copies.
        let mut first_with: BTreeMap<String, String> = BTreeMap::new();
        let mut outlets: BTreeSet<String> = BTreeSet::new();
        let mut original: Option<String> = None;
        for &at in group {
            let Some(row) = document(at as usize) else { continue };
            let mut mark = CopyMark {
                copies: group.len() as u64 - 1,
                near_duplicate_of: original.clone(),
                ..CopyMark::default()
            };
            match first_with.get(&row.content_sha256) {
                Some(first) => mark.duplicate_of = Some(first.clone()),
                None => _ = first_with.insert(row.content_sha256, row.doc_id.clone()),
            }
            match original {
                Some(_) => outlets.extend(row.source),
                None => original = Some(row.doc_id),
            }
            marks.insert(at as usize, mark);
        }
        if let Some(mark) = group.first().and_then(|&first| marks.get_mut(&(first as usize))) {
            mark.copied_by = outlets.into_iter().collect::<Vec<_>>().join("; ");
        }
    }
    marks
}
