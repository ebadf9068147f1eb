//! From the edges of documents to those of a corpus.

use super::document::any_of;
use super::edge::{Direction, DocumentEdge, RelationLabel, pooled_label};
use crate::statistics::{Interval, ratio_interval, row_seed};
use std::collections::BTreeMap;

/// The edges of all documents, in their order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CorpusEdges {
    documents: Vec<Vec<DocumentEdge>>,
}

/// What a corpus says of the stance of one actor toward another.
#[derive(Debug, Clone, PartialEq)]
pub struct CorpusEdge {
    /// The actors.
    pub direction: Direction,
    /// Mean of the documents' stances, in [-1, 1].
    pub stance: f64,
    /// 95 % interval of that over documents; none with one.
    pub interval: Option<Interval>,
    /// The side, if it is sure enough.
    pub label: RelationLabel,
    /// Probability of the side of the stance.
    pub confidence: f64,
    /// Whether a document is strict on that side.
    pub strict: bool,
    /// Documents that are positive on the whole.
    pub positive: usize,
    /// Documents that are negative.
    pub negative: usize,
    /// Documents with evidence.
    pub documents: usize,
    /// Sentences with evidence.
    pub sentences: usize,
    /// Mean over the documents of the stance in the outlets' own words.
    pub narration: Option<f64>,
    /// The same in those of others.
    pub quoted: Option<f64>,
    /// The document with the best example, and its sentence.
    pub example: (usize, usize),
    /// The words there.
    pub top_cue: String,
}

impl CorpusEdges {
    /// Appends a document, in the order of the input.
    pub fn add(&mut self, edges: Vec<DocumentEdge>) {
        self.documents.push(edges);
    }

    /// Pairs of actors of a document.
    pub fn directions(&self, document: usize) -> impl Iterator<Item = Direction> + '_ {
        self.documents.get(document).into_iter().flatten().map(|edge| edge.direction)
    }

    /// The edges over the documents and pairs for which `keep` holds, by the ids of source and target. An edge has a
    /// label with a confidence of `least` and above. `key` begins the key of the seed.
    pub fn pooled<'k>(
        &self,
        keep: impl Fn(usize, Direction) -> bool,
        id: impl Fn(usize) -> &'k str,
        least: f64,
        seed: u64,
        key: &str,
    ) -> Vec<CorpusEdge> {
        let mut by_pair: BTreeMap<(&str, &str), Vec<(usize, &DocumentEdge)>> = BTreeMap::new();
        for (document, edges) in self.documents.iter().enumerate() {
            for edge in edges.iter().filter(|edge| keep(document, edge.direction)) {
                let pair = (id(edge.direction.source), id(edge.direction.target));
                by_pair.entry(pair).or_default().push((document, edge));
            }
        }
        let pooled = by_pair.into_iter().filter_map(|((source, target), edges)| {
            pool(&edges, least, row_seed(seed, &[key, source, target]))
        });
        pooled.collect()
    }
}

fn pool(edges: &[(usize, &DocumentEdge)], least: f64, seed: u64) -> Option<CorpusEdge> {
    let (_, first) = edges.first()?;
    let mean =
        |stances: Vec<f64>| (!stances.is_empty()).then(|| stances.iter().sum::<f64>() / stances.len() as f64);
    let all = || edges.iter().map(|(_, edge)| *edge);
    let stance = mean(all().map(|edge| edge.stance).collect())?;
    let units: Vec<(f64, f64)> = all().map(|edge| (edge.stance, 1.0)).collect();
    let positive = any_of(all().map(|edge| edge.positive));
    let negative = any_of(all().map(|edge| edge.negative));
    let of_side = |edge: &DocumentEdge| edge.stance * stance > 0.0;
    let best = edges.iter().rev().filter(|(_, edge)| of_side(edge));
    let best = best.max_by(|(_, one), (_, other)| one.example_weight.total_cmp(&other.example_weight));
    let (document, example) = best.or(edges.first())?;
    let labels = |side: RelationLabel| {
        all().filter(|edge| pooled_label(edge.positive, edge.negative, edge.stance, least) == side).count()
    };
    Some(CorpusEdge {
        direction: first.direction,
        stance,
        interval: ratio_interval(&units, seed),
        label: pooled_label(positive, negative, stance, least),
        confidence: if stance > 0.0 { positive } else { negative },
        strict: all().any(|edge| edge.strict && of_side(edge)),
        positive: labels(RelationLabel::Positive),
        negative: labels(RelationLabel::Negative),
        documents: edges.len(),
        sentences: all().map(|edge| edge.sentences).sum(),
        narration: mean(all().filter_map(|edge| edge.narration).collect()),
        quoted: mean(all().filter_map(|edge| edge.quoted).collect()),
        example: (*document, example.example),
        top_cue: example.top_cue.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(source: usize, target: usize, stance: f64) -> DocumentEdge {
        DocumentEdge {
            direction: Direction { source, target },
            stance,
            interval: None,
            positive: stance.max(0.0),
            negative: (-stance).max(0.0),
            sentences: 1,
            narration: Some(stance),
            quoted: None,
            strict: false,
            example: 0,
            example_weight: stance.abs(),
            top_cue: String::new(),
        }
    }

    #[test]
    fn documents_are_pooled_by_pair_and_direction() {
        let mut edges = CorpusEdges::default();
        edges.add(vec![edge(0, 1, 0.8), edge(1, 0, -0.6)]);
        edges.add(vec![edge(0, 1, 0.9)]);
        let names = ["a", "b"];
        let all = edges.pooled(|_, _| true, |at| names[at], 0.5, 1, "k");
        assert_eq!(all.len(), 2);
        assert!((all[0].stance - 0.85).abs() < 1e-12 && (all[0].confidence - 0.98).abs() < 1e-12);
        assert_eq!((all[0].label, all[0].documents, all[0].positive), (RelationLabel::Positive, 2, 2));
        assert_eq!((all[0].example, all[1].label), ((1, 0), RelationLabel::Negative));
        let first = edges.pooled(|document, _| document == 0, |at| names[at], 0.7, 1, "k");
        assert_eq!((first[0].documents, first[1].label), (1, RelationLabel::Neutral));
    }
}
