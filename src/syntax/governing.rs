//! The verb that governs a noun phrase: whose object, complement or subject it is.

use super::chunks::Chunks;
use super::object::objects;
use super::subject::subject;
use crate::text::WordClass;

/// How a phrase depends on a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// As its direct object, or the complement of a copula.
    Object,
    /// As the phrase after the direct object.
    Second,
    /// After a preposition.
    Preposition,
    /// As its subject.
    Subject,
}

/// The verb that governs a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Governing {
    /// Its verb group.
    pub group: usize,
    /// How the phrase depends on it.
    pub link: Link,
}

/// The verb that governs a phrase, or the phrase that it depends on.
pub(super) fn governing(chunks: &Chunks<'_>, phrase: usize) -> Option<Governing> {
    if let Some(known) = chunks.found.governing(phrase) {
        return known;
    }
    let found = look_for(chunks, phrase);
    chunks.found.keep_governing(phrase, found);
    found
}

fn look_for(chunks: &Chunks<'_>, phrase: usize) -> Option<Governing> {
    let members = chunks.list_before(phrase);
    let first = members.last().copied().unwrap_or(phrase);
    let start = chunks.extent(first).start;
    let before = chunks.groups.partition_point(|group| group.tokens.end <= start).checked_sub(1);
    let open = |group: &usize| {
        let group = chunks.groups.get(*group);
        group.is_some_and(|group| !chunks.tokens.is_parted(group.tokens.end.saturating_sub(1), start))
    };
    before.filter(open).and_then(|group| as_object(chunks, group, &members)).or_else(|| {
        let top = chunks.top(first);
        as_subject(chunks, top, phrase)
    })
}

fn as_object(chunks: &Chunks<'_>, group: usize, members: &[usize]) -> Option<Governing> {
    let objects = objects(chunks, group, chunks.groups.get(group)?.tokens.end);
    let (direct, second) = (objects.direct.filter(|_| !objects.gap), objects.second);
    let of = |phrase: Option<usize>| phrase.is_some_and(|phrase| members.contains(&phrase));
    if of(direct) {
        return Some(Governing { group, link: Link::Object });
    }
    if of(second) {
        return Some(Governing { group, link: Link::Second });
    }
    let mut prepositions = objects.prepositions.iter().copied();
    let (preposition, phrase) = prepositions.find(|(_, phrase)| members.contains(phrase))?;
    // "A wave of criticism" is governed as *wave*; in "accused Northland of fraud" *of* belongs to the verb.
    let parent = chunks.parent(phrase).filter(|parent| !chunks.is_named(*parent));
    let link = match parent.filter(|_| chunks.tokens.is(preposition, WordClass::Of)) {
        Some(parent) if Some(parent) == direct => Link::Object,
        Some(parent) if Some(parent) == second => Link::Second,
        _ => Link::Preposition,
    };
    Some(Governing { group, link })
}

fn as_subject(chunks: &Chunks<'_>, top: usize, phrase: usize) -> Option<Governing> {
    let end = chunks.extent(phrase).end;
    let first = chunks.groups.partition_point(|group| group.tokens.start < end);
    let is_subject = |group: &usize| {
        let Some(found) = subject(chunks, *group).phrase else { return false };
        found == top || found == phrase || chunks.list_before(found).contains(&top)
    };
    let open = |group: &usize| {
        let group = chunks.groups.get(*group);
        group.is_some_and(|group| !chunks.tokens.is_parted(end.saturating_sub(1), group.tokens.start))
    };
    let group = (first..chunks.groups.len()).take_while(open).find(is_subject)?;
    Some(Governing { group, link: Link::Subject })
}
