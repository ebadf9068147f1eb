//! Quotations: text between quotation marks, over any number of sentences.
//!
//! In news style a quotation may run over paragraphs, each of which opens with a mark while only the last closes. A
//! straight mark (`"`) opens after white space or an opening bracket and closes otherwise. A quotation that is never
//! closed ends with its paragraph.

use std::ops::Range;

/// A quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Bytes between the marks.
    pub range: Range<usize>,
}

/// The quotations of `text`, in order, not overlapping.
#[must_use]
pub fn quotations(text: &str) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut before = ' ';
    let mut after_break = true;
    let bytes = text.as_bytes();
    // Only marks and line ends matter; a byte search skips the rest.
    for at in marks(bytes) {
        let Some(c) = text.get(at..).and_then(|t| t.chars().next()) else { break };
        let width = c.len_utf8();
        if at > 0 {
            before = text.get(..at).and_then(|t| t.chars().next_back()).unwrap_or(' ');
        }
        match c {
            '\n' => {
                if before == '\n' || bytes.get(at + 1) == Some(&b'\n') {
                    // At the end of a paragraph, the quotation continues only if the next one opens with a mark again.
                    if let Some(start) = open
                        && before != '\n'
                    {
                        found.push(Quotation { range: start..at });
                        open = None;
                    }
                    after_break = true;
                }
            }
            '“' | '«' => {
                if let Some(start) = open.replace(at + width) {
                    found.push(Quotation { range: start..at });
                }
            }
            '”' | '»' => {
                if let Some(start) = open.take() {
                    found.push(Quotation { range: start..at });
                }
            }
            '"' => match open.take() {
                Some(start) => found.push(Quotation { range: start..at }),
                None if after_break
                    || before.is_whitespace()
                    || matches!(before, '(' | '[' | '—' | '–' | '-') =>
                {
                    open = Some(at + width);
                }
                None => {}
            },
            _ => {}
        }
        if c != '\n' {
            after_break = false;
        }
    }
    if let Some(start) = open {
        found.push(Quotation { range: start..text.len() });
    }
    found.retain(|q| q.range.end > q.range.start);
    found
}

/// Where a quotation mark may be, or a line end. `“`, `”` begin with 0xE2, `«`, `»` with 0xC2. Each byte is looked at once
/// by either search.
fn marks(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let mut ascii = memchr::memchr2_iter(b'"', b'\n', bytes).peekable();
    let mut wide = memchr::memchr2_iter(0xE2, 0xC2, bytes).peekable();
    std::iter::from_fn(move || match (ascii.peek(), wide.peek()) {
        (Some(mark), Some(other)) if mark > other => wide.next(),
        (Some(_), _) => ascii.next(),
        (None, _) => wide.next(),
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
        assert_eq!(quoted(text), ["First of all.", "Second,"]);
    }

    #[test]
    fn an_unclosed_mark_ends_with_its_paragraph() {
        assert_eq!(quoted("He said \"nothing.\n\nThe end."), ["nothing."]);
    }

    proptest! {
        #[test]
        fn in_order_and_apart(text in "[a-z \n\"“”«»]{0,80}") {
            let mut last = 0;
            for q in quotations(&text) {
                prop_assert!(q.range.start >= last && q.range.end <= text.len());
                prop_assert!(text.get(q.range.clone()).is_some());
                last = q.range.end;
            }
        }
    }
}
