//! A stream whose encoding is decided at its first byte that is not ASCII.

use super::charset::Charset;
use super::detect::{detect, holds_utf8};
use super::transcode::transcode;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::{Arc, OnceLock};

/// Bytes that the decision rests on. Rows behind them that are in another encoding are skips.
const WINDOW: u64 = 64 * 1024;

/// The encoding of a stream, once it is decided: none as long as all is ASCII.
pub(super) type Decision = Arc<OnceLock<Charset>>;

/// A stream of UTF-8 made of one in an encoding that is not known yet. What is ASCII is passed through.
pub(super) struct Undecided<R> {
    reader: Option<BufReader<R>>,
    /// Bytes at the head of the buffer that are known to be ASCII.
    ascii: usize,
    decided: Option<Box<dyn BufRead + Send>>,
    decision: Decision,
}

impl<R: Read + Send + 'static> Undecided<R> {
    pub fn new(reader: R) -> (Self, Decision) {
        let decision = Decision::default();
        let reader = Some(BufReader::with_capacity(WINDOW as usize, reader));
        (Self { reader, ascii: 0, decided: None, decision: Arc::clone(&decision) }, decision)
    }

    /// Decides on the encoding by the bytes that come next.
    fn decide(&mut self) -> io::Result<()> {
        let Some(mut reader) = self.reader.take() else { return Ok(()) };
        let mut head = Vec::new();
        let read = reader.by_ref().take(WINDOW).read_to_end(&mut head);
        let charset = match std::str::from_utf8(&head) {
            Ok(_) => Charset::UTF_8,
            // The window ends within a character.
            Err(fault) if fault.error_len().is_none() && holds_utf8(&head) => Charset::UTF_8,
            Err(_) => detect(&head).map_or(Charset::UTF_8, Charset::Web),
        };
        let _ = self.decision.set(charset);
        self.decided = Some(transcode(Cursor::new(head).chain(reader), charset));
        read.map(|_| ())
    }
}

impl<R: Read + Send + 'static> BufRead for Undecided<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.ascii == 0
            && let Some(reader) = &mut self.reader
        {
            let buffer = reader.fill_buf()?;
            self.ascii = buffer.iter().position(|byte| !byte.is_ascii()).unwrap_or(buffer.len());
            if self.ascii == 0 && !buffer.is_empty() {
                self.decide()?;
            }
        }
        match (&mut self.decided, &mut self.reader) {
            (Some(decided), _) => decided.fill_buf(),
            (None, Some(reader)) => {
                // The bytes are there already, unless the stream has ended.
                let buffer = reader.fill_buf()?;
                Ok(buffer.get(..self.ascii).unwrap_or_default())
            }
            (None, None) => Ok(&[]),
        }
    }

    fn consume(&mut self, amount: usize) {
        match (&mut self.decided, &mut self.reader) {
            (Some(decided), _) => decided.consume(amount),
            (None, Some(reader)) => {
                self.ascii = self.ascii.saturating_sub(amount);
                reader.consume(amount);
            }
            (None, None) => {}
        }
    }
}

impl<R: Read + Send + 'static> Read for Undecided<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Vec<u8>, Option<&'static str>) {
        let (mut stream, decision) = Undecided::new(Cursor::new(bytes.to_vec()));
        let mut output = Vec::new();
        stream.read_to_end(&mut output).unwrap();
        (output, decision.get().map(|charset| charset.name()))
    }

    #[test]
    fn the_first_byte_that_is_not_ascii_decides_wherever_it_is() {
        for before in [0, 1, 65_535, 65_536, 200_000] {
            let ascii = vec![b'a'; before];
            let latin = [&ascii[..], b" caf\xe9 and \xdcber"].concat();
            assert_eq!(
                read(&latin),
                ([&ascii[..], " café and Über".as_bytes()].concat(), Some("windows-1252"))
            );
            let utf8 = [&ascii[..], "café".as_bytes(), b" caf\xe9"].concat();
            assert_eq!(read(&utf8), (utf8.clone(), Some("UTF-8")));
            assert_eq!(read(&ascii), (ascii.clone(), None));
        }
    }

    #[test]
    fn a_window_that_ends_within_a_letter_is_utf_8() {
        for shift in 0..3 {
            let text = format!("{}{}", "x".repeat(shift), "–".repeat(50_000));
            assert_eq!(read(text.as_bytes()), (text.clone().into_bytes(), Some("UTF-8")));
        }
    }
}
