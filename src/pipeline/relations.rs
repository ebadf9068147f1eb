//! Who takes a stance toward whom, over all inputs.

use super::analyst::Analyst;
use super::engine::Engine;
use super::flow::{Outcome, Processed, RunError};
use super::sought::Sought;
use crate::copies::{Copies, Printing, Sketches, find_copies};
use crate::index::Knowledge;
use crate::ingest::Inputs;
use crate::mentions::Found;
use crate::relations::{
    CorpusEdge, CorpusEdges, Direction, DocumentEdge, RelationScorer, SentenceEdge, document_edges, relations,
};
use crate::stance::ScoredMention;
use crate::tables::{Period, RelationLineRow, one_line, relation_line};
use crate::text::Document;
use hashbrown::{HashMap, HashSet};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::convert::Infallible;

/// Which edges are shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RelationOptions {
    /// The length of periods; none for all documents together.
    pub period: Option<Period>,
    /// Sentences with evidence that an edge needs.
    pub least_evidence: usize,
    /// Confidence that it needs; none for that where four of five edges are right on development labels.
    pub least_confidence: Option<f64>,
    /// Whether each copy of a text counts.
    pub count_duplicates: bool,
}

impl Default for RelationOptions {
    fn default() -> Self {
        Self { period: None, least_evidence: 1, least_confidence: None, count_duplicates: false }
    }
}

impl Analyst<'_> {
    /// How relations are scored, made when first asked for.
    pub(super) fn relation_scorer(&self) -> &RelationScorer {
        self.relation_scorer.get_or_init(|| RelationScorer::of(self.knowledge))
    }

    /// The edges of the sentences of a document.
    pub(super) fn relations(
        &self,
        document: &Document,
        found: &Found,
        scored: &[ScoredMention],
    ) -> Vec<SentenceEdge> {
        if scored.len() != found.mentions.len() {
            return Vec::new();
        }
        relations(document, &self.words, found, scored, self.knowledge, self.relation_scorer())
    }

    /// The edges of a document.
    pub(super) fn document_edges(
        &self,
        document: &Document,
        edges: &[SentenceEdge],
        doc_id: &str,
    ) -> Vec<DocumentEdge> {
        let registry = &self.knowledge.registry;
        document_edges(document, edges, self.settings.seed, doc_id, |actor| registry.actor(actor).id)
    }
}

/// Edges over documents, of which copies of a text count once: the first with the pair.
pub(super) fn pooled(
    edges: &CorpusEdges,
    copies: &Copies,
    keep: impl Fn(usize) -> bool,
    knowledge: &Knowledge,
    least: f64,
    seed: u64,
    key: &str,
) -> Vec<CorpusEdge> {
    let mut passed: HashSet<(usize, Direction)> = HashSet::new();
    for group in copies.groups() {
        let mut seen: HashSet<Direction> = HashSet::new();
        for document in group.iter().map(|document| *document as usize).filter(|document| keep(*document)) {
            for direction in edges.directions(document) {
                if !seen.insert(direction) {
                    passed.insert((document, direction));
                }
            }
        }
    }
    let keep = |document: usize, direction| keep(document) && !passed.contains(&(document, direction));
    edges.pooled(keep, |actor| knowledge.registry.actor(actor).id, least, seed, key)
}

/// What is kept of a document.
struct Kept {
    edges: Vec<DocumentEdge>,
    /// The text of each example.
    examples: Vec<(usize, String)>,
    doc_id: String,
    date: Option<Date>,
    sketch: crate::copies::Sketch,
    hash: String,
}

impl Engine {
    /// The edges over all documents, or over those of each period, by period, source and target.
    ///
    /// # Errors
    /// Wrong inputs, or an interruption.
    pub fn relations(
        &self,
        inputs: Inputs,
        options: RelationOptions,
    ) -> Result<(Vec<RelationLineRow>, Outcome), RunError<Infallible>> {
        let mut sought = Sought::default();
        let (mut edges, mut sketches) = (CorpusEdges::default(), Sketches::default());
        let mut documents: Vec<(String, Option<Date>)> = Vec::new();
        let mut hashes = Vec::new();
        let mut examples: HashMap<(usize, usize), String> = HashMap::new();
        let outcome = self.run(
            inputs,
            None,
            |analyst, raw| {
                let analysis = analyst.analyze(raw)?;
                let (article, document) = (&analysis.article, &analysis.document);
                let of_sentences = analyst.relations(document, &analysis.found, &analysis.scored);
                let edges = analyst.document_edges(document, &of_sentences, &article.doc_id);
                let text = |sentence: usize| {
                    let range = document.sentences.get(sentence).map(|sentence| sentence.range.clone());
                    one_line(range.and_then(|range| document.text.get(range)).unwrap_or_default())
                };
                let shown: BTreeSet<usize> = edges.iter().map(|edge| edge.example).collect();
                let kept = Kept {
                    examples: shown.into_iter().map(|sentence| (sentence, text(sentence))).collect(),
                    edges,
                    doc_id: article.doc_id.clone(),
                    date: article.metadata.date,
                    sketch: analyst.sketch(article, document),
                    hash: analysis.sha256(),
                };
                Ok(Processed::of(article, (kept, Sought::of(&analysis))))
            },
            |(kept, of_article)| {
                sought.add(of_article);
                let number = documents.len();
                edges.add(kept.edges);
                examples.extend(kept.examples.into_iter().map(|(sentence, text)| ((number, sentence), text)));
                documents.push((kept.doc_id, kept.date));
                sketches.push(&kept.sketch);
                hashes.push(kept.hash);
                Ok(())
            },
        )?;
        let copies = if options.count_duplicates {
            Copies::none(documents.len())
        } else {
            find_copies(&sketches, &hashes, |at| Printing {
                date: documents.get(at).and_then(|(_, date)| *date),
                doc_id: documents.get(at).map_or("", |(id, _)| id.as_str()),
            })
        };
        let period_of = |document: usize| {
            let date = documents.get(document).and_then(|(_, date)| *date);
            options.period.map(|period| period.of(date)).unwrap_or_default()
        };
        let periods: BTreeSet<String> = (0..documents.len()).map(period_of).collect();
        let knowledge = self.knowledge();
        let least = options.least_confidence.unwrap_or_else(|| RelationScorer::of(knowledge).confidence());
        let mut rows = Vec::new();
        for period in &periods {
            let key = format!("relations\u{1f}{period}");
            let keep = |document: usize| period_of(document) == *period;
            for edge in pooled(&edges, &copies, keep, knowledge, least, self.settings.seed, &key) {
                if edge.confidence < least || edge.sentences < options.least_evidence {
                    continue;
                }
                let doc_id = documents.get(edge.example.0).map_or("", |(id, _)| id.as_str());
                let sentence = examples.get(&edge.example).map_or("", String::as_str);
                rows.push(relation_line(&edge, period, doc_id, sentence, knowledge));
            }
        }
        Ok((rows, Outcome { sought: Some(sought), ..outcome }))
    }
}
