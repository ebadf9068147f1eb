//! Plain text: one document, with `--lines` a document in each line, or a press-database download with many.

use super::super::decode::{Decoding, refuse_binary};
use super::super::ledger::Reason;
use super::super::limit::MAX_TEXT_BYTES;
use super::super::metadata::Metadata;
use super::super::open::{open, read_document, read_up_to, rest_of_page};
use super::super::press::PressLayout;
use super::super::raw::{Item, MAX_DOWNLOAD_BYTES, Payload, Place};
use super::lines::{Line, Lines, MAX_LINE};
use super::source::{Items, Reading, Source, one};
use std::io::{self, Read};
use std::path::Path;

/// Bytes at the start of a file that show whether it is a download of a press database.
const HEAD: u64 = 64 << 10;

/// The text, its lines if `reading.lines`, or its articles if it is a download of a press database.
pub(super) fn read(source: Source, reading: &Reading) -> Items {
    if reading.lines {
        return each_line(source, reading.decoding);
    }
    // A pipe can be read only once. Of a file that is not there, the thread that loads it says so.
    let once = source.file.as_ref().is_none_or(|file| file.exists() && !file.is_file());
    let most = reading.decoding.max_unpacked;
    if !once {
        let head = |file: &Path| head(file, most);
        let layout = source.file.as_deref().and_then(head).and_then(|head| PressLayout::of(&head));
        let Some(layout) = layout else { return one(whole(source, most, |content| content)) };
        return match read_up_to(source.file.as_deref(), MAX_DOWNLOAD_BYTES, most) {
            Ok(bytes) => articles(source.place, bytes, layout, reading.decoding),
            Err(error) => one(source.place.unreadable(None, &error)),
        };
    }
    match read_once(source.file.as_deref(), most) {
        Ok((bytes, Some(layout))) => articles(source.place, bytes, layout, reading.decoding),
        Ok((bytes, None)) if bytes.is_empty() && source.file.is_none() => Box::new(std::iter::empty()),
        Ok((bytes, None)) => one(source.place.whole(Payload::Bytes(bytes))),
        Err(error) => one(source.place.unreadable(None, &error)),
    }
}

/// What can be read only once, as far as one document or one download may be long.
fn read_once(file: Option<&Path>, most: Option<u64>) -> io::Result<(Vec<u8>, Option<PressLayout>)> {
    let mut bytes = Vec::new();
    let mut stream = open(file, most)?;
    (&mut stream).take(HEAD).read_to_end(&mut bytes)?;
    let layout = PressLayout::of(&bytes);
    let limit = if layout.is_some() { MAX_DOWNLOAD_BYTES } else { MAX_TEXT_BYTES };
    // One byte more shows that there are more.
    (&mut stream).take(limit + 1 - HEAD).read_to_end(&mut bytes)?;
    if layout.is_none() {
        rest_of_page(&mut stream, false, &mut bytes)?;
    }
    Ok((bytes, layout))
}

/// The first bytes of a file. If it cannot be read, the thread that loads it says so.
fn head(file: &Path, most: Option<u64>) -> Option<Vec<u8>> {
    let mut head = Vec::new();
    open(Some(file), most).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    Some(head)
}

/// The whole input as one document, what it is being said by `of`. A file is read later, by the thread that loads it.
pub(super) fn whole(source: Source, most: Option<u64>, of: fn(Payload) -> Payload) -> Item {
    let Source { file, place, .. } = source;
    let page = matches!(of(Payload::Bytes(Vec::new())), Payload::Page(_));
    let payload = match file {
        Some(file) => Payload::File(file),
        None => match read_document(None, page, most) {
            Ok(bytes) => Payload::Bytes(bytes),
            Err(error) => return place.unreadable(None, &error),
        },
    };
    place.whole(of(payload))
}

/// The articles of a download, each a document.
fn articles(place: Place, bytes: Vec<u8>, layout: PressLayout, decoding: Decoding) -> Items {
    let cut = bytes.len() as u64 > MAX_DOWNLOAD_BYTES;
    let decoded = match decoding.decode(bytes) {
        Ok(decoded) => decoded,
        Err(problem) => {
            let (reason, detail) = problem.reason();
            return one(place.skip(None, reason, detail));
        }
    };
    let mut articles = layout.articles(&decoded.text);
    if articles.is_empty() {
        return one(place.whole(Payload::Text(decoded)));
    }
    let mut last = None;
    if cut {
        articles.pop();
        let detail = format!("over {} MiB: read up to article {}", MAX_DOWNLOAD_BYTES >> 20, articles.len());
        last = Some(place.skip(None, Reason::TooLong, detail));
    }
    let mut repairs = Some(decoded.repairs);
    let mut decoded = decoded;
    decoded.text.clear();
    let documents = articles.into_iter().zip(1..).map(move |(article, row)| {
        // What was repaired in the file is said once, of its first article.
        let mut text = decoded.clone();
        text.text = article.text;
        text.repairs = repairs.take().unwrap_or_default();
        place.document(row, None, Payload::Text(text), article.metadata)
    });
    Box::new(documents.chain(last))
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
