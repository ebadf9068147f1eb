//! Decompression of gzip and zstd, recognised by their first bytes, not by file name.

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Extensions of compressed files, without the point.
pub const ENDINGS: [&str; 2] = ["gz", "zst"];

/// A reader of the decompressed content: `reader` itself if it is not compressed. Several members or frames are read as
/// one. Errors of the decoder are marked: see [`is_broken`]. No more is decompressed than `most` bytes; without it no more
/// than [`MAX_UNPACKED`], and no more than the compressed bytes of a text can hold ([`RATIO`]).
///
/// # Errors
/// The first bytes cannot be read, or the decoder cannot be created.
pub fn decompress<'a>(
    mut reader: impl BufRead + Send + 'a,
    most: Option<u64>,
) -> io::Result<Box<dyn Read + Send + 'a>> {
    let (gzip, zstd) = loop {
        match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
            Ok(head) => {
                break (head.starts_with(&[0x1f, 0x8b]), head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]));
            }
        }
    };
    if gzip {
        let (reader, read) = Counting::new(reader);
        return Ok(Box::new(Marked::new(flate2::bufread::MultiGzDecoder::new(reader), read, most)));
    }
    if zstd {
        let (reader, read) = Counting::new(reader);
        return Ok(Box::new(Marked::new(zstd::Decoder::with_buffer(reader)?, read, most)));
    }
    Ok(Box::new(reader))
}

/// Whether reading failed because more was unpacked than is allowed.
#[must_use]
pub fn is_over(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Over>())
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

/// More was unpacked than is allowed.
#[derive(Debug, thiserror::Error)]
enum Over {
    #[error("it unpacks to over {0} bytes")]
    Most(u64),
    #[error("it becomes over {RATIO} times as large when unpacked, which no text does")]
    Ratio,
}

/// The most bytes that a compressed input is unpacked to, unless the user says otherwise.
pub const MAX_UNPACKED: u64 = 64 << 30;

/// Decompressed bytes from which on the size of the compressed ones is looked at.
const FREE: u64 = 64 << 20;
/// A text is made up to 200 times as small at the most, a table of the same row over and over too. More is no text, but
/// a small file that fills the memory.
const RATIO: u64 = 200;

/// A decoder whose own errors are marked: their kinds do not tell, since those of zstd are `Other`.
struct Marked<D> {
    decoder: D,
    /// Compressed bytes read.
    read: Arc<AtomicU64>,
    /// Decompressed bytes given.
    given: u64,
    /// The most that is given, where the user said so.
    most: Option<u64>,
}

impl<D> Marked<D> {
    fn new(decoder: D, read: Arc<AtomicU64>, most: Option<u64>) -> Self {
        Self { decoder, read, given: 0, most }
    }

    /// What was exceeded.
    fn over(&self) -> Option<Over> {
        let most = self.most.unwrap_or(MAX_UNPACKED);
        if self.given > most {
            return Some(Over::Most(most));
        }
        let ratio = self.most.is_none()
            && self.given > FREE
            && self.given / RATIO > self.read.load(Ordering::Relaxed);
        ratio.then_some(Over::Ratio)
    }
}

impl<D: Read> Read for Marked<D> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let broken = |error: io::Error| io::Error::new(error.kind(), Broken(error));
        let given = self.decoder.read(buffer).map_err(|error| {
            let of_the_system = error.raw_os_error().is_some() || error.kind() == io::ErrorKind::Interrupted;
            if of_the_system { error } else { broken(error) }
        })?;
        self.given += given as u64;
        match self.over() {
            Some(over) => Err(io::Error::other(over)),
            None => Ok(given),
        }
    }
}

/// A reader that counts the bytes taken from it.
struct Counting<R> {
    reader: R,
    read: Arc<AtomicU64>,
}

impl<R> Counting<R> {
    fn new(reader: R) -> (Self, Arc<AtomicU64>) {
        let read = Arc::new(AtomicU64::new(0));
        (Self { reader, read: Arc::clone(&read) }, read)
    }
}

impl<R: BufRead> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counting<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.read.fetch_add(amount as u64, Ordering::Relaxed);
        self.reader.consume(amount);
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
        decompress(BufReader::new(reader), None).unwrap().read_to_end(&mut Vec::new()).unwrap_err()
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

    #[test]
    fn a_file_that_fills_the_memory_is_not_unpacked() {
        let bomb = zstd::encode_all(io::repeat(b'a').take(FREE + (1 << 20)), 0).unwrap();
        let problem = error(&bomb[..]);
        assert!(is_over(&problem) && !is_broken(&problem), "{problem}");
        assert!(problem.to_string().contains("200 times"), "{problem}");
    }

    #[test]
    fn what_the_user_allows_is_unpacked_and_no_more() {
        let bomb = zstd::encode_all(io::repeat(b'a').take(FREE + (1 << 20)), 0).unwrap();
        let read = |most| {
            let mut stream = decompress(BufReader::new(&bomb[..]), Some(most)).unwrap();
            io::copy(&mut stream, &mut io::sink())
        };
        assert_eq!(read(FREE + (1 << 20)).unwrap(), FREE + (1 << 20));
        let problem = read(1000).unwrap_err();
        assert!(is_over(&problem), "{problem}");
        assert_eq!(problem.to_string(), "it unpacks to over 1000 bytes");
    }

    /// A reader whose first call is interrupted.
    struct Interrupted<'a>(bool, &'a [u8]);

    impl Read for Interrupted<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if !std::mem::replace(&mut self.0, true) {
                return Err(io::ErrorKind::Interrupted.into());
            }
            self.1.read(buffer)
        }
    }

    #[test]
    fn an_interrupted_call_is_repeated() {
        let mut reader = decompress(BufReader::new(Interrupted(false, b"One.")), None).unwrap();
        assert_eq!(io::read_to_string(&mut reader).unwrap(), "One.");
    }
}
