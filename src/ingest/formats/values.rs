//! Splits a JSON stream into its values without parsing them: the elements of an array, or values one after another.

use std::io::{self, BufRead, ErrorKind};

/// Maximum length of a value, in bytes; longer ones are passed by.
pub(super) const MAX_VALUE: usize = 256 << 20;

/// The values of a stream.
pub(super) struct Values<R> {
    reader: R,
    in_array: bool,
    ended: bool,
}

/// A value of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Split {
    /// Its bytes, which may be no JSON.
    Bytes(Vec<u8>),
    /// It is longer than [`MAX_VALUE`].
    TooLong,
    /// The stream ends within it; no value follows.
    Unclosed,
    /// The stream ends within the array, behind a value; no value follows.
    UnclosedArray,
}

/// How far a value has been read.
#[derive(Default)]
struct State {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl<R: BufRead> Values<R> {
    pub fn new(reader: R) -> Self {
        Self { reader, in_array: false, ended: false }
    }

    /// Whether the values are the elements of an array; known once the first was asked for.
    pub fn in_array(&self) -> bool {
        self.in_array
    }

    /// The next value.
    ///
    /// # Errors
    /// The stream cannot be read; no value follows.
    pub fn next(&mut self) -> io::Result<Option<Split>> {
        if self.ended {
            return Ok(None);
        }
        loop {
            let Some(byte) = self.peek()? else {
                self.ended = true;
                return Ok(self.in_array.then_some(Split::UnclosedArray));
            };
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' | b',' => {}
                b'[' if !self.in_array => self.in_array = true,
                b']' if self.in_array => self.in_array = false,
                _ => return self.value().map(Some),
            }
            self.reader.consume(1);
        }
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            match self.reader.fill_buf() {
                Ok(buffer) => return Ok(buffer.first().copied()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    self.ended = true;
                    return Err(error);
                }
            }
        }
    }

    fn value(&mut self) -> io::Result<Split> {
        let mut value = Vec::new();
        let mut length = 0;
        let mut state = State::default();
        loop {
            if self.peek()?.is_none() {
                self.ended = true;
                let whole = state.depth == 0 && !state.in_string;
                return Ok(if whole { Split::Bytes(value) } else { Split::Unclosed });
            }
            let buffer = self.reader.fill_buf()?;
            let (taken, done) = state.pass(buffer);
            // A closing bracket of nothing is a value of its own.
            let taken = if length == 0 { taken.max(1) } else { taken };
            length += taken;
            if length <= MAX_VALUE {
                value.extend_from_slice(buffer.get(..taken).unwrap_or_default());
            } else {
                value = Vec::new();
            }
            self.reader.consume(taken);
            if done {
                return Ok(if length > MAX_VALUE { Split::TooLong } else { Split::Bytes(value) });
            }
        }
    }
}

impl State {
    /// How many of the next bytes belong to the value, and whether it ends with them.
    fn pass(&mut self, bytes: &[u8]) -> (usize, bool) {
        for (at, byte) in bytes.iter().enumerate() {
            if self.in_string {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => {
                        self.in_string = false;
                        if self.depth == 0 {
                            return (at + 1, true);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' | b',' | b' ' | b'\t' | b'\r' | b'\n' if self.depth == 0 => return (at, true),
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return (at + 1, true);
                    }
                }
                _ => {}
            }
        }
        (bytes.len(), false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn split(text: &str) -> Vec<Split> {
        let all = |buffer: usize| {
            let mut values = Values::new(BufReader::with_capacity(buffer, text.as_bytes()));
            let mut all = Vec::new();
            while let Some(value) = values.next().unwrap() {
                all.push(value);
            }
            all
        };
        assert_eq!(all(1), all(8192), "{text}");
        all(3)
    }

    fn bytes(values: &[&str]) -> Vec<Split> {
        values.iter().map(|value| Split::Bytes(value.as_bytes().to_vec())).collect()
    }

    #[test]
    fn elements_of_an_array_and_values_in_a_row_are_told_apart() {
        let (one, two) = (r#"{"a": "]},\"{[", "b": [1, {}]}"#, r#"{"a": 2}"#);
        for text in [format!("[{one},{two}]"), format!(" [ {one} ,\n{two} ] \n"), format!("{one}\n{two}\n")] {
            assert_eq!(split(&text), bytes(&[one, two]));
        }
        assert_eq!(split("[1, \"a b\" ,null]"), bytes(&["1", "\"a b\"", "null"]));
        assert_eq!(split("[]"), []);
        assert_eq!(split(" \n"), []);
    }

    #[test]
    fn what_is_left_open_is_told() {
        assert_eq!(split("[{\"a\": 1}, {\"b\""), [bytes(&["{\"a\": 1}"]), vec![Split::Unclosed]].concat());
        assert_eq!(split("[{\"a\": 1}"), [bytes(&["{\"a\": 1}"]), vec![Split::UnclosedArray]].concat());
        assert_eq!(split(&"[".repeat(100_000)), [Split::Unclosed]);
        assert_eq!(split(&"{".repeat(100_000)), [Split::Unclosed]);
    }

    #[test]
    fn brackets_of_nothing_end() {
        assert_eq!(split("}}"), bytes(&["}", "}"]));
        assert_eq!(split("{}]"), bytes(&["{}", "]"]));
    }
}
