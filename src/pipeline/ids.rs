//! The ids of the documents of a run: a second document with an id is skipped.
//!
//! Ids that are made of a row (`news.csv#7` for row 7) are kept as runs of rows, so that a stream without end takes no
//! more memory the longer it runs.

use crate::ingest::{Reason, Skip};
use crate::tables::DocumentKey;
use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

/// The ids of the processed documents.
#[derive(Default)]
pub(super) struct Ids {
    /// The first document with each id: the index of its path, and its row.
    first: HashMap<String, (usize, Option<u64>)>,
    /// What the ids of their rows carry.
    keys: HashSet<DocumentKey>,
    /// The rows of each input whose documents have ids made of them, by what stands before the row.
    rows: HashMap<String, Rows>,
    paths: Vec<String>,
}

/// Rows of one input.
struct Rows {
    path: usize,
    /// Ascending; a gap is a row that was skipped.
    runs: Vec<RangeInclusive<u64>>,
}

impl Rows {
    fn holds(&self, row: u64) -> bool {
        let at = self.runs.partition_point(|run| *run.end() < row);
        self.runs.get(at).is_some_and(|run| run.contains(&row))
    }

    /// Adds a row behind all others; whether it is one.
    fn add(&mut self, row: u64) -> bool {
        match self.runs.last_mut() {
            Some(last) if row <= *last.end() => return false,
            Some(last) if row == *last.end() + 1 => *last = *last.start()..=row,
            _ => self.runs.push(row..=row),
        }
        true
    }
}

/// What stands before the row in an id of the form `news.csv#7`, and the row.
fn made_of(doc_id: &str) -> Option<(&str, u64)> {
    let (before, row) = doc_id.rsplit_once('#')?;
    let digits = !row.starts_with('0') && row.bytes().all(|byte| byte.is_ascii_digit());
    Some((before, row.parse().ok().filter(|_| digits)?))
}

impl Ids {
    /// Records a document. A second one with the same id is a skip.
    pub fn enter(&mut self, doc_id: String, path: String, row: Option<u64>) -> Result<(), Skip> {
        if let Some((first, first_row)) = self.find(&doc_id) {
            let first = self.paths.get(first).map(String::as_str).unwrap_or_default();
            let first_row = first_row.map(|row| format!("#{row}")).unwrap_or_default();
            let detail = format!("'{doc_id}' was there already: {first}{first_row}");
            return Err(Skip { path, row, reason: Reason::DuplicateId, detail });
        }
        if self.paths.last() != Some(&path) {
            self.paths.push(path.clone());
        }
        let at = self.paths.len() - 1;
        if let Some((before, number)) = made_of(&doc_id)
            && row == Some(number)
        {
            let added = match self.rows.get_mut(before) {
                Some(rows) => rows.path == at && rows.add(number),
                None => {
                    let rows = Rows { path: at, runs: vec![number..=number] };
                    self.rows.insert(before.to_owned(), rows);
                    true
                }
            };
            if added {
                return Ok(());
            }
        }
        let key = DocumentKey::of(&doc_id);
        if !self.keys.insert(key) {
            let other = self.first.keys().find(|other| DocumentKey::of(other) == key);
            let other = other.map(String::as_str).unwrap_or_default();
            let detail = format!("the hash of the id '{doc_id}' begins like that of '{other}'");
            return Err(Skip { path, row, reason: Reason::DuplicateId, detail });
        }
        self.first.insert(doc_id, (at, row));
        Ok(())
    }

    /// The document with an id: the index of its path, and its row.
    fn find(&self, doc_id: &str) -> Option<(usize, Option<u64>)> {
        let of_row = made_of(doc_id).and_then(|(before, row)| {
            let rows = self.rows.get(before).filter(|rows| rows.holds(row))?;
            Some((rows.path, Some(row)))
        });
        of_row.or_else(|| self.first.get(doc_id).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entered(ids: &mut Ids, doc_id: &str, path: &str, row: Option<u64>) -> Result<(), String> {
        ids.enter(doc_id.to_owned(), path.to_owned(), row).map_err(|skip| skip.detail)
    }

    #[test]
    fn a_second_document_with_an_id_is_a_skip_that_names_the_first() {
        let mut ids = Ids::default();
        assert_eq!(entered(&mut ids, "a", "in/a.csv", Some(4)), Ok(()));
        let again = entered(&mut ids, "a", "in/b.csv", Some(1));
        assert_eq!(again.unwrap_err(), "'a' was there already: in/a.csv#4");
    }

    #[test]
    fn ids_made_of_rows_take_no_memory_and_are_found() {
        let mut ids = Ids::default();
        for row in (1..=5_000).filter(|row| *row != 77) {
            assert_eq!(entered(&mut ids, &format!("a.csv#{row}"), "in/a.csv", Some(row)), Ok(()));
        }
        assert_eq!((ids.first.len(), ids.keys.len(), ids.rows["a.csv"].runs.len()), (0, 0, 2));
        let again = entered(&mut ids, "a.csv#4000", "in/b.csv", Some(2));
        assert_eq!(again.unwrap_err(), "'a.csv#4000' was there already: in/a.csv#4000");
        // The row that was skipped left its id free.
        assert_eq!(entered(&mut ids, "a.csv#77", "in/b.csv", Some(2)), Ok(()));
        assert!(entered(&mut ids, "a.csv#77", "in/c.csv", Some(77)).is_err());
        for other in ["a.csv#", "a.csv#04000", "a.csv#x", "#4000", "a.csv"] {
            assert_eq!(entered(&mut ids, other, "in/d.csv", None), Ok(()), "{other}");
        }
    }

    #[test]
    fn an_id_of_a_row_that_was_named_before_is_a_skip() {
        let mut ids = Ids::default();
        assert_eq!(entered(&mut ids, "a.csv#3", "in/0.csv", Some(1)), Ok(()));
        assert_eq!(entered(&mut ids, "a.csv#2", "in/a.csv", Some(2)), Ok(()));
        assert!(entered(&mut ids, "a.csv#3", "in/a.csv", Some(3)).is_err());
        assert_eq!(entered(&mut ids, "a.csv#4", "in/a.csv", Some(4)), Ok(()));
        // Another input whose rows have the same names.
        assert_eq!(entered(&mut ids, "a.csv#9", "other/a.csv", Some(9)), Ok(()));
        assert!(entered(&mut ids, "a.csv#9", "in/a.csv", Some(9)).is_err());
    }

    #[test]
    fn an_id_whose_rows_would_have_the_ids_of_others_is_a_skip() {
        let mut ids = Ids::default();
        assert_eq!(entered(&mut ids, "a", "in/a", None), Ok(()));
        assert_eq!(entered(&mut ids, "b", "in/b", None), Ok(()));
        // As if the hash of another id began like that of `a`.
        let (_, place) = ids.first.remove_entry("a").unwrap();
        ids.first.insert("c".to_owned(), place);
        assert!(entered(&mut ids, "a", "in/c", None).unwrap_err().contains("begins like"));
    }
}
