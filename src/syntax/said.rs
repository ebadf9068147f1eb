//! What stands right beside a verb of speech: its subject behind it (*said Ada Quill*), and where its content begins.

use super::chunks::Chunks;
use super::frame::Filling;
use super::object::{direct_object, prepositions};
use super::predicate::{Place, Slot};
use super::report::{Opener, OpenerKind};
use super::segments::{Quoted, has_clause, is_clause};
use super::tag::Tag;
use super::verb_groups::VerbForm;
use crate::text::{Gap, WordClass};
use std::ops::Range;

/// Maximum number of phrases between a verb of speech and its content (told the paper on Monday that).
const MOST_BETWEEN: usize = 5;
/// Maximum number of tokens between a verb of speech and the colon before its quotation.
const MOST_BEFORE_COLON: usize = 16;

/// A subject behind its verb.
pub(super) struct Inversion {
    pub subject: Filling,
    /// The noun phrase, from the first of a list.
    pub phrase: Range<usize>,
    /// One past what belongs to the subject, up to the next comma.
    pub end: usize,
}

/// The subject behind a verb of speech, if it is there: after a quotation or clause that ends right before the verb,
/// unless another verb follows the phrase.
pub(super) fn inversion(chunks: &Chunks<'_>, opener: &Opener, quoted: Quoted<'_>) -> Option<Inversion> {
    let tokens = &chunks.tokens;
    let group = chunks.group_at(opener.verb).and_then(|group| chunks.groups.get(group));
    let start = group.map_or(opener.verb, |group| group.tokens.start);
    let before = chunks.previous(start)?;
    let after_quotation = quoted(before).is_some() && quoted(start) != quoted(before);
    if !after_quotation {
        let group = group?;
        // "…, warned Harbour Bank", but not "Quill, the minister, told the Harbour Post".
        let named = |phrase: usize| {
            chunks.is_named(phrase) && chunks.tag(chunks.extent(phrase).start) != Some(Tag::Determiner)
        };
        let warned = opener.kind == OpenerKind::Addressee
            && direct_object(chunks, opener.tokens.end.max(opener.verb + 1))
                .is_some_and(|phrase| named(phrase) && chunks.extent(phrase).end == chunks.tokens.range.end);
        let clause = (opener.kind == OpenerKind::Clause || warned)
            && group.form == VerbForm::Finite
            && tokens.has_comma(start)
            && (parenthetical(chunks, opener)
                || is_clause(chunks, &(tokens.range.start..start))
                || chunks.groups.iter().enumerate().any(|(at, other)| {
                    other.tokens.end <= before + 1
                        && other.form == VerbForm::Finite
                        && !chunks.is_bare(other)
                        && chunks.relative(at).is_none()
                }));
        if !clause {
            return None;
        }
    }
    let phrase = direct_object(chunks, opener.tokens.end.max(opener.verb + 1))?;
    let last = chunks.last_after(phrase);
    let next = chunks.over_adverbs(chunks.extent(last).end).and_then(|next| chunks.tag(next));
    if next.is_some_and(Tag::is_verbal) {
        return None;
    }
    if chunks.tag(chunks.extent(phrase).start) == Some(Tag::Pronoun) && !after_quotation {
        return None;
    }
    Some(behind(chunks, phrase, last, chunks.slots_after(phrase)))
}

/// Whether a verb with the phrase after it is between commas, and what is around them goes on: a verb (*The plan, says
/// Quill, is dead*), a relative clause, or a clause after a word that opens the sentence (*But, says Quill, it is*).
fn parenthetical(chunks: &Chunks<'_>, opener: &Opener) -> bool {
    let tokens = &chunks.tokens;
    let Some(phrase) = direct_object(chunks, opener.tokens.end.max(opener.verb + 1)) else { return false };
    let end = chunks.extent(phrase).end;
    let start = chunks.group_at(opener.verb).and_then(|group| chunks.groups.get(group));
    let start = start.map_or(opener.verb, |group| group.tokens.start);
    let opening = start == tokens.range.start + 1
        && matches!(chunks.tag(tokens.range.start), Some(Tag::Coordinator | Tag::Adverb));
    tokens.has_comma(end)
        && chunks.tag(end).is_some_and(|tag| {
            tag.is_verbal() || chunks.is_named(phrase) && (tag == Tag::Relative || opening)
        })
}

/// One past the apposition that begins after the comma at `at` (*, the head of research at Quill,*), if a comma ends it
/// and a clause follows.
pub(super) fn past_apposition(chunks: &Chunks<'_>, at: usize) -> Option<usize> {
    let sentence = chunks.tokens.range.end;
    chunks.phrase_at(at).filter(|_| chunks.tokens.has_comma(at))?;
    let end = (at + 1..sentence).find(|next| chunks.tokens.has_comma(*next))?;
    (!has_clause(chunks, &(at..end)) && has_clause(chunks, &(end..sentence))).then_some(end)
}

/// The subject that begins with `phrase` and whose list ends with `last`: its heads, or the name in apposition to it.
pub(super) fn behind(chunks: &Chunks<'_>, phrase: usize, last: usize, mut slots: Vec<Slot>) -> Inversion {
    slots.retain(|slot| matches!(slot.place, Place::Head | Place::List));
    let mut end = chunks.extent(last).end;
    for (_, next) in prepositions(chunks, end) {
        end = chunks.extent(next).end;
    }
    // "Said Chancellor of the Exchequer Ada Quill": an office without an article, and a name after what it governs.
    let own = chunks.extent(phrase);
    let office = chunks.tokens.is(own.end.saturating_sub(1), WordClass::Title)
        && chunks.tag(own.start) != Some(Tag::Determiner);
    if slots.is_empty()
        && office
        && let Some((_, next)) = prepositions(chunks, own.end).next()
        && chunks.extent(next).len() > 2
    {
        let head = chunks.names_in(next).into_iter().find(|slot| slot.place == Place::Head);
        let whole = head
            .and_then(|slot| chunks.names().get(slot.name))
            .is_some_and(|name| name.start > chunks.extent(next).start);
        slots.extend(head.filter(|_| whole).map(|slot| Slot { place: Place::Apposition, ..slot }));
    }
    if slots.is_empty()
        && let Some(next) = chunks.phrase_at(end).filter(|_| chunks.tokens.has_comma(end))
        && chunks.is_named(next)
        && !chunks.names_in(next).iter().any(|slot| slot.place == Place::Possessor)
        && chunks.closes(chunks.extent(next).end)
    {
        let head = chunks.names_in(next).into_iter().find(|slot| slot.place == Place::Head);
        slots.extend(head.map(|slot| Slot { place: Place::Apposition, ..slot }));
        end = chunks.extent(next).end;
    }
    // What follows without a comma is said of the subject, or tells when and where; a phrase begins a clause.
    let parted = |at: usize| chunks.tokens.gap(at).has(Gap::COMMA | Gap::QUOTE | Gap::BREAK);
    let opens = |at: usize| chunks.phrase_at(at).is_some_and(|phrase| chunks.governor(phrase).is_none());
    while end < chunks.tokens.range.end && !parted(end) && !opens(end) {
        end += 1;
    }
    let phrase_tokens = chunks.extent(phrase);
    Inversion {
        subject: Filling { phrase: Some(phrase), slots, relative: false },
        phrase: phrase_tokens,
        end,
    }
}

/// The first token of the content after a verb of speech whose group ends before `end`.
pub(super) fn complement(
    chunks: &Chunks<'_>,
    opener: &Opener,
    end: usize,
    passive: bool,
    quoted: Quoted<'_>,
) -> Option<usize> {
    let tokens = &chunks.tokens;
    let mut at = end;
    if let Some(quotation) = after_colon(chunks, end, quoted) {
        return Some(quotation);
    }
    let anything = opener.kind == OpenerKind::Anything || tokens.is(opener.verb, WordClass::Judging);
    let mut addressee = opener.kind == OpenerKind::Addressee && !passive;
    let mut passed = None;
    for _ in 0..MOST_BETWEEN {
        if at >= tokens.range.end {
            return None;
        }
        if quoted(at).is_some() && (at == tokens.range.start || quoted(at) != quoted(at - 1)) {
            return Some(at);
        }
        let gap = tokens.gap(at);
        if gap.has(Gap::BREAK) && !tokens.is_aside(at) {
            // "Writing in Nature, Ada Quill - and colleagues - told": the list goes on.
            return Some(at).filter(|at| chunks.tag(*at) != Some(Tag::Coordinator));
        }
        if gap.has(Gap::PARAGRAPH) || tokens.is_border(at) {
            return None;
        }
        let clause_conjunction = tokens.is(at, WordClass::Complementizer);
        if gap.has(Gap::COMMA) {
            // "said, in a letter, that"; "said on Monday, that".
            let next = (at..tokens.range.end).find(|next| *next > at && tokens.has_comma(*next));
            let that = |at: usize| {
                tokens.is(at, WordClass::Complementizer) && tokens.is(at, WordClass::Subordinator)
            };
            if that(at) {
                return Some(at + 1).filter(|at| *at < tokens.range.end);
            }
            let that =
                next.filter(|next| that(*next)).map(|next| next + 1).filter(|at| *at < tokens.range.end);
            // "Said in the north, the race was open": what precedes the comma is said, too.
            let clause = || {
                passed.filter(|_| {
                    chunks.phrase_at(at).is_some_and(|phrase| {
                        let end = chunks.extent(phrase).end;
                        chunks.over_adverbs(end).and_then(|next| chunks.tag(next)).is_some_and(Tag::is_verbal)
                    })
                })
            };
            // "Said, by noon, it had left".
            let aside = || {
                let phrase = chunks.phrase_at(next?)?;
                let begins = matches!(chunks.tag(at), Some(Tag::Preposition | Tag::Subordinator));
                let end = chunks.extent(phrase).end;
                let verb =
                    chunks.over_adverbs(end).and_then(|next| chunks.tag(next)).is_some_and(Tag::is_verbal);
                let plain = (at..next?).all(|at| !chunks.tag(at).is_some_and(Tag::is_verbal));
                (begins && verb && plain && passed.is_none()).then_some(next).flatten()
            };
            return that.or_else(clause).or_else(aside);
        }
        if clause_conjunction {
            // *That* belongs to neither side.
            let that = tokens.is(at, WordClass::Determiner) && tokens.is(at, WordClass::Subordinator);
            let skipped = that && !is_subject(chunks, at);
            return Some(if skipped { at + 1 } else { at }).filter(|at| *at < tokens.range.end);
        }
        match chunks.tag(at)? {
            Tag::Adverb => at += 1,
            Tag::To => return Some(at),
            Tag::Verb => return chunks.tokens.is(at, WordClass::Gerund).then_some(at),
            Tag::Preposition | Tag::Subordinator => {
                // "Accused of lying".
                if anything
                    && chunks.tokens.is(at + 1, WordClass::Gerund)
                    && chunks.tag(at + 1) == Some(Tag::Verb)
                {
                    return Some(at + 1);
                }
                let phrase = direct_object(chunks, at + 1)?;
                let governed = chunks.governor(phrase).is_some();
                if !governed {
                    return None;
                }
                // "Called for talks", "was rejected for it"; a place, time or agent is told by the outlet.
                // *Of* belongs to the noun before it ("despite the support of the rebels").
                let of_noun = passed.is_some() && tokens.is(at, WordClass::Of);
                let ground = (tokens.is(at, WordClass::Aimed) || tokens.is(at, WordClass::Role)) && !of_noun;
                if anything && ground {
                    return Some(at + 1);
                }
                let last = chunks.last_after(phrase);
                passed = passed.or(Some(at));
                at = chunks.extent(last).end;
            }
            tag if tag.is_nominal() => {
                let phrase = chunks.phrase_at(at)?;
                let extent = chunks.extent(phrase);
                let last = chunks.last_after(phrase);
                let end = chunks.extent(last).end;
                let verb = chunks.over_adverbs(end).and_then(|next| chunks.tag(next));
                let is_subject = verb.is_some_and(Tag::is_verbal);
                // "Told the BBC Ada Quill had left": the first of two names is told.
                if is_subject
                    && addressee
                    && let Some(first) =
                        chunks.names_in(phrase).first().and_then(|slot| chunks.names().get(slot.name))
                    && chunks.names_in(phrase).len() > 1
                    && !tokens.is_possessive(first.end.saturating_sub(1))
                {
                    return Some(first.end);
                }
                // "Told the BBC progress had been made": without an object nobody would be told.
                let told = tokens.is(opener.verb, WordClass::Telling)
                    && ![WordClass::Reporting, WordClass::Judging, WordClass::ChargesOf]
                        .into_iter()
                        .any(|class| tokens.is(opener.verb, class));
                if is_subject
                    && addressee
                    && told
                    && chunks.tag(extent.start) == Some(Tag::Determiner)
                    && let [slot] = chunks.names_in(phrase).as_slice()
                    && let Some(name) = chunks.names().get(slot.name)
                    && name.start == extent.start + 1
                    && name.end < extent.end
                    && !tokens.is_possessive(name.end.saturating_sub(1))
                {
                    return Some(name.end);
                }
                // "Told the radio Ada Quill had left".
                if is_subject
                    && addressee
                    && chunks.tag(extent.start) == Some(Tag::Determiner)
                    && let Some(name) =
                        tokens.owner(phrase_head(chunks, phrase)).and_then(|name| chunks.names().get(name))
                    && name.start > extent.start + 1
                {
                    return Some(name.start);
                }
                let time = tokens.is(extent.end.saturating_sub(1), WordClass::Calendar);
                // "Was announced ahead of the talks": no object follows a passive.
                if passive && opener.kind == OpenerKind::Clause && !is_subject {
                    return None;
                }
                if !is_subject && (addressee || time) {
                    addressee = false;
                    at = end;
                } else {
                    return Some(extent.start);
                }
            }
            _ => return None,
        }
    }
    None
}

/// The quotation after a colon, with no verb between: who is told, where and when is told by the outlet (*told the
/// Harbour Post's Ada Quill show on Monday: "…"*).
fn after_colon(chunks: &Chunks<'_>, end: usize, quoted: Quoted<'_>) -> Option<usize> {
    let tokens = &chunks.tokens;
    let opens = |at: &usize| quoted(*at).is_some() && quoted(*at) != quoted(at.wrapping_sub(1));
    let at = (end..tokens.range.end).take(MOST_BEFORE_COLON).find(opens)?;
    let plain = |at: usize| {
        quoted(at).is_none() && !chunks.tag(at).is_some_and(Tag::is_verbal) && !tokens.has_comma(at)
    };
    (tokens.gap(at).has(Gap::BREAK) && (end..at).all(plain)).then_some(at)
}

/// The head of a phrase.
fn phrase_head(chunks: &Chunks<'_>, phrase: usize) -> usize {
    chunks.phrase(phrase).map_or(0, |phrase| phrase.head)
}

/// Whether *that* is itself the subject (*said that was wrong*).
fn is_subject(chunks: &Chunks<'_>, at: usize) -> bool {
    let next = chunks.over_adverbs(at + 1).and_then(|next| chunks.tag(next));
    next.is_some_and(Tag::is_verbal)
}
