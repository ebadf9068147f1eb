//! The kind of each token of a sentence: what stands beside a unit or a mention, and on the path between them.

use super::feature::{Places, Surroundings};
use super::scene::Scene;
use crate::index::relation::{Neighbour, Step};
use crate::lexicon::Kind;
use crate::text::{Gap, Sentence, WordClass, WordInfo};
use std::ops::Range;

/// The kinds of the tokens of a sentence with some names.
pub(super) fn kinds(scene: &Scene<'_>, sentence: &Sentence, names: &[Range<usize>]) -> Vec<Neighbour> {
    let mut kinds: Vec<Neighbour> = sentence
        .tokens
        .clone()
        .map(|at| {
            let token = scene.document.tokens.get(at);
            token.map_or(Neighbour::Edge, |token| {
                let number =
                    scene.document.token_text(token).starts_with(|first: char| first.is_ascii_digit());
                if number { Neighbour::Number } else { kind(scene.words.info(token)) }
            })
        })
        .collect();
    let mut put = |tokens: &Range<usize>, kind: Neighbour| {
        for at in tokens.clone() {
            if let Some(slot) = kinds.get_mut(at.wrapping_sub(sentence.tokens.start)) {
                *slot = kind;
            }
        }
    };
    for cue in scene.cues.iter().filter(|cue| cue.kind == Kind::Speech) {
        put(&cue.tokens, Neighbour::Speech);
    }
    for name in names {
        let last = name.end.checked_sub(1).and_then(|at| scene.document.tokens.get(at));
        let possessive = last.is_some_and(|token| scene.words.info(token).possessive);
        put(name, if possessive { Neighbour::PossessiveName } else { Neighbour::Name });
    }
    kinds
}

/// The kind of a word that is no name.
fn kind(info: &WordInfo) -> Neighbour {
    let classes = [
        (WordClass::By, Neighbour::By),
        (WordClass::Of, Neighbour::Of),
        (WordClass::Be, Neighbour::Be),
        (WordClass::To, Neighbour::To),
        (WordClass::Not, Neighbour::Negator),
        (WordClass::Have, Neighbour::Auxiliary),
        (WordClass::Auxiliary, Neighbour::Auxiliary),
        (WordClass::Relative, Neighbour::Relative),
        (WordClass::Determiner, Neighbour::Determiner),
        (WordClass::Preposition, Neighbour::Preposition),
        (WordClass::Coordinator, Neighbour::Coordinator),
        (WordClass::Subordinator, Neighbour::Subordinator),
        (WordClass::Subject, Neighbour::Pronoun),
        (WordClass::Personal, Neighbour::Pronoun),
    ];
    let endings = [
        (WordClass::Participle, Neighbour::Participle),
        (WordClass::Preterite, Neighbour::Participle),
        (WordClass::Gerund, Neighbour::Gerund),
        (WordClass::Adverb, Neighbour::Adverb),
        (WordClass::Inflected, Neighbour::Inflected),
    ];
    let of = |classes: &[(WordClass, Neighbour)]| {
        classes.iter().find(|(class, _)| info.is(*class)).map(|(_, kind)| *kind)
    };
    of(&classes)
        .or(info.possessive.then_some(Neighbour::Possessive))
        .or(info.capital.then_some(Neighbour::Capital))
        .or_else(|| of(&endings))
        .unwrap_or(Neighbour::Word)
}

/// The kind of a gap that does not join two tokens.
fn mark(gap: Gap) -> Neighbour {
    if gap.has(Gap::QUOTE) {
        Neighbour::Quote
    } else if gap.has(Gap::COMMA) {
        Neighbour::Comma
    } else {
        Neighbour::Mark
    }
}

impl Surroundings<'_> {
    fn gap(&self, at: usize) -> Option<Gap> {
        self.document.tokens.get(at).map(|token| token.gap)
    }

    fn kind(&self, at: usize, places: &Places) -> Neighbour {
        let kind = at.checked_sub(self.sentence.tokens.start).and_then(|at| self.kinds.get(at)).copied();
        let mine = places.targets.iter().any(|target| target.contains(&at));
        match kind.unwrap_or(Neighbour::Edge) {
            Neighbour::PossessiveName if mine => Neighbour::PossessiveMention,
            Neighbour::Name if mine => Neighbour::Mention,
            kind => kind,
        }
    }

    /// What stands before a token: a mark, or the token before.
    pub(super) fn before(&self, at: usize, places: &Places) -> (Neighbour, Option<usize>) {
        let Some(before) = at.checked_sub(1).filter(|before| *before >= self.sentence.tokens.start) else {
            return (Neighbour::Edge, None);
        };
        match self.gap(at) {
            Some(gap) if !gap.joins() => (mark(gap), None),
            _ => (self.kind(before, places), Some(before)),
        }
    }

    /// What stands after the token before `at`: a mark, or the token at `at`.
    pub(super) fn after(&self, at: usize, places: &Places) -> (Neighbour, Option<usize>) {
        if at >= self.sentence.tokens.end {
            return (Neighbour::Edge, None);
        }
        match self.gap(at) {
            Some(gap) if !gap.joins() => (mark(gap), None),
            _ => match self.kind(at, places) {
                // The possessive ending counts only where it leads to the unit.
                Neighbour::PossessiveMention => (Neighbour::Mention, Some(at)),
                Neighbour::PossessiveName => (Neighbour::Name, Some(at)),
                kind => (kind, Some(at)),
            },
        }
    }

    /// The kinds of the tokens before and after a mention.
    pub(super) fn around_mention(&self, mention: &Range<usize>, places: &Places) -> (Neighbour, Neighbour) {
        let last = mention.end.checked_sub(1).and_then(|at| self.document.tokens.get(at));
        let possessive = last.is_some_and(|token| self.words.info(token).possessive);
        let after = if possessive { Neighbour::Possessive } else { self.after(mention.end, places).0 };
        (self.before(mention.start, places).0, after)
    }

    /// The path over the tokens `between` and the marks around them: up to three steps; of a longer one the first and the
    /// last.
    pub(super) fn path(&self, between: &Range<usize>, places: &Places) -> [Step; 3] {
        let mut first: [Step; 3] = [Step::End; 3];
        let mut count = 0usize;
        let mut last = Step::End;
        let mut push = |step: Step| {
            if let Some(slot) = first.get_mut(count) {
                *slot = step;
            }
            count += 1;
            last = step;
        };
        for at in between.start..=between.end {
            if let Some(gap) = self.gap(at).filter(|gap| !gap.joins() && at < self.sentence.tokens.end) {
                push(mark(gap).step());
            }
            if at < between.end {
                push(self.kind(at, places).step());
            }
        }
        if count <= 3 { first } else { [first[0], Step::Many, last] }
    }
}
