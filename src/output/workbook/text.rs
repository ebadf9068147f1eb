//! Texts of cells: what acts upon a reader's screen is made visible, and what is too long is cut with a mark.

/// What stands for the rest of a text that was cut.
const CUT: char = '…';

/// Whether a character has no place in a cell: a control character, or an embedding, override or isolate of direction.
/// Marks of direction, which texts of some languages need, have one.
fn is_out_of_place(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
}

/// `text` on one line, with every such character as an escape.
pub(super) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => shown.push(' '),
            c if is_out_of_place(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    shown
}

/// The same of at most `most` characters, the mark among them.
pub(super) fn cut(text: &str, most: usize) -> String {
    let mut shown = visible(text);
    if let Some((last, _)) = shown.char_indices().nth(most.saturating_sub(1))
        && shown.chars().nth(most).is_some()
    {
        shown.truncate(last);
        shown.push(CUT);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_one_visible_line() {
        assert_eq!(visible("=HYPERLINK(\"a\")\r\nb\u{1b}"), "=HYPERLINK(\"a\")  b\\u{1b}");
        assert_eq!(visible("a\u{202e}b\u{200f}"), "a\\u{202e}b\u{200f}");
        assert_eq!(cut("abcdef", 6), "abcdef");
        assert_eq!(cut("abcdefg", 6), "abcde…");
        assert_eq!(cut(&"é".repeat(40_000), 1_000).chars().count(), 1_000);
    }
}
