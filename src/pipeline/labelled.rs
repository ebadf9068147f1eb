//! Labelled texts on the way that every article takes, but that their mentions are given.

use super::Settings;
use super::analyst::Analyst;
use crate::evaluate::{Class, LabelledText};
use crate::index::Knowledge;
use crate::index::key::Key;
use crate::learn::{AllFeatures, Capitals, Example};
use crate::mentions::{Found, Given, Mention, find_with};
use crate::stance::{Decision, ScoredMention, score, surroundings};
use crate::text::{Document, Part, Section};
use hashbrown::HashMap;
use std::collections::BTreeMap;
use std::ops::Range;

/// A labelled mention with what the scorer makes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoredLabel {
    /// Id of the mention.
    pub id: String,
    /// What people said.
    pub label: Option<Class>,
    /// The evidence.
    pub scored: ScoredMention,
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
    /// What was found in it, the labelled mentions in their places.
    pub found: Found,
    /// For each labelled mention its index among those found.
    pub places: Vec<usize>,
}

impl Analyst<'_> {
    /// Takes a labelled text apart.
    #[must_use]
    pub fn read_labelled(&mut self, text: &LabelledText) -> LabelledDocument {
        let sections = [Section { part: Part::Body, range: 0..text.text.len() }];
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
        let labelled = text.mentions.iter().zip(places).map(|(mention, place)| ScoredLabel {
            id: mention.id.clone(),
            label: mention.label,
            scored: scored.get(place).cloned().unwrap_or_else(|| self.settings.scorer.silent()),
        });
        labelled.collect()
    }
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

/// The labelled mentions of `texts` with all that is known of them, in their order. The scorer of `settings` says what
/// holds before anything is learned.
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
            // Beside the rules alone everything is learned, the biases too.
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

/// The tokens that a stretch of bytes touches; none in a text without tokens.
fn tokens_of(document: &Document, range: &Range<usize>) -> Option<Range<usize>> {
    let start = document.tokens.partition_point(|token| token.end as usize <= range.start);
    let end = document.tokens.partition_point(|token| (token.start as usize) < range.end);
    if start < end {
        return Some(start..end);
    }
    let nearest = start.min(document.tokens.len().checked_sub(1)?);
    Some(nearest..nearest + 1)
}
