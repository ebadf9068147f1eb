//! Decoding: bytes to text. A byte order mark says the encoding, or `--encoding`; else it is UTF-8, or for bytes that
//! are not, the one that the text declares or that is detected.

use super::charset::{Charset, LONGEST_MARK};
use super::detect::detect;
use super::encoding_by::EncodingBy;
use super::ledger::Reason;
use super::mojibake::is_mojibake;
use super::transcode::{transcode, transcode_all};
use super::undecided::{Decision, Undecided};
use crate::tsv::Hint;
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8};
use std::io::{self, BufRead, Cursor, Read};
use std::ops::AddAssign;

/// Bytes at the start of a file that are checked for control bytes, many of which mean a binary file.
const BINARY_WINDOW: usize = 8192;

/// How bytes are unpacked and decoded; UTF-8 by default.
#[derive(Debug, Clone, Copy, Default)]
pub struct Decoding {
    /// The encoding given by `--encoding`.
    pub encoding: Option<&'static Encoding>,
    /// Whether malformed bytes are replaced by U+FFFD instead of skipping the document.
    pub lossy: bool,
    /// The encoding that the text itself declares, for bytes that are not UTF-8.
    pub declared: Option<&'static Encoding>,
    /// The most bytes that a compressed input is unpacked to, if the user says so.
    pub max_unpacked: Option<u64>,
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
    /// Whether it looks like UTF-8 that was read as Latin-1; nothing was done about it.
    pub mojibake: bool,
}

impl AddAssign for Repairs {
    fn add_assign(&mut self, other: Self) {
        self.nul += other.nul;
        self.control += other.control;
        self.replaced |= other.replaced;
        self.mojibake |= other.mojibake;
    }
}

/// A decoded text and its repairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text: line ends are `\n`, control characters other than white space are replaced by blanks.
    pub text: String,
    /// Name of the encoding.
    pub encoding: &'static str,
    /// How it was found.
    pub encoding_by: EncodingBy,
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
        Self { text, encoding: UTF_8.name(), encoding_by: EncodingBy::Utf8, repairs }
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
        Ok(Self { encoding, lossy, ..Self::default() })
    }

    /// These settings for a text that declares its encoding by that label, as a web page does. It counts where there is
    /// no byte order mark and no `--encoding`, and the text is not UTF-8: many a page was saved as UTF-8 and still
    /// declares what it was before. A label that nobody knows declares nothing.
    #[must_use]
    pub fn declaring(self, label: &[u8]) -> Self {
        Self { declared: Encoding::for_label(label), ..self }
    }

    /// What a byte order mark at the start of `head` or `--encoding` says: the encoding, the length of the mark, and
    /// which of the two it is.
    fn said(&self, head: &[u8]) -> Option<(Charset, usize, EncodingBy)> {
        if let Some((charset, length)) = Charset::of_mark(head) {
            return Some((charset, length, EncodingBy::Mark));
        }
        self.encoding.map(|encoding| (Charset::Web(encoding), 0, EncodingBy::Option))
    }

    /// The encoding of bytes that are not UTF-8, from what they declare or what they are; none if they may be UTF-8.
    fn other_than_utf8(&self, bytes: &[u8]) -> Option<(Charset, EncodingBy)> {
        match self.declared.filter(|encoding| *encoding != UTF_8) {
            Some(encoding) => Some((Charset::Web(encoding), EncodingBy::Declared)),
            None => detect(bytes).map(|encoding| (Charset::Web(encoding), EncodingBy::Detected)),
        }
    }

    /// Decodes a whole text.
    ///
    /// # Errors
    /// Binary, or malformed bytes (with the offset of the first for UTF-8).
    pub fn decode(&self, mut bytes: Vec<u8>) -> Result<Decoded, Undecodable> {
        let said = self.said(&bytes);
        if !said.is_some_and(|(charset, _, _)| charset.is_wide()) {
            refuse_binary(&bytes)?;
        }
        let (charset, skip, by) = match said {
            Some(said) => said,
            None => {
                // This encoding is written in ASCII alone.
                let hidden = self.declared == Some(ISO_2022_JP) && bytes.is_ascii();
                let utf8 = !hidden && std::str::from_utf8(&bytes).is_ok();
                let other = if utf8 { None } else { self.other_than_utf8(&bytes) };
                let (charset, by) = other.unwrap_or((Charset::UTF_8, EncodingBy::Utf8));
                (charset, 0, by)
            }
        };
        if charset != Charset::UTF_8 {
            bytes = transcode_all(bytes.get(skip..).unwrap_or_default(), charset);
        } else if skip > 0 {
            bytes.drain(..skip);
        }
        decode_utf8(bytes, charset, by, self.lossy, skip)
    }

    /// Transcodes a stream to UTF-8: from the encoding that its byte order mark or `--encoding` says, or from that which
    /// its first letters beyond ASCII show. The second value decodes its rows.
    ///
    /// # Errors
    /// The first bytes cannot be read.
    pub(super) fn stream(
        self,
        mut reader: Box<dyn Read + Send>,
    ) -> io::Result<(Box<dyn BufRead + Send>, RowDecoding)> {
        let mut head = Vec::with_capacity(LONGEST_MARK);
        (&mut reader).take(LONGEST_MARK as u64).read_to_end(&mut head)?;
        let Some((charset, skip, by)) = self.said(&head) else {
            let (stream, decision) = Undecided::new(Cursor::new(head).chain(reader));
            return Ok((
                Box::new(stream),
                RowDecoding { encoding: Known::Later(decision), lossy: self.lossy },
            ));
        };
        head.drain(..skip);
        let whole = Cursor::new(head).chain(reader);
        Ok((transcode(whole, charset), RowDecoding { encoding: Known::Said(charset, by), lossy: self.lossy }))
    }
}

/// What is known of the encoding of a stream.
#[derive(Debug, Clone)]
enum Known {
    /// It was said.
    Said(Charset, EncodingBy),
    /// It is decided by the first row that is not ASCII.
    Later(Decision),
}

/// How the rows of a transcoded stream are decoded.
#[derive(Debug, Clone)]
pub(super) struct RowDecoding {
    /// The original encoding of the stream.
    encoding: Known,
    /// Whether malformed bytes are replaced by U+FFFD instead of skipping the row.
    lossy: bool,
}

impl RowDecoding {
    /// Decodes a row or a cell. Control characters do not make it binary: that it was parsed shows that it is a table.
    pub fn decode(&self, bytes: Vec<u8>) -> Result<Decoded, Undecodable> {
        let (charset, by) = match &self.encoding {
            Known::Said(charset, by) => (*charset, *by),
            // Such rows are the same in every encoding, whether it is decided yet or not.
            Known::Later(_) if bytes.is_ascii() => (Charset::UTF_8, EncodingBy::Utf8),
            Known::Later(decision) => match decision.get() {
                Some(charset) if *charset != Charset::UTF_8 => (*charset, EncodingBy::Detected),
                Some(_) | None => (Charset::UTF_8, EncodingBy::Utf8),
            },
        };
        let decoded = decode_utf8(bytes, charset, by, self.lossy, 0)?;
        if by == EncodingBy::Detected && decoded.repairs.mojibake {
            return Err(Undecodable::BadEncoding(format!("UTF-8 among {}", charset.name())));
        }
        Ok(decoded)
    }
}

/// Decodes bytes that were transcoded from `charset`; they start `skip` bytes into the input.
fn decode_utf8(
    bytes: Vec<u8>,
    charset: Charset,
    encoding_by: EncodingBy,
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
            if charset == Charset::UTF_8 {
                return Err(Undecodable::NotUtf8(format!("byte {}", good + skip)));
            }
            let before = error.as_bytes().get(..good).unwrap_or_default();
            let place = String::from_utf8_lossy(before).chars().count();
            return Err(Undecodable::BadEncoding(format!("not {} (character {place})", charset.name())));
        }
    };
    let text = tidy(text, &mut repairs);
    Ok(Decoded { text, encoding: charset.name(), encoding_by, repairs })
}

/// Normalises line ends to `\n` and replaces each control character by a blank; white space is kept. Says whether the
/// text is mojibake, for which the control characters of Latin-1 have to be there still.
pub(super) fn tidy(text: String, repairs: &mut Repairs) -> String {
    repairs.mojibake |= is_mojibake(&text);
    // Branch-free, so that it is vectorised.
    let any = text.bytes().fold(false, |any, byte| any | is_control(byte));
    let text = if any {
        let control = text.bytes().filter(|byte| is_control(*byte)).count();
        let nul = memchr::memchr_iter(0, text.as_bytes()).count();
        *repairs += Repairs { nul, control: control - nul, ..Repairs::default() };
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
        assert_eq!(decoded.repairs, Repairs { nul: 1, ..Repairs::default() });
        assert!(!decoded.text.contains('\0'));
    }

    #[test]
    fn control_characters_are_blanks_and_white_space_stays() {
        let rows = RowDecoding { encoding: Known::Said(Charset::UTF_8, EncodingBy::Utf8), lossy: false };
        let decoded = rows.decode(b"\x01\x02\x1b\x7f\0a\tb\r\nc\x0cd\re\x08".to_vec()).unwrap();
        assert_eq!(decoded.text, "     a\tb\nc\x0cd\ne ");
        assert_eq!(decoded.repairs, Repairs { nul: 1, control: 5, ..Repairs::default() });
    }

    fn stream(bytes: &[u8], name: Option<&str>) -> (Vec<u8>, &'static str) {
        let decoding = Decoding::new(name, false).unwrap();
        let (mut reader, rows) = decoding.stream(Box::new(Cursor::new(bytes.to_vec()))).unwrap();
        let mut output = Vec::new();
        reader.read_to_end(&mut output).unwrap();
        let encoding = rows.decode("é".into()).unwrap().encoding;
        (output, encoding)
    }

    #[test]
    fn utf_32_is_told_by_its_mark() {
        for (bytes, name) in [
            ("\u{feff}Ель".chars().flat_map(|c| (c as u32).to_le_bytes()).collect::<Vec<u8>>(), "UTF-32LE"),
            ("\u{feff}Ель".chars().flat_map(|c| (c as u32).to_be_bytes()).collect(), "UTF-32BE"),
        ] {
            let decoded = decode(&bytes).unwrap();
            let found = (decoded.text.as_str(), decoded.encoding, decoded.encoding_by);
            assert_eq!(found, ("Ель", name, EncodingBy::Mark));
            assert_eq!(stream(&bytes, Some("latin1")), ("Ель".into(), name));
        }
    }

    #[test]
    fn what_is_not_utf_8_is_detected_unless_it_declares_or_may_be_utf_8() {
        let decoded = decode(b"The fianc\xe9e of Caf\xe9 Rossi won.").unwrap();
        assert_eq!((decoded.encoding, decoded.encoding_by), ("windows-1252", EncodingBy::Detected));
        assert_eq!(decoded.text, "The fiancée of Café Rossi won.");
        let declared = Decoding::default().declaring(b"iso-8859-2").decode(b"\xb6roda".to_vec()).unwrap();
        let found = (declared.text.as_str(), declared.encoding, declared.encoding_by);
        assert_eq!(found, ("środa", "ISO-8859-2", EncodingBy::Declared));
        // A declaration that does not hold.
        let utf8 = Decoding::default().declaring(b"iso-8859-1").decode("café".into()).unwrap();
        assert_eq!((utf8.text.as_str(), utf8.encoding_by), ("café", EncodingBy::Utf8));
        let both = b"caf\xc3\xa9 caf\xe9";
        assert_eq!(decode(both), Err(Undecodable::NotUtf8("byte 9".into())));
    }

    #[test]
    fn rows_in_another_encoding_than_the_first_are_no_rows() {
        // The second row is behind the bytes that the decision rests on.
        let latin = [b"caf\xe9\n".to_vec(), vec![b'\n'; 70_000], "a café\n".into()].concat();
        let (mut reader, rows) = Decoding::default().stream(Box::new(Cursor::new(latin))).unwrap();
        let mut lines = String::new();
        reader.read_to_string(&mut lines).unwrap();
        let filled = lines.lines().filter(|line| !line.is_empty());
        let found: Vec<_> = filled.map(|line| rows.decode(line.into()).map(|row| row.text)).collect();
        let problem = Undecodable::BadEncoding("UTF-8 among windows-1252".into());
        assert_eq!(found, [Ok("café".to_owned()), Err(problem)]);
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
