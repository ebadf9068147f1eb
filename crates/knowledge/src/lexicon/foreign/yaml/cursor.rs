//! A place in a text, with its line.

use super::{Fault, YamlFault};

/// A place in a text whose lines end in `\n`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
    /// The line, from 1.
    pub(super) line: u64,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, line: 1 }
    }

    /// The fault, here.
    pub(super) fn fault(&self, fault: YamlFault) -> Fault {
        Fault { line: self.line, fault }
    }

    /// What is left of the text.
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// What is left of the line, without its end.
    pub(super) fn row(&self) -> &'t str {
        let rest = self.rest();
        rest.split_once('\n').map_or(rest, |(row, _)| row)
    }

    /// The next character.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The one after the next.
    pub(super) fn second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    /// Takes a character.
    pub(super) fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        self.line += u64::from(c == '\n');
        Some(c)
    }

    /// Takes `bytes` of the line.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Takes blanks and TABs.
    pub(super) fn skip_blanks(&mut self) {
        let blanks = self.rest().bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        self.skip(blanks);
    }

    /// Takes blanks, line ends and comments.
    pub(super) fn skip_space(&mut self) {
        loop {
            self.skip_blanks();
            match self.peek() {
                Some('\n') => {
                    self.bump();
                }
                Some('#') => self.skip(self.row().len()),
                _ => return,
            }
        }
    }

    /// How far in the line it is, in bytes. Before a nested list or map stand only blanks and `-`.
    pub(super) fn column(&self) -> usize {
        let before = self.text.get(..self.at).unwrap_or_default();
        before.len() - before.rfind('\n').map_or(0, |end| end + 1)
    }

    /// Takes blanks and a comment; says whether the line ends there.
    pub(super) fn ends_line(&mut self) -> bool {
        self.skip_blanks();
        if self.peek() == Some('#') {
            self.skip(self.row().len());
        }
        matches!(self.peek(), None | Some('\n'))
    }

    /// [`ends_line`](Self::ends_line), which it must.
    pub(super) fn end_line(&mut self) -> Result<(), Fault> {
        if self.ends_line() { Ok(()) } else { Err(self.fault(YamlFault::Unexpected)) }
    }

    /// From the beginning of a line to the next content and its column; `None` at the end of the text. Blank
    /// lines, comments, `---`, `...` and `%YAML` lines are passed over.
    pub(super) fn next_content(&mut self) -> Result<Option<usize>, Fault> {
        loop {
            let row = self.row();
            let content = row.trim_start_matches(' ');
            let indent = row.len() - content.len();
            let bare = content.trim_start();
            let is_marker = indent == 0
                && (["---", "..."].contains(&row.trim_end())
                    || ["--- #", "%YAML ", "%TAG "].iter().any(|start| row.starts_with(start)));
            if bare.is_empty() || bare.starts_with('#') || is_marker {
                self.skip(row.len());
                if self.bump().is_none() {
                    return Ok(None);
                }
            } else if content.starts_with('\t') {
                return Err(self.fault(YamlFault::TabIndentation));
            } else {
                self.skip(indent);
                return Ok(Some(indent));
            }
        }
    }

    /// At the end of a line: moves on to the next content if it begins in column `least` or after it, and is
    /// no comment, so that it goes on with the scalar above.
    pub(super) fn goes_on(&mut self, least: usize) -> bool {
        let mut ahead = *self;
        while ahead.bump().is_some() {
            let row = ahead.row();
            let content = row.trim_start_matches(' ');
            let indent = row.len() - content.len();
            if content.trim().is_empty() {
                ahead.skip(row.len());
                continue;
            }
            if indent < least || content.starts_with(['#', '\t']) {
                return false;
            }
            ahead.skip(indent);
            *self = ahead;
            return true;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_columns_and_lines() {
        let mut cursor = Cursor::new("%YAML 1.2\n---\n\n# a\n  b: c # d\n \t \n");
        assert_eq!(cursor.next_content(), Ok(Some(2)));
        assert_eq!((cursor.row(), cursor.line, cursor.column()), ("b: c # d", 5, 2));
        cursor.skip(4);
        assert!(cursor.ends_line());
        cursor.bump();
        assert_eq!(cursor.next_content(), Ok(None));
    }

    #[test]
    fn a_tab_in_front_is_a_fault() {
        let mut cursor = Cursor::new("a:\n\tb: c");
        assert_eq!(cursor.next_content(), Ok(Some(0)));
        cursor.skip(2);
        cursor.bump();
        assert_eq!(cursor.next_content(), Err(Fault { line: 2, fault: YamlFault::TabIndentation }));
    }

    #[test]
    fn a_scalar_goes_on_in_deeper_lines_only() {
        let mut cursor = Cursor::new("a\n\n  b\nc");
        cursor.skip(1);
        assert!(cursor.goes_on(2));
        assert_eq!((cursor.row(), cursor.line), ("b", 3));
        cursor.skip(1);
        assert!(!cursor.goes_on(1));
        assert_eq!(cursor.line, 3);
    }

    #[test]
    fn space_in_brackets_may_hold_comments() {
        let mut cursor = Cursor::new(" # a\n\t# b\n c");
        cursor.skip_space();
        assert_eq!((cursor.peek(), cursor.second(), cursor.line), (Some('c'), None, 3));
    }
}
