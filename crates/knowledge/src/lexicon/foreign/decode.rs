//! Decodes bytes to lines: the encodings and line ends of lexicons.
//!
//! Unlike articles, lexicons that are not UTF-8 are read as Windows-1252: old ones are, without declaring it. A note
//! tells the user.

use super::error::{ForeignError, ForeignFault};
use super::notes::{NoteKind, Notes};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::borrow::Cow;

/// Characters over which control characters are counted.
const WINDOW: usize = 8192;

/// The text, without byte order mark, lines terminated by `\n`.
pub(super) fn decode(path: &str, bytes: &[u8], notes: &mut Notes) -> Result<String, ForeignError> {
    let mark = Encoding::for_bom(bytes);
    let body = bytes.get(mark.map_or(0, |(_, length)| length)..).unwrap_or_default();
    let text: Cow<'_, str> = match mark {
        Some((encoding, _)) if encoding != UTF_8 => {
            notes.add(NoteKind::Encoding { name: encoding.name() }, 1, "");
            encoding.decode_without_bom_handling(body).0
        }
        _ => match std::str::from_utf8(body) {
            Ok(text) => Cow::Borrowed(text),
            Err(error) => {
                let line = line_at(body, error.valid_up_to());
                notes.add(NoteKind::Encoding { name: WINDOWS_1252.name() }, line, "");
                WINDOWS_1252.decode_without_bom_handling(body).0
            }
        },
    };
    let text =
        if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.into_owned() };
    refuse_binary(path, &text)?;
    Ok(text)
}

/// The lines of a decoded text, numbered from 1.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (u64, &str)> {
    (1u64..).zip(text.split('\n'))
}

/// The line of the byte at `offset`, with any line ends.
fn line_at(bytes: &[u8], offset: usize) -> u64 {
    let pairs = bytes.iter().zip(bytes.iter().skip(1)).take(offset);
    let ends = pairs.filter(|(here, next)| **here == b'\n' || (**here == b'\r' && **next != b'\n'));
    ends.count() as u64 + 1
}

/// A word list has no control characters; an encrypted file has many. A few are tolerated.
fn refuse_binary(path: &str, text: &str) -> Result<(), ForeignError> {
    let is_control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\u{b}' | '\u{c}' | '\u{1a}');
    let (mut seen, mut control, mut line, mut first) = (0u32, 0u32, 1, None);
    for c in text.chars().take(WINDOW) {
        seen += 1;
        if c == '\n' {
            line += 1;
        } else if is_control(c) {
            control += 1;
            first = first.or(Some(line));
        }
    }
    match first {
        Some(line) if control > 4 && control * 50 > seen => {
            Err(ForeignError::line(path, line, ForeignFault::Binary))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::foreign::Note;
    use crate::tsv::Hint;

    fn run(bytes: &[u8]) -> (String, Vec<Note>) {
        let mut notes = Notes::default();
        let text = decode("f.dic", bytes, &mut notes).unwrap();
        (text, notes.into_vec())
    }

    #[test]
    fn utf_8_loses_its_mark_and_nothing_is_said() {
        assert_eq!(run("\u{feff}éa\r\nb\rc".as_bytes()), ("éa\nb\nc".to_owned(), Vec::new()));
    }

    #[test]
    fn other_bytes_are_windows_1252_and_a_note_says_where() {
        let (text, notes) = run(b"one\rtwo\r\ncaf\xe9 \x80\n");
        assert_eq!(text, "one\ntwo\ncafé €\n");
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].kind, NoteKind::Encoding { name: "windows-1252" });
        assert_eq!(notes[0].first_line, 3);
    }

    #[test]
    fn utf_16_with_its_mark_is_read() {
        let bytes: Vec<u8> = "\u{feff}glüm\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (text, notes) = run(&bytes);
        assert_eq!(text, "glüm\n");
        assert_eq!(notes[0].kind, NoteKind::Encoding { name: "UTF-16LE" });
    }

    #[test]
    fn an_encrypted_file_is_refused_with_advice() {
        let bytes: Vec<u8> = (0..2000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let error = decode("l.dic", &bytes, &mut Notes::default()).unwrap_err();
        assert!(matches!(*error.error, ForeignFault::Binary), "{error}");
        assert!(error.hint().is_some_and(|hint| hint.contains("export it")), "{error}");
    }

    #[test]
    fn a_stray_control_character_is_let_through() {
        assert_eq!(run(b"good\0\t1\x1a").0, "good\0\t1\u{1a}");
    }

    #[test]
    fn lines_are_numbered_from_one() {
        assert_eq!(lines("a\n\nb").collect::<Vec<_>>(), [(1, "a"), (2, ""), (3, "b")]);
    }
}
