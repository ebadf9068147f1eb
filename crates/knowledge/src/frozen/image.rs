//! The image: all tables in one byte array and all texts in one string, written at build time and read in place.
//!
//! Tables follow each other in the order of writing, each preceded by its length, aligned to eight bytes. They must be
//! read in the same order: [`Freeze`] keeps both sides together.

use super::Flat;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// First number of an image: detects another byte order and other versions of the format.
const MAGIC: u64 = 0x7374_616e_6470_0002;

/// Alignment of tables in bytes.
const ALIGNED: usize = 8;

/// The output of a build.
#[derive(Debug, Clone, Copy)]
pub struct Image {
    /// All texts. A string, so that UTF-8 is checked by the compiler, not at every start.
    pub texts: &'static str,
    /// All tables, aligned to eight bytes.
    pub tables: &'static [u8],
}

/// Why an image cannot be used: it is not the one this program was built with.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum FrozenError {
    /// The first number is another.
    #[error("the frozen index was made by another version or for another kind of processor")]
    Foreign,
    /// A table or text ends before it should.
    #[error("the frozen index is damaged (byte {at})")]
    Damaged {
        /// Byte offset in the tables.
        at: usize,
    },
}

/// Types that can be written into an image and read in place.
pub trait Freeze: Sized {
    /// Writes it.
    fn freeze(&self, writer: &mut Writer);

    /// Reads what [`freeze`](Self::freeze) wrote, borrowing all tables.
    ///
    /// # Errors
    /// The image is from another build, or damaged.
    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError>;
}

/// Writes an image.
#[derive(Debug)]
pub struct Writer {
    texts: String,
    tables: Vec<u8>,
}

impl Default for Writer {
    fn default() -> Self {
        let mut writer = Self { texts: String::new(), tables: Vec::new() };
        writer.number(MAGIC);
        writer
    }
}

impl Writer {
    /// Appends a table.
    pub fn table<T: IntoBytes + Immutable>(&mut self, rows: &[T]) {
        let bytes = rows.as_bytes();
        self.number(bytes.len() as u64);
        self.tables.extend_from_slice(bytes);
        self.tables.resize(self.tables.len().next_multiple_of(ALIGNED), 0);
    }

    /// Appends a number.
    pub fn number(&mut self, number: u64) {
        self.tables.extend_from_slice(&number.to_ne_bytes());
    }

    /// Appends a text.
    pub fn text(&mut self, text: &str) {
        self.number(self.texts.len() as u64);
        self.number(text.len() as u64);
        self.texts.push_str(text);
    }

    /// The texts and the tables.
    #[must_use]
    pub fn finish(self) -> (String, Vec<u8>) {
        (self.texts, self.tables)
    }
}

/// Reads an image.
#[derive(Debug)]
pub struct Reader {
    image: Image,
    at: usize,
}

impl Reader {
    /// Starts reading.
    ///
    /// # Errors
    /// The image is from another build.
    pub fn new(image: Image) -> Result<Self, FrozenError> {
        let mut reader = Self { image, at: 0 };
        if reader.number()? == MAGIC { Ok(reader) } else { Err(FrozenError::Foreign) }
    }

    fn take(&mut self, length: usize) -> Result<&'static [u8], FrozenError> {
        let end = self.at.checked_add(length);
        let bytes = end.and_then(|end| self.image.tables.get(self.at..end));
        let bytes = bytes.ok_or(FrozenError::Damaged { at: self.at })?;
        self.at += length.next_multiple_of(ALIGNED);
        Ok(bytes)
    }

    /// The next number.
    ///
    /// # Errors
    /// There is no further number.
    pub fn number(&mut self) -> Result<u64, FrozenError> {
        let at = self.at;
        let bytes = self.take(ALIGNED)?;
        bytes.try_into().map(u64::from_ne_bytes).map_err(|_| FrozenError::Damaged { at })
    }

    /// The next table, borrowed.
    ///
    /// # Errors
    /// There is no further table of that type.
    pub fn table<T>(&mut self) -> Result<Flat<T>, FrozenError>
    where
        T: FromBytes + Immutable + KnownLayout + Clone + 'static,
    {
        let at = self.at;
        let length = self.number()? as usize;
        let bytes = self.take(length)?;
        <[T]>::ref_from_bytes(bytes).map(Flat::Borrowed).map_err(|_| FrozenError::Damaged { at })
    }

    /// The next text, borrowed.
    ///
    /// # Errors
    /// There is no further text.
    pub fn text(&mut self) -> Result<&'static str, FrozenError> {
        let at = self.at;
        let (start, length) = (self.number()? as usize, self.number()? as usize);
        let end = start.checked_add(length);
        end.and_then(|end| self.image.texts.get(start..end)).ok_or(FrozenError::Damaged { at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Copies an image to an eight-byte boundary and leaks it.
    fn image((texts, tables): (String, Vec<u8>)) -> Image {
        let words: Vec<u64> = tables
            .chunks(8)
            .map(|chunk| {
                let mut word = [0; 8];
                word[..chunk.len()].copy_from_slice(chunk);
                u64::from_ne_bytes(word)
            })
            .collect();
        let words: &'static [u64] = Vec::leak(words);
        Image { texts: String::leak(texts), tables: &words.as_bytes()[..tables.len()] }
    }

    fn written() -> Writer {
        let mut writer = Writer::default();
        writer.table(&[[1u32, 2], [3, 4]]);
        writer.text("Ünï");
        writer.table(&[0.5f64]);
        writer.table(&[7u8, 8, 9]);
        writer.number(5);
        writer
    }

    #[test]
    fn what_is_written_is_read_in_the_same_order() {
        let mut reader = Reader::new(image(written().finish())).unwrap();
        assert_eq!(&*reader.table::<[u32; 2]>().unwrap(), [[1, 2], [3, 4]]);
        assert_eq!(reader.text(), Ok("Ünï"));
        assert_eq!(
            reader.table::<f64>().unwrap().first().map(|number| number.to_bits()),
            Some(0.5f64.to_bits())
        );
        assert_eq!(&*reader.table::<u8>().unwrap(), [7, 8, 9]);
        assert_eq!(reader.number(), Ok(5));
        assert!(matches!(reader.number(), Err(FrozenError::Damaged { .. })));
    }

    #[test]
    fn another_image_and_one_that_was_cut_are_errors() {
        assert_eq!(Reader::new(image((String::new(), vec![0; 16]))).unwrap_err(), FrozenError::Foreign);
        let (texts, mut tables) = written().finish();
        tables.truncate(24);
        let mut reader = Reader::new(image((texts, tables))).unwrap();
        assert!(matches!(reader.table::<[u32; 2]>(), Err(FrozenError::Damaged { .. })));
    }
}
