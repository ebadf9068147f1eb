//! The learned table in force: its weights by key, and what they make of the features of a mention.

use super::evidence::{Evidence, Rule, ScoredMention};
use super::features::{Feature, Surroundings};
use super::key::{Key, Spelling};
use super::micro::Micro;
use crate::mentions::Knowledge;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::ops::Range;

/// The weights of a learned table, by key.
#[derive(Debug, Clone, Default)]
pub struct Learned {
    rows: HashMap<Key, (u32, f64, f64), FixedState>,
    prior: (f64, f64),
    /// Rows whose term can never match.
    pub dead: Vec<u32>,
}

impl Learned {
    /// The table of `knowledge`, ready for use; none without one.
    #[must_use]
    pub fn of(knowledge: &Knowledge) -> Option<Self> {
        let prior = knowledge.learned.prior()?;
        let spelling = Spelling::new(knowledge);
        let mut learned = Self { rows: HashMap::default(), prior, dead: Vec::new() };
        for (number, row) in (0u32..).zip(knowledge.learned.rows()) {
            match spelling.key(row.context, &row.term, knowledge) {
                Some(key) => {
                    learned.rows.insert(key, (number, row.favourable, row.critical));
                }
                None => learned.dead.push(number),
            }
        }
        Some(learned)
    }

    /// The biases toward favourable and toward critical.
    #[must_use]
    pub fn prior(&self) -> (f64, f64) {
        self.prior
    }

    /// The weights of a key, with the number of its row.
    #[must_use]
    pub fn weights(&self, key: Key) -> Option<(u32, f64, f64)> {
        self.rows.get(&key).copied()
    }

    /// Scores the mention `at` of a sentence; `hand` is its evidence by the rules of the lexicon.
    #[must_use]
    pub fn score(
        &self,
        place: &Surroundings<'_>,
        at: usize,
        number: usize,
        hand: &[Evidence],
    ) -> ScoredMention {
        let mut found: Vec<(u32, Range<usize>, f64, f64)> = Vec::new();
        let mut scales: Vec<(usize, f64, f64)> = Vec::new();
        place.features(at, hand, &mut |feature: Feature| {
            let Some((row, favourable, critical)) = self.weights(feature.key) else { return };
            match feature.cue {
                Some(cue) => match scales.iter_mut().find(|scale| scale.0 == cue) {
                    Some(scale) => {
                        scale.1 += favourable * feature.value;
                        scale.2 += critical * feature.value;
                    }
                    None => scales.push((cue, favourable * feature.value, critical * feature.value)),
                },
                None => found.push((row, feature.tokens, favourable, critical)),
            }
        });
        // A term counts once however often it stands there.
        found.sort_by_key(|row| (row.0, row.1.start));
        found.dedup_by_key(|row| row.0);
        let mut evidence = Vec::with_capacity(1 + scales.len() + found.len());
        evidence.push(Evidence::bias(self.prior.0, self.prior.1));
        for (cue, favourable, critical) in scales {
            let Some(matched) = place.scene.cues.get(cue) else { continue };
            let by_rule = hand.iter().find(|e| e.entry == Some(matched.entry) && e.tokens == matched.tokens);
            let mention = place.mentions.get(at).map_or(0..0, |mention| mention.tokens.clone());
            evidence.push(Evidence {
                rule: by_rule.map_or(Rule::Lexicon, |e| e.rule),
                entry: Some(matched.entry),
                learned: None,
                tokens: matched.tokens.clone(),
                distance: super::score::distance(&matched.tokens, &mention),
                shifts: by_rule.map_or(0, |e| e.shifts),
                toward_favourable: Micro::from_f64(favourable),
                toward_critical: Micro::from_f64(critical),
            });
        }
        evidence.extend(found.into_iter().map(|(row, tokens, favourable, critical)| Evidence {
            rule: Rule::Learned,
            entry: None,
            learned: Some(row),
            tokens,
            distance: 0,
            shifts: 0,
            toward_favourable: Micro::from_f64(favourable),
            toward_critical: Micro::from_f64(critical),
        }));
        evidence.retain(|e| e.rule == Rule::Prior || e.weight() > 0);
        ScoredMention {
            mention: number,
            toward_favourable: evidence.iter().map(|e| e.toward_favourable).sum(),
            toward_critical: evidence.iter().map(|e| e.toward_critical).sum(),
            evidence,
        }
    }
}
