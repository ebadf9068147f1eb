//! Antecedents: which actor a pronoun, a noun or an office refers to that does not name it.
//!
//! Looked for in the sentence up to the reference and in the two sentences before it. Where two actors are as likely,
//! nobody is meant: a reference that is left out costs less than one that is put down to the wrong actor.

use super::knowledge::Knowledge;
use super::mention::{CueMatch, Found, FoundBy, Mention, Unlisted, Voice, certainty};
use super::references::{Reference, ReferenceKind};
use crate::actors::{ActorKind, Alias, Gender};
use crate::lexicon::Kind;
use crate::text::{Document, Gap, Sentence, Token, WordClass, WordInfo, WordTable, clauses};
use jiff::civil::Date;
use std::ops::Range;

/// Sentences back in which an antecedent is looked for.
const REACH: usize = 2;
/// Tokens after "it" in which a form of *be* makes it one that may stand for a thing or a fact.
const COPULA_REACH: usize = 3;
/// Mentions back that are remembered: a document may be long, and what is far back is not meant.
const MEMORY: usize = 400;
/// Sentences back in which the country of an office is looked for.
const COUNTRY_REACH: usize = 3;

/// What references of a document are resolved with.
pub(super) struct Antecedents<'a, 'w> {
    pub document: &'a Document,
    pub words: &'a WordTable<'w>,
    pub knowledge: &'a Knowledge,
    pub date: Option<Date>,
}

/// Somebody a reference may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Candidate {
    /// An actor.
    Actor(usize),
    /// A name that the registry does not have, by its place among those.
    Unlisted(usize),
}

impl Antecedents<'_, '_> {
    /// Puts the references of a sentence, whose names are found from `first` on, among its mentions.
    /// They begin at some of `places`.
    pub fn resolve(
        &self,
        found: &mut Found,
        first: usize,
        index: usize,
        sentence: &Sentence,
        places: &[usize],
    ) {
        let mut end = sentence.tokens.start;
        for &at in places {
            if at < end {
                continue;
            }
            let info = self.info(at);
            if self.taken(found, first, at) {
                continue;
            }
            let word = |step: usize| {
                let token =
                    self.document.tokens.get(at + step).filter(|_| at + step < sentence.tokens.end)?;
                token.gap.joins().then(|| self.words.info(token).lower)
            };
            let Some((number, reference)) = self.knowledge.references.at(info.lower, word) else { continue };
            let tokens = at..at + reference.words.len();
            let here = Here { found, first, index, sentence, tokens: tokens.clone() };
            let resolved = match reference.kind {
                ReferenceKind::Pronoun => self.pronoun(&here, reference),
                ReferenceKind::Noun | ReferenceKind::Head => self.noun(&here, reference),
                ReferenceKind::Office => self.office(&here, number, reference),
            };
            let Some((actor, sure)) = resolved else { continue };
            end = tokens.end;
            // "the Commission" is no other name then.
            let from = found.unlisted.partition_point(|name| name.sentence < index);
            let overlaps = |name: &Unlisted| name.tokens.start < end && name.tokens.end > at;
            if let Some(own) = found.unlisted[from..].iter().position(overlaps) {
                found.unlisted.remove(from + own);
            }
            let place = found.mentions.partition_point(|m| (m.sentence, m.tokens.start) < (index, at));
            let found_by = match reference.kind {
                ReferenceKind::Pronoun => FoundBy::Pronoun,
                _ => FoundBy::Descriptor,
            };
            found.mentions.insert(
                place,
                Mention {
                    actor,
                    sentence: index,
                    tokens,
                    found_by,
                    certainty: sure,
                    voice: Voice::Narration,
                    speaker: None,
                    office: false,
                },
            );
        }
    }

    /// The alias meant by a descriptor that several actors share: that of the one spoken of last.
    pub fn shared<'k>(
        &self,
        found: &Found,
        at: usize,
        aliases: impl Iterator<Item = (u32, &'k Alias)> + Clone,
    ) -> Option<(u32, &'k Alias)> {
        let is_determiner = |at: usize| self.info(at).is(WordClass::Determiner);
        if !is_determiner(at) && !at.checked_sub(1).is_some_and(is_determiner) {
            return None;
        }
        found
            .mentions
            .iter()
            .rev()
            .find_map(|mention| aliases.clone().find(|(_, alias)| alias.actor == Some(mention.actor)))
    }

    fn info(&self, at: usize) -> &WordInfo {
        self.words.info(&self.document.tokens[at])
    }

    fn taken(&self, found: &Found, first: usize, at: usize) -> bool {
        found.named.get(at).copied().unwrap_or(false)
            || found.mentions[first..].iter().any(|mention| mention.tokens.contains(&at))
    }

    fn pronoun(&self, here: &Here<'_>, reference: &Reference) -> Option<(usize, f64)> {
        let persons = reference.actors.contains(&ActorKind::Person);
        // What is no person is spoken of by "it" as well as things and facts are: only a subject that takes up a
        // subject is taken for an actor.
        let strict = !persons && !reference.dependent;
        if strict && !self.may_be_subject(here) {
            return None;
        }
        for back in 0..=REACH {
            let among = self.candidates(here, reference, back);
            match among.as_slice() {
                [] => {}
                [(start, Candidate::Actor(actor))] => {
                    if !persons && (strict || back > 0) && !self.is_subject(*start) {
                        return None;
                    }
                    let sure = if back == 0 { certainty::PRONOUN } else { certainty::FAR_PRONOUN };
                    return Some((*actor, sure));
                }
                // Of several persons in one sentence any may be meant; a new sentence takes up the subject of the last.
                [(start, Candidate::Actor(actor)), ..] if back > 0 && self.is_subject(*start) => {
                    return Some((*actor, certainty::FAR_PRONOUN));
                }
                _ => return None,
            }
        }
        None
    }

    /// Whether a pronoun may be the subject of a clause, and stands for more than what follows ("it is hard to").
    fn may_be_subject(&self, here: &Here<'_>) -> bool {
        let at = here.tokens.start;
        let gap = self.document.tokens[at].gap;
        let opens = at == here.sentence.tokens.start
            || gap.has(Gap::COMMA | Gap::BREAK | Gap::QUOTE | Gap::STOP)
            || {
                let before = self.info(at - 1);
                before.is(WordClass::Coordinator)
                    || before.is(WordClass::Subordinator)
                    || before.is(WordClass::Relative)
                    || here.found.cues.iter().any(|cue| cue.kind == Kind::Speech && cue.tokens.end == at)
            };
        let word = |step: usize| {
            let at = here.tokens.end + step;
            (at < here.sentence.tokens.end).then(|| &self.document.tokens[at])
        };
        let Some(next) = word(0) else { return false };
        // "It is", "it will be", but not "it is trying".
        let is_copula = (0..COPULA_REACH).any(|step| {
            word(step).is_some_and(|verb| self.words.info(verb).is(WordClass::Be))
                && !self.goes_on(word(step + 1), word(step + 2))
        });
        opens && next.gap.0 == Gap::SPACE && !is_copula
    }

    /// Whether what stands after a form of *be* is what somebody is doing ("is trying to"), and not what is said of a fact
    /// ("is worrying that", "is nothing").
    fn goes_on(&self, verb: Option<&Token>, next: Option<&Token>) -> bool {
        let ends = |token: &Token, ending: &str| self.document.token_text(token).ends_with(ending);
        let of_a_fact = |token: &Token| {
            let info = self.words.info(token);
            info.is(WordClass::Relative) || info.is(WordClass::Subordinator)
        };
        verb.is_some_and(|verb| ends(verb, "ing") && !ends(verb, "thing")) && !next.is_some_and(of_a_fact)
    }

    /// Whether a mention that begins there looks like the subject of its sentence: at its beginning or after an opening
    /// phrase, governed by no preposition, and followed by no noun of its own.
    fn is_subject(&self, start: usize) -> bool {
        let Some(before) = start.checked_sub(1) else { return true };
        let token = &self.document.tokens[start];
        if token.gap.has(Gap::STOP | Gap::PARAGRAPH | Gap::COMMA | Gap::QUOTE) {
            return true;
        }
        let info = self.info(before);
        if !info.is(WordClass::Determiner) {
            return info.is(WordClass::Coordinator) || info.is(WordClass::Subordinator);
        }
        self.document.tokens[before].gap.has(Gap::STOP | Gap::PARAGRAPH | Gap::COMMA | Gap::QUOTE)
            || before == 0
    }

    fn noun(&self, here: &Here<'_>, reference: &Reference) -> Option<(usize, f64)> {
        if !self.is_definite(here) || !self.is_head(here) {
            return None;
        }
        let registry = &self.knowledge.registry;
        let is_called = |mention: &&Mention| {
            let actor = registry.actors().get(mention.actor);
            actor.is_some_and(|actor| {
                reference.actors.contains(&actor.kind)
                    && actor
                        .name
                        .rsplit(' ')
                        .next()
                        .is_some_and(|last| last.eq_ignore_ascii_case(&reference.last))
            })
        };
        if let Some(mention) = here.before().iter().rev().find(is_called) {
            return Some((mention.actor, certainty::DESCRIPTOR));
        }
        if reference.kind == ReferenceKind::Head {
            return None;
        }
        for back in 0..=REACH {
            match self.candidates(here, reference, back).as_slice() {
                [] => {}
                [(_, Candidate::Actor(actor))] => return Some((*actor, certainty::DESCRIPTOR)),
                _ => return None,
            }
        }
        None
    }

    fn office(&self, here: &Here<'_>, number: usize, reference: &Reference) -> Option<(usize, f64)> {
        if !self.is_definite(here) || !self.is_head(here) {
            return None;
        }
        let held: &[u32] = &self.knowledge.offices[number];
        let registry = &self.knowledge.registry;
        let holds = |actor: usize| {
            held.iter()
                .map(|&alias| registry.alias(alias as usize))
                .any(|alias| alias.actor == Some(actor) && (self.date.is_none() || alias.holds(self.date)))
        };
        let fits = |mention: &Mention| {
            registry.actors().get(mention.actor).is_none_or(|actor| {
                actor.kind == ActorKind::Person && reference.gender.is_none_or(|g| actor.gender == Some(g))
            })
        };
        // Who was called so in the article, or holds the office, the last of them first.
        let before = here.before();
        let mut holders: Vec<usize> = Vec::new();
        let mut others: Vec<usize> = Vec::new();
        for mention in before.iter().rev() {
            if holders.contains(&mention.actor) || !fits(mention) {
                continue;
            }
            let is_holder = self.is_called(mention, reference)
                || !others.contains(&mention.actor) && holds(mention.actor);
            let list = if is_holder { &mut holders } else { &mut others };
            if !list.contains(&mention.actor) {
                list.push(mention.actor);
            }
        }
        if let Some(&last) = holders.first() {
            let sure = if holders.len() == 1 { certainty::DESCRIPTOR } else { certainty::FAR_PRONOUN };
            return Some((last, sure));
        }
        // Somebody the registry does not have may hold it.
        if self.unlisted_holder(here, reference) {
            return None;
        }
        // Else who holds it on that day in the country the article speaks of.
        self.date?;
        let country = self.country(here)?;
        let mut of_country = held
            .iter()
            .map(|&alias| registry.alias(alias as usize))
            .filter(|alias| alias.from.is_some() && alias.holds(self.date))
            .filter_map(|alias| alias.actor)
            .filter(|&actor| registry.actors()[actor].parent.as_deref() == Some(country));
        let holder = of_country.next()?;
        of_country.all(|other| other == holder).then_some((holder, certainty::OFFICE_BY_DATE))
    }

    /// Whether the office stands right before the name of a mention ("President Tokayev").
    fn is_called(&self, mention: &Mention, reference: &Reference) -> bool {
        self.ends_before(mention.tokens.start, reference) || self.begins_at(mention.tokens.start, reference)
    }

    fn ends_before(&self, start: usize, reference: &Reference) -> bool {
        start.checked_sub(reference.words.len()).is_some_and(|from| self.begins_at(from, reference))
    }

    fn begins_at(&self, from: usize, reference: &Reference) -> bool {
        let words = (from..from + reference.words.len()).map(|at| self.document.tokens.get(at));
        words
            .zip(&reference.words)
            .all(|(token, &word)| token.is_some_and(|token| self.words.info(token).lower == word))
    }

    /// Whether the article called somebody so whom the registry does not have.
    fn unlisted_holder(&self, here: &Here<'_>, reference: &Reference) -> bool {
        let names = here.found.unlisted.iter().rev().take(MEMORY);
        names.into_iter().any(|name| self.is_called_name(&name.tokens, reference))
    }

    fn is_called_name(&self, tokens: &Range<usize>, reference: &Reference) -> bool {
        self.ends_before(tokens.start, reference) || self.begins_at(tokens.start, reference)
    }

    /// The one country that the sentences around speak of, or the one the article speaks of most by far.
    fn country(&self, here: &Here<'_>) -> Option<&str> {
        let registry = &self.knowledge.registry;
        let country = |mention: &Mention| {
            let actor = registry.actors().get(mention.actor)?;
            (actor.kind == ActorKind::Country).then_some(mention.actor)
        };
        let mut near: Vec<usize> = Vec::new();
        let mut counts: Vec<(usize, usize)> = Vec::new();
        for mention in here.before() {
            let Some(actor) = country(mention) else { continue };
            if mention.sentence + COUNTRY_REACH >= here.index && !near.contains(&actor) {
                near.push(actor);
            }
            match counts.iter_mut().find(|(known, _)| *known == actor) {
                Some((_, count)) => *count += 1,
                None => counts.push((actor, 1)),
            }
        }
        counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        let chosen = match (near.as_slice(), counts.as_slice()) {
            ([only], _) => *only,
            (_, [(first, most), (_, second), ..]) if *most >= 2 * second => *first,
            (_, [(only, _)]) => *only,
            _ => return None,
        };
        registry.actors().get(chosen).map(|actor| actor.id.as_str())
    }

    /// Whether *the* stands before it.
    fn is_definite(&self, here: &Here<'_>) -> bool {
        let Some(before) = here.tokens.start.checked_sub(1).filter(|at| *at >= here.sentence.tokens.start)
        else {
            return false;
        };
        let token = &self.document.tokens[before];
        self.document.tokens[here.tokens.start].gap.0 == Gap::SPACE
            && self.document.token_text(token).eq_ignore_ascii_case("the")
    }

    /// Whether it is the head of its phrase: not the beginning of a longer one ("the party leader", "the president of").
    fn is_head(&self, here: &Here<'_>) -> bool {
        let last = self.info(here.tokens.end - 1);
        if last.possessive {
            return true;
        }
        let Some(next) =
            self.document.tokens.get(here.tokens.end).filter(|_| here.tokens.end < here.sentence.tokens.end)
        else {
            return true;
        };
        if next.gap.0 != Gap::SPACE {
            return !next.gap.has(Gap::HYPHEN);
        }
        let info = self.words.info(next);
        let text = self.document.token_text(next);
        if text.eq_ignore_ascii_case("of") || info.capital {
            return false;
        }
        let is_verb = |cue: &CueMatch| {
            cue.tokens.start == here.tokens.end
                && (cue.kind == Kind::Speech || self.knowledge.entry(cue.entry).has_roles())
        };
        info.is(WordClass::Stop)
            || info.is(WordClass::Past)
            || info.participle
            || text.ends_with('s')
            || here.found.cues.iter().any(is_verb)
    }

    /// Those that a reference may mean in the sentence so many back, in the order of the text, each once.
    fn candidates(&self, here: &Here<'_>, reference: &Reference, back: usize) -> Vec<(usize, Candidate)> {
        let mut places: Vec<(usize, Candidate)> = Vec::new();
        let Some(sentence) = here.index.checked_sub(back) else { return Vec::new() };
        let own = if back == 0 && reference.objective {
            clauses(self.document, here.sentence, self.words)
        } else {
            Vec::new()
        };
        let clause = |at: usize| own.get(at.wrapping_sub(here.sentence.tokens.start)).copied();
        for mention in here.before().iter().rev().take_while(|m| m.sentence >= sentence) {
            if mention.sentence != sentence || !self.fits(mention, reference) {
                continue;
            }
            if back == 0 && reference.objective && clause(mention.tokens.start) == clause(here.tokens.start) {
                continue;
            }
            places.push((mention.tokens.start, Candidate::Actor(mention.actor)));
        }
        let names = &here.found.unlisted;
        let end = names.partition_point(|name| name.sentence <= sentence);
        for (at, name) in
            names.iter().enumerate().take(end).rev().take_while(|(_, name)| name.sentence == sentence)
        {
            if name.tokens.start < here.tokens.start && self.competes(&name.tokens, reference) {
                places.push((name.tokens.start, Candidate::Unlisted(at)));
            }
        }
        places.sort_by_key(|(start, _)| *start);
        let mut candidates: Vec<(usize, Candidate)> = Vec::new();
        for (start, candidate) in places {
            if candidates.iter().all(|(_, known)| *known != candidate) {
                candidates.push((start, candidate));
            }
        }
        candidates
    }

    fn fits(&self, mention: &Mention, reference: &Reference) -> bool {
        let Some(actor) = self.knowledge.registry.actors().get(mention.actor) else {
            // A mention that is given, of somebody unknown.
            return reference.actors.contains(&ActorKind::Person)
                && !reference.plural
                && self
                    .gender_by_name(&mention.tokens)
                    .is_none_or(|g| reference.gender.is_none_or(|r| r == g));
        };
        let gender = reference.gender.is_none_or(|gender| actor.gender == Some(gender));
        reference.actors.contains(&actor.kind) && gender && actor.plural == reference.plural
    }

    /// What a given name at the beginning of a name says.
    fn gender_by_name(&self, tokens: &Range<usize>) -> Option<Gender> {
        let info = self.info(tokens.start);
        match (info.is(WordClass::GivenFemale), info.is(WordClass::GivenMale)) {
            (true, false) => Some(Gender::Female),
            (false, true) => Some(Gender::Male),
            _ => None,
        }
    }

    /// Whether a name that the registry does not have may be meant as well.
    fn competes(&self, tokens: &Range<usize>, reference: &Reference) -> bool {
        let given = WordClass::GivenFemale as u32 | WordClass::GivenMale as u32;
        let is_person = self.info(tokens.start).classes & given != 0
            || tokens.start.checked_sub(1).is_some_and(|before| self.info(before).is(WordClass::Title));
        if reference.actors.contains(&ActorKind::Person) {
            return is_person
                && self.gender_by_name(tokens).is_none_or(|g| reference.gender.is_none_or(|r| r == g));
        }
        !is_person
    }
}

/// A reference in its place.
struct Here<'a> {
    found: &'a Found,
    /// The first mention of its sentence.
    first: usize,
    index: usize,
    sentence: &'a Sentence,
    tokens: Range<usize>,
}

impl Here<'_> {
    /// The mentions before it.
    fn before(&self) -> &[Mention] {
        let inside = &self.found.mentions[self.first..];
        let until = inside.partition_point(|mention| mention.tokens.start < self.tokens.start);
        let end = self.first + until;
        &self.found.mentions[end.saturating_sub(MEMORY)..end]
    }
}
