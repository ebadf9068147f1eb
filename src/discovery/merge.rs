//! Merging: groups the names of one actor, and drops names that are no actor's.

use super::actor::Discovered;
use super::tally::{Discovery, NameTally, spread};
use crate::actors::{ActorKind, AliasKind, Gender, Registry};
use crate::index::{NamePart, NameWords};
use crate::text::{Classes, WordClass};
use std::collections::{BTreeMap, BTreeSet};

/// Share of the mentions after a locative word like *in* from which a name counts as a place.
const PLACE_SHARE: f64 = 0.5;
/// Minimum ratio of capitalised to lower-case uses of a word.
const CAPITALS: u64 = 3;

impl Discovery {
    /// The actors with at least so many mentions, by falling frequency.
    #[must_use]
    pub fn actors(
        self,
        registry: &Registry,
        classes: &Classes,
        name_words: &NameWords,
        least: u64,
    ) -> Vec<Discovered> {
        let merge = Merge::new(&self, registry, classes, name_words);
        let mut ids = BTreeSet::new();
        let mut discovered: Vec<Discovered> = Vec::new();
        for (name, surnames) in merge.groups() {
            discovered.extend(merge.actor(name, &surnames, least, &mut ids));
        }
        discovered.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| a.name.cmp(&b.name)));
        // An abbreviation or a surname claimed by two of them belongs to the more frequent.
        let mut claimed = BTreeSet::new();
        for actor in &mut discovered {
            actor.aliases.retain(|(alias, _)| claimed.insert(alias.clone()));
        }
        discovered
    }
}

/// The evidence for which names belong together.
struct Merge<'a> {
    discovery: &'a Discovery,
    registry: &'a Registry,
    classes: &'a Classes,
    name_words: &'a NameWords,
    /// Every listed alias.
    listed: BTreeSet<&'a str>,
    /// Last names of the listed persons whom the texts name: alone they refer to those.
    listed_surnames: BTreeSet<&'a str>,
    /// Abbreviations in brackets after a name.
    shorts: BTreeSet<&'a str>,
    /// The presumed kind of each name.
    kinds: BTreeMap<&'a str, ActorKind>,
    /// Full names of persons by their last name: a surname alone belongs to the person who has it.
    by_last: BTreeMap<&'a str, Vec<&'a str>>,
    /// Names of companies and organisations by their first word.
    by_first: BTreeMap<&'a str, Vec<&'a str>>,
    /// Names of several words by their form without hyphens, where there is more than one.
    by_plain: BTreeMap<String, Vec<&'a str>>,
}

impl<'a> Merge<'a> {
    fn new(
        discovery: &'a Discovery,
        registry: &'a Registry,
        classes: &'a Classes,
        name_words: &'a NameWords,
    ) -> Self {
        let kinds: BTreeMap<&str, ActorKind> = discovery
            .names
            .iter()
            .map(|(form, tally)| (form.as_str(), kind_of(form, tally, name_words, classes)))
            .collect();
        let mut by_last: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for form in discovery.names.keys() {
            let kind = kinds[form.as_str()];
            let person = kind == ActorKind::Person && form.contains(' ');
            if person || kind == ActorKind::Other && may_be_person(form, discovery, &kinds, name_words) {
                by_last.entry(form.rsplit(' ').next().unwrap_or_default()).or_default().push(form);
            }
        }
        let mut by_first: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (form, kind) in &kinds {
            if let Some((first, _)) = form.split_once(' ')
                && matches!(kind, ActorKind::Company | ActorKind::Organisation)
            {
                by_first.entry(first).or_default().push(form);
            }
        }
        let mut by_plain: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for form in discovery.names.keys().filter(|form| form.contains(' ')) {
            by_plain.entry(form.replace('-', " ")).or_default().push(form);
        }
        by_plain.retain(|_, alike| alike.len() > 1);
        let listed_surnames = registry
            .aliases()
            .filter(|(_, alias)| {
                let is_person = |actor: usize| registry.actor(actor).kind == ActorKind::Person;
                alias.actor.is_some_and(|actor| is_person(actor) && discovery.listed.contains(&actor))
            })
            .filter_map(|(_, alias)| alias.text.rsplit(' ').next())
            .collect();
        Self {
            discovery,
            registry,
            classes,
            name_words,
            listed: registry.aliases().map(|(_, alias)| alias.text).collect(),
            listed_surnames,
            shorts: discovery.short.values().flat_map(|shorts| shorts.keys().map(String::as_str)).collect(),
            kinds,
            by_last,
            by_first,
            by_plain,
        }
    }

    /// The names that may be an actor's, each with the surnames that belong to it.
    fn groups(&self) -> BTreeMap<&'a str, Vec<&'a str>> {
        let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for form in self.discovery.names.keys().map(String::as_str) {
            let is_listed = self.listed.contains(form) || self.listed_surnames.contains(form);
            if is_listed || self.is_word(form) || self.shorts.contains(form) {
                continue;
            }
            let owner = if form.contains(' ') { self.spelled_like(form) } else { self.owner_of(form) };
            match owner {
                Some(owner) => groups.entry(owner).or_default().push(form),
                _ => drop(groups.entry(form).or_default()),
            }
        }
        groups
    }

    /// Whether a name alone refers to no actor: a common word with a capital, a given name, a thing.
    fn is_word(&self, form: &str) -> bool {
        let (classes, name_words) = (self.classes, self.name_words);
        let lower = form.to_lowercase();
        let plain = self.discovery.lower.get(&lower).copied().unwrap_or(0);
        let tally = self.discovery.names.get(form);
        let capitals = tally.map_or(0, |tally| tally.counts.mentions);
        let no_name = |word: &str| name_words.part(word) == Some(NamePart::NoName);
        let is_thing = |word: &str| name_words.part(word) == Some(NamePart::Thing);
        let (female, male) = given(classes, form.split(' ').next().unwrap_or_default());
        if form.rsplit(' ').next().is_some_and(is_thing) && !female && !male {
            return true;
        }
        if form.contains(' ') {
            return form.split(' ').all(no_name);
        }
        // A given name alone is ambiguous.
        let titled = tally.is_some_and(|tally| tally.counts.titled > 0);
        let (female, male) = given(classes, form);
        (female || male) && !titled
            || no_name(form)
            || classes.is_stop(classes.of(&lower))
            || plain * CAPITALS > capitals
    }

    /// Whether every document that has a short name has the whole name, too.
    fn is_beside(&self, short: &str, whole: &str) -> bool {
        let parts = |name: &str| self.discovery.names.get(name).map(|tally| tally.parts.as_slice());
        let (Some(short), Some(whole)) = (parts(short), parts(whole)) else { return false };
        // Both are in the order of the documents.
        short.iter().all(|(document, _)| whole.binary_search_by_key(document, |part| part.0).is_ok())
    }

    /// The only body whose name begins with a word that its documents also have alone (Harbour Hotels, Harbour).
    fn written_out(&self, form: &str) -> Option<&'a str> {
        let mut holders = self.by_first.get(form)?.iter().filter(|whole| self.is_beside(form, whole));
        let only = holders.next().copied()?;
        (holders.next().is_none() && self.kinds.get(form) == Some(&ActorKind::Other)).then_some(only)
    }

    /// The more frequent name that differs from a name only in hyphens (Ada Quill-Marsh, Ada Quill Marsh).
    fn spelled_like(&self, form: &str) -> Option<&'a str> {
        let plain = form.replace('-', " ");
        let count = |form: &str| self.discovery.names.get(form).map_or(0, |tally| tally.counts.mentions);
        let alike = self.by_plain.get(&plain)?;
        let best = alike.iter().max_by_key(|name| (count(name), std::cmp::Reverse(**name)))?;
        (*best != form).then_some(*best)
    }

    /// The full name that a surname by itself belongs to.
    fn owner_of(&self, form: &str) -> Option<&'a str> {
        let Some(holders) = self.by_last.get(form) else { return self.written_out(form) };
        let beside: Vec<&&str> = holders.iter().filter(|holder| self.is_beside(form, holder)).collect();
        if let [only] = beside.as_slice() {
            return Some(**only);
        }
        let count = |name: &&&str| self.discovery.names[**name].counts.mentions;
        let best = holders.iter().max_by_key(|name| (count(name), std::cmp::Reverse(**name)))?;
        let others: u64 = holders.iter().filter(|name| *name != best).map(|name| count(&name)).sum();
        // If several share a surname, only one that is far more frequent.
        (count(&best) >= CAPITALS * others).then_some(*best)
    }

    /// The actor of a group of names, if it has enough mentions.
    fn actor(
        &self,
        name: &str,
        surnames: &[&str],
        least: u64,
        ids: &mut BTreeSet<String>,
    ) -> Option<Discovered> {
        let names = &self.discovery.names;
        let mut tallies: Vec<&NameTally> = vec![&names[name]];
        let mut aliases = vec![(name.to_owned(), AliasKind::Name)];
        for &surname in surnames {
            tallies.push(&names[surname]);
            let body = matches!(self.kinds[name], ActorKind::Company | ActorKind::Organisation);
            let kind = match (surname.contains(' '), body) {
                (true, _) => AliasKind::Name,
                (false, true) => AliasKind::Abbreviation,
                (false, false) => AliasKind::Surname,
            };
            aliases.push((surname.to_owned(), kind));
        }
        for short in self.discovery.short.get(name).into_iter().flat_map(|shorts| shorts.keys()) {
            tallies.extend(names.get(short));
            if !self.listed.contains(short.as_str()) {
                aliases.push((short.clone(), AliasKind::Abbreviation));
            }
        }
        let mentions: u64 = tallies.iter().map(|tally| tally.counts.mentions).sum();
        if mentions < least {
            return None;
        }
        // Mr Osei tells that Lee Osei is a person.
        let titled =
            surnames.iter().any(|surname| names.get(*surname).is_some_and(|name| name.counts.titled > 0));
        let kind = match self.kinds[name] {
            ActorKind::Other if titled => ActorKind::Person,
            kind => kind,
        };
        let gender = match given(self.classes, name.split(' ').next().unwrap_or_default()) {
            (true, false) => Some(Gender::Female),
            (false, true) => Some(Gender::Male),
            _ => None,
        };
        let documents: BTreeSet<usize> =
            tallies.iter().flat_map(|tally| tally.parts.iter().map(|part| part.0)).collect();
        Some(Discovered {
            id: free_id(name, self.registry, ids),
            name: name.to_owned(),
            kind,
            aliases,
            gender: if kind == ActorKind::Person { gender } else { Some(Gender::Neuter) },
            mentions,
            documents: documents.len() as u64,
            spread: spread(&tallies, &self.discovery.sizes),
            examples: names[name].counts.examples.clone(),
        })
    }
}

/// Whether a name of unknown kind may be that of a person whose given name is not listed: two words without the head of
/// another kind, of which the second occurs alone too and is no place then (Lee Osei, Osei).
fn may_be_person(
    form: &str,
    discovery: &Discovery,
    kinds: &BTreeMap<&str, ActorKind>,
    name_words: &NameWords,
) -> bool {
    let Some((first, last)) = form.split_once(' ').filter(|(_, last)| !last.contains(' ')) else {
        return false;
    };
    let plain = |word: &str| name_words.kind(word).is_none() && name_words.part(word).is_none();
    let unplaced = matches!(kinds.get(last), Some(ActorKind::Other | ActorKind::Person));
    let alone = discovery.names.contains_key(last) && unplaced;
    alone && plain(first) && plain(last) && name_words.part(&first.to_lowercase()).is_none()
}

/// Whether a word is a female, and whether a male given name.
fn given(classes: &Classes, word: &str) -> (bool, bool) {
    let bits = classes.of(&word.to_lowercase());
    (bits & WordClass::GivenFemale as u64 != 0, bits & WordClass::GivenMale as u64 != 0)
}

/// The presumed kind of a name: a person by a given name or a title, else the kind of its head noun, else a place by
/// its locative uses.
fn kind_of(form: &str, tally: &NameTally, name_words: &NameWords, classes: &Classes) -> ActorKind {
    let words: Vec<&str> = form.split(' ').collect();
    let head = match words.iter().position(|word| name_words.part(word) == Some(NamePart::Joint)) {
        Some(joint) if joint > 0 => words.get(joint - 1),
        _ => words.last(),
    };
    let by_head = head.filter(|_| words.len() > 1).and_then(|head| name_words.kind(head));
    let (female, male) = given(classes, words.first().copied().unwrap_or_default());
    let counts = &tally.counts;
    let located = counts.located as f64 / counts.mentions.max(1) as f64;
    match by_head {
        Some(kind) => kind,
        None if words.len() > 1 && (female || male) => ActorKind::Person,
        None if counts.titled > 0 || counts.relative * 2 > counts.mentions => ActorKind::Person,
        None if located >= PLACE_SHARE => ActorKind::Place,
        None if form.chars().all(char::is_uppercase) => ActorKind::Organisation,
        None => ActorKind::Other,
    }
}

/// A slug different from the ids of listed actors and from those `taken`.
fn free_id(name: &str, registry: &Registry, taken: &mut BTreeSet<String>) -> String {
    let slug = crate::actors::slug(name);
    let slug = if slug.is_empty() { "name".to_owned() } else { slug };
    let free = |id: &String| registry.get(id).is_none() && !taken.contains(id);
    let id = std::iter::once(slug.clone())
        .chain((2..).map(|number| format!("{slug}-{number}")))
        .find(free)
        .unwrap_or(slug);
    taken.insert(id.clone());
    id
}
