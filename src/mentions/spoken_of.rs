//! Whom a quotation is about, as the words behind it say: *"He is a crook," the mayor said of Boris Marsh*.

use super::candidates::fits;
use super::context::{Anaphor, Discourse};
use super::mention::Mention;
use crate::index::Reference;
use crate::lexicon::Kind;
use crate::text::WordClass;

/// Tokens from *of* to the name behind it: *of the former mayor Boris Marsh*.
const REACH: usize = 4;

/// Names behind a quotation that are looked at, the speaker among them.
const NAMES: usize = 4;

/// The actor that a pronoun in a quotation stands for: the one that somebody says it of, behind the quotation.
pub(super) fn spoken_of(
    discourse: &Discourse<'_, '_>,
    here: &Anaphor<'_>,
    reference: &Reference,
) -> Option<usize> {
    let document = discourse.document;
    let byte = |at: usize| document.tokens.get(at).map(|token| token.start as usize);
    let quotation = document.quotation_at(byte(here.tokens.start)?)?;
    let end = document.quotations.get(quotation)?.range.end;
    let own = here.found.mentions.get(here.first..).unwrap_or_default();
    let first = own.partition_point(|mention| byte(mention.tokens.start).is_some_and(|start| start < end));
    let behind = own.iter().skip(first).take(NAMES);
    let is_named = |mention: &&Mention| {
        let from = mention.tokens.start.saturating_sub(REACH).max(here.tokens.end);
        let of = (from..mention.tokens.start).rev().find(|&at| discourse.info(at).is(WordClass::Of));
        let joined = |of: usize| (of..=mention.tokens.start).all(|at| document.tokens[at].gap.joins());
        let said = |of: usize| here.cues().any(|cue| cue.kind == Kind::Speech && cue.tokens.end == of);
        of.is_some_and(|of| joined(of) && said(of))
    };
    let mut behind = behind.filter(is_named);
    behind.find(|mention| fits(discourse, mention, reference)).map(|mention| mention.actor)
}

#[cfg(test)]
mod tests {
    use super::super::sample::pronouns;

    #[test]
    fn a_pronoun_of_a_quotation_is_who_it_is_said_of() {
        assert_eq!(pronouns("\"He is a crook,\" the mayor said of Boris Marsh."), ["boris pronoun: He"]);
        let text = "Viktor Pell smiled. \"He is a crook,\" the mayor said of the fat clerk Boris Marsh.";
        assert_eq!(pronouns(text), ["boris pronoun: He"]);
        // Another gender, another preposition, and outside the quotation.
        assert!(pronouns("\"She is a crook,\" the mayor said of Boris Marsh.").is_empty());
        assert!(pronouns("\"He is a crook,\" the mayor said with Boris Marsh.").is_empty());
        assert!(pronouns("He was glad, the mayor said of Boris Marsh.").is_empty());
    }
}
