//! Input and output of the readers of formats.

use super::super::columns::Columns;
use super::super::decode::{Decoding, RowDecoding};
use super::super::intake::Intake;
use super::super::open::open_counted;
use super::super::raw::{Item, Place};
use std::io::BufRead;
use std::path::PathBuf;
use std::sync::Arc;

/// The documents and skips of an input, in order.
pub(in crate::ingest) type Items = Box<dyn Iterator<Item = Item> + Send>;

/// An input: its file, and how its documents are named.
#[derive(Debug)]
pub(in crate::ingest) struct Source {
    /// The file; none is stdin.
    pub file: Option<PathBuf>,
    /// How its documents are named.
    pub place: Place,
    /// Whether it can be read only once, or could before it was copied.
    pub stream: bool,
    /// Where it is counted how much of it has been read, if that is asked for.
    pub intake: Option<Arc<Intake>>,
}

/// How inputs are read, whatever their format.
#[derive(Debug, Clone)]
pub(in crate::ingest) struct Reading {
    /// Whether each line of a text is a document.
    pub lines: bool,
    /// Names of the columns of tables and JSON objects.
    pub columns: Columns,
    /// The sign between the cells of a table; told from the header if none.
    pub delimiter: Option<u8>,
    /// How bytes are decoded.
    pub decoding: Decoding,
}

impl Source {
    /// Opens the input as a stream of UTF-8; the second value decodes its rows.
    ///
    /// # Errors
    /// The input cannot be opened: a skip.
    pub fn stream(&self, decoding: Decoding) -> Result<(Box<dyn BufRead + Send>, RowDecoding), Item> {
        open_counted(self.file.as_deref(), decoding.max_unpacked, self.intake.clone())
            .and_then(|stream| decoding.stream(stream))
            .map_err(|error| self.place.unreadable(None, &error))
    }
}

/// An input with a single item.
pub(super) fn one(item: Item) -> Items {
    Box::new(std::iter::once(item))
}
