//! The sign between the cells of a table, told from its header.

use super::super::columns::Columns;
use super::super::error::ColumnFault;
use super::super::found_columns::find_columns;
use super::records::Records;
use std::io::{self, BufRead, Cursor, ErrorKind, Read};

/// The signs that are tried.
pub(super) const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Maximum length of a header that is looked at, in bytes.
const MAX_HEADER: usize = 1 << 20;

/// A stream whose first record was looked at.
pub(super) struct Peeked {
    /// The stream, from its start.
    pub reader: Box<dyn BufRead + Send>,
    /// Its bytes up to the end of its first record.
    pub head: Vec<u8>,
}

/// Reads the first record of a stream, and no more, so that a table from a pipe is read as it comes.
///
/// # Errors
/// The stream cannot be read.
pub(super) fn peek(mut reader: Box<dyn BufRead + Send>) -> io::Result<Peeked> {
    let mut head = Vec::new();
    let (mut quotes, mut any) = (0, false);
    while head.len() < MAX_HEADER {
        let buffer = match reader.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            break;
        }
        let end = memchr::memchr2(b'\n', b'\r', buffer);
        let piece = buffer.get(..end.map_or(buffer.len(), |at| at + 1)).unwrap_or_default();
        quotes += memchr::memchr_iter(b'"', piece).count();
        any |= piece.iter().any(|byte| !matches!(byte, b'\n' | b'\r'));
        head.extend_from_slice(piece);
        let length = piece.len();
        reader.consume(length);
        if end.is_some() && any && quotes % 2 == 0 {
            break;
        }
    }
    Ok(Peeked { reader: Box::new(Cursor::new(head.clone()).chain(reader)), head })
}

/// The sign that a spreadsheet declares in a line of its own before the header: `sep=;`.
pub(super) fn declared(head: &[u8]) -> Option<u8> {
    let line = head.trim_ascii();
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    let sign = line.get(..4).filter(|start| start.eq_ignore_ascii_case(b"sep=")).and(line.get(4..));
    // A tab at the end of the line was trimmed.
    match sign {
        Some([sign]) => Some(*sign),
        Some([]) if head.contains(&b'\t') => Some(b'\t'),
        _ => None,
    }
}

/// The sign between the names of a header: the one by which it has a text column, `default` before the others; else the
/// one by which it has most names.
pub(super) fn detect(head: &[u8], default: u8, columns: &Columns) -> u8 {
    let others = DELIMITERS.into_iter().filter(|sign| *sign != default);
    let candidates = std::iter::once(default).chain(others).map(|sign| {
        let names = names(head, sign);
        let has_text = !matches!(find_columns(&names, columns), Err(ColumnFault::NoText { .. }));
        (has_text, names.len(), sign)
    });
    let candidates: Vec<(bool, usize, u8)> = candidates.collect();
    if candidates.first().is_some_and(|(has_text, ..)| *has_text) {
        return default;
    }
    // Of equals the first.
    candidates
        .into_iter()
        .reduce(|best, next| if (next.0, next.1) > (best.0, best.1) { next } else { best })
        .map_or(default, |(_, _, sign)| sign)
}

fn names(head: &[u8], delimiter: u8) -> Vec<String> {
    match Records::new(head, delimiter).next() {
        Ok(Some(record)) => record.iter().map(name).collect(),
        _ => Vec::new(),
    }
}

/// A cell of a header as a name.
pub(super) fn name(cell: &[u8]) -> String {
    String::from_utf8_lossy(cell).trim().trim_start_matches('\u{feff}').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(head: &str) -> char {
        char::from(detect(head.as_bytes(), b',', &Columns::default()))
    }

    #[test]
    fn the_sign_is_the_one_by_which_there_is_a_text() {
        for (head, sign) in [
            ("id,text\n", ','),
            ("id;text\n", ';'),
            ("id\ttext\n", '\t'),
            ("id|text\n", '|'),
            ("text\n", ','),
            ("\"id\";\"a, b, c, d\";\"Body\"\n", ';'),
            ("id;published|by;content\n", ';'),
            // Two texts are two all the same.
            ("id;body;content\n", ';'),
            // Without a text, the sign that parts most.
            ("day;price, net;place\n", ';'),
            ("day\n", ','),
        ] {
            assert_eq!(told(head), sign, "{head:?}");
        }
        let given = Columns { text: "Inhalt".into(), ..Columns::default() };
        assert_eq!(detect(b"a,b;c;Inhalt", b',', &given), b';');
    }

    #[test]
    fn no_more_than_the_first_record_is_taken() {
        for (text, head) in [
            ("id;text\n1;a\n", "id;text\n"),
            ("\n\nid;text\r\n1;a\n", "\n\nid;text\r"),
            ("id;\"the\ntext\"\n1;a\n", "id;\"the\ntext\"\n"),
            ("id;text", "id;text"),
            ("", ""),
        ] {
            let Ok(mut peeked) = peek(Box::new(Cursor::new(text))) else { panic!("{text:?}") };
            assert_eq!(peeked.head, head.as_bytes());
            let mut whole = String::new();
            peeked.reader.read_to_string(&mut whole).unwrap();
            assert_eq!(whole, text);
        }
    }

    #[test]
    fn a_spreadsheet_may_declare_the_sign() {
        for (line, sign) in [
            ("sep=;\r", Some(b';')),
            ("\"sep=|\"\n", Some(b'|')),
            ("SEP=\t\n", Some(b'\t')),
            ("sep=\n", None),
            ("sep;x\n", None),
            ("", None),
        ] {
            assert_eq!(declared(line.as_bytes()), sign, "{line:?}");
        }
    }
}
