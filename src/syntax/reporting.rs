//! Who says what in a sentence: the subject of each verb of speech, and the extent of its content.
//!
//! Content is after the verb, or before it where a clause or quotation ends in a comma before the subject, or on both
//! sides. It ends with the sentence, at a semicolon, or where the next verb of speech beside it begins.

use super::chunks::Chunks;
use super::frame::Filling;
use super::object::{direct_object, objects, slots};
use super::phrase::is_question_word;
use super::predicate::{Place, Slot};
use super::predication::frame;
use super::report::{Opener, OpenerKind, Report, Side};
use super::said::{Inversion, complement, inversion, past_apposition};
use super::segments::{
    Quoted, before_aside, end_of_segment, has_clause, is_clause, is_object, next_clause, start_of_segment,
};
use super::subject::is_reduced;
use super::tag::Tag;
use super::unsaid::{
    is_asked, is_attribute, is_first_person, is_unsaid, modifies_noun, past_possessor, says_nothing,
};
use super::verb_groups::VerbForm;
use crate::text::WordClass;
use std::ops::Range;

/// An opener with what is around it.
struct Clause {
    opener: Opener,
    group: Option<usize>,
    /// Where its clause begins: at the subject, the conjunction before it, or the verb.
    begin: usize,
    /// One past the verb with its adverbs, or past the inverted subject.
    end: usize,
    subject: Filling,
    phrase: Option<Range<usize>>,
    inverted: bool,
    /// Whether the subject is that of another verb.
    shares: bool,
    /// Opened by a subordinating conjunction or relative pronoun, so that it ends at a comma.
    subordinate: bool,
    passive: bool,
    /// The first token of the content after it.
    complement: Option<usize>,
}

/// The reports of a sentence, in the order of `openers`, which are in the order of the text.
#[must_use]
pub fn reports(chunks: &Chunks<'_>, openers: &[Opener], quoted: Quoted<'_>) -> Vec<Report> {
    let clauses: Vec<Clause> = openers.iter().filter_map(|opener| clause(chunks, opener, quoted)).collect();
    (0..clauses.len()).filter_map(|at| report(chunks, &clauses, at, quoted)).collect()
}

fn clause(chunks: &Chunks<'_>, opener: &Opener, quoted: Quoted<'_>) -> Option<Clause> {
    if opener.kind == OpenerKind::According {
        return according(chunks, opener);
    }
    let inverted = inversion(chunks, opener, quoted);
    let verb = |at: &usize| chunks.tag(*at) == Some(Tag::Verb) && chunks.group_at(*at).is_some();
    let group = chunks.group_at(opener.verb).or_else(|| chunks.group_at(opener.tokens.clone().find(verb)?));
    let Some(group) = group else {
        // A word that is a noun elsewhere (claims, reports) is a verb beside a quotation only.
        return inverted.map(|inverted| behind(opener, None, opener.verb, inverted));
    };
    let own = chunks.groups.get(group)?;
    if let Some(inverted) = inverted {
        return Some(behind(opener, Some(group), own.tokens.start, inverted));
    }
    let frame = frame(chunks, group, opener.tokens.end);
    let subject = Filling::clone(&frame.subject);
    // "Quill accused of lying", in a headline: somebody accuses her.
    let next = opener.tokens.end.max(own.tokens.end);
    let accused = chunks.tokens.headline
        && chunks.is_bare(own)
        && opener.kind == OpenerKind::Anything
        && chunks.tokens.is(next, WordClass::Of);
    let passive = frame.passive || accused;
    let start = own.tokens.start;
    let mut subject = last_member(chunks, subject, start);
    let phrase = subject.phrase.map(|phrase| chunks.extent(phrase));
    let names = subject.slots.iter().filter_map(|slot| chunks.names().get(slot.name));
    let first = names.map(|name| name.start).chain(phrase.iter().map(|phrase| phrase.start)).min();
    let shares = own.form != VerbForm::Finite
        || own.coordinated
        || first.is_none()
        || subject.slots.iter().any(|slot| slot.place == Place::Gap)
        || is_far(chunks, group, first);
    let mut begin = if shares { start } else { first.unwrap_or(start) };
    let mut subordinate = false;
    if let Some(relative) = chunks.relative(group) {
        begin = relative;
        subordinate = true;
    } else if let Some(before) = chunks.previous(begin).filter(|_| chunks.tokens.is_near(begin)) {
        match chunks.tag(before) {
            Some(Tag::Subordinator) if !chunks.tokens.is(before, WordClass::Complementizer) => {
                begin = before;
                subordinate = true;
            }
            Some(Tag::Coordinator) if shares => begin = before,
            _ => {}
        }
    }
    // "…," Ada Quill, a member of the council said.
    let headless = !subject.slots.iter().any(|slot| is_head(slot.place));
    let apposed = head_of_apposition(chunks, begin, quoted).filter(|_| headless);
    let is_apposed = apposed.is_some();
    if let Some((start, slots)) = apposed {
        begin = start;
        subject.slots.extend(slots);
    }
    // "Asked about it, Quill smiled"; "a meeting called in Oslo": a participle without a subject opens nothing.
    let opening = start == chunks.tokens.range.start || chunks.tokens.is_full_stop(start);
    let first_comma = chunks.tokens.has_comma(start) && is_reduced(chunks, group);
    let modifies = || opening || first_comma || is_attribute(chunks, group, &phrase);
    if chunks.is_bare(own) && !is_apposed && modifies() {
        return None;
    }
    // "A venture, called Harbour": a participle that names the noun before it.
    let named = subject.slots.iter().any(|slot| is_head(slot.place));
    let judging = opener.kind == OpenerKind::Anything;
    let pronoun = is_pronoun(chunks, phrase.as_ref());
    if judging && chunks.is_bare(own) && !named && !pronoun && modifies_noun(chunks, start) {
        return None;
    }
    // "Announcing the plan, Quill smiled"; "what Quill called a plan".
    let asks = |at: usize| {
        chunks.previous(at).is_some_and(|before| is_question_word(&chunks.tokens, before))
            || is_question_word(&chunks.tokens, at) && at < start
    };
    let free = asks(begin) || first.is_some_and(asks);
    if free && complement(chunks, opener, opener.tokens.end.max(own.tokens.end), false, quoted).is_none() {
        return None;
    }
    let end = opener.tokens.end.max(own.tokens.end);
    let found = complement(chunks, opener, end, passive, quoted);
    let plain = found.is_none_or(|at| quoted(at).is_none());
    if plain
        && (says_nothing(chunks, opener, (group, passive), found)
            || is_unsaid(chunks, opener, begin, found)
            || passive && is_asked(chunks, opener, end, found)
            || is_first_person(chunks, phrase.as_ref()))
    {
        return None;
    }
    // "Is expected to announce a plan" announces none yet.
    if own.form == VerbForm::Infinitive
        && found.is_some_and(|at| quoted(at).is_none() && is_object(chunks, at))
    {
        return None;
    }
    subordinate |= free || opening && own.form == VerbForm::Gerund;
    Some(Clause {
        complement: found,
        opener: opener.clone(),
        group: Some(group),
        begin,
        end,
        subject,
        phrase,
        inverted: false,
        shares,
        subordinate,
        passive,
    })
}

/// A subject without what a comma parts from its last member: in "…Amazon, Google said" no list ends in *Google*.
fn last_member(chunks: &Chunks<'_>, subject: Filling, verb: usize) -> Filling {
    let last = chunks.back_over_adverbs(verb).and_then(|before| chunks.phrase_at(before));
    let Some(last) = last.filter(|last| subject.slots.len() > 1 && chunks.is_named(*last)) else {
        return subject;
    };
    if !chunks.tokens.has_comma(chunks.extent(last).start) {
        return subject;
    }
    Filling { phrase: Some(last), slots: chunks.names_in(last), relative: subject.relative }
}

/// The name that an apposition before `begin` belongs to, right behind a quotation: where it begins, and its heads.
fn head_of_apposition(chunks: &Chunks<'_>, begin: usize, quoted: Quoted<'_>) -> Option<(usize, Vec<Slot>)> {
    let start = chunks.tokens.range.start;
    let at = (start + 1..begin).rev().find(|at| quoted(*at).is_none() && quoted(at - 1).is_some())?;
    let name = chunks.phrase_at(at).filter(|name| chunks.is_named(*name))?;
    let apposed = chunks.extent(name).end == begin && chunks.tokens.has_comma(begin);
    let heads = chunks.names_in(name).into_iter().filter(|slot| is_head(slot.place));
    apposed.then(|| (at, heads.collect()))
}

/// Whether another finite verb is between the subject and the verb, so that the subject is shared with that.
fn is_far(chunks: &Chunks<'_>, group: usize, first: Option<usize>) -> bool {
    let Some(first) = first else { return true };
    let before = chunks.groups.iter().enumerate().take(group).rev();
    let mut between = before.take_while(|(_, other)| other.tokens.start >= first);
    between.any(|(at, other)| {
        other.form == VerbForm::Finite && !chunks.is_bare(other) && chunks.relative(at).is_none()
    })
}

fn behind(opener: &Opener, group: Option<usize>, begin: usize, inverted: Inversion) -> Clause {
    Clause {
        opener: opener.clone(),
        group,
        begin,
        end: inverted.end,
        phrase: Some(inverted.phrase),
        subject: inverted.subject,
        inverted: true,
        shares: false,
        subordinate: false,
        passive: false,
        complement: None,
    }
}

/// *According to* with the phrase after it.
fn according(chunks: &Chunks<'_>, opener: &Opener) -> Option<Clause> {
    let phrase = direct_object(chunks, opener.tokens.end)?;
    let last = chunks.last_after(phrase);
    let mut found = slots(chunks, &objects(chunks, usize::MAX, opener.tokens.end), false);
    found.retain(|slot| matches!(slot.place, Place::Head | Place::List));
    let extent = chunks.extent(phrase);
    let inverted = super::said::behind(chunks, phrase, last, found);
    Some(Clause { phrase: Some(extent), ..behind(opener, None, opener.tokens.start, inverted) })
}

fn report(chunks: &Chunks<'_>, clauses: &[Clause], at: usize, quoted: Quoted<'_>) -> Option<Report> {
    let own = clauses.get(at)?;
    let (side, content) = extent(chunks, clauses, at, quoted);
    // "Said it would, adding that", "… and promised to": the speaker of the verb before.
    let joined = own.shares && !own.passive && !own.subordinate && is_beside(chunks, own, quoted);
    let source =
        at.checked_sub(1).and_then(|before| clauses.get(before)).filter(|before| joined && !before.passive);
    let source = source.unwrap_or(own);
    let (mut speakers, subject): (Vec<Slot>, _) = if own.passive {
        let frame = own.group.map(|group| frame(chunks, group, own.opener.tokens.end));
        let objects = frame.map(|frame| slots(chunks, &frame.objects, true)).unwrap_or_default();
        (objects.into_iter().filter(|slot| slot.place == Place::By).collect(), None)
    } else {
        (
            source
                .subject
                .slots
                .iter()
                .filter(|slot| {
                    let phrase = source.phrase.as_ref();
                    is_head(slot.place) || is_titled(chunks, slot, phrase) || is_author(chunks, slot, phrase)
                })
                .copied()
                .collect(),
            source.phrase.clone(),
        )
    };
    let start = |slot: &Slot| chunks.names().get(slot.name).map_or(0, |name| name.start);
    speakers.sort_by_key(|slot| (slot.place == Place::Apposition, start(slot)));
    let pronoun = is_pronoun(chunks, subject.as_ref());
    Some(Report { opener: own.opener.clone(), speakers, subject, pronoun, side, content })
}

/// The side and the tokens of the content of a clause.
fn extent(
    chunks: &Chunks<'_>,
    clauses: &[Clause],
    at: usize,
    quoted: Quoted<'_>,
) -> (Side, Vec<Range<usize>>) {
    let Some(own) = clauses.get(at) else { return (Side::After, Vec::new()) };
    let sentence = chunks.tokens.range.clone();
    let first = start_of_segment(chunks, own.begin, quoted);
    let last = end_of_segment(chunks, own.end, quoted);
    let closes_quotation =
        |at: usize| at > sentence.start && quoted(at - 1).is_some() && quoted(at - 1) != quoted(at);
    let parted = own.begin > first && (chunks.tokens.has_comma(own.begin) || closes_quotation(own.begin));
    let lead = first..own.begin;
    // "It was sold, although it did not say to whom": what is not said is no content.
    let negated = own.group.and_then(|group| chunks.groups.get(group)).is_some_and(|group| group.negated);
    if negated && own.complement.is_none() && !closes_quotation(own.begin) {
        return (Side::After, Vec::new());
    }
    let quotation_before = closes_quotation(own.begin);
    // "After the vote, Quill protested": what a conjunction of time or reason opens is not said.
    let aside = !quotation_before
        && chunks.tag(first) == Some(Tag::Subordinator)
        && !chunks.tokens.is(first, WordClass::Complementizer);
    let clause_before = is_clause(chunks, &lead) && !aside || quotation_before;
    let according = own.opener.kind == OpenerKind::According;
    let comma = |at: &usize| chunks.tokens.has_comma(*at) && quoted(*at).is_none();
    // Time and place may follow the verb: "The guards, Quill said on Sunday, had left."
    let mut resume = own.end;
    if own.complement.is_none() && !own.inverted && !according {
        resume = (own.end..last).find(comma).unwrap_or(own.end);
    }
    // "But, says Quill, the head of research, it failed": who the subject is, is not said.
    if own.inverted && !(first..own.begin).any(|at| chunks.tag(at).is_some_and(Tag::is_verbal)) {
        resume = past_apposition(chunks, resume).unwrap_or(resume);
    }
    let resumes = chunks.tokens.has_comma(resume) && has_clause(chunks, &(resume..last));
    let before = according
        || own.inverted
        || parted && (clause_before || resumes) && own.complement.is_none() && !own.passive;
    if !before {
        let start = match own.complement {
            Some(start) => start,
            // "As Quill said, Northland had failed."
            None if own.subordinate
                && chunks.tokens.has_comma(own.end)
                && chunks.tag(own.end) != Some(Tag::Coordinator) =>
            {
                own.end
            }
            None => return (Side::After, Vec::new()),
        };
        let end = end_after(chunks, clauses, at, start, last, quoted);
        let object = quoted(start).is_none() && is_object(chunks, start);
        let end =
            if object { next_clause(chunks, start, end, quoted, &own.opener).unwrap_or(end) } else { end };
        let subordinate = own.subordinate && own.complement.is_some();
        let end = if subordinate { (start + 1..end).find(comma).unwrap_or(end) } else { end };
        let end = before_aside(chunks, start, end, quoted);
        let content = if object { past_possessor(chunks, &own.opener, start) } else { start }..end;
        return (Side::After, ranges([content]));
    }
    let side = if according { Side::According } else { Side::Before };
    let lead = if own.begin > first && !aside { lead } else { first..first };
    let tail = resume..end_after(chunks, clauses, at, resume, last, quoted);
    let complete = is_clause(chunks, &lead) || quotation_before;
    let tail = if is_content(chunks, own, &tail, complete, quoted) {
        tail
    } else {
        // A quotation goes on after what is said of its speaker.
        let start = tail.clone().find(|at| quotation_before && quoted(*at).is_some()).unwrap_or(tail.end);
        start
            ..tail
                .clone()
                .skip_while(|at| *at < start)
                .find(|at| quoted(*at) != quoted(start))
                .unwrap_or(tail.end)
    };
    (side, ranges([lead, tail]))
}

fn ranges<const N: usize>(all: [Range<usize>; N]) -> Vec<Range<usize>> {
    all.into_iter().filter(|range| !range.is_empty()).collect()
}

/// Whether what follows the verb and subject goes on with the content before them.
fn is_content(
    chunks: &Chunks<'_>,
    own: &Clause,
    tail: &Range<usize>,
    complete: bool,
    quoted: Quoted<'_>,
) -> bool {
    let start = tail.start;
    if tail.is_empty() {
        return false;
    }
    if quoted(start).is_some() {
        return true;
    }
    // "According to Quill (,) Northland failed."
    if own.opener.kind == OpenerKind::According && !complete {
        return true;
    }
    if !chunks.tokens.has_comma(start) {
        return false;
    }
    match chunks.tag(start) {
        Some(Tag::Relative) => false,
        Some(Tag::Verb) if chunks.tokens.is(start, WordClass::Gerund) => false,
        _ if !complete => true,
        Some(Tag::Verb | Tag::Auxiliary) => !own.inverted || !complete,
        Some(Tag::Coordinator) => has_clause(chunks, tail),
        Some(tag) if tag.is_nominal() && !own.inverted => has_clause(chunks, tail),
        _ => false,
    }
}

/// The end of content that begins at `start`: the sentence's, or where the next clause of speech beside it begins.
fn end_after(
    chunks: &Chunks<'_>,
    clauses: &[Clause],
    at: usize,
    start: usize,
    last: usize,
    quoted: Quoted<'_>,
) -> usize {
    let mut end = last;
    for next in clauses.iter().skip(at + 1).filter(|next| next.begin > start) {
        if is_beside(chunks, next, quoted) {
            let mut border = next.begin;
            // "…, but Quill said": the conjunction belongs to what follows.
            if let Some(before) = chunks.previous(border)
                && chunks.tag(before) == Some(Tag::Coordinator)
                && before > start
            {
                border = before;
            }
            end = end.min(border);
            break;
        }
    }
    end
}

/// Whether a clause of speech stands beside the content before it, rather than in it.
fn is_beside(chunks: &Chunks<'_>, next: &Clause, quoted: Quoted<'_>) -> bool {
    if next.opener.kind == OpenerKind::According || next.inverted {
        return true;
    }
    let comma = chunks.tokens.has_comma(next.begin);
    let parenthetical = comma && next.complement.is_none();
    let before = chunks.previous(next.begin);
    let coordinated = before.is_some_and(|before| chunks.tag(before) == Some(Tag::Coordinator));
    let gerund =
        next.group.and_then(|group| chunks.groups.get(group)).is_some_and(|g| g.form == VerbForm::Gerund);
    let infinitive =
        next.group.and_then(|group| chunks.groups.get(group)).is_some_and(|g| g.form == VerbForm::Infinitive);
    let opens = chunks.tag(next.begin) == Some(Tag::Coordinator);
    let closes = before.is_some_and(|before| quoted(before).is_some()) && quoted(next.begin).is_none();
    if infinitive {
        return false;
    }
    parenthetical
        || coordinated
        || closes
        || (gerund && comma)
        || (next.shares && opens)
        || next.subordinate && comma
}

/// The subject of the last finite verb before token `at`: the names at its head, its phrase, and whether it is a pronoun.
#[must_use]
pub fn subject_before(chunks: &Chunks<'_>, at: usize) -> (Vec<Slot>, Option<Range<usize>>, bool) {
    let finite = |group: &usize| {
        chunks
            .groups
            .get(*group)
            .is_some_and(|group| group.tokens.end <= at && group.form == VerbForm::Finite)
    };
    let Some(group) = (0..chunks.groups.len()).rev().find(finite) else { return (Vec::new(), None, false) };
    let end = chunks.groups.get(group).map_or(at, |group| group.tokens.end);
    let frame = frame(chunks, group, end);
    let phrase = frame.subject.phrase.map(|phrase| chunks.extent(phrase));
    let mut speakers = frame.subject.slots.clone();
    speakers.retain(|slot| is_head(slot.place));
    let pronoun = is_pronoun(chunks, phrase.as_ref());
    (speakers, phrase, pronoun)
}

/// Whether only abbreviations of titles follow a name in its phrase (Frank Fell MP).
fn is_titled(chunks: &Chunks<'_>, slot: &Slot, phrase: Option<&Range<usize>>) -> bool {
    let end = chunks.names().get(slot.name).map(|name| name.end);
    let rest = phrase.zip(end).map(|(phrase, end)| end..phrase.end);
    slot.place == Place::Modifier
        && rest.is_some_and(|mut rest| {
            !rest.is_empty() && rest.all(|at| chunks.tokens.info(at).is_some_and(|info| info.all_capitals))
        })
}

/// Whether a name possesses the words that speak (*Quill's statement said*).
fn is_author(chunks: &Chunks<'_>, slot: &Slot, phrase: Option<&Range<usize>>) -> bool {
    let head = phrase.and_then(|phrase| phrase.end.checked_sub(1));
    let words = |head: usize| {
        chunks.tokens.is(head, WordClass::Speaking) && !chunks.tokens.is(head, WordClass::Inflected)
    };
    slot.place == Place::Possessor && head.is_some_and(words)
}

fn is_head(place: Place) -> bool {
    matches!(place, Place::Head | Place::List | Place::Apposition | Place::Gap)
}

fn is_pronoun(chunks: &Chunks<'_>, phrase: Option<&Range<usize>>) -> bool {
    let is = |at: usize, class| chunks.tokens.is(at, class);
    phrase.is_some_and(|phrase| {
        phrase.len() == 1 && (is(phrase.start, WordClass::Subject) || is(phrase.start, WordClass::Personal))
    })
}
