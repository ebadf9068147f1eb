//! Detection: in which legacy encoding bytes are that are not UTF-8.
//!
//! Bytes with a valid multi-byte sequence of UTF-8 are a UTF-8 text with a broken byte, and are not guessed at: such
//! sequences come about by chance in no text of a European encoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, WINDOWS_1252};

/// Bytes from the first that is not ASCII on which the detection rests.
const WINDOW: usize = 1 << 20;

/// Bytes beyond ASCII that are too few to tell one encoding from another.
const FEW: usize = 4;

/// The letter y with two dots, which the byte `ff` is in Western European encodings and which no word of theirs needs.
const FILLER: u8 = 0xff;

/// The encoding of `bytes`, which are not valid UTF-8; none if they may be UTF-8 all the same, or if no encoding gives
/// a text.
pub(super) fn detect(bytes: &[u8]) -> Option<&'static Encoding> {
    let first = bytes.iter().position(|byte| !byte.is_ascii())?;
    // The letters before it tell whether it stands in a word.
    let start = first.saturating_sub(256);
    let window = bytes.get(start..bytes.len().min(first + WINDOW))?;
    if holds_utf8(bytes) || is_cut(bytes) || legacy(window).all(|byte| byte == FILLER) {
        return None;
    }
    let (western, _) = WINDOWS_1252.decode_without_bom_handling(window);
    // Half of a punctuation mark of UTF-8.
    if western.contains("â€") {
        return None;
    }
    if is_text(&western) && has_few_letters(&western) {
        return Some(WINDOWS_1252);
    }
    if legacy(window).count() < FEW {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(window, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, malformed) = encoding.decode_without_bom_handling(window);
    (!malformed && is_text(&text)).then_some(encoding)
}

/// Whether there is a valid sequence of several bytes.
pub(super) fn holds_utf8(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

/// Whether the only fault is that the last character, of which two bytes are there, was cut.
fn is_cut(bytes: &[u8]) -> bool {
    let fault = std::str::from_utf8(bytes).err();
    fault.is_some_and(|fault| fault.error_len().is_none() && bytes.len() - fault.valid_up_to() > 1)
}

fn legacy(bytes: &[u8]) -> impl Iterator<Item = u8> {
    bytes.iter().copied().filter(|byte| !byte.is_ascii())
}

/// A text has no control characters of the second set and none for private use.
fn is_text(text: &str) -> bool {
    !text.contains(|c: char| matches!(c, '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}'))
}

/// Whether letters beyond ASCII are as rare as in English, which has them in loan words and names: three, or three in
/// a hundred. Frequencies tell nothing of so few, and every language that is written in another encoding has more.
fn has_few_letters(text: &str) -> bool {
    let (mut ascii, mut others) = (0usize, 0usize);
    for letter in text.chars().filter(|c| c.is_alphabetic()) {
        if letter.is_ascii() { ascii += 1 } else { others += 1 }
    }
    others < FEW || others * 100 < 3 * ascii
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{KOI8_R, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253};

    const TEXTS: [(&str, &Encoding); 12] = [
        ("The minister met reporters at a caf\u{e9}.", WINDOWS_1252),
        ("“We won’t pay,” said the na\u{ef}ve director – twice.", WINDOWS_1252),
        ("The fine was £40 million, the ministry’s spokesman said.", WINDOWS_1252),
        ("Der Präsident begrüßte die Gäste aus Österreich und der Türkei.", WINDOWS_1252),
        ("Le président a été reçu à l’Élysée par son homologue français.", WINDOWS_1252),
        ("El año pasado, la señora Núñez criticó la decisión.", WINDOWS_1252),
        ("A decisão do governo não agradou às organizações.", WINDOWS_1252),
        ("Statsministeren sa at også Norge må følge avtalen på sjøen.", WINDOWS_1252),
        ("Rząd ogłosił, że środki będą dostępne w przyszłym tygodniu, źródła milczą.", WINDOWS_1250),
        ("Президент заявил, что переговоры завершились успешно.", WINDOWS_1251),
        ("Президент заявил, что переговоры завершились успешно.", KOI8_R),
        ("Η κυβέρνηση ανακοίνωσε νέα μέτρα για την οικονομία.", WINDOWS_1253),
    ];

    #[test]
    fn news_in_european_encodings_is_read_as_it_was_written() {
        for (text, encoding) in TEXTS {
            let (bytes, _, lost) = encoding.encode(text);
            assert!(!lost, "{text}");
            let found = detect(&bytes).map(|found| found.decode_without_bom_handling(&bytes).0.into_owned());
            assert_eq!(found.as_deref(), Some(text), "{}", encoding.name());
        }
    }

    #[test]
    fn a_broken_utf_8_text_is_not_guessed_at() {
        for bytes in [
            &b"caf\xc3\xa9 and caf\xe9"[..],
            b"The end of it\xe2\x80",
            b"The \xe2\x80 half of a dash",
            b"aaa\xffaaa",
            b"\x81\x8d\x9d",
            b"",
            b"ascii",
        ] {
            assert_eq!(detect(bytes).map(Encoding::name), None, "{bytes:?}");
        }
    }
}
