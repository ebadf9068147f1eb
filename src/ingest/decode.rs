//! Decoding: bytes to text. UTF-8 unless a byte order mark, `--encoding` or a page itself says otherwise; encodings are
//! not guessed.

use super::ledger::Reason;
use super::page::declared;
use super::transcode::{transcode, transcode_all};
use crate::tsv::Hint;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{self, BufRead, Cursor, Read};
use std::ops::AddAssign;

/// Bytes at the start of a file that are checked for control bytes, many of which mean a binary file.
const BINARY_WINDOW: usize = 8192;

/// Length of the longest byte order mark.
const LONGEST_MARK: usize = 3;

/// How bytes are decoded; UTF-8 by default.
#[derive(Debug, Clone, Copy, Default)]
pub struct Decoding {
    /// The encoding given by `--encoding`.
    pub encoding: Option<&'static Encoding>,
    /// Whether malformed bytes are replaced by U+FFFD instead of skipping the document.
    pub lossy: bool,
}

/// An unknown name of an encoding.
#[derive(Debug, thiserror::Error)]
#[error("unknown encoding '{0}'")]
pub struct UnknownEncoding(pub String);

impl Hint for UnknownEncoding {
    fn hint(&self) -> Option<String> {
        let names = "names are those of the web, such as windows-1252, iso-8859-2, koi8-r, utf-16le";
        Some(names.to_owned())
    }
}

/// Why bytes are no text.
#[derive(Debug, PartialEq, Eq)]
pub enum Undecodable {
    /// They are not text.
    Binary(String),
    /// They are not valid UTF-8.
    NotUtf8(String),
    /// They are not valid in the encoding of the byte order mark or `--encoding`.
    BadEncoding(String),
}

impl Undecodable {
    /// The reason of the skip, and details.
    pub(super) fn reason(self) -> (Reason, String) {
        match self {
            Self::Binary(detail) => (Reason::Binary, detail),
            Self::NotUtf8(detail) => (Reason::NotUtf8, detail),
            Self::BadEncoding(detail) => (Reason::BadEncoding, detail),
        }
    }
}

/// Repairs made while decoding, which are reported as warnings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Repairs {
    /// NUL characters replaced by blanks.
    pub nul: usize,
    /// Other control characters replaced by blanks.
    pub control: usize,
    /// Whether malformed bytes were replaced.
    pub replaced: bool,
}

impl AddAssign for Repairs {
    fn add_assign(&mut self, other: Self) {
        self.nul += other.nul;
        self.control += other.control;
        self.replaced |= other.replaced;
    }
}

/// A decoded text and its repairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text: line ends are `\n`, control characters other than white space are replaced by blanks.
    pub text: String,
    /// Name of the encoding.
    pub encoding: &'static str,
    /// The repairs.
    pub repairs: Repairs,
}

impl Decoded {
    /// Treats a string as if it had been read: the byte order mark is removed, line ends become `\n`, control
    /// characters blanks.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let mut repairs = Repairs::default();
        let text = tidy(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned(), &mut repairs);
        Self { text, encoding: UTF_8.name(), repairs }
    }
}

impl Decoding {
    /// The settings for `--encoding NAME` and `--lossy`.
    ///
    /// # Errors
    /// The name is not a label of the WHATWG Encoding Standard.
    pub fn new(name: Option<&str>, lossy: bool) -> Result<Self, UnknownEncoding> {
        let encoding = match name {
            None => None,
            Some(name) => {
                Some(Encoding::for_label(name.as_bytes()).ok_or_else(|| UnknownEncoding(name.to_owned()))?)
            }
        };
        Ok(Self { encoding, lossy })
    }

    /// The encoding of bytes that start with `head`, and the length of their byte order mark.
    fn encoding_of(&self, head: &[u8]) -> (&'static Encoding, usize) {
        Encoding::for_bom(head).unwrap_or((self.encoding.unwrap_or(UTF_8), 0))
    }

    /// Decodes a whole text.
    ///
    /// # Errors
    /// Binary, or malformed bytes (with the offset of the first for UTF-8).
    pub fn decode(&self, mut bytes: Vec<u8>) -> Result<Decoded, Undecodable> {
        let (mut encoding, skip) = self.encoding_of(&bytes);
        if skip == 0 && self.encoding.is_none() {
            encoding = declared(&bytes).unwrap_or(encoding);
        }
        if encoding != UTF_16LE && encoding != UTF_16BE {
            refuse_binary(&bytes)?;
        }
        if encoding != UTF_8 {
            bytes = transcode_all(bytes.get(skip..).unwrap_or_default(), encoding);
        } else if skip > 0 {
            bytes.drain(..skip);
        }
        decode_utf8(bytes, encoding, self.lossy, skip)
    }

    /// Transcodes a stream with a byte order mark or a named encoding to UTF-8; others are passed through. The second
    /// value decodes its rows.
    ///
    /// # Errors
    /// The first bytes cannot be read.
    pub(super) fn stream(
        self,
        mut reader: Box<dyn Read + Send>,
    ) -> io::Result<(Box<dyn BufRead + Send>, RowDecoding)> {
        let mut head = Vec::with_capacity(LONGEST_MARK);
        (&mut reader).take(LONGEST_MARK as u64).read_to_end(&mut head)?;
        let (encoding, skip) = self.encoding_of(&head);
        head.drain(..skip);
        let whole = Cursor::new(head).chain(reader);
        Ok((transcode(whole, encoding), RowDecoding { encoding, lossy: self.lossy }))
    }
}

/// How the rows of a transcoded stream are decoded.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowDecoding {
    /// The original encoding of the stream.
    pub encoding: &'static Encoding,
    /// Whether malformed bytes are replaced by U+FFFD instead of skipping the row.
    pub lossy: bool,
}

impl RowDecoding {
    /// Decodes a row or a cell. Control characters do not make it binary: that it was parsed shows that it is a table.
    pub fn decode(self, bytes: Vec<u8>) -> Result<Decoded, Undecodable> {
        decode_utf8(bytes, self.encoding, self.lossy, 0)
    }
}

/// Decodes bytes that were transcoded from `encoding`; they start `skip` bytes into the input.
fn decode_utf8(
    bytes: Vec<u8>,
    encoding: &'static Encoding,
    lossy: bool,
    skip: usize,
) -> Result<Decoded, Undecodable> {
    let mut repairs = Repairs::default();
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if lossy => {
            repairs.replaced = true;
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        }
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            if encoding == UTF_8 {
                return Err(Undecodable::NotUtf8(format!("byte {}", good + skip)));
            }
            let before = error.as_bytes().get(..good).unwrap_or_default();
            let place = String::from_utf8_lossy(before).chars().count();
            return Err(Undecodable::BadEncoding(format!("not {} (character {place})", encoding.name())));
        }
    };
    let text = tidy(text, &mut repairs);
    Ok(Decoded { text, encoding: encoding.name(), repairs })
}

/// Normalises line ends to `\n` and replaces each control character by a blank; white space is kept.
pub(super) fn tidy(text: String, repairs: &mut Repairs) -> String {
    // Branch-free, so that it is vectorised.
    let any = text.bytes().fold(false, |any, byte| any | is_control(byte));
    let text = if any {
        let control = text.bytes().filter(|byte| is_control(*byte)).count();
        let nul = memchr::memchr_iter(0, text.as_bytes()).count();
        *repairs += Repairs { nul, control: control - nul, replaced: false };
        text.replace(|c: char| c.is_ascii() && is_control(c as u8), " ")
    } else {
        text
    };
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

fn is_control(byte: u8) -> bool {
    (byte < 32) & !(9..=13).contains(&byte) | (byte == 127)
}

/// Text has almost no control bytes; programs, pictures and UTF-16 without a byte order mark have many.
pub(super) fn refuse_binary(bytes: &[u8]) -> Result<(), Undecodable> {
    let window = bytes.get(..BINARY_WINDOW.min(bytes.len())).unwrap_or_default();
    // Escape sequences are allowed: they colour text copied from a terminal.
    let control = |b: &&u8| matches!(**b, 0..=8 | 14..=26 | 28..=31);
    let count = window.iter().filter(control).count();
    if count > 4 && count * 50 > window.len() {
        let first = window.iter().position(|b| control(&b)).unwrap_or(0);
        return Err(Undecodable::Binary(format!(
            "{count} control bytes in the first {}, the first at {first}",
            window.len()
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: &[u8]) -> Result<Decoded, Undecodable> {
        Decoding::new(None, false).unwrap().decode(bytes.to_vec())
    }

    #[test]
    fn marks_are_dropped_and_obeyed() {
        assert_eq!(decode(b"\xef\xbb\xbfabc").unwrap().text, "abc");
        let utf16: Vec<u8> = "\u{feff}Ель".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let decoded = decode(&utf16).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), ("Ель", "UTF-16LE"));
    }

    #[test]
    fn one_bad_byte_is_named_wherever_it_is() {
        for at in [0, 5000, 8191, 8192, 8193] {
            let mut bytes = vec![b'a'; 10_000];
            bytes[at] = 0xff;
            assert_eq!(decode(&bytes), Err(Undecodable::NotUtf8(format!("byte {at}"))));
            let lossy = Decoding::new(None, true).unwrap().decode(bytes).unwrap();
            assert!(lossy.repairs.replaced && lossy.text.contains('\u{fffd}'));
        }
        assert_eq!(decode(b"\xef\xbb\xbfabc\xff"), Err(Undecodable::NotUtf8("byte 6".into())));
    }

    #[test]
    fn named_encodings() {
        let latin = Decoding::new(Some("latin1"), false).unwrap();
        assert_eq!(latin.decode(b"caf\xe9".to_vec()).unwrap().text, "café");
        assert!(Decoding::new(Some("klingon"), false).unwrap_err().to_string().contains("klingon"));
    }

    #[test]
    fn what_a_named_encoding_does_not_know_is_placed_or_replaced() {
        let bytes = b"\x83\x4a\x83\x4a \x81\xff".to_vec();
        let strict = Decoding::new(Some("shift_jis"), false).unwrap();
        let problem = strict.decode(bytes.clone()).unwrap_err();
        assert_eq!(problem, Undecodable::BadEncoding("not Shift_JIS (character 3)".into()));
        let decoded = Decoding { lossy: true, ..strict }.decode(bytes).unwrap();
        assert_eq!(decoded.text, "カカ \u{fffd}");
        assert!(decoded.repairs.replaced);
        // U+FFFD in the text itself is not a malformed byte.
        let utf16: Vec<u8> = "\u{feff}a\u{fffd}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&utf16).unwrap().text, "a\u{fffd}");
    }

    #[test]
    fn binary_is_told_from_a_stray_nul() {
        assert!(matches!(decode(&[0u8; 100]), Err(Undecodable::Binary(_))));
        let mut text = b"word ".repeat(100);
        text[10] = 0;
        let decoded = decode(&text).unwrap();
        assert_eq!(decoded.repairs, Repairs { nul: 1, control: 0, replaced: false });
        assert!(!decoded.text.contains('\0'));
    }

    #[test]
    fn control_characters_are_blanks_and_white_space_stays() {
        let rows = RowDecoding { encoding: UTF_8, lossy: false };
        let decoded = rows.decode(b"\x01\x02\x1b\x7f\0a\tb\r\nc\x0cd\re\x08".to_vec()).unwrap();
        assert_eq!(decoded.text, "     a\tb\nc\x0cd\ne ");
        assert_eq!(decoded.repairs, Repairs { nul: 1, control: 5, replaced: false });
    }

    fn stream(bytes: &[u8], name: Option<&str>) -> (Vec<u8>, &'static str) {
        let decoding = Decoding::new(name, false).unwrap();
        let (mut reader, rows) = decoding.stream(Box::new(Cursor::new(bytes.to_vec()))).unwrap();
        let mut output = Vec::new();
        reader.read_to_end(&mut output).unwrap();
        (output, rows.encoding.name())
    }

    #[test]
    fn a_mark_of_a_stream_is_obeyed_and_dropped_and_the_encoding_is_told() {
        let utf16: Vec<u8> = "\u{feff}id,Ель\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(stream(&utf16, None), ("id,Ель\n".into(), "UTF-16BE"));
        assert_eq!(stream(&utf16, Some("latin1")), ("id,Ель\n".into(), "UTF-16BE"));
        assert_eq!(stream(b"\xef\xbb\xbfid", Some("latin1")), (b"id".to_vec(), "UTF-8"));
        assert_eq!(stream(b"caf\xe9", Some("latin1")), ("café".into(), "windows-1252"));
        for short in [&b""[..], b"a", b"\xef\xbb"] {
            assert_eq!(stream(short, None), (short.to_vec(), "UTF-8"));
        }
    }
}
