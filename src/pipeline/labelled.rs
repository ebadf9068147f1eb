//! Labelled texts: the pipeline of articles, with gold mentions.

use super::Settings;
use super::analyst::Analyst;
use crate::evaluate::{Class, EvidencePiece, LabelledText, TextRange};
use crate::index::Knowledge;
use crate::index::key::Key;
use crate::learn::{AllFeatures, Capitals, Example};
use crate::mentions::{Found, Given, Mention, find_with};
use crate::stance::{Evidence, ScoredMention, score, surroundings};
use crate::tables::{cue_range, one_line};
use crate::text::{Document, Part, Section};
use hashbrown::HashMap;
use std::collections::BTreeMap;
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

/// A labelled text, tokenised and annotated.
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
        let document = Document::new(text.text.clone(), &sections, &mut self.words);
        let first_id = self.knowledge.registry.actors().len();
        let mut given: Vec<Given> = text
            .mentions
            .iter()
            .enumerate()
            .filter_map(|(at, mention)| {
                Some(Given { tokens: tokens_of(&document, &mention.range)?, actor: first_id + at })
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
                evidence: pieces(&scored, &document, self.knowledge, &borders),
                scored,
            }
        });
        labelled.collect()
    }
}

/// The evidence of a mention with its words. `borders` are the bytes at which the code points of the text start.
fn pieces(
    scored: &ScoredMention,
    document: &Document,
    knowledge: &Knowledge,
    borders: &[usize],
) -> Vec<EvidencePiece> {
    let code_point = |byte: usize| borders.partition_point(|border| *border < byte);
    let piece = |evidence: &Evidence| {
        let bytes = cue_range(evidence, document, knowledge);
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

/// [`examples`] to learn from: words that mostly stand with a capital are names as likely as not, and are left out.
#[must_use]
pub fn training_examples(texts: &[LabelledText], knowledge: &Knowledge, settings: &Settings) -> Vec<Example> {
    let (mut examples, capitals) = gather(texts, knowledge, settings);
    for example in &mut examples {
        example.features.retain(|(key, _)| !key.symbols().any(|symbol| capitals.is_name(symbol)));
    }
    examples
}

/// The labelled mentions of `texts` with all their features, in order. The scorer of `settings` gives the base score,
/// to which the learned weights are added.
#[must_use]
pub fn examples(texts: &[LabelledText], knowledge: &Knowledge, settings: &Settings) -> Vec<Example> {
    gather(texts, knowledge, settings).0
}

fn gather(texts: &[LabelledText], knowledge: &Knowledge, settings: &Settings) -> (Vec<Example>, Capitals) {
    let mut analyst = Analyst::new(knowledge, settings, None);
    let mut capitals = Capitals::default();
    let mut examples = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let read = analyst.read_labelled(text);
        let LabelledDocument { document, found, places } = &read;
        let scored = score(document, &analyst.words, found, knowledge, &settings.scorer);
        let mut features: HashMap<usize, BTreeMap<Key, f64>> = HashMap::default();
        surroundings(
            document,
            &analyst.words,
            found,
            knowledge,
            &settings.scorer,
            &mut |place, at, mention, hand| {
                if !places.contains(&mention) {
                    return;
                }
                place.features(at, &hand, &mut AllFeatures::of(features.entry(mention).or_default()));
            },
        );
        capitals.count(document, found, &analyst.words);
        for (mention, &place) in text.mentions.iter().zip(places) {
            let (Some(label), Some(mine)) = (mention.label, features.get(&place)) else { continue };
            let scored = scored.get(place);
            // On top of the rules alone everything is learned, including the biases.
            let known = scored.filter(|_| settings.scorer.learned.is_some());
            let base = |pick: fn(&ScoredMention) -> f64| known.map_or(0.0, pick);
            examples.push(Example {
                label,
                text: number,
                features: mine.iter().map(|(key, value)| (*key, *value)).collect(),
                base: (base(|s| s.toward_critical.to_f64()), base(|s| s.toward_favourable.to_f64())),
            });
        }
    }
    (examples, capitals)
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
