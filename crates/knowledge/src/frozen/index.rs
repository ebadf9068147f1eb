//! A hash index over numbered items: open addressing over item numbers; the items are stored elsewhere.

use super::Flat;
use super::image::{Freeze, FrozenError, Reader, Writer};

/// The hash of a text, the same on every machine and in every version of the program that reads the image.
#[must_use]
pub fn hash_of(text: &str) -> u64 {
    rapidhash::v3::rapidhash_v3(text.as_bytes())
}

/// An index from hashes to item numbers.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// A byte of the hash of the item in each slot; 0 if the slot is free. Most words that are looked up are no items:
    /// they are told by these, which lie close together, without a look at the items.
    tags: Flat<u8>,
    /// The number of the item in each slot that is taken.
    slots: Flat<u32>,
    taken: u64,
}

/// The tag of a hash. Slots are chosen by its lower half.
fn tag(hash: u64) -> u8 {
    ((hash >> 56) as u8).max(1)
}

/// Slots of the smallest index.
const FEWEST: usize = 8;

impl Index {
    /// An index with capacity for that many items.
    #[must_use]
    pub fn with_capacity(items: usize) -> Self {
        if items == 0 {
            return Self::default();
        }
        let slots = (items * 3 / 2).next_power_of_two().max(FEWEST);
        Self { tags: vec![0; slots].into(), slots: vec![0; slots].into(), taken: 0 }
    }

    /// The number of items.
    #[must_use]
    pub fn len(&self) -> usize {
        self.taken as usize
    }

    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.taken == 0
    }

    /// The items, in no meaningful order.
    pub fn items(&self) -> impl Iterator<Item = u32> + '_ {
        self.tags.iter().zip(self.slots.iter()).filter(|(tag, _)| **tag != 0).map(|(_, item)| *item)
    }

    /// The item with that hash for which `is_it` holds.
    #[inline]
    #[must_use]
    pub fn find(&self, hash: u64, mut is_it: impl FnMut(u32) -> bool) -> Option<u32> {
        let mask = self.tags.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        loop {
            match self.tags[at] {
                0 => return None,
                there if there == tag(hash) => {
                    let item = self.slots[at];
                    if is_it(item) {
                        return Some(item);
                    }
                }
                _ => {}
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds an item that is not in the index yet; `rehash` gives the hash of an item.
    pub fn insert(&mut self, hash: u64, item: u32, rehash: impl Fn(u32) -> u64) {
        // At most two thirds of the slots are taken, so probing ends soon.
        if (self.taken as usize + 1) * 3 > self.slots.len() * 2 {
            let mut larger = Self::with_capacity((self.slots.len() * 2).max(FEWEST) * 2 / 3);
            for item in self.items() {
                larger.put(rehash(item), item);
            }
            *self = larger;
        }
        self.put(hash, item);
    }

    fn put(&mut self, hash: u64, item: u32) {
        let (tags, slots) = (self.tags.to_mut(), self.slots.to_mut());
        let mask = slots.len() - 1;
        let mut at = hash as usize & mask;
        while tags[at] != 0 {
            at = (at + 1) & mask;
        }
        (tags[at], slots[at]) = (tag(hash), item);
        self.taken += 1;
    }
}

impl Freeze for Index {
    fn freeze(&self, writer: &mut Writer) {
        writer.number(self.taken);
        writer.table(&self.tags);
        writer.table(&self.slots);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        Ok(Self { taken: reader.number()?, tags: reader.table()?, slots: reader.table()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_found_by_what_they_are_and_no_others() {
        let words: Vec<String> = (0..500).map(|n| format!("word{n}")).collect();
        let mut index = Index::default();
        for (at, word) in (0u32..).zip(&words) {
            assert_eq!(index.find(hash_of(word), |item| words[item as usize] == *word), None);
            index.insert(hash_of(word), at, |item| hash_of(&words[item as usize]));
        }
        for (at, word) in (0u32..).zip(&words) {
            assert_eq!(index.find(hash_of(word), |item| words[item as usize] == *word), Some(at));
        }
        assert_eq!(index.len(), 500);
    }

    #[test]
    fn the_hash_is_one_that_stays() {
        // Frozen images depend on this hash: a change must not go unnoticed.
        assert_eq!(hash_of(""), rapidhash::v3::rapidhash_v3(b""));
        assert_ne!(hash_of("a"), hash_of("b"));
    }
}
