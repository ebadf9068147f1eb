//! Finds aliases and expressions in one pass over a document's tokens, and turns the matches into annotations.

use super::capitals::is_common_word;
use super::context::Discourse;
use super::credits::is_credit;
use super::listed::{AliasMatch, add, alias_on, follower, is_other_name, mention_of};
use super::masking::{best_kinds, drop_cues_in_names};
use super::mention::{CueMatch, Found, FoundBy, Given, Mention, Resolve, Unlisted, certainty};
use super::names::unlisted_names;
use super::resolve::{resolve_references, shared_descriptor};
use super::speakers::speaker_in;
use super::titles::{may_be, may_follow_title, only_namesake, titled_gender};
use super::voice::set_voices;
use crate::actors::{ActorKind, Alias, AliasKind};
use crate::index::Knowledge;
use crate::index::Senses;
use crate::index::{Match, Paths};
use crate::text::{Document, Sentence, WordClass, WordTable};
use hashbrown::{HashMap, HashSet};
use jiff::civil::Date;
use std::iter::Peekable;
use std::ops::Range;
use std::slice::Iter;

/// Finds the actors and expressions of `knowledge` in `document`; `date` is the article's, for aliases with a period of
/// validity.
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

/// [`find`] with the known mentions `given` (in text order, not overlapping), which replace what the registry finds in
/// their place.
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
        introduced: HashSet::new(),
        introduced_words: HashMap::new(),
        senses: Senses::default(),
        references: Vec::new(),
        paths: Paths::new(),
    };
    // Who speaks in a transcript has been introduced by the labels; a label may also be a surname that the text
    // introduces.
    let mut speakers = finder.speakers();
    let mut given = given.iter().peekable();
    for (index, sentence) in document.sentences.iter().enumerate() {
        finder.sentence(index, sentence, &mut given);
    }
    if speakers.iter().any(Option::is_none) {
        let again = finder.speakers();
        speakers = speakers.into_iter().zip(again).map(|(first, second)| first.or(second)).collect();
    }
    set_voices(&mut finder.found, document, words, knowledge, &speakers);
    finder.found
}

/// The state of the pass over a document.
struct Finder<'a, 'w> {
    document: &'a Document,
    words: &'a WordTable<'w>,
    knowledge: &'a Knowledge,
    date: Option<Date>,
    resolve: Resolve,
    found: Found,
    /// The persons mentioned by name so far.
    introduced: HashSet<u32>,
    /// Words that the text introduced as a name, such as abbreviations: the actor of each word form.
    introduced_words: HashMap<u32, usize>,
    senses: Senses,
    /// Possible references of the sentence.
    references: Vec<usize>,
    paths: Paths,
}

impl<'a> Finder<'a, '_> {
    /// The actor that each label of a transcript names, given the persons introduced so far. Those of the labels are
    /// introduced, too.
    fn speakers(&mut self) -> Vec<Option<usize>> {
        let Some(speakers) = &self.document.speakers else { return Vec::new() };
        let document = &speakers.document;
        let mut labels = Finder {
            document,
            words: self.words,
            knowledge: self.knowledge,
            date: self.date,
            resolve: self.resolve,
            found: Found { named: vec![false; document.tokens.len()], ..Found::default() },
            introduced: std::mem::take(&mut self.introduced),
            introduced_words: HashMap::new(),
            senses: Senses::default(),
            references: Vec::new(),
            paths: Paths::new(),
        };
        let mut none = [].iter().peekable();
        for (index, sentence) in document.sentences.iter().enumerate() {
            labels.sentence(index, sentence, &mut none);
        }
        self.introduced = labels.introduced;
        speakers.labels.iter().map(|label| speaker_in(&labels.found, document, label)).collect()
    }

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
                |step| follower(document, words, sentence.tokens.end, at, step),
                accept,
            );
            if let Some(known) = given.next_if(|known| known.tokens.start <= at) {
                name_end = known.tokens.end.max(at + 1);
                self.given(index, sentence, at..name_end, known, first_mention);
            }
            if at >= name_end && (info.capital || alias.length > 0) {
                name_end = self.name(index, sentence, at, &alias);
            }
            if at >= cue_end && entry.length > 0 {
                cue_end = at + entry.length;
                self.cues(index, at..cue_end, &entry);
            }
        }
        self.close(index, sentence, first_mention, first_cue);
    }

    /// Adds a given mention.
    fn given(
        &mut self,
        index: usize,
        sentence: &Sentence,
        tokens: Range<usize>,
        known: &Given,
        first_mention: usize,
    ) {
        let last = self.document.tokens[tokens.end - 1];
        let actor = self.listed_in(sentence, &tokens).unwrap_or(known.actor);
        give(&mut self.found, first_mention, tokens, index, actor);
        // From here on, its last word alone refers to the same actor.
        if actor == known.actor && self.words.info(&last).capital {
            self.introduced_words.insert(last.word, actor);
        }
    }

    /// Adds the name that begins at a token: a word that the text introduced, the name of a listed actor, or the
    /// surname of a person named before. Returns its end, or its start if there is none.
    fn name(&mut self, index: usize, sentence: &Sentence, at: usize, matched: &Match) -> usize {
        let Some(token) = self.document.tokens.get(at) else { return at };
        let info = self.words.info(token);
        if info.capital && self.is_introduced(token.word, at, index) {
            return at + 1;
        }
        if matched.length > 0 {
            let end = self.listed(index, sentence, at, matched);
            if end > at {
                return end;
            }
        }
        if info.capital
            && self.resolve != Resolve::Names
            && let Some(actor) = self.surname_holder(sentence, at, matched)
        {
            self.found.mark_named(&(at..at + 1));
            let (found_by, certainty) = (FoundBy::Surname, certainty::SURNAME);
            self.found.mentions.push(Mention {
                found_by,
                certainty,
                ..Mention::named(actor, index, at..at + 1)
            });
            return at + 1;
        }
        at
    }

    /// The person whose surname is a token: the only one of that surname that the text named, and that a title before
    /// it allows; after a title that rules out the holder of an alias, the only listed one of that gender.
    fn surname_holder(&self, sentence: &Sentence, at: usize, matched: &Match) -> Option<usize> {
        let (document, words, knowledge) = (self.document, self.words, self.knowledge);
        let surname = words.info(document.tokens.get(at)?).exact;
        let holders = knowledge.names.of_surname(surname);
        if holders.is_empty() {
            return None;
        }
        let gender = titled_gender(&AliasMatch { document, words, sentence, tokens: at..at + 1 });
        let mut named = holders.iter().filter(|holder| {
            self.introduced.contains(*holder)
                && gender.is_none_or(|gender| may_be(knowledge, **holder as usize, gender))
        });
        match (named.next(), named.next()) {
            (Some(&only), None) => return Some(only as usize),
            (Some(_), Some(_)) => return None,
            (None, _) => {}
        }
        let is_surname = |number: u32| knowledge.registry.alias(number as usize).kind == AliasKind::Surname;
        let listed = matched.length == 1 && knowledge.trie.aliases(matched).any(is_surname);
        gender.filter(|_| listed).and_then(|gender| only_namesake(knowledge, surname, gender))
    }

    /// Adds the expressions of a match.
    fn cues(&mut self, index: usize, tokens: Range<usize>, matched: &Match) {
        let mut entries = self.knowledge.trie.entries(matched);
        let cue = |kind, entry| CueMatch { entry, kind, sentence: index, tokens: tokens.clone() };
        // Most expressions have one entry.
        if let (Some(only), None) = (entries.next(), entries.next()) {
            self.found.cues.push(cue(self.knowledge.kind(only), only));
            return;
        }
        let best = best_kinds(self.knowledge, self.knowledge.trie.entries(matched));
        self.found.cues.extend(best.map(|(kind, entry)| cue(kind, entry)));
    }

    /// Steps that need all names and expressions of a sentence: drops cues inside names, finds unlisted names, and resolves
    /// references.
    fn close(&mut self, index: usize, sentence: &Sentence, first_mention: usize, first_cue: usize) {
        let (document, words, knowledge, date) = (self.document, self.words, self.knowledge, self.date);
        drop_cues_in_names(&mut self.found, first_cue, document, words, sentence);
        self.found.unlisted.extend(
            unlisted_names(document, words, sentence, &self.found.named)
                .into_iter()
                .map(|tokens| Unlisted { sentence: index, tokens }),
        );
        if !self.references.is_empty() {
            if self.resolve == Resolve::All {
                let discourse = Discourse { document, words, knowledge, date };
                resolve_references(
                    &discourse,
                    &mut self.found,
                    first_mention,
                    index,
                    sentence,
                    &self.references,
                );
            }
            self.references.clear();
        }
    }

    /// The actor whose name is a suffix of some tokens: "Mr. Trump" is Trump.
    fn listed_in(&mut self, sentence: &Sentence, tokens: &Range<usize>) -> Option<usize> {
        let (document, words, knowledge, date) = (self.document, self.words, self.knowledge, self.date);
        let accept = |number: u32| knowledge.registry.alias(number as usize).holds(date);
        tokens.clone().find_map(|at| {
            let next = |step| follower(document, words, sentence.tokens.end, at, step);
            let info = words.info(&document.tokens[at]);
            let (alias, _) = knowledge.trie.matches(info, &mut self.paths, next, accept);
            let ends_it = alias.length > 0 && at + alias.length == tokens.end;
            ends_it.then(|| alias_on(knowledge, knowledge.trie.aliases(&alias), date)?.1.actor).flatten()
        })
    }

    /// Adds the name of a listed actor; returns its end, or its start if there is none.
    fn listed(&mut self, index: usize, sentence: &Sentence, at: usize, matched: &Match) -> usize {
        let (document, words, knowledge) = (self.document, self.words, self.knowledge);
        let tokens = at..at + matched.length;
        let here = AliasMatch { document, words, sentence, tokens: tokens.clone() };
        let gender = titled_gender(&here);
        let allowed = |actor: usize| gender.is_none_or(|gender| may_be(knowledge, actor, gender));
        let aliases = knowledge.trie.aliases(matched).filter(|&number| {
            let alias = knowledge.registry.alias(number as usize);
            gender.is_none_or(|gender| may_follow_title(knowledge, &alias, gender))
        });
        let Some((number, alias)) =
            alias_on(knowledge, aliases, self.date).or_else(|| self.shared(matched, at))
        else {
            return at;
        };
        if is_common_word(&here, knowledge, &self.found.mentions) {
            return at;
        }
        if is_credit(&here) {
            self.found.mark_named(&tokens);
            return tokens.end;
        }
        let kind = alias.actor.map_or(ActorKind::Other, |actor| knowledge.registry.actor(actor).kind);
        if is_other_name(&here, &alias, kind, &self.found.named) {
            return at;
        }
        let meant = knowledge.homographs.meant(number, document, words, &mut self.senses);
        let mention = alias.actor.map(|actor| mention_of(&here, &alias, actor, index));
        let wanted = mention.as_ref().is_none_or(|mention| match self.resolve {
            Resolve::Names => !matches!(mention.found_by, FoundBy::Surname | FoundBy::Descriptor),
            Resolve::Surnames => mention.found_by != FoundBy::Descriptor,
            Resolve::All => true,
        });
        if !wanted {
            return at;
        }
        self.found.mark_named(&tokens);
        let Some(mut mention) = mention else { return tokens.end };
        match meant {
            None => {}
            Some(None) => return tokens.end,
            Some(Some(actor)) if allowed(actor) => mention.actor = actor,
            Some(Some(_)) => {}
        }
        let actor = mention.actor;
        if alias.kind == AliasKind::Name {
            self.introduced.insert(actor as u32);
            self.introduce(&tokens, actor);
        }
        let is_person = knowledge.registry.actor(actor).kind == ActorKind::Person;
        add(&mut self.found.mentions, mention, is_person, document);
        tokens.end
    }

    /// A descriptor shared by several actors refers to the one mentioned before.
    fn shared(&self, matched: &Match, at: usize) -> Option<(u32, Alias<'a>)> {
        let (document, words, knowledge, date) = (self.document, self.words, self.knowledge, self.date);
        let aliases =
            knowledge.trie.aliases(matched).map(|number| (number, knowledge.registry.alias(number as usize)));
        let holding =
            aliases.filter(move |(_, alias)| alias.kind == AliasKind::Descriptor && alias.holds(date));
        let discourse = Discourse { document, words, knowledge, date };
        shared_descriptor(&discourse, &self.found, at, holding)
    }

    /// Records the abbreviation in brackets after a full name.
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
            // An abbreviation that the registry lists for another actor stays theirs.
            let listed = self.listed_alone(tokens.end);
            if listed.is_none_or(|other| other == actor) {
                self.introduced_words.insert(short.word, actor);
            }
        }
    }

    /// The actor whose alias is one token.
    fn listed_alone(&mut self, at: usize) -> Option<usize> {
        let (words, knowledge, date) = (self.words, self.knowledge, self.date);
        let accept = |number: u32| knowledge.registry.alias(number as usize).holds(date);
        let info = words.info(self.document.tokens.get(at)?);
        let (alias, _) = knowledge.trie.matches(info, &mut self.paths, |_| None, accept);
        if alias.length == 0 {
            return None;
        }
        alias_on(knowledge, knowledge.trie.aliases(&alias), date)?.1.actor
    }

    /// Adds the mention of a word that the text introduced as a name, if it is one.
    fn is_introduced(&mut self, word: u32, at: usize, sentence: usize) -> bool {
        let Some(&actor) = self.introduced_words.get(&word) else { return false };
        self.found.mark_named(&(at..at + 1));
        self.found.mentions.push(Mention::named(actor, sentence, at..at + 1));
        true
    }
}

/// Whether the letters of an abbreviation occur in a name, in order, the first at its start.
fn stands_for(short: &str, name: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    let mut first = true;
    short.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).all(|letter| {
        let begins = std::mem::take(&mut first);
        if begins { letters.next() == Some(letter) } else { letters.any(|other| other == letter) }
    })
}

/// Adds a given mention; truncates one found before it that overlaps it.
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
    found.mark_named(&tokens);
    found.mentions.push(Mention::named(actor, sentence, tokens));
}

#[cfg(test)]
mod tests {
    use super::super::sample::{ACTORS, LEXICON, knowledge, mentions, read};
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_name_an_adjective_and_a_surname_are_found_each_in_its_way() {
        let knowledge = knowledge(ACTORS, LEXICON);
        let text = "Northland praised Ada Quill. Quill thanked the Northlander press.";
        assert_eq!(
            mentions(&knowledge, text, None),
            ["north name: Northland", "ada name: Ada Quill", "ada surname: Quill", "north name: Northlander"]
        );
        let names = read(&knowledge, text, None, |document, words, _| {
            find(document, words, &knowledge, None, Resolve::Names).mentions.len()
        });
        assert_eq!(names, 3);
    }

    #[test]
    fn a_surname_is_nobody_until_the_full_name_was_said() {
        let knowledge = knowledge(ACTORS, LEXICON);
        assert_eq!(mentions(&knowledge, "Quill thanked Northland.", None), ["north name: Northland"]);
    }

    #[test]
    fn an_abbreviation_in_brackets_after_a_name_stands_for_it() {
        let knowledge = knowledge(ACTORS, LEXICON);
        let text = "The River Union (RU) gathered. RU praised Northland.";
        assert_eq!(
            mentions(&knowledge, text, None),
            ["union name: River Union", "union name: RU", "union name: RU", "north name: Northland"]
        );
        assert!(stands_for("RU", "River Union"));
        assert!(!stands_for("UR", "River Union"));
    }

    #[test]
    fn an_office_right_before_a_name_is_part_of_the_mention() {
        let office = "ada|Ada Quill|person|Northlander leader|office||north|f\n";
        let knowledge = knowledge(&format!("{ACTORS}{office}"), LEXICON);
        assert_eq!(
            mentions(&knowledge, "Northlander leader Ada Quill spoke.", None),
            ["ada name: Northlander leader Ada Quill"]
        );
        // An office right before another name belongs to that name, whoever holds it.
        assert_eq!(
            mentions(&knowledge, "Northlander leader Boris Marsh spoke.", None),
            ["boris name: Northlander leader Boris Marsh"]
        );
    }

    #[test]
    fn who_held_an_office_is_told_by_the_date() {
        let offices = "ada|Ada Quill|person|Northland President|office||north|f||2020-01-01|2021-12-31\n\
                       boris|Boris Marsh|person|Northland President|office||south|m||2022-01-01\n";
        let knowledge = knowledge(&format!("{ACTORS}{offices}"), LEXICON);
        let on = |date| mentions(&knowledge, "The Northland President spoke.", date);
        assert_eq!(on(Some(date(2020, 6, 1))), ["ada name: Northland President"]);
        assert_eq!(on(Some(date(2023, 1, 1))), ["boris name: Northland President"]);
        assert_eq!(on(None), ["north name: Northland"]);
    }

    #[test]
    fn a_mention_that_is_given_is_the_listed_actor_whose_name_it_is_and_else_its_own() {
        let knowledge = knowledge(ACTORS, LEXICON);
        let given = [Given { tokens: 2..4, actor: 99 }, Given { tokens: 5..6, actor: 99 }];
        let text = "Officials met Boris Marsh and Zed. Zed left.";
        let found: Vec<(usize, Range<usize>)> = read(&knowledge, text, None, |document, words, _| {
            let found = find_with(document, words, &knowledge, None, Resolve::All, &given);
            found.mentions.into_iter().map(|mention| (mention.actor, mention.tokens)).collect()
        });
        let boris = knowledge.registry.get("boris").unwrap();
        assert_eq!(found, [(boris, 2..4), (99, 5..6), (99, 6..7)]);
    }
}
