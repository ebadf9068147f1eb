//! Stdout: the one way by which results are printed. On a terminal nothing of a text acts upon it.

use standpoint::output::is_dangerous;
use std::io::{self, IsTerminal, StdoutLock, Write};

/// Locked stdout. If it is a terminal, characters that act upon it are written as escapes.
pub struct Stdout(Guarded<StdoutLock<'static>>);

impl Stdout {
    /// For text without styles.
    pub fn plain() -> Self {
        Self::new(false)
    }

    /// For text that may have styles of the program's own.
    pub fn styled() -> Self {
        Self::new(true)
    }

    fn new(styled: bool) -> Self {
        let inner = io::stdout().lock();
        let terminal = inner.is_terminal();
        Self(Guarded { inner, terminal, styled, rest: Vec::new() })
    }
}

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A stream of UTF-8 that guards a terminal.
struct Guarded<W> {
    inner: W,
    terminal: bool,
    /// Whether colours pass.
    styled: bool,
    /// The beginning of a character, a line end or a style whose end is still to come.
    rest: Vec<u8>,
}

impl<W: Write> Guarded<W> {
    /// Writes what is complete of the rest, or all of it at the `end`.
    fn pass(&mut self, end: bool) -> io::Result<()> {
        let bytes = std::mem::take(&mut self.rest);
        let mut clean = String::with_capacity(bytes.len());
        let mut chunks = bytes.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            let mut text = chunk.valid();
            while let Some(first) = text.chars().next() {
                let length = match first {
                    '\n' | '\t' => 1,
                    '\r' if text.starts_with("\r\n") => 2,
                    '\u{1b}' if self.styled => style(text).unwrap_or(0),
                    _ => 0,
                };
                // What follows may complete it.
                let may_go_on = matches!(first, '\r' | '\u{1b}') && text.len() < LONGEST_STYLE;
                if length == 0 && !end && may_go_on && chunk.invalid().is_empty() && chunks.peek().is_none() {
                    self.rest = text.as_bytes().to_vec();
                    break;
                }
                let length = match length {
                    0 => {
                        if is_dangerous(first) {
                            clean.extend(first.escape_unicode());
                        } else {
                            clean.push(first);
                        }
                        first.len_utf8()
                    }
                    length => {
                        clean.push_str(text.get(..length).unwrap_or_default());
                        length
                    }
                };
                text = text.get(length..).unwrap_or_default();
            }
            let invalid = chunk.invalid();
            if !invalid.is_empty() {
                let is_cut = chunks.peek().is_none() && invalid.len() < 4 && !end;
                if is_cut {
                    self.rest = invalid.to_vec();
                } else {
                    clean.push(char::REPLACEMENT_CHARACTER);
                }
            }
        }
        self.inner.write_all(clean.as_bytes())
    }
}

/// Bytes of a style at the most.
const LONGEST_STYLE: usize = 24;

/// The length of the style that `text` begins with: `ESC [`, numbers, `m`.
fn style(text: &str) -> Option<usize> {
    let numbers = text.strip_prefix("\u{1b}[")?;
    let end = numbers.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    numbers.get(end..)?.starts_with('m').then_some(end + 3)
}

impl<W: Write> Write for Guarded<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.terminal {
            return self.inner.write(bytes);
        }
        self.rest.extend_from_slice(bytes);
        self.pass(false)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.terminal {
            self.pass(true)?;
        }
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a terminal gets of these writes.
    fn shown(styled: bool, writes: &[&[u8]]) -> String {
        let mut out = Guarded { inner: Vec::new(), terminal: true, styled, rest: Vec::new() };
        writes.iter().for_each(|bytes| assert_eq!(out.write(bytes).unwrap(), bytes.len()));
        out.flush().unwrap();
        String::from_utf8(out.inner).unwrap()
    }

    #[test]
    fn what_acts_upon_a_terminal_is_escaped() {
        let text = "a\u{202e}b\tc\u{1b}[2Jd\r\ne\rf\u{7}\n";
        let expected = "a\\u{202e}b\tc\\u{1b}[2Jd\r\ne\\u{d}f\\u{7}\n";
        assert_eq!(shown(false, &[text.as_bytes()]), expected);
        assert_eq!(shown(true, &[b"\x1b[1;31mx\x1b[0m\x1b[2K"]), "\u{1b}[1;31mx\u{1b}[0m\\u{1b}[2K");
        assert_eq!(shown(false, &[b"\x1b[1mx"]), "\\u{1b}[1mx");
    }

    #[test]
    fn it_does_not_matter_where_the_writes_are_cut() {
        let text = "é\u{202e}\u{1b}[1mx\u{1b}[0m\r\n\u{1b}[2J€\r".as_bytes();
        for styled in [true, false] {
            let whole = shown(styled, &[text]);
            for cut in 0..=text.len() {
                let (before, after) = text.split_at(cut);
                assert_eq!(shown(styled, &[before, after]), whole, "{cut}");
            }
            let single: Vec<&[u8]> = text.chunks(1).collect();
            assert_eq!(shown(styled, &single), whole);
        }
    }

    #[test]
    fn a_pipe_gets_the_bytes_as_they_are() {
        let mut out = Guarded { inner: Vec::new(), terminal: false, styled: false, rest: Vec::new() };
        out.write_all(b"\x1b\xff").unwrap();
        assert_eq!(out.inner, b"\x1b\xff");
    }
}
