//! From a raw document to an article: read, decompress, decode, take the metadata, clean up.

use super::article::{Article, Metadata};
use super::cleanup::{RuleSet, clean};
use super::compression::decompress;
use super::decode::{Decoded, Decoding, Undecodable};
use super::front_matter::head;
use super::inputs::{Payload, Raw};
use super::ledger::Skip;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// The longest text of one document, in bytes; a text without end is cut there, and that is said.
pub const MAX_TEXT_BYTES: u64 = 256 << 20;

/// Reads one document. Pure but for the file it names; safe to call from any thread.
///
/// # Errors
/// A [`Skip`] that says why it is no text.
pub fn load(raw: Raw, decoding: &Decoding, rules: RuleSet) -> Result<Article, Skip> {
    let Raw { doc_id, path, row, payload, metadata: columns } = raw;
    let mut warnings = Vec::new();
    let place = row.map_or_else(|| path.clone(), |row| format!("{path}#{row}"));
    let undecodable = |problem: Undecodable| {
        let (reason, detail) = problem.reason();
        Skip { path: path.clone(), row, reason, detail }
    };
    let decoded = match payload {
        Payload::Text(decoded) => decoded,
        Payload::File(file) => {
            let bytes = read_file(&file).map_err(|error| Skip::unreadable(&path, row, &error))?;
            decode(bytes, decoding, &place, &mut warnings).map_err(undecodable)?
        }
        Payload::Bytes(bytes) => decode(bytes, decoding, &place, &mut warnings).map_err(undecodable)?,
    };
    let Decoded { text: source, encoding, repairs } = decoded;
    warnings.extend(repairs.messages().iter().map(|message| format!("{place}: {message}")));
    let (found, begin) = head(&source);
    let mut metadata = columns;
    metadata.fill(found);
    let cleaned = clean(&source, begin, &mut metadata, rules);
    Ok(Article {
        doc_id,
        path,
        row,
        encoding,
        metadata: tidy(metadata),
        source,
        text: cleaned.text,
        sections: cleaned.sections,
        pieces: cleaned.pieces,
        clean_up: cleaned.clean_up,
        warnings,
    })
}

/// Metadata are one line each.
fn tidy(mut metadata: Metadata) -> Metadata {
    for field in [&mut metadata.title, &mut metadata.standfirst, &mut metadata.source, &mut metadata.author] {
        if let Some(text) = field {
            *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        if field.as_ref().is_some_and(String::is_empty) {
            *field = None;
        }
    }
    metadata
}

fn read_file(path: &Path) -> std::io::Result<Vec<u8>> {
    let reader = BufReader::with_capacity(64 * 1024, File::open(path)?);
    let mut bytes = Vec::new();
    decompress(reader)?.take(MAX_TEXT_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn decode(
    mut bytes: Vec<u8>,
    decoding: &Decoding,
    place: &str,
    warnings: &mut Vec<String>,
) -> Result<Decoded, Undecodable> {
    if bytes.len() as u64 > MAX_TEXT_BYTES {
        // Not in the middle of a character.
        let mut end = MAX_TEXT_BYTES as usize;
        while end > 0 && bytes.get(end).is_some_and(|byte| byte & 0xC0 == 0x80) {
            end -= 1;
        }
        bytes.truncate(end);
        warnings
            .push(format!("{place}: cut at {} MiB; split it into documents (--lines)", MAX_TEXT_BYTES >> 20));
    }
    decoding.decode(bytes)
}
