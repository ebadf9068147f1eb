//! A hash map from `u64` to `u32` in one table: open addressing, linear probing.

use super::Flat;
use super::image::{Freeze, FrozenError, Reader, Writer};

/// A slot: the key, low bits first, and its value plus one; 0 if the slot is free. Side by side, for most keys are looked
/// up once in a text, and each part may have to be fetched from memory.
type Slot = [u32; 3];

fn slot_of(key: u64, value: u32) -> Slot {
    [key as u32, (key >> 32) as u32, value + 1]
}

fn key_of(&[low, high, _]: &Slot) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

fn value_of(&[.., value]: &Slot) -> Option<u32> {
    value.checked_sub(1)
}

/// A map from numbers to numbers below `u32::MAX`.
#[derive(Debug, Clone, Default)]
pub struct FlatMap {
    slots: Flat<Slot>,
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
        Self { slots: vec![Slot::default(); slots].into(), taken: 0 }
    }

    /// The slot of a key: its own, or the free one where it would go. `None` in a map without slots.
    fn slot(&self, key: u64) -> Option<usize> {
        let slots = self.slots.len();
        if slots == 0 {
            return None;
        }
        let mut at = home(key, slots);
        while value_of(&self.slots[at]).is_some() && key_of(&self.slots[at]) != key {
            at = (at + 1) & (slots - 1);
        }
        Some(at)
    }

    /// The value of a key.
    #[inline]
    #[must_use]
    pub fn get(&self, key: u64) -> Option<u32> {
        value_of(self.slots.get(self.slot(key)?)?)
    }

    /// The value of a key; inserts `new` if it has none.
    pub fn get_or_insert(&mut self, key: u64, new: u32) -> u32 {
        // At most two thirds of the slots are taken, so probing ends soon.
        if (self.taken as usize + 1) * 3 > self.slots.len() * 2 {
            self.grow();
        }
        let Some(at) = self.slot(key) else { return new };
        if let Some(value) = value_of(&self.slots[at]) {
            return value;
        }
        self.slots.to_mut()[at] = slot_of(key, new);
        self.taken += 1;
        new
    }

    fn grow(&mut self) {
        let mut larger = Self::with_capacity((self.slots.len() * 2).max(FEWEST) * 2 / 3);
        for slot in self.slots.iter() {
            if let Some(value) = value_of(slot) {
                larger.get_or_insert(key_of(slot), value);
            }
        }
        *self = larger;
    }
}

impl Freeze for FlatMap {
    fn freeze(&self, writer: &mut Writer) {
        writer.number(self.taken);
        writer.table(&self.slots);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        Ok(Self { taken: reader.number()?, slots: reader.table()? })
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
