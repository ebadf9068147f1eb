//! Boilerplate: paragraphs that a large share of a corpus has, such as a greeting or a signature. They count once for
//! the corpus: one text keeps each.
//!
//! Only hashes are kept. They are those of a sample of the texts: the ones whose lots, hashes of their sources, are least
//! (a bottom-k sample; Cohen & Kaplan 2007). So memory is bounded, equal texts are one, neither the order of the files
//! nor threads matter, and of a large corpus most documents need not be cleaned up for it.

use super::article::Article;
use super::cleanup::CleanUpRule;
use super::pieces::Piece;
use crate::text::Part;
use foldhash::quality::FixedState;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasher, Hasher};
use std::ops::Range;

/// Texts below which nothing is boilerplate.
const TEXTS_MIN: usize = 10;
/// Share of the texts from which a paragraph is boilerplate, and the least number of them.
const SHARE: f64 = 0.2;
const SHARED_MIN: usize = 5;
/// Share of a text, in bytes, from which shared paragraphs show that it is a copy of another one, not in a frame.
const COPY: f64 = 0.8;
/// Texts in the sample.
const SAMPLE: usize = 1024;
/// Paragraphs of a text that are looked at: half of them from its start, half from its end.
const PARAGRAPHS_MAX: usize = 512;
/// Shortest paragraph, in bytes and words: shorter ones (an answer, a number) are often the same by chance.
const BYTES_MIN: usize = 12;
const WORDS_MIN: usize = 2;

/// The hash of a text, and of those of its paragraphs that may be boilerplate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParagraphHashes {
    /// The hash of the text.
    pub text: u64,
    /// Length of the text in bytes.
    pub bytes: u64,
    /// Hash and length in bytes of each paragraph.
    pub paragraphs: Vec<(u64, u32)>,
}

/// The hash of a paragraph, whatever its white space.
fn hash_of(paragraph: &str) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    for word in paragraph.split_whitespace() {
        hasher.write(word.as_bytes());
        hasher.write_u8(b' ');
    }
    hasher.finish()
}

/// The body of an article.
fn body(article: &Article) -> Range<usize> {
    let section = article.sections.iter().find(|section| section.part == Part::Body);
    section.map_or(0..0, |section| section.range.clone())
}

/// The paragraphs of the body, as ranges of the scored text.
fn paragraphs(article: &Article) -> Vec<Range<usize>> {
    let body = body(article);
    let text = article.text.get(body.clone()).unwrap_or_default();
    let mut at = body.start;
    let mut found = Vec::new();
    for blank in memchr::memmem::find_iter(text.as_bytes(), "\n\n") {
        found.push(at..body.start + blank);
        at = body.start + blank + 2;
    }
    found.push(at..body.end);
    found
}

fn may_be_shared(paragraph: &str) -> bool {
    paragraph.len() >= BYTES_MIN && paragraph.split_whitespace().nth(WORDS_MIN - 1).is_some()
}

impl ParagraphHashes {
    /// Those of an article.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let mut text = FixedState::default().build_hasher();
        let mut found = Vec::new();
        let mut bytes = 0;
        for range in paragraphs(article) {
            let paragraph = article.text.get(range).unwrap_or_default();
            let hash = hash_of(paragraph);
            text.write_u64(hash);
            bytes += paragraph.len() as u64;
            if may_be_shared(paragraph) {
                found.push((hash, u32::try_from(paragraph.len()).unwrap_or(u32::MAX)));
            }
        }
        Self { text: text.finish(), bytes, paragraphs: found }
    }
}

/// The texts with a paragraph.
#[derive(Default)]
struct With {
    first: Option<u64>,
    texts: usize,
    /// Whether a copy is among them.
    copied: bool,
}

/// A sample of the texts of a corpus, each once.
#[derive(Debug, Clone, Default)]
pub struct ParagraphSample {
    /// The texts, by their hashes.
    texts: BTreeMap<u64, Sampled>,
    /// The lot of each, with the hash of the text.
    lots: BTreeSet<(u64, u64)>,
}

/// A text of the sample.
#[derive(Debug, Clone)]
struct Sampled {
    /// The least of the lots that are its sources'.
    lot: u64,
    bytes: u64,
    /// Hash and length in bytes of each paragraph, each once.
    paragraphs: Vec<(u64, u32)>,
}

impl ParagraphSample {
    /// The largest lot that a text of the sample may have. It only falls.
    #[must_use]
    pub fn largest_lot(&self) -> u64 {
        let largest = self.lots.last().filter(|_| self.texts.len() >= SAMPLE);
        largest.map_or(u64::MAX, |(lot, _)| *lot)
    }

    /// Adds a text with its lot.
    pub fn add(&mut self, lot: u64, hashes: ParagraphHashes) {
        let ParagraphHashes { text, bytes, mut paragraphs } = hashes;
        if lot > self.largest_lot() || self.texts.get(&text).is_some_and(|known| known.lot <= lot) {
            return;
        }
        if paragraphs.len() > PARAGRAPHS_MAX {
            paragraphs.drain(PARAGRAPHS_MAX / 2..paragraphs.len() - PARAGRAPHS_MAX / 2);
        }
        paragraphs.sort_unstable();
        paragraphs.dedup_by_key(|(hash, _)| *hash);
        if let Some(known) = self.texts.insert(text, Sampled { lot, bytes, paragraphs }) {
            self.lots.remove(&(known.lot, text));
        }
        self.lots.insert((lot, text));
        if self.texts.len() > SAMPLE
            && let Some((_, text)) = self.lots.pop_last()
        {
            self.texts.remove(&text);
        }
    }

    /// The paragraphs that a large share of the texts has. Texts of which little else is left are copies of one
    /// another, and count as one.
    #[must_use]
    pub fn boilerplate(&self) -> Boilerplate {
        let shared = self.shared(&HashSet::new());
        let is_copy = |text: &Sampled| {
            let of_shared = text.paragraphs.iter().filter(|(hash, _)| shared.contains_key(hash));
            let of_shared: u64 = of_shared.map(|(_, length)| u64::from(*length)).sum();
            of_shared > 0 && of_shared as f64 >= COPY * text.bytes as f64
        };
        let copies: HashSet<u64> =
            self.texts.iter().filter(|(_, text)| is_copy(text)).map(|(hash, _)| *hash).collect();
        let keepers = if copies.len() > 1 { self.shared(&copies) } else { shared };
        Boilerplate { keepers }
    }

    /// The shared paragraphs where `copies` count as one text, each with the first text that has it.
    fn shared(&self, copies: &HashSet<u64>) -> HashMap<u64, u64> {
        let texts = self.texts.len() - copies.len().saturating_sub(1);
        if texts < TEXTS_MIN {
            return HashMap::new();
        }
        let mut with: HashMap<u64, With> = HashMap::new();
        for (text, Sampled { paragraphs, .. }) in &self.texts {
            let copied = copies.contains(text);
            for (hash, _) in paragraphs {
                let with = with.entry(*hash).or_default();
                with.first.get_or_insert(*text);
                with.texts += usize::from(!copied || !with.copied);
                with.copied |= copied;
            }
        }
        let least = SHARED_MIN.max((SHARE * texts as f64).ceil() as usize);
        let shared = with.into_iter().filter(|(_, with)| with.texts >= least);
        shared.filter_map(|(hash, with)| Some((hash, with.first?))).collect()
    }
}

/// The boilerplate of a corpus: paragraphs, by hash, with the hash of the text that keeps each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Boilerplate {
    keepers: HashMap<u64, u64>,
}

impl Boilerplate {
    /// The boilerplate whose paragraphs, by hash, are kept by these texts, by hash.
    #[must_use]
    pub fn of_pairs(pairs: &[(u64, u64)]) -> Self {
        Self { keepers: pairs.iter().copied().collect() }
    }

    /// Its paragraphs, by hash and ascending, with the hash of the text that keeps each.
    #[must_use]
    pub fn pairs(&self) -> Vec<(u64, u64)> {
        let mut pairs: Vec<(u64, u64)> = self.keepers.iter().map(|(hash, keeper)| (*hash, *keeper)).collect();
        pairs.sort_unstable();
        pairs
    }

    /// Number of paragraphs.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keepers.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keepers.is_empty()
    }

    /// The hashes of the paragraphs that it leaves out of a text with these `hashes`, in their order.
    #[must_use]
    pub fn left_out(&self, hashes: &ParagraphHashes) -> Vec<u64> {
        let is_out = |hash: &u64| self.is_left_out(*hash, hashes.text);
        hashes.paragraphs.iter().map(|(hash, _)| *hash).filter(is_out).collect()
    }

    /// Whether a paragraph is left out of a text, by their hashes.
    fn is_left_out(&self, paragraph: u64, text: u64) -> bool {
        self.keepers.get(&paragraph).is_some_and(|keeper| *keeper != text)
    }

    /// Leaves its paragraphs out of the scored text of an article, but for those that the article keeps.
    pub fn leave_out(&self, article: &mut Article) {
        if self.is_empty() {
            return;
        }
        let own = ParagraphHashes::of(article).text;
        let ranges = paragraphs(article);
        let is_out = |range: &Range<usize>| {
            let paragraph = article.text.get(range.clone()).unwrap_or_default();
            may_be_shared(paragraph) && self.is_left_out(hash_of(paragraph), own)
        };
        let (out, kept): (Vec<_>, Vec<_>) = ranges.into_iter().partition(is_out);
        if out.is_empty() {
            return;
        }
        let body = body(article);
        let mut text = article.text.get(..body.start).unwrap_or_default().to_owned();
        let mut pieces: Vec<Piece> =
            article.pieces.iter().copied().filter(|piece| piece.at < body.start).collect();
        for (number, range) in kept.iter().enumerate() {
            if number > 0 {
                text.push_str("\n\n");
            }
            let first = article.pieces.partition_point(|piece| piece.at <= range.start).saturating_sub(1);
            for piece in article
                .pieces
                .iter()
                .skip(first)
                .take_while(|piece| piece.at < range.end.max(range.start + 1))
            {
                let at = piece.at.max(range.start);
                pieces.push(Piece {
                    at: text.len() + at - range.start,
                    origin: piece.origin,
                    from: piece.from + (at - piece.at),
                });
            }
            text.push_str(article.text.get(range.clone()).unwrap_or_default());
        }
        for section in &mut article.sections {
            if section.part == Part::Body {
                section.range = body.start..text.len();
            }
        }
        article.text = text;
        article.pieces = pieces;
        for _ in out {
            article.clean_up.count(CleanUpRule::Boilerplate);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::cleanup::RuleSet;
    use super::super::decode::{Decoded, Decoding};
    use super::super::load::load;
    use super::super::metadata::Metadata;
    use super::super::raw::{Payload, Raw};
    use super::*;

    fn article(text: &str) -> Article {
        let raw = Raw {
            doc_id: "a".into(),
            path: "a.txt".into(),
            row: None,
            payload: Payload::Text(Decoded::of_text(text)),
            metadata: Metadata::default(),
            context: super::super::context::Context::default(),
        };
        load(raw, &Decoding::default(), RuleSet::default(), &crate::ingest::english()).unwrap()
    }

    fn issue(number: usize) -> String {
        format!(
            "Good evening from our brave friends.\n\nItem {number} is that the council met in room {number} and agreed on \
             road number {number}, it said, after {number} hours.\n\nWith kind regards, the friends."
        )
    }

    fn boilerplate(texts: impl Iterator<Item = String>) -> Boilerplate {
        let mut sample = ParagraphSample::default();
        texts.for_each(|text| sample.add(hash_of(&text), ParagraphHashes::of(&article(&text))));
        sample.boilerplate()
    }

    #[test]
    fn a_frame_is_left_out_of_all_texts_but_one_whatever_their_order() {
        let found = boilerplate((0..12).map(issue));
        assert_eq!(found.len(), 2);
        assert_eq!(found, boilerplate((0..12).rev().map(issue)));
        let mut whole = 0;
        for number in 0..12 {
            let mut article = article(&issue(number));
            let before = article.text.clone();
            found.leave_out(&mut article);
            let item = format!("road number {number}, ");
            assert!(article.text.contains(&item), "{}", article.text);
            assert_eq!(article.sections.last().map(|section| section.range.end), Some(article.text.len()));
            for (index, piece) in article.pieces.iter().enumerate() {
                let end = article.pieces.get(index + 1).map_or(article.text.len(), |next| next.at);
                let stretch = article.text[piece.at..end].trim_end();
                assert!(article.source[piece.from..].starts_with(stretch), "{stretch}");
            }
            whole += usize::from(article.text == before);
            assert_eq!(article.text == before, article.clean_up.counts().count() == 0);
            let left_out = found.left_out(&ParagraphHashes::of(&self::article(&issue(number))));
            assert_eq!(left_out.len(), if article.text == before { 0 } else { 2 });
        }
        assert_eq!(whole, 1);
    }

    #[test]
    fn the_texts_with_the_least_lots_are_the_sample_whatever_their_order() {
        let hashes = |text: u64| ParagraphHashes { text, bytes: 9, paragraphs: vec![(text, 9)] };
        let lot = |text: u64| text.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let most = SAMPLE as u64 * 2;
        let of = |texts: &mut dyn Iterator<Item = u64>| {
            let mut sample = ParagraphSample::default();
            for text in texts {
                // Another source of the same text, with a lot that is not the least.
                sample.add(lot(text).saturating_add(1 << 40), hashes(text));
                sample.add(lot(text), hashes(text));
            }
            (sample.largest_lot(), sample.texts.into_keys().collect::<Vec<u64>>())
        };
        let found = of(&mut (0..most));
        assert_eq!(found, of(&mut (0..most).rev()));
        let mut least: Vec<u64> = (0..most).collect();
        least.sort_by_key(|text| lot(*text));
        least.truncate(SAMPLE);
        assert_eq!(found.0, least.last().map_or(0, |text| lot(*text)));
        least.sort_unstable();
        assert_eq!(found.1, least);
    }

    #[test]
    fn few_texts_and_copies_of_one_story_have_none() {
        assert!(boilerplate((0..9).map(issue)).is_empty());
        let story = |number: usize| {
            format!(
                "{}\n\nPrinted by paper {number}.",
                "The ministers met again and agreed on nothing. ".repeat(9)
            )
        };
        assert!(boilerplate((0..12).map(story)).is_empty());
        // Equal texts are one.
        assert!(boilerplate((0..40).map(|number| issue(number % 8))).is_empty());
    }
}
