//! Raw documents, before they are read, and the items of a stream of them.

use super::as_read::AsRead;
use super::context::Context;
use super::decode::{Decoded, Undecodable};
use super::error::InputError;
use super::layout::Layout;
use super::ledger::{Reason, Skip};
use super::metadata::Metadata;
use std::io;
use std::path::PathBuf;

/// Maximum length of a document's text, in bytes; longer texts are cut, with a warning.
pub const MAX_TEXT_BYTES: u64 = 256 << 20;

/// The content of a raw document.
#[derive(Debug)]
pub enum Payload {
    /// A file, not yet read.
    File(PathBuf),
    /// Bytes, decompressed but not yet decoded.
    Bytes(Vec<u8>),
    /// A decoded text.
    Text(Decoded),
    /// A web page, whose article is the document. Files and bytes that begin like a page are read as one without this.
    Page(Box<Self>),
    /// Any of these, in another layout than the plain one.
    LaidOut(Layout, Box<Payload>),
}

impl Payload {
    /// The layout, and what is in it.
    #[must_use]
    pub fn layout(self) -> (Layout, Self) {
        match self {
            Self::LaidOut(layout, payload) => (layout, payload.layout().1),
            payload => (Layout::Plain, payload),
        }
    }
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
    /// Its content.
    pub payload: Payload,
    /// Metadata from its row.
    pub metadata: Metadata,
    /// What is known of it besides.
    pub context: Context,
}

/// An item of [`Inputs`](super::Inputs).
#[derive(Debug)]
pub enum Item {
    /// A document.
    Document(Box<Raw>),
    /// How the documents that follow are read.
    AsRead(Box<AsRead>),
    /// Something that was skipped.
    Skip(Skip),
    /// Wrong usage found while reading; no item follows.
    Wrong(InputError),
}

/// How the documents of an input are named.
#[derive(Debug)]
pub(super) struct Place {
    /// Path in `documents.csv`, or `stdin`.
    pub path: String,
    /// Prefix of the ids of its documents.
    pub id: String,
    /// Whether the user named it (problems are then wrong usage).
    pub named: bool,
}

impl Place {
    /// A skip of a row, or of the whole input.
    pub fn skip(&self, row: Option<u64>, reason: Reason, detail: String) -> Item {
        Item::Skip(Skip { path: self.path.clone(), row, reason, detail })
    }

    /// A skip because reading failed.
    pub fn unreadable(&self, row: Option<u64>, error: &io::Error) -> Item {
        Item::Skip(Skip::unreadable(&self.path, row, error))
    }

    /// A skip of a row that cannot be decoded.
    pub fn undecodable(&self, row: u64, problem: Undecodable) -> Item {
        let (reason, detail) = problem.reason();
        self.skip(Some(row), reason, detail)
    }

    /// A document of a row; without an id, its row number identifies it.
    pub fn document(&self, row: u64, id: Option<String>, payload: Payload, metadata: Metadata) -> Item {
        let doc_id = id.unwrap_or_else(|| format!("{}#{row}", self.id));
        let (path, context) = (self.path.clone(), Context::default());
        Item::Document(Box::new(Raw { doc_id, path, row: Some(row), payload, metadata, context }))
    }

    /// The whole input as one document.
    pub fn whole(self, payload: Payload) -> Item {
        let Self { path, id: doc_id, .. } = self;
        let (metadata, context) = (Metadata::default(), Context::default());
        Item::Document(Box::new(Raw { doc_id, path, row: None, payload, metadata, context }))
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
