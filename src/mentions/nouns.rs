//! Definite nouns ("the bloc", "the commission") that refer to an actor of that kind mentioned before.

use super::candidates::{Antecedent, candidates};
use super::context::{Anaphor, Discourse, REACH};
use super::mention::{CueMatch, Mention, certainty};
use crate::index::{Reference, ReferenceKind};
use crate::lexicon::Kind;
use crate::text::{Gap, WordClass};

/// The antecedent of a definite noun, and its certainty.
pub(super) fn noun(
    discourse: &Discourse<'_, '_>,
    here: &Anaphor<'_>,
    reference: &Reference,
) -> Option<(usize, f64)> {
    if !is_definite(discourse, here) || !is_head(discourse, here) {
        return None;
    }
    let registry = &discourse.knowledge.registry;
    let is_called = |mention: &&Mention| {
        let actor = registry.find_actor(mention.actor);
        actor.is_some_and(|actor| {
            reference.actors.contains(&actor.kind)
                && actor
                    .name
                    .rsplit(' ')
                    .next()
                    .is_some_and(|last| last.eq_ignore_ascii_case(&reference.last))
        })
    };
    if let Some(mention) = here.before().iter().rev().find(is_called) {
        return Some((mention.actor, certainty::DESCRIPTOR));
    }
    if reference.kind == ReferenceKind::Head {
        return None;
    }
    for back in 0..=REACH {
        match candidates(discourse, here, reference, back).as_slice() {
            [] => {}
            [(_, Antecedent::Actor(actor))] => return Some((*actor, certainty::DESCRIPTOR)),
            _ => return None,
        }
    }
    None
}

/// Whether *the* precedes it.
pub(super) fn is_definite(discourse: &Discourse<'_, '_>, here: &Anaphor<'_>) -> bool {
    let Some(before) = here.tokens.start.checked_sub(1).filter(|at| *at >= here.sentence.tokens.start) else {
        return false;
    };
    let token = &discourse.document.tokens[before];
    discourse.document.tokens[here.tokens.start].gap.0 == Gap::SPACE
        && discourse.words.info(token).is(WordClass::Definite)
}

/// Whether it is the head of its phrase, not part of a longer one ("the party leader", "the president of").
pub(super) fn is_head(discourse: &Discourse<'_, '_>, here: &Anaphor<'_>) -> bool {
    let last = discourse.info(here.tokens.end - 1);
    if last.possessive {
        return true;
    }
    let Some(next) =
        discourse.document.tokens.get(here.tokens.end).filter(|_| here.tokens.end < here.sentence.tokens.end)
    else {
        return true;
    };
    if next.gap.0 != Gap::SPACE {
        return !next.gap.has(Gap::HYPHEN);
    }
    let info = discourse.words.info(next);
    if info.is(WordClass::Of) {
        // "Accused the company of fraud": not the company's, but the charge.
        let verb = here.tokens.start.checked_sub(2).filter(|at| *at >= here.sentence.tokens.start);
        return verb.is_some_and(|at| discourse.info(at).is(WordClass::ChargesOf));
    }
    if info.capital {
        return false;
    }
    let is_verb = |cue: &CueMatch| {
        cue.tokens.start == here.tokens.end
            && (cue.kind == Kind::Speech || discourse.knowledge.entry(cue.entry).has_roles())
    };
    info.is(WordClass::Stop)
        || info.is(WordClass::Past)
        || info.participle
        || info.is(WordClass::Inflected)
        || info.possessive
        || here.found.cues.iter().any(is_verb)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{ACTORS, LEXICON, knowledge, mentions};

    /// The resolved nouns of a text.
    fn nouns(text: &str) -> Vec<String> {
        let trade = "trade|Trade Commission|organisation|Trade Commission\n";
        let mut found = mentions(&knowledge(&format!("{ACTORS}{trade}"), LEXICON), text, None);
        found.retain(|mention| mention.contains(" descriptor: "));
        found
    }

    #[test]
    fn a_definite_noun_means_the_only_actor_that_is_such_a_thing() {
        let text = "The River Union met Northland. The bloc agreed.";
        assert_eq!(nouns(text), ["union descriptor: bloc"]);
        assert!(nouns("The River Union met Northland. A bloc agreed.").is_empty());
    }

    #[test]
    fn the_last_word_of_a_name_means_whoever_has_it() {
        let text = "The Trade Commission met the River Union. The commission agreed.";
        assert_eq!(nouns(text), ["trade descriptor: commission"]);
        assert!(nouns("The River Union met Northland. The commission agreed.").is_empty());
    }

    #[test]
    fn of_behind_a_verb_of_charging_is_not_part_of_the_phrase() {
        let text = "Northland met the River Union. Critics accused the bloc of waste.";
        assert_eq!(nouns(text), ["union descriptor: bloc"]);
        assert!(nouns("Northland met the River Union. Critics left the bloc of waste.").is_empty());
    }

    #[test]
    fn the_beginning_of_a_longer_phrase_means_nobody() {
        assert!(nouns("The River Union met Northland. The bloc budget passed.").is_empty());
    }
}
