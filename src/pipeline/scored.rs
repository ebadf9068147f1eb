//! The score of one text: its actors, their mentions, and the evidence of each.

use crate::stance::{ActorStance, Label};
use crate::statistics::Interval;
use crate::tables::{EvidenceRows, View};

/// The stance of a text toward its actors.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scored {
    /// Its actors, by id.
    pub actors: Vec<ActorScore>,
}

/// The stance of a text toward an actor.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorScore {
    /// Id of the actor.
    pub id: String,
    /// Its name.
    pub name: String,
    /// -1 (critical) to 1 (favourable); none without evidence.
    pub stance: Option<f64>,
    /// The stance as a label; none without evidence.
    pub label: Option<Label>,
    /// Probability of the label; for mixed that of the two sides together.
    pub confidence: Option<f64>,
    /// 95 % interval of the stance over sentences; none with one sentence or without evidence.
    pub interval: Option<Interval>,
    /// Its mentions, in the order of the text.
    pub mentions: Vec<MentionScore>,
}

/// The stance of one mention.
#[derive(Debug, Clone, PartialEq)]
pub struct MentionScore {
    /// The words that name the actor.
    pub mention: String,
    /// The sentence.
    pub sentence: String,
    /// p(favourable) - p(critical), -1 to 1; none without evidence.
    pub stance: Option<f64>,
    /// In a word, never mixed; none without evidence.
    pub label: Option<Label>,
    /// Probability of the label.
    pub confidence: Option<f64>,
    /// What adds up to it: the six strongest cues, and one piece each for the others, the context and the prior.
    pub evidence: Vec<CueScore>,
}

/// A piece of evidence. Its numbers are relative to neutral.
#[derive(Debug, Clone, PartialEq)]
pub struct CueScore {
    /// The words of the text; empty for evidence that is not tied to words.
    pub cue: String,
    /// Name of the rule: prior, agent, patient, polarity, prefix, learned, context or rest.
    pub rule: &'static str,
    /// The modifiers of the lexicon score, and the distance in tokens.
    pub context: String,
    /// Contribution to the sum toward favourable.
    pub toward_favourable: f64,
    /// Contribution to the sum toward critical.
    pub toward_critical: f64,
}

impl Scored {
    /// The score of an analysed text, from the rows of the tables.
    pub(super) fn of(view: &View<'_>) -> Self {
        let registry = &view.knowledge.registry;
        let actor = |stance: &ActorStance| {
            let actor = registry.actor(stance.actor);
            ActorScore {
                id: actor.id.to_owned(),
                name: actor.name.to_owned(),
                stance: stance.stance(),
                label: stance.decision().map(|decision| decision.label),
                confidence: stance.decision().map(|decision| decision.confidence),
                interval: stance.interval,
                mentions: Vec::new(),
            }
        };
        let mut actors: Vec<ActorScore> = view.stances.iter().map(actor).collect();
        let tables = view.mention_tables(EvidenceRows::Cues);
        let mut evidence: Vec<Vec<CueScore>> = tables.mentions.iter().map(|_| Vec::new()).collect();
        for (mention, row) in &tables.evidence {
            if let Some(pieces) = evidence.get_mut(*mention) {
                pieces.push(CueScore {
                    cue: row.cue.clone(),
                    rule: row.rule,
                    context: row.context.clone(),
                    toward_favourable: row.toward_favourable,
                    toward_critical: row.toward_critical,
                });
            }
        }
        let texts = tables.sentence_texts();
        for ((row, scored), evidence) in tables.mentions.iter().zip(view.scored).zip(evidence) {
            let decision = scored.decision();
            if let Some(actor) = actors.iter_mut().find(|actor| actor.id == row.actor_id) {
                actor.mentions.push(MentionScore {
                    mention: row.mention.clone(),
                    sentence: texts.get(row.sentence_id.as_str()).copied().unwrap_or_default().to_owned(),
                    stance: row.stance,
                    label: decision.map(|decision| decision.label),
                    confidence: decision.map(|decision| decision.confidence),
                    evidence,
                });
            }
        }
        Self { actors }
    }
}
