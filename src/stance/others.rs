//! Cues that say something of others than the actor, who has to do with them: what is blamed for hitting it, a person whom
//! it meets, what it says of somebody, what happens without it.

use super::evidence::shift;
use super::feature::Surroundings;
use super::turn::Turn;
use crate::lexicon::Kind;
use crate::mentions::CueMatch;
use crate::syntax::{
    Reversal, attribute_of_aimed_at, described_and_aimed_at, is_of_somebody_else, outermost_governor,
    reversal,
};
use crate::text::WordClass;
use std::ops::Range;

/// What is left of blame for the other side, where it is for what is done to the actor (the smears against Northland are
/// *shameful*).
const BLAMED_FOR: f64 = 0.65;
/// What is left of it where it stands before that (a *shameful* attack on Northland), and of what is done itself, if it is
/// blamed.
const BLAMED: f64 = 0.3;
/// What is left of a cue that describes somebody else.
const SOMEBODY_ELSE: f64 = 0.3;
/// What is left of it in words that the actor says of others.
const OWN_WORDS: f64 = 0.3;
/// What is left of a verb that ends something bad for the actor, beside what it ends (*overturned* the conviction).
const ENDING: f64 = 0.2;
/// What is left of what would go wrong without the actor, for the other side (*without Northland they would have failed*).
const WITHOUT: f64 = 0.7;

/// Tokens from a verb that ends something to what it ends, from what is done to the word that blames it, and from *would have*
/// to what would have happened.
const REACH: usize = 12;
/// Tokens to both sides in which who speaks may name himself.
const REACH_OF_SPEAKER: usize = 20;
/// Places of the actor, and stretches that are said, that are looked at, so that a long sentence takes little time.
const PLACES_TRIED: usize = 8;

impl Surroundings<'_> {
    /// The turn of an expression that says something of others than the actor at `places`, and the bit that names it.
    pub(super) fn turn_of_others(&self, unit: &Range<usize>, places: &[Range<usize>]) -> Option<(Turn, u16)> {
        let scaled = |factor, bit| Some((Turn { factor, swapped: false }, bit));
        let name = |place: &Range<usize>| self.participants.iter().position(|other| other.tokens == *place);
        let names: Vec<usize> = places.iter().take(PLACES_TRIED).filter_map(name).collect();
        if self.blame(unit) < 0.0 {
            if self.ends_what_hits(unit) {
                return scaled(ENDING, shift::UNDONE);
            }
            for &name in &names {
                let hits = |at: Option<usize>| at.is_some_and(|at| self.hits(at));
                if hits(described_and_aimed_at(self.chunks, unit, name)) {
                    return Some((Turn { factor: BLAMED_FOR, swapped: true }, shift::UNDONE));
                }
                if hits(attribute_of_aimed_at(self.chunks, unit, name)) {
                    return scaled(BLAMED, shift::LOOSE);
                }
            }
            if self.is_blamed(unit, &names) {
                return scaled(BLAMED, shift::LOOSE);
            }
            if !names.is_empty() && names.iter().all(|&name| self.is_without(name, unit)) {
                return Some((Turn { factor: WITHOUT, swapped: true }, shift::UNDONE));
            }
        }
        if names.iter().any(|&name| is_of_somebody_else(self.chunks, unit, name)) {
            return scaled(SOMEBODY_ELSE, shift::LOOSE);
        }
        if self.is_said_of_others(unit, &names, places) { scaled(OWN_WORDS, shift::OWN_WORDS) } else { None }
    }

    /// The cues that begin at some tokens.
    fn cues_in(&self, tokens: Range<usize>) -> impl Iterator<Item = &CueMatch> {
        let first = self.scene.cues.partition_point(|cue| cue.tokens.start < tokens.start);
        let behind = self.scene.cues.get(first..).unwrap_or_default();
        behind.iter().take_while(move |cue| cue.tokens.start < tokens.end).filter(|cue| cue.kind == Kind::Cue)
    }

    /// The number by which the expression at some tokens is blame, below 0: that of what it says, or of whom it is said to; that
    /// of who acts where it has no other. 0 where the lexicon has none.
    pub(super) fn blame(&self, unit: &Range<usize>) -> f64 {
        let cue = self.cues_in(unit.start..unit.start + 1).find(|cue| cue.tokens == *unit);
        let entry = cue.map(|cue| self.scene.knowledge.entry(cue.entry));
        entry.map_or(0.0, |entry| {
            let said = entry.polarity.min(entry.patient);
            if entry.polarity == 0.0 && entry.patient == 0.0 { entry.agent } else { said }
        })
    }

    /// Whether the lexicon says that the noun at a token speaks against whom it is aimed at.
    fn hits(&self, at: usize) -> bool {
        let cue = self.cues_in(at.saturating_sub(REACH)..at + 1).find(|cue| cue.tokens.contains(&at));
        let entry = cue.map(|cue| self.scene.knowledge.entry(cue.entry));
        entry.is_some_and(
            |entry| if entry.patient == 0.0 { entry.polarity < 0.0 } else { entry.patient < 0.0 },
        )
    }

    /// Whether an expression is what hits the actor and is blamed for it (the *smears* against Northland are shameful).
    fn is_blamed(&self, unit: &Range<usize>, names: &[usize]) -> bool {
        let blames = |cue: &CueMatch| {
            let aimed = |&name: &usize| described_and_aimed_at(self.chunks, &cue.tokens, name);
            self.blame(&cue.tokens) < 0.0 && names.iter().filter_map(aimed).any(|at| unit.contains(&at))
        };
        self.cues_in(unit.end..unit.end + REACH).any(blames)
    }

    /// Whether the expression at `unit` is a verb that ends something bad, which is a cue by itself.
    fn ends_what_hits(&self, unit: &Range<usize>) -> bool {
        let ends = unit.len() == 1
            && [WordClass::Undoing, WordClass::Clearing].into_iter().any(|class| self.has(unit.start, class));
        let ended = |cue: &CueMatch| {
            cue.tokens != *unit
                && self.scene.clause(unit.start) == self.scene.clause(cue.tokens.start)
                && self.blame(&cue.tokens) < 0.0
                && reversal(self.chunks, &cue.tokens) == Some(Reversal::Undone)
        };
        ends && self.cues_in(unit.start.saturating_sub(REACH)..unit.end + REACH).any(ended)
    }

    /// Whether the phrase of a name is governed by a negator (*without Northland*, *without the help of Northland*), and an
    /// expression tells behind or before it what would have happened.
    fn is_without(&self, name: usize, unit: &Range<usize>) -> bool {
        let Some((at, end)) = outermost_governor(self.chunks, name) else { return false };
        let negator = |cue: &CueMatch| cue.kind == Kind::Negator && cue.tokens == (at..at + 1);
        let first = self.scene.cues.partition_point(|cue| cue.tokens.start < at);
        let clause = self.scene.clause(unit.start);
        let would = |before: usize| {
            self.scene.clause(before) == clause
                && self.has(before, WordClass::Auxiliary)
                && self.has(before + 1, WordClass::Have)
        };
        let mut before = unit.start.saturating_sub(REACH).max(self.sentence.tokens.start)..unit.start;
        self.scene.cues.get(first).is_some_and(negator)
            && !(at..end).contains(&unit.start)
            && before.any(would)
    }

    /// Whether an expression is in words of the actor, whose places are outside of them, and it does not speak of itself there
    /// (*we are going to win*).
    fn is_said_of_others(&self, unit: &Range<usize>, names: &[usize], places: &[Range<usize>]) -> bool {
        let actor = names.iter().find_map(|&name| {
            let at = self.participants.get(name)?.mention?;
            Some(self.mentions.get(at)?.actor)
        });
        let from = self.spoken.partition_point(|(content, _)| content.start <= unit.start);
        let own = |(content, speaker): &(Range<usize>, usize)| {
            let inside = |place: &Range<usize>| content.contains(&place.start);
            Some(*speaker) == actor && content.contains(&unit.start) && !places.iter().any(inside)
        };
        if !self.spoken.iter().take(from).rev().take(PLACES_TRIED).any(own) {
            return false;
        }
        let clause = self.scene.clause(unit.start);
        let speaker = |at: usize| self.has(at, WordClass::Subject) && !self.has(at, WordClass::Personal);
        let from = unit.start.saturating_sub(REACH_OF_SPEAKER).max(self.sentence.tokens.start);
        let to = (unit.end + REACH_OF_SPEAKER).min(self.sentence.tokens.end);
        !(from..to).any(|at| self.scene.clause(at) == clause && speaker(at))
    }

    fn has(&self, at: usize, class: WordClass) -> bool {
        self.document.tokens.get(at).is_some_and(|token| self.words.info(token).is(class))
    }
}

#[cfg(test)]
mod tests {
    use crate::mentions::sample::{ACTORS, LEXICON, knowledge, read};
    use crate::stance::{Scorer, score};

    /// The sides of the first mention of a text by the rules alone, less the prior: toward favourable and critical.
    fn sides(text: &str) -> [i64; 2] {
        let more = "shameful|cue|-2\nhero|cue|2\nsmears|cue|-1||-1\nfailed|cue|-1\nwithout|negator";
        let knowledge = knowledge(ACTORS, &format!("{LEXICON}\n{more}\n"));
        let scored = read(&knowledge, text, None, |document, words, found| {
            score(document, words, found, &knowledge, &Scorer::of(&knowledge))
        });
        scored[0].evidence.iter().skip(1).fold([0, 0], |sum: [i64; 2], evidence| {
            [sum[0] + evidence.toward_favourable.0, sum[1] + evidence.toward_critical.0]
        })
    }

    #[test]
    fn who_is_smeared_is_defended_by_blame_for_the_smears() {
        let [favourable, critical] = sides("The smears against Northland were shameful.");
        assert!(favourable > critical, "{favourable} {critical}");
        let [favourable, critical] = sides("The shameful smears of Northland were bad.");
        assert!(favourable < critical, "{favourable} {critical}");
    }

    #[test]
    fn a_hero_whom_somebody_meets_is_another() {
        let [met, _] = sides("Northland met a hero.");
        let [is, _] = sides("Northland is a hero.");
        assert!(met > 0 && met * 2 < is, "{met} {is}");
    }

    #[test]
    fn what_somebody_says_of_others_is_no_reason_for_them() {
        let [_, said] = sides("According to Northland, the report was bad.");
        let [_, plain] = sides("With Northland, the report was bad.");
        assert!(said > 0 && said * 2 < plain, "{said} {plain}");
    }

    #[test]
    fn what_would_go_wrong_without_somebody_speaks_for_them() {
        let [favourable, critical] = sides("Without Northland, the plan would have failed.");
        assert!(favourable > 0 && critical == 0, "{favourable} {critical}");
        let [favourable, critical] = sides("Without Northland, the plan of the others failed.");
        assert!(favourable == 0 && critical > 0, "{favourable} {critical}");
    }
}
