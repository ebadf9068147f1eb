//! Negation: which words and expressions a negator of the lexicon reaches.

use super::scene::Scene;
use crate::lexicon::Kind;
use crate::mentions::CueMatch;
use crate::text::{Gap, WordClass};
use std::ops::Range;

impl Scene<'_> {
    /// Whether a negator stands before the expression at `unit`, in its clause, and either fewer than `reach` tokens away or
    /// as the subject of the clause, of whose whole predicate it is true then (*nobody in the region trusts Norway*).
    pub(super) fn is_negated_by(&self, negator: &CueMatch, unit: &Range<usize>, reach: usize) -> bool {
        let clause = self.clause(unit.start);
        let before = negator.tokens.end <= unit.start && self.clause(negator.tokens.start) == clause;
        if !before || negator.kind != Kind::Negator {
            return false;
        }
        if !self.opens_clause(&negator.tokens) {
            return unit.start - negator.tokens.end < reach;
        }
        !self.is_compared_behind(unit)
    }

    /// Whether a negator adds nothing to another one before it, whose second part it is (*neither* farmers *nor* fishermen).
    pub(super) fn is_second_part(&self, negator: &CueMatch) -> bool {
        self.is(negator.tokens.start, WordClass::Coordinator)
    }

    /// Whether nobody is so much so as whom *than* names behind an expression (*no politician is more honest than Quill*).
    pub(super) fn is_unequalled(&self, unit: &Range<usize>) -> bool {
        let clause = self.clause(unit.start);
        let opens = |cue: &&CueMatch| {
            cue.kind == Kind::Negator && cue.tokens.end <= unit.start && self.opens_clause(&cue.tokens)
        };
        let mut cues = self.cues.iter().filter(|cue| self.clause(cue.tokens.start) == clause);
        cues.any(|cue| opens(&cue)) && self.is_compared_behind(unit)
    }

    /// Whether an expression is the first of its clause and may be its subject: no adverb or preposition by itself, and not
    /// an answer (*no, it is*).
    pub(super) fn opens_clause(&self, tokens: &Range<usize>) -> bool {
        let clause = self.clause(tokens.start);
        let opener = |at: usize| {
            self.is(at, WordClass::Coordinator)
                || self.is(at, WordClass::Complementizer)
                || self.is(at, WordClass::Subordinator)
        };
        let before = tokens.start.checked_sub(1).filter(|at| *at >= self.first);
        let first = before.is_none_or(|at| self.clause(at) != clause || opener(at));
        let alone = |class: WordClass| tokens.len() == 1 && self.is(tokens.start, class);
        let other = [WordClass::Adverb, WordClass::Preposition, WordClass::Not, WordClass::Auxiliary];
        let behind = self.document.tokens.get(tokens.end);
        let joined = behind.is_some_and(|next| !next.gap.has(Gap::COMMA | Gap::BREAK | Gap::STOP));
        first && joined && !other.into_iter().any(alone)
    }

    /// Whether a word of comparison follows an expression in its clause.
    fn is_compared_behind(&self, unit: &Range<usize>) -> bool {
        let clause = self.clause(unit.start);
        let end = self.first + self.clauses.len();
        (unit.end..end)
            .take_while(|&at| self.clause(at) == clause)
            .any(|at| self.is(at, WordClass::Comparing) && !self.is(at, WordClass::Preposition))
    }

    fn is(&self, at: usize, class: WordClass) -> bool {
        self.document.tokens.get(at).is_some_and(|token| self.words.info(token).is(class))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::sample::{ACTORS, LEXICON, knowledge, read};
    use crate::text::clauses;

    /// Whether *great* is negated, and whether nobody is so much so.
    fn of(text: &str) -> (bool, bool) {
        let knowledge = knowledge(
            ACTORS,
            &format!("{LEXICON}\nnobody|negator|||||\nno|negator|||||\nneither|negator|||||\n"),
        );
        read(&knowledge, text, None, |document, words, found| {
            let sentence = &document.sentences[0];
            let clauses = clauses(document, sentence, words);
            let (first, cues) = (sentence.tokens.start, found.cues.as_slice());
            let scene = Scene { document, words, first, clauses: &clauses, cues, knowledge: &knowledge };
            let great = &cues.iter().find(|cue| cue.kind == Kind::Cue).unwrap().tokens;
            let negated = cues.iter().any(|cue| scene.is_negated_by(cue, great, 4));
            (negated, scene.is_unequalled(great))
        })
    }

    #[test]
    fn a_negator_that_is_the_subject_reaches_the_whole_clause() {
        for text in [
            "Nobody on the committee in the town hall found Northland great.",
            "They left, because nobody on the committee in the town hall found Northland great.",
            "Neither the old members nor the new ones of the committee found Northland great.",
        ] {
            assert_eq!(of(text), (true, false), "{text}");
        }
        for text in [
            "They never saw so many people in the town who found Northland great.",
            "No, the members of the committee found Northland great.",
            "Nobody on the committee came, because Northland was great.",
        ] {
            assert_eq!(of(text), (false, false), "{text}");
        }
    }

    #[test]
    fn nobody_is_better_than_the_best() {
        assert_eq!(of("No country is more great than Northland."), (false, true));
        assert_eq!(of("The country is more great than Northland."), (false, false));
    }
}
