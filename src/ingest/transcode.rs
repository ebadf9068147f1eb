//! Transcoding: a stream in any encoding becomes UTF-8 before it is split into rows.

use super::charset::Charset;
use super::utf32::Utf32;
use encoding_rs::{Decoder, DecoderResult, UTF_8};
use std::io::{self, BufRead, BufReader, Read};

/// Replaces bytes that are malformed in the original encoding. Valid UTF-8 never contains this byte, so the affected
/// row can be told from others.
pub(super) const BAD: u8 = 0xff;

const BUFFER: usize = 64 * 1024;

/// A stream of UTF-8, with [`BAD`] for each malformed sequence of bytes. UTF-8 input is passed through.
pub(super) fn transcode(reader: impl Read + Send + 'static, charset: Charset) -> Box<dyn BufRead + Send> {
    let reader = BufReader::with_capacity(BUFFER, reader);
    match Conversion::of(charset) {
        None => Box::new(reader),
        Some(conversion) => {
            Box::new(Transcoder { reader, conversion, output: Vec::new(), at: 0, ended: false })
        }
    }
}

/// A whole text as UTF-8, with [`BAD`] for each malformed sequence of bytes.
pub(super) fn transcode_all(bytes: &[u8], charset: Charset) -> Vec<u8> {
    let Some(mut conversion) = Conversion::of(charset) else { return bytes.to_vec() };
    let mut output = Vec::with_capacity(bytes.len());
    conversion.convert(bytes, true, &mut output);
    output
}

/// A conversion to UTF-8 that is fed piece by piece.
enum Conversion {
    Web(Box<Decoder>),
    Wide(Utf32),
}

impl Conversion {
    /// That of an encoding; none of UTF-8.
    fn of(charset: Charset) -> Option<Self> {
        match charset {
            Charset::Web(encoding) if encoding == UTF_8 => None,
            Charset::Web(encoding) => Some(Self::Web(Box::new(encoding.new_decoder_without_bom_handling()))),
            Charset::Utf32Be => Some(Self::Wide(Utf32::new(true))),
            Charset::Utf32Le => Some(Self::Wide(Utf32::new(false))),
        }
    }

    fn convert(&mut self, input: &[u8], last: bool, output: &mut Vec<u8>) {
        match self {
            Self::Web(decoder) => convert(decoder, input, last, output),
            Self::Wide(decoder) => decoder.convert(input, last, output),
        }
    }
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
    conversion: Conversion,
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
            self.conversion.convert(input, self.ended, &mut self.output);
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
    use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS, UTF_16BE, UTF_16LE};
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
        transcode(Slow(Cursor::new(bytes.to_vec())), Charset::Web(encoding))
            .read_to_end(&mut output)
            .unwrap();
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
        assert_eq!(transcode_all(b"a \x81\xff b", Charset::Web(SHIFT_JIS)), marked);
        let halved = [0x61, 0, 0, 0xd8];
        assert_eq!(stream(&halved, UTF_16LE), b"a\xff");
        let bad = vec![0xff; 20_000];
        assert_eq!(transcode_all(&bad, Charset::Web(EUC_JP)).len(), bad.len());
    }
}
