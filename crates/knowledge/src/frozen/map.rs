//! A hash map from `u64` to `u32` in two tables: open addressing, linear probing.

use super::Flat;
use super::image::{Freeze, FrozenError, Reader, Writer};

/// A map from numbers to numbers below `u32::MAX`.
#[derive(Debug, Clone, Default)]
pub struct FlatMap {
    keys: Flat<u64>,
    /// The value of each slot plus one; 0 if the slot is free.
    values: Flat<u32>,
    /// Number of slots taken.
    taken: u64,
}

/// Slots of the smallest map.
const FEWEST: usize = 8;

/// The slot where probing for a key begins, of `slots` (a power of two).
fn home(key: u64, slots: usize) -> usize {
    // 2^64 divided by the golden ratio (Fibonacci hashing); the high bits are the well mixed ones.
    let hash = (key ^ key >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (hash >> 32) as usize & (slots - 1)
}

impl FlatMap {
    /// A map with capacity for that many keys.
    #[must_use]
    pub fn with_capacity(keys: usize) -> Self {
        if keys == 0 {
            return Self::default();
        }
        let slots = (keys * 3 / 2).next_power_of_two().max(FEWEST);
        Self { keys: vec![0; slots].into(), values: vec![0; slots].into(), taken: 0 }
    }

    /// The slot of a key: its own, or the free one where it would go. `None` in a map without slots.
    fn slot(&self, key: u64) -> Option<usize> {
        let slots = self.values.len();
        if slots == 0 {
            return None;
        }
        let mut at = home(key, slots);
        while self.values[at] != 0 && self.keys[at] != key {
            at = (at + 1) & (slots - 1);
        }
        Some(at)
    }

    /// The value of a key.
    #[inline]
    #[must_use]
    pub fn get(&self, key: u64) -> Option<u32> {
        self.values.get(self.slot(key)?)?.checked_sub(1)
    }

    /// The value of a key; inserts `new` if it has none.
    pub fn get_or_insert(&mut self, key: u64, new: u32) -> u32 {
        // At most two thirds of the slots are taken, so probing ends soon.
        if (self.taken as usize + 1) * 3 > self.values.len() * 2 {
            self.grow();
        }
        let Some(at) = self.slot(key) else { return new };
        if let Some(value) = self.values[at].checked_sub(1) {
            return value;
        }
        self.keys.to_mut()[at] = key;
        self.values.to_mut()[at] = new + 1;
        self.taken += 1;
        new
    }

    fn grow(&mut self) {
        let mut larger = Self::with_capacity((self.values.len() * 2).max(FEWEST) * 2 / 3);
        for (&key, &value) in self.keys.iter().zip(self.values.iter()) {
            if let Some(value) = value.checked_sub(1) {
                larger.get_or_insert(key, value);
            }
        }
        *self = larger;
    }
}

impl Freeze for FlatMap {
    fn freeze(&self, writer: &mut Writer) {
        writer.number(self.taken);
        writer.table(&self.keys);
        writer.table(&self.values);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        Ok(Self { taken: reader.number()?, keys: reader.table()?, values: reader.table()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    #[test]
    fn an_empty_map_has_nothing() {
        assert_eq!(FlatMap::default().get(7), None);
    }

    proptest! {
        #[test]
        fn it_behaves_as_a_hash_map(pairs in prop::collection::vec((0u64..200, 0u32..1000), 0..300)) {
            let mut map = FlatMap::with_capacity(3);
            let mut known: HashMap<u64, u32> = HashMap::new();
            for (key, value) in pairs {
                prop_assert_eq!(map.get_or_insert(key << 32, value), *known.entry(key).or_insert(value));
            }
            for key in 0..200 {
                prop_assert_eq!(map.get(key << 32), known.get(&key).copied());
            }
        }
    }
}
