//! The rows of relations: of the evidence of a document, and of the edges of a corpus.

use super::build::{View, one_line};
use super::ids::DocumentKey;
use super::relation_rows::{RelationEvidenceRow, RelationLineRow, RelationRow};
use crate::index::Knowledge;
use crate::ingest::Offsets;
use crate::relations::{CorpusEdge, RelationEvidence, RelationRule, SentenceEdge};
use std::ops::Range;

/// A piece of evidence before it has ids: the indices of the mentions of source and target among those of its part.
pub type UnnumberedRelation = (Option<usize>, usize, RelationEvidenceRow);

/// Gives ids to rows of evidence, of which the run has had some before.
pub(super) fn number_relations(
    rows: &mut [UnnumberedRelation],
    key: &DocumentKey,
    mentions_before: u64,
    before: u64,
) {
    for (number, (source, target, row)) in (before + 1..).zip(rows) {
        row.relation_evidence_id = key.relation(number);
        row.source_mention_id = source.map(|at| key.mention(mentions_before + at as u64 + 1));
        row.target_mention_id = key.mention(mentions_before + *target as u64 + 1);
    }
}

impl View<'_> {
    /// The rows of the evidence whose target is among some mentions.
    pub(super) fn relation_rows(
        &self,
        part: &Range<usize>,
        offsets: &Offsets<'_>,
    ) -> Vec<UnnumberedRelation> {
        let mut rows = Vec::new();
        for edge in self.edges {
            for piece in edge.evidence.iter().filter(|piece| part.contains(&piece.target_mention)) {
                let source = piece.source_mention.filter(|at| part.contains(at)).map(|at| at - part.start);
                rows.push((
                    source,
                    piece.target_mention - part.start,
                    self.relation_row(edge, piece, offsets),
                ));
            }
        }
        rows
    }

    fn relation_row(
        &self,
        edge: &SentenceEdge,
        piece: &RelationEvidence,
        offsets: &Offsets<'_>,
    ) -> RelationEvidenceRow {
        let range = (!piece.cue.is_empty()).then(|| self.document.span(&piece.cue));
        let place = range.as_ref().map(|range| offsets.range(range));
        let id = |actor: usize| self.actor(actor).id.to_owned();
        RelationEvidenceRow {
            relation_evidence_id: String::new(),
            doc_id: self.article.doc_id.clone(),
            sentence_id: DocumentKey::of(&self.article.doc_id).sentence(edge.sentence),
            source_actor_id: id(edge.direction.source),
            target_actor_id: id(edge.direction.target),
            source_mention_id: None,
            target_mention_id: String::new(),
            rule: piece.rule.name(),
            cue: range.map(|range| one_line(self.span(&range))).unwrap_or_default(),
            context: piece.context(),
            source: relation_source(self.knowledge, piece),
            toward_positive: piece.toward_positive.to_f64(),
            toward_negative: piece.toward_negative.to_f64(),
            voice: piece.voice.name(),
            speaker_id: piece.speaker.map(id),
            start: place.map(|(start, _)| start as u64),
            end: place.map(|(_, end)| end as u64),
            source_name: self.actor(edge.direction.source).name.to_owned(),
            target_name: self.actor(edge.direction.target).name.to_owned(),
        }
    }
}

/// Id of the file that the number of a piece is from.
fn relation_source(knowledge: &Knowledge, piece: &RelationEvidence) -> String {
    let file = match (piece.rule, piece.entry) {
        (_, Some(entry)) => knowledge.lexicon.files().get(knowledge.entry(entry).file),
        (RelationRule::Prior | RelationRule::Learned, None) => knowledge.pairs.files().last(),
        (_, None) => None,
    };
    file.map(|file| file.id.clone()).unwrap_or_default()
}

fn yes_or_no(holds: bool) -> &'static str {
    if holds { "yes" } else { "no" }
}

/// The row of an edge in `relations.csv`; `doc_id` is that of the example.
#[must_use]
pub fn relation_row(edge: &CorpusEdge, doc_id: &str, knowledge: &Knowledge) -> RelationRow {
    let id = |actor: usize| knowledge.registry.actor(actor).id.to_owned();
    let name = |actor: usize| knowledge.registry.actor(actor).name.to_owned();
    RelationRow {
        source_actor_id: id(edge.direction.source),
        target_actor_id: id(edge.direction.target),
        stance: edge.stance,
        ci_low: edge.interval.map(|interval| interval.low),
        ci_high: edge.interval.map(|interval| interval.high),
        label: edge.label.name(),
        confidence: edge.confidence,
        strict: yes_or_no(edge.strict),
        positive: edge.positive as u64,
        negative: edge.negative as u64,
        documents: edge.documents as u64,
        sentences: edge.sentences as u64,
        stance_narration: edge.narration,
        stance_quoted: edge.quoted,
        example_doc_id: doc_id.to_owned(),
        example_sentence_id: DocumentKey::of(doc_id).sentence(edge.example.1),
        top_cue: edge.top_cue.clone(),
        source_name: name(edge.direction.source),
        target_name: name(edge.direction.target),
    }
}

/// The row of an edge as `relations` prints it, in a period; `sentence` is the text of the example.
#[must_use]
pub fn relation_line(
    edge: &CorpusEdge,
    period: &str,
    doc_id: &str,
    sentence: &str,
    knowledge: &Knowledge,
) -> RelationLineRow {
    let row = relation_row(edge, doc_id, knowledge);
    RelationLineRow {
        period: period.to_owned(),
        source_name: row.source_name,
        target_name: row.target_name,
        source_actor_id: row.source_actor_id,
        target_actor_id: row.target_actor_id,
        stance: row.stance,
        ci_low: row.ci_low,
        ci_high: row.ci_high,
        label: row.label,
        confidence: row.confidence,
        strict: row.strict,
        positive: row.positive,
        negative: row.negative,
        documents: row.documents,
        sentences: row.sentences,
        stance_narration: row.stance_narration,
        stance_quoted: row.stance_quoted,
        example_doc_id: row.example_doc_id,
        example_sentence_id: row.example_sentence_id,
        top_cue: row.top_cue,
        example_sentence: one_line(sentence),
    }
}
