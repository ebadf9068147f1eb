//! Streams of lines, for formats with one document per line.

use std::io::BufRead;

/// Maximum length of a line, in bytes; longer ones are skipped and reported.
pub(super) const MAX_LINE: usize = 64 << 20;

/// The lines of a stream, numbered from 1, without line ends. Too long lines are reported as such.
pub(super) struct Lines<R> {
    reader: R,
    number: u64,
}

/// A line of a stream.
pub(super) enum Line {
    /// The bytes.
    Bytes(Vec<u8>),
    /// It is longer than [`MAX_LINE`].
    TooLong,
    /// Reading failed; no line follows.
    Failed(std::io::Error),
}

impl<R: BufRead> Lines<R> {
    pub fn new(reader: R) -> Self {
        Self { reader, number: 0 }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = (u64, Line);

    fn next(&mut self) -> Option<(u64, Line)> {
        let mut line = Vec::new();
        let mut too_long = false;
        let mut any = false;
        loop {
            let buffer = match self.reader.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.number += 1;
                    return Some((self.number, Line::Failed(error)));
                }
            };
            if buffer.is_empty() {
                break;
            }
            any = true;
            let end = memchr::memchr(b'\n', buffer);
            let taken = end.unwrap_or(buffer.len());
            if line.len() + taken <= MAX_LINE {
                line.extend_from_slice(buffer.get(..taken).unwrap_or_default());
            } else {
                too_long = true;
            }
            self.reader.consume(taken + usize::from(end.is_some()));
            if end.is_some() {
                break;
            }
        }
        if !any {
            return None;
        }
        self.number += 1;
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        Some((self.number, if too_long { Line::TooLong } else { Line::Bytes(line) }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufReader, Read, repeat};

    /// Numbers and bytes of all lines; no bytes for one that is too long.
    fn read(reader: impl BufRead) -> Vec<(u64, Option<Vec<u8>>)> {
        let held = |line: Line| match line {
            Line::Bytes(bytes) => Some(bytes),
            Line::TooLong => None,
            Line::Failed(error) => panic!("{error}"),
        };
        Lines::new(reader).map(|(number, line)| (number, held(line))).collect()
    }

    #[test]
    fn lines_are_numbered_and_lose_their_ends() {
        let expected =
            [(1_u64, "a"), (2, ""), (3, "b")].map(|(row, line)| (row, Some(line.as_bytes().to_vec())));
        for text in ["a\n\nb", "a\n\nb\n", "a\r\n\r\nb\r\n"] {
            for buffer in [1, 2, 8192] {
                assert_eq!(read(BufReader::with_capacity(buffer, text.as_bytes())), expected, "{text:?}");
            }
        }
        assert!(read(&b""[..]).is_empty());
    }

    #[test]
    fn a_line_without_end_is_passed_by() {
        let long = repeat(b'x').take(MAX_LINE as u64 + 1).chain(&b"\nb\n"[..]);
        let lines = read(BufReader::with_capacity(64 * 1024, long));
        assert_eq!(lines, [(1_u64, None), (2, Some(b"b".to_vec()))]);
    }
}
