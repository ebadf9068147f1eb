//! Rows of key sentences, of documents and of topics.

use super::build::one_line;
use super::ids::DocumentKey;
use super::rows::{KeySentenceRow, TopicSentenceRow};
use crate::terms::{KeySentence, text_rank};
use crate::text::TermId;
use crate::topics::{Topic, Topics};
use foldhash::fast::FixedState;
use hashbrown::HashSet;

/// The first `most` key sentences of a document.
pub fn key_sentence_rows<'a>(
    doc_id: &'a str,
    sentences: &'a [KeySentence],
    most: usize,
) -> impl Iterator<Item = KeySentenceRow> + 'a {
    let key = DocumentKey::of(doc_id);
    (1u64..).zip(sentences).take(most).map(move |(rank, sentence)| KeySentenceRow {
        doc_id: doc_id.to_owned(),
        rank,
        sentence_id: key.sentence(sentence.number),
        sentence: one_line(&sentence.text),
        weight: sentence.weight,
    })
}

/// A key sentence of a topic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TopicSentence<'s> {
    /// Its document.
    pub document: usize,
    /// Its words.
    pub text: &'s str,
    /// Its TextRank score; those of a topic add up to 1.
    pub weight: f64,
}

/// The key sentences of the documents nearest to each topic's centre, without repetitions, by descending TextRank
/// score. `first` has the first key sentence of each document.
#[must_use]
pub fn topic_sentences<'s>(topics: &Topics, first: &'s [Option<KeySentence>]) -> Vec<Vec<TopicSentence<'s>>> {
    let of_topic = |topic: &Topic| {
        let mut seen: HashSet<&str, FixedState> = HashSet::default();
        let sentences: Vec<(usize, &KeySentence)> = topic
            .nearest
            .iter()
            .filter_map(|&document| Some((document, first.get(document)?.as_ref()?)))
            .filter(|(_, sentence)| seen.insert(&sentence.text))
            .collect();
        let terms: Vec<Vec<TermId>> = sentences.iter().map(|(_, sentence)| sentence.terms.clone()).collect();
        let mut found: Vec<TopicSentence<'_>> = sentences
            .iter()
            .zip(text_rank(&terms))
            .map(|(&(document, sentence), weight)| TopicSentence { document, text: &sentence.text, weight })
            .collect();
        // A stable sort: of ties the document nearer to the centre first.
        found.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        found
    };
    topics.topics.iter().map(of_topic).collect()
}

/// The rows of `topic_sentences.csv`, at most `most` per topic; `topic_ids` are those of the topics.
#[must_use]
pub fn topic_sentence_rows(
    sentences: &[Vec<TopicSentence<'_>>],
    topic_ids: &[String],
    id_of: impl Fn(usize) -> String,
    most: usize,
) -> Vec<TopicSentenceRow> {
    let mut rows = Vec::new();
    for (of_topic, topic_id) in sentences.iter().zip(topic_ids) {
        rows.extend((1u64..).zip(of_topic).take(most).map(|(rank, sentence)| TopicSentenceRow {
            topic_id: topic_id.clone(),
            rank,
            doc_id: id_of(sentence.document),
            sentence: one_line(sentence.text),
            weight: sentence.weight,
        }));
    }
    rows
}
