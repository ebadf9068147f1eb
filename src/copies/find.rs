//! Finds copies, in time that grows with the number of documents.
//!
//! Candidates are documents with one of their few smallest hashes in common; what decides is the estimate from all that
//! are kept. Copies are looked for from the longest document down: an outlet cuts a story more often than it adds to
//! it, so each copy is compared with the fullest version. There are no chains, in which the last would have little in
//! common with the first.

use super::groups::Copies;
use super::sketches::Sketches;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use jiff::civil::Date;
use std::cmp::Reverse;

/// The smallest hashes by which candidates are found. Two documents with a Jaccard similarity of .5 have one of them in
/// common with probability .9998, with .33 (the least that copies have) with .99.
const KEYS: usize = 12;
/// Documents tried for a hash: a sentence that is in every document would make each a candidate of every other.
const MOST_OF_A_KEY: usize = 32;

/// When and under which id a document was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printing<'d> {
    /// Day of publication.
    pub date: Option<Date>,
    /// Its id.
    pub doc_id: &'d str,
}

/// The copies among documents. `hashes` are those of their sources: with equal ones they are copies in any case.
///
/// The original of a group is the document that was published first; one without a date comes after those with one, and
/// of the same day the smaller id comes first, bytewise. Neither the groups nor their originals depend on the order of
/// the documents.
#[must_use]
pub fn find_copies<'d>(
    sketches: &Sketches,
    hashes: &[String],
    printing: impl Fn(usize) -> Printing<'d>,
) -> Copies {
    let leaders = leaders(sketches, hashes);
    let mut groups: HashMap<u32, Vec<u32>, FixedState> = HashMap::default();
    for (document, &leader) in (0u32..).zip(&leaders) {
        if document != leader {
            groups.entry(leader).or_insert_with(|| vec![leader]).push(document);
        }
    }
    let key = |document: u32| {
        let Printing { date, doc_id } = printing(document as usize);
        (date.is_none(), date, doc_id)
    };
    let mut groups: Vec<Vec<u32>> = groups.into_values().collect();
    for group in &mut groups {
        group.sort_by(|&a, &b| key(a).cmp(&key(b)));
    }
    groups.sort_unstable();
    let mut copies = Copies::none(sketches.len());
    groups.into_iter().for_each(|group| copies.add(group));
    copies
}

/// For each document the longest of those that print the same text: itself, if there is no longer one.
fn leaders(sketches: &Sketches, hashes: &[String]) -> Vec<u32> {
    let hash = |document: u32| hashes.get(document as usize).map_or("", String::as_str);
    let mut order: Vec<u32> = (0..sketches.len() as u32).collect();
    order.sort_unstable_by(|&a, &b| {
        let key = |document: u32| {
            let at = document as usize;
            (Reverse(sketches.words(at)), sketches.whole(at), hash(document), document)
        };
        key(a).cmp(&key(b))
    });
    let mut leaders: Vec<u32> = (0..sketches.len() as u32).collect();
    let mut by_hash: HashMap<&str, u32, FixedState> = HashMap::default();
    let mut by_whole: HashMap<u64, u32, FixedState> = HashMap::default();
    let keys = shared_keys(sketches);
    // For each key the places in `order` of the longest documents with it that copy no other.
    let mut with_key: Vec<Vec<u32>> = vec![Vec::new(); keys.len()];
    let mut candidates: Vec<u32> = Vec::new();
    for (&document, place) in order.iter().zip(0u32..) {
        let at = document as usize;
        let hash = Some(hash(document)).filter(|hash| !hash.is_empty());
        let whole = sketches.whole(at);
        let same = hash.and_then(|hash| by_hash.get(hash)).or_else(|| by_whole.get(&whole?)).copied();
        let own: Vec<usize> =
            keys_of(sketches, at).iter().filter_map(|key| keys.binary_search(key).ok()).collect();
        let leader = same.or_else(|| {
            candidates.clear();
            candidates.extend(own.iter().filter_map(|&key| with_key.get(key)).flatten());
            candidates.sort_unstable();
            candidates.dedup();
            let longer = candidates.iter().filter_map(|&place| order.get(place as usize).copied());
            longer.into_iter().find(|&longer| sketches.are_copies(longer as usize, at))
        });
        let leader = leader.unwrap_or_else(|| {
            for key in own {
                if let Some(places) = with_key.get_mut(key).filter(|places| places.len() < MOST_OF_A_KEY) {
                    places.push(place);
                }
            }
            document
        });
        if let Some(slot) = leaders.get_mut(at) {
            *slot = leader;
        }
        hash.into_iter().for_each(|hash| _ = by_hash.entry(hash).or_insert(leader));
        whole.into_iter().for_each(|whole| _ = by_whole.entry(whole).or_insert(leader));
    }
    leaders
}

/// The hashes by which a document is found.
fn keys_of(sketches: &Sketches, document: usize) -> &[u32] {
    let least = sketches.least(document);
    least.get(..KEYS.min(least.len())).unwrap_or_default()
}

/// The keys of more than one document, ascending; the others find nobody.
fn shared_keys(sketches: &Sketches) -> Vec<u32> {
    let mut keys: Vec<u32> =
        (0..sketches.len()).flat_map(|document| keys_of(sketches, document)).copied().collect();
    keys.sort_unstable();
    let shared = keys.chunk_by(|a, b| a == b).filter(|same| same.len() > 1);
    shared.filter_map(|same| same.first().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sketch::Sketch;
    use super::*;

    fn words(range: std::ops::Range<usize>) -> String {
        range.map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ")
    }

    /// The original of each text; the ids ascend, and the days are those of a month.
    fn originals(texts: &[String], days: &[Option<i8>]) -> Vec<Option<usize>> {
        let mut sketches = Sketches::default();
        texts.iter().for_each(|text| sketches.push(&Sketch::of(text, &[])));
        let ids: Vec<String> = (0..texts.len()).map(|at| format!("{at:03}")).collect();
        let printing = |at: usize| Printing {
            date: days.get(at).copied().flatten().map(|day| Date::constant(2031, 2, day)),
            doc_id: &ids[at],
        };
        find_copies(&sketches, texts, printing).originals()
    }

    #[test]
    fn the_document_published_first_is_the_original_and_undated_ones_come_last() {
        let texts = [words(0..300), words(0..280), words(20..300), words(500..800)];
        assert_eq!(originals(&texts, &[]), [None, Some(0), Some(0), None]);
        assert_eq!(originals(&texts, &[None, Some(3), Some(2)]), [Some(2), Some(2), None, None]);
        assert_eq!(originals(&texts, &[Some(2), Some(3), Some(2)]), [None, Some(0), Some(0), None]);
    }

    #[test]
    fn equal_texts_are_copies_however_short_and_documents_without_words_only_of_equal_sources() {
        let texts = ["Norway lied.", "Norway  lied", "Sweden lied.", "…", "?!", "…"].map(str::to_owned);
        assert_eq!(originals(&texts, &[]), [None, Some(0), None, None, None, Some(3)]);
    }

    #[test]
    fn copies_are_compared_with_the_longest_and_make_no_chains() {
        // Each shares most with the next, the first and the last share nothing.
        let texts: Vec<String> = (0..10).map(|n| words(n * 60..n * 60 + 400)).collect();
        let found = originals(&texts, &[]);
        assert!(found.iter().flatten().count() >= 5, "{found:?}");
        for (at, original) in found.iter().enumerate() {
            assert!(original.is_none_or(|original| at - original <= 3), "{found:?}");
        }
    }

    #[test]
    fn a_paragraph_that_all_documents_have_hides_no_copy() {
        let common = words(0..60);
        let mut texts: Vec<String> =
            (1..300).map(|n| format!("{} {common}", words(n * 1_000..n * 1_000 + 200))).collect();
        texts.push(format!("{} {common}", words(250_000..250_190)));
        let found = originals(&texts, &[]);
        assert_eq!(found.iter().flatten().collect::<Vec<_>>(), [&249]);
        assert_eq!(found.last(), Some(&Some(249)));
    }

    #[test]
    fn the_order_of_the_documents_changes_nothing() {
        let texts: Vec<String> =
            (0..40).map(|n| words(n / 4 * 1_000 + n % 4 * 9..n / 4 * 1_000 + 200)).collect();
        let mut straight = Sketches::default();
        let mut turned = Sketches::default();
        texts.iter().for_each(|text| straight.push(&Sketch::of(text, &[])));
        texts.iter().rev().for_each(|text| turned.push(&Sketch::of(text, &[])));
        let ids: Vec<String> = (0..40).map(|n| format!("{:02}", n * 7 % 40)).collect();
        let one = find_copies(&straight, &texts, |at| Printing { date: None, doc_id: &ids[at] }).originals();
        let backward: Vec<String> = texts.iter().rev().cloned().collect();
        let other =
            find_copies(&turned, &backward, |at| Printing { date: None, doc_id: &ids[39 - at] }).originals();
        let other: Vec<_> = other.into_iter().rev().map(|of| of.map(|at| 39 - at)).collect();
        assert_eq!(one, other);
        assert_eq!(one.iter().flatten().count(), 30);
    }
}
