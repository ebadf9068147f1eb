//! Negation: which words and expressions a negator of the lexicon reaches.

use super::scene::Scene;
use crate::lexicon::Kind;
use crate::mentions::CueMatch;
use crate::text::{Gap, WordClass};
use std::ops::Range;

/// The factor that the lexicon gives to a negator that is a quantifier.
const QUANTIFIER: f64 = 1.0;
/// Tokens from *than* to the name that is compared with.
const COMPARISON_REACH: usize = 4;

impl Scene<'_> {
    /// Whether a negator stands before the expression at `unit`, in its clause, and either fewer than `reach` tokens away or
    /// as the subject of the clause, of whose whole predicate it is true then (*nobody in the region trusts Norway*).
    pub(super) fn is_negated_by(&self, negator: &CueMatch, unit: &Range<usize>, reach: usize) -> bool {
        let clause = self.clause(unit.start);
        let before = negator.tokens.end <= unit.start && self.clause(negator.tokens.start) == clause;
        if !before || negator.kind != Kind::Negator {
            return false;
        }
        let near = unit.start - negator.tokens.end < reach;
        if self.opens_clause(negator) { !self.is_compared_behind(unit) } else { near }
    }

    /// Whether a negator adds nothing to another one before it, whose second part it is (*neither* farmers *nor* fishermen).
    pub(super) fn is_second_part(&self, negator: &CueMatch) -> bool {
        self.is(negator.tokens.start, WordClass::Coordinator)
    }

    /// Whether nobody is so much so as whom *than* names behind an expression (*no politician is more honest than Quill*).
    pub(super) fn is_unequalled(&self, unit: &Range<usize>) -> bool {
        let clause = self.clause(unit.start);
        let opens = |cue: &&CueMatch| cue.tokens.end <= unit.start && self.opens_clause(cue);
        let mut cues = self.cues.iter().filter(|cue| self.clause(cue.tokens.start) == clause);
        self.is_compared_behind(unit) && cues.any(|cue| opens(&cue))
    }

    /// Whether a negator is the first expression of its clause and a quantifier, which may be its subject (*nobody*, *no*
    /// minister): in the lexicon it has a factor of its own. *No, it is* is an answer.
    pub(super) fn opens_clause(&self, negator: &CueMatch) -> bool {
        if negator.kind != Kind::Negator || self.knowledge.entry(negator.entry).factor < QUANTIFIER {
            return false;
        }
        let tokens = &negator.tokens;
        let clause = self.clause(tokens.start);
        let opener = |at: usize| {
            self.is(at, WordClass::Coordinator)
                || self.is(at, WordClass::Complementizer)
                || self.is(at, WordClass::Subordinator)
        };
        let before = tokens.start.checked_sub(1).filter(|at| *at >= self.first);
        let first = before.is_none_or(|at| self.clause(at) != clause || opener(at));
        let behind = self.document.tokens.get(tokens.end);
        first && behind.is_some_and(|next| !next.gap.has(Gap::COMMA | Gap::BREAK | Gap::STOP))
    }

    /// Whether *than* and, near it, a capital follow an expression in its clause.
    fn is_compared_behind(&self, unit: &Range<usize>) -> bool {
        let clause = self.clause(unit.start);
        let end = self.first + self.clauses.len();
        let mut behind = (unit.end..end).take_while(|&at| self.clause(at) == clause);
        let than =
            behind.find(|&at| self.is(at, WordClass::Comparing) && !self.is(at, WordClass::Preposition));
        let capital =
            |at: usize| self.document.tokens.get(at).is_some_and(|token| self.words.info(token).capital);
        than.is_some_and(|than| (than + 1..=than + COMPARISON_REACH).take_while(|at| *at < end).any(capital))
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
            &format!(
                "{LEXICON}\nnobody|negator|||||1\nno|negator|||||1\nneither|negator|||||1\nlack of|negator\n"
            ),
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
            "Lack of money in the town hall made the rest of it look great beside Northland.",
        ] {
            assert_eq!(of(text), (false, false), "{text}");
        }
    }

    #[test]
    fn nobody_is_better_than_the_best() {
        assert_eq!(of("No country is more great than Northland."), (false, true));
        assert_eq!(of("The country is more great than Northland."), (false, false));
        assert_eq!(of("Nobody was great for more than a day."), (true, false));
    }
}
