//! Mojibake: text that was UTF-8, was read in a single-byte encoding of Western Europe, and was written again.

use encoding_rs::WINDOWS_1252;

/// The byte with which each letter that such a text is full of begins, in UTF-8: those from `Â` to `ô`.
const LEAD: u8 = 0xc3;

/// Whether a text looks like UTF-8 read as Latin-1 or Windows-1252: it holds the remains of a punctuation mark or of an
/// emoji, of a letter inside a word, or of two letters.
pub(super) fn is_mojibake(text: &str) -> bool {
    let mut letters = 0;
    for at in memchr::memchr_iter(LEAD, text.as_bytes()) {
        match text.get(at..).and_then(remains) {
            Some('\u{2000}'..='\u{214f}' | '\u{1f300}'..='\u{1faff}') => return true,
            // Other pairs are there by chance, such as a closing quotation mark behind ß.
            Some(letter @ '\u{80}'..='\u{4ff}') => {
                let before = text.get(..at).and_then(|before| before.chars().next_back());
                if letter.is_alphabetic() && before.is_some_and(|c| c.is_ascii_lowercase()) {
                    return true;
                }
                letters += 1;
            }
            _ => {}
        }
    }
    letters > 1
}

/// The character whose bytes the first letters of `text` are.
fn remains(text: &str) -> Option<char> {
    let mut bytes = [0; 4];
    let mut letters = text.chars();
    let first = byte_of(letters.next()?)?;
    let length = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    *bytes.first_mut()? = first;
    for slot in bytes.get_mut(1..length)? {
        *slot = byte_of(letters.next()?)?;
    }
    std::str::from_utf8(bytes.get(..length)?).ok()?.chars().next()
}

/// The byte of a character in Windows-1252, or in Latin-1, which has control characters where that has marks.
fn byte_of(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return (byte >= 0x80).then_some(byte);
    }
    let mut letter = [0; 4];
    match &*WINDOWS_1252.encode(c.encode_utf8(&mut letter)).0 {
        [byte] => Some(*byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn twice(text: &str) -> String {
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(text.as_bytes());
        text.into_owned()
    }

    #[test]
    fn text_that_was_decoded_twice_is_recognised() {
        for text in
            ["It’s over", "a café", "the naïve plan", "“So” it is", "– no –", "Gäste aus Österreich", "Ель"]
        {
            assert!(is_mojibake(&twice(text)), "{}", twice(text));
        }
        // Latin-1 has control characters there.
        assert!(is_mojibake("It\u{e2}\u{80}\u{99}s over"));
    }

    #[test]
    fn letters_of_europe_are_none() {
        for text in [
            "It’s over",
            "SÃO PAULO, São Tomé",
            "Ângela, l'Âge d'or",
            "Österreich, Ævar, Ðuro, Þór",
            "the letter «Â»",
            "„Spaß“ und „Gruß“, Fuß–Ball",
            "the “café”—and the “rosé”—",
            "Ñandú et déjà vu …",
            "Ế Ề Ể",
            "",
        ] {
            assert!(!is_mojibake(text), "{text}");
        }
    }
}
