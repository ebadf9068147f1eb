//! Noun phrases: determiner, modifiers and head, and the place of each name in them.

use super::predicate::{Place, Slot};
use super::tag::Tag;
use super::tokens::SentenceTokens;
use crate::text::WordClass;
use std::ops::Range;

/// A noun phrase without what follows its head (prepositional phrases, relative clauses, appositions).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Its tokens, from the determiner to the head.
    pub tokens: Range<usize>,
    /// The token of its head; the last one, if the head is a name of several.
    pub head: usize,
}

/// The noun phrases of a sentence, in order, not overlapping.
pub(super) fn phrases(tokens: &SentenceTokens<'_>, tags: &[Tag]) -> Vec<Phrase> {
    let start = tokens.range.start;
    let tag = |at: usize| at.checked_sub(start).and_then(|at| tags.get(at)).copied();
    let mut phrases = Vec::new();
    let mut at = start;
    while at < tokens.range.end {
        let adverb = tag(at) == Some(Tag::Adverb)
            && tokens.joins(at + 1)
            && tag(at + 1) == Some(Tag::Nominal)
            && tokens.is(at, WordClass::Adverb)
            && !tokens.is(at, WordClass::Not);
        if !adverb && !tag(at).is_some_and(Tag::is_nominal) {
            at += 1;
            continue;
        }
        let first = at;
        at += 1;
        while at < tokens.range.end && continues(tokens, &tag, first, at) {
            at += 1;
        }
        phrases.push(Phrase { tokens: first..at, head: head(tokens, &tag, first..at) });
    }
    phrases
}

/// Whether token `at` continues the phrase that begins at `first`.
fn continues(
    tokens: &SentenceTokens<'_>,
    tag: &impl Fn(usize) -> Option<Tag>,
    first: usize,
    at: usize,
) -> bool {
    let owner = tokens.owner(at);
    if owner.is_some() && owner == tokens.owner(at - 1) {
        return true;
    }
    let joins = match tag(at - 1) {
        Some(Tag::Determiner) => tokens.joins_article(at),
        other => tokens.joins(at) && other != Some(Tag::Pronoun),
    };
    if !joins {
        return false;
    }
    match tag(at) {
        Some(Tag::Determiner) => only_opens(tokens, tag, first..at),
        // A subject pronoun that is a mention: "said on Friday he hoped".
        Some(Tag::Name) if tokens.is(at, WordClass::Subject) => false,
        // A possessive pronoun that is a mention opens a phrase like a determiner.
        Some(Tag::Name) if tokens.is(at, WordClass::Determiner) => only_opens(tokens, tag, first..at),
        // "These included what Quill called a plan": a question word opens a clause.
        Some(Tag::Nominal) if is_question_word(tokens, at) => false,
        Some(Tag::Name | Tag::Nominal) => true,
        // A deeply corrupt minister.
        Some(Tag::Adverb) => {
            let opened = matches!(tag(at - 1), Some(Tag::Determiner | Tag::Nominal | Tag::Adverb));
            opened && tokens.joins(at + 1) && tag(at + 1) == Some(Tag::Nominal)
        }
        _ => false,
    }
}

/// Whether a word opens a free relative clause or a question (what, how).
pub(super) fn is_question_word(tokens: &SentenceTokens<'_>, at: usize) -> bool {
    tokens.is(at, WordClass::Complementizer) && !tokens.is(at, WordClass::Subordinator)
}

/// Whether some tokens only open a phrase: *all the*, *such a*.
fn only_opens(
    tokens: &SentenceTokens<'_>,
    tag: &impl Fn(usize) -> Option<Tag>,
    mut range: Range<usize>,
) -> bool {
    range.all(|at| match tag(at) {
        Some(Tag::Determiner | Tag::Adverb) => true,
        Some(Tag::Nominal) => tokens.is(at, WordClass::Stop),
        _ => false,
    })
}

/// The head: the last token, but for function words after a name (*Northland itself*). Some nouns are stop words of news
/// (*spokesman, sources*).
fn head(tokens: &SentenceTokens<'_>, tag: &impl Fn(usize) -> Option<Tag>, range: Range<usize>) -> usize {
    let last = range.end.saturating_sub(1);
    let noun = |at: usize| {
        [WordClass::Title, WordClass::Speaking, WordClass::Reporting]
            .iter()
            .any(|class| tokens.is(at, *class))
    };
    let full = |at: &usize| tag(*at) != Some(Tag::Nominal) || !tokens.is(*at, WordClass::Stop) || noun(*at);
    match range.rev().find(full) {
        Some(at) if tag(at) == Some(Tag::Name) => at,
        _ => last,
    }
}

/// The place of a name whose first token in a phrase is given: head, possessor or modifier.
fn place(tokens: &SentenceTokens<'_>, phrase: &Phrase, name: usize, at: usize) -> Place {
    let own = tokens.names.get(name).cloned().unwrap_or(at..at + 1);
    if own.contains(&phrase.head) {
        Place::Head
    } else if tokens.is_possessive(own.end.saturating_sub(1)) {
        Place::Possessor
    } else {
        Place::Modifier
    }
}

/// The place of a name in a phrase; none if it is not there.
pub(super) fn place_in(tokens: &SentenceTokens<'_>, phrase: &Phrase, name: usize) -> Option<Place> {
    let at = phrase.tokens.clone().find(|at| tokens.owner(*at) == Some(name))?;
    Some(place(tokens, phrase, name, at))
}

/// The names in a phrase, each with its place.
pub(super) fn names_in(tokens: &SentenceTokens<'_>, phrase: &Phrase) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    for at in phrase.tokens.clone() {
        let Some(name) = tokens.owner(at) else { continue };
        if slots.last().is_some_and(|slot| slot.name == name) {
            continue;
        }
        slots.push(Slot { name, place: place(tokens, phrase, name, at) });
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::super::sample::{chunked, words};
    use super::*;

    /// The noun phrases of a text, each with its head.
    fn read(text: &str) -> Vec<(String, String)> {
        chunked(text, |chunks| {
            let phrases = chunks.phrases.iter();
            let shown = phrases.map(|phrase| {
                (words(chunks, &phrase.tokens), words(chunks, &(phrase.head..phrase.head + 1)))
            });
            shown.collect()
        })
    }

    #[test]
    fn a_phrase_reaches_from_its_determiner_to_its_head() {
        let found = read("The deeply corrupt minister of Northland left Ada Quill in such a mess.");
        let expected = [
            ("The deeply corrupt minister", "minister"),
            ("Northland", "Northland"),
            ("Ada Quill", "Quill"),
            ("such a mess", "mess"),
        ];
        assert_eq!(found, expected.map(|(phrase, head)| (phrase.to_owned(), head.to_owned())));
    }

    #[test]
    fn a_name_is_head_possessor_or_modifier() {
        let places = |text: &str| {
            chunked(text, |chunks| chunks.names_in(0).into_iter().map(|slot| slot.place).collect::<Vec<_>>())
        };
        assert_eq!(places("Minister Ada Quill left."), [Place::Head]);
        assert_eq!(places("Northland's Ada Quill left."), [Place::Possessor, Place::Head]);
        assert_eq!(places("Northland officials left."), [Place::Modifier]);
        assert_eq!(places("Northland itself left."), [Place::Head]);
    }

    #[test]
    fn the_place_of_one_name_is_that_among_all() {
        for text in [
            "Northland's Ada Quill and Southland troops met Norway, Ford and Trump.",
            "Northland officials of Southland and Norway's Northland left.",
            "A scandal left.",
        ] {
            chunked(text, |chunks| {
                for phrase in 0..chunks.phrases.len() {
                    let (inside, listed) = (chunks.names_in(phrase), chunks.slots_after(phrase));
                    let of = |slots: &[Slot], name: usize| {
                        slots.iter().find(|slot| slot.name == name).map(|slot| slot.place)
                    };
                    for name in 0..chunks.names().len() {
                        assert_eq!(chunks.place_in(phrase, name), of(&inside, name), "{text}");
                        assert_eq!(chunks.place_after(phrase, name), of(&listed, name), "{text}");
                    }
                }
            });
        }
    }
}
