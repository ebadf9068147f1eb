//! Streams of lines: each line a document (`--lines`), decoded on its own.

use super::article::Metadata;
use super::decode::{RowDecoding, refuse_binary};
use super::inputs::{Item, Payload, Place};
use super::ledger::Reason;
use std::io::BufRead;

/// The longest line, in bytes; a longer one is skipped and said.
pub(super) const MAX_LINE: usize = 64 << 20;

/// The lines of a stream with their numbers from 1, without their ends. A line that is too long is an error.
pub(super) struct Lines<R> {
    reader: R,
    number: u64,
}

/// A line of a stream.
pub(super) enum Line {
    /// The bytes.
    Bytes(Vec<u8>),
    /// It goes on for more than [`MAX_LINE`].
    TooLong,
    /// Reading failed; nothing comes after it.
    Failed(std::io::Error),
}

impl<R: BufRead> Lines<R> {
    pub fn new(reader: R) -> Self {
        Self { reader, number: 0 }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = (u64, Line);

    fn next(&mut self) -> Option<(u64, Line)> {
        let mut line = Vec::new();
        let mut too_long = false;
        let mut any = false;
        loop {
            let buffer = match self.reader.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.number += 1;
                    return Some((self.number, Line::Failed(error)));
                }
            };
            if buffer.is_empty() {
                break;
            }
            any = true;
            let end = memchr::memchr(b'\n', buffer);
            let taken = end.unwrap_or(buffer.len());
            if line.len() + taken <= MAX_LINE {
                line.extend_from_slice(buffer.get(..taken).unwrap_or_default());
            } else {
                too_long = true;
            }
            self.reader.consume(taken + usize::from(end.is_some()));
            if end.is_some() {
                break;
            }
        }
        if !any {
            return None;
        }
        self.number += 1;
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        Some((self.number, if too_long { Line::TooLong } else { Line::Bytes(line) }))
    }
}

/// Each line a document.
pub(super) fn documents(
    reader: Box<dyn BufRead + Send>,
    decoding: RowDecoding,
    place: Place,
) -> impl Iterator<Item = Item> + Send {
    let mut failed = false;
    Lines::new(reader).map_while(move |(row, line)| {
        if failed {
            return None;
        }
        Some(match line {
            Line::Bytes(bytes) => match refuse_binary(&bytes).and_then(|()| decoding.decode(bytes)) {
                Ok(text) => place.document(row, None, Payload::Text(text), Metadata::default()),
                Err(problem) => place.undecodable(row, problem),
            },
            Line::TooLong => place.skip(Some(row), Reason::TooLong, format!("over {} MiB", MAX_LINE >> 20)),
            Line::Failed(error) => {
                failed = true;
                place.unreadable(Some(row), &error)
            }
        })
    })
}
