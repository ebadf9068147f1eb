//! Words that are a preposition or a verb (like): which of the two, by the words beside them.

use crate::syntax::may_be_headline;
use crate::text::{Document, Sentence, WordClass, WordInfo, WordTable, clauses};
use std::ops::Range;

/// Whether the word at token `at`, which may be a preposition, is one: no auxiliary, pronoun or *to* before it says that it
/// is a verb, and it does not stand between a plural and what follows as the only verb of its clause (*voters like her*).
pub(super) fn is_preposition(
    document: &Document,
    words: &WordTable<'_>,
    sentence: &Sentence,
    at: usize,
) -> bool {
    let info = |at: usize| -> Option<&WordInfo> {
        let token = document.tokens.get(at).filter(|_| sentence.tokens.contains(&at))?;
        Some(words.info(token))
    };
    let is = |at: usize, class: WordClass| info(at).is_some_and(|info| info.is(class));
    let joined = |at: usize| document.tokens.get(at).is_some_and(|token| token.gap.joins());
    let mut before = at;
    loop {
        let Some(left) = before.checked_sub(1).filter(|_| joined(before)) else { return true };
        before = left;
        let negator = is(before, WordClass::Not) && !is(before, WordClass::Contracted);
        if !(negator || is(before, WordClass::Adverb) && !is(before, WordClass::Inflected)) {
            break;
        }
    }
    if is(before, WordClass::Be) {
        return true;
    }
    let verbal =
        [WordClass::Auxiliary, WordClass::Contracted, WordClass::To, WordClass::Subject, WordClass::Who];
    if verbal.into_iter().any(|class| is(before, class)) {
        return false;
    }
    let plural = is(before, WordClass::Inflected) && info(before).is_some_and(|info| !info.possessive);
    if !plural || !joined(at + 1) || may_be_headline(document, sentence) {
        return true;
    }
    let clauses = clauses(document, sentence, words);
    let clause = |at: usize| at.checked_sub(sentence.tokens.start).and_then(|at| clauses.get(at));
    let same = |other: &usize| clause(*other) == clause(at);
    let any = |of: Range<usize>, classes: &[WordClass]| {
        of.filter(same).any(|other| classes.iter().any(|class| is(other, *class)))
    };
    let (start, end) = (sentence.tokens.start, sentence.tokens.end);
    let rest = (at + 1..end).take_while(same).count();
    rest > OBJECT_LENGTH
        || any(start..before, &SUBJECT_HAS_NONE)
        || any(start..before, &FINITE)
        || any(at + 1..end, &FINITE)
        || any(at + 1..end, &[WordClass::Preposition, WordClass::By])
}

/// Tokens that an object has at the most, with what is behind it in its clause.
const OBJECT_LENGTH: usize = 4;

/// Classes whose words say that a clause has another verb.
const FINITE: [WordClass; 7] = [
    WordClass::Be,
    WordClass::Have,
    WordClass::Auxiliary,
    WordClass::Past,
    WordClass::Preterite,
    WordClass::Copula,
    WordClass::Reporting,
];

/// Classes of which no word is before the plural that is the subject of the clause.
const SUBJECT_HAS_NONE: [WordClass; 3] = [WordClass::Preposition, WordClass::Inflected, WordClass::To];

#[cfg(test)]
mod tests {
    use super::super::sample::{ACTORS, LEXICON, knowledge, read};
    use crate::lexicon::Kind;

    fn is_verb(text: &str) -> bool {
        let knowledge = knowledge(ACTORS, &format!("{LEXICON}like|cue||1|1\n"));
        read(&knowledge, text, None, |document, _, found| {
            let cues = found.cues.iter().filter(|cue| cue.kind == Kind::Cue);
            cues.map(|cue| &document.text[document.span(&cue.tokens)]).any(|text| text == "like")
        })
    }

    #[test]
    fn like_is_a_verb_behind_an_auxiliary_a_pronoun_and_a_plural_without_another_verb() {
        for text in [
            "Voters like Northland.",
            "They do not like Northland.",
            "They really like Northland.",
            "He doesn't like Northland.",
            "People who like Northland left.",
            "It is easy to like Northland.",
            "Voters like Northland, but they do not know why.",
        ] {
            assert!(is_verb(text), "{text}");
        }
        for text in [
            "Countries like Northland are small.",
            "It is not like Northland.",
            "It was like Northland.",
            "He spoke like Northland.",
            "Like Northland, it is small.",
            "A country like Northland is small.",
            "He agrees with states like Northland.",
            "Socialists like Northland focus on the same things all day.",
            "Stocks like Northland prop up funds",
            "It isn't like Northland.",
        ] {
            assert!(!is_verb(text), "{text}");
        }
    }
}
