//! The expressions of a sentence that may open what somebody says: words that the language lists as reporting verbs, and
//! expressions of kind `speech` of the lexicon.

use super::mention::CueMatch;
use crate::lexicon::Kind;
use crate::syntax::{Opener, OpenerKind};
use crate::text::{Document, Sentence, WordClass, WordTable};
use std::ops::Range;

/// The classes of the words that open speech where the lexicon has no expression.
const OPENING: [WordClass; 4] =
    [WordClass::Reporting, WordClass::Telling, WordClass::Judging, WordClass::According];

/// The openers of `sentence` outside quotations, in the order of the text; `cues` are its expressions.
pub(super) fn openers(
    document: &Document,
    words: &WordTable<'_>,
    sentence: &Sentence,
    cues: &[CueMatch],
    is_quoted: impl Fn(usize) -> bool,
) -> Vec<Opener> {
    let is = |at: usize, class: WordClass| {
        document.tokens.get(at).is_some_and(|token| words.info(token).is(class))
    };
    let opens = OPENING.iter().fold(0, |all, class| all | *class as u64);
    let mut speech = cues.iter().filter(|cue| cue.kind == Kind::Speech).peekable();
    let mut found = Vec::new();
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        while speech.next_if(|cue| cue.tokens.start < at).is_some() {}
        let cue = speech.next_if(|cue| cue.tokens.start == at).map(|cue| cue.tokens.clone());
        if cue.is_none() && document.tokens.get(at).is_none_or(|token| words.info(token).classes & opens == 0)
        {
            at += 1;
            continue;
        }
        let according =
            is(at, WordClass::According) && at + 1 < sentence.tokens.end && is(at + 1, WordClass::To);
        let cue = cue.or_else(|| according.then_some(at..at + 2));
        let next = cue.as_ref().map_or(at + 1, |tokens| tokens.end.max(at + 1));
        if !is_quoted(at) {
            let listed = cue.is_some();
            let tokens = cue.unwrap_or(at..at + 1);
            let opener = match tokens.len() {
                1 => single(&tokens, &is, listed),
                _ => several(&tokens, &is),
            };
            found.extend(opener.map(|opener| Opener { hedged: is_hedged(&opener, cues, &is), ..opener }));
        }
        at = next;
    }
    found
}

/// Whether an auxiliary that is a hedge (might, could) stands before the verb, with nothing but adverbs between.
fn is_hedged(opener: &Opener, cues: &[CueMatch], is: &impl Fn(usize, WordClass) -> bool) -> bool {
    let mut at = opener.verb;
    while at > 0 && is(at - 1, WordClass::Adverb) {
        at -= 1;
    }
    at > 0
        && is(at - 1, WordClass::Auxiliary)
        && cues.iter().any(|cue| cue.kind == Kind::Hedge && cue.tokens.contains(&(at - 1)))
}

fn kind(verb: usize, is: &impl Fn(usize, WordClass) -> bool) -> OpenerKind {
    if is(verb, WordClass::Telling) {
        OpenerKind::Addressee
    } else if is(verb, WordClass::Judging) {
        OpenerKind::Anything
    } else {
        OpenerKind::Clause
    }
}

fn is_reporting(at: usize, is: &impl Fn(usize, WordClass) -> bool) -> bool {
    is(at, WordClass::Reporting) || is(at, WordClass::Telling) || is(at, WordClass::Judging)
}

fn single(tokens: &Range<usize>, is: &impl Fn(usize, WordClass) -> bool, listed: bool) -> Option<Opener> {
    let verb = tokens.start;
    let opens = is_reporting(verb, is) || listed && !is(verb, WordClass::Speaking);
    opens.then(|| Opener { tokens: tokens.clone(), verb, kind: kind(verb, is), hedged: false })
}

/// An expression of several words: *according to* and the like, or the last verb of speech in it.
fn several(tokens: &Range<usize>, is: &impl Fn(usize, WordClass) -> bool) -> Option<Opener> {
    let (first, last) = (tokens.start, tokens.end.saturating_sub(1));
    let preposition = is(first, WordClass::Preposition) || is(first, WordClass::Subordinator);
    let phrase = preposition && (is(last, WordClass::Of) || is(last, WordClass::By));
    if is(first, WordClass::According) && is(last, WordClass::To) || phrase {
        return Some(Opener {
            tokens: tokens.clone(),
            verb: first,
            kind: OpenerKind::According,
            hedged: false,
        });
    }
    let verb = tokens.clone().rev().find(|at| is_reporting(*at, is)).or_else(|| {
        // "Found that" opens a clause, whatever *found* is elsewhere; "in a statement" opens none.
        let clause = is(last, WordClass::Complementizer) && !is(first, WordClass::Speaking);
        let silent = preposition || tokens.clone().any(|at| is(at, WordClass::Speaking));
        (clause || !silent).then_some(first)
    })?;
    let kind = kind(verb, is);
    let mut end = if kind == OpenerKind::Clause { tokens.end } else { verb + 1 };
    // What opens a phrase or clause belongs to neither side: "wrote to", "pointed out that".
    let opens = |at: usize| {
        is(at, WordClass::Complementizer) || is(at, WordClass::To) || is(at, WordClass::Preposition)
    };
    while end > verb + 1 && opens(end - 1) {
        end -= 1;
    }
    Some(Opener { tokens: verb..end, verb, kind, hedged: false })
}
