//! Many short lists of numbers in one table (compressed rows).

use super::Flat;
use super::image::{Freeze, FrozenError, Reader, Writer};

/// Lists by index; append-only.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    /// The end of each list in `values`.
    ends: Flat<u32>,
    values: Flat<u32>,
}

impl Lists {
    /// Appends a list; returns its index.
    pub fn push(&mut self, list: &[u32]) -> u32 {
        let values = self.values.to_mut();
        values.extend_from_slice(list);
        let end = values.len() as u32;
        let ends = self.ends.to_mut();
        ends.push(end);
        ends.len() as u32 - 1
    }

    /// The list at an index; empty if there is none.
    #[must_use]
    #[inline]
    pub fn get(&self, number: usize) -> &[u32] {
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(number).copied().unwrap_or(start);
        self.values.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The number of lists.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are no lists.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

impl<L: AsRef<[u32]>> FromIterator<L> for Lists {
    fn from_iter<I: IntoIterator<Item = L>>(lists: I) -> Self {
        let mut all = Self::default();
        for list in lists {
            all.push(list.as_ref());
        }
        all
    }
}

impl Freeze for Lists {
    fn freeze(&self, writer: &mut Writer) {
        writer.table(&self.ends);
        writer.table(&self.values);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        Ok(Self { ends: reader.table()?, values: reader.table()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_given_back_by_number() {
        let lists: Lists = [vec![3, 1], vec![], vec![7]].into_iter().collect();
        assert_eq!((lists.len(), lists.get(0), lists.get(2)), (3, &[3, 1][..], &[7][..]));
        assert!(lists.get(1).is_empty() && lists.get(3).is_empty());
    }
}
