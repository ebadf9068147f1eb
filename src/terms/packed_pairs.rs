//! Pairs of numbers, document by document, packed into bytes: of text, six bytes a pair instead of twelve.
//!
//! A document is the number of its pairs, and for each the distance of its first number from that of the pair before it, and
//! its second number. Documents lie in chunks, as rows do in [`PackedRows`](super::packed_rows::PackedRows).

use super::varint::{read, write};

/// Bytes from which a chunk is full.
const CHUNK: usize = 1 << 20;

/// The pairs of documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PackedPairs {
    chunks: Vec<Vec<u8>>,
    documents: u32,
}

impl PackedPairs {
    /// Appends a document; its pairs ascend.
    pub fn push(&mut self, pairs: &[(u32, u32)]) {
        if self.chunks.last().is_none_or(|chunk| chunk.len() >= CHUNK) {
            self.chunks.push(Vec::with_capacity(CHUNK + CHUNK / 8));
        }
        let Some(chunk) = self.chunks.last_mut() else { return };
        write(chunk, pairs.len() as u64);
        let mut before = 0;
        for &(first, second) in pairs {
            write(chunk, u64::from(first.wrapping_sub(before)));
            write(chunk, u64::from(second));
            before = first;
        }
        self.documents += 1;
    }

    /// Number of documents.
    pub fn documents(&self) -> u32 {
        self.documents
    }

    /// Gives each pair with the number of its document to `give`, in order.
    pub fn each(&self, mut give: impl FnMut(u32, u32, u32)) {
        let mut document = 0;
        self.chunks.iter().for_each(|chunk| unpack(chunk, &mut document, &mut give));
    }

    /// The same, and gives up each chunk behind it.
    pub fn take_each(self, mut give: impl FnMut(u32, u32, u32)) {
        let mut document = 0;
        self.chunks.into_iter().for_each(|chunk| unpack(&chunk, &mut document, &mut give));
    }
}

/// The pairs of the documents of a chunk, the first of which is `document`; then the number of the next chunk's first.
fn unpack(chunk: &[u8], document: &mut u32, give: &mut impl FnMut(u32, u32, u32)) {
    let mut bytes = chunk;
    while !bytes.is_empty() {
        let mut first = 0u32;
        for _ in 0..read(&mut bytes) {
            first = first.wrapping_add(read(&mut bytes) as u32);
            give(first, read(&mut bytes) as u32, *document);
        }
        *document += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pairs_come_back_with_their_documents(
            documents in prop::collection::vec(prop::collection::btree_set((0u32..900, any::<u32>()), 0..30), 0..20),
        ) {
            let mut packed = PackedPairs::default();
            let mut expected = Vec::new();
            for (document, pairs) in (0u32..).zip(&documents) {
                packed.push(&pairs.iter().copied().collect::<Vec<_>>());
                expected.extend(pairs.iter().map(|&(a, b)| (a, b, document)));
            }
            prop_assert_eq!(packed.documents() as usize, documents.len());
            let mut seen = Vec::new();
            packed.each(|a, b, document| seen.push((a, b, document)));
            prop_assert_eq!(&seen, &expected);
            let mut taken = Vec::new();
            packed.take_each(|a, b, document| taken.push((a, b, document)));
            prop_assert_eq!(&taken, &expected);
        }
    }

    #[test]
    fn documents_are_counted_across_chunks() {
        let mut packed = PackedPairs::default();
        let pairs: Vec<(u32, u32)> = (0..40_000).map(|at| (at, u32::MAX - at)).collect();
        (0..12).for_each(|_| packed.push(&pairs));
        assert!(packed.chunks.len() > 1);
        let mut last = Vec::new();
        packed.each(|a, _, document| {
            if a == 39_999 {
                last.push(document);
            }
        });
        assert_eq!(last, (0..12).collect::<Vec<_>>());
    }
}
