//! Chunks: a sentence as noun phrases and verb groups (shallow parsing), the one account that all rules read.

use super::found::FoundAlready;
use super::known_verb::KnownVerb;
use super::phrase::{Phrase, names_in, phrases, place_in};
use super::predicate::{Place, Slot};
use super::tag::{Tag, tags};
use super::tokens::SentenceTokens;
use super::verb_groups::{VerbGroup, verb_group};
use crate::text::{Document, Gap, Sentence, WordClass, WordTable};
use std::ops::Range;

/// A sentence in chunks.
pub struct Chunks<'a> {
    pub(super) tokens: SentenceTokens<'a>,
    tags: Vec<Tag>,
    pub(super) phrases: Vec<Phrase>,
    pub(super) groups: Vec<VerbGroup>,
    /// The phrase and the verb group of each token.
    phrase_of: Vec<Option<usize>>,
    group_of: Vec<Option<usize>>,
    pub(super) found: FoundAlready,
}

impl<'a> Chunks<'a> {
    /// Chunks `sentence`. `clauses` are the numbers of its clauses, `names` the tokens of all its names in order, and
    /// `verbs` those that the lexicon knows, in order; it may be empty.
    #[must_use]
    pub fn new(
        document: &'a Document,
        words: &'a WordTable<'a>,
        sentence: &Sentence,
        clauses: &'a [u16],
        names: &'a [Range<usize>],
        verbs: &'a [KnownVerb],
    ) -> Self {
        let tokens = SentenceTokens::new(document, words, sentence, clauses, names, verbs);
        let tags = tags(&tokens);
        let phrases = phrases(&tokens, &tags);
        let found = FoundAlready::of(tokens.range.clone(), names.len());
        let mut chunks = Self {
            tokens,
            tags,
            phrases,
            groups: Vec::new(),
            phrase_of: Vec::new(),
            group_of: Vec::new(),
            found,
        };
        chunks.groups = chunks.verb_groups();
        chunks.phrase_of = chunks.numbers(chunks.phrases.iter().map(|phrase| &phrase.tokens));
        chunks.group_of = chunks.numbers(chunks.groups.iter().map(|group| &group.tokens));
        chunks
    }

    /// The names of the sentence.
    #[must_use]
    pub fn names(&self) -> &'a [Range<usize>] {
        self.tokens.names
    }

    /// The verb groups, by their verbs. A form of *be* or *have* without another verb is a group of its own.
    fn verb_groups(&self) -> Vec<VerbGroup> {
        let tokens = &self.tokens;
        let heads = tokens.range.clone().filter(|&at| match self.tag(at) {
            Some(Tag::Verb) => true,
            Some(Tag::Auxiliary) => {
                let mut next = at + 1;
                while self.tag(next) == Some(Tag::Adverb) && tokens.gap(next).joins() {
                    next += 1;
                }
                !(tokens.gap(next).joins() && self.tag(next).is_some_and(Tag::is_verbal))
            }
            _ => false,
        });
        heads.map(|verb| verb_group(tokens.document, tokens.words, tokens.range.start, verb)).collect()
    }

    fn numbers<'r>(&self, ranges: impl Iterator<Item = &'r Range<usize>>) -> Vec<Option<usize>> {
        let mut numbers = vec![None; self.tags.len()];
        for (number, range) in ranges.enumerate() {
            for at in range.clone() {
                let at = at.checked_sub(self.tokens.range.start);
                if let Some(slot) = at.and_then(|at| numbers.get_mut(at)) {
                    *slot = Some(number);
                }
            }
        }
        numbers
    }

    fn index(&self, at: usize) -> Option<usize> {
        at.checked_sub(self.tokens.range.start)
    }

    pub(super) fn tag(&self, at: usize) -> Option<Tag> {
        self.index(at).and_then(|at| self.tags.get(at)).copied()
    }

    pub(super) fn phrase_at(&self, at: usize) -> Option<usize> {
        self.index(at).and_then(|at| self.phrase_of.get(at)).copied().flatten()
    }

    pub(super) fn group_at(&self, at: usize) -> Option<usize> {
        self.index(at).and_then(|at| self.group_of.get(at)).copied().flatten()
    }

    pub(super) fn phrase(&self, phrase: usize) -> Option<&Phrase> {
        self.phrases.get(phrase)
    }

    /// The tokens of a phrase.
    pub(super) fn extent(&self, phrase: usize) -> Range<usize> {
        self.phrase(phrase).map_or(0..0, |phrase| phrase.tokens.clone())
    }

    /// The names in a phrase.
    pub(super) fn names_in(&self, phrase: usize) -> Vec<Slot> {
        self.phrase(phrase).map(|phrase| names_in(&self.tokens, phrase)).unwrap_or_default()
    }

    /// The place of a name in a phrase.
    pub(super) fn place_in(&self, phrase: usize, name: usize) -> Option<Place> {
        self.phrase(phrase).and_then(|phrase| place_in(&self.tokens, phrase, name))
    }

    /// Whether the head of a phrase is a name.
    pub(super) fn is_named(&self, phrase: usize) -> bool {
        self.phrase(phrase).is_some_and(|phrase| self.tokens.owner(phrase.head).is_some())
    }

    /// The last token before `at` within the sentence.
    pub(super) fn previous(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).filter(|before| *before >= self.tokens.range.start)
    }

    /// The first token from `at` on that is no adverb, none if punctuation comes first.
    pub(super) fn over_adverbs(&self, at: usize) -> Option<usize> {
        let mut at = at;
        loop {
            if !self.tokens.is_near(at) {
                return None;
            }
            if self.tag(at) != Some(Tag::Adverb) || self.phrase_at(at).is_some() {
                return self.tag(at).map(|_| at);
            }
            at += 1;
        }
    }

    /// The first token before `at` that is no adverb, none if punctuation comes first.
    pub(super) fn back_over_adverbs(&self, at: usize) -> Option<usize> {
        let mut at = at;
        loop {
            if !self.tokens.is_near(at) {
                return None;
            }
            at = self.previous(at)?;
            if self.tag(at) != Some(Tag::Adverb) || self.phrase_at(at).is_some() {
                return Some(at);
            }
        }
    }

    /// The preposition that governs a phrase. A conjunction of time (*after criticism*) counts as one, unless the
    /// phrase is the subject of the clause that it opens.
    pub(super) fn governor(&self, phrase: usize) -> Option<usize> {
        let tokens = self.extent(phrase);
        let before = self.previous(tokens.start).filter(|_| self.tokens.is_near(tokens.start))?;
        match self.tag(before)? {
            Tag::Preposition => Some(before),
            Tag::Subordinator => {
                let next = self.over_adverbs(tokens.end).and_then(|next| self.tag(next));
                (!next.is_some_and(Tag::is_verbal)).then_some(before)
            }
            _ => None,
        }
    }

    /// Whether a preposition opens the sentence or follows a comma: its phrase then depends on no noun.
    pub(super) fn is_introductory(&self, preposition: usize) -> bool {
        preposition == self.tokens.range.start || !self.tokens.is_near(preposition)
    }

    /// The phrase that a governed phrase depends on: *leader* for *Northland* in "leader of Northland".
    pub(super) fn parent(&self, phrase: usize) -> Option<usize> {
        let governor = self.governor(phrase).filter(|at| !self.is_introductory(*at))?;
        self.previous(governor).and_then(|before| self.phrase_at(before))
    }

    /// The phrase at the top of a chain of prepositions.
    pub(super) fn top(&self, phrase: usize) -> usize {
        let mut top = phrase;
        while let Some(parent) = self.parent(top) {
            top = parent;
        }
        top
    }

    /// The relative pronoun of a verb group: right before it, or before its subject.
    pub(super) fn relative(&self, group: usize) -> Option<usize> {
        let start = self.groups.get(group)?.tokens.start;
        let before = self.back_over_adverbs(start)?;
        if self.tag(before) == Some(Tag::Relative) {
            return Some(before);
        }
        let phrase = self.extent(self.phrase_at(before)?);
        let opening = self.previous(phrase.start).filter(|_| self.tokens.is_near(phrase.start))?;
        (self.tag(opening) == Some(Tag::Relative)).then_some(opening)
    }

    /// The phrase that a relative pronoun refers to.
    pub(super) fn antecedent(&self, relative: usize) -> Option<usize> {
        let mut at = relative;
        let mut before = self.previous(at)?;
        if self.tag(before) == Some(Tag::Preposition) {
            at = before;
            before = self.previous(at)?;
        }
        while self.tokens.is_aside(before) && !self.tokens.is_aside(relative) {
            at = before;
            before = self.previous(at)?;
        }
        self.phrase_at(before).filter(|_| !self.tokens.is_border(at))
    }

    /// Whether a group is a participle without an auxiliary: finite, or passive without *be*.
    pub(super) fn is_bare(&self, group: &VerbGroup) -> bool {
        let auxiliary = |at| self.tag(at) == Some(Tag::Auxiliary) || self.tag(at) == Some(Tag::To);
        group.participle && !group.tokens.clone().any(auxiliary)
    }

    /// Whether the verb of a group predicates its complement of its subject.
    pub(super) fn is_copula(&self, group: &VerbGroup) -> bool {
        let verb = group.tokens.end.saturating_sub(1);
        let is = |class| self.tokens.is(verb, class);
        is(WordClass::Be) || is(WordClass::Copula)
    }

    /// The phrase that `phrase` is in apposition to: before it, parted by a comma ("Ada Quill, a liar, left"). Of two
    /// such phrases exactly one has a name as head, or the second opens with a determiner.
    pub(super) fn host(&self, phrase: usize) -> Option<usize> {
        let tokens = self.extent(phrase);
        let quotation = self.tokens.gap(tokens.start).has(Gap::QUOTE);
        if !self.tokens.has_comma(tokens.start) || self.tokens.is_border(tokens.start) || quotation {
            return None;
        }
        let after = self.tag(tokens.end).filter(|_| self.tokens.is_near(tokens.end));
        // Coordinated (a, b and c), or the subject of what follows.
        if after == Some(Tag::Coordinator) || after.is_some_and(Tag::is_verbal) {
            return None;
        }
        let nearest = self.phrase_before(tokens.start)?;
        let named = self.is_named(phrase);
        let host = if named && self.is_named(nearest) { self.top(nearest) } else { nearest };
        let introductory = self.governor(host).is_some_and(|at| self.is_introductory(at));
        (!introductory && named != self.is_named(host)).then_some(host)
    }

    /// The phrase that ends before `at`, over brackets.
    fn phrase_before(&self, at: usize) -> Option<usize> {
        let mut before = self.previous(at)?;
        while self.tokens.is_aside(before) && !self.tokens.is_aside(at) {
            before = self.previous(before)?;
        }
        self.phrase_at(before)
    }

    /// Whether a comma, a border or the end of the sentence comes before a token.
    pub(super) fn closes(&self, at: usize) -> bool {
        let gap = self.tokens.gap(at);
        gap.has(Gap::COMMA) || self.tokens.is_border(at) || self.tokens.is_aside(at)
    }

    /// The members of the list that ends with a phrase, the last first.
    pub(super) fn list_before(&self, phrase: usize) -> Vec<usize> {
        let mut members = vec![phrase];
        let (mut current, mut listing) = (phrase, false);
        loop {
            let start = self.extent(current).start;
            if self.tokens.is_border(start) {
                break;
            }
            let Some(before) = self.previous(start) else { break };
            let member = if self.is_additive(before) && self.tokens.is_near(start) {
                // A comma before *and* opens another clause, but in a list of three or more.
                let comma = !listing && self.tokens.has_comma(before);
                listing = true;
                let member = self.phrase_before(before).filter(|_| !self.tokens.is_border(before));
                member.filter(|member| !comma || self.tokens.has_comma(self.extent(*member).start))
            } else if self.tokens.has_comma(start)
                && (listing || self.is_named(current) && !self.closes(self.extent(phrase).end))
            {
                let both = |member: &usize| listing || self.is_named(*member);
                // "In the centre of Europe, Northland attacked": only a list with a conjunction goes on there.
                let free = |member: &usize| {
                    self.governor(*member).is_none_or(|governor| listing && !self.is_introductory(governor))
                };
                self.phrase_before(start).filter(both).filter(free)
            } else {
                None
            };
            let Some(member) = member else { break };
            members.push(member);
            current = member;
        }
        members
    }

    /// The members of the list that begins with a phrase.
    pub(super) fn list_after(&self, phrase: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(phrase), |current| self.member_after(*current))
    }

    /// The last member of the list that begins with a phrase.
    pub(super) fn last_after(&self, phrase: usize) -> usize {
        self.list_after(phrase).last().unwrap_or(phrase)
    }

    /// The member of a list right after another.
    fn member_after(&self, member: usize) -> Option<usize> {
        let end = self.extent(member).end;
        if self.tokens.is_border(end) {
            return None;
        }
        let next = if self.is_additive(end) && self.tokens.is_near(end + 1) {
            self.phrase_at(end + 1)
        } else if self.tokens.has_comma(end) && self.is_named(member) {
            self.phrase_at(end).filter(|next| self.is_named(*next))
        } else {
            None
        };
        // The subject of another clause is no member.
        let free = |next: &usize| {
            let behind = self.over_adverbs(self.extent(*next).end).and_then(|behind| self.tag(behind));
            !behind.is_some_and(Tag::is_verbal)
        };
        next.filter(free)
    }

    fn is_additive(&self, at: usize) -> bool {
        self.tag(at) == Some(Tag::Coordinator) && self.tokens.is(at, WordClass::Additive)
    }

    /// The slots of the names in the list that begins with a phrase.
    pub(super) fn slots_after(&self, phrase: usize) -> Vec<Slot> {
        self.slots_of(self.list_after(phrase), self.member_after(phrase).is_some())
    }

    /// The place of a name in the list that begins with a phrase, as [`slots_after`](Self::slots_after) gives it.
    pub(super) fn place_after(&self, phrase: usize, name: usize) -> Option<Place> {
        let place = self.list_after(phrase).find_map(|member| self.place_in(member, name))?;
        Some(if place == Place::Head && self.member_after(phrase).is_some() { Place::List } else { place })
    }

    /// The slots of the names in coordinated phrases.
    pub(super) fn slots(&self, members: &[usize]) -> Vec<Slot> {
        self.slots_of(members.iter().copied(), members.len() > 1)
    }

    fn slots_of(&self, members: impl Iterator<Item = usize>, several: bool) -> Vec<Slot> {
        let place = |place| if several && place == Place::Head { Place::List } else { place };
        let names = members.flat_map(|member| self.names_in(member));
        names.map(|slot| Slot { place: place(slot.place), ..slot }).collect()
    }
}
