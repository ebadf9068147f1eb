//! Anaphora resolution: the actor that a pronoun, noun or office refers to.
//!
//! Searches the sentence up to the reference and the two sentences before it. Ambiguous references stay unresolved: a
//! missed reference costs less than a wrong one.

use super::context::{Anaphor, Discourse, SHARED_MEMORY};
use super::mention::{Found, FoundBy, Mention, Unlisted};
use super::nouns::noun;
use super::offices::office;
use super::pronouns::pronoun;
use crate::actors::Alias;
use crate::index::ReferenceKind;
use crate::text::Voice;
use crate::text::{Sentence, WordClass};

/// Resolves the references of a sentence that start at `places`, and adds them to its mentions, which start at index
/// `first`.
pub(super) fn resolve_references(
    discourse: &Discourse<'_, '_>,
    found: &mut Found,
    first: usize,
    index: usize,
    sentence: &Sentence,
    places: &[usize],
) {
    let mut end = sentence.tokens.start;
    for &at in places {
        if at < end {
            continue;
        }
        let info = discourse.info(at);
        if taken(found, first, at) {
            continue;
        }
        let word = |step: usize| {
            let token =
                discourse.document.tokens.get(at + step).filter(|_| at + step < sentence.tokens.end)?;
            token.gap.joins().then(|| discourse.words.info(token).lower)
        };
        let Some((number, reference)) = discourse.knowledge.references.at(info.lower, word) else { continue };
        let tokens = at..at + reference.words.len();
        let here = Anaphor { found, first, index, sentence, tokens: tokens.clone() };
        let resolved = match reference.kind {
            ReferenceKind::Pronoun => pronoun(discourse, &here, reference),
            ReferenceKind::Noun | ReferenceKind::Head => noun(discourse, &here, reference),
            ReferenceKind::Office => office(discourse, &here, number, reference),
        };
        let Some((actor, sure)) = resolved else { continue };
        end = tokens.end;
        // "the Commission" is then not an unlisted name.
        let from = found.unlisted.partition_point(|name| name.sentence < index);
        let overlaps = |name: &Unlisted| name.tokens.start < end && name.tokens.end > at;
        if let Some(own) = found.unlisted[from..].iter().position(overlaps) {
            found.unlisted.remove(from + own);
        }
        let place = found.mentions.partition_point(|m| (m.sentence, m.tokens.start) < (index, at));
        let found_by = match reference.kind {
            ReferenceKind::Pronoun => FoundBy::Pronoun,
            _ => FoundBy::Descriptor,
        };
        found.mentions.insert(
            place,
            Mention {
                actor,
                sentence: index,
                tokens,
                found_by,
                certainty: sure,
                voice: Voice::Narration,
                speaker: None,
                office: false,
            },
        );
    }
}

/// Resolves a descriptor shared by several actors: the alias of the one mentioned last.
pub(super) fn shared_descriptor<'k>(
    discourse: &Discourse<'_, '_>,
    found: &Found,
    at: usize,
    aliases: impl Iterator<Item = (u32, Alias<'k>)> + Clone,
) -> Option<(u32, Alias<'k>)> {
    let is_determiner = |at: usize| discourse.info(at).is(WordClass::Determiner);
    if !is_determiner(at) && !at.checked_sub(1).is_some_and(is_determiner) {
        return None;
    }
    found
        .mentions
        .iter()
        .rev()
        .take(SHARED_MEMORY)
        .find_map(|mention| aliases.clone().find(|(_, alias)| alias.actor == Some(mention.actor)))
}

fn taken(found: &Found, first: usize, at: usize) -> bool {
    found.named.get(at).copied().unwrap_or(false)
        || found.mentions[first..].iter().any(|mention| mention.tokens.contains(&at))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{ACTORS, LEXICON, knowledge, mentions, read};

    #[test]
    fn a_description_that_several_share_means_the_one_spoken_of() {
        let shared = "north|Northland|country|northern nation|descriptor|any\n\
                      south|Southland|country|northern nation|descriptor|any\n";
        let knowledge = knowledge(&format!("{ACTORS}{shared}"), LEXICON);
        let found = |text: &str| mentions(&knowledge, text, None);
        assert_eq!(
            found("Southland voted. The northern nation gathered."),
            ["south name: Southland", "south descriptor: northern nation"]
        );
        assert!(found("The northern nation gathered.").is_empty());
    }

    #[test]
    fn a_reference_is_less_certain_than_a_name_and_less_so_the_farther_it_reaches() {
        let knowledge = knowledge(ACTORS, LEXICON);
        let certainty = |text: &str| {
            read(&knowledge, text, None, |_, _, found| {
                found.mentions.iter().map(|m| m.certainty).collect::<Vec<_>>()
            })
        };
        let near = certainty("Ada Quill left because she won.");
        let far = certainty("Ada Quill left. She won.");
        assert_eq!((near.len(), far.len()), (2, 2));
        assert!(near[0] > near[1] && near[1] > far[1], "{near:?} {far:?}");
    }
}
