//! Marks that mislead the sentence rules: they split no quotation, so a mark that opens none hides the ends of sentences up
//! to the next one.

use std::borrow::Cow;

/// Stands in place of a quotation mark; no rule knows it.
const NO_MARK: u8 = b'~';

/// `text` for the sentence rules, of the same length in bytes: a letter in place of each apostrophe between two letters,
/// which they may take for a quotation mark, and [`NO_MARK`] in place of each straight quotation mark that opens what
/// nothing closes (in news each paragraph of a long quotation opens anew, and only the last closes; a scrape may run
/// them together) or closes what nothing opened (five inches, 5").
pub(super) fn without_misleading_marks(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut masked: Option<Vec<u8>> = None;
    let mut mask = |at: usize, by: u8| {
        if let Some(byte) = masked.get_or_insert_with(|| bytes.to_vec()).get_mut(at) {
            *byte = by;
        }
    };
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let mut open = None;
    for at in memchr::memchr2_iter(b'\'', b'"', bytes) {
        if bytes.get(at) == Some(&b'\'') {
            if at > 0 && letter(at - 1) && letter(at + 1) {
                mask(at, b'x');
            }
            continue;
        }
        match (side(bytes, at), open) {
            (Some(Side::Opens), before) => {
                if let Some(before) = before {
                    mask(before, NO_MARK);
                }
                open = Some(at);
            }
            (Some(Side::Closes), None) => {
                if at > 0 && bytes.get(at - 1).is_some_and(u8::is_ascii_alphanumeric) {
                    mask(at, NO_MARK);
                }
            }
            (_, Some(_)) => open = None,
            (None, None) => open = Some(at),
        }
    }
    if let Some(at) = open {
        mask(at, NO_MARK);
    }
    masked.and_then(|bytes| String::from_utf8(bytes).ok()).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// What a straight mark does by what is beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
}

/// The side of the mark at a byte; none where blanks or none are on both sides.
fn side(bytes: &[u8], at: usize) -> Option<Side> {
    let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied();
    let after = bytes.get(at + 1).copied();
    let blank = |byte: Option<u8>| byte.is_none_or(|byte| byte.is_ascii_whitespace());
    let bracket = matches!(before, Some(b'(' | b'['));
    match (blank(before) || bracket, blank(after)) {
        (true, false) => Some(Side::Opens),
        (false, true) => Some(Side::Closes),
        // "…left", he said: punctuation after a mark closes it; before one it is no blank.
        (false, false) => after.is_some_and(|byte| byte.is_ascii_punctuation()).then_some(Side::Closes),
        (true, true) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_in_pairs_stay() {
        for text in ["No marks.", "\"Go,\" he said. \"Now.\"", "(\"Go\")", "a \" b \" c"] {
            assert_eq!(without_misleading_marks(text), text);
        }
    }

    #[test]
    fn what_opens_anew_was_not_open_and_what_is_never_closed_is_not_either() {
        assert_eq!(without_misleading_marks("\"A b. \"C d.\" E"), "~A b. \"C d.\" E");
        assert_eq!(without_misleading_marks("He said: \"A b."), "He said: ~A b.");
    }

    #[test]
    fn inches_and_apostrophes_are_no_quotation_marks() {
        assert_eq!(without_misleading_marks("a 5\" disc, \"so\""), "a 5~ disc, \"so\"");
        assert_eq!(without_misleading_marks("Quill's 'own' don't"), "Quillxs 'own' donxt");
        assert_eq!(without_misleading_marks("It ended.\" He"), "It ended.\" He");
    }

    proptest! {
        #[test]
        fn every_other_byte_stays(text in "[a-z\"' .\\(é]{0,60}") {
            let masked = without_misleading_marks(&text);
            prop_assert_eq!(masked.len(), text.len());
            for (now, then) in masked.bytes().zip(text.bytes()) {
                prop_assert!(now == then || matches!(then, b'"' | b'\''));
            }
        }
    }
}
