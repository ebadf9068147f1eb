//! Plain text out of what pages hold.

use dom_smoothie::Readability;

/// Characters that only say where a word may be broken, or nothing: they would part words.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// A text as one line without character references, which many sites leave in; none if nothing is left.
pub fn decoded(text: &str) -> Option<String> {
    let flat = |text: &str| text.replace(is_invisible, "").split_whitespace().collect::<Vec<_>>().join(" ");
    let text = if text.contains('&') {
        // The parser knows them all; a title holds no tags.
        let title = format!("<title>{}</title>", text.replace('<', "&lt;"));
        flat(&Readability::from(title).doc.select("title").text())
    } else {
        flat(text)
    };
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_what_cannot_be_seen_are_gone() {
        for (text, plain) in [
            ("A &amp; B", "A & B"),
            (" Nacht\u{ad}zug\n&#8211; a  day ", "Nachtzug – a day"),
            ("</title><b>&lt;", "</title><b><"),
            ("AT&T", "AT&T"),
        ] {
            assert_eq!(decoded(text).as_deref(), Some(plain));
        }
        assert_eq!(decoded(" \u{200b} "), None);
    }
}
