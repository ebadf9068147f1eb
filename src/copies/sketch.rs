//! The sketch of a document: the smallest hashes of its word sequences (bottom-k MinHash; Broder 1997).

use crate::text::{Part, Section};

/// Words of a sequence (a shingle).
const SHINGLE: usize = 4;
/// Hashes kept of a document. The similarity of two documents is estimated with a standard error of .06 at most.
pub(super) const KEPT: usize = 64;
/// A shorter body, in words, is compared as a whole and with its headline: there a single word, such as a name, makes
/// another text, and what a paywall leaves of an article is the same for all.
pub(super) const SHORT: usize = 50;

/// What is kept of a document's words to tell whether another one prints the same text. Case, punctuation and line
/// breaks do not matter; numbers do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sketch {
    /// Hash of all words in their order; of a body of at least `SHORT` words without the headline.
    pub whole: u64,
    /// Number of these words.
    pub words: u32,
    /// The smallest different hashes of the body's word sequences, ascending; none of a short body.
    pub least: Vec<u32>,
}

impl Sketch {
    /// The sketch of a scored text with these `sections`. Headline and standfirst, which each outlet writes by itself,
    /// count only for a short body.
    #[must_use]
    pub fn of(text: &str, sections: &[Section]) -> Self {
        let body = sections.iter().find(|section| section.part == Part::Body);
        let body = body.and_then(|section| text.get(section.range.clone())).unwrap_or(text);
        let words = words(body);
        if words.len() >= SHORT {
            Self { least: least(&words), ..Self::whole(&words) }
        } else {
            Self::whole(&self::words(text))
        }
    }

    fn whole(words: &[u64]) -> Self {
        let whole = words.iter().fold(START, |hash, &word| mix(hash.rotate_left(5) ^ word));
        Self { whole, words: u32::try_from(words.len()).unwrap_or(u32::MAX), least: Vec::new() }
    }
}

/// Offset and prime of FNV-1a (64 bits).
const START: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// The hash of each word, in lower case: a run of letters and digits.
fn words(text: &str) -> Vec<u64> {
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut hash = START;
    let mut inside = false;
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            hash = (hash ^ u64::from(c.to_ascii_lowercase())).wrapping_mul(PRIME);
            inside = true;
        } else if !c.is_ascii() && c.is_alphanumeric() {
            hash = c.to_lowercase().fold(hash, |hash, c| (hash ^ u64::from(c)).wrapping_mul(PRIME));
            inside = true;
        } else if inside {
            words.push(hash);
            (hash, inside) = (START, false);
        }
    }
    if inside {
        words.push(hash);
    }
    words
}

/// The smallest different hashes of the sequences of [`SHINGLE`] words, ascending.
fn least(words: &[u64]) -> Vec<u32> {
    let hash = |shingle: &[u64]| {
        let sum = shingle.iter().fold(0u64, |sum, &word| sum.wrapping_mul(MULTIPLIER).wrapping_add(word));
        (mix(sum) >> 32) as u32
    };
    let mut hashes: Vec<u32> = words.windows(SHINGLE).map(hash).collect();
    let mut kept = KEPT;
    loop {
        if kept < hashes.len() {
            hashes.select_nth_unstable(kept);
        }
        let mut least = hashes.get(..kept.min(hashes.len())).unwrap_or_default().to_vec();
        least.sort_unstable();
        least.dedup();
        // Sequences that a text repeats leave fewer different ones: look at more.
        if least.len() >= KEPT || kept >= hashes.len() {
            least.truncate(KEPT);
            return least;
        }
        kept *= 2;
    }
}

/// An odd number without pattern (the golden ratio in 64 bits).
const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// The finaliser of SplitMix64: every bit depends on every bit.
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(text: &str) -> Sketch {
        Sketch::of(text, &[])
    }

    /// A text of so many different words.
    fn text(words: usize) -> String {
        (0..words).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn case_punctuation_and_line_breaks_do_not_matter_and_words_and_numbers_do() {
        let one = sketch("The minister doesn’t agree: “No,” she said.\n\nPay rose by 3 per cent.");
        assert_eq!(one, sketch("THE MINISTER DOESN'T AGREE. 'No', she said. Pay rose\nby 3 per cent"));
        assert_ne!(
            one.whole,
            sketch("The minister doesn’t agree: “No,” she said. Pay rose by 4 per cent.").whole
        );
        assert_eq!(one.words, 14);
        assert_eq!(sketch("ÉTÉ à Genève"), sketch("été à genève"));
        assert_eq!(sketch(" … ").words, 0);
    }

    #[test]
    fn the_headline_counts_for_a_short_body_alone() {
        let with_headline = |headline: &str, body: &str| {
            let whole = format!("{headline}\n\n{body}");
            let start = headline.len() + 2;
            let sections = [
                Section { part: Part::Title, range: 0..headline.len() },
                Section { part: Part::Body, range: start..whole.len() },
            ];
            Sketch::of(&whole, &sections)
        };
        let stub = "Subscribe to read on.";
        assert_ne!(with_headline("Rates rise", stub), with_headline("Rates fall", stub));
        let long = text(SHORT);
        assert_eq!(with_headline("Rates rise", &long), with_headline("Fall of rates", &long));
    }

    #[test]
    fn a_text_keeps_so_many_different_hashes_however_long_it_is() {
        assert!(sketch(&text(SHORT - 1)).least.is_empty());
        assert_eq!(sketch(&text(SHORT)).least.len(), SHORT - SHINGLE + 1);
        let long = sketch(&text(5_000));
        assert_eq!((long.least.len(), long.words), (KEPT, 5_000));
        assert!(long.least.is_sorted_by(|a, b| a < b));
        // A chorus: the different sequences are the same as those of the text once, but for the seam.
        let chorus = sketch(&[text(100), text(100), text(100), text(100)].join(" "));
        assert_eq!(chorus.least.len(), KEPT);
        let once = sketch(&text(100));
        assert!(once.least.iter().filter(|hash| chorus.least.contains(hash)).count() > KEPT - 8);
    }
}
