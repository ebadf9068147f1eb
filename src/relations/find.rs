//! Finds the relations of a document, sentence by sentence.

use super::between::of_between;
use super::edge::{Direction, PairProbabilities, RelationLabel, SentenceEdge};
use super::evidence::{RelationEvidence, RelationRule};
use super::features::{PairInput, add_learned, inputs_of};
use super::participants::Setting;
use super::predicates::{Reading, of_predicates};
use super::speech::{Said, of_speech};
use super::weights::{RELATION_WEIGHTS, RelationWeights};
use super::words::RelationWords;
use crate::index::Knowledge;
use crate::lexicon::PairTable;
use crate::mentions::{Found, Mention};
use crate::stance::{Micro, Scene, ScoredMention, known_verbs, participants};
use crate::syntax::Chunks;
use crate::text::{Document, Sentence, WordTable, clauses};
use std::collections::BTreeMap;
use std::ops::Range;

/// How relations are scored.
#[derive(Debug, Clone)]
pub struct RelationScorer {
    /// The constants.
    pub weights: RelationWeights,
    /// The learned table of pairs; none for the rules alone.
    pub learned: Option<PairTable>,
    /// Words of relations that are no entries of a stance lexicon.
    pub words: RelationWords,
}

impl RelationScorer {
    /// The shipped constants with the table and the words of `knowledge`.
    #[must_use]
    pub fn of(knowledge: &Knowledge) -> Self {
        let source = &knowledge.data.relations;
        // The build has parsed the shipped file.
        let words = RelationWords::parse(&source.path, &source.text).unwrap_or_default();
        Self {
            weights: RELATION_WEIGHTS,
            learned: (!knowledge.pairs.is_empty()).then(|| knowledge.pairs.clone()),
            words,
        }
    }
}

impl RelationScorer {
    /// The confidence from which on an edge counts.
    #[must_use]
    pub fn confidence(&self) -> f64 {
        if self.learned.is_some() { self.weights.confidence } else { self.weights.confidence_by_rules }
    }

    /// The class of an edge: the likelier side, unless neutral is likelier by the factors of the decision.
    #[must_use]
    pub fn class(&self, edge: &SentenceEdge) -> RelationLabel {
        let weights = &self.weights;
        let rules = [weights.decision_positive, weights.decision_negative];
        let [by_positive, by_negative] = self.learned.as_ref().map_or(rules, |table| table.header().decision);
        let PairProbabilities([negative, neutral, positive]) = edge.probabilities();
        let (positive, negative) = (positive * by_positive, negative * by_negative);
        if positive > negative && positive > neutral {
            RelationLabel::Positive
        } else if negative > neutral {
            RelationLabel::Negative
        } else {
            RelationLabel::Neutral
        }
    }
}

/// The edges of every sentence of a document, by sentence, source and target. `scored` are the mentions of `found` with
/// their evidence.
#[must_use]
pub fn relations(
    document: &Document,
    words: &WordTable<'_>,
    found: &Found,
    scored: &[ScoredMention],
    knowledge: &Knowledge,
    scorer: &RelationScorer,
) -> Vec<SentenceEdge> {
    let mut edges = Vec::new();
    each_setting(
        document,
        words,
        found,
        scored,
        knowledge,
        &scorer.words,
        &mut |setting, sentence, first| {
            edges.extend(edges_of(setting, scorer, sentence, first));
        },
    );
    edges
}

/// Goes through the sentences that may hold a relation: those with two actors, or with one and another who speaks.
pub(super) fn each_setting(
    document: &Document,
    words: &WordTable<'_>,
    found: &Found,
    scored: &[ScoredMention],
    knowledge: &Knowledge,
    relation_words: &RelationWords,
    visit: &mut dyn FnMut(&Setting<'_>, usize, usize),
) {
    let mut first = 0;
    while let Some(mention) = found.mentions.get(first) {
        let index = mention.sentence;
        let count = found.mentions.iter().skip(first).take_while(|m| m.sentence == index).count();
        let mentions = found.mentions.get(first..first + count).unwrap_or_default();
        if let Some(sentence) = document.sentences.get(index).filter(|_| is_of_two(mentions)) {
            let cues = range_of(&found.cues, index, |cue| cue.sentence);
            let unlisted = range_of(&found.unlisted, index, |name| name.sentence);
            let clauses = clauses(document, sentence, words);
            let scene = Scene {
                document,
                words,
                first: sentence.tokens.start,
                clauses: &clauses,
                cues: found.cues.get(cues).unwrap_or_default(),
                knowledge,
            };
            let unlisted = found.unlisted.get(unlisted).unwrap_or_default();
            let scored = scored.get(first..first + count).unwrap_or_default();
            in_sentence(&scene, sentence, mentions, unlisted, scored, relation_words, &mut |setting| {
                visit(setting, index, first);
            });
        }
        first += count;
    }
}

fn in_sentence(
    scene: &Scene<'_>,
    sentence: &Sentence,
    mentions: &[Mention],
    unlisted: &[crate::mentions::Unlisted],
    scored: &[ScoredMention],
    relation_words: &RelationWords,
    visit: &mut dyn FnMut(&Setting<'_>),
) {
    let everybody = participants(mentions, unlisted);
    let names: Vec<Range<usize>> = everybody.iter().map(|somebody| somebody.tokens.clone()).collect();
    let verbs = known_verbs(scene);
    let chunks = Chunks::new(scene.document, scene.words, sentence, scene.clauses, &names, &verbs);
    visit(&Setting {
        scene,
        chunks: &chunks,
        tokens: sentence.tokens.clone(),
        everybody: &everybody,
        mentions,
        scored,
        relation_words,
    });
}

/// Whether a sentence has two actors, as mentions or as speakers.
fn is_of_two(mentions: &[Mention]) -> bool {
    let Some(first) = mentions.first() else { return false };
    mentions.iter().any(|mention| {
        mention.actor != first.actor || mention.speaker.is_some_and(|speaker| speaker != mention.actor)
    })
}

/// The part of a list, in the order of sentences, that is of one sentence.
fn range_of<T>(all: &[T], sentence: usize, of: impl Fn(&T) -> usize) -> Range<usize> {
    let start = all.partition_point(|one| of(one) < sentence);
    start..start + all.iter().skip(start).take_while(|one| of(one) == sentence).count()
}

/// The evidence of a pair while it is collected.
type Collected = BTreeMap<Direction, Vec<RelationEvidence>>;

fn edges_of(
    setting: &Setting<'_>,
    scorer: &RelationScorer,
    sentence: usize,
    first: usize,
) -> Vec<SentenceEdge> {
    let mut collected = by_rules(setting, &scorer.weights, first);
    if let Some(table) = &scorer.learned {
        add_learned(setting, table, first, &mut collected);
    }
    let edges = collected.into_iter().filter(|(_, evidence)| !evidence.is_empty());
    let edges = edges.map(|(direction, evidence)| edge(setting, scorer, sentence, direction, evidence));
    // What the learned table alone says of nearly every pair is no evidence, unless it says it clearly.
    let says = |edge: &SentenceEdge| {
        edge.evidence.iter().any(|piece| piece.rule.is_cue())
            || edge.probabilities().side().1 >= scorer.weights.least_learned
    };
    edges.filter(says).collect()
}

/// The evidence of the rules.
fn by_rules(setting: &Setting<'_>, weights: &RelationWeights, first: usize) -> Collected {
    let mut collected = Collected::new();
    let has_pair = setting.mentions.iter().any(|mention| Some(mention.actor) != setting.actor(0));
    if has_pair {
        let structural = of_predicates(setting, weights);
        let between = of_between(setting, weights, &structural);
        for reading in structural.iter().chain(&between) {
            collect(setting, weights, first, reading, &mut collected);
        }
    }
    for said in of_speech(setting, weights) {
        collect_said(setting, weights, first, &said, &mut collected);
    }
    collected
}

/// Two directions as examples to learn from, by rules and features; the features are those of the first sentence that
/// has both actors.
#[must_use]
pub fn pair_inputs(
    document: &Document,
    words: &WordTable<'_>,
    found: &Found,
    scored: &[ScoredMention],
    knowledge: &Knowledge,
    scorer: &RelationScorer,
    directions: [Direction; 2],
) -> [PairInput; 2] {
    let mut inputs: Option<[PairInput; 2]> = None;
    each_setting(document, words, found, scored, knowledge, &scorer.words, &mut |setting, _, first| {
        if inputs.as_ref().is_some_and(|[one, _]| !one.features.is_empty()) {
            return;
        }
        let collected = by_rules(setting, &scorer.weights, first);
        inputs = Some(inputs_of(setting, &collected, directions));
    });
    inputs.unwrap_or_default()
}

/// A value as two sums.
pub(super) fn toward(weights: &RelationWeights, value: f64) -> (Micro, Micro) {
    if value > 0.0 {
        (Micro::from_f64(value * weights.positive), Micro::ZERO)
    } else {
        (Micro::ZERO, Micro::from_f64(-value * weights.negative))
    }
}

fn collect(
    setting: &Setting<'_>,
    weights: &RelationWeights,
    first: usize,
    reading: &Reading,
    collected: &mut Collected,
) {
    let (Some(source), Some(target)) =
        (setting.mentions.get(reading.source), setting.mentions.get(reading.target))
    else {
        return;
    };
    let (toward_positive, toward_negative) = toward(weights, reading.value);
    let evidence = RelationEvidence {
        rule: reading.rule,
        cue: reading.cue.clone(),
        entry: reading.entry,
        source_mention: Some(first + reading.source),
        target_mention: first + reading.target,
        shifts: reading.shifts,
        voice: target.voice,
        speaker: target.speaker,
        toward_positive,
        toward_negative,
    };
    put(collected, Direction { source: source.actor, target: target.actor }, evidence);
}

fn collect_said(
    setting: &Setting<'_>,
    weights: &RelationWeights,
    first: usize,
    said: &Said,
    collected: &mut Collected,
) {
    let Some(target) = setting.mentions.get(said.target) else { return };
    let (toward_positive, toward_negative) = toward(weights, said.value);
    let source = setting.mentions.iter().position(|mention| mention.actor == said.speaker);
    let evidence = RelationEvidence {
        rule: RelationRule::Speech,
        cue: said.cue.clone(),
        entry: None,
        source_mention: source.map(|source| first + source),
        target_mention: first + said.target,
        shifts: 0,
        voice: target.voice,
        speaker: target.speaker,
        toward_positive,
        toward_negative,
    };
    put(collected, Direction { source: said.speaker, target: target.actor }, evidence);
}

/// Adds a piece; of the same rule and words the stronger one counts, once.
pub(super) fn put(collected: &mut Collected, direction: Direction, evidence: RelationEvidence) {
    if evidence.toward_positive == Micro::ZERO && evidence.toward_negative == Micro::ZERO {
        return;
    }
    let pieces = collected.entry(direction).or_default();
    let same = |piece: &&mut RelationEvidence| piece.rule == evidence.rule && piece.cue == evidence.cue;
    match pieces.iter_mut().find(same) {
        Some(piece) if piece.balance().abs() >= evidence.balance().abs() => {}
        Some(piece) => *piece = evidence,
        None => pieces.push(evidence),
    }
}

/// The edge of a pair: the prior first; what is weaker never outweighs verbs and nouns of the other sign.
fn edge(
    setting: &Setting<'_>,
    scorer: &RelationScorer,
    sentence: usize,
    direction: Direction,
    mut evidence: Vec<RelationEvidence>,
) -> SentenceEdge {
    let weights = &scorer.weights;
    let structural: i64 =
        evidence.iter().filter(|piece| piece.rule.is_structural()).map(RelationEvidence::balance).sum();
    if structural != 0 {
        let weak = |rule| matches!(rule, RelationRule::Between | RelationRule::Learned);
        evidence.retain(|piece| !weak(piece.rule) || piece.balance().signum() != -structural.signum());
    }
    let certainty = |actor: usize| {
        let of_actor = setting.mentions.iter().filter(|mention| mention.actor == actor);
        of_actor.map(|mention| mention.certainty).fold(0.0, f64::max)
    };
    let source = certainty(direction.source);
    let source = if source > 0.0 { source } else { 1.0 };
    let target = evidence.first().map_or(0, |piece| piece.target_mention);
    let table = scorer.learned.as_ref().map(|table| table.header().prior);
    let [positive, negative] = table.unwrap_or([weights.prior_positive, weights.prior_negative]);
    let prior = RelationEvidence {
        rule: RelationRule::Prior,
        cue: 0..0,
        entry: None,
        source_mention: evidence.first().and_then(|piece| piece.source_mention),
        target_mention: target,
        shifts: 0,
        voice: evidence.first().map_or(crate::text::Voice::Narration, |piece| piece.voice),
        speaker: evidence.first().and_then(|piece| piece.speaker),
        toward_positive: Micro::from_f64(positive),
        toward_negative: Micro::from_f64(negative),
    };
    evidence.sort_by_key(|piece| (piece.rule, piece.cue.start, piece.cue.end));
    evidence.insert(0, prior);
    let voice = evidence
        .iter()
        .max_by_key(|piece| piece.balance().abs())
        .map_or(crate::text::Voice::Narration, |piece| piece.voice);
    SentenceEdge {
        direction,
        sentence,
        toward_positive: evidence.iter().map(|piece| piece.toward_positive).sum(),
        toward_negative: evidence.iter().map(|piece| piece.toward_negative).sum(),
        evidence,
        certainty: source * certainty(direction.target),
        voice,
        strict: structural.abs() >= Micro::from_f64(weights.strict).0,
    }
}
