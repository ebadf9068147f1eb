//! Decompression of gzip and zstd, recognised by their first bytes, not by file name.

use std::io::{self, BufRead, Read};

/// Extensions of compressed files, without the point.
pub const ENDINGS: [&str; 2] = ["gz", "zst"];

/// A reader of the decompressed content: `reader` itself if it is not compressed. Several members or frames are read as
/// one. Errors of the decoder are marked: see [`is_broken`].
///
/// # Errors
/// The first bytes cannot be read, or the decoder cannot be created.
pub fn decompress<'a>(mut reader: impl BufRead + Send + 'a) -> io::Result<Box<dyn Read + Send + 'a>> {
    let head = reader.fill_buf()?;
    if head.starts_with(&[0x1f, 0x8b]) {
        return Ok(Box::new(Marked(flate2::bufread::MultiGzDecoder::new(reader))));
    }
    if head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        return Ok(Box::new(Marked(zstd::Decoder::with_buffer(reader)?)));
    }
    Ok(Box::new(reader))
}

/// Whether reading failed because the compressed content is broken, rather than because of the system.
#[must_use]
pub fn is_broken(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Broken>())
}

/// An error of a decoder.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Broken(io::Error);

/// A decoder whose own errors are marked: their kinds do not tell, since those of zstd are `Other`.
struct Marked<D>(D);

impl<D: Read> Read for Marked<D> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| {
            let of_the_system = error.raw_os_error().is_some() || error.kind() == io::ErrorKind::Interrupted;
            if of_the_system { error } else { io::Error::new(error.kind(), Broken(error)) }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufReader, Write};

    /// A disk that fails after some bytes.
    struct Failing<'a>(&'a [u8]);

    impl Read for Failing<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            match self.0.read(buffer)? {
                0 => Err(io::Error::from_raw_os_error(5)),
                read => Ok(read),
            }
        }
    }

    fn packed() -> [Vec<u8>; 2] {
        let text = "France praised Spain. ".repeat(20);
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(text.as_bytes()).unwrap();
        [gzip.finish().unwrap(), zstd::encode_all(text.as_bytes(), 0).unwrap()]
    }

    fn error(reader: impl Read + Send) -> io::Error {
        decompress(BufReader::new(reader)).unwrap().read_to_end(&mut Vec::new()).unwrap_err()
    }

    #[test]
    fn broken_content_is_told_from_a_broken_disk() {
        for bytes in packed() {
            let half = &bytes[..bytes.len() / 2];
            assert!(is_broken(&error(half)), "{}", error(half));
            let mut other = bytes.clone();
            other[4..].fill(0xee);
            assert!(is_broken(&error(&other[..])), "{}", error(&other[..]));
            assert!(!is_broken(&error(Failing(half))));
        }
    }
}
