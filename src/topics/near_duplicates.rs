//! Near-duplicates: reprints of one report with minor changes count as one document.
//!
//! Candidates are documents that share a band of MinHash values of their terms (Broder 1997; bands as in Leskovec,
//! Rajaraman & Ullman 2014, section 3.4); what decides is their exact Jaccard similarity.

use crate::terms::TermMatrix;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::hash::BuildHasher;

/// Jaccard similarity of the terms of two documents from which one is a near-duplicate of the other.
const ALIKE: f64 = 0.9;
/// Below this many different terms only equal sets are duplicates: a single word matters there.
const SHORT: usize = 20;
/// Bands, and hashes per band. Documents with similarity .9 share a band with probability .9998, with .5 in four of ten
/// cases.
const BANDS: usize = 8;
const HASHES: usize = 4;
/// Documents kept per band: a form letter would make every document a candidate of every other.
const MOST_IN_A_BAND: usize = 64;

/// The documents of `order` without near-duplicates, in that order, and for each document of the matrix the earlier one
/// that it duplicates, if any.
#[must_use]
pub fn near_duplicates(matrix: &TermMatrix, order: &[usize]) -> (Vec<usize>, Vec<Option<usize>>) {
    let mut repeats = vec![None; matrix.documents()];
    let mut kept = Vec::with_capacity(order.len());
    let mut bands: HashMap<(usize, u64), Vec<usize>, FixedState> = HashMap::default();
    let hasher = FixedState::default();
    for &document in order {
        let (terms, _) = matrix.row(document);
        if terms.is_empty() {
            kept.push(document);
            continue;
        }
        let keys = bands_of(terms, &hasher);
        // Indices into `kept`.
        let mut candidates: Vec<usize> =
            keys.iter().filter_map(|key| bands.get(key)).flatten().copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        // The earliest match is the original.
        let original = candidates
            .iter()
            .filter_map(|&place| kept.get(place).copied())
            .find(|&candidate| is_alike(matrix.row(candidate).0, terms));
        match original {
            Some(original) => repeats[document] = Some(original),
            None => {
                kept.push(document);
                let place = kept.len() - 1;
                for key in keys {
                    let band = bands.entry(key).or_default();
                    if band.len() < MOST_IN_A_BAND {
                        band.push(place);
                    }
                }
            }
        }
    }
    (kept, repeats)
}

/// The bands of a document: number and hash.
fn bands_of(terms: &[u32], hasher: &FixedState) -> Vec<(usize, u64)> {
    let mut least = [u64::MAX; BANDS * HASHES];
    for &term in terms {
        let mut hash = hasher.hash_one(term);
        for slot in &mut least {
            *slot = (*slot).min(hash);
            // The next of a sequence of hash functions (the multiplier of Knuth's MMIX generator).
            hash = hash.wrapping_mul(6_364_136_223_846_793_005).rotate_left(29) ^ 0x9e37_79b9_7f4a_7c15;
        }
    }
    least.chunks_exact(HASHES).enumerate().map(|(band, hashes)| (band, hasher.hash_one(hashes))).collect()
}

/// Whether two documents, given by their terms (ascending), are near-duplicates.
fn is_alike(a: &[u32], b: &[u32]) -> bool {
    if a.len().min(b.len()) < SHORT {
        return a == b;
    }
    let (mut at, mut shared) = (0, 0usize);
    for term in a {
        at += b[at..].iter().take_while(|other| *other < term).count();
        if b.get(at) == Some(term) {
            shared += 1;
            at += 1;
        }
    }
    shared as f64 >= ALIKE * (a.len() + b.len() - shared) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(rows: &[Vec<u32>]) -> TermMatrix {
        let once: Vec<Vec<(u32, u32)>> =
            rows.iter().map(|row| row.iter().map(|&form| (form, 1)).collect()).collect();
        TermMatrix::of_words(&once, &(0..500).map(|n| format!("w{n:03}")).collect::<Vec<_>>())
    }

    #[test]
    fn a_report_with_a_word_changed_repeats_the_first_and_another_does_not() {
        let first: Vec<u32> = (0..60).collect();
        let edited: Vec<u32> = (1..61).collect();
        let half: Vec<u32> = (30..90).collect();
        let matrix = matrix(&[half.clone(), edited, first.clone(), half, first]);
        let (kept, repeats) = near_duplicates(&matrix, &[2, 1, 0, 3, 4]);
        assert_eq!(kept, [2, 0]);
        assert_eq!(repeats, [None, Some(2), None, Some(0), Some(2)]);
    }

    #[test]
    fn short_documents_repeat_only_equal_ones_and_empty_ones_nothing() {
        let matrix = matrix(&[(0..19).collect(), (0..18).collect(), (0..19).collect(), vec![], vec![]]);
        let (kept, repeats) = near_duplicates(&matrix, &[0, 1, 2, 3, 4]);
        assert_eq!((kept.len(), repeats[2]), (4, Some(0)));
    }

    #[test]
    fn overlap_is_counted_on_both_sides() {
        let long: Vec<u32> = (0..200).collect();
        assert!(!is_alike(&long, &long[..100]));
        assert!(is_alike(&long, &long[..180]) && is_alike(&long[..180], &long));
        assert!(!is_alike(&long, &long[..179]));
    }
}
