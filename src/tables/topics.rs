//! Rows of topics: topics, their terms, the choice of their number, and the assignments of documents.

use super::build::one_line;
use super::key_sentences::TopicSentence;
use super::rows::{TopicAssignmentRow, TopicChoiceRow, TopicRow, TopicTermRow};
use crate::terms::TermMatrix;
use crate::topics::{Assignment, Topics};

/// Example documents per row of `topics.csv`.
const EXAMPLES: usize = 3;

/// A row of `topics`: the topic of a document.
#[must_use]
pub fn assignment_row(
    doc_id: String,
    topic_id: Option<String>,
    assignment: Option<Assignment>,
) -> TopicAssignmentRow {
    TopicAssignmentRow { doc_id, topic_id, topic_strength: assignment.map(|assignment| assignment.strength) }
}

/// The rows of `topics.csv`. `id_of` gives the id of a document, `sentences` are the key sentences of each topic.
#[must_use]
pub fn topic_rows(
    topics: &Topics,
    id_of: impl Fn(usize) -> String,
    sentences: &[Vec<TopicSentence<'_>>],
    matrix: &TermMatrix,
) -> Vec<TopicRow> {
    let rows = topics.topics.iter().zip(sentences).map(|(topic, sentences)| {
        let ids: Vec<String> = topic.nearest.iter().take(EXAMPLES).map(|&example| id_of(example)).collect();
        let terms: Vec<&str> = topic.terms.iter().map(|term| &*matrix.surfaces[term.column]).collect();
        TopicRow {
            topic_id: topic.id.clone(),
            label: topic.label.clone(),
            documents: topic.documents as u64,
            stability: Some(topic.stability),
            coherence: topic.coherence,
            example_doc_id: ids.first().cloned(),
            example_sentence: sentences.first().map(|sentence| one_line(sentence.text)).unwrap_or_default(),
            terms: terms.join("; "),
            example_doc_ids: ids.join("; "),
        }
    });
    rows.collect()
}

/// The rows of `topic_terms.csv`.
#[must_use]
pub fn topic_term_rows(topics: &Topics, matrix: &TermMatrix) -> Vec<TopicTermRow> {
    let mut rows = Vec::new();
    for topic in &topics.topics {
        rows.extend((1u64..).zip(&topic.terms).map(|(rank, term)| TopicTermRow {
            topic_id: topic.id.clone(),
            rank,
            term: matrix.surfaces[term.column].to_string(),
            stem: matrix.stems[term.column].to_string(),
            weight: term.weight,
        }));
    }
    rows
}

/// The rows of `topic_choice.csv`; none if the number of topics was given.
#[must_use]
pub fn topic_choice_rows(topics: &Topics) -> Vec<TopicChoiceRow> {
    let others = topics.other_choices.iter().map(|other| (&other.language, other.curve.as_ref()));
    let all = std::iter::once((&topics.language, topics.choice.as_ref())).chain(others);
    let rows = all.filter_map(|(language, curve)| Some((language, curve?))).flat_map(|(language, curve)| {
        curve.points.iter().map(move |point| TopicChoiceRow {
            k: point.k as u64,
            stability: point.stability,
            coherence: point.coherence,
            smallest: point.smallest as u64,
            chosen: if point.k == curve.chosen { "yes" } else { "no" },
            language: language.clone(),
        })
    });
    rows.collect()
}
