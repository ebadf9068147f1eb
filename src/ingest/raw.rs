//! Raw documents, before they are read, and the items of a stream of them.

use super::as_read::AsRead;
use super::compression;
use super::context::Context;
use super::decode::{Decoded, Undecodable};
use super::error::InputError;
use super::layout::Layout;
use super::ledger::{Reason, Skip};
use super::limit::MAX_TEXT_BYTES;
use super::metadata::Metadata;
use std::io;
use std::path::PathBuf;

/// Maximum length of a download of a press database, which holds many documents, in bytes.
pub(super) const MAX_DOWNLOAD_BYTES: u64 = 128 << 20;

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

/// Bytes of memory that a byte of text takes while it is processed: no more than this by measurement, of short words that
/// are all names; of prose it is a third.
const BYTES_A_BYTE: u64 = 24;
/// How many times as long a compressed text is taken to be when it is unpacked.
const UNPACKED: u64 = 5;

impl Payload {
    /// Its length in bytes, as far as it is known before it is read.
    fn len(&self) -> u64 {
        match self {
            Self::File(file) => {
                let length = file.metadata().map_or(0, |about| about.len());
                let ending = file.extension().and_then(|ending| ending.to_str());
                let packed = ending.is_some_and(|ending| compression::ENDINGS.contains(&ending));
                if packed { length.saturating_mul(UNPACKED) } else { length }
            }
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::Text(decoded) => decoded.text.len() as u64,
            Self::Page(payload) | Self::LaidOut(_, payload) => payload.len(),
        }
    }
}

impl Raw {
    /// The bytes of its text, as far as they are known before it is decoded.
    #[must_use]
    pub fn bytes(&self) -> usize {
        usize::try_from(self.payload.len()).unwrap_or(usize::MAX)
    }
}

impl Item {
    /// The memory that it takes while it is processed, in bytes, estimated.
    #[must_use]
    pub fn memory(&self) -> u64 {
        match self {
            Self::Document(raw) => {
                let length = raw.payload.len();
                let scored = length.min(MAX_TEXT_BYTES);
                scored * BYTES_A_BYTE + (length - scored)
            }
            Self::AsRead(_) | Self::Skip(_) | Self::Wrong(_) => 0,
        }
    }
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
