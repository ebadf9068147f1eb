//! Features of a unit: what the learned table knows of a word or expression and of how it stands to an actor; and
//! features of the sentence, which say how likely any stance is.

use super::feature::{Places, Surroundings, Unit};
use super::relation::Standing;
use super::roles::Role;
use super::rules::ruled;
use super::tie::tied;
use super::turn::Turn;
use super::weights::WEIGHTS;
use crate::index::key::{FormTerm, Key, NumberTerm};
use crate::lexicon::{Context, Entry};
use crate::mentions::CueMatch;
use crate::text::{Symbol, WordClass};
use std::ops::Range;

/// What an expression says of an actor by its role, or else what it says of whom it is attached to.
pub(super) fn number_of(entry: &Entry<'_>, role: Option<Role>) -> f64 {
    match role {
        Some(Role::Agent) => entry.agent,
        Some(Role::Patient) => entry.patient,
        None => entry.polarity,
    }
}

/// What the rules make of a cue counts up to here: beyond it, a stronger cue is no surer reason.
const MOST_BY_RULES: f64 = 2.0;

/// A unit with its features, to learn from.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitFeatures {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Whether it is an expression of the lexicon.
    pub expression: bool,
    /// What the lexicon says of the actor by it.
    pub number: f64,
    /// What the grammar makes of what it adds.
    pub turn: Turn,
    /// Its features, each key once, by key.
    pub features: Vec<(Key, f64)>,
}

impl Surroundings<'_> {
    /// The units of the mention `at` with their features, and the features of the sentence.
    #[must_use]
    pub fn examples(&self, at: usize) -> (Vec<UnitFeatures>, Vec<Key>) {
        let Some(actor) = self.mentions.get(at).map(|mention| mention.actor) else {
            return Default::default();
        };
        let places = self.places(actor);
        let units = self.units(&places);
        let mut form = Vec::new();
        self.form(&places, actor, &units, &mut |key| form.push(key));
        let examples = units.iter().filter_map(|unit| {
            let standing = self.standing(unit, &places, actor, &mut Vec::new())?;
            let mut features: Vec<(Key, f64)> = Vec::new();
            self.features(unit, &standing, &mut |key, value| features.push((key, value)));
            features.sort_by_key(|feature| feature.0);
            let cue = unit.cue.and_then(|index| self.scene.cues.get(index));
            let number =
                cue.map_or(0.0, |cue| number_of(&self.scene.knowledge.entry(cue.entry), standing.role));
            let expression = unit.cue.is_some();
            let (turn, _) = self.turn(&unit.tokens, &places.targets);
            let turn = tied(turn, &standing, number);
            Some(UnitFeatures { tokens: unit.tokens.clone(), expression, number, turn, features })
        });
        (examples.collect(), form)
    }

    /// Gives the features of a unit, each with its value.
    fn features(&self, unit: &Unit, standing: &Standing, give: &mut impl FnMut(Key, f64)) {
        self.own_features(unit, standing, give);
        let (contexts, count) = self.contexts(unit, standing);
        for &context in contexts.iter().take(count) {
            for &relation in &standing.relations {
                give(Key::relation(context, relation), 1.0);
            }
        }
    }

    /// Gives the features of a unit that are no relations: its stem or phrase, and the numbers of the lexicon.
    pub(super) fn own_features(&self, unit: &Unit, standing: &Standing, give: &mut impl FnMut(Key, f64)) {
        let stem = self.stem(unit);
        if stem != Symbol::NONE {
            give(Key::word(Context::Word, stem), 1.0);
            if standing.negated {
                give(Key::word(Context::NegatedWord, stem), 1.0);
            }
        }
        let Some(cue) = unit.cue.and_then(|index| self.scene.cues.get(index)) else { return };
        let entry = self.scene.knowledge.entry(cue.entry);
        if unit.tokens.len() > 1 {
            give(Key::phrase(cue.entry), 1.0);
        }
        let (agent, patient) = if entry.has_roles() { (entry.agent, entry.patient) } else { (0.0, 0.0) };
        for (term, number) in [
            (NumberTerm::Role, number_of(&entry, standing.role)),
            (NumberTerm::Agent, agent),
            (NumberTerm::Patient, patient),
            (NumberTerm::Polarity, entry.polarity),
        ] {
            if number != 0.0 {
                give(Key::number(term, number > 0.0, standing.negated), number.abs());
            }
        }
        let by_rules = self.by_rules(cue, unit, standing);
        if by_rules != 0.0 {
            give(Key::number(NumberTerm::Rules, by_rules > 0.0, false), by_rules.abs().min(MOST_BY_RULES));
        }
    }

    /// What the rules make of a cue for the mention of the actor that it says most of.
    fn by_rules(&self, cue: &CueMatch, unit: &Unit, standing: &Standing) -> f64 {
        let roles = unit.cue.and_then(|index| self.roles.get(index)).map_or(&[][..], Vec::as_slice);
        let values = (0..self.mentions.len())
            .filter(|&at| self.mentions.get(at).is_some_and(|mention| mention.actor == standing.actor))
            .filter_map(|at| ruled(self, &WEIGHTS, cue, roles, at).map(|ruled| ruled.value));
        values.fold(0.0, |most: f64, value| if value.abs() > most.abs() { value } else { most })
    }

    /// The contexts in which the relations of a unit count, and their number.
    pub(super) fn contexts(&self, unit: &Unit, standing: &Standing) -> ([Context; 4], usize) {
        let mut contexts = [Context::Relation; 4];
        let Some(cue) = unit.cue.and_then(|index| self.scene.cues.get(index)) else {
            return (contexts, 1);
        };
        let entry = self.scene.knowledge.entry(cue.entry);
        let number = number_of(&entry, standing.role);
        contexts[1] = match (number > 0.0, number < 0.0, standing.negated) {
            (true, _, false) => Context::Favourable,
            (_, true, false) => Context::Critical,
            (true, _, true) => Context::NotFavourable,
            (_, true, true) => Context::NotCritical,
            _ => Context::Bystander,
        };
        let mut count = 2;
        if entry.has_roles() {
            for (number, good, bad) in [
                (entry.agent, Context::GoodAgent, Context::BadAgent),
                (entry.patient, Context::GoodPatient, Context::BadPatient),
            ] {
                if number != 0.0 {
                    contexts[count] = if number > 0.0 { good } else { bad };
                    count += 1;
                }
            }
        }
        (contexts, count)
    }

    fn is_quantity(&self, at: usize) -> bool {
        let inside = self.document.tokens.get(at).filter(|_| self.sentence.tokens.contains(&at));
        inside.is_some_and(|token| self.words.info(token).is(WordClass::Quantity))
    }

    /// Whether a quantity and a preposition stand before a mention: *shares in*, *profits at the*.
    fn is_behind_quantity(&self, mention: &Range<usize>) -> bool {
        let is = |at: usize, class: WordClass| {
            self.document.tokens.get(at).is_some_and(|token| self.words.info(token).is(class))
        };
        let Some(mut at) = mention.start.checked_sub(1) else { return false };
        if is(at, WordClass::Determiner) {
            at = at.saturating_sub(1);
        }
        let preposition = is(at, WordClass::Preposition) || is(at, WordClass::Of);
        preposition && at.checked_sub(1).is_some_and(|at| self.is_quantity(at))
    }

    /// Whether a quantity stands after a mention, at once or behind one word: *its pre-tax profits*.
    fn is_ahead_of_quantity(&self, mention: &Range<usize>) -> bool {
        let joined = |at: usize| self.document.tokens.get(at).is_some_and(|token| token.gap.joins());
        let (next, second) = (mention.end, mention.end + 1);
        self.is_quantity(next) && joined(next) || joined(next) && joined(second) && self.is_quantity(second)
    }

    /// Gives the features of the sentence around an actor.
    pub(super) fn form(&self, places: &Places, actor: usize, units: &[Unit], give: &mut impl FnMut(Key)) {
        let Some(first) = places.targets.iter().min_by_key(|target| target.start) else { return };
        let mut form = |term: FormTerm| give(Key::form(term));
        let tokens = &self.sentence.tokens;
        form(FormTerm::Names(places.others.len().min(4) as u16));
        form(FormTerm::Length((tokens.len() / 10).min(5) as u16));
        let quarter = first.start.saturating_sub(tokens.start) * 4 / tokens.len().max(1);
        form(FormTerm::Position(quarter.min(3) as u16));
        form(FormTerm::Mentions((places.targets.len() - 1).min(2) as u16));
        if let Some(mention) = self.mentions.iter().find(|mention| mention.tokens == *first) {
            form(FormTerm::Voice(mention.voice as u16));
            if mention.speaker == Some(actor) {
                form(FormTerm::Speaker);
            }
        }
        let of_quantity = self.is_behind_quantity(first);
        if of_quantity || self.is_ahead_of_quantity(first) {
            form(FormTerm::Quantity);
        }
        let (before, after) = self.around_mention(first, places);
        // Behind a quantity, a preposition says nothing of a place (shares in the company).
        if !of_quantity {
            form(FormTerm::Around(before, after));
        }
        let closed = |at: Option<usize>| {
            let token = self.document.tokens.get(at?)?;
            self.scene.knowledge.closed.number(self.words.info(token))
        };
        if let Some(word) = closed(self.before(first.start, places).1).filter(|_| !of_quantity) {
            form(FormTerm::Behind(word));
        }
        if let Some(word) = closed(self.after(first.end, places).1) {
            form(FormTerm::AheadOf(word));
        }
        let last = self.document.tokens.get(first.end.saturating_sub(1)).map(|token| self.words.info(token));
        if last.is_some_and(|info| info.is(WordClass::Demonym)) {
            form(FormTerm::Demonym(after));
        }
        if self.sentence.headline {
            form(FormTerm::Headline);
        }
        if units.iter().all(|unit| unit.cue.is_none()) {
            form(FormTerm::NoExpression);
        }
    }
}
