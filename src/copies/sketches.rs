//! The sketches of a corpus, and how similar two of them are.

use super::sketch::{KEPT, SHORT, Sketch};

/// Share of the shorter document's word sequences that must be in the longer one. Of real news, successive reports of
/// one affair share .7 at the most, updates and reprints of one report .8 and more.
const CONTAINED: f64 = 0.75;
/// That share below [`LONG`] words, where texts filled into one form differ in few words.
const CONTAINED_SHORT: f64 = 0.9;
/// From this many words on a document is long.
const LONG: u32 = 100;
/// How much longer the longer document may be, as a factor: a digest that holds a whole report does not copy it.
const LONGER: u32 = 2;

/// The sketches of documents, in the order in which they are appended: 280 bytes each at most.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sketches {
    wholes: Vec<u64>,
    words: Vec<u32>,
    /// Where the hashes of each document end in the next column; the first start at 0.
    ends: Vec<usize>,
    least: Vec<u32>,
}

impl Sketches {
    /// Appends a document.
    pub fn push(&mut self, sketch: &Sketch) {
        self.wholes.push(sketch.whole);
        self.words.push(sketch.words);
        self.least.extend_from_slice(&sketch.least);
        self.ends.push(self.least.len());
    }

    /// Number of documents.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no document.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The hash of all words of a document; none without a word.
    pub(super) fn whole(&self, document: usize) -> Option<u64> {
        self.wholes.get(document).copied().filter(|_| self.words(document) > 0)
    }

    /// Number of words of a document.
    pub(super) fn words(&self, document: usize) -> u32 {
        self.words.get(document).copied().unwrap_or(0)
    }

    /// The smallest hashes of a document's word sequences.
    pub(super) fn least(&self, document: usize) -> &[u32] {
        let start = document.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(document).copied().unwrap_or(start);
        self.least.get(start..end).unwrap_or_default()
    }

    /// Whether two documents print the same text, by the share of the shorter one's word sequences that are in the
    /// longer one.
    pub(super) fn are_copies(&self, a: usize, b: usize) -> bool {
        let (longer, shorter) = (self.words(a).max(self.words(b)), self.words(a).min(self.words(b)));
        if (shorter as usize) < SHORT || longer > shorter.saturating_mul(LONGER) {
            return false;
        }
        let contained = if shorter < LONG { CONTAINED_SHORT } else { CONTAINED };
        let common = contained * f64::from(shorter);
        let jaccard = common / (f64::from(longer) + f64::from(shorter) - common);
        resemble(self.least(a), self.least(b), jaccard)
    }
}

/// Whether the Jaccard similarity of two sets, estimated from their smallest hashes (ascending), is at least so much:
/// the share of the smallest hashes of the union that are in both.
fn resemble(a: &[u32], b: &[u32], least: f64) -> bool {
    let most_apart = (1.0 - least) * KEPT as f64;
    let (mut at_a, mut at_b, mut shared, mut apart) = (0, 0, 0u32, 0u32);
    while (shared + apart) < KEPT as u32 && f64::from(apart) <= most_apart {
        match (a.get(at_a), b.get(at_b)) {
            (Some(x), Some(y)) if x == y => {
                shared += 1;
                at_a += 1;
                at_b += 1;
            }
            (Some(x), Some(y)) if x > y => {
                apart += 1;
                at_b += 1;
            }
            (Some(_), _) => {
                apart += 1;
                at_a += 1;
            }
            (None, Some(_)) => {
                apart += 1;
                at_b += 1;
            }
            (None, None) => break,
        }
    }
    shared > 0 && f64::from(shared) >= least * f64::from(shared + apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words from..to of a text without repetitions.
    fn words(range: std::ops::Range<usize>) -> String {
        range.map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    fn copies(one: &str, other: &str) -> bool {
        let mut sketches = Sketches::default();
        sketches.push(&Sketch::of(one, &[]));
        sketches.push(&Sketch::of(other, &[]));
        assert_eq!(sketches.are_copies(0, 1), sketches.are_copies(1, 0));
        sketches.are_copies(0, 1)
    }

    #[test]
    fn a_cut_text_is_a_copy_unless_less_than_half_is_left() {
        let story = words(0..400);
        assert!(copies(&story, &words(0..320)) && copies(&story, &words(100..400)));
        assert!(copies(&story, &words(0..220)));
        assert!(!copies(&story, &words(0..190)));
        // Short ones are exact: every hash is kept.
        assert!(copies(&words(0..60), &words(5..60)));
    }

    #[test]
    fn an_edited_text_is_a_copy_while_most_of_it_is_the_same() {
        let story = words(0..400);
        let edited = |changed: usize| format!("{} {}", words(0..400 - changed), words(900..900 + changed));
        assert!(copies(&story, &edited(20)) && copies(&story, &edited(50)));
        assert!(!copies(&story, &edited(200)) && !copies(&story, &words(1_000..1_400)));
    }

    #[test]
    fn a_form_filled_in_with_other_words_is_no_copy() {
        let form = |name: &str, day: &str| {
            format!("{} {name} {} {day} {}", words(0..20), words(20..40), words(40..60))
        };
        assert!(!copies(&form("norway", "monday"), &form("sweden", "friday")));
        let short = |name: &str| format!("{} {name} {}", words(0..15), words(15..30));
        assert!(!copies(&short("norway"), &short("sweden")));
    }
}
