//! The fingerprint of a raw document: a hash of all that the program reads of it.

use super::ledger::Skip;
use super::open::read_document;
use super::raw::{Payload, Raw};
use foldhash::quality::FixedState;
use sha2::{Digest, Sha256};
use std::hash::{BuildHasher, Hasher};
use std::io;

/// The first half of a SHA-256.
pub type Fingerprint = [u8; 16];

impl Raw {
    /// The hash of its id, its place, its metadata and its content. A file is read for it, unpacked up to `most` bytes as
    /// [`load`](super::load) does, for which it stays in memory.
    ///
    /// # Errors
    /// The file cannot be read: a skip, as in `load`.
    pub fn fingerprint(&mut self, most: Option<u64>) -> Result<Fingerprint, Skip> {
        let mut hasher = Sha256::new();
        let Self { doc_id, path, row, payload, metadata, context } = self;
        let about = format!("{doc_id:?} {path:?} {row:?} {metadata:?} {:?}", context.path);
        part(&mut hasher, about.as_bytes());
        content(payload, false, most, &mut |bytes| part(&mut hasher, bytes))
            .map_err(|error| Skip::unreadable(path, *row, &error))?;
        let mut fingerprint = Fingerprint::default();
        fingerprint.iter_mut().zip(hasher.finalize()).for_each(|(byte, of_hash)| *byte = of_hash);
        Ok(fingerprint)
    }

    /// A number that depends on its content alone, to draw a sample of documents. A file is read for it, as for
    /// [`fingerprint`](Self::fingerprint).
    ///
    /// # Errors
    /// The file cannot be read: a skip, as in `load`.
    pub fn lot(&mut self, most: Option<u64>) -> Result<u64, Skip> {
        let mut hasher = FixedState::default().build_hasher();
        let Self { path, row, payload, .. } = self;
        content(payload, false, most, &mut |bytes| hasher.write(bytes))
            .map_err(|error| Skip::unreadable(path, *row, &error))?;
        Ok(hasher.finish())
    }
}

/// Adds a part behind its length, so that the border between two parts counts.
fn part(hasher: &mut Sha256, bytes: &[u8]) {
    hasher.update((bytes.len() as u64).to_le_bytes());
    hasher.update(bytes);
}

/// Gives the parts of a payload, which is a `page` or not, to `add`.
fn content(
    payload: &mut Payload,
    page: bool,
    most: Option<u64>,
    add: &mut impl FnMut(&[u8]),
) -> io::Result<()> {
    match payload {
        Payload::Page(inner) => {
            add(b"page");
            return content(inner, true, most, add);
        }
        Payload::LaidOut(layout, inner) => {
            add(format!("{layout:?}").as_bytes());
            return content(inner, page, most, add);
        }
        Payload::Text(decoded) => {
            let about = (decoded.encoding, decoded.encoding_by, decoded.repairs);
            add(format!("text {about:?}").as_bytes());
            add(decoded.text.as_bytes());
            return Ok(());
        }
        Payload::File(file) => *payload = Payload::Bytes(read_document(Some(file), page, most)?),
        Payload::Bytes(_) => {}
    }
    if let Payload::Bytes(bytes) = payload {
        add(b"bytes");
        add(bytes);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::context::Context;
    use super::super::layout::Layout;
    use super::super::metadata::Metadata;
    use super::*;
    use std::collections::HashSet;

    fn raw(payload: Payload) -> Raw {
        let (metadata, context) = (Metadata::default(), Context::default());
        Raw { doc_id: "a".into(), path: "in/a.txt".into(), row: None, payload, metadata, context }
    }

    fn bytes() -> Payload {
        Payload::Bytes(b"Norway praised Spain.".to_vec())
    }

    #[test]
    fn whatever_is_read_of_a_document_counts() {
        let titled = Metadata { title: Some("Gulls".into()), ..Metadata::default() };
        let mut all = [
            raw(bytes()),
            raw(Payload::Bytes(b"Norway praised Spain!".to_vec())),
            raw(Payload::Page(Box::new(bytes()))),
            raw(Payload::LaidOut(Layout::Markdown, Box::new(bytes()))),
            Raw { doc_id: "b".into(), ..raw(bytes()) },
            Raw { path: "in/b.txt".into(), ..raw(bytes()) },
            Raw { row: Some(1), ..raw(bytes()) },
            Raw { metadata: titled, ..raw(bytes()) },
        ];
        let different: HashSet<Fingerprint> =
            all.iter_mut().map(|raw| raw.fingerprint(None).unwrap()).collect();
        assert_eq!(different.len(), all.len());
        assert_eq!(raw(bytes()).fingerprint(None), raw(bytes()).fingerprint(None));
    }

    #[test]
    fn a_file_is_its_bytes_and_is_read_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        std::fs::write(&file, "Norway praised Spain.").unwrap();
        let mut of_file = raw(Payload::File(file));
        assert_eq!(of_file.fingerprint(None), raw(bytes()).fingerprint(None));
        assert!(matches!(of_file.payload, Payload::Bytes(_)));
        let gone = raw(Payload::File(folder.path().join("b.txt"))).fingerprint(None);
        assert_eq!(gone.unwrap_err().reason.name(), "vanished");
    }
}
