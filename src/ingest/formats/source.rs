//! What the reader of a format is given, and what it gives.

use super::super::columns::Columns;
use super::super::decode::{Decoding, RowDecoding};
use super::super::open::open;
use super::super::raw::{Item, Place};
use std::io::BufRead;
use std::path::PathBuf;

/// The documents of an input one after the other, and what was skipped among them.
pub(in crate::ingest) type Items = Box<dyn Iterator<Item = Item> + Send>;

/// An input: where its bytes are, and what its documents are called.
#[derive(Debug)]
pub(in crate::ingest) struct Source {
    /// The file; none is stdin.
    pub file: Option<PathBuf>,
    /// What its documents are called.
    pub place: Place,
}

/// How inputs are read, whatever their format.
#[derive(Debug, Clone)]
pub(in crate::ingest) struct Reading {
    /// Whether each line of a text is a document.
    pub lines: bool,
    /// Names of the columns of tables and JSON objects.
    pub columns: Columns,
    /// How bytes become text.
    pub decoding: Decoding,
}

impl Source {
    /// A stream of its bytes as UTF-8, with how its rows are to be decoded.
    ///
    /// # Errors
    /// A skip: it cannot be opened.
    pub fn stream(&self, decoding: Decoding) -> Result<(Box<dyn BufRead + Send>, RowDecoding), Item> {
        open(self.file.as_deref())
            .and_then(|stream| decoding.stream(stream))
            .map_err(|error| self.place.unreadable(None, &error))
    }
}

/// An input that comes to one item.
pub(super) fn one(item: Item) -> Items {
    Box::new(std::iter::once(item))
}
