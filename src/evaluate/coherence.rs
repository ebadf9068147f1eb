//! Coherence and diversity of topics, which need no labels.
//!
//! C_NPMI is the mean normalised pointwise mutual information of the pairs among a topic's terms, over documents (Lau,
//! Newman & Baldwin 2014). C_V is the indirect measure of Röder, Both & Hinneburg 2015: windows of 110 tokens, and the
//! cosine of each term's vector of NPMI values with the sum of all vectors. Diversity is the share of distinct terms
//! among those of all topics (Dieng, Ruiz & Blei 2020).

use super::sheet::{Sheet, SheetError, SheetFault};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Terms used per topic.
const TERMS: usize = 10;
/// Tokens per sliding window.
const WINDOW: u32 = 110;
/// Keeps the logarithm finite for a pair that never occurs (Röder, Both & Hinneburg 2015).
const EPSILON: f64 = 1e-12;

/// The terms of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermsOfTopic {
    /// Its id.
    pub topic_id: String,
    /// Stems, the most descriptive first; at most ten.
    pub stems: Vec<String>,
}

/// Reads the terms of topics: CSV with `topic_id` and `stem`, by rank. `path` is for messages.
///
/// # Errors
/// The first invalid row, with its line; a file without rows.
pub fn read_topic_terms(path: &str, text: &str) -> Result<Vec<TermsOfTopic>, SheetError> {
    let sheet = Sheet::new(path, text, &["topic_id", "stem"], 2)?;
    let mut topics: Vec<TermsOfTopic> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for row in sheet.rows() {
        let (topic_id, stem) = (row.id(path, 0, "topic_id")?, row.id(path, 1, "stem")?);
        let at = *places.entry(topic_id).or_insert_with_key(|topic_id| {
            topics.push(TermsOfTopic { topic_id: topic_id.clone(), stems: Vec::new() });
            topics.len() - 1
        });
        if topics[at].stems.len() < TERMS {
            topics[at].stems.push(stem);
        }
    }
    if topics.is_empty() {
        return Err(SheetError::file(path, SheetFault::NoTopic));
    }
    Ok(topics)
}

/// A document reduced to what coherence needs: its length and the positions of topic terms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Occurrences {
    /// Length in tokens.
    pub length: u32,
    /// Number of a term ([`TermNumbers::number`]) and its position, ascending by position.
    pub places: Vec<(u32, u32)>,
}

/// The distinct terms of some topics, numbered.
#[derive(Debug, Clone, Default)]
pub struct TermNumbers {
    numbers: BTreeMap<String, u32>,
    topics: Vec<Vec<u32>>,
}

impl TermNumbers {
    /// The terms of `topics`.
    #[must_use]
    pub fn of(topics: &[TermsOfTopic]) -> Self {
        let mut terms = Self::default();
        for topic in topics {
            let mut numbers = Vec::new();
            for stem in &topic.stems {
                let next = terms.numbers.len() as u32;
                numbers.push(*terms.numbers.entry(stem.clone()).or_insert(next));
            }
            terms.topics.push(numbers);
        }
        terms
    }

    /// The number of a stem, if it is a term of a topic.
    #[must_use]
    pub fn number(&self, stem: &str) -> Option<u32> {
        self.numbers.get(stem).copied()
    }
}

/// Document or window frequencies of terms and pairs of terms.
#[derive(Debug, Clone, Default)]
struct Frequencies {
    all: u64,
    single: Vec<u64>,
    pairs: BTreeMap<(u32, u32), u64>,
}

impl Frequencies {
    fn npmi(&self, a: u32, b: u32) -> f64 {
        let share = |count: u64| count as f64 / self.all.max(1) as f64;
        let single = |term: u32| share(self.single.get(term as usize).copied().unwrap_or(0));
        let joint = if a == b {
            single(a)
        } else {
            share(self.pairs.get(&(a.min(b), a.max(b))).copied().unwrap_or(0))
        };
        let (a, b) = (single(a), single(b));
        if a <= 0.0 || b <= 0.0 || joint >= 1.0 {
            return 0.0;
        }
        libm::log((joint + EPSILON) / (a * b)) / -libm::log(joint + EPSILON)
    }
}

/// Counts the terms of topics, document by document.
#[derive(Debug, Clone, Default)]
pub struct CoherenceCounter {
    terms: TermNumbers,
    /// Pairs of terms of the same topic.
    wanted: BTreeSet<(u32, u32)>,
    documents: Frequencies,
    windows: Frequencies,
}

impl CoherenceCounter {
    /// A counter for these terms.
    #[must_use]
    pub fn new(terms: TermNumbers) -> Self {
        let mut wanted = BTreeSet::new();
        for topic in &terms.topics {
            for (at, &a) in topic.iter().enumerate() {
                wanted.extend(topic[at + 1..].iter().filter(|&&b| a != b).map(|&b| (a.min(b), a.max(b))));
            }
        }
        let empty = Frequencies { all: 0, single: vec![0; terms.numbers.len()], pairs: BTreeMap::new() };
        Self { terms, wanted, documents: empty.clone(), windows: empty }
    }

    /// Adds a document; one without tokens is ignored.
    pub fn add(&mut self, document: &Occurrences) {
        if document.length == 0 {
            return;
        }
        let windows = document.length.saturating_sub(WINDOW) + 1;
        self.documents.all += 1;
        self.windows.all += u64::from(windows);
        // The windows with each term, as ranges of their first tokens.
        let mut holding: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
        for &(term, place) in &document.places {
            let (first, last) = (place.saturating_sub(WINDOW - 1), place.min(windows - 1));
            let stretches = holding.entry(term).or_default();
            match stretches.last_mut() {
                Some(stretch) if first <= stretch.1 + 1 => stretch.1 = stretch.1.max(last),
                _ => stretches.push((first, last)),
            }
        }
        for (&term, stretches) in &holding {
            self.documents.single[term as usize] += 1;
            self.windows.single[term as usize] += length(stretches);
        }
        let present: Vec<(u32, &Vec<(u32, u32)>)> =
            holding.iter().map(|(term, held)| (*term, held)).collect();
        for (at, &(a, of_a)) in present.iter().enumerate() {
            for &(b, of_b) in &present[at + 1..] {
                if !self.wanted.contains(&(a, b)) {
                    continue;
                }
                *self.documents.pairs.entry((a, b)).or_default() += 1;
                *self.windows.pairs.entry((a, b)).or_default() += shared(of_a, of_b);
            }
        }
    }

    /// C_NPMI and C_V of each topic; none with fewer than two distinct terms that occur.
    fn of_topics(&self) -> Vec<Option<(f64, f64)>> {
        let of_topic = |all: &Vec<u32>| {
            let mut terms = all.clone();
            terms.sort_unstable();
            terms.dedup();
            terms.retain(|&term| self.documents.single[term as usize] > 0);
            (terms.len() > 1).then(|| (self.c_npmi(&terms), self.c_v(&terms)))
        };
        self.terms.topics.iter().map(of_topic).collect()
    }

    fn c_npmi(&self, terms: &[u32]) -> f64 {
        let pairs =
            terms.iter().enumerate().flat_map(|(at, &a)| terms[at + 1..].iter().map(move |&b| (a, b)));
        let values: Vec<f64> = pairs.map(|(a, b)| self.documents.npmi(a, b)).collect();
        values.iter().sum::<f64>() / values.len() as f64
    }

    fn c_v(&self, terms: &[u32]) -> f64 {
        let vector = |&a: &u32| -> Vec<f64> { terms.iter().map(|&b| self.windows.npmi(a, b)).collect() };
        let vectors: Vec<Vec<f64>> = terms.iter().map(vector).collect();
        let sum: Vec<f64> = (0..terms.len()).map(|at| vectors.iter().map(|v| v[at]).sum()).collect();
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let cosine = |v: &Vec<f64>| {
            let lengths = (dot(v, v) * dot(&sum, &sum)).sqrt();
            if lengths > 0.0 { dot(v, &sum) / lengths } else { 0.0 }
        };
        vectors.iter().map(cosine).sum::<f64>() / terms.len() as f64
    }
}

/// Total length of disjoint ranges.
fn length(stretches: &[(u32, u32)]) -> u64 {
    stretches.iter().map(|(first, last)| u64::from(last - first + 1)).sum()
}

/// Length of the intersection.
fn shared(a: &[(u32, u32)], b: &[(u32, u32)]) -> u64 {
    let (mut at, mut other, mut sum) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(at), b.get(other)) {
        let (first, last) = (x.0.max(y.0), x.1.min(y.1));
        if first <= last {
            sum += u64::from(last - first + 1);
        }
        if x.1 < y.1 { at += 1 } else { other += 1 }
    }
    sum
}

/// Coherence and diversity of topics.
#[derive(Debug, Clone, PartialEq)]
pub struct CoherenceReport {
    topics: Vec<(String, Option<(f64, f64)>)>,
    /// Number of documents that terms were counted in; none without texts.
    documents: Option<u64>,
    diversity: f64,
}

impl CoherenceReport {
    /// The report on `topics`, with coherence if terms were counted in texts.
    #[must_use]
    pub fn new(topics: &[TermsOfTopic], counted: Option<&CoherenceCounter>) -> Self {
        let all: Vec<&String> = topics.iter().flat_map(|topic| &topic.stems).collect();
        let different: BTreeSet<&String> = all.iter().copied().collect();
        let figures = counted.map_or_else(|| vec![None; topics.len()], CoherenceCounter::of_topics);
        Self {
            topics: topics.iter().map(|topic| topic.topic_id.clone()).zip(figures).collect(),
            documents: counted.map(|counted| counted.documents.all),
            diversity: different.len() as f64 / all.len().max(1) as f64,
        }
    }
}

impl fmt::Display for CoherenceReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "topics          {}", self.topics.len())?;
        writeln!(f, "diversity       {:.4}  (different terms among the first ten of each)", self.diversity)?;
        let Some(documents) = self.documents else { return Ok(()) };
        let known: Vec<(f64, f64)> = self.topics.iter().filter_map(|(_, figures)| *figures).collect();
        let mean = |pick: fn(&(f64, f64)) -> f64| known.iter().map(pick).sum::<f64>() / known.len() as f64;
        writeln!(f, "counted_in      {documents}  (documents with a token)")?;
        if known.is_empty() {
            return writeln!(f, "coherence       none: no topic has two terms that occur there");
        }
        writeln!(f, "c_npmi          {:.4}  (over documents)", mean(|figures| figures.0))?;
        writeln!(f, "c_v             {:.4}  (over windows of {WINDOW} tokens)", mean(|figures| figures.1))?;
        writeln!(f, "\n{:16}{:>8}{:>8}", "", "c_npmi", "c_v")?;
        for (topic_id, figures) in &self.topics {
            match figures {
                Some((npmi, v)) => writeln!(f, "{topic_id:16}{npmi:8.4}{v:8.4}")?,
                None => writeln!(f, "{topic_id:16}{:>8}{:>8}", "", "")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(id: &str, stems: &[&str]) -> TermsOfTopic {
        TermsOfTopic { topic_id: id.to_owned(), stems: stems.iter().map(|&stem| stem.to_owned()).collect() }
    }

    fn document(length: u32, places: &[(u32, u32)]) -> Occurrences {
        Occurrences { length, places: places.to_vec() }
    }

    #[test]
    fn figures_are_those_counted_by_hand() {
        let topics = [topic("T1", &["a", "b"]), topic("T2", &["c", "d"])];
        let mut counter = CoherenceCounter::new(TermNumbers::of(&topics));
        // a and b always together, in two of four documents; c and d never.
        counter.add(&document(5, &[(0, 0), (1, 3)]));
        counter.add(&document(5, &[(0, 1), (1, 2)]));
        counter.add(&document(5, &[(2, 1)]));
        counter.add(&document(5, &[(3, 1)]));
        counter.add(&document(0, &[]));
        let found = counter.of_topics();
        let (npmi, v) = found[0].unwrap();
        assert!((npmi - 1.0).abs() < 1e-9 && (v - 1.0).abs() < 1e-9, "{npmi} {v}");
        let (npmi, v) = found[1].unwrap();
        // ln(1e-12 / (1/4 · 1/4)) / -ln 1e-12, and at right angles: (1, x) and (x, 1).
        let never = libm::log(1e-12f64 * 16.0) / -libm::log(1e-12f64);
        assert!((npmi - never).abs() < 1e-9, "{npmi}");
        assert!((v - (1.0 + never) / (2.0 * (1.0 + never * never)).sqrt()).abs() < 1e-9, "{v}");
    }

    #[test]
    fn windows_are_counted_as_if_each_were_looked_at() {
        let topics = [topic("T1", &["a", "b"])];
        let mut counter = CoherenceCounter::new(TermNumbers::of(&topics));
        let text = document(300, &[(0, 5), (1, 100), (0, 120), (1, 299)]);
        counter.add(&text);
        let holds = |term: u32, start: u32| {
            text.places.iter().any(|&(t, place)| t == term && (start..start + WINDOW).contains(&place))
        };
        let starts = 0..300 - WINDOW + 1;
        let count = |holds: &dyn Fn(u32) -> bool| starts.clone().filter(|&start| holds(start)).count() as u64;
        assert_eq!(counter.windows.all, 191);
        assert_eq!(counter.windows.single, [count(&|s| holds(0, s)), count(&|s| holds(1, s))]);
        assert_eq!(counter.windows.pairs[&(0, 1)], count(&|s| holds(0, s) && holds(1, s)));
    }

    #[test]
    fn diversity_is_the_share_of_different_terms() {
        let topics = [topic("T1", &["a", "b"]), topic("T2", &["b", "c"])];
        let text = CoherenceReport::new(&topics, None).to_string();
        assert!(text.contains("diversity       0.7500") && !text.contains("c_v"), "{text}");
    }

    #[test]
    fn terms_are_read_by_topic_and_bad_files_are_told() {
        let read =
            read_topic_terms("t", "topic_id,rank,term,stem\nT1,1,Bank,bank\nT1,2,Rates,rate\nT2,1,x,x\n");
        assert_eq!(read.unwrap(), [topic("T1", &["bank", "rate"]), topic("T2", &["x"])]);
        assert!(
            read_topic_terms("t", "topic_id,term\n").unwrap_err().to_string().contains("'stem' is missing")
        );
        let said = |text| read_topic_terms("t", text).unwrap_err().to_string();
        assert_eq!(said("topic_id,stem\n"), "t: no topic in it");
        assert_eq!(said("topic_id,stem\nT1,\n"), "t:2: the cell of stem is empty");
    }
}
