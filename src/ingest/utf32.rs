//! UTF-32 to UTF-8.

use super::transcode::BAD;

/// Bytes of a code point.
const WIDTH: usize = 4;

/// A decoder of UTF-32 that is fed piece by piece.
pub(super) struct Utf32 {
    big_endian: bool,
    /// The first bytes of a code point whose others are still to come.
    partial: Vec<u8>,
}

impl Utf32 {
    /// A decoder at the start of a text, behind its byte order mark.
    pub fn new(big_endian: bool) -> Self {
        Self { big_endian, partial: Vec::with_capacity(WIDTH) }
    }

    /// Appends the text of `input`, with [`BAD`] for what is no code point.
    pub fn convert(&mut self, input: &[u8], last: bool, output: &mut Vec<u8>) {
        for byte in input {
            self.partial.push(*byte);
            if let Ok(bytes) = <[u8; WIDTH]>::try_from(self.partial.as_slice()) {
                self.partial.clear();
                let number =
                    if self.big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) };
                match char::from_u32(number) {
                    Some(c) => output.extend_from_slice(c.encode_utf8(&mut [0; WIDTH]).as_bytes()),
                    None => output.push(BAD),
                }
            }
        }
        if last && !self.partial.is_empty() {
            self.partial.clear();
            output.push(BAD);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide(text: &str, big_endian: bool) -> Vec<u8> {
        let bytes = |c: char| if big_endian { (c as u32).to_be_bytes() } else { (c as u32).to_le_bytes() };
        text.chars().flat_map(bytes).collect()
    }

    #[test]
    fn code_points_are_read_across_pieces() {
        for big_endian in [false, true] {
            let bytes = wide("Ель 🌲", big_endian);
            let mut output = Vec::new();
            let mut decoder = Utf32::new(big_endian);
            for piece in bytes.chunks(3) {
                decoder.convert(piece, false, &mut output);
            }
            decoder.convert(&[], true, &mut output);
            assert_eq!(output, "Ель 🌲".as_bytes());
        }
    }

    #[test]
    fn surrogates_and_halves_are_bad() {
        let mut output = Vec::new();
        let bytes = [&[0, 0, 0xd8, 0][..], &wide("a", true), &[0, 0]].concat();
        Utf32::new(true).convert(&bytes, true, &mut output);
        assert_eq!(output, [BAD, b'a', BAD]);
    }
}
