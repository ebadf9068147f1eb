//! Text in a given number of columns of a terminal: wide characters take two, marks none.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What stands for the rest of a text that was cut.
const CUT: &str = "…";

/// `text` in at most `width` columns, its end cut with a mark.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    if width == 0 {
        return String::new();
    }
    let (head, _) = split(text, width - 1);
    format!("{}{CUT}", head.trim_end())
}

/// `text` in at most `width` columns, its beginning cut with a mark.
pub(super) fn cut_head(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut tail = text;
    while tail.width() >= width.max(1) {
        tail = tail.char_indices().nth(1).and_then(|(next, _)| tail.get(next..)).unwrap_or_default();
    }
    if width == 0 { String::new() } else { format!("{CUT}{tail}") }
}

/// `text` filled with blanks to `width` columns, on the left if it `leads`.
pub(super) fn pad(text: &str, width: usize, leads: bool) -> String {
    let blanks = " ".repeat(width.saturating_sub(text.width()));
    if leads { blanks + text } else { text.to_owned() + &blanks }
}

/// `text` in at most `lines` lines of at most `width` columns, broken at white space where there is some. What does not
/// fit is cut with a mark.
pub(super) fn fold(text: &str, width: usize, lines: usize) -> Vec<String> {
    let mut folded: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut words: Vec<&str> = text.split_whitespace().rev().collect();
    while let Some(word) = words.pop() {
        let needed = line.width() + usize::from(!line.is_empty()) + word.width();
        if needed <= width {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
            continue;
        }
        if folded.len() + 1 == lines {
            let rest = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            // There is more behind it in any case, or it is too long itself.
            let more = if words.is_empty() { rest } else { rest + CUT };
            folded.push(cut(&more, width));
            return folded;
        }
        if line.is_empty() {
            let (head, tail) = split(word, width);
            if head.is_empty() {
                // Not even one character fits.
                return folded;
            }
            folded.push(head.to_owned());
            words.push(tail);
        } else {
            folded.push(std::mem::take(&mut line));
            words.push(word);
        }
    }
    if !line.is_empty() {
        folded.push(line);
    }
    folded
}

/// Cuts `text` behind as many characters as fit into `width` columns.
fn split(text: &str, width: usize) -> (&str, &str) {
    let mut end = 0;
    let mut columns = 0;
    for (at, character) in text.char_indices() {
        columns += character.width().unwrap_or(0);
        if columns > width {
            break;
        }
        end = at + character.len_utf8();
    }
    // Signs that are narrower or wider together than alone.
    while text.get(..end).is_some_and(|head| head.width() > width) {
        end = text.get(..end).and_then(|head| head.char_indices().next_back()).map_or(0, |(at, _)| at);
    }
    text.split_at_checked(end).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wide_characters_and_marks_count_as_they_are_shown() {
        assert_eq!(cut("日本語の新聞", 7), "日本語…");
        assert_eq!(cut("日本語の新聞", 8), "日本語…");
        assert_eq!(cut("cafe\u{301}s", 5), "cafe\u{301}s");
        assert_eq!(cut("word and", 6), "word…");
        assert_eq!(cut_head("outlet/2031/article.txt", 12), "…article.txt");
        assert_eq!(cut_head("日本語", 5), "…本語");
        assert_eq!(pad("日本", 6, false), "日本  ");
        assert_eq!(pad("1.5", 6, true), "   1.5");
    }

    #[test]
    fn lines_are_broken_at_blanks_and_the_rest_is_cut() {
        assert_eq!(fold("one two three four", 9, 3), ["one two", "three", "four"]);
        assert_eq!(fold("one two three four", 9, 2), ["one two", "three fo…"]);
        assert_eq!(fold("one two", 9, 2), ["one two"]);
        assert_eq!(fold("incomprehensible", 6, 5), ["incomp", "rehens", "ible"]);
        assert_eq!(fold("", 6, 2), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_it_may_be(text in "[a-z日👨‍👩👍🏽e\u{301} ]{0,60}", width in 1usize..30, lines in 1usize..4) {
            prop_assert!(cut(&text, width).width() <= width);
            let folded = fold(&text, width, lines);
            prop_assert!(folded.len() <= lines);
            for line in folded {
                prop_assert!(line.width() <= width, "{line:?}");
            }
        }
    }
}
