//! The rules: what a cue says of a mention by the lexicon's number, its role, distance, clause and modifiers.

use super::distance::distance;
use super::evidence::{Rule, shift};
use super::feature::Surroundings;
use super::modifiers::modify;
use super::participants::Participant;
use super::roles::Role;
use super::weights::Weights;
use crate::mentions::CueMatch;

/// What a cue says of a mention by the rules.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ruled {
    /// By which of the numbers of its entry.
    pub rule: Rule,
    /// Above 0 favourable, below critical, in the units of the formula; not 0.
    pub value: f64,
    /// The bits of what changed it.
    pub shifts: u16,
    /// Tokens between cue and mention.
    pub distance: usize,
}

/// What `cue`, to which participants have `roles`, says of the mention `at` of its sentence; none where it says nothing.
pub(super) fn ruled(
    around: &Surroundings<'_>,
    weights: &Weights,
    cue: &CueMatch,
    roles: &[(usize, Role)],
    at: usize,
) -> Option<Ruled> {
    let (document, scene, mentions) = (around.document, around.scene, around.mentions);
    let everybody = around.participants;
    let mention = mentions.get(at)?;
    let entry = scene.knowledge.entry(cue.entry);
    let is_mention =
        |participant: usize| everybody.get(participant).is_some_and(|other| other.mention == Some(at));
    let role = roles.iter().find(|(other, _)| is_mention(*other)).map(|(_, role)| *role);
    let (rule, value) = match role {
        Some(Role::Agent) => (Rule::Agent, entry.agent * weights.agent),
        Some(Role::Patient) => (Rule::Patient, entry.patient * weights.patient),
        None if !entry.has_roles() => (Rule::Polarity, entry.polarity),
        None if roles.is_empty() => (Rule::Polarity, entry.polarity * weights.unattached),
        None => (Rule::Polarity, entry.polarity * weights.bystander),
    };
    if value == 0.0 {
        return None;
    }
    let (mut value, mut shifts) = modify(scene, weights, cue, value);
    let gap = distance(&cue.tokens, &mention.tokens);
    value /= 1.0 + gap as f64 / weights.half_distance;
    if role.is_none() {
        if scene.clause(cue.tokens.start) != scene.clause(mention.tokens.start) {
            value *= weights.other_clause;
            shifts |= shift::OTHER_CLAUSE;
        }
        let nearer = |other: &Participant| {
            let same = other.mention.and_then(|at| mentions.get(at));
            same.is_none_or(|same| same.actor != mention.actor) && distance(&cue.tokens, &other.tokens) < gap
        };
        if everybody.iter().any(nearer) {
            value *= weights.nearer_actor;
            shifts |= shift::NEARER_ACTOR;
        }
    }
    let quotation = |token: usize| document.quotation_at(document.tokens.get(token)?.start as usize);
    if let Some(of_cue) = quotation(cue.tokens.start)
        && quotation(mention.tokens.start) != Some(of_cue)
    {
        let own = mentions.iter().any(|m| m.speaker == Some(mention.actor)) || mentions.len() == 1;
        value *= if own { weights.own_words } else { weights.quoted_cue };
        shifts |= if own { shift::OWN_WORDS } else { shift::QUOTED };
    }
    value *= if value > 0.0 { weights.favourable } else { weights.critical };
    (value != 0.0).then_some(Ruled { rule, value, shifts, distance: gap })
}
