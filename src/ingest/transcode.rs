//! Transcoding: a stream in whatever encoding becomes UTF-8 before it is cut into rows.

use super::decode::{Decoding, RowDecoding};
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};
use std::io::{self, BufRead, BufReader, Cursor, Read};

/// What stands in the converted bytes where the original had bytes that its encoding does not know. No UTF-8 has this
/// byte, so the row that holds it is told from all others.
const BAD: u8 = 0xff;

/// The longest byte order mark.
const LONGEST_MARK: usize = 3;

const BUFFER: usize = 64 * 1024;

/// A stream of UTF-8 out of one that has a mark or a named encoding; any other passes as it is. Its rows are to be
/// decoded as the second value says.
///
/// # Errors
/// The first bytes cannot be read.
pub(super) fn transcode(
    mut reader: Box<dyn Read + Send>,
    decoding: Decoding,
) -> io::Result<(Box<dyn BufRead + Send>, RowDecoding)> {
    let mut head = Vec::with_capacity(LONGEST_MARK);
    (&mut reader).take(LONGEST_MARK as u64).read_to_end(&mut head)?;
    let (encoding, skip) = decoding.encoding_of(&head);
    head.drain(..skip);
    let reader = BufReader::with_capacity(BUFFER, Cursor::new(head).chain(reader));
    let rows = RowDecoding { encoding, lossy: decoding.lossy };
    if encoding == UTF_8 {
        return Ok((Box::new(reader), rows));
    }
    let decoder = encoding.new_decoder_without_bom_handling();
    Ok((Box::new(Transcoder { reader, decoder, output: Vec::new(), at: 0, ended: false }), rows))
}

/// A whole text as UTF-8, with [`BAD`] for each sequence of bytes that `encoding` does not know.
pub(super) fn transcode_all(bytes: &[u8], encoding: &'static Encoding) -> Vec<u8> {
    let mut output = Vec::with_capacity(bytes.len());
    convert(&mut encoding.new_decoder_without_bom_handling(), bytes, true, &mut output);
    output
}

fn convert(decoder: &mut Decoder, mut input: &[u8], last: bool, output: &mut Vec<u8>) {
    let mut piece = [0; 4096];
    loop {
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(input, &mut piece, last);
        output.extend_from_slice(piece.get(..written).unwrap_or_default());
        input = input.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => output.push(BAD),
        }
    }
}

struct Transcoder<R> {
    reader: R,
    decoder: Decoder,
    output: Vec<u8>,
    /// Bytes of the output that were taken.
    at: usize,
    ended: bool,
}

impl<R: BufRead> BufRead for Transcoder<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at >= self.output.len() && !self.ended {
            let input = self.reader.fill_buf()?;
            let read = input.len();
            self.ended = read == 0;
            self.output.clear();
            self.at = 0;
            convert(&mut self.decoder, input, self.ended, &mut self.output);
            self.reader.consume(read);
        }
        Ok(self.output.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount;
    }
}

impl<R: BufRead> Read for Transcoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time.
    struct Slow(Cursor<Vec<u8>>);

    impl Read for Slow {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let one = buffer.len().min(1);
            self.0.read(&mut buffer[..one])
        }
    }

    fn stream(bytes: &[u8], name: Option<&str>) -> (Vec<u8>, &'static str) {
        let decoding = Decoding::new(name, false).unwrap();
        let (mut reader, rows) = transcode(Box::new(Slow(Cursor::new(bytes.to_vec()))), decoding).unwrap();
        let mut output = Vec::new();
        reader.read_to_end(&mut output).unwrap();
        (output, rows.encoding.name())
    }

    #[test]
    fn a_mark_is_obeyed_and_dropped_and_the_encoding_is_told() {
        let utf16: Vec<u8> = "\u{feff}id,Ель\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(stream(&utf16, None), ("id,Ель\n".into(), "UTF-16BE"));
        assert_eq!(stream(&utf16, Some("latin1")), ("id,Ель\n".into(), "UTF-16BE"));
        assert_eq!(stream(b"\xef\xbb\xbfid", Some("latin1")), (b"id".to_vec(), "UTF-8"));
        assert_eq!(stream(b"caf\xe9", Some("latin1")), ("café".into(), "windows-1252"));
        for short in [&b""[..], b"a", b"\xef\xbb"] {
            assert_eq!(stream(short, None), (short.to_vec(), "UTF-8"));
        }
    }

    #[test]
    fn bytes_that_an_encoding_does_not_know_are_marked() {
        let marked = b"a \xff b".to_vec();
        assert_eq!(stream(b"a \x81\xff b", Some("shift_jis")).0, marked);
        assert_eq!(transcode_all(b"a \x81\xff b", encoding_rs::SHIFT_JIS), marked);
        let halved = [0x61, 0, 0, 0xd8];
        assert_eq!(stream(&halved, Some("utf-16le")).0, b"a\xff");
        let bad = vec![0xff; 20_000];
        assert_eq!(transcode_all(&bad, encoding_rs::EUC_JP).len(), bad.len());
    }
}
