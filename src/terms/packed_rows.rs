//! Rows of counts, packed into bytes: of text, three bytes an entry instead of twelve.
//!
//! A row is the number of its entries, and for each entry the distance of its number from the one before it, with two bits
//! that say whether the counts are 1 and 0, or which of them follow. Numbers are variable-length integers (LEB128: seven
//! bits a byte, least first). Rows lie in chunks, so that no growth copies them all, and a reader that takes them in turn
//! can give up those behind it.

use super::Count;
use super::varint::{read, write};

/// Bytes from which a chunk is full.
const CHUNK: usize = 1 << 20;

/// What the bits beside a distance say: the count is 1, it follows, it and the part in names follow.
const ONE: u64 = 0;
const ALL: u64 = 1;
const BOTH: u64 = 2;

/// Rows of (number, count), numbers ascending within a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackedRows {
    chunks: Vec<Vec<u8>>,
    /// The chunk of each row, and where the row starts in it.
    starts: Vec<(u32, u32)>,
    entries: usize,
}

/// The entries of a row, in order.
#[derive(Debug, Clone)]
pub struct PackedRow<'a> {
    bytes: &'a [u8],
    left: u64,
    number: u64,
}

impl PackedRows {
    /// Appends a row, whose numbers ascend.
    pub fn push(&mut self, row: &[(u32, Count)]) {
        if self.chunks.last().is_none_or(|chunk| chunk.len() >= CHUNK) {
            self.chunks.push(Vec::with_capacity(CHUNK + CHUNK / 8));
        }
        let number = (self.chunks.len() - 1) as u32;
        let Some(chunk) = self.chunks.last_mut() else { return };
        self.starts.push((number, chunk.len() as u32));
        self.entries += row.len();
        write(chunk, row.len() as u64);
        let mut before = 0;
        for &(number, Count { all, named }) in row {
            let kind = match (all, named) {
                (1, 0) => ONE,
                (_, 0) => ALL,
                _ => BOTH,
            };
            write(chunk, u64::from(number.wrapping_sub(before)) << 2 | kind);
            before = number;
            if kind != ONE {
                write(chunk, u64::from(all));
            }
            if kind == BOTH {
                write(chunk, u64::from(named));
            }
        }
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Number of entries of all rows.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.entries
    }

    /// The entries of a row; none where there is no such row.
    #[must_use]
    pub fn row(&self, at: usize) -> PackedRow<'_> {
        let start = self.starts.get(at).copied();
        let bytes = start.and_then(|(chunk, start)| self.chunks.get(chunk as usize)?.get(start as usize..));
        let mut bytes = bytes.unwrap_or_default();
        let left = read(&mut bytes);
        PackedRow { bytes, left, number: 0 }
    }

    /// Gives every row to `take`, in order, and gives up what lies behind it.
    pub fn take_each(mut self, mut take: impl FnMut(PackedRow<'_>)) {
        let mut given_up = 0;
        for at in 0..self.len() {
            take(self.row(at));
            let chunk = self.starts.get(at + 1).map_or(given_up, |(chunk, _)| *chunk as usize);
            while given_up < chunk {
                if let Some(chunk) = self.chunks.get_mut(given_up) {
                    *chunk = Vec::new();
                }
                given_up += 1;
            }
        }
    }
}

impl Iterator for PackedRow<'_> {
    type Item = (u32, Count);

    fn next(&mut self) -> Option<(u32, Count)> {
        self.left = self.left.checked_sub(1)?;
        let step = read(&mut self.bytes);
        self.number = self.number.wrapping_add(step >> 2);
        let all = if step & 3 == ONE { 1 } else { read(&mut self.bytes) as u32 };
        let named = if step & 3 == BOTH { read(&mut self.bytes) as u32 } else { 0 };
        Some((self.number as u32, Count { all, named }))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = usize::try_from(self.left).unwrap_or(usize::MAX);
        (left, Some(left))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_row_of_text_takes_few_bytes() {
        let mut rows = PackedRows::default();
        let row: Vec<_> = (0..100).map(|at| (at * 3_000, Count { all: 1, named: 0 })).collect();
        rows.push(&row);
        assert!(rows.chunks[0].len() <= 201, "{}", rows.chunks[0].len());
    }

    #[test]
    fn where_there_is_no_row_there_are_no_entries() {
        let mut rows = PackedRows::default();
        assert_eq!(rows.row(0).count(), 0);
        rows.push(&[]);
        assert_eq!((rows.len(), rows.row(0).count(), rows.row(1).count()), (1, 0, 0));
    }

    proptest! {
        #[test]
        fn rows_come_back_as_they_were(
            rows in prop::collection::vec(
                prop::collection::btree_map(any::<u32>(), (1u32.., any::<u32>()), 0..40), 0..20),
            times in 1usize..40,
        ) {
            let count = |(all, named)| Count { all, named };
            let rows: Vec<Vec<(u32, Count)>> =
                rows.into_iter().map(|row| row.into_iter().map(|(at, n)| (at, count(n))).collect()).collect();
            let mut packed = PackedRows::default();
            for _ in 0..times {
                rows.iter().for_each(|row| packed.push(row));
            }
            prop_assert_eq!(packed.len(), rows.len() * times);
            for (at, row) in rows.iter().cycle().take(rows.len() * times).enumerate() {
                prop_assert_eq!(&packed.row(at).collect::<Vec<_>>(), row);
            }
            let mut taken = Vec::new();
            packed.take_each(|row| taken.push(row.collect::<Vec<_>>()));
            prop_assert!(taken.iter().eq(rows.iter().cycle().take(rows.len() * times)));
        }
    }

    #[test]
    fn rows_in_several_chunks_are_found_and_given_up() {
        let mut packed = PackedRows::default();
        let row = |document: u32| -> Vec<(u32, Count)> {
            (0..3_000).map(|at| (at * 70_000 + document, Count { all: 300, named: 2 })).collect()
        };
        (0..200).for_each(|document| packed.push(&row(document)));
        assert!(packed.chunks.len() > 2);
        assert_eq!(packed.entries(), 200 * 3_000);
        assert!((0..200).all(|document| packed.row(document as usize).eq(row(document))));
        let mut document = 0;
        packed.take_each(|found| {
            assert!(found.eq(row(document)));
            document += 1;
        });
        assert_eq!(document, 200);
    }
}
