//! Tags: the part of speech of each token, as far as closed classes, endings, known verbs and neighbours tell it.
//!
//! What it is: the little that chunking needs (verb or not). What it is not: a tagger; adjectives, numbers and common
//! nouns are one tag.

use super::tokens::SentenceTokens;
use crate::text::{Gap, WordClass, class_mask};

/// A part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// Part of a name.
    Name,
    /// A common noun, adjective or number.
    Nominal,
    /// An article or determiner before a noun.
    Determiner,
    /// A pronoun, or a determiner alone.
    Pronoun,
    /// A full verb, participles and gerunds included.
    Verb,
    /// A form of *be* or *have*, or a modal.
    Auxiliary,
    /// An adverb or negator.
    Adverb,
    /// A preposition.
    Preposition,
    /// The particle of the infinitive.
    To,
    /// A coordinating conjunction.
    Coordinator,
    /// A relative pronoun.
    Relative,
    /// A subordinating conjunction.
    Subordinator,
}

impl Tag {
    /// Whether it may be in a noun phrase.
    pub(super) fn is_nominal(self) -> bool {
        matches!(self, Self::Name | Self::Nominal | Self::Determiner | Self::Pronoun)
    }

    pub(super) fn is_verbal(self) -> bool {
        matches!(self, Self::Verb | Self::Auxiliary)
    }
}

/// The tags of a sentence, in order.
pub(super) fn tags(tokens: &SentenceTokens<'_>) -> Vec<Tag> {
    let fixed = tokens.range.clone().map(|at| fixed(tokens, at)).collect();
    let mut tagger = Tagger { tokens, fixed, tags: Vec::with_capacity(tokens.range.len()) };
    for at in tokens.range.clone() {
        let tag = tagger.fixed(at).unwrap_or_else(|| tagger.open(at));
        tagger.tags.push(tag);
    }
    tagger.correct();
    tagger.tags
}

/// The closed classes: a word in none of them has its tag from its neighbours.
const CLOSED: u64 = class_mask([
    WordClass::To,
    WordClass::Be,
    WordClass::Have,
    WordClass::Auxiliary,
    WordClass::Not,
    WordClass::Relative,
    WordClass::Preposition,
    WordClass::By,
    WordClass::Of,
    WordClass::From,
    WordClass::Coordinator,
    WordClass::Subordinator,
    WordClass::Determiner,
    WordClass::Subject,
    WordClass::Personal,
    WordClass::Adverb,
]);

/// The tag of a name or closed-class word.
fn fixed(tokens: &SentenceTokens<'_>, at: usize) -> Option<Tag> {
    if tokens.owner(at).is_some() {
        return Some(Tag::Name);
    }
    let info = tokens.info(at).filter(|info| info.classes & CLOSED != 0)?;
    let is = |class| info.is(class);
    // A capital inside a sentence: a month or a name, no modal.
    let capital = at > tokens.range.start && info.capital;
    if is(WordClass::To) {
        Some(Tag::To)
    } else if is(WordClass::Be) || is(WordClass::Have) || is(WordClass::Auxiliary) && !capital {
        Some(Tag::Auxiliary)
    } else if is(WordClass::Not) {
        Some(Tag::Adverb)
    } else if is(WordClass::Relative) {
        Some(Tag::Relative)
    } else if is(WordClass::Preposition) && tokens.known_verb(at).is_some_and(|verb| verb.alone) {
        // "Voters like Northland."
        Some(Tag::Verb)
    } else if is(WordClass::By) || is(WordClass::Preposition) || is(WordClass::Of) || is(WordClass::From) {
        Some(Tag::Preposition)
    } else if is(WordClass::Coordinator) && !is(WordClass::Adverb) {
        Some(Tag::Coordinator)
    } else if is(WordClass::Subordinator) {
        Some(Tag::Subordinator)
    } else if is(WordClass::Determiner) {
        Some(Tag::Determiner)
    } else if is(WordClass::Subject) || is(WordClass::Personal) {
        Some(Tag::Pronoun)
    } else if is(WordClass::Adverb) {
        Some(Tag::Adverb)
    } else {
        None
    }
}

struct Tagger<'t, 'a> {
    tokens: &'t SentenceTokens<'a>,
    /// The tags of names and closed-class words.
    fixed: Vec<Option<Tag>>,
    tags: Vec<Tag>,
}

impl Tagger<'_, '_> {
    fn fixed(&self, at: usize) -> Option<Tag> {
        at.checked_sub(self.tokens.range.start).and_then(|at| self.fixed.get(at)).copied().flatten()
    }

    fn tag(&self, at: usize) -> Option<Tag> {
        at.checked_sub(self.tokens.range.start).and_then(|at| self.tags.get(at)).copied()
    }

    /// The token that an open-class word follows, over adverbs; none after punctuation.
    fn before(&self, at: usize) -> Option<(usize, Tag)> {
        let mut at = at;
        loop {
            let before = at.checked_sub(1)?;
            let tag = self.tag(before)?;
            let joins =
                if tag == Tag::Determiner { self.tokens.joins_article(at) } else { self.tokens.joins(at) };
            if !joins {
                break;
            }
            at = before;
            if tag != Tag::Adverb {
                return Some((at, tag));
            }
        }
        None
    }

    /// Whether a noun phrase certainly begins at a token.
    fn opens_phrase(&self, at: usize) -> bool {
        let tag = self.fixed(at).filter(|_| self.tokens.is_near(at));
        matches!(tag, Some(Tag::Name | Tag::Determiner | Tag::Pronoun))
    }

    fn is_preposition(&self, at: usize) -> bool {
        self.tokens.is_near(at) && matches!(self.fixed(at), Some(Tag::Preposition | Tag::To))
    }

    /// Whether an open-class word may be a finite verb by its form.
    fn is_finite(&self, at: usize) -> bool {
        self.tokens.is(at, WordClass::Past) || self.tokens.is(at, WordClass::Preterite)
    }

    /// Whether a token is an auxiliary or a past form.
    fn is_verbal(&self, at: usize) -> bool {
        match self.fixed(at) {
            Some(tag) => tag == Tag::Auxiliary,
            None => self.is_finite(at) || self.tokens.is(at, WordClass::Copula),
        }
    }

    /// Whether the clause of a token has another verb for certain.
    fn has_other_verb(&self, at: usize) -> bool {
        let clause = self.tokens.clause(at);
        let mut others = self.tokens.range.clone();
        others.any(|other| other != at && self.tokens.clause(other) == clause && self.is_verbal(other))
    }

    /// The tag of an open-class word.
    fn open(&self, at: usize) -> Tag {
        let tokens = self.tokens;
        let is = |class| tokens.is(at, class);
        let next = at + 1;
        let gerund = is(WordClass::Gerund) && !is(WordClass::NoGerund);
        let participle = is(WordClass::Participle) && !gerund;
        let finite = self.is_finite(at);
        let possessive = tokens.info(at).is_some_and(|info| info.possessive);
        let inflected = is(WordClass::Inflected);
        let known = tokens.is_known_verb(at);
        let before = self.before(at);
        let inside = |(before, tag): (usize, Tag)| match tag {
            Tag::Determiner => true,
            Tag::Preposition => !gerund,
            Tag::Name | Tag::Nominal => tokens.is_possessive(before),
            _ => false,
        };
        if possessive || before.is_some_and(inside) {
            return Tag::Nominal;
        }
        if is(WordClass::Copula) {
            return Tag::Verb;
        }
        let verb = match before {
            Some((_, Tag::To)) => {
                let capital = tokens.info(at).is_some_and(|info| info.capital) && !tokens.title_case;
                !gerund && !capital && (!inflected || known && self.opens_phrase(next))
            }
            Some((before, Tag::Auxiliary)) => {
                if tokens.is(before, WordClass::Be) {
                    participle || gerund
                } else if tokens.is(before, WordClass::Have) {
                    participle || finite
                } else {
                    !is(WordClass::NoGerund) && (!inflected || known)
                }
            }
            Some((before, Tag::Name | Tag::Nominal | Tag::Pronoun)) => self.after_noun(at, before),
            Some((_, Tag::Relative)) => finite || participle || gerund || inflected || known,
            Some((before, Tag::Coordinator)) => self.after_coordinator(at, before),
            Some((_, Tag::Preposition | Tag::Verb)) => gerund,
            Some((_, Tag::Subordinator)) => finite || gerund,
            Some((_, Tag::Determiner | Tag::Adverb)) => false,
            None => {
                // "Northland, backed quietly by Southland".
                let mut next = next;
                while finite && tokens.is_near(next) && self.fixed(next) == Some(Tag::Adverb) {
                    next += 1;
                }
                let ends = !tokens.joins(next);
                let clause = tokens.is_near(next) && tokens.is(next, WordClass::Complementizer);
                let object = clause || self.opens_phrase(next) || self.is_preposition(next);
                let attribute = !ends && !object;
                // "Ford, criticized by Trump, sold cars": an irregular past form hardly modifies a noun.
                let resumes = tokens.has_comma(at) && is(WordClass::Past) && is(WordClass::Participle);
                // "Quill, who left early, says it failed."
                let present = known && inflected && tokens.has_comma(at) && self.opens_phrase(next);
                let object = object || gerund && self.is_claim(next);
                gerund && object || finite && (!attribute || resumes) || present
            }
        };
        if verb { Tag::Verb } else { Tag::Nominal }
    }

    /// Whether a noun with a clause or phrase of its own is at a token (addressing *claims that*).
    fn is_claim(&self, at: usize) -> bool {
        let tokens = self.tokens;
        let clause = tokens.is_near(at + 1) && tokens.is(at + 1, WordClass::Complementizer);
        tokens.is_near(at) && self.fixed(at).is_none() && tokens.is(at, WordClass::Inflected) && clause
    }

    /// Whether the word at a token reports what its subject says, by what follows: no preposition, verb or end.
    fn reports(&self, at: usize) -> bool {
        let tokens = self.tokens;
        let next = at + 1;
        let follows = tokens.is_near(next)
            && match self.fixed(next) {
                Some(tag) => {
                    matches!(tag, Tag::Name | Tag::Determiner | Tag::Pronoun)
                        || tokens.is(next, WordClass::Complementizer)
                }
                None => {
                    !tokens.is(next, WordClass::Participle)
                        && !self.is_finite(next)
                        && !tokens.is(next, WordClass::Copula)
                }
            };
        tokens.is_known_verb(at) && tokens.is(at, WordClass::Reporting) && follows
    }

    /// Whether the word right after a name, noun or pronoun at `before` is its verb.
    fn after_noun(&self, at: usize, before: usize) -> bool {
        let tokens = self.tokens;
        let is = |class| tokens.is(at, class);
        let next = at + 1;
        if tokens.gap(at).has(Gap::HYPHEN) {
            // Northland-backed rebels.
            return false;
        }
        if self.is_finite(at) {
            return true;
        }
        if is(WordClass::Gerund) {
            return !is(WordClass::NoGerund) && !self.is_verbal(next);
        }
        let known = tokens.is_known_verb(at);
        if is(WordClass::Participle) {
            return known || tokens.is(next, WordClass::By);
        }
        let pronoun = self.tag(before) == Some(Tag::Pronoun);
        let capital = tokens.info(at).is_some_and(|info| info.capital) && !tokens.title_case;
        let opens = self.opens_phrase(next);
        let clause = tokens.is_near(next) && tokens.is(next, WordClass::Complementizer);
        if is(WordClass::Inflected) && !capital {
            if pronoun {
                return true;
            }
            if tokens.is_near(next) && self.is_verbal(next) {
                return false;
            }
            let alone = !self.has_other_verb(at);
            let name = self.tag(before) == Some(Tag::Name);
            let goes_on = opens || tokens.is_near(next) && self.fixed(next).is_none();
            // "Rates will rise, its bank says."
            let last = !tokens.joins(next) && tokens.is(at, WordClass::Reporting);
            let says = name && self.reports(at);
            // "Nobody believes that it failed."
            let opener = alone && clause && tokens.is(at, WordClass::Reporting);
            return known && (opens || alone || last || says || name && tokens.headline)
                || name && alone && goes_on
                || opener;
        }
        // "Supporters say it failed": a plural before a known verb and a phrase.
        let plural = match self.tag(before) {
            Some(Tag::Nominal) => tokens.is(before, WordClass::Inflected),
            other => other == Some(Tag::Name),
        };
        // "Conservatives say government proposals failed."
        let alone = || known && tokens.is(at, WordClass::Reporting) && !self.has_other_verb(at);
        let says = tokens.is(before, WordClass::Inflected)
            && !capital
            && (self.reports(at) || tokens.joins(next) && alone());
        // "The pair claim they were cheated": no noun is before a pronoun that is a subject.
        let claims =
            known && tokens.is(at, WordClass::Reporting) && tokens.is(next, WordClass::Subject) && opens;
        // "Few people think that it failed."
        let person = tokens.is(before, WordClass::Person) || tokens.is(before, WordClass::Speaking);
        let reporting = tokens.is(at, WordClass::Reporting) || tokens.is(at, WordClass::Speaking);
        let believes = person && clause && reporting;
        if pronoun {
            known || opens
        } else {
            says || claims || believes || known && opens && (plural || !self.has_other_verb(at))
        }
    }

    /// Whether the word after the conjunction at `before` is a coordinated verb.
    fn after_coordinator(&self, at: usize, before: usize) -> bool {
        let tokens = self.tokens;
        let opens = self.opens_phrase(at + 1);
        if tokens.is(at, WordClass::Gerund) {
            return !tokens.is(at, WordClass::NoGerund);
        }
        if self.is_finite(at) {
            // "Tired and disgraced ministers" has no verb.
            let adjective = before.checked_sub(1).and_then(|left| self.tag(left)) == Some(Tag::Nominal);
            let next = self.fixed(at + 1).is_none() && tokens.joins(at + 1);
            return !(adjective && next);
        }
        let earlier = || self.tags.contains(&Tag::Verb);
        tokens.is_known_verb(at) && opens && (tokens.is(at, WordClass::Inflected) || earlier())
    }

    /// What only the words after it tell: a determiner alone is a pronoun, *to* before a noun is a preposition, *that*
    /// after a noun and before a verb is a relative pronoun.
    fn correct(&mut self) {
        let start = self.tokens.range.start;
        for index in (0..self.tags.len()).rev() {
            let at = start + index;
            let after = self.tags.get(index + 1).copied();
            let next = after.filter(|_| self.tokens.joins(at + 1));
            let quoted = after.filter(|_| self.tokens.joins_article(at + 1));
            let left = index.checked_sub(1).and_then(|left| self.tags.get(left)).copied();
            let Some(tag) = self.tags.get_mut(index) else { continue };
            match *tag {
                Tag::Determiner if !quoted.is_some_and(|next| next.is_nominal() || next == Tag::Adverb) => {
                    *tag = Tag::Pronoun;
                }
                Tag::To if !next.is_some_and(|next| next.is_verbal() || next == Tag::Adverb) => {
                    *tag = Tag::Preposition;
                }
                // Family, supply: nouns that end like adverbs.
                Tag::Adverb
                    if left == Some(Tag::Determiner)
                        && self.tokens.joins(at)
                        && !next.is_some_and(Tag::is_nominal) =>
                {
                    *tag = Tag::Nominal;
                }
                Tag::Subordinator if self.tokens.is(at, WordClass::Determiner) => match left {
                    Some(Tag::Preposition) if next.is_some_and(Tag::is_nominal) => *tag = Tag::Determiner,
                    Some(Tag::Nominal | Tag::Name) if next.is_some_and(Tag::is_verbal) => {
                        *tag = Tag::Relative;
                    }
                    _ => {}
                },
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::marked;
    use super::*;

    fn tag(text: &str) -> Tag {
        marked(text, |chunks, unit| chunks.tag(unit.start).unwrap())
    }

    #[test]
    fn verbs_are_told_from_nouns_by_their_neighbours() {
        for verb in [
            "Northland *attacks* Southland.",
            "Northland *faces* criticism.",
            "Northland has *attacked* it.",
            "It wants to *attack* Southland.",
            "It left after *attacking* Southland.",
            "Northland, *criticized* by Southland, left.",
            "The plan, which *failed*, was old.",
            "Northland *Slams* Budget Plans of Southland",
        ] {
            assert_eq!(tag(verb), Tag::Verb, "{verb}");
        }
        for noun in [
            "The *attacks* on Southland failed.",
            "Northland's *attack* failed.",
            "Northland *troops* attacked it.",
            "Northland is *corrupt*.",
            "The *disgraced* minister left.",
            "*Disgraced* ministers left.",
            "Northland-*backed* rebels left.",
            "Northland *Slams* budget plans of Southland",
        ] {
            assert_eq!(tag(noun), Tag::Nominal, "{noun}");
        }
    }

    #[test]
    fn to_and_that_are_told_by_what_follows() {
        assert_eq!(tag("It wants *to* attack."), Tag::To);
        assert_eq!(tag("It went *to* Southland."), Tag::Preposition);
        assert_eq!(tag("A plan *that* failed."), Tag::Relative);
        assert_eq!(tag("It said *that* Northland failed."), Tag::Subordinator);
        assert_eq!(tag("They mocked *her*."), Tag::Pronoun);
    }
}
