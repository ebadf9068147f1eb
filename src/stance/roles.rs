//! Semantic roles: the agent and the patient of an expression, from the subject and object that syntax finds.

use super::participants::Participant;
use super::scene::Scene;
use crate::lexicon::Kind;
use crate::mentions::CueMatch;
use crate::syntax::{Chunks, KnownVerb, Place, Predicate, PredicateKind, Slot, predicate};
use crate::text::WordClass;
use std::ops::Range;

/// A semantic role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Who acts.
    Agent,
    /// Who is acted on.
    Patient,
}

/// Maximum number of tokens from a verb to an object that syntax does not find.
const OBJECT_REACH: usize = 8;

/// The participants of a sentence that are agent and patient of `cue`, as indices into `mentions`.
#[must_use]
pub fn roles(scene: &Scene<'_>, cue: &CueMatch, mentions: &[Participant]) -> Vec<(usize, Role)> {
    let Some(sentence) = scene.document.sentences.get(cue.sentence) else { return Vec::new() };
    let names: Vec<Range<usize>> = mentions.iter().map(|mention| mention.tokens.clone()).collect();
    let verbs = known_verbs(scene);
    let chunks = Chunks::new(scene.document, scene.words, sentence, scene.clauses, &names, &verbs);
    roles_in(scene, &chunks, cue, mentions)
}

/// The expressions of a sentence that have roles or report speech: its known verbs.
#[must_use]
pub fn known_verbs(scene: &Scene<'_>) -> Vec<KnownVerb> {
    let verb = |cue: &CueMatch| {
        let plain = KnownVerb::plain(cue.tokens.start);
        match cue.kind {
            Kind::Speech => Some(plain),
            Kind::Cue => {
                let entry = scene.knowledge.entry(cue.entry);
                let undergone = entry.agent.abs() < entry.patient.abs();
                entry.has_roles().then_some(KnownVerb { alone: cue.tokens.len() == 1, undergone, ..plain })
            }
            _ => None,
        }
    };
    let mut verbs: Vec<KnownVerb> = scene.cues.iter().filter_map(verb).collect();
    // An expression of speech that is a cue besides.
    verbs.dedup_by(|later, verb| {
        let same = later.at == verb.at;
        verb.alone |= same && later.alone;
        verb.undergone |= same && later.undergone;
        same
    });
    verbs
}

/// [`roles()`] in a sentence that is chunked already, with the names of `mentions`.
#[must_use]
pub fn roles_in(
    scene: &Scene<'_>,
    chunks: &Chunks<'_>,
    cue: &CueMatch,
    mentions: &[Participant],
) -> Vec<(usize, Role)> {
    let predicate = predicate(chunks, &cue.tokens);
    let (subject, object) = (closest(&predicate.subject), first_object(&predicate));
    let mut found: Vec<(usize, Role)> = Vec::new();
    let mut give = |names: Vec<usize>, role: Role| {
        for name in names {
            if !found.iter().any(|(other, _)| *other == name) {
                found.push((name, role));
            }
        }
    };
    let is_event = predicate.kind != PredicateKind::Verb;
    let is_known = !subject.is_empty() || is_event && !object.is_empty();
    let subject = if is_known || predicate.subject_phrase.is_some() {
        subject
    } else {
        nearest_before(scene, cue, mentions).into_iter().collect()
    };
    if predicate.passive {
        give(subject, Role::Patient);
        let agents = predicate.object.iter().filter(|slot| slot.place == Place::By);
        give(agents.map(|slot| slot.name).collect(), Role::Agent);
        return found;
    }
    let object = if object.is_empty() && (!is_event || predicate.subject.is_empty()) {
        nearest_after(scene, cue, mentions).into_iter().collect()
    } else {
        object
    };
    // Northland heard praise from Southland.
    let from = |name: &usize| {
        let before = mentions.get(*name).and_then(|mention| mention.tokens.start.checked_sub(1));
        let token = before.and_then(|before| scene.document.tokens.get(before));
        token.is_some_and(|token| scene.words.info(token).is(WordClass::From))
    };
    let role = if object.first().is_some_and(from) { Role::Agent } else { Role::Patient };
    give(subject, Role::Agent);
    give(object, role);
    found
}

/// The names of a subject: its heads if any is a name, else those that modify or possess it or depend on it.
fn closest(slots: &[Slot]) -> Vec<usize> {
    let is_head =
        |slot: &&Slot| matches!(slot.place, Place::Head | Place::List | Place::Apposition | Place::Gap);
    let heads: Vec<usize> = slots.iter().filter(is_head).map(|slot| slot.name).collect();
    if heads.is_empty() { slots.iter().map(|slot| slot.name).collect() } else { heads }
}

/// The names of the first object: of several, those coordinated with it.
fn first_object(predicate: &Predicate) -> Vec<usize> {
    let Some(first) = predicate.object.first() else { return Vec::new() };
    let same = predicate.object.iter().take_while(|slot| slot.place == first.place);
    same.map(|slot| slot.name).collect()
}

/// The nearest name before an expression, in its clause.
fn nearest_before(scene: &Scene<'_>, cue: &CueMatch, mentions: &[Participant]) -> Option<usize> {
    let clause = scene.clause(cue.tokens.start);
    let before = |m: &Participant| m.tokens.end <= cue.tokens.start && scene.clause(m.tokens.start) == clause;
    mentions.iter().rposition(before)
}

/// The nearest name after an expression, within reach and in its clause.
fn nearest_after(scene: &Scene<'_>, cue: &CueMatch, mentions: &[Participant]) -> Option<usize> {
    let clause = scene.clause(cue.tokens.start);
    let at = mentions.iter().position(|m| m.tokens.start >= cue.tokens.end)?;
    let mention = mentions.get(at)?;
    let mut between = cue.tokens.end..mention.tokens.start;
    let near = between.len() <= OBJECT_REACH && scene.clause(mention.tokens.start) == clause;
    let broken = between.any(|token| {
        let token = scene.document.tokens.get(token);
        token.is_some_and(|token| scene.words.info(token).is(WordClass::Subject))
    });
    (near && !broken).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::super::participants::participants;
    use super::Role::{Agent, Patient};
    use super::*;
    use crate::mentions::sample::{ACTORS, LEXICON, knowledge, read};
    use crate::text::clauses;

    /// The roles of participants to the last verb of a sentence.
    fn who(text: &str) -> Vec<(String, Role)> {
        let knowledge = knowledge(ACTORS, LEXICON);
        read(&knowledge, text, None, |document, words, found| {
            let sentence = &document.sentences[0];
            let clauses = clauses(document, sentence, words);
            let (first, cues) = (sentence.tokens.start, found.cues.as_slice());
            let scene = Scene { document, words, first, clauses: &clauses, cues, knowledge: &knowledge };
            let everybody = participants(&found.mentions, &found.unlisted);
            let verb = cues.iter().rfind(|cue| cue.kind == Kind::Cue).unwrap();
            let name = |at: usize| document.text[document.span(&everybody[at].tokens)].to_owned();
            roles(&scene, verb, &everybody).into_iter().map(|(at, role)| (name(at), role)).collect()
        })
    }

    fn expect(text: &str, expected: &[(&str, Role)]) {
        let expected: Vec<(String, Role)> =
            expected.iter().map(|(name, role)| ((*name).to_owned(), *role)).collect();
        assert_eq!(who(text), expected, "{text}");
    }

    #[test]
    fn the_subject_is_the_agent_and_in_the_passive_the_patient() {
        expect("Northland praised Southland.", &[("Northland", Agent), ("Southland", Patient)]);
        expect("Northland was praised by Southland.", &[("Northland", Patient), ("Southland", Agent)]);
    }

    #[test]
    fn names_that_and_joins_have_the_same_role() {
        expect(
            "Northland and Southland praised Ada Quill.",
            &[("Southland", Agent), ("Northland", Agent), ("Ada Quill", Patient)],
        );
    }

    #[test]
    fn what_a_preposition_governs_is_no_subject() {
        expect(
            "Northland, in talks with Southland, praised Ada Quill.",
            &[("Northland", Agent), ("Ada Quill", Patient)],
        );
    }

    #[test]
    fn a_relative_clause_has_the_subject_before_it() {
        expect("Northland, which praised Southland, left.", &[("Northland", Agent), ("Southland", Patient)]);
    }

    #[test]
    fn a_verb_that_and_ties_to_one_before_shares_its_subject() {
        expect(
            "Northland defended Ada Quill and praised Southland.",
            &[("Northland", Agent), ("Southland", Patient)],
        );
    }

    #[test]
    fn a_participle_with_by_is_passive_and_has_the_name_before_it_as_patient() {
        let first = who("A plan by Northland praised by Southland failed.");
        assert_eq!(first, [("Northland".to_owned(), Patient), ("Southland".to_owned(), Agent)]);
        expect(
            "Northland, praised by Southland, sold cars.",
            &[("Northland", Patient), ("Southland", Agent)],
        );
    }

    #[test]
    fn names_that_nobody_lists_take_part() {
        expect("Carla Stone praised Northland.", &[("Carla Stone", Agent), ("Northland", Patient)]);
    }
}
