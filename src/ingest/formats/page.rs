//! Web pages: each is one document.

use super::super::raw::Payload;
use super::source::{Items, Reading, Source, one};
use super::text::whole;

/// The page. A file is read later, by the thread that loads it.
pub(super) fn read(source: Source, reading: &Reading) -> Items {
    one(whole(source, reading.decoding.max_unpacked, |content| Payload::Page(Box::new(content))))
}
