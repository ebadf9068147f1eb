//! Credits: a source in brackets behind a sentence (*(Reuters)*), of which the text does not speak.

use super::listed::AliasMatch;
use crate::text::{Gap, WordClass};

/// Whether a name alone in brackets is the credit of an article or paragraph: it closes it, or a date line, and is that
/// of a news agency or follows a full stop.
pub(super) fn is_credit(matched: &AliasMatch<'_>) -> bool {
    let (document, tokens) = (matched.document, &matched.tokens);
    let span = document.span(tokens);
    let around = (document.text.get(..span.start), document.text.get(span.end..));
    let (Some(before), Some(after)) = around else { return false };
    let (Some(before), Some(after)) = (before.strip_suffix('('), after.strip_prefix(')')) else {
        return false;
    };
    let agency = document
        .tokens
        .get(tokens.clone())
        .unwrap_or_default()
        .iter()
        .any(|token| matched.words.info(token).is(WordClass::Agency));
    let paragraph_ends = tokens.end >= matched.sentence.tokens.end
        || document.tokens.get(tokens.end).is_none_or(|next| next.gap.has(Gap::PARAGRAPH));
    let dashed = after.trim_start().starts_with(['-', '–', '—']);
    let before = before.trim_end();
    let stopped = before.is_empty() || before.ends_with(['.', '!', '?', '"', '”']);
    agency && (paragraph_ends || dashed) || stopped && paragraph_ends
}

#[cfg(test)]
mod tests {
    use super::super::sample::{ACTORS, LEXICON, knowledge, mentions};

    #[test]
    fn a_source_in_brackets_behind_a_sentence_is_no_mention() {
        let agency = "wire|Reuters|company|Reuters\n";
        let knowledge = knowledge(&format!("{ACTORS}{agency}"), LEXICON);
        let found = |text: &str| mentions(&knowledge, text, None);
        assert_eq!(found("Northland fell silent. (Reuters)"), ["north name: Northland"]);
        assert_eq!(found("Northland fell silent (Reuters)"), ["north name: Northland"]);
        assert_eq!(found("Northland fell silent. (River Union)"), ["north name: Northland"]);
        assert_eq!(found("QUILLTOWN (Reuters) - Northland fell silent."), ["north name: Northland"]);
        // What the text speaks of.
        assert_eq!(found("The agency (Reuters) fell silent."), ["wire name: Reuters"]);
        assert_eq!(found("The host (Northland) won."), ["north name: Northland"]);
    }
}
