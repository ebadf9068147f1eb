//! How a unit stands to an actor: distance, side, clauses, prepositions, roles, quotation, negation.

use super::distance::distance;
use super::feature::{Places, Surroundings, Unit};
use super::roles::Role;
use crate::index::relation::{Between, Ending, Relation, Side, VerbRole, distance_step};
use crate::lexicon::Kind;
use crate::mentions::Mention;
use crate::syntax::{Attached, VerbForm, attachment, has_negated_governor, is_presupposed, verb_group};
use crate::text::{Gap, WordClass, WordInfo};
use std::ops::Range;

/// Tokens that a negator reaches, to the end of its clause.
const NEGATOR_REACH: usize = 4;

/// Places of an actor that are looked at for one that the grammar ties a unit to, so that a sentence of thousands takes
/// little time.
const PLACES_TRIED: usize = 3;

/// Relations of a unit for which there is room at once; hardly any has more.
const RELATIONS_MOSTLY: usize = 32;

/// How a unit stands to an actor.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Standing {
    pub relations: Vec<Relation>,
    pub distance: usize,
    pub negated: bool,
    pub hedged: bool,
    pub other_clause: bool,
    pub nearer_actor: bool,
    pub quoted_unit: bool,
    /// The role of the actor to the unit; none where others have the roles, or nobody.
    pub role: Option<Role>,
    /// The attachment to the place of the actor; none where that is no participant.
    pub attached: Option<Attached>,
    /// The actor.
    pub actor: usize,
}

/// What stands between a unit and the actor.
struct Gapped {
    side: Side,
    between: Range<usize>,
}

impl Surroundings<'_> {
    fn info(&self, at: usize) -> Option<&WordInfo> {
        self.document.tokens.get(at).map(|token| self.words.info(token))
    }

    fn is(&self, at: usize, class: WordClass) -> bool {
        self.info(at).is_some_and(|info| info.is(class))
    }

    fn is_quoted(&self, at: usize) -> bool {
        let token = self.document.tokens.get(at);
        token.is_some_and(|token| self.document.quotation_at(token.start as usize).is_some())
    }

    /// How a unit stands to the nearest place of an actor; none where it stands nowhere. The relations are written into
    /// `room`, which may be that of another unit.
    pub(super) fn standing(
        &self,
        unit: &Unit,
        places: &Places,
        actor: usize,
        room: &mut Vec<Relation>,
    ) -> Option<Standing> {
        // A pronoun within an expression (dragged its feet) is a part of it.
        let outside =
            places.targets.iter().filter(|at| at.end <= unit.tokens.start || at.start >= unit.tokens.end);
        let named = self.nearest(unit, outside)?;
        let relative = self.relative_pronoun(unit, named);
        let nearest = relative.as_ref().unwrap_or(named);
        let after = nearest.end <= unit.tokens.start;
        let gapped = Gapped {
            side: if after { Side::After } else { Side::Before },
            between: if after { nearest.end..unit.tokens.start } else { unit.tokens.end..nearest.start },
        };
        let side = gapped.side;
        let tokens = distance(&unit.tokens, nearest);
        let mut relations = std::mem::take(room);
        relations.clear();
        relations.reserve(RELATIONS_MOSTLY);
        relations.push(Relation::Distance(side, distance_step(tokens + 1)));
        self.between(&gapped, nearest, places, &mut relations);
        self.around(unit, places, side, &mut relations);
        let (before, after) = self.around_mention(nearest, places);
        relations.push(Relation::MentionFollows(side, before));
        relations.push(Relation::MentionPrecedes(side, after));
        let (_, next) = self.after(nearest.end, places);
        let word = next.and_then(|at| self.scene.knowledge.closed.number(self.info(at)?));
        relations.extend(word.map(|word| Relation::MentionPrecedesWord(side, word)));
        let last = self.info(nearest.end.saturating_sub(1));
        if last.is_some_and(|info| info.is(WordClass::Demonym)) {
            relations.push(Relation::Demonym);
        }
        relations.push(Relation::Path(side, self.path(&gapped.between, places)));
        let name = self.participants.iter().position(|somebody| somebody.tokens == *named);
        let attached = name.map(|name| attachment(self.chunks, &unit.tokens, name));
        if let Some(attached) = attached {
            let number = attached.attachment as u8;
            relations.push(Relation::Attached(number, attached.held_by_other));
            relations.push(Relation::AttachedOn(side, number, attached.held_by_other));
        }
        let clauses = self.scene.clause(unit.tokens.start).abs_diff(self.scene.clause(nearest.start));
        relations.push(Relation::Clauses(side, clauses.min(3)));
        let (quoted_unit, quoted) = (self.is_quoted(unit.tokens.start), self.is_quoted(nearest.start));
        relations.push(Relation::Quoted(side, quoted_unit, quoted));
        if self.info(nearest.end.saturating_sub(1)).is_some_and(|info| info.possessive) {
            relations.push(Relation::Possessed(side, (distance_step(tokens + 1) + 1).min(4)));
        }
        let other = places.others.iter().map(|other| distance(&unit.tokens, other)).min();
        let nearer_actor = other.is_some_and(|other| other < tokens);
        if other.is_some() {
            relations.push(if nearer_actor { Relation::OtherNearer } else { Relation::OthersFarther });
        }
        let mention = self.mentions.iter().find(|mention| mention.tokens == *named);
        match mention.and_then(|mention: &Mention| mention.speaker) {
            Some(speaker) if speaker == actor => relations.push(Relation::Speaks(side)),
            Some(_) => relations.push(Relation::OtherSpeaks(side)),
            None => {}
        }
        let role = self.role(unit, actor, &mut relations);
        let group = verb_group(self.document, self.words, self.sentence.tokens.start, unit.tokens.start);
        if group.passive {
            relations.push(Relation::Passive(side));
        }
        if group.form == VerbForm::Infinitive {
            relations.push(Relation::Infinitive(side));
        }
        let (negator, hedged) = self.modified(unit);
        let negated = negator || group.negated || has_negated_governor(self.chunks, &unit.tokens);
        if hedged {
            relations.push(Relation::Hedged);
        }
        if negated {
            relations.push(Relation::Negated);
        }
        Some(Standing {
            relations,
            distance: tokens,
            negated,
            hedged,
            other_clause: clauses > 0,
            nearer_actor,
            quoted_unit: quoted_unit && !quoted,
            role,
            attached,
            actor,
        })
    }

    /// The place of an actor that a unit is read with: of the nearest ones the first that the grammar ties it to, else the
    /// nearest (in *Northland was reckless, its envoy said* it is the subject, not *its*).
    fn nearest<'p>(
        &self,
        unit: &Unit,
        places: impl Iterator<Item = &'p Range<usize>>,
    ) -> Option<&'p Range<usize>> {
        let key = |place: &Range<usize>| (distance(&unit.tokens, place), place.start);
        // The nearest ones, the nearest first.
        let mut near: [Option<&Range<usize>>; PLACES_TRIED] = [None; PLACES_TRIED];
        for place in places {
            let mut new = Some(place);
            for slot in &mut near {
                let closer = match (new, *slot) {
                    (Some(new), Some(old)) => key(new) < key(old),
                    (new, old) => new.is_some() && old.is_none(),
                };
                if closer {
                    std::mem::swap(slot, &mut new);
                }
            }
        }
        let tied = |place: &&Range<usize>| {
            let name = self.participants.iter().position(|somebody| somebody.tokens == **place);
            let attached = name.map(|name| attachment(self.chunks, &unit.tokens, name));
            attached.is_some_and(|attached| attached.attachment.is_direct() && !attached.held_by_other)
        };
        let [first, second, _] = near;
        second.and_then(|_| near.into_iter().flatten().find(tied)).or(first)
    }

    /// The relative pronoun right behind a name, in the clause of the unit: for the unit the name stands there (in *Quill,
    /// who robbed the fund* she is beside *robbed*).
    fn relative_pronoun(&self, unit: &Unit, name: &Range<usize>) -> Option<Range<usize>> {
        let at = name.end;
        let behind = at < unit.tokens.start && self.is(at, WordClass::Relative);
        let near = self.document.tokens.get(at).is_some_and(|token| !token.gap.has(Gap::STOP | Gap::BREAK));
        let same = self.scene.clause(at) == self.scene.clause(unit.tokens.start);
        (behind && near && same).then_some(at..at + 1)
    }

    /// What stands between a unit and the actor, and before the actor.
    fn between(&self, gapped: &Gapped, nearest: &Range<usize>, places: &Places, into: &mut Vec<Relation>) {
        let Gapped { side, between } = gapped;
        let side = *side;
        let inside = |tokens: &Range<usize>| tokens.start >= between.start && tokens.end <= between.end;
        let names = places.others.iter().filter(|other| inside(other)).count();
        into.push(Relation::Names(side, names.min(2) as u16));
        let parted = |at: usize| {
            let token = self.document.tokens.get(at).filter(|_| at < self.sentence.tokens.end);
            token.is_some_and(|token| token.gap.has(Gap::COMMA | Gap::BREAK))
        };
        let commas = (between.start..between.end + 1).filter(|&at| parted(at)).count();
        into.push(Relation::Commas(side, commas.min(3) as u16));
        let beside = match side {
            Side::After => between.start,
            Side::Before => between.end.wrapping_sub(1),
        };
        let preposition = |at: usize| {
            let info = self.info(at).filter(|info| {
                info.is(WordClass::Preposition) || info.is(WordClass::By) || info.is(WordClass::Of)
            })?;
            self.scene.knowledge.closed.number(info)
        };
        for at in between.clone() {
            if let Some(word) = preposition(at) {
                let relation =
                    if at == beside { Relation::Beside(side, word) } else { Relation::Inside(side, word) };
                if !into.contains(&relation) {
                    into.push(relation);
                }
            }
        }
        let before = nearest.start.checked_sub(1).filter(|at| *at >= self.sentence.tokens.start);
        if let Some(word) = before.and_then(preposition) {
            into.push(Relation::Governs(side, word));
        }
        if between.clone().any(|at| self.is(at, WordClass::Be)) {
            into.push(Relation::Between(side, Between::Be));
        }
        for (kind, what) in [(Kind::Speech, Between::Speech), (Kind::Contrast, Between::Contrast)] {
            if self.scene.cues.iter().any(|cue| cue.kind == kind && inside(&cue.tokens)) {
                into.push(Relation::Between(side, what));
            }
        }
    }

    /// How a unit ends, and what stands beside it.
    fn around(&self, unit: &Unit, places: &Places, side: Side, into: &mut Vec<Relation>) {
        let last = unit.tokens.end - 1;
        let ending = [
            (WordClass::Participle, Ending::Participle),
            (WordClass::Gerund, Ending::Gerund),
            (WordClass::Adverb, Ending::Adverb),
            (WordClass::Inflected, Ending::Inflected),
        ];
        let ending = ending.into_iter().find(|(class, _)| self.is(last, *class));
        into.push(Relation::Ends(side, ending.map_or(Ending::Plain, |(_, ending)| ending)));
        let (follows, before) = self.before(unit.tokens.start, places);
        into.push(Relation::Follows(side, follows));
        let (precedes, after) = self.after(unit.tokens.end, places);
        into.push(Relation::Precedes(side, precedes));
        let closed = |at: Option<usize>| self.scene.knowledge.closed.number(self.info(at?)?);
        into.extend(closed(before).map(|word| Relation::FollowsWord(side, word)));
        into.extend(closed(after).map(|word| Relation::PrecedesWord(side, word)));
    }

    /// The role of the actor to an expression that has roles.
    fn role(&self, unit: &Unit, actor: usize, into: &mut Vec<Relation>) -> Option<Role> {
        let index = unit.cue?;
        let cue = self.scene.cues.get(index)?;
        if !self.scene.knowledge.entry(cue.entry).has_roles() {
            return None;
        }
        let roles = self.roles.get(index).map_or(&[][..], Vec::as_slice);
        let is_mine = |(at, _): &&(usize, Role)| {
            let mention = self.participants.get(*at).and_then(|participant| participant.mention);
            mention.and_then(|at| self.mentions.get(at)).is_some_and(|mention| mention.actor == actor)
        };
        let mine = roles.iter().find(is_mine).map(|(_, role)| *role);
        into.push(Relation::Role(match mine {
            Some(Role::Agent) => VerbRole::Agent,
            Some(Role::Patient) => VerbRole::Patient,
            None if roles.is_empty() => VerbRole::Nobody,
            None => VerbRole::Others,
        }));
        mine
    }

    /// Whether a negator and a hedge of its clause stand before a unit.
    fn modified(&self, unit: &Unit) -> (bool, bool) {
        let clause = self.scene.clause(unit.tokens.start);
        let (mut negated, mut hedged) = (false, false);
        for other in self.scene.cues {
            let before = other.tokens.end <= unit.tokens.start && other.tokens != unit.tokens;
            if !before || self.scene.clause(other.tokens.start) != clause {
                continue;
            }
            negated |= self.scene.is_negated_by(other, &unit.tokens, NEGATOR_REACH)
                && (unit.tokens.start - other.tokens.end < NEGATOR_REACH
                    || !is_presupposed(self.chunks, &unit.tokens));
            hedged |= other.kind == Kind::Hedge;
        }
        (negated, hedged)
    }
}

#[cfg(test)]
mod tests {
    use super::super::score::surroundings;
    use super::*;
    use crate::index::relation::relations;
    use crate::mentions::sample::{ACTORS, LEXICON, knowledge, read};

    /// How the unit with those words stands to the first mention of an actor, by the names of the relations.
    fn stands(text: &str, actor: &str, unit: &str) -> Vec<String> {
        let knowledge = knowledge(ACTORS, LEXICON);
        let names = relations(&knowledge.closed);
        read(&knowledge, text, None, |document, words, found| {
            let mut all = Vec::new();
            surroundings(document, words, found, &knowledge, &mut |place, _| {
                let mention = place.mentions.iter().find(|m| knowledge.registry.actor(m.actor).id == actor);
                let Some(mention) = mention else { return };
                let places = place.places(mention.actor);
                let of_text = |unit: &Unit| &document.text[document.span(&unit.tokens)];
                let units = place.units(&places);
                let Some(unit) = units.iter().find(|there| of_text(there) == unit) else { return };
                let standing = place.standing(unit, &places, mention.actor, &mut Vec::new()).unwrap();
                let name = |relation: &Relation| {
                    names.iter().find(|(other, _)| other == relation).map(|(_, name)| name.clone())
                };
                all = standing.relations.iter().map(|relation| name(relation).unwrap()).collect();
            });
            all
        })
    }

    #[track_caller]
    fn holds(text: &str, actor: &str, unit: &str, expected: &[&str]) {
        let found = stands(text, actor, unit);
        for name in expected {
            assert!(found.iter().any(|there| there == name), "{name} is not in {found:?}");
        }
    }

    #[test]
    fn the_agent_of_a_passive_and_its_subject_are_told_apart() {
        let text = "Northland was praised by Southland.";
        holds(
            text,
            "north",
            "praised",
            &["attached as passive_subject", "role: patient", "after, path be end end"],
        );
        holds(text, "south", "praised", &["attached as by_agent", "role: agent", "before, path by end end"]);
    }

    #[test]
    fn negation_distance_and_other_names_are_relations() {
        holds(
            "Northland is not great.",
            "north",
            "great",
            &["negated", "attached as complement", "after, 3-4 tokens"],
        );
        holds(
            "Northland met Ada Quill, who was great.",
            "north",
            "great",
            &["another name is nearer", "after, 1 names between"],
        );
    }

    #[test]
    fn what_stands_around_the_mention_is_a_relation() {
        holds("Northlander crowds saw bad days.", "north", "bad", &["after, MENTION behind edge"]);
        holds(
            "Crowds in Northland saw bad days.",
            "north",
            "bad",
            &["after, MENTION behind preposition", "after, in MENTION"],
        );
    }
}
