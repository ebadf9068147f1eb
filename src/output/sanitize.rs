//! Untrusted text for terminals: control characters and direction overrides are escaped.

use std::borrow::Cow;

/// Whether a character moves the cursor, changes the terminal, or turns the text around it: a control character, an
/// embedding, override, isolate or mark of direction.
#[must_use]
pub fn is_dangerous(c: char) -> bool {
    let turns = matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    c.is_control() || turns
}

/// `text` with every dangerous character escaped; line ends too.
#[must_use]
pub fn sanitize(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_dangerous) {
        Cow::Owned(
            text.chars()
                .flat_map(|c| if is_dangerous(c) { c.escape_unicode().collect() } else { vec![c] })
                .collect(),
        )
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_move_the_cursor() {
        assert_eq!(sanitize("a\u{1b}[2Jb"), "a\\u{1b}[2Jb");
    }

    #[test]
    fn a_name_cannot_be_turned_around() {
        assert_eq!(sanitize("a\u{202e}b"), "a\\u{202e}b");
        for sign in ['\u{61c}', '\u{200f}', '\u{202a}', '\u{2066}', '\u{2069}'] {
            assert_eq!(sanitize(&sign.to_string()), format!("\\u{{{:x}}}", u32::from(sign)));
        }
        assert!(matches!(sanitize("Ель مرحبا שלום"), Cow::Borrowed(_)));
    }
}
