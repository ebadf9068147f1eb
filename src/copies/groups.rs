//! Which documents of a corpus are copies of each other.

use std::hash::Hash;

/// The group of a document without copies.
const ALONE: u32 = u32::MAX;

/// Groups of documents that print the same text. The first of a group is its original.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Copies {
    /// The group of each document.
    group_of: Vec<u32>,
    /// Documents of each group, two at least, the first printed first.
    groups: Vec<Vec<u32>>,
}

impl Copies {
    /// So many documents, of which none copies another.
    #[must_use]
    pub fn none(documents: usize) -> Self {
        Self { group_of: vec![ALONE; documents], groups: Vec::new() }
    }

    /// Makes these documents, the original first, one more group; fewer than two are none.
    pub(super) fn add(&mut self, group: Vec<u32>) {
        if group.len() < 2 {
            return;
        }
        let number = self.groups.len() as u32;
        for &document in &group {
            if let Some(of) = self.group_of.get_mut(document as usize) {
                *of = number;
            }
        }
        self.groups.push(group);
    }

    /// The groups of two or more documents, each with its original first.
    pub fn groups(&self) -> impl Iterator<Item = &[u32]> {
        self.groups.iter().map(Vec::as_slice)
    }

    /// The group of a document with copies.
    #[must_use]
    pub fn group(&self, document: usize) -> Option<&[u32]> {
        let number = self.group_of.get(document)?;
        self.groups.get(*number as usize).map(Vec::as_slice)
    }

    /// For each document the original that it copies; none for an original.
    #[must_use]
    pub fn originals(&self) -> Vec<Option<usize>> {
        let mut originals = vec![None; self.group_of.len()];
        for group in &self.groups {
            let Some((&original, others)) = group.split_first() else { continue };
            for &other in others {
                if let Some(slot) = originals.get_mut(other as usize) {
                    *slot = Some(original as usize);
                }
            }
        }
        originals
    }

    /// Number of documents that copy another.
    #[must_use]
    pub fn copies(&self) -> usize {
        self.groups.iter().map(|group| group.len().saturating_sub(1)).sum()
    }

    /// Whether each document is the first of its group with its `key`.
    #[must_use]
    pub fn first_of_each<K: Hash + Eq>(&self, key: impl Fn(usize) -> K) -> Vec<bool> {
        let mut first = vec![true; self.group_of.len()];
        for group in &self.groups {
            let mut seen = hashbrown::HashSet::with_hasher(foldhash::fast::FixedState::default());
            for &document in group {
                if !seen.insert(key(document as usize))
                    && let Some(slot) = first.get_mut(document as usize)
                {
                    *slot = false;
                }
            }
        }
        first
    }
}

#[cfg(test)]
impl Copies {
    /// For tests: these groups of so many documents.
    pub(crate) fn of(documents: usize, groups: &[&[u32]]) -> Self {
        let mut copies = Self::none(documents);
        groups.iter().for_each(|group| copies.add(group.to_vec()));
        copies
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_a_group_is_its_original() {
        let copies = Copies::of(5, &[&[3, 0, 4], &[1]]);
        assert_eq!(copies.originals(), [Some(3), None, None, None, Some(3)]);
        assert_eq!((copies.group(0), copies.group(1), copies.copies()), (Some(&[3, 0, 4][..]), None, 2));
        assert_eq!(copies.groups().count(), 1);
        assert_eq!(Copies::none(2).originals(), [None, None]);
    }

    #[test]
    fn a_group_counts_once_for_each_key() {
        let copies = Copies::of(5, &[&[3, 0, 4]]);
        assert_eq!(copies.first_of_each(|_| ()), [false, true, true, true, false]);
        assert_eq!(copies.first_of_each(|document| document % 2), [true, true, true, true, false]);
    }
}
