//! Plain text: one document, or with `--lines` a document in each line.

use super::super::decode::{Decoding, refuse_binary};
use super::super::ledger::Reason;
use super::super::metadata::Metadata;
use super::super::open::read_whole;
use super::super::raw::{Item, Payload};
use super::lines::{Line, Lines, MAX_LINE};
use super::source::{Items, Reading, Source, one};

/// The text, or its lines if `reading.lines`.
pub(super) fn read(source: Source, reading: &Reading) -> Items {
    if reading.lines { each_line(source, reading.decoding) } else { Box::new(whole(source).into_iter()) }
}

/// The whole input as one document, none if it is stdin and nothing came. A file is read later, by the thread that loads
/// it.
fn whole(source: Source) -> Option<Item> {
    let Source { file, place } = source;
    let payload = match file {
        Some(file) => Payload::File(file),
        None => match read_whole(None) {
            Ok(bytes) if bytes.is_empty() => return None,
            Ok(bytes) => Payload::Bytes(bytes),
            Err(error) => return Some(place.unreadable(None, &error)),
        },
    };
    Some(place.whole(payload))
}

/// Each line is a document, decoded on its own.
fn each_line(source: Source, decoding: Decoding) -> Items {
    let (reader, decoding) = match source.stream(decoding) {
        Ok(stream) => stream,
        Err(item) => return one(item),
    };
    let place = source.place;
    let mut failed = false;
    Box::new(Lines::new(reader).map_while(move |(row, line)| {
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
    }))
}
