//! Turns: what the grammar makes of a unit beside what it says. A measure that is lifted speaks for whom it hit, a denied
//! charge says less than a charge, and what somebody condemns says little of the one who condemns.
//!
//! Such constructions are rare, so their factors are not learned: they were judged, and chosen on the dev parts of the
//! labelled data, where each of them alone is level or better.

use super::evidence::shift;
use super::feature::Surroundings;
use super::modifiers::modify;
use super::scene::Scene;
use super::weights::WEIGHTS;
use crate::lexicon::Kind;
use crate::syntax::{Chunks, Reversal, is_judged_by, is_presupposed, lessening, reversal};
use crate::text::WordClass;
use std::ops::Range;

/// What is left of a cue for the other side, where its sense is undone.
const UNDONE: f64 = 0.65;
/// What is left of it where it is denied.
const DENIED: f64 = 0.4;
/// What is left of it where nobody says that it is so.
const UNSAID: f64 = 0.2;
/// What is left of praise for the other side, where nobody says that it is deserved.
const UNSAID_PRAISE: f64 = 0.35;
/// What is left of blame for the other side, where it is true of nobody (*nobody complained about* Northland).
const NOBODYS: f64 = 0.35;
/// What is left of it for the one that somebody else is compared with.
const COMPARED: f64 = 0.3;
/// The same where it holds of the others to a lower degree: then it holds of this one.
const LESS_THAN: f64 = 1.0;
/// What is left of it for the one who judges by it.
const JUDGED: f64 = 0.3;

/// Tokens between the word of comparison and the name: *than its neighbour Norway*.
const COMPARISON_REACH: usize = 4;

/// Tokens from a negator to what it denies the ground of: *no clear evidence that*.
const DENYING_REACH: usize = 4;

/// Tokens from a negator to what the verb behind it undoes: *refused to lift its ban*.
const UNDOING_REACH: usize = 6;

/// What becomes of what a unit adds toward the two sides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turn {
    /// Factor, above 0.
    pub factor: f64,
    /// Whether favourable and critical change places.
    pub swapped: bool,
}

impl Turn {
    /// All stays as it is.
    pub const NONE: Self = Self { factor: 1.0, swapped: false };

    /// The sums toward favourable and critical after the turn. It is its own transpose, so gradients go back the same
    /// way.
    #[must_use]
    pub fn of(self, [favourable, critical]: [f64; 2]) -> [f64; 2] {
        let sums = if self.swapped { [critical, favourable] } else { [favourable, critical] };
        sums.map(|sum| sum * self.factor)
    }

    /// The same turn, with what it leaves times `factor`.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self { factor: self.factor * factor, ..self }
    }

    /// A number of the rules after the turn.
    #[must_use]
    pub fn of_number(self, value: f64) -> f64 {
        if self.swapped { -value * self.factor } else { value * self.factor }
    }
}

/// The turn of an expression whose sense is undone or denied, whoever the actor is, and the bit that names it.
#[must_use]
pub fn turn_of_sense(scene: &Scene<'_>, chunks: &Chunks<'_>, unit: &Range<usize>) -> Option<(Turn, u16)> {
    let denied = |factor| (Turn { factor, swapped: false }, shift::DENIED);
    match reversal(chunks, unit)? {
        Reversal::Undone => Some((Turn { factor: UNDONE, swapped: true }, shift::UNDONE)),
        Reversal::Denied => Some(denied(DENIED)),
        Reversal::False => Some(denied(UNSAID)),
        Reversal::DeniedIfNegated(at) if !is_negated(scene, at, DENYING_REACH) => None,
        Reversal::DeniedIfNegated(_) => match praise(scene, unit) {
            None => Some(denied(UNSAID)),
            Some(Praise::Negated) => None,
            // "Nobody believes that Norway is honest": nobody would praise it.
            Some(Praise::Plain) => Some((Turn { factor: UNSAID_PRAISE, swapped: true }, shift::DENIED)),
        },
    }
}

/// Whether a negator of the lexicon stands before a token, so many tokens at most, in its clause.
fn is_negated(scene: &Scene<'_>, at: usize, reach: usize) -> bool {
    let clause = scene.clause(at);
    scene.cues.iter().any(|cue| {
        // "No evidence" is one expression.
        let before = cue.tokens.start < at && at.saturating_sub(cue.tokens.end) < reach;
        cue.kind == Kind::Negator && before && scene.clause(cue.tokens.start) == clause
    })
}

/// Praise by the lexicon.
enum Praise {
    Plain,
    Negated,
}

/// Whether the expression at `unit` is praise.
fn praise(scene: &Scene<'_>, unit: &Range<usize>) -> Option<Praise> {
    let cue = scene.cues.iter().find(|cue| cue.kind == Kind::Cue && cue.tokens == *unit)?;
    let number = scene.knowledge.entry(cue.entry).polarity;
    let (_, shifts) = modify(scene, &WEIGHTS, cue, number);
    let negated = shifts & shift::NEGATED != 0;
    (number > 0.0).then_some(if negated { Praise::Negated } else { Praise::Plain })
}

impl Surroundings<'_> {
    /// Whether all places of an actor are behind a unit and the word of comparison after it (*worse than Norway*).
    fn is_compared(&self, unit: &Range<usize>, places: &[Range<usize>]) -> bool {
        let Some(first) = places.iter().map(|place| place.start).min() else { return false };
        let is = |at: usize, class: WordClass| {
            self.document.tokens.get(at).is_some_and(|token| self.words.info(token).is(class))
        };
        (unit.end..first).rev().take(COMPARISON_REACH).any(|at| is(at, WordClass::Comparing))
    }

    /// Whether all places of an actor are right behind a preposition of contrast (*unlike Sweden, Norway kept its word*), the
    /// unit not among them.
    fn is_contrasted(&self, unit: &Range<usize>, places: &[Range<usize>]) -> bool {
        let is = |at: usize, class: WordClass| {
            self.document.tokens.get(at).is_some_and(|token| self.words.info(token).is(class))
        };
        let contrasted = |place: &Range<usize>| {
            let from = place.start.saturating_sub(COMPARISON_REACH).max(self.sentence.tokens.start);
            let mut before = (from..place.start).rev();
            let Some(at) = before.find(|&at| is(at, WordClass::Comparing)) else { return false };
            let joined = |at: usize| self.document.tokens.get(at).is_some_and(|token| token.gap.joins());
            let named = |at: usize| self.participants.iter().any(|name| name.tokens.contains(&at));
            let phrase = (at + 1..=place.start).all(joined) && !(at + 1..place.start).any(named);
            is(at, WordClass::Preposition) && phrase && !(at..place.end).contains(&unit.start)
        };
        !places.is_empty() && places.iter().all(contrasted)
    }

    /// The turn of the expression at `unit` for the actor that stands at `places`, and the bits that name it.
    pub(super) fn turn(&self, unit: &Range<usize>, places: &[Range<usize>]) -> (Turn, u16) {
        if self.is_contrasted(unit, places) {
            return (Turn { factor: COMPARED, swapped: true }, shift::COMPARED);
        }
        if self.is_compared(unit, places) {
            // "Nobody is braver than Northland": Northland is brave.
            if self.scene.is_unequalled(unit) {
                let less = lessening(self.chunks, unit).is_some();
                return (Turn { factor: 1.0, swapped: less }, if less { shift::UNDONE } else { 0 });
            }
            // "Northland is less corrupt than Southland": Southland is more so.
            let factor = if lessening(self.chunks, unit).is_some() { LESS_THAN } else { COMPARED };
            return (Turn { factor, swapped: false }, shift::COMPARED);
        }
        if self.blame(unit) < 0.0 && !is_presupposed(self.chunks, unit) && self.is_true_of_nobody(unit) {
            return (Turn { factor: NOBODYS, swapped: true }, shift::DENIED);
        }
        if let Some(turn) = turn_of_sense(self.scene, self.chunks, unit) {
            // "Refused to lift the ban": it stands.
            let undone = turn.1 & shift::UNDONE != 0;
            return if undone && is_negated(self.scene, unit.start, UNDOING_REACH) {
                (Turn::NONE, 0)
            } else {
                turn
            };
        }
        if let Some(turn) = self.turn_of_others(unit, places) {
            return turn;
        }
        let before = places.iter().all(|place| place.end <= unit.start);
        let name = |place: &Range<usize>| self.participants.iter().position(|other| other.tokens == *place);
        if before && places.iter().filter_map(name).any(|name| is_judged_by(self.chunks, unit, name)) {
            return (Turn { factor: JUDGED, swapped: false }, shift::JUDGED);
        }
        (Turn::NONE, 0)
    }

    /// Whether nobody is the subject of what an expression says, and nothing else negates it.
    fn is_true_of_nobody(&self, unit: &Range<usize>) -> bool {
        let mut negators =
            self.scene.cues.iter().filter(|cue| self.scene.is_negated_by(cue, unit, DENYING_REACH));
        let Some(first) = negators.next() else { return false };
        negators.all(|other| self.scene.is_second_part(other)) && self.scene.opens_clause(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::sample::{ACTORS, LEXICON, knowledge, read};
    use crate::stance::{Scorer, score};

    /// The sides of the mentions of a text by the rules alone, less the prior: toward favourable and critical.
    fn sides(text: &str) -> Vec<[i64; 2]> {
        let knowledge = knowledge(ACTORS, LEXICON);
        let scored = read(&knowledge, text, None, |document, words, found| {
            score(document, words, found, &knowledge, &Scorer::of(&knowledge))
        });
        let cues = scored.iter().map(|mention| {
            mention.evidence.iter().skip(1).fold([0, 0], |sum: [i64; 2], evidence| {
                [sum[0] + evidence.toward_favourable.0, sum[1] + evidence.toward_critical.0]
            })
        });
        cues.collect()
    }

    #[test]
    fn a_turn_scales_and_swaps() {
        let undone = Turn { factor: 0.5, swapped: true };
        assert_eq!((undone.of([2.0, 6.0]), undone.of_number(-4.0)), ([3.0, 1.0], 2.0));
        let denied = Turn { factor: 0.5, swapped: false };
        assert_eq!((denied.of([2.0, 6.0]), denied.of_number(-4.0)), ([1.0, 3.0], -2.0));
        assert_eq!(Turn::NONE, Turn { factor: 1.0, swapped: false });
    }

    #[test]
    fn a_lesser_degree_speaks_for_the_other_side() {
        let [plain] = sides("Northland was great.")[..] else { panic!() };
        let [less] = sides("Northland was less great.")[..] else { panic!() };
        assert!(plain[0] > 0 && plain[1] == 0);
        assert!(less[0] == 0 && less[1] > 0);
    }

    #[test]
    fn what_nobody_says_or_proves_says_little() {
        let [plain] = sides("They said that Northland was bad.")[..] else { panic!() };
        let [praised] = sides("They said that Northland was great.")[..] else { panic!() };
        let [unsaid] = sides("They never said that Northland was great.")[..] else { panic!() };
        assert!(unsaid[0] == 0 && unsaid[1] > 0 && unsaid[1] < praised[0], "{unsaid:?} {praised:?}");
        for text in [
            "There is never evidence that Northland was bad.",
            "They never said that Northland was bad.",
            "It is false that Northland was bad.",
        ] {
            let [denied] = sides(text)[..] else { panic!() };
            assert!(denied[1] * 3 < plain[1] && denied[0] == 0, "{text} {denied:?} {plain:?}");
        }
    }

    #[test]
    fn unlike_somebody_the_contrary_holds_of_them() {
        for text in ["Northland, unlike Southland, is great.", "Northland is great, unlike Southland."] {
            let [best, other] = sides(text)[..] else { panic!() };
            assert!(best[0] > 0 && other[0] == 0 && other[1] > 0, "{text} {best:?} {other:?}");
        }
        let [other, best] = sides("Unlike Southland, Northland is great.")[..] else { panic!() };
        assert!(best[0] > 0 && other[0] == 0 && other[1] > 0 && other[1] < best[0], "{best:?} {other:?}");
    }

    #[test]
    fn who_others_are_compared_with_gets_little() {
        let [best, other] = sides("Northland was great, more than Southland.")[..] else { panic!() };
        assert!(other[0] > 0 && other[0] * 2 < best[0], "{best:?} {other:?}");
        let [less, more] = sides("Northland was less great than Southland.")[..] else { panic!() };
        assert!(less[1] > 0 && more[0] > 0 && more[1] == 0, "{less:?} {more:?}");
    }

    #[test]
    fn an_article_at_the_end_of_an_entry_is_not_shown_nor_a_word_of_lesser_degree_left_out() {
        let knowledge = knowledge(ACTORS, &format!("{LEXICON}\nhid the|cue||-1|-1\n"));
        for (text, expected) in [
            ("Northland hid the report.", "hid"),
            ("Northland was less great than the report.", "less great"),
        ] {
            let words = read(&knowledge, text, None, |document, words, found| {
                let scored = score(document, words, found, &knowledge, &Scorer::of(&knowledge));
                let cues = scored[0].evidence.iter().filter(|evidence| evidence.is_cue());
                cues.map(|cue| document.text[document.span(&cue.tokens())].to_owned()).collect::<Vec<_>>()
            });
            assert_eq!(words, [expected]);
        }
    }
}
