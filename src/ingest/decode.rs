//! Decoding: bytes to text. UTF-8 unless a byte order mark or `--encoding` says otherwise; nothing is guessed.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Control bytes in the first part of a file from which it counts as binary.
const BINARY_WINDOW: usize = 8192;

/// How bytes become text.
#[derive(Debug, Clone, Copy)]
pub struct Decoding {
    /// What `--encoding` said.
    pub encoding: Option<&'static Encoding>,
    /// Whether bad bytes become U+FFFD instead of a skip.
    pub lossy: bool,
}

/// An encoding that nobody knows.
#[derive(Debug, thiserror::Error)]
#[error(
    "unknown encoding '{0}'; names are those of the web, such as windows-1252, iso-8859-2, koi8-r, utf-16le"
)]
pub struct UnknownEncoding(pub String);

/// Why bytes are no text.
#[derive(Debug, PartialEq, Eq)]
pub enum Undecodable {
    /// They are not meant to be.
    Binary(String),
    /// They are, in some other encoding.
    Bad(String),
}

/// A text with what was done to it.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, line ends made `\n`.
    pub text: String,
    /// Name of the encoding.
    pub encoding: &'static str,
    /// Stray NUL characters that became blanks.
    pub nul: usize,
    /// Whether bad bytes were replaced.
    pub replaced: bool,
}

impl Decoding {
    /// The settings for `--encoding NAME` and `--lossy`.
    ///
    /// # Errors
    /// A name that the web does not know.
    pub fn new(name: Option<&str>, lossy: bool) -> Result<Self, UnknownEncoding> {
        let encoding = match name {
            None => None,
            Some(name) => {
                Some(Encoding::for_label(name.as_bytes()).ok_or_else(|| UnknownEncoding(name.to_owned()))?)
            }
        };
        Ok(Self { encoding, lossy })
    }

    /// Decodes a whole text.
    ///
    /// # Errors
    /// Binary, or bad bytes (with the offset of the first for UTF-8).
    pub fn decode(&self, bytes: Vec<u8>) -> Result<Decoded, Undecodable> {
        let marked = Encoding::for_bom(&bytes);
        let (encoding, skip) = match (marked, self.encoding) {
            (Some((encoding, skip)), _) => (encoding, skip),
            (None, Some(encoding)) => (encoding, 0),
            (None, None) => (UTF_8, 0),
        };
        if encoding != UTF_16LE && encoding != UTF_16BE {
            refuse_binary(&bytes)?;
        }
        let (text, replaced) = if encoding == UTF_8 {
            utf8(bytes, skip, self.lossy)?
        } else {
            let (text, bad) = encoding.decode_without_bom_handling(bytes.get(skip..).unwrap_or_default());
            if bad && !self.lossy {
                let place = text.chars().position(|c| c == '\u{fffd}').unwrap_or(0);
                return Err(Undecodable::Bad(format!("not {} (character {place})", encoding.name())));
            }
            (text.into_owned(), bad)
        };
        let nul = memchr::memchr_iter(0, text.as_bytes()).count();
        let text = if nul > 0 { text.replace('\0', " ") } else { text };
        let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
        Ok(Decoded { text, encoding: encoding.name(), nul, replaced })
    }
}

fn utf8(mut bytes: Vec<u8>, skip: usize, lossy: bool) -> Result<(String, bool), Undecodable> {
    if skip > 0 {
        bytes.drain(..skip);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text, false)),
        Err(error) if lossy => Ok((String::from_utf8_lossy(error.as_bytes()).into_owned(), true)),
        Err(error) => Err(Undecodable::Bad(format!("byte {}", error.utf8_error().valid_up_to() + skip))),
    }
}

/// A text has almost no control bytes; a program, a picture or UTF-16 without its mark is full of them.
fn refuse_binary(bytes: &[u8]) -> Result<(), Undecodable> {
    let window = bytes.get(..BINARY_WINDOW.min(bytes.len())).unwrap_or_default();
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
            assert_eq!(decode(&bytes), Err(Undecodable::Bad(format!("byte {at}"))));
            let lossy = Decoding::new(None, true).unwrap().decode(bytes).unwrap();
            assert!(lossy.replaced && lossy.text.contains('\u{fffd}'));
        }
    }

    #[test]
    fn named_encodings() {
        let latin = Decoding::new(Some("latin1"), false).unwrap();
        assert_eq!(latin.decode(b"caf\xe9".to_vec()).unwrap().text, "café");
        assert!(Decoding::new(Some("klingon"), false).unwrap_err().to_string().contains("klingon"));
    }

    #[test]
    fn binary_is_told_from_a_stray_nul() {
        assert!(matches!(decode(&[0u8; 100]), Err(Undecodable::Binary(_))));
        let mut text = b"word ".repeat(100);
        text[10] = 0;
        let decoded = decode(&text).unwrap();
        assert_eq!(decoded.nul, 1);
        assert!(!decoded.text.contains('\0'));
    }
}
