//! Stretches of a sentence: what lies between full stops and semicolons, where a clause is and where the next begins.

use super::chunks::Chunks;
use super::report::{Opener, OpenerKind};
use super::subject::is_reduced;
use super::tag::Tag;
use super::verb_groups::VerbForm;
use crate::text::{Gap, WordClass};
use std::ops::Range;

/// Where tokens are between quotation marks: the index of the quotation of a token.
pub type Quoted<'q> = &'q dyn Fn(usize) -> Option<usize>;

/// Minimum number of tokens of a clause whose verb was not told as one.
const LEAST_CLAUSE: usize = 5;

/// Whether content begins with a noun phrase that no verb follows.
pub(super) fn is_object(chunks: &Chunks<'_>, at: usize) -> bool {
    let Some(phrase) = chunks.phrase_at(at) else { return false };
    let last = chunks.last_after(phrase);
    let next = chunks.over_adverbs(chunks.extent(last).end).and_then(|next| chunks.tag(next));
    !next.is_some_and(Tag::is_verbal)
}

/// Where a clause is coordinated with a verb whose content is an object: "announced a plan and left", "… and Quill left".
pub(super) fn next_clause(
    chunks: &Chunks<'_>,
    start: usize,
    end: usize,
    quoted: Quoted<'_>,
    opener: &Opener,
) -> Option<usize> {
    (start + 1..end).find(|at| {
        let verb = |at: usize| {
            chunks
                .group_at(at)
                .and_then(|group| chunks.groups.get(group))
                .is_some_and(|group| group.form == VerbForm::Finite)
        };
        if chunks.tag(*at) != Some(Tag::Coordinator) || quoted(*at).is_some() {
            return false;
        }
        let Some(next) = chunks.over_adverbs(at + 1) else { return false };
        // "Said the success of Northland and Southland showed": coordinated names are one subject.
        let named = |at: usize| chunks.tokens.owner(at).is_some() || chunks.tokens.has_comma(at);
        let clause = matches!(opener.kind, OpenerKind::Clause | OpenerKind::Addressee);
        if clause
            && !chunks.tokens.has_comma(*at)
            && named(at - 1)
            && chunks.phrase_at(next).is_some_and(|next| chunks.is_named(next))
        {
            return false;
        }
        let subject = chunks.phrase_at(next).map(|phrase| chunks.extent(phrase).end);
        verb(next) || subject.and_then(|end| chunks.over_adverbs(end)).is_some_and(verb)
    })
}

/// The end of content from `start` to `end` before a dash and what is said of it as a whole (he had stayed - *a step that
/// he announced later*): a noun phrase with a clause of its own, which the outlet tells.
pub(super) fn before_aside(chunks: &Chunks<'_>, start: usize, end: usize, quoted: Quoted<'_>) -> usize {
    let tokens = &chunks.tokens;
    let aside = |at: &usize| {
        let dash = tokens.gap(*at).0 == Gap::SPACE | Gap::BREAK && !tokens.is_aside(*at);
        let noun = dash && quoted(*at).is_none() && chunks.tag(*at) == Some(Tag::Determiner);
        let Some(phrase) = chunks.phrase_at(*at).filter(|_| noun) else { return false };
        let next = chunks.extent(phrase).end;
        let pronoun = tokens.is(next, WordClass::Subject) && !tokens.has_comma(next);
        (pronoun || chunks.tag(next) == Some(Tag::Relative)) && has_clause(chunks, &(start..*at))
    };
    (start + 1..end).find(aside).unwrap_or(end)
}

/// Whether a stretch has a finite verb outside relative clauses.
pub(super) fn has_clause(chunks: &Chunks<'_>, tokens: &Range<usize>) -> bool {
    chunks.groups.iter().enumerate().any(|(at, group)| {
        tokens.contains(&group.tokens.start)
            && group.form == VerbForm::Finite
            && !(chunks.is_bare(group) && is_reduced(chunks, at))
            && chunks.relative(at).is_none()
    })
}

/// Whether a stretch that ends in a comma is a clause: it has a finite verb, or begins with a noun phrase that no
/// preposition governs and is too long for a phrase, so that its verb was not told as one (both sides *hope* to agree).
pub(super) fn is_clause(chunks: &Chunks<'_>, tokens: &Range<usize>) -> bool {
    let subject = || {
        let phrase = chunks.phrase_at(tokens.start)?;
        let last = tokens.end.checked_sub(1)?;
        let phrase = chunks.extent(phrase);
        let time = chunks.tokens.is(phrase.end.checked_sub(1)?, WordClass::Calendar);
        let comma = (tokens.start + 1..=last).any(|at| chunks.tokens.has_comma(at));
        Some(!time && !comma && phrase.end < tokens.end && tokens.len() >= LEAST_CLAUSE)
    };
    has_clause(chunks, tokens) || subject().unwrap_or(false)
}

/// The first token of the stretch between semicolons that holds token `at`.
pub(super) fn start_of_segment(chunks: &Chunks<'_>, at: usize, quoted: Quoted<'_>) -> usize {
    let start = chunks.tokens.range.start;
    let found = (start + 1..=at).rev().find(|at| chunks.tokens.is_full_stop(*at) && quoted(*at).is_none());
    found.unwrap_or(start)
}

/// One past the last token of the stretch between semicolons that holds token `at`.
pub(super) fn end_of_segment(chunks: &Chunks<'_>, at: usize, quoted: Quoted<'_>) -> usize {
    let end = chunks.tokens.range.end;
    (at..end).find(|at| chunks.tokens.is_full_stop(*at) && quoted(*at).is_none()).unwrap_or(end)
}
