//! The pass over a document's tokens that finds aliases and expressions, and what becomes of the matches.

use super::antecedents::Antecedents;
use super::homographs::Senses;
use super::knowledge::Knowledge;
use super::names::unlisted_names;
use super::trie::{Follower, Match, Paths};
use super::voice::{Voice, set_voices};
use crate::actors::{ActorKind, Alias, AliasKind};
use crate::lexicon::Kind;
use crate::text::{Document, Gap, Sentence, Token, WordClass, WordInfo, WordTable};
use jiff::civil::Date;
use std::iter::Peekable;
use std::ops::Range;
use std::slice::Iter;

/// How a mention was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FoundBy {
    /// One of its names, the adjectives and introduced_words included.
    Name,
    /// A surname alone.
    Surname,
    /// A description.
    Descriptor,
    /// A pronoun.
    Pronoun,
    /// A name in a compound that says a direction (pro-Russian).
    Prefix,
}

impl FoundBy {
    /// The name in the tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Surname => "surname",
            Self::Descriptor => "descriptor",
            Self::Pronoun => "pronoun",
            Self::Prefix => "prefix",
        }
    }
}

/// How sure a mention is that was found in a certain way, in (0, 1]. Judged, not measured: the order is what
/// matters, and full names are taken as the measure.
pub(super) mod certainty {
    pub const NAME: f64 = 1.0;
    pub const STAND_IN: f64 = 0.9;
    pub const SURNAME: f64 = 0.9;
    pub const DESCRIPTOR: f64 = 0.7;
    /// A pronoun whose sentence names one actor only that it may mean.
    pub const PRONOUN: f64 = 0.7;
    /// A pronoun that refers to a sentence before, or to the first of several.
    pub const FAR_PRONOUN: f64 = 0.6;
    /// An office that says by the date of the article who is meant.
    pub const OFFICE_BY_DATE: f64 = 0.6;
}

/// Which ways of speaking of an actor are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Resolve {
    /// Names alone.
    #[cfg_attr(feature = "cli", value(help = None))]
    Names,
    /// And surnames by themselves.
    #[cfg_attr(feature = "cli", value(help = None))]
    Surnames,
    /// And descriptions, offices and pronouns.
    #[default]
    #[cfg_attr(feature = "cli", value(help = None))]
    All,
}

/// A place where the text speaks of an actor.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Index into the registry's actors.
    pub actor: usize,
    /// Index into the document's sentences.
    pub sentence: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// How it was found.
    pub found_by: FoundBy,
    /// How sure that is, in (0, 1].
    pub certainty: f64,
    /// Who speaks there.
    pub voice: Voice,
    /// The actor whose words they are, where they are known.
    pub speaker: Option<usize>,
    /// Whether it is an office, with no name beside it.
    pub office: bool,
}

/// An expression of the lexicon in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueMatch {
    /// Number of the entry.
    pub entry: u32,
    /// What it does.
    pub kind: Kind,
    /// Index into the document's sentences.
    pub sentence: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// What was found in a document, in the order of the text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// The mentions.
    pub mentions: Vec<Mention>,
    /// The expressions, one a place: the longest, and none inside a name.
    pub cues: Vec<CueMatch>,
    /// For each token whether it belongs to the name of a listed actor.
    pub named: Vec<bool>,
    /// Names that the registry does not have, by sentence.
    pub unlisted: Vec<Unlisted>,
}

impl Found {
    /// Counts every mention, and what is said, toward the actor that `upward` has in the place of its own.
    pub fn roll_up(&mut self, upward: &[usize]) {
        let up = |actor: usize| upward.get(actor).copied().unwrap_or(actor);
        for mention in &mut self.mentions {
            mention.actor = up(mention.actor);
            mention.speaker = mention.speaker.map(up);
        }
    }
}

/// A name that no actor of the registry goes by: it takes part in what a sentence says, and is no mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlisted {
    /// Index into the document's sentences.
    pub sentence: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// A mention that is known beforehand, as in a labelled text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Its tokens, at least one.
    pub tokens: Range<usize>,
    /// The actor it counts as, where no listed name stands there.
    pub actor: usize,
}

/// Finds the actors and the expressions of `knowledge` in `document`; `date` is the article's, for aliases that
/// hold only for a time.
#[must_use]
pub fn find(
    document: &Document,
    words: &WordTable<'_>,
    knowledge: &Knowledge,
    date: Option<Date>,
    resolve: Resolve,
) -> Found {
    find_with(document, words, knowledge, date, resolve, &[])
}

/// [`find`], where the mentions `given` (in the order of the text, apart from each other) are known already. What the
/// registry finds in their place gives way.
#[must_use]
pub fn find_with(
    document: &Document,
    words: &WordTable<'_>,
    knowledge: &Knowledge,
    date: Option<Date>,
    resolve: Resolve,
    given: &[Given],
) -> Found {
    let mut finder = Finder {
        document,
        words,
        knowledge,
        date,
        resolve,
        found: Found { named: vec![false; document.tokens.len()], ..Found::default() },
        introduced: Vec::new(),
        introduced_words: Vec::new(),
        senses: Senses::default(),
        references: Vec::new(),
        paths: Paths::new(),
    };
    let mut given = given.iter().peekable();
    for (index, sentence) in document.sentences.iter().enumerate() {
        finder.sentence(index, sentence, &mut given);
    }
    finder.found
}

/// What is known while a document is gone through.
struct Finder<'a, 'w> {
    document: &'a Document,
    words: &'a WordTable<'w>,
    knowledge: &'a Knowledge,
    date: Option<Date>,
    resolve: Resolve,
    found: Found,
    /// The persons whose names were met.
    introduced: Vec<u32>,
    /// Words that the text has introduced as a name, such as abbreviations: the word form, and whom it stands for.
    introduced_words: Vec<(u32, usize)>,
    senses: Senses,
    /// Where references of the sentence may begin.
    references: Vec<usize>,
    paths: Paths,
}

impl<'a> Finder<'a, '_> {
    fn sentence(&mut self, index: usize, sentence: &Sentence, given: &mut Peekable<Iter<'_, Given>>) {
        let (document, words, knowledge, date) = (self.document, self.words, self.knowledge, self.date);
        let first_mention = self.found.mentions.len();
        let first_cue = self.found.cues.len();
        let mut name_end = sentence.tokens.start;
        let mut cue_end = sentence.tokens.start;
        let accept = |number: u32| knowledge.registry.alias(number as usize).holds(date);
        for at in sentence.tokens.clone() {
            let Some(token) = document.tokens.get(at) else { break };
            let info = words.info(token);
            if info.is(WordClass::Reference) {
                self.references.push(at);
            }
            if !info.opens() && !info.capital && given.peek().is_none_or(|known| known.tokens.start > at) {
                continue;
            }
            let (alias, entry) = knowledge.trie.matches(
                info,
                &mut self.paths,
                |step| follower(document, words, sentence, at, step),
                accept,
            );
            if let Some(known) = given.next_if(|known| known.tokens.start <= at) {
                name_end = known.tokens.end.max(at + 1);
                let actor = self.listed_in(sentence, &(at..name_end)).unwrap_or(known.actor);
                give(&mut self.found, first_mention, at..name_end, index, actor);
                // Its last word by itself means the same.
                let last = document.tokens[name_end - 1];
                if actor == known.actor && words.info(&last).capital {
                    self.introduced_words.push((last.word, actor));
                }
            }
            if at >= name_end && info.capital && self.is_introduced(token.word, at, index) {
                name_end = at + 1;
            }
            if at >= name_end && alias.length > 0 {
                name_end = self.listed(index, sentence, at, &alias).max(name_end);
            }
            if at >= name_end
                && info.capital
                && self.resolve != Resolve::Names
                && let Some(holders) = knowledge.surnames.get(&info.exact)
                && let Some(&actor) = holders.iter().find(|holder| self.introduced.contains(holder))
            {
                name_end = at + 1;
                mark(&mut self.found.named, &(at..at + 1));
                let (found_by, certainty) = (FoundBy::Surname, certainty::SURNAME);
                self.found.mentions.push(Mention {
                    found_by,
                    certainty,
                    ..Mention::named(actor as usize, index, at..at + 1)
                });
            }
            if at >= cue_end && entry.length > 0 {
                cue_end = at + entry.length;
                for kind in best_kinds(knowledge, knowledge.trie.entries(&entry)) {
                    self.found.cues.push(CueMatch {
                        entry: kind.1,
                        kind: kind.0,
                        sentence: index,
                        tokens: at..at + entry.length,
                    });
                }
            }
        }
        drop_cues_in_names(&mut self.found, first_cue, document, words, sentence);
        self.found.unlisted.extend(
            unlisted_names(document, words, sentence, &self.found.named)
                .into_iter()
                .map(|tokens| Unlisted { sentence: index, tokens }),
        );
        if !self.references.is_empty() {
            if self.resolve == Resolve::All {
                let antecedents = Antecedents { document, words, knowledge, date };
                antecedents.resolve(&mut self.found, first_mention, index, sentence, &self.references);
            }
            self.references.clear();
        }
        if self.found.mentions.len() > first_mention {
            set_voices(&mut self.found, first_mention, first_cue, document, index);
        }
    }

    /// The actor whose name ends some tokens: "Mr. Trump" is Trump.
    fn listed_in(&mut self, sentence: &Sentence, tokens: &Range<usize>) -> Option<usize> {
        let (document, words, knowledge, date) = (self.document, self.words, self.knowledge, self.date);
        let accept = |number: u32| knowledge.registry.alias(number as usize).holds(date);
        tokens.clone().find_map(|at| {
            let next = |step| follower(document, words, sentence, at, step);
            let info = words.info(&document.tokens[at]);
            let (alias, _) = knowledge.trie.matches(info, &mut self.paths, next, accept);
            let ends_it = alias.length > 0 && at + alias.length == tokens.end;
            ends_it.then(|| resolve(knowledge, knowledge.trie.aliases(&alias), date)?.1.actor).flatten()
        })
    }

    /// Takes in the name of an actor that the registry lists; returns where it ends, or its beginning if it is none.
    fn listed(&mut self, index: usize, sentence: &Sentence, at: usize, matched: &Match) -> usize {
        let (document, words, knowledge) = (self.document, self.words, self.knowledge);
        let tokens = at..at + matched.length;
        let here = Place { document, words, sentence, tokens: tokens.clone() };
        let Some((number, alias)) = resolve(knowledge, knowledge.trie.aliases(matched), self.date)
            .or_else(|| self.shared(matched, at))
        else {
            return at;
        };
        let kind = alias.actor.map_or(ActorKind::Other, |actor| knowledge.registry.actors()[actor].kind);
        if is_other_name(&here, alias, kind, &self.found.named) {
            return at;
        }
        let meant = knowledge.homographs.meant(number, document, words, &mut self.senses);
        let mention = alias.actor.map(|actor| mention(&here, alias, actor, index));
        let wanted = mention.as_ref().is_none_or(|mention| match self.resolve {
            Resolve::Names => !matches!(mention.found_by, FoundBy::Surname | FoundBy::Descriptor),
            Resolve::Surnames => mention.found_by != FoundBy::Descriptor,
            Resolve::All => true,
        });
        if !wanted {
            return at;
        }
        mark(&mut self.found.named, &tokens);
        let Some(mut mention) = mention else { return tokens.end };
        match meant {
            None => {}
            Some(None) => return tokens.end,
            Some(Some(actor)) => mention.actor = actor,
        }
        let actor = mention.actor;
        if alias.kind == AliasKind::Name {
            if !self.introduced.contains(&(actor as u32)) {
                self.introduced.push(actor as u32);
            }
            self.introduce(&tokens, actor);
        }
        let is_person = knowledge.registry.actors()[actor].kind == ActorKind::Person;
        add(&mut self.found.mentions, mention, is_person, document);
        tokens.end
    }

    /// A descriptor that several actors share means the one the text has spoken of.
    fn shared(&self, matched: &Match, at: usize) -> Option<(u32, &'a Alias)> {
        let (document, words, knowledge, date) = (self.document, self.words, self.knowledge, self.date);
        let aliases =
            knowledge.trie.aliases(matched).map(|number| (number, knowledge.registry.alias(number as usize)));
        let holding =
            aliases.filter(move |(_, alias)| alias.kind == AliasKind::Descriptor && alias.holds(date));
        Antecedents { document, words, knowledge, date }.shared(&self.found, at, holding)
    }

    /// Notes the abbreviation that stands in brackets after a full name.
    fn introduce(&mut self, tokens: &Range<usize>, actor: usize) {
        if tokens.len() < 2 {
            return;
        }
        let Some([short, rest @ ..]) = self.document.tokens.get(tokens.end..) else { return };
        let bytes = self.document.text.as_bytes();
        let byte = |at: usize| bytes.get(at).copied();
        let bracketed = byte((short.start as usize).wrapping_sub(1)) == Some(b'(')
            && byte(short.end as usize) == Some(b')')
            && rest.first().is_none_or(|next| next.start > short.end);
        let Some(name) = self.document.text.get(self.document.span(tokens)) else { return };
        if bracketed
            && self.words.info(short).all_capitals
            && stands_for(self.document.token_text(short), name)
        {
            // What the registry knows to be somebody else's stays theirs.
            let listed = self.listed_alone(tokens.end);
            if listed.is_none_or(|other| other == actor) {
                self.introduced_words.push((short.word, actor));
            }
        }
    }

    /// The actor that a token by itself names.
    fn listed_alone(&mut self, at: usize) -> Option<usize> {
        let (words, knowledge, date) = (self.words, self.knowledge, self.date);
        let accept = |number: u32| knowledge.registry.alias(number as usize).holds(date);
        let info = words.info(self.document.tokens.get(at)?);
        let (alias, _) = knowledge.trie.matches(info, &mut self.paths, |_| None, accept);
        if alias.length == 0 {
            return None;
        }
        resolve(knowledge, knowledge.trie.aliases(&alias), date)?.1.actor
    }

    /// Puts in the mention of a word that the text has introduced as a name.
    fn is_introduced(&mut self, word: u32, at: usize, sentence: usize) -> bool {
        let Some(&(_, actor)) = self.introduced_words.iter().rfind(|(known, _)| *known == word) else {
            return false;
        };
        mark(&mut self.found.named, &(at..at + 1));
        self.found.mentions.push(Mention::named(actor, sentence, at..at + 1));
        true
    }
}

/// Whether the letters of an abbreviation stand in a name, in their order, the first at its beginning.
fn stands_for(short: &str, name: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    let mut first = true;
    short.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).all(|letter| {
        let begins = std::mem::take(&mut first);
        if begins { letters.next() == Some(letter) } else { letters.any(|other| other == letter) }
    })
}

impl Mention {
    /// A mention by name, in the outlet's words.
    fn named(actor: usize, sentence: usize, tokens: Range<usize>) -> Self {
        Self {
            actor,
            sentence,
            tokens,
            found_by: FoundBy::Name,
            certainty: certainty::NAME,
            voice: Voice::Narration,
            speaker: None,
            office: false,
        }
    }
}

/// Puts in a mention that was given; one found before it that reaches into it is cut short.
fn give(found: &mut Found, first: usize, tokens: Range<usize>, sentence: usize, actor: usize) {
    while let Some(last) = found.mentions.get_mut(first..).and_then(<[Mention]>::last_mut) {
        if last.tokens.end <= tokens.start {
            break;
        }
        if last.tokens.start < tokens.start {
            last.tokens.end = tokens.start;
            break;
        }
        found.mentions.pop();
    }
    mark(&mut found.named, &tokens);
    found.mentions.push(Mention::named(actor, sentence, tokens));
}

/// A match in its place.
struct Place<'a> {
    document: &'a Document,
    words: &'a WordTable<'a>,
    sentence: &'a Sentence,
    tokens: Range<usize>,
}

impl Place<'_> {
    fn before(&self) -> Option<(&Token, &WordInfo)> {
        let at = self.tokens.start.checked_sub(1).filter(|at| *at >= self.sentence.tokens.start)?;
        let token = self.document.tokens.get(at)?;
        Some((token, self.words.info(token)))
    }

    /// Whether a place that is a given name too goes on like the name of a person: "Paris Hilton", but not "Paris" before
    /// a name that is listed.
    fn begins_person(&self) -> bool {
        let token = |at: usize| self.document.tokens.get(at).map(|token| self.words.info(token));
        let next = self.tokens.end;
        let Some(given) = token(self.tokens.start) else { return false };
        if !given.is(WordClass::GivenPlace) || given.possessive || next >= self.sentence.tokens.end {
            return false;
        }
        let joined = self.document.tokens[next].gap.0 == Gap::SPACE;
        joined
            && token(next).is_some_and(|next| {
                let plain =
                    [WordClass::Stop, WordClass::Title, WordClass::Calendar].iter().any(|&c| next.is(c));
                next.capital && !next.all_capitals && !next.opens() && !plain
            })
    }

    fn gap(&self) -> Gap {
        self.document.tokens.get(self.tokens.start).map(|token| token.gap).unwrap_or_default()
    }
}

/// Whether a phrase runs on over what stands before a token, where that is no mere blank or hyphen: the point of an
/// abbreviation ("Donald J. Trump", "St. Kitts", "N.Korea") or of an address (acme.com), an ampersand, a stroke, the apostrophe of a plural.
#[cold]
#[inline(never)]
fn runs_on(document: &Document, words: &WordTable<'_>, next: usize) -> bool {
    let (Some(token), Some(before)) = (document.tokens.get(next), document.tokens.get(next - 1)) else {
        return false;
    };
    let between = document.text.get(before.end as usize..token.start as usize).unwrap_or_default();
    match between {
        "&" | " & " | "/" => true,
        "' " | "’ " => document.token_text(before).ends_with('s'),
        "." if !words.info(token).capital => true,
        "." => before.end - before.start == 1 && words.info(before).capital,
        _ => {
            let short = before.end - before.start <= 3;
            token.gap.0 == (Gap::STOP | Gap::SPACE) && short && words.info(before).capital
        }
    }
}

/// The word `step` tokens after `at`, as long as a phrase may run on to it.
#[inline]
fn follower<'w>(
    document: &Document,
    words: &'w WordTable<'_>,
    sentence: &Sentence,
    at: usize,
    step: usize,
) -> Option<Follower<'w>> {
    let next = at + step;
    if next >= sentence.tokens.end {
        return None;
    }
    let token = document.tokens.get(next)?;
    let joins = token.gap.joins() || runs_on(document, words, next);
    joins.then(|| Follower { info: words.info(token), hyphen: token.gap.has(Gap::HYPHEN) })
}

/// The alias that counts among those of one form: the one that holds on the date. Without a date an alias that
/// several actors held in turn is nobody's.
fn resolve(
    knowledge: &Knowledge,
    aliases: impl Iterator<Item = u32>,
    date: Option<Date>,
) -> Option<(u32, &Alias)> {
    let mut holding = aliases
        .map(|number| (number, knowledge.registry.alias(number as usize)))
        .filter(|(_, alias)| alias.holds(date));
    let first = holding.next()?;
    let always = |alias: &Alias| alias.from.is_none() && alias.to.is_none();
    match holding.find(|(_, other)| other.actor != first.1.actor) {
        None => Some(first),
        Some(_) if first.1.kind == AliasKind::Descriptor => None,
        Some(other) if always(first.1) && !always(other.1) => Some(first),
        Some(other) if always(other.1) && !always(first.1) => Some(other),
        Some(_) => None,
    }
}

/// Whether a surname, or the name of a place, is the end of somebody else's name: `Ivanka Trump`, `Michael Jordan`.
fn is_other_name(place: &Place<'_>, alias: &Alias, actor: ActorKind, named: &[bool]) -> bool {
    if place.sentence.headline {
        return false;
    }
    let is_place = matches!(actor, ActorKind::Country | ActorKind::Place);
    if is_place && place.tokens.len() == 1 && place.begins_person() {
        return true;
    }
    let Some((_, before)) = place.before().filter(|_| place.gap().0 == Gap::SPACE) else { return false };
    if is_place && place.tokens.len() == 1 {
        let given = WordClass::GivenFemale as u32 | WordClass::GivenMale as u32;
        let listed = named.get(place.tokens.start - 1).copied().unwrap_or(false);
        let is_name = matches!(alias.kind, AliasKind::Name | AliasKind::Capital);
        return is_name && before.capital && !before.possessive && !listed && before.classes & given != 0;
    }
    if alias.kind != AliasKind::Surname {
        return false;
    }
    let listed = named.get(place.tokens.start - 1).copied().unwrap_or(false);
    before.capital
        && !before.all_capitals
        && !listed
        && !before.possessive
        && !before.is(WordClass::Stop)
        && !before.is(WordClass::Title)
        && !before.is(WordClass::Calendar)
}

fn mention(place: &Place<'_>, alias: &Alias, actor: usize, sentence: usize) -> Mention {
    let prefixed =
        place.gap().0 == Gap::HYPHEN && place.before().is_some_and(|(_, info)| info.is(WordClass::Prefix));
    let (found_by, certainty) = match alias.kind {
        _ if prefixed => (FoundBy::Prefix, certainty::STAND_IN),
        AliasKind::Name | AliasKind::Abbreviation => (FoundBy::Name, certainty::NAME),
        AliasKind::Demonym | AliasKind::Capital | AliasKind::Metonym | AliasKind::Office => {
            (FoundBy::Name, certainty::STAND_IN)
        }
        AliasKind::Surname => (FoundBy::Surname, certainty::SURNAME),
        AliasKind::Descriptor => (FoundBy::Descriptor, certainty::DESCRIPTOR),
    };
    let office = alias.kind == AliasKind::Office;
    Mention { found_by, certainty, office, ..Mention::named(actor, sentence, place.tokens.clone()) }
}

/// Adds a mention, or lengthens the one just before it where both name the same actor side by side
/// ("Russian President Vladimir Putin").
///
/// An office right before the name of somebody else is that person's ("the then-Kazakh leader Nursultan Nazarbayev"),
/// whoever held it on the day of the article.
fn add(mentions: &mut Vec<Mention>, new: Mention, is_person: bool, document: &Document) {
    if let Some(last) = mentions.last_mut()
        && (last.actor == new.actor || is_person && last.office)
        && last.sentence == new.sentence
        && last.tokens.end == new.tokens.start
        && document.tokens.get(new.tokens.start).is_some_and(|token| token.gap.joins())
    {
        last.actor = new.actor;
        last.tokens.end = new.tokens.end;
        last.certainty = last.certainty.max(new.certainty);
        last.found_by = FoundBy::Name;
        last.office = false;
        return;
    }
    mentions.push(new);
}

fn mark(named: &mut [bool], tokens: &Range<usize>) {
    if let Some(slice) = named.get_mut(tokens.clone()) {
        slice.fill(true);
    }
}

/// Of the entries of one expression: neutral hides a cue; otherwise one of each kind.
fn best_kinds(
    knowledge: &Knowledge,
    entries: impl Iterator<Item = u32>,
) -> impl Iterator<Item = (Kind, u32)> {
    let mut kinds: Vec<(Kind, u32)> = entries.map(|number| (knowledge.entry(number).kind, number)).collect();
    if kinds.iter().any(|(kind, _)| *kind == Kind::Neutral) {
        kinds.retain(|(kind, _)| *kind != Kind::Cue);
    }
    // Later layers stand later: they win.
    kinds.sort_by_key(|&(kind, number)| (kind, std::cmp::Reverse(number)));
    kinds.dedup_by_key(|&mut (kind, _)| kind);
    kinds.into_iter()
}

/// Names are masked: an expression inside a listed name is no cue, nor is a capitalised word in mid-sentence,
/// which is part of an unlisted name, unless the whole sentence is set in capitals.
fn drop_cues_in_names(
    found: &mut Found,
    first: usize,
    document: &Document,
    words: &WordTable<'_>,
    sentence: &Sentence,
) {
    let named = &found.named;
    let mut kept = first;
    for at in first..found.cues.len() {
        let cue = &found.cues[at];
        let in_name = named.get(cue.tokens.clone()).is_some_and(|tokens| tokens.contains(&true));
        let looks_like_name = cue.kind == Kind::Cue
            && !sentence.headline
            && cue.tokens.start > sentence.tokens.start
            && document.tokens.get(cue.tokens.start).is_some_and(|token| {
                let info = words.info(token);
                info.capital && !token.gap.has(Gap::QUOTE | Gap::STOP | Gap::BREAK)
            });
        if !in_name && !looks_like_name {
            found.cues.swap(kept, at);
            kept += 1;
        }
    }
    found.cues.truncate(kept);
}
