//! The rows of the documents of a run: packed until all articles are read, for only then are topics and copies known.

use super::resume::Stored;
use crate::copies::Copies;
use crate::tables::{CopyMark, DocumentRow, copy_marks};
use crate::topics::Topics;
use std::collections::HashMap;

/// Bytes from which a chunk is full.
const CHUNK: usize = 1 << 20;

/// The rows of the documents, in the order of the run: a row of a few hundred bytes takes no more than its texts.
#[derive(Default)]
pub(super) struct Documents {
    chunks: Vec<Vec<u8>>,
    /// The chunk of each row, and where the row starts in it.
    starts: Vec<(u32, u32)>,
}

/// The rows as they are written: with topics, and with what they copy.
pub(super) struct FinishedDocuments<'r> {
    documents: &'r Documents,
    topics: &'r Topics,
    marks: HashMap<usize, CopyMark>,
}

impl Documents {
    /// Appends a row.
    pub fn push(&mut self, row: &DocumentRow) {
        if self.chunks.last().is_none_or(|chunk| chunk.len() >= CHUNK) {
            self.chunks.push(Vec::with_capacity(CHUNK + CHUNK / 8));
        }
        let number = self.chunks.len() as u32 - 1;
        let Some(chunk) = self.chunks.last_mut() else { return };
        self.starts.push((number, chunk.len() as u32));
        row.put(chunk);
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// A row.
    pub fn get(&self, at: usize) -> Option<DocumentRow> {
        let (chunk, start) = self.starts.get(at)?;
        let mut bytes = self.chunks.get(*chunk as usize)?.get(*start as usize..)?;
        DocumentRow::take(&mut bytes)
    }

    /// The id of a document; empty where there is none.
    pub fn id(&self, at: usize) -> String {
        self.get(at).map(|row| row.doc_id).unwrap_or_default()
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = DocumentRow> + '_ {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    /// All rows as they are written.
    pub fn finished<'r>(&'r self, topics: &'r Topics, copies: &Copies) -> FinishedDocuments<'r> {
        FinishedDocuments { documents: self, topics, marks: copy_marks(copies, |at| self.get(at)) }
    }
}

impl FinishedDocuments<'_> {
    /// The rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = DocumentRow> + '_ {
        self.documents.rows().enumerate().map(|(at, mut row)| {
            if let Some(assignment) = self.topics.assignments.get(at).copied().flatten() {
                row.topic_id = self.topics.topics.get(assignment.topic).map(|topic| topic.id.clone());
                row.topic_strength = Some(assignment.strength);
            }
            if let Some(mark) = self.marks.get(&at) {
                mark.enter(&mut row);
            }
            row
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_from_all_chunks() {
        let mut documents = Documents::default();
        let row = |number: usize| DocumentRow {
            doc_id: format!("d{number}"),
            path: "in/a.csv".to_owned(),
            source: number.is_multiple_of(3).then(|| "Coast Post".to_owned()),
            published: None,
            title: Some("x".repeat(5_000)),
            author: None,
            url: None,
            language: "en".to_owned(),
            encoding: "utf-8".to_owned(),
            sentences: 3,
            tokens: number as u64,
            topic_id: None,
            topic_strength: None,
            duplicate_of: None,
            clean_up: String::new(),
            content_sha256: "0a".to_owned(),
            near_duplicate_of: None,
            date_by: None,
            encoding_by: "default",
            language_by: "detected",
            copies: 0,
            copied_by: String::new(),
            no_stance: "",
        };
        (0..700).for_each(|number| documents.push(&row(number)));
        assert!(documents.chunks.len() > 2);
        assert!(documents.rows().eq((0..700).map(row)));
        assert_eq!(
            (documents.len(), documents.id(650), documents.id(700)),
            (700, "d650".into(), String::new())
        );
    }
}
