//! Quotations: text between quotation marks, over any number of sentences.
//!
//! Marks are straight or curly, double or single, low, angle, or two apostrophes. In news style a quotation may run over
//! paragraphs, each of which opens with a mark while only the last closes: it is one quotation. A straight mark opens
//! after white space or an opening bracket and closes otherwise; where it opens again, the quotation before it ends. A
//! single mark opens only if one closes in its paragraph, so that apostrophes are none. A quotation that is never closed
//! ends with its paragraph. Marks inside marks of another kind belong to the quotation.

use std::ops::Range;

/// A quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Bytes between the marks.
    pub range: Range<usize>,
}

/// The longest quotation in single marks that may end in a plural possessive (the bosses'), in bytes.
const LONGEST_UNSURE: usize = 80;

/// A mark or line end: where it begins, and what it is.
#[derive(Debug, Clone, Copy)]
struct Mark {
    at: usize,
    c: char,
    width: usize,
    /// Whether white space, an opening bracket or nothing is before it, and no white space after it.
    opens: bool,
    /// Whether it may close a single mark: no white space before it, and no letter or digit after it.
    closes: bool,
    /// Whether a letter s is before it, as in a plural possessive.
    after_s: bool,
}

/// An open quotation: its first byte and the mark that opened it.
#[derive(Clone, Copy)]
struct Open {
    start: usize,
    by: char,
    /// Whether a straight mark is open inside it.
    nested: bool,
}

/// Stands for two apostrophes or grave accents in a row.
const TWICE: char = '\u{2033}';

/// The quotations of `text`, in order, not overlapping.
#[must_use]
pub fn quotations(text: &str) -> Vec<Quotation> {
    let marks: Vec<Mark> = marks(text).collect();
    let mut found = Vec::new();
    let mut open: Option<Open> = None;
    let mut at = 0;
    while let Some(mark) = marks.get(at).copied() {
        at += 1;
        let mut close = |open: &mut Option<Open>, end: usize| {
            found.extend(open.take().map(|open| Quotation { range: open.start..end }));
        };
        let opened = Open { start: mark.at + mark.width, by: mark.c, nested: false };
        match (mark.c, open.map(|open| open.by)) {
            ('\n', None) => {}
            ('\n', Some(by)) => {
                if is_break(text, mark.at) {
                    // It continues if the next paragraph opens with the same mark.
                    let next = marks.get(at..).unwrap_or_default().iter().find(|next| next.c != '\n');
                    let blank =
                        |next: &&Mark| text.get(mark.at..next.at).is_some_and(|gap| gap.trim().is_empty());
                    if next.filter(blank).is_some_and(|next| next.c == by && next.opens) {
                        while marks.get(at).is_some_and(|next| next.c == '\n') {
                            at += 1;
                        }
                        at += 1;
                    } else {
                        close(&mut open, mark.at);
                    }
                }
            }
            ('\'' | '‘' | '’', None) => {
                if let Some((end, next)) = single(text, &marks, at - 1) {
                    found.push(Quotation { range: opened.start..end });
                    at = next;
                }
            }
            ('"' | TWICE, None) | ('”' | '»', None) if !mark.opens => {}
            (_, None) => open = Some(opened),
            ('"', Some('"')) | (TWICE, Some(TWICE)) | ('“', Some('“')) | ('«', Some('«')) => {
                close(&mut open, mark.at);
                if mark.opens || matches!(mark.c, '“' | '«') {
                    open = Some(opened);
                }
            }
            ('”', Some('“' | '„' | '”')) | ('“', Some('„')) | ('»', Some('«')) | ('«' | '»', Some('»')) =>
            {
                close(&mut open, mark.at);
            }
            // Mixed marks.
            ('”' | '“', Some('"')) if !mark.opens => close(&mut open, mark.at),
            ('"', Some('“' | '„' | '”')) => {
                if let Some(open) = open.as_mut().filter(|open| mark.opens || open.nested) {
                    open.nested = mark.opens;
                } else {
                    close(&mut open, mark.at);
                }
            }
            _ => {}
        }
    }
    if let Some(open) = open {
        found.push(Quotation { range: open.start..text.len() });
    }
    found.retain(|q| q.range.end > q.range.start);
    found
}

/// Whether a line end is one of two in a row.
fn is_break(text: &str, at: usize) -> bool {
    let rest = text.get(at + 1..).unwrap_or_default().trim_start_matches([' ', '\t', '\r']);
    rest.starts_with('\n')
}

/// Where the single mark with index `at` is closed: the byte, and the index of the next mark. The first mark that may
/// close it and is no plural possessive, before another one opens and before the paragraph ends.
fn single(text: &str, marks: &[Mark], at: usize) -> Option<(usize, usize)> {
    let mark = marks.get(at).filter(|mark| mark.opens && mark.c != '’')?;
    let mut unsure = None;
    for (next, other) in (at + 1..).zip(marks.get(at + 1..).unwrap_or_default()) {
        match other.c {
            '\n' if is_break(text, other.at) => break,
            '‘' | '\'' if other.opens => break,
            '’' | '\'' if other.closes => {
                if !other.after_s {
                    return Some((other.at, next + 1));
                }
                unsure = unsure.or(Some((other.at, next + 1)));
            }
            _ => {}
        }
    }
    unsure.filter(|(end, _)| end - mark.at <= LONGEST_UNSURE)
}

/// The marks and line ends of a text. `“` and the like begin with 0xE2, `«`, `»` with 0xC2. Each byte is looked at once by
/// either search.
fn marks(text: &str) -> impl Iterator<Item = Mark> {
    let bytes = text.as_bytes();
    let mut ascii = memchr::memchr3_iter(b'"', b'\n', b'\'', bytes).peekable();
    let mut grave = memchr::memchr_iter(b'`', bytes).peekable();
    let mut wide = memchr::memchr2_iter(0xE2, 0xC2, bytes).peekable();
    let mut end = 0;
    std::iter::from_fn(move || {
        loop {
            let next = [ascii.peek(), grave.peek(), wide.peek()].into_iter().flatten().min().copied()?;
            ascii.next_if_eq(&next);
            grave.next_if_eq(&next);
            wide.next_if_eq(&next);
            // The second of two.
            if next < end {
                continue;
            }
            if let Some(mark) = mark(text, next) {
                end = next + mark.width;
                return Some(mark);
            }
        }
    })
}

/// The mark at a byte.
fn mark(text: &str, at: usize) -> Option<Mark> {
    let rest = text.get(at..)?;
    let mut c = rest.chars().next()?;
    let mut width = c.len_utf8();
    if matches!(c, '\'' | '`') {
        if rest.get(1..).is_some_and(|rest| rest.starts_with(c)) {
            (c, width) = (TWICE, 2);
        } else if c == '`' {
            return None;
        }
    }
    if c == '\n' {
        return Some(Mark { at, c, width, opens: false, closes: false, after_s: false });
    }
    if !matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'' | TWICE) {
        return None;
    }
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at + width..).and_then(|text| text.chars().next());
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let opening = |c: char| matches!(c, '(' | '[' | '—' | '–' | '-' | '"' | '“' | '«' | '„');
    // An apostrophe before a digit is no mark ('90s).
    let elides = c == '\'' && after.is_some_and(|c| c.is_ascii_digit());
    Some(Mark {
        at,
        c,
        width,
        opens: (blank(before) || before.is_some_and(opening)) && !blank(after) && !elides,
        closes: !blank(before) && !after.is_some_and(char::is_alphanumeric),
        after_s: matches!(before, Some('s' | 'S')),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quoted(text: &str) -> Vec<&str> {
        quotations(text).into_iter().map(|q| &text[q.range]).collect()
    }

    #[test]
    fn straight_and_curly_marks() {
        assert_eq!(quoted("He said \"go\" and “stay”."), ["go", "stay"]);
        assert_eq!(quoted("“We came. We saw,” she said. It ended."), ["We came. We saw,"]);
    }

    #[test]
    fn a_quotation_over_paragraphs() {
        let text = "“First of all.\n\n“Second,” he said.\n\nNothing here.";
        assert_eq!(quoted(text), ["First of all.\n\n“Second,"]);
        assert_eq!(quoted("\"One.\n\n\"Two,\" he said."), ["One.\n\n\"Two,"]);
    }

    #[test]
    fn an_unclosed_mark_ends_with_its_paragraph() {
        assert_eq!(quoted("He said \"nothing.\n\nThe end."), ["nothing."]);
    }

    #[test]
    fn a_straight_mark_that_opens_again_ends_the_quotation_before_it() {
        assert_eq!(quoted("\"We lost. \"We won,\" he said."), ["We lost. ", "We won,"]);
    }

    #[test]
    fn single_marks_are_told_from_apostrophes() {
        assert_eq!(
            quoted("‘It isn’t ours, the workers’ council said,’ he wrote."),
            ["It isn’t ours, the workers’ council said,"]
        );
        assert_eq!(quoted("'It wasn't me,' he said in the '90s."), ["It wasn't me,"]);
        assert_eq!(quoted("Sales 'fail to rise' again"), ["fail to rise"]);
        for text in ["The workers' council met.", "It's the dogs' bowl.", "Rock 'n roll and the boys of '99"]
        {
            assert!(quoted(text).is_empty(), "{text}");
        }
        assert_eq!(quoted("'He said \"no\" to me,' she said."), ["He said \"no\" to me,"]);
    }

    #[test]
    fn marks_of_other_kinds() {
        assert_eq!(quoted("''Go,'' he said. ``Stay,'' she said."), ["Go,", "Stay,"]);
        assert_eq!(quoted("„Geh“, sagte er. »Bleib«, sagte sie. «Va», dit-il."), ["Geh", "Bleib", "Va"]);
        assert_eq!(quoted("“He said \"no\" to me,” she said."), ["He said \"no\" to me,"]);
        assert_eq!(quoted("\"Stay,” he said. It rained."), ["Stay,"]);
    }

    #[test]
    fn unbalanced_marks_end_with_their_paragraph() {
        for open in ["\"", "“", "«", "„", "''", "``"] {
            assert_eq!(quoted(&format!("He said {open}no.\n\nThe end.")), ["no."], "{open}");
        }
        for stray in ["no.\"", "no.”", "no.»", "no.''", "no.'", "no.’", "'no.", "‘no."] {
            assert!(quoted(&format!("He said {stray}\n\nThe end.")).is_empty(), "{stray}");
        }
    }

    proptest! {
        #[test]
        fn in_order_and_apart(text in "[a-s \n\"'`“”«»„‘’,]{0,80}") {
            let mut last = 0;
            for q in quotations(&text) {
                prop_assert!(q.range.start >= last && q.range.end <= text.len());
                prop_assert!(text.get(q.range.clone()).is_some());
                last = q.range.end;
            }
        }
    }
}
