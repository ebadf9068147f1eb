//! Labelled pairs: the pipeline of articles, with gold names, and how far it agrees with the labels.

use super::Settings;
use super::analyst::Analyst;
use super::engine::Engine;
use super::labelled::LabelledDocument;
use crate::evaluate::{
    DirectionPrediction, JudgedPair, LabelledMention, LabelledPair, LabelledText, PairSide, PairsReport,
    pair_class,
};
use crate::index::Knowledge;
use crate::relations::{Direction, RelationLabel, RelationScorer, SentenceEdge, relations};
use crate::stance::score;
use crate::tables::{PairEvidenceRow, PairPredictionRow, one_line};
use crate::text::Document;
use std::ops::Range;

/// A labelled pair with its two directions: the first toward the second, then the other.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoredPair {
    /// The pair.
    pub pair: LabelledPair,
    /// What the text says; none without evidence.
    pub edges: [Option<SentenceEdge>; 2],
    /// What was predicted.
    pub predictions: [DirectionPrediction; 2],
    /// For each direction its evidence, the words as bytes of the text.
    cues: [Vec<(Range<usize>, usize)>; 2],
}

/// Names of the directions in tables.
const DIRECTIONS: [&str; 2] = ["first_to_second", "second_to_first"];

fn side(label: RelationLabel) -> PairSide {
    match label {
        RelationLabel::Positive => PairSide::Positive,
        RelationLabel::Negative => PairSide::Negative,
        RelationLabel::Mixed | RelationLabel::Neutral => PairSide::Neutral,
    }
}

fn prediction(edge: &SentenceEdge, scorer: &RelationScorer) -> DirectionPrediction {
    let (leaning, confidence) = edge.decision(0.0);
    DirectionPrediction {
        side: side(scorer.class(edge)),
        leaning: side(leaning),
        confidence,
        strict: edge.strict,
    }
}

impl Analyst<'_> {
    /// Takes a labelled pair apart: its document, and the two directions; none where the two names are one.
    pub(super) fn read_pair(&mut self, pair: &LabelledPair) -> (LabelledDocument, Option<[Direction; 2]>) {
        let mention = |range: &Range<usize>| LabelledMention {
            id: pair.id.clone(),
            range: range.clone(),
            label: None,
            also: Vec::new(),
            cues: None,
        };
        let text = LabelledText {
            id: pair.id.clone(),
            text: pair.text.clone(),
            line: pair.line,
            mentions: pair.names.iter().map(mention).collect(),
        };
        let mut read = self.read_labelled(&text);
        let apart = |read: &mut LabelledDocument| {
            let (&one, &other) = (read.places.first()?, read.places.get(1)?);
            let source = read.found.mentions.get(one)?.actor;
            let second = read.found.mentions.get_mut(other).filter(|_| one != other)?;
            if second.actor == source {
                // The labels say that they are two.
                second.actor = usize::MAX;
            }
            let target = second.actor;
            Some([Direction { source, target }, Direction { source: target, target: source }])
        };
        let directions = apart(&mut read);
        (read, directions)
    }

    fn score_pair(&mut self, pair: &LabelledPair, scorer: &RelationScorer) -> ScoredPair {
        let (LabelledDocument { document, found, .. }, directions) = self.read_pair(pair);
        let scored = score(&document, &self.words, &found, self.knowledge, &self.settings.scorer);
        let all = relations(&document, &self.words, &found, &scored, self.knowledge, scorer);
        let edge = |direction: Direction| {
            let of_pair = all.iter().filter(|edge| edge.direction == direction);
            of_pair.max_by(|one, other| one.decision(0.0).1.total_cmp(&other.decision(0.0).1)).cloned()
        };
        let edges = directions.map_or([None, None], |directions| directions.map(edge));
        let predictions = [&edges[0], &edges[1]]
            .map(|edge| edge.as_ref().map_or(DirectionPrediction::NONE, |edge| prediction(edge, scorer)));
        let cues = [&edges[0], &edges[1]]
            .map(|edge| edge.as_ref().map_or(Vec::new(), |edge| places(edge, &document)));
        ScoredPair { pair: pair.clone(), edges, predictions, cues }
    }
}

/// The words of each piece of evidence that has some, as bytes, with its index.
fn places(edge: &SentenceEdge, document: &Document) -> Vec<(Range<usize>, usize)> {
    let with_words = edge.evidence.iter().enumerate().filter(|(_, piece)| !piece.cue.is_empty());
    with_words.map(|(at, piece)| (document.span(&piece.cue), at)).collect()
}

impl ScoredPair {
    /// The label with what was predicted.
    #[must_use]
    pub fn judged(&self) -> JudgedPair {
        let gold = self.pair.label.sides();
        let mut underlined = Vec::new();
        if let Some(cues) = &self.pair.cues {
            let directions = self.edges.iter().zip(&self.cues).zip(gold).zip(self.predictions);
            for (((edge, places), gold), predicted) in directions {
                let (Some(edge), true) = (edge, gold != PairSide::Neutral && predicted.side == gold) else {
                    continue;
                };
                let label = if gold == PairSide::Positive {
                    RelationLabel::Positive
                } else {
                    RelationLabel::Negative
                };
                let Some(strongest) = edge.strongest(label) else { continue };
                let place = places.iter().find(|(_, at)| edge.evidence.get(*at) == Some(strongest));
                let met = |place: &Range<usize>| {
                    cues.iter().any(|cue| cue.start < place.end && place.start < cue.end)
                };
                underlined.push(place.is_some_and(|(place, _)| met(place)));
            }
        }
        JudgedPair { label: self.pair.label, predictions: self.predictions, underlined }
    }

    /// Its row.
    #[must_use]
    pub fn prediction(&self) -> PairPredictionRow {
        let [first, second] = self.predictions;
        let confidence = |at: usize| self.edges[at].as_ref().map(|_| self.predictions[at].confidence);
        PairPredictionRow {
            id: self.pair.id.clone(),
            label: pair_class(self.predictions).name(),
            first_to_second: first.side.name(),
            second_to_first: second.side.name(),
            first_confidence: confidence(0),
            second_confidence: confidence(1),
        }
    }

    /// A row for each piece of evidence.
    #[must_use]
    pub fn evidence_rows(&self) -> Vec<PairEvidenceRow> {
        let mut rows = Vec::new();
        for ((edge, places), direction) in self.edges.iter().zip(&self.cues).zip(DIRECTIONS) {
            let Some(edge) = edge else { continue };
            for (at, piece) in edge.evidence.iter().enumerate() {
                let place = places.iter().find(|(_, of)| *of == at).map(|(place, _)| place);
                let code_point =
                    |byte: usize| self.pair.text.get(..byte).map(|before| before.chars().count() as u64);
                rows.push(PairEvidenceRow {
                    id: self.pair.id.clone(),
                    direction,
                    cue: place
                        .and_then(|place| self.pair.text.get(place.clone()))
                        .map(one_line)
                        .unwrap_or_default(),
                    rule: piece.rule.name(),
                    context: piece.context(),
                    toward_positive: piece.toward_positive.to_f64(),
                    toward_negative: piece.toward_negative.to_f64(),
                    start: place.and_then(|place| code_point(place.start)),
                    end: place.and_then(|place| code_point(place.end)),
                });
            }
        }
        rows
    }
}

/// Scores every labelled pair, in their order.
#[must_use]
pub fn score_pairs(pairs: &[LabelledPair], knowledge: &Knowledge, settings: &Settings) -> Vec<ScoredPair> {
    let mut analyst = Analyst::new(knowledge, settings, None);
    let scorer = RelationScorer::of(knowledge);
    pairs.iter().map(|pair| analyst.score_pair(pair, &scorer)).collect()
}

impl Engine {
    /// Scores labelled pairs.
    #[must_use]
    pub fn score_pairs(&self, pairs: &[LabelledPair]) -> Vec<ScoredPair> {
        score_pairs(pairs, self.knowledge(), &self.settings)
    }
}

/// Labels against predictions.
#[must_use]
pub fn pairs_report(scored: &[ScoredPair]) -> PairsReport {
    PairsReport::new(&scored.iter().map(ScoredPair::judged).collect::<Vec<_>>())
}
