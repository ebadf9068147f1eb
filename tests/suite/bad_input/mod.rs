//! Bad input: it is skipped, listed and counted, or refused with its position and a hint; it never stops the batch,
//! never passes silently and never makes the program panic.

mod bytes;
mod compression;
mod files;
mod flags;
mod knowledge;
mod limits;
mod nothing;
mod output;
mod printed;
mod result;
mod rows;
mod topics;

use crate::support::Place;

const GOOD: &str =
    "France praised Spain for the brave rescue of the ferry crew.\n\nBoth welcomed the harbour treaty.\n";
const OTHER: &str =
    "Canada condemned the reckless tariff on timber.\n\nSawmills in Norway closed for a week.\n";
const STOP_WORDS: &str = "The and of it was to be or not to be, and so it is.\n";

impl Place {
    fn with_a_good_text() -> Self {
        Self::new().file("in/good.txt", GOOD)
    }
}

/// A text of UTF-8, as its dash shows, with a byte in it that is none.
fn latin() -> Vec<u8> {
    [GOOD.as_bytes(), b"Spain opened a caf\xe9 in Lisbon \xe2\x80\x93 and Porto.\n\n", OTHER.as_bytes()]
        .concat()
}
