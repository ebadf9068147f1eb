//! Units: the words and expressions of a sentence that may be reasons for or against an actor.

use super::participants::Participant;
use super::roles::Role;
use super::scene::Scene;
use crate::index::relation::Neighbour;
use crate::lexicon::Kind;
use crate::mentions::{FoundBy, Mention, Unlisted};
use crate::syntax::Chunks;
use crate::text::{Document, Gap, Sentence, Symbol, WordClass, WordTable};
use std::ops::Range;

/// A sentence in which mentions are scored.
pub struct Surroundings<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its words.
    pub words: &'a WordTable<'a>,
    /// The sentence.
    pub sentence: &'a Sentence,
    /// Clauses and expressions.
    pub scene: &'a Scene<'a>,
    /// The mentions of the sentence.
    pub mentions: &'a [Mention],
    /// Its other names.
    pub unlisted: &'a [Unlisted],
    /// Everybody whom it names, in the order of the text.
    pub participants: &'a [Participant],
    /// For each expression of the scene the participants that have a role to it.
    pub roles: &'a [Vec<(usize, Role)>],
    /// Its noun phrases and verb groups; its names are the participants.
    pub chunks: &'a Chunks<'a>,
    /// The stretches that reach into the sentence or lie between those that do, and that an actor says, each with the actor, in
    /// the order of the text.
    pub spoken: &'a [(Range<usize>, usize)],
    /// The kind of each of its tokens.
    pub kinds: &'a [Neighbour],
}

/// A word or expression in its relation to an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Index among the expressions of the scene; none for a word without a number.
    pub cue: Option<usize>,
}

/// The places of one actor in a sentence, and those of all other names.
pub(super) struct Places {
    pub targets: Vec<Range<usize>>,
    /// Those of the targets that are names or nouns, of which no expression is made.
    pub named: Vec<Range<usize>>,
    pub others: Vec<Range<usize>>,
}

impl Surroundings<'_> {
    /// Where an actor and the others stand.
    pub(super) fn places(&self, actor: usize) -> Places {
        let of = |mine: bool| {
            let mentions = self.mentions.iter().filter(move |mention| (mention.actor == actor) == mine);
            mentions.map(|mention| mention.tokens.clone())
        };
        let unlisted = self.unlisted.iter().map(|name| name.tokens.clone());
        let named = self.mentions.iter().filter(|mention| {
            mention.actor == actor && !(mention.found_by == FoundBy::Pronoun && mention.tokens.len() == 1)
        });
        Places {
            targets: of(true).collect(),
            named: named.map(|mention| mention.tokens.clone()).collect(),
            others: of(false).chain(unlisted).collect(),
        }
    }

    /// The units of the sentence for an actor that stands in some places, in the order of the text: every cue of the
    /// lexicon, and every word outside names and expressions that is no determiner, day or month, nor the second half of a
    /// compound with a name.
    pub(super) fn units(&self, places: &Places) -> Vec<Unit> {
        let first = self.sentence.tokens.start;
        let mut taken = vec![false; self.sentence.tokens.len()];
        let mut take = |tokens: Range<usize>| {
            for at in tokens {
                if let Some(slot) = taken.get_mut(at.wrapping_sub(first)) {
                    *slot = true;
                }
            }
        };
        let inside = |at: usize| places.named.iter().any(|target| target.contains(&at));
        let mut units = Vec::with_capacity(self.sentence.tokens.len());
        for (index, cue) in self.scene.cues.iter().enumerate() {
            if cue.tokens.clone().any(inside) || !matches!(cue.kind, Kind::Cue | Kind::Neutral) {
                continue;
            }
            take(cue.tokens.clone());
            if cue.kind == Kind::Cue {
                units.push(Unit { tokens: cue.tokens.clone(), cue: Some(index) });
            }
        }
        places.targets.iter().chain(&places.others).for_each(|name| take(name.clone()));
        for at in self.sentence.tokens.clone() {
            let Some(token) = self.document.tokens.get(at) else { break };
            let info = self.words.info(token);
            // "The Russian-dominated union": the second half of a compound with a name.
            let of_name = |at: usize| self.participants.iter().any(|name| name.tokens.end == at);
            if token.gap.has(Gap::HYPHEN) && of_name(at) {
                continue;
            }
            let is_word = || self.document.token_text(token).chars().any(char::is_alphabetic);
            if taken.get(at - first) == Some(&true)
                || info.is(WordClass::Determiner)
                || info.is(WordClass::Calendar)
                || !is_word()
            {
                continue;
            }
            units.push(Unit { tokens: at..at + 1, cue: None });
        }
        units.sort_by_key(|unit| (unit.tokens.start, unit.tokens.end));
        units
    }

    /// The stem of a unit of one word.
    pub(super) fn stem(&self, unit: &Unit) -> Symbol {
        let token = self.document.tokens.get(unit.tokens.start).filter(|_| unit.tokens.len() == 1);
        token.map_or(Symbol::NONE, |token| self.words.info(token).stem)
    }
}

#[cfg(test)]
mod tests {
    use super::super::score::surroundings;
    use crate::mentions::sample::{ACTORS, LEXICON, knowledge, read};

    /// The words of the units of the first mention.
    fn units(text: &str) -> Vec<String> {
        let knowledge = knowledge(ACTORS, LEXICON);
        read(&knowledge, text, None, |document, words, found| {
            let mut all = Vec::new();
            surroundings(document, words, found, &knowledge, &mut |place, _| {
                let units = place.units(&place.places(place.mentions[0].actor));
                all.extend(units.iter().map(|unit| document.text[document.span(&unit.tokens)].to_owned()));
            });
            all
        })
    }

    #[test]
    fn the_second_half_of_a_compound_with_a_name_is_no_unit() {
        assert_eq!(units("The Northland-dominated union praised Southland."), ["union", "praised"]);
        assert_eq!(
            units("The male-dominated union praised Southland."),
            ["male", "dominated", "union", "praised"]
        );
    }
}
