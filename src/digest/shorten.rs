//! Texts of a corpus in a length that a reader can take.

/// Most characters of a headline.
pub const LONGEST_TITLE: usize = 200;
/// Most characters of a name of an outlet, an actor or a topic, and of a cue.
pub const LONGEST_NAME: usize = 80;
/// Most characters of an address.
pub const LONGEST_URL: usize = 500;

/// Most characters of a sentence that stands for something.
pub const LONGEST_EXAMPLE: usize = 1_000;

/// A text on one line, cut with a mark where it is longer.
pub fn shorten(text: &str, most: usize) -> String {
    // More is not looked at: a cell of a table may hold megabytes.
    let start = text.char_indices().nth(8 * most).map_or(text, |(at, _)| text.get(..at).unwrap_or(text));
    let mut line = start.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = line.char_indices().nth(most) {
        line.truncate(at);
        line.push('…');
    } else if start.len() < text.len() {
        line.push('…');
    }
    line
}

/// A cell that holds something.
pub fn given(cell: &Option<String>) -> Option<&str> {
    cell.as_deref().filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_with_a_mark() {
        assert_eq!(shorten("a\n b", 5), "a b");
        assert_eq!(shorten("abcdef", 5), "abcde…");
        assert_eq!(shorten(&"é".repeat(40_000), LONGEST_TITLE).chars().count(), LONGEST_TITLE + 1);
        assert_eq!(shorten(&format!("a{}b", " ".repeat(9_000)), 5), "a…");
        assert_eq!(given(&Some(String::new())), None);
    }
}
