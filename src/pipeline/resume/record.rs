//! The record of a document: what it depends on besides the document, then its results, compressed.
//!
//! Terms have other numbers in every run. The record lists the words of the document, and refers to them by their places
//! in that list; 0 is no term.

use super::stored::{Stored, stored};
use crate::ingest::{Boilerplate, Context, DateLeaning, ParagraphHashes, Receipt};
use crate::pipeline::Sought;
use crate::pipeline::article_results::ArticleResults;
use crate::pipeline::of_mentions::OfMentions;
use crate::tables::MentionTables;
use crate::terms::{Count, KeySentence};
use crate::text::{NO_TERM, TermId, Vocabulary};

/// Level of compression: the fastest.
const LEVEL: i32 = 1;
/// Most bytes that a record becomes when it is decompressed.
const LARGEST: usize = 1 << 30;

/// What the results of a document depend on besides the document: other documents of its corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependence {
    /// Its paragraphs that may be boilerplate.
    pub paragraphs: ParagraphHashes,
    /// Those of them that were left out.
    pub left_out: Vec<u64>,
    /// Dates that were read in the order of others.
    pub leanings: Vec<DateLeaning>,
}

stored! { Dependence { paragraphs, left_out, leanings } }

impl Dependence {
    /// Whether the document comes to the same results in this `context` and with this `boilerplate`.
    pub fn holds(&self, context: &Context, boilerplate: Option<&Boilerplate>) -> bool {
        let left_out = boilerplate.map(|found| found.left_out(&self.paragraphs)).unwrap_or_default();
        left_out == self.left_out && context.agrees(&self.leanings)
    }
}

/// What a document came to.
pub struct Made {
    pub receipt: Receipt,
    pub results: ArticleResults,
    pub sought: Sought,
}

/// The vocabulary of the language that a document is read as.
fn vocabulary_of(all: &Vocabulary, counted: Option<usize>) -> &Vocabulary {
    counted.map_or(all, |number| all.of_counted(number))
}

/// The words of a document, by their spelling, so that its record is the same in every run.
struct Words {
    /// The number of each word in the run, ascending, with its place in the list, from 1.
    places: Vec<(TermId, usize)>,
    /// The words with their stems, ascending.
    spelled: Vec<(String, String)>,
}

impl Words {
    fn of(results: &ArticleResults, vocabulary: &Vocabulary) -> Self {
        let terms = results.terms.iter().map(|(term, _)| *term);
        let pairs = results.pairs.iter().flat_map(|(a, b)| [*a, *b]);
        let sentences = results.key_sentences.iter().flat_map(|sentence| sentence.terms.iter().copied());
        let mut numbers: Vec<TermId> = terms.chain(pairs).chain(sentences).collect();
        numbers.retain(|term| *term != NO_TERM);
        numbers.sort_unstable();
        numbers.dedup();
        let mut words: Vec<(Box<str>, Box<str>, TermId)> = vocabulary
            .words(&numbers)
            .into_iter()
            .zip(numbers)
            .map(|((word, stem), number)| (word, stem, number))
            .collect();
        words.sort_unstable();
        let mut places: Vec<(TermId, usize)> =
            words.iter().zip(1..).map(|((_, _, number), place)| (*number, place)).collect();
        places.sort_unstable();
        let spelled = words.into_iter().map(|(word, stem, _)| (word.into(), stem.into())).collect();
        Self { places, spelled }
    }

    /// The place of a term in the list, from 1; 0 for none.
    fn place(&self, term: TermId) -> usize {
        let at = self.places.binary_search_by_key(&term, |(number, _)| *number).ok();
        at.and_then(|at| self.places.get(at)).map_or(0, |(_, place)| *place)
    }
}

/// The numbers of the words of a record in this run.
struct Numbers(Vec<TermId>);

impl Numbers {
    fn of(words: &[(String, String)], vocabulary: &Vocabulary) -> Self {
        Self(words.iter().map(|(word, stem)| vocabulary.intern(word, stem)).collect())
    }

    fn term(&self, place: usize) -> Option<TermId> {
        match place.checked_sub(1) {
            Some(at) => self.0.get(at).copied(),
            None => Some(NO_TERM),
        }
    }

    fn terms(&self, places: Vec<(usize, Count)>) -> Option<Vec<(TermId, Count)>> {
        places.into_iter().map(|(place, count)| Some((self.term(place)?, count))).collect()
    }

    fn pairs(&self, places: Vec<(usize, usize)>) -> Option<Vec<(TermId, TermId)>> {
        places.into_iter().map(|(a, b)| Some((self.term(a)?, self.term(b)?))).collect()
    }

    fn key_sentence(&self, ((number, text), (weight, places)): StoredSentence) -> Option<KeySentence> {
        let terms: Option<Vec<TermId>> = places.into_iter().map(|place| self.term(place)).collect();
        let mut terms = terms?;
        terms.retain(|term| *term != NO_TERM);
        terms.sort_unstable();
        Some(KeySentence { number, text, weight, terms })
    }
}

/// A key sentence: its number and words, its weight and the places of its terms.
type StoredSentence = ((usize, String), (f64, Vec<usize>));

/// The bytes of a record.
pub fn record_of(dependence: &Dependence, results: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    dependence.put(&mut bytes);
    bytes.extend(results);
    bytes
}

/// What a document came to as bytes: equal results give equal bytes, whatever the numbers of words. None if they cannot
/// be compressed, or if the document has so many mentions that its rows are made as they are written.
pub fn encode(made: &Made, vocabulary: &Vocabulary) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    put_receipt(&made.receipt, &mut body);
    put_results(&made.results, made.results.mentions.rows()?, vocabulary, &mut body);
    let Sought { mentions, without, names } = &made.sought;
    (*mentions, *without).put(&mut body);
    names.put(&mut body);
    let mut bytes = Vec::new();
    body.len().put(&mut bytes);
    bytes.extend(zstd::bulk::compress(&body, LEVEL).ok()?);
    Some(bytes)
}

/// What is in the bytes behind the dependence; none if it is no record. There are so many `actors`.
pub fn decode(mut bytes: &[u8], vocabulary: &Vocabulary, actors: usize) -> Option<Made> {
    let length = usize::take(&mut bytes).filter(|length| *length <= LARGEST)?;
    let body = zstd::bulk::decompress(bytes, length).ok()?;
    let mut left = body.as_slice();
    let from = &mut left;
    let receipt = take_receipt(from)?;
    let results = take_results(from, vocabulary, actors)?;
    let (mentions, without) = Stored::take(from)?;
    let sought = Sought { mentions, without, names: Stored::take(from)? };
    left.is_empty().then_some(Made { receipt, results, sought })
}

fn put_receipt(receipt: &Receipt, to: &mut Vec<u8>) {
    let Receipt { doc_id, path, row, warnings, clean_up, dated, remarks, counted_language } = receipt;
    doc_id.put(to);
    path.put(to);
    row.put(to);
    warnings.put(to);
    clean_up.put(to);
    dated.put(to);
    remarks.put(to);
    counted_language.put(to);
}

fn take_receipt(from: &mut &[u8]) -> Option<Receipt> {
    Some(Receipt {
        doc_id: Stored::take(from)?,
        path: Stored::take(from)?,
        row: Stored::take(from)?,
        warnings: Stored::take(from)?,
        clean_up: Stored::take(from)?,
        dated: Stored::take(from)?,
        remarks: Stored::take(from)?,
        counted_language: Stored::take(from)?,
    })
}

fn put_results(
    results: &ArticleResults,
    mentions: &MentionTables,
    vocabulary: &Vocabulary,
    to: &mut Vec<u8>,
) {
    let words = Words::of(results, vocabulary_of(vocabulary, results.read_as.counted));
    let ArticleResults {
        document,
        date,
        read_as,
        mentions: _,
        stance_rows,
        terms,
        pairs,
        key_sentences,
        stances,
        edges,
        sketch,
        place,
    } = results;
    read_as.put(to);
    words.spelled.put(to);
    document.put(to);
    date.put(to);
    mentions.put(to);
    stance_rows.put(to);
    let mut terms: Vec<(usize, Count)> =
        terms.iter().map(|(term, count)| (words.place(*term), *count)).collect();
    terms.sort_unstable();
    terms.put(to);
    let pairs: Vec<(usize, usize)> = pairs.iter().map(|(a, b)| (words.place(*a), words.place(*b))).collect();
    pairs.put(to);
    let stored = |sentence: &KeySentence| -> StoredSentence {
        let KeySentence { number, text, weight, terms } = sentence;
        let mut places: Vec<usize> = terms.iter().map(|term| words.place(*term)).collect();
        places.sort_unstable();
        ((*number, text.clone()), (*weight, places))
    };
    key_sentences.iter().map(stored).collect::<Vec<_>>().put(to);
    stances.put(to);
    edges.put(to);
    sketch.put(to);
    place.put(to);
}

fn take_results(from: &mut &[u8], vocabulary: &Vocabulary, actors: usize) -> Option<ArticleResults> {
    let read_as = crate::ingest::ReadAs::take(from)?;
    let words: Vec<(String, String)> = Stored::take(from)?;
    let numbers = Numbers::of(&words, vocabulary_of(vocabulary, read_as.counted));
    let results = ArticleResults {
        read_as,
        document: Stored::take(from)?,
        date: Stored::take(from)?,
        mentions: OfMentions::Rows(Stored::take(from)?),
        stance_rows: Stored::take(from)?,
        terms: numbers.terms(Stored::take(from)?)?,
        pairs: numbers.pairs(Stored::take(from)?)?,
        key_sentences: Vec::take(from)?
            .into_iter()
            .map(|sentence| numbers.key_sentence(sentence))
            .collect::<Option<_>>()?,
        stances: Stored::take(from)?,
        edges: Stored::take(from)?,
        sketch: Stored::take(from)?,
        place: Stored::take(from)?,
    };
    let known = results.stances.iter().all(|stance| stance.actor < actors)
        && results.edges.iter().all(|edge| edge.direction.source < actors && edge.direction.target < actors);
    known.then_some(results)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Decoded, Metadata, Payload, Raw};
    use crate::pipeline::{Engine, analyze::results_of};
    use crate::tables::EvidenceRows;

    const TEXT: &str = "Norway praised the reckless plan of Spain, and Jane Rowe of Oslo said it was a disaster.\n\n\
                        Spain condemned Norway for its cowardly attack on the fishermen of the coast last winter.";

    fn made(text: &str, vocabulary: &Vocabulary) -> (Dependence, Made) {
        let engine = Engine::shipped().unwrap();
        let mut analyst =
            crate::pipeline::Analyst::new(engine.knowledge(), engine.settings(), Some(vocabulary));
        let raw = Raw {
            doc_id: "a".into(),
            path: "in/a.txt".into(),
            row: Some(3),
            payload: Payload::Text(Decoded::of_text(text)),
            metadata: Metadata::default(),
            context: Context::default(),
        };
        let article = analyst.article(raw).unwrap();
        let dependence = Dependence {
            paragraphs: ParagraphHashes::of(&article),
            left_out: Vec::new(),
            leanings: article.date_leanings.clone(),
        };
        let analysis = analyst.again(article);
        let receipt = analysis.article.receipt();
        let (results, sought) = results_of(&analyst, analysis, EvidenceRows::All, 2);
        (dependence, Made { receipt, results, sought })
    }

    fn bytes() -> Vec<u8> {
        let vocabulary = Vocabulary::new();
        let (dependence, made) = made(TEXT, &vocabulary);
        record_of(&dependence, &encode(&made, &vocabulary).unwrap())
    }

    fn decoded(bytes: &[u8], vocabulary: &Vocabulary) -> Option<(Dependence, Made)> {
        let mut left = bytes;
        Some((Dependence::take(&mut left)?, decode(left, vocabulary, usize::MAX)?))
    }

    #[test]
    fn a_record_says_what_the_analysis_said_whatever_the_numbers_of_the_words() {
        let bytes = bytes();
        let vocabulary = Vocabulary::new();
        let (_, others) = made("Coast guards praised fishermen of Oslo for a reckless plan.", &vocabulary);
        assert!(!others.results.terms.is_empty());
        let (dependence, again) = decoded(&bytes, &vocabulary).unwrap();
        assert_eq!(record_of(&dependence, &encode(&again, &vocabulary).unwrap()), bytes);
        let (anew, wanted) = made(TEXT, &vocabulary);
        assert_eq!((dependence, &again.receipt, &again.sought), (anew, &wanted.receipt, &wanted.sought));
        let (again, wanted) = (again.results, wanted.results);
        assert_eq!(
            (again.document, again.date, again.read_as),
            (wanted.document, wanted.date, wanted.read_as)
        );
        let (rows, expected) = (again.mentions.rows().unwrap(), wanted.mentions.rows().unwrap());
        assert!(expected.evidence.len() > 3 && wanted.stances.len() == 2);
        assert_eq!(rows.sentences, expected.sentences);
        assert_eq!(rows.mentions, expected.mentions);
        assert_eq!(rows.evidence, expected.evidence);
        assert!(!expected.attributions.is_empty());
        assert_eq!(rows.attributions, expected.attributions);
        assert_eq!((again.stance_rows, again.stances), (wanted.stance_rows, wanted.stances));
        let sorted = |mut terms: Vec<(TermId, Count)>| {
            terms.sort_unstable();
            terms
        };
        assert_eq!(sorted(again.terms), sorted(wanted.terms));
        assert_eq!((again.pairs, again.key_sentences), (wanted.pairs, wanted.key_sentences));
        assert_eq!(again.sketch, wanted.sketch);
    }

    #[test]
    fn cut_or_flipped_bytes_never_panic() {
        let bytes = bytes();
        for at in 0..bytes.len() {
            assert!(decoded(&bytes[..at], &Vocabulary::new()).is_none(), "cut at {at}");
            let mut broken = bytes.clone();
            broken[at] ^= 1 << (at % 8);
            let _ = decoded(&broken, &Vocabulary::new());
        }
    }

    #[test]
    fn an_actor_that_is_not_there_is_no_result() {
        let (bytes, vocabulary) = (bytes(), Vocabulary::new());
        let mut left = bytes.as_slice();
        Dependence::take(&mut left).unwrap();
        assert!(decode(left, &vocabulary, 0).is_none());
    }
}
