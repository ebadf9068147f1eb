//! From the edges of sentences to those of a document.

use super::edge::{Direction, DocumentEdge, RelationLabel, SentenceEdge};
use crate::statistics::{ratio_interval, row_seed};
use crate::text::{Document, Voice};
use std::collections::BTreeMap;

/// The edges of a document, by source and target, over the sentences whose words tell the side. Sentences of the same
/// words count once, by the strongest. `id` gives the id of an actor; with `seed` and `doc_id` it seeds the intervals.
#[must_use]
pub fn document_edges<'k>(
    document: &Document,
    edges: &[SentenceEdge],
    seed: u64,
    doc_id: &str,
    id: impl Fn(usize) -> &'k str,
) -> Vec<DocumentEdge> {
    let mut by_pair: BTreeMap<Direction, BTreeMap<String, &SentenceEdge>> = BTreeMap::new();
    for edge in edges.iter().filter(|edge| edge.is_told()) {
        let range = document.sentences.get(edge.sentence).map(|sentence| sentence.range.clone());
        let text = range.and_then(|range| document.text.get(range)).unwrap_or_default();
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let kept = by_pair.entry(edge.direction).or_default().entry(words).or_insert(edge);
        if edge.probabilities().stance().abs() > kept.probabilities().stance().abs() {
            *kept = edge;
        }
    }
    let pooled = by_pair.into_iter().filter_map(|(direction, sentences)| {
        let mut sentences: Vec<&SentenceEdge> = sentences.into_values().collect();
        sentences.sort_by_key(|edge| edge.sentence);
        let seed = row_seed(seed, &["relation", doc_id, id(direction.source), id(direction.target)]);
        pool(document, direction, &sentences, seed)
    });
    pooled.collect()
}

/// Mean stance, weighed by certainty; none without a sentence.
fn mean(sentences: &[&SentenceEdge], keep: impl Fn(&SentenceEdge) -> bool) -> Option<f64> {
    let kept = || sentences.iter().filter(|edge| keep(edge));
    let total: f64 = kept().map(|edge| edge.certainty).sum();
    let sum: f64 = kept().map(|edge| edge.certainty * edge.probabilities().stance()).sum();
    (total > 0.0).then(|| sum / total)
}

/// The probability that some of several is so: noisy-or (Pearl 1988) over those that are likelier so than neutral, which
/// the others, each nearly nothing, would swell; at least that of the likeliest.
pub(super) fn any_of(probabilities: impl Iterator<Item = f64> + Clone) -> f64 {
    let none: f64 = probabilities.clone().filter(|p| *p > 0.5).map(|p| 1.0 - p).product();
    probabilities.fold(1.0 - none, f64::max)
}

fn pool(
    document: &Document,
    direction: Direction,
    sentences: &[&SentenceEdge],
    seed: u64,
) -> Option<DocumentEdge> {
    let stance = mean(sentences, |_| true)?;
    let any = |side: RelationLabel| any_of(sentences.iter().map(move |edge| edge.weight(side)));
    let (negative, positive) = (any(RelationLabel::Negative), any(RelationLabel::Positive));
    let sign = if stance > 0.0 { 1.0 } else { -1.0 };
    let strength = |edge: &&&SentenceEdge| sign * edge.probabilities().stance();
    let example =
        sentences.iter().rev().max_by(|one, other| strength(one).total_cmp(&strength(other))).copied()?;
    let (side, _) = example.probabilities().side();
    let cue = example.strongest(side).map(|piece| document.span(&piece.cue));
    let words = cue.and_then(|range| document.text.get(range)).unwrap_or_default();
    let is_strict = |edge: &&SentenceEdge| edge.strict && edge.probabilities().stance() * sign > 0.0;
    let units: Vec<(f64, f64)> = sentences
        .iter()
        .map(|edge| (edge.probabilities().stance() * edge.certainty, edge.certainty))
        .collect();
    Some(DocumentEdge {
        direction,
        stance,
        interval: ratio_interval(&units, seed),
        positive,
        negative,
        sentences: sentences.len(),
        narration: mean(sentences, |edge| edge.voice == Voice::Narration),
        quoted: mean(sentences, |edge| edge.voice != Voice::Narration),
        strict: sentences.iter().any(is_strict),
        example: example.sentence,
        example_weight: example.probabilities().side().1,
        top_cue: words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase(),
    })
}

#[cfg(test)]
mod tests {
    use super::any_of;

    #[test]
    fn many_that_say_nearly_nothing_say_nothing_together() {
        assert!((any_of([0.05; 40].into_iter()) - 0.05).abs() < 1e-12);
        assert!((any_of([0.6, 0.6, 0.1].into_iter()) - 0.84).abs() < 1e-12);
    }
}
