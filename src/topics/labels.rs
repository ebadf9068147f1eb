//! Topic labels: short, human-readable and distinct. Phrases replace the terms they contain.

use super::describe::{Description, npmi};
use crate::terms::{Phrase, TermMatrix};
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};

/// Maximum number of parts of a label.
const PARTS: usize = 3;
/// Minimum share of a term's documents in the topic that have the phrase which replaces it.
const COVERED: f64 = 0.2;
/// Minimum number of documents with a phrase.
const LEAST: u32 = 3;
/// Minimum NPMI of phrase and topic, as a share of that of term and topic.
const AS_TELLING: f64 = 0.6;

/// A part of a label, with its NPMI with the topic.
struct Part {
    text: String,
    weight: f64,
}

/// The label of each topic: up to three phrases and terms that are more specific to it than to any other topic.
/// `topic_of` is the topic of each document of `matrix`, if it has one and counts.
#[must_use]
pub fn labels(
    topics: &[Description],
    phrases: &[Phrase],
    topic_of: &[Option<usize>],
    matrix: &TermMatrix,
) -> Vec<String> {
    let counted = Counted::new(topics, topic_of, matrix);
    let by_term = by_term(phrases);
    let parts: Vec<Vec<Part>> = topics
        .iter()
        .enumerate()
        .map(|(topic, description)| counted.parts(topic, description, phrases, &by_term, matrix))
        .collect();
    // A part belongs to the topic with the highest weight, the first of ties.
    let mut owners: HashMap<&str, (usize, f64), FixedState> = HashMap::default();
    for (topic, parts) in parts.iter().enumerate() {
        for part in parts {
            let owner = owners.entry(&part.text).or_insert((topic, part.weight));
            if part.weight > owner.1 {
                *owner = (topic, part.weight);
            }
        }
    }
    let mut used: HashSet<String, FixedState> = HashSet::default();
    let mut found = Vec::with_capacity(parts.len());
    for (topic, parts) in parts.iter().enumerate() {
        let own = |part: &&Part| owners.get(part.text.as_str()).is_some_and(|(owner, _)| *owner == topic);
        let (mine, shared): (Vec<&Part>, Vec<&Part>) = parts.iter().partition(own);
        let all: Vec<&str> = mine.iter().chain(&shared).map(|part| part.text.as_str()).collect();
        let shown = if mine.is_empty() { PARTS } else { PARTS.min(mine.len()) };
        let labels = (shown..=all.len()).map(|length| all[..length.min(all.len())].join(", "));
        let label = labels
            .chain([all.iter().take(PARTS).copied().collect::<Vec<_>>().join(", ")])
            .find(|label| !label.is_empty() && !used.contains(label))
            .unwrap_or_else(|| format!("topic {}", topic + 1));
        used.insert(label.clone());
        found.push(label);
    }
    found
}

/// The phrases that contain each column.
fn by_term(phrases: &[Phrase]) -> HashMap<u32, Vec<usize>, FixedState> {
    let mut found: HashMap<u32, Vec<usize>, FixedState> = HashMap::default();
    for (at, phrase) in phrases.iter().enumerate() {
        for column in [phrase.columns.0, phrase.columns.1] {
            found.entry(column).or_default().push(at);
        }
    }
    found
}

/// The size of each topic, and the document frequency of its terms within it.
struct Counted<'t> {
    topic_of: &'t [Option<usize>],
    sizes: Vec<u32>,
    assigned: u32,
    with_term: HashMap<(usize, u32), u32, FixedState>,
}

impl<'t> Counted<'t> {
    fn new(topics: &[Description], topic_of: &'t [Option<usize>], matrix: &TermMatrix) -> Self {
        let mut sizes = vec![0u32; topics.len()];
        topic_of.iter().flatten().for_each(|&topic| sizes[topic] += 1);
        let mut with_term: HashMap<(usize, u32), u32, FixedState> = topics
            .iter()
            .enumerate()
            .flat_map(|(topic, description)| {
                description.terms.iter().map(move |term| (topic, term.column as u32))
            })
            .map(|key| (key, 0))
            .collect();
        for (document, topic) in topic_of.iter().enumerate() {
            let Some(topic) = *topic else { continue };
            for (column, _) in matrix.row(document) {
                if let Some(count) = with_term.get_mut(&(topic, column)) {
                    *count += 1;
                }
            }
        }
        Self { topic_of, assigned: sizes.iter().sum(), sizes, with_term }
    }

    /// The candidate parts of the label of `topic`, in the order of its terms.
    fn parts(
        &self,
        topic: usize,
        description: &Description,
        phrases: &[Phrase],
        by_term: &HashMap<u32, Vec<usize>, FixedState>,
        matrix: &TermMatrix,
    ) -> Vec<Part> {
        let mut said: HashSet<u32, FixedState> = HashSet::default();
        let mut parts = Vec::new();
        for term in &description.terms {
            let column = term.column as u32;
            if said.contains(&column) {
                continue;
            }
            let with_term = self.with_term.get(&(topic, column)).copied().unwrap_or(0);
            let fits = |&at: &usize| {
                let phrase = phrases.get(at)?;
                let here = self.of_topic(phrase, Some(topic));
                let known = self.of_topic(phrase, None);
                let weight = npmi(here, known, *self.sizes.get(topic)?, self.assigned);
                let telling = self.sizes.len() == 1 || weight >= AS_TELLING * term.weight;
                let fresh = !said.contains(&phrase.columns.0) && !said.contains(&phrase.columns.1);
                (fresh
                    && telling
                    && f64::from(here) >= COVERED * f64::from(with_term)
                    && here > 1
                    && known >= LEAST)
                    .then_some((here, std::cmp::Reverse(at), weight))
            };
            let best = by_term
                .get(&column)
                .into_iter()
                .flatten()
                .filter_map(fits)
                .max_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
            match best.and_then(|(_, std::cmp::Reverse(at), weight)| Some((phrases.get(at)?, weight))) {
                Some((phrase, weight)) => {
                    said.extend([phrase.columns.0, phrase.columns.1]);
                    parts.push(Part { text: phrase.surface.clone(), weight });
                }
                None => {
                    said.insert(column);
                    parts.push(Part { text: matrix.surfaces[term.column].to_string(), weight: term.weight });
                }
            }
        }
        parts
    }

    /// Documents with the phrase, of one topic or of any topic.
    fn of_topic(&self, phrase: &Phrase, topic: Option<usize>) -> u32 {
        let counts = |document: &&u32| {
            let of = self.topic_of.get(**document as usize).copied().flatten();
            if topic.is_none() { of.is_some() } else { of == topic }
        };
        phrase.documents.iter().filter(counts).count() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::super::describe::TopicTerm;
    use super::*;

    const WORDS: [&str; 6] = ["bank", "interest", "rate", "film", "star", "wars"];

    fn matrix(rows: &[&[u32]]) -> TermMatrix {
        let once: Vec<Vec<(u32, u32)>> =
            rows.iter().map(|row| row.iter().map(|&form| (form, 1)).collect()).collect();
        TermMatrix::of_words(&once, &WORDS)
    }

    fn description(matrix: &TermMatrix, terms: &[(&str, f64)]) -> Description {
        let term = |&(word, weight): &(&str, f64)| TopicTerm {
            column: matrix.stems.iter().position(|stem| &**stem == word).unwrap(),
            weight,
        };
        Description { terms: terms.iter().map(term).collect(), coherence: None }
    }

    #[test]
    fn a_phrase_stands_for_its_terms_and_a_part_belongs_to_one_topic() {
        let matrix = matrix(&[&[0, 1, 2], &[0, 1, 2], &[1, 2], &[3, 4, 5], &[3, 4, 5], &[0, 3, 4, 5]]);
        let column = |word: &str| matrix.stems.iter().position(|stem| &**stem == word).unwrap() as u32;
        let phrase = |a: &str, b: &str, documents: &[u32]| Phrase {
            surface: format!("{a} {b}"),
            columns: (column(a), column(b)),
            documents: documents.to_vec(),
        };
        let phrases = [phrase("interest", "rate", &[0, 1, 2]), phrase("star", "wars", &[3, 4, 5])];
        let topics = [
            description(&matrix, &[("rate", 0.9), ("bank", 0.4), ("interest", 0.9)]),
            description(&matrix, &[("film", 0.8), ("bank", 0.2), ("wars", 0.7)]),
        ];
        let of = [Some(0), Some(0), Some(0), Some(1), Some(1), Some(1)];
        assert_eq!(labels(&topics, &phrases, &of, &matrix), ["interest rate, bank", "film, star wars"]);
        assert_eq!(labels(&topics, &[], &of, &matrix)[0], "rate, bank, interest");
    }

    #[test]
    fn topics_with_the_same_terms_are_called_differently() {
        let matrix = matrix(&[&[0, 1], &[0, 1], &[0, 1]]);
        let same = || description(&matrix, &[("bank", 0.5), ("interest", 0.5)]);
        let found = labels(&[same(), same(), same()], &[], &[Some(0), Some(1), Some(2)], &matrix);
        let different: HashSet<&String, FixedState> = found.iter().collect();
        assert_eq!(different.len(), 3, "{found:?}");
    }
}
