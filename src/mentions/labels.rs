//! Speakers by layout: a name and a colon at the start of a paragraph or of a headline, a name after a colon at the end of
//! a headline, a dash and a name after a quotation.

use super::mention::{Found, FoundBy, Mention};
use super::quoted::gap_before;
use crate::actors::ActorKind;
use crate::index::Knowledge;
use crate::text::{Document, Gap, Part, Sentence};
use std::ops::Range;

/// Maximum number of sentences of a paragraph that a label is looked for.
const MOST_SENTENCES: usize = 50;

/// What a label attributes.
pub(super) struct Labelled {
    pub actor: usize,
    /// Index of its mention in the document.
    pub mention: usize,
    pub content: Range<usize>,
}

/// What the label of a sentence attributes: in a headline the rest of it, in the text its paragraph. `mentions` are those
/// of the sentence; the first has index `first` in the document.
pub(super) fn label(
    document: &Document,
    knowledge: &Knowledge,
    sentence: &Sentence,
    index: usize,
    mentions: &[Mention],
    first: usize,
) -> Option<Labelled> {
    let speaks = |mention: &Mention| {
        let actor = knowledge.registry.find_actor(mention.actor);
        let name = matches!(mention.found_by, FoundBy::Name | FoundBy::Surname);
        // "Ukraine: the war goes on" names a subject.
        name && actor.is_none_or(|actor| {
            matches!(
                actor.kind,
                ActorKind::Person | ActorKind::Organisation | ActorKind::Company | ActorKind::Party
            )
        })
    };
    let of = |at: usize, mention: &Mention, content: Range<usize>| {
        (!content.is_empty()).then(|| Labelled { actor: mention.actor, mention: first + at, content })
    };
    let headline = sentence.part == Part::Title;
    let opens = document
        .tokens
        .get(sentence.tokens.start)
        .is_some_and(|token| index == 0 || token.gap.has(Gap::PARAGRAPH) || starts_part(document, index));
    let opening = mentions.first().filter(|mention| opens && mention.tokens.start == sentence.tokens.start);
    if let Some(mention) = opening.filter(|mention| speaks(mention))
        && is_colon(document, mention.tokens.end, sentence)
    {
        let end = if headline { sentence.tokens.end } else { paragraph_end(document, index) };
        return of(0, mention, mention.tokens.end..end);
    }
    let last = mentions.len().checked_sub(1)?;
    let closing = mentions.last().filter(|mention| headline && mention.tokens.end == sentence.tokens.end)?;
    if speaks(closing) && is_colon(document, closing.tokens.start, sentence) {
        return of(last, closing, sentence.tokens.start..closing.tokens.start);
    }
    None
}

fn starts_part(document: &Document, index: usize) -> bool {
    let part = |at: usize| document.sentences.get(at).map(|sentence| sentence.part);
    index.checked_sub(1).is_some_and(|before| part(before) != part(index))
}

/// Whether a colon and a blank are right before a token.
fn is_colon(document: &Document, at: usize, sentence: &Sentence) -> bool {
    let gap = gap_before(document, at);
    let after = gap.trim_start();
    at > sentence.tokens.start
        && at < sentence.tokens.end
        && gap.starts_with(':')
        && after.len() >= 2
        && after.chars().nth(1).is_some_and(char::is_whitespace)
}

/// One past the last token of the paragraph of a sentence.
fn paragraph_end(document: &Document, index: usize) -> usize {
    let own = document.sentences.get(index).map_or(0, |sentence| sentence.tokens.end);
    let later = document.sentences.iter().skip(index + 1).take(MOST_SENTENCES);
    let same = later.take_while(|sentence| {
        let first = document.tokens.get(sentence.tokens.start);
        first.is_some_and(|token| !token.gap.has(Gap::PARAGRAPH))
    });
    same.last().map_or(own, |sentence| sentence.tokens.end)
}

/// The mention that a dash after a quotation names: at the end of its paragraph or sentence.
pub(super) fn after_dash(document: &Document, found: &Found, quotation: &Range<usize>) -> Option<usize> {
    let gap = gap_before(document, quotation.end);
    let dash = gap.contains(['\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}'])
        || gap.contains(" - ")
        || gap.contains("--");
    if !dash {
        return None;
    }
    let at = found.mentions.partition_point(|mention| mention.tokens.start < quotation.end);
    let mention = found.mentions.get(at).filter(|mention| mention.tokens.start == quotation.end)?;
    let ends = document
        .tokens
        .get(mention.tokens.end)
        .is_none_or(|next| next.gap.has(Gap::PARAGRAPH | Gap::STOP | Gap::COMMA));
    ends.then_some(at)
}
