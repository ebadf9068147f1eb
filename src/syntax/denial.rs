//! Denial: clauses whose content somebody denies, doubts or calls false (*denied that*, *no evidence that*, *the claim that …
//! is false*).

use super::chunks::Chunks;
use super::reversal::Reversal;
use super::tag::Tag;
use crate::text::WordClass;
use std::ops::Range;

/// Tokens from what denies to what it denies, so that a sentence of thousands takes little time.
const REACH: usize = 40;

/// Tokens from *to* to the verb of its infinitive, adverbs among them.
const REACH_OF_INFINITIVE: usize = 3;

/// Tokens from an expression to the copula after its clause.
const REACH_OF_COPULA: usize = 8;

/// Whether the word at a token, no verb, says of a clause that it does not hold (*false*, *baseless*).
fn is_false(chunks: &Chunks<'_>, at: usize) -> bool {
    let is = |class: WordClass| chunks.tokens.is(at, class);
    is(WordClass::Denying) && is(WordClass::Clearing) && chunks.tag(at) == Some(Tag::Nominal)
}

/// Whether the word at a token, no verb, says that something should not be said (*wrong*, *unfair*), or that it is false.
fn is_unfair(chunks: &Chunks<'_>, at: usize) -> bool {
    let is = |class: WordClass| chunks.tokens.is(at, class);
    let judges = is(WordClass::Denying) && is(WordClass::Judging) && chunks.tag(at) == Some(Tag::Nominal);
    judges || is_false(chunks, at)
}

/// Whether the infinitive of a verb that names or says something is at a token, right behind a word (*wrong* to call).
fn is_said_by(chunks: &Chunks<'_>, verb: usize, word: usize) -> bool {
    let is = |class: WordClass| chunks.tokens.is(verb, class);
    let says = is(WordClass::Naming) || is(WordClass::Judging) || is(WordClass::Reporting);
    let to = chunks.back_over_adverbs(verb).filter(|to| chunks.tag(*to) == Some(Tag::To));
    says && !is(WordClass::Denying) && to.is_some_and(|to| chunks.previous(to) == Some(word))
}

/// The word that says of the infinitive of the verb at a token that it should not be said.
fn unfair_to(chunks: &Chunks<'_>, verb: usize) -> Option<usize> {
    let to = chunks.back_over_adverbs(verb)?;
    let word = chunks.previous(to)?;
    (is_said_by(chunks, verb, word) && is_unfair(chunks, word)).then_some(word)
}

/// Whether the word at a token, no verb, is what a claim stands on (*evidence*, *proof*), or says that it holds (*true*):
/// negated, it denies.
pub(super) fn is_ground(chunks: &Chunks<'_>, at: usize) -> bool {
    let is = |class: WordClass| chunks.tokens.is(at, class);
    is(WordClass::Denying) && !is(WordClass::Clearing) && chunks.tag(at) == Some(Tag::Nominal)
}

/// Whether the complement of a copula that ends before a token calls its subject false, adverbs and articles passed over.
pub(super) fn is_called_false(chunks: &Chunks<'_>, mut at: usize) -> bool {
    while chunks.tokens.joins(at)
        && matches!(chunks.tag(at), Some(Tag::Adverb | Tag::Determiner))
        && !chunks.tokens.is(at, WordClass::Not)
    {
        at += 1;
    }
    chunks.tokens.joins(at) && is_false(chunks, at)
}

/// Whether the clause of the expression at `unit` is said to be false behind it (*the claim that Northland lied is false*).
fn is_false_behind(chunks: &Chunks<'_>, unit: &Range<usize>) -> bool {
    let mut ahead = (unit.end..unit.end + REACH_OF_COPULA).take_while(|&at| chunks.tokens.is_near(at));
    let copula = ahead.find(|&at| chunks.tokens.is(at, WordClass::Be));
    copula.is_some_and(|at| is_called_false(chunks, at + 1))
}

/// Whether tokens behind a verb that reports are a clause that it opens: *that* and the like first, or a finite verb and no
/// preposition first (*believe in* opens none).
fn is_content(chunks: &Chunks<'_>, behind: Range<usize>) -> bool {
    let first = behind.start;
    let finite = |at: usize| match chunks.tag(at) {
        Some(Tag::Auxiliary) => true,
        Some(Tag::Verb) => !chunks.tokens.is(at, WordClass::Gerund),
        _ => false,
    };
    chunks.tokens.is(first, WordClass::Complementizer)
        || chunks.tag(first) != Some(Tag::Preposition) && behind.clone().any(finite)
}

/// Whether the expression at `unit` is a word that calls a clause false (*it is false that*, *the claim that … is untrue*): it
/// says nothing of whom the clause names.
pub(super) fn is_word_of_denial(chunks: &Chunks<'_>, unit: &Range<usize>) -> bool {
    let tokens = &chunks.tokens;
    let at = unit.start;
    if unit.len() != 1 || !is_unfair(chunks, at) {
        return false;
    }
    let infinitive = (at + 2..at + 2 + REACH_OF_INFINITIVE).any(|verb| unfair_to(chunks, verb) == Some(at));
    if infinitive || !is_false(chunks, at) {
        return infinitive;
    }
    let is_clause = |at: usize| tokens.is(at, WordClass::Complementizer);
    if tokens.is_near(at + 1) && is_clause(at + 1) {
        return true;
    }
    let mut copula = false;
    let mut behind = at;
    while let Some(before) = chunks.previous(behind).filter(|before| at - before <= REACH) {
        if tokens.is_border(behind) || tokens.has_comma(behind) {
            return false;
        }
        copula |= tokens.is(before, WordClass::Be);
        if copula && is_clause(before) {
            return true;
        }
        behind = before;
    }
    false
}

/// Whether a gerund right behind *of* is at a token.
fn is_gerund_behind_of(chunks: &Chunks<'_>, at: usize) -> bool {
    let gerund = chunks.tag(at) == Some(Tag::Verb) && chunks.tokens.is(at, WordClass::Gerund);
    gerund && chunks.back_over_adverbs(at).is_some_and(|before| chunks.tokens.is(before, WordClass::Of))
}

/// What becomes of an expression in a clause that something before it denies: *denied that …*, *denied having …*, *rejected
/// claims that …*, *false that …*; if negated, *evidence that …*, *believes that …*. The clause ends with a comma, a
/// coordinator or the like.
pub(super) fn denied_clause(chunks: &Chunks<'_>, unit: &Range<usize>) -> Option<Reversal> {
    let tokens = &chunks.tokens;
    let (mut at, mut called) = (unit.start, false);
    while let Some(before) = chunks.previous(at).filter(|before| unit.start - before <= REACH) {
        let is = |class: WordClass| tokens.is(before, class);
        let opens = is(WordClass::Subordinator) && !is(WordClass::Complementizer)
            || is(WordClass::Coordinator) && !is(WordClass::Additive);
        // What somebody is called may follow *as*, the content of a clause may not.
        called |= opens && is(WordClass::Role);
        if tokens.has_comma(at) || tokens.is_border(at) || opens && !is(WordClass::Role) {
            return None;
        }
        let clause = tokens.is(at, WordClass::Complementizer);
        let is_of_clause =
            |at: usize| tokens.is(at, WordClass::Complementizer) || chunks.tag(at) == Some(Tag::Verb);
        match chunks.tag(before) {
            Some(Tag::Verb) if unfair_to(chunks, before).is_some() => return Some(Reversal::False),
            _ if called => {}
            Some(Tag::Verb) if is(WordClass::Denying) => {
                let negated = chunks.group_at(before).and_then(|group| chunks.groups.get(group));
                let negated = negated.is_some_and(|group| group.negated);
                return (!negated && (at..unit.end).any(is_of_clause)).then_some(Reversal::Denied);
            }
            // "Cleared of poisoning the lake."
            Some(Tag::Verb) if is(WordClass::Clearing) && is_gerund_behind_of(chunks, unit.start) => {
                return Some(Reversal::Undone);
            }
            Some(Tag::Verb)
                if (is(WordClass::Reporting) || is(WordClass::Speaking))
                    && is_content(chunks, at..unit.end) =>
            {
                return Some(Reversal::DeniedIfNegated(before));
            }
            Some(Tag::Nominal) if clause && is_false(chunks, before) => return Some(Reversal::False),
            Some(Tag::Nominal) if clause && is_ground(chunks, before) => {
                return Some(Reversal::DeniedIfNegated(before));
            }
            Some(Tag::Nominal) if clause && is_false_behind(chunks, unit) => return Some(Reversal::False),
            _ => {}
        }
        at = before;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::reversal::{Reversal, reversal};
    use super::super::sample::{marked, words};

    fn of(text: &str) -> Option<Reversal> {
        marked(text, reversal)
    }

    /// The word before which a negator denies the expression.
    fn ground(text: &str) -> Option<String> {
        marked(text, |chunks, unit| match reversal(chunks, unit)? {
            Reversal::DeniedIfNegated(at) => Some(words(chunks, &(at..at + 1))),
            _ => None,
        })
    }

    #[test]
    fn what_it_would_be_wrong_to_say_is_said_by_nobody() {
        for text in [
            "It would be *wrong* to call Northland corrupt.",
            "It would be wrong to call Northland *corrupt*.",
            "It is unfair to simply describe the report as a *lie*.",
            "It is false to say that Northland *lied*.",
        ] {
            assert_eq!(of(text), Some(Reversal::False), "{text}");
        }
        for text in [
            "It was *wrong* to close the mill.",
            "It was wrong to close the *corrupt* office.",
            "It would be wrong to deny that Northland *lied*.",
        ] {
            assert_ne!(of(text), Some(Reversal::False), "{text}");
        }
    }

    #[test]
    fn a_clause_may_be_called_false_before_or_behind_it() {
        for text in [
            "It is false that Northland *lied*.",
            "It is *false* that Northland lied.",
            "The claim that Northland *lied* is simply untrue.",
            "The claim that Northland lied is *untrue*.",
            "Reports that Northland had *failed* were nonsense.",
        ] {
            assert_eq!(of(text), Some(Reversal::False), "{text}");
        }
        for text in [
            "The claim that Northland *lied* is true.",
            "Northland's statement was *false*.",
            "Northland *lied*, and its claims are false.",
            "The *false* claims of Northland failed.",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn what_stands_on_evidence_or_is_said_is_denied_if_that_is_negated() {
        for (text, word) in [
            ("There is no evidence that Northland *lied*.", "evidence"),
            ("It is not true that Northland *lied*.", "true"),
            ("There is no proof of *corruption* in Northland.", "proof"),
            ("They never believed that Northland *lied*.", "believed"),
            ("The judge did not say that Northland *lied*.", "say"),
        ] {
            assert_eq!(ground(text).as_deref(), Some(word), "{text}");
        }
        for text in [
            "The evidence is there: Northland *lied*.",
            "Northland *lied*, the evidence says.",
            "They never believed in *attacking* Northland.",
        ] {
            assert_eq!(ground(text), None, "{text}");
        }
    }

    #[test]
    fn who_does_not_deny_has_not_denied() {
        assert_eq!(of("Northland denied that it had *lied*."), Some(Reversal::Denied));
        assert_eq!(of("Northland did not deny that it had *lied*."), None);
    }
}
