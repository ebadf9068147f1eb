//! gzip and zstd, recognised by their first bytes, not by a name.

use std::io::{self, BufRead, Read};

/// A reader of what is inside: `reader` itself where it is not compressed. Several members or frames in a row are
/// read as one.
///
/// # Errors
/// The first bytes cannot be read, or the decoder cannot be made.
pub fn decompress<'a>(mut reader: impl BufRead + Send + 'a) -> io::Result<Box<dyn Read + Send + 'a>> {
    let head = reader.fill_buf()?;
    if head.starts_with(&[0x1f, 0x8b]) {
        return Ok(Box::new(flate2::bufread::MultiGzDecoder::new(reader)));
    }
    if head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        return Ok(Box::new(zstd::Decoder::with_buffer(reader)?));
    }
    Ok(Box::new(reader))
}
