//! Raw documents: what is known of a document before it is read, and the items that a stream of them is made of.

use super::decode::{Decoded, Undecodable};
use super::error::InputError;
use super::ledger::{Reason, Skip};
use super::metadata::Metadata;
use std::io;
use std::path::PathBuf;

/// The longest text of one document, in bytes; a text without end is cut there, and that is said.
pub const MAX_TEXT_BYTES: u64 = 256 << 20;

/// The content of a raw document.
#[derive(Debug)]
pub enum Payload {
    /// A file, yet to be read.
    File(PathBuf),
    /// Bytes, perhaps compressed before, yet to be decoded.
    Bytes(Vec<u8>),
    /// A decoded text.
    Text(Decoded),
}

/// A document before it is read.
#[derive(Debug)]
pub struct Raw {
    /// Its id.
    pub doc_id: String,
    /// Path, or `stdin`.
    pub path: String,
    /// Row, from 1.
    pub row: Option<u64>,
    /// What it holds.
    pub payload: Payload,
    /// What its row says besides.
    pub metadata: Metadata,
}

/// What [`Inputs`](super::Inputs) gives.
#[derive(Debug)]
pub enum Item {
    /// A document.
    Document(Box<Raw>),
    /// Something that was skipped.
    Skip(Skip),
    /// Wrong usage that only reading could show; nothing comes after it.
    Wrong(InputError),
}

/// Where the documents of an input belong.
#[derive(Debug)]
pub(super) struct Place {
    /// What `documents.csv` calls it: path, or `stdin`.
    pub path: String,
    /// What ids of its documents begin with.
    pub id: String,
    /// Whether the user named it (a problem is then wrong usage).
    pub named: bool,
}

impl Place {
    /// A row, or without one the whole input, that is skipped.
    pub fn skip(&self, row: Option<u64>, reason: Reason, detail: String) -> Item {
        Item::Skip(Skip { path: self.path.clone(), row, reason, detail })
    }

    /// One whose reading failed.
    pub fn unreadable(&self, row: Option<u64>, error: &io::Error) -> Item {
        Item::Skip(Skip::unreadable(&self.path, row, error))
    }

    /// A row whose bytes are no text.
    pub fn undecodable(&self, row: u64, problem: Undecodable) -> Item {
        let (reason, detail) = problem.reason();
        self.skip(Some(row), reason, detail)
    }

    /// A row that is a document; without an id of its own it goes by its number.
    pub fn document(&self, row: u64, id: Option<String>, payload: Payload, metadata: Metadata) -> Item {
        let doc_id = id.unwrap_or_else(|| format!("{}#{row}", self.id));
        Item::Document(Box::new(Raw { doc_id, path: self.path.clone(), row: Some(row), payload, metadata }))
    }

    /// The whole input as one document.
    pub fn whole(self, payload: Payload) -> Item {
        let Self { path, id: doc_id, .. } = self;
        Item::Document(Box::new(Raw { doc_id, path, row: None, payload, metadata: Metadata::default() }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> Place {
        Place { path: "in/rows.csv".into(), id: "rows.csv".into(), named: false }
    }

    fn raw(item: Item) -> Raw {
        match item {
            Item::Document(raw) => *raw,
            other => panic!("no document: {other:?}"),
        }
    }

    fn skip(item: Item) -> Skip {
        match item {
            Item::Skip(skip) => skip,
            other => panic!("no skip: {other:?}"),
        }
    }

    #[test]
    fn a_row_goes_by_its_own_id_or_by_its_number() {
        let row = |id: Option<&str>| {
            let id = id.map(str::to_owned);
            raw(place().document(3, id, Payload::Bytes(Vec::new()), Metadata::default()))
        };
        let (with, without) = (row(Some("a")), row(None));
        assert_eq!((with.doc_id.as_str(), without.doc_id.as_str()), ("a", "rows.csv#3"));
        assert_eq!((without.path.as_str(), without.row), ("in/rows.csv", Some(3)));
    }

    #[test]
    fn a_whole_input_has_no_row() {
        let raw = raw(place().whole(Payload::File("in/rows.csv".into())));
        assert_eq!((raw.doc_id.as_str(), raw.path.as_str(), raw.row), ("rows.csv", "in/rows.csv", None));
        assert_eq!(raw.metadata, Metadata::default());
    }

    #[test]
    fn a_skip_names_the_path_and_the_row() {
        let bad = skip(place().undecodable(2, Undecodable::NotUtf8("byte 6".into())));
        let expected = Skip {
            path: "in/rows.csv".into(),
            row: Some(2),
            reason: Reason::NotUtf8,
            detail: "byte 6".into(),
        };
        assert_eq!(bad, expected);
        let gone = skip(place().unreadable(None, &io::Error::from(io::ErrorKind::NotFound)));
        assert_eq!((gone.path.as_str(), gone.row, gone.reason), ("in/rows.csv", None, Reason::Vanished));
    }
}
