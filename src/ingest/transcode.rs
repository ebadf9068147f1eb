//! Transcoding: a stream in any encoding becomes UTF-8 before it is split into rows.

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};
use std::io::{self, BufRead, BufReader, Read};

/// Replaces bytes that are malformed in the original encoding. Valid UTF-8 never contains this byte, so the affected
/// row can be told from others.
const BAD: u8 = 0xff;

const BUFFER: usize = 64 * 1024;

/// A stream of UTF-8, with [`BAD`] for each malformed sequence of bytes. UTF-8 input is passed through.
pub(super) fn transcode(
    reader: impl Read + Send + 'static,
    encoding: &'static Encoding,
) -> Box<dyn BufRead + Send> {
    let reader = BufReader::with_capacity(BUFFER, reader);
    if encoding == UTF_8 {
        return Box::new(reader);
    }
    let decoder = encoding.new_decoder_without_bom_handling();
    Box::new(Transcoder { reader, decoder, output: Vec::new(), at: 0, ended: false })
}

/// A whole text as UTF-8, with [`BAD`] for each malformed sequence of bytes.
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
    /// Bytes of the output that were consumed.
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
    use encoding_rs::{EUC_JP, SHIFT_JIS, UTF_16BE};
    use std::io::Cursor;

    /// Returns one byte at a time.
    struct Slow(Cursor<Vec<u8>>);

    impl Read for Slow {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let one = buffer.len().min(1);
            self.0.read(&mut buffer[..one])
        }
    }

    fn stream(bytes: &[u8], encoding: &'static Encoding) -> Vec<u8> {
        let mut output = Vec::new();
        transcode(Slow(Cursor::new(bytes.to_vec())), encoding).read_to_end(&mut output).unwrap();
        output
    }

    #[test]
    fn a_stream_is_converted_across_its_buffers() {
        let utf16: Vec<u8> = "id,Ель\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(stream(&utf16, UTF_16BE), "id,Ель\n".as_bytes());
        assert_eq!(stream(b"caf\xe9", UTF_8), b"caf\xe9");
    }

    #[test]
    fn bytes_that_an_encoding_does_not_know_are_marked() {
        let marked = b"a \xff b".to_vec();
        assert_eq!(stream(b"a \x81\xff b", SHIFT_JIS), marked);
        assert_eq!(transcode_all(b"a \x81\xff b", SHIFT_JIS), marked);
        let halved = [0x61, 0, 0, 0xd8];
        assert_eq!(stream(&halved, encoding_rs::UTF_16LE), b"a\xff");
        let bad = vec![0xff; 20_000];
        assert_eq!(transcode_all(&bad, EUC_JP).len(), bad.len());
    }
}
