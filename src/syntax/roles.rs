//! Semantic roles: the agent and the patient of a verb, by word order and closed-class words.

use super::participants::Participant;
use super::scene::Scene;
use super::verb_groups::{VerbGroup, verb_group};
use crate::lexicon::Kind;
use crate::mentions::CueMatch;
use crate::text::{Document, Gap, WordClass, WordTable};

/// A semantic role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Who acts.
    Agent,
    /// Who is acted on.
    Patient,
}

/// Maximum number of tokens from a verb to its object.
const OBJECT_REACH: usize = 8;

/// The participants of a sentence that are agent and patient of `cue`, as indices into `mentions`, with those
/// coordinated with them by a comma or *and*.
#[must_use]
pub fn roles(scene: &Scene<'_>, cue: &CueMatch, mentions: &[Participant]) -> Vec<(usize, Role)> {
    let (document, words) = (scene.document, scene.words);
    let group = verb_group(document, words, scene.first, cue.tokens.start);
    let subject = subject(scene, cue, &group, mentions);
    let object = object(scene, cue, mentions);
    let is = |at: usize, class| document.tokens.get(at).is_some_and(|token| words.info(token).is(class));
    let by_agent = group.participle
        && object.is_some_and(|at| {
            let start = mentions[at].tokens.start;
            (cue.tokens.end..start).any(|token| is(token, WordClass::By))
        });
    let from_agent = object.is_some_and(|at| {
        mentions[at]
            .tokens
            .start
            .checked_sub(1)
            .and_then(|before| document.tokens.get(before))
            .is_some_and(|token| words.info(token).is(WordClass::From))
    });
    let passive = by_agent || group.passive;
    let mut found = Vec::new();
    let mut give = |mention: Option<usize>, role| {
        for at in mention.into_iter().flat_map(|at| joined(document, words, mentions, at)) {
            if !found.iter().any(|(other, _)| *other == at) {
                found.push((at, role));
            }
        }
    };
    if passive {
        give(subject, Role::Patient);
        give(object.filter(|_| by_agent), Role::Agent);
    } else {
        give(subject, Role::Agent);
        give(object, if from_agent { Role::Agent } else { Role::Patient });
    }
    found
}

/// The subject: the nearest mention before the verb in its clause that no preposition governs; after a relative pronoun
/// or a conjunction without a subject of its own, that of the clause before. A coordinated verb shares the subject of
/// the verb before (Spain defended Portugal and pledged to help).
fn subject(scene: &Scene<'_>, cue: &CueMatch, group: &VerbGroup, mentions: &[Participant]) -> Option<usize> {
    let (document, words) = (scene.document, scene.words);
    let clause = scene.clause(cue.tokens.start);
    if group.coordinated
        && let Some(before) = verb_before(scene, group, clause)
    {
        let its_group = verb_group(document, words, scene.first, before.tokens.start);
        if let Some(found) = subject(scene, before, &its_group, mentions) {
            return Some(found);
        }
    }
    let is = |at: usize, class| document.tokens.get(at).is_some_and(|token| words.info(token).is(class));
    let governed = |mention: &Participant| {
        mention
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|before| before >= scene.first && is(before, WordClass::Preposition))
    };
    let in_clause = |wanted: u16| {
        let inside = |m: &&(usize, &Participant)| {
            m.1.tokens.end <= cue.tokens.start && scene.clause(m.1.tokens.start) == wanted
        };
        let all: Vec<(usize, &Participant)> = mentions.iter().enumerate().collect();
        let free = all.iter().filter(inside).rfind(|(_, m)| !governed(m)).map(|(at, _)| *at);
        free.or_else(|| all.iter().rfind(inside).map(|(at, _)| *at))
    };
    if let Some(found) = in_clause(clause) {
        return Some(found);
    }
    let opening = (scene.first..cue.tokens.start).find(|at| scene.clause(*at) == clause)?;
    let leans = is(opening, WordClass::Relative)
        || is(opening, WordClass::Coordinator) && !is(opening + 1, WordClass::Subject);
    if leans { clause.checked_sub(1).and_then(in_clause) } else { None }
}

/// The last expression with roles before the group, in its clause or the one before.
fn verb_before<'a>(scene: &Scene<'a>, group: &VerbGroup, clause: u16) -> Option<&'a CueMatch> {
    scene.cues.iter().rfind(|other| {
        other.kind == Kind::Cue
            && other.tokens.end <= group.tokens.start
            && scene.clause(other.tokens.start) + 1 >= clause
            && scene.knowledge.entry(other.entry).has_roles()
    })
}

/// The object: the nearest mention after the verb within reach, in its clause.
fn object(scene: &Scene<'_>, cue: &CueMatch, mentions: &[Participant]) -> Option<usize> {
    let clause = scene.clause(cue.tokens.start);
    let at = mentions.iter().position(|m| m.tokens.start >= cue.tokens.end)?;
    let mention = mentions.get(at)?;
    let between = cue.tokens.end..mention.tokens.start;
    let near = between.len() <= OBJECT_REACH && scene.clause(mention.tokens.start) == clause;
    let broken = between.clone().any(|token| {
        let token = scene.document.tokens.get(token);
        token.is_some_and(|token| scene.words.info(token).is(WordClass::Subject))
    });
    (near && !broken).then_some(at)
}

/// A mention and those coordinated with it by *and* or a comma.
fn joined(document: &Document, words: &WordTable<'_>, mentions: &[Participant], at: usize) -> Vec<usize> {
    let joins =
        |left: &Participant, right: &Participant| match right.tokens.start.checked_sub(left.tokens.end) {
            Some(0) => document.tokens.get(right.tokens.start).is_some_and(|t| t.gap.has(Gap::COMMA)),
            // *And* coordinates two names as one subject or object; *but* contrasts them.
            Some(1) => document.tokens.get(left.tokens.end).is_some_and(|token| {
                words.info(token).is(WordClass::Additive)
                    && !token.gap.has(Gap::COMMA | Gap::BREAK | Gap::STOP)
            }),
            _ => false,
        };
    let mut all = vec![at];
    let mut left = at;
    while left > 0 && joins(&mentions[left - 1], &mentions[left]) {
        left -= 1;
        all.push(left);
    }
    let mut right = at;
    while right + 1 < mentions.len() && joins(&mentions[right], &mentions[right + 1]) {
        right += 1;
        all.push(right);
    }
    all
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
    fn names_that_nobody_lists_take_part() {
        expect("Carla Stone praised Northland.", &[("Carla Stone", Agent), ("Northland", Patient)]);
    }
}
