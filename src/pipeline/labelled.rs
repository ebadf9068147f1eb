//! Labelled texts: the pipeline of articles, with gold mentions.

use super::Settings;
use super::analyst::Analyst;
use crate::evaluate::{Class, EvidencePiece, LabelledMention, LabelledText, TextRange};
use crate::index::Knowledge;
use crate::learn::{MentionExample, UnitExample};
use crate::mentions::{Found, Given, Mention, find_with};
use crate::stance::{Decision, Evidence, ScoredMention, UnitFeatures, score, surroundings};
use crate::tables::{cue_range, one_line};
use crate::text::{Document, Part, Section};
use std::ops::Range;

/// A labelled mention with its score.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoredLabel {
    /// Id of the mention.
    pub id: String,
    /// Gold label.
    pub label: Option<Class>,
    /// Bytes of the words that a reader underlined for it; none where nobody did.
    pub cues: Option<Vec<Range<usize>>>,
    /// The evidence.
    pub scored: ScoredMention,
    /// Every piece of the evidence, with its words in the text.
    pub evidence: Vec<EvidencePiece>,
}

impl ScoredLabel {
    /// What is decided on the mention; neutral without a cue.
    #[must_use]
    pub fn decision(&self) -> Decision {
        Decision::of(&self.scored)
    }
}

/// A labelled text, taken apart.
pub struct LabelledDocument {
    /// The text.
    pub document: Document,
    /// Its mentions, including the labelled ones, and cues.
    pub found: Found,
    /// The index of each labelled mention in `found`.
    pub places: Vec<usize>,
}

impl Analyst<'_> {
    /// Tokenises and annotates a labelled text.
    #[must_use]
    pub fn read_labelled(&mut self, text: &LabelledText) -> LabelledDocument {
        let sections = [Section { part: Part::Body, range: 0..text.text.len() }];
        self.words.begin();
        let document = Document::new(text.text.clone(), &sections, &mut self.words);
        let first_id = self.knowledge.registry.actors().len();
        let mut given: Vec<Given> = text
            .mentions
            .iter()
            .enumerate()
            .flat_map(|(at, mention)| {
                let places = std::iter::once(&mention.range).chain(&mention.also);
                places.map(move |range| (at, range))
            })
            .filter_map(|(at, range)| {
                Some(Given { tokens: tokens_of(&document, range)?, actor: first_id + at })
            })
            .collect();
        given.sort_by_key(|given| (given.tokens.start, given.tokens.end));
        // Two labels in one place share a mention.
        let mut apart: Vec<Given> = Vec::new();
        for given in &given {
            if apart.last().is_none_or(|last| last.tokens.end <= given.tokens.start) {
                apart.push(given.clone());
            }
        }
        let found = find_with(&document, &self.words, self.knowledge, None, self.settings.resolve, &apart);
        let mut places = vec![usize::MAX; text.mentions.len()];
        for (place, mention) in places.iter_mut().zip(&text.mentions) {
            let Some(tokens) = tokens_of(&document, &mention.range) else { continue };
            let inside = |found: &Mention| found.tokens.contains(&tokens.start);
            *place = found.mentions.iter().position(inside).unwrap_or(usize::MAX);
        }
        LabelledDocument { document, found, places }
    }

    /// Scores the labelled mentions of a text, in their order.
    #[must_use]
    pub fn score_labelled(&mut self, text: &LabelledText) -> Vec<ScoredLabel> {
        let LabelledDocument { document, found, places } = self.read_labelled(text);
        let scored = score(&document, &self.words, &found, self.knowledge, &self.settings.scorer);
        let borders = text.borders();
        let labelled = text.mentions.iter().zip(places).map(|(mention, place)| {
            let scored = scored.get(place).cloned().unwrap_or_else(|| self.settings.scorer.silent());
            ScoredLabel {
                id: mention.id.clone(),
                label: mention.label,
                cues: mention.cues.clone(),
                evidence: pieces(&scored, &document, &borders),
                scored,
            }
        });
        labelled.collect()
    }
}

/// The evidence of a mention with its words. `borders` are the bytes at which the code points of the text start.
fn pieces(scored: &ScoredMention, document: &Document, borders: &[usize]) -> Vec<EvidencePiece> {
    let code_point = |byte: usize| borders.partition_point(|border| *border < byte);
    let piece = |evidence: &Evidence| {
        let bytes = cue_range(evidence, document);
        let words = bytes.clone().and_then(|bytes| document.text.get(bytes));
        EvidencePiece {
            cue: words.map(one_line).unwrap_or_default(),
            rule: evidence.rule,
            toward_favourable: evidence.toward_favourable,
            toward_critical: evidence.toward_critical,
            place: bytes.map(|bytes| TextRange {
                code_points: code_point(bytes.start)..code_point(bytes.end),
                bytes,
            }),
        }
    };
    scored.rows(usize::MAX).iter().map(piece).collect()
}

/// The labelled mentions of `texts` with their units, to learn from; `file` is the number of their file, and `weight` how
/// much each counts. A polar mention that no reader has underlined has the expressions of the lexicon on the side of its
/// label for its reasons.
#[must_use]
pub fn examples(
    texts: &[LabelledText],
    knowledge: &Knowledge,
    settings: &Settings,
    file: usize,
    weight: f64,
) -> Vec<MentionExample> {
    let mut analyst = Analyst::new(knowledge, settings, None);
    let mut examples = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let LabelledDocument { document, found, places } = analyst.read_labelled(text);
        surroundings(&document, &analyst.words, &found, knowledge, &mut |around, first| {
            for at in 0..around.mentions.len() {
                let here = |place: &usize| *place == first + at;
                for (mention, _) in text.mentions.iter().zip(&places).filter(|(_, place)| here(place)) {
                    let Some(label) = mention.label else { continue };
                    let (units, form) = around.examples(at);
                    let units = units.into_iter().map(|unit| UnitExample {
                        expression: unit.expression,
                        underlined: is_reason(mention, label, &unit, &document),
                        turn: unit.turn,
                        features: unit.features,
                    });
                    let units: Vec<UnitExample> = units.collect();
                    let has_reasons = label == Class::Neutral || units.iter().any(|unit| unit.underlined);
                    examples.push(MentionExample {
                        label,
                        text: number,
                        file,
                        weight,
                        units,
                        form,
                        has_reasons,
                    });
                }
            }
        });
    }
    examples
}

/// Whether a unit is a reason for the label of a mention.
fn is_reason(mention: &LabelledMention, label: Class, unit: &UnitFeatures, document: &Document) -> bool {
    let side = match label {
        Class::Neutral => return false,
        Class::Favourable => 1.0,
        Class::Critical => -1.0,
    };
    match &mention.cues {
        Some(cues) => {
            let span = document.span(&unit.tokens);
            cues.iter().any(|cue| cue.start < span.end && cue.end > span.start)
        }
        None => unit.turn.of_number(unit.number) * side > 0.0,
    }
}

/// Scores every labelled mention of `texts`, in their order.
#[must_use]
pub fn score_labelled(
    texts: &[LabelledText],
    knowledge: &Knowledge,
    settings: &Settings,
) -> Vec<Vec<ScoredLabel>> {
    let mut analyst = Analyst::new(knowledge, settings, None);
    texts.iter().map(|text| analyst.score_labelled(text)).collect()
}

/// The tokens that overlap a byte range; none in a text without tokens.
fn tokens_of(document: &Document, range: &Range<usize>) -> Option<Range<usize>> {
    let start = document.tokens.partition_point(|token| token.end as usize <= range.start);
    let end = document.tokens.partition_point(|token| (token.start as usize) < range.end);
    if start < end {
        return Some(start..end);
    }
    let nearest = start.min(document.tokens.len().checked_sub(1)?);
    Some(nearest..nearest + 1)
}
