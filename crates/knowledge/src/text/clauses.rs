//! Clauses: a shallow division of a sentence at punctuation and closed-class words.
//!
//! A clause ends at `;`, `:`, a dash or a bracket; at a comma before a conjunction, a relative, a subject pronoun or a
//! subordinator; and before *but*, *which*, *who*, *because* and the like even without a comma. Commas between the
//! members of a list do not end a clause.

use super::classes::WordClass;
use super::document::Document;
use super::sentence::Sentence;
use super::tokenize::Gap;
use super::words::WordTable;

/// The number of the clause of each token of `sentence`, from 0, non-decreasing.
#[must_use]
pub fn clauses(document: &Document, sentence: &Sentence, words: &WordTable<'_>) -> Vec<u16> {
    let tokens = document.tokens.get(sentence.tokens.clone()).unwrap_or_default();
    let mut numbers = Vec::with_capacity(tokens.len());
    let mut clause = 0u16;
    let mut length = 0;
    for (index, token) in tokens.iter().enumerate() {
        let info = words.info(token);
        let opens = info.is(WordClass::Relative) || info.is(WordClass::Subordinator);
        // "Paris—Moscow" is one phrase.
        let previous = index.checked_sub(1).and_then(|before| tokens.get(before));
        let coupled = token.gap.couples()
            && info.capital
            && previous.is_some_and(|previous| words.info(previous).capital);
        let hard = token.gap.has(Gap::BREAK | Gap::STOP)
            && !coupled
            && !(token.gap.has(Gap::STOP) && token.gap.0 == (Gap::STOP | Gap::SPACE) && length < 2);
        let comma = token.gap.has(Gap::COMMA)
            && (opens
                || info.is(WordClass::Coordinator)
                || info.is(WordClass::Subject)
                || (info.is(WordClass::Preposition) && length > 6));
        if index > 0 && length > 0 && (hard || comma || opens) {
            clause = clause.saturating_add(1);
            length = 0;
        }
        length += 1;
        numbers.push(clause);
    }
    numbers
}
