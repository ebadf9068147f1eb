//! Discovery: the names in a corpus that the registry does not know.
//!
//! Each document gives its [`NamesOfDocument`]; [`Discovery`] adds them up, in the order of the documents, and puts the
//! names that belong together into one [`Discovered`] actor.

use super::mention::Found;
use super::name_words::{NameWordError, NameWords, SHIPPED_NAME_WORDS, Small};
use crate::actors::{ActorKind, ActorRow, AliasKind, Gender, Registry};
use crate::text::{Document, Gap, Sentence, WordClass, WordInfo, WordTable};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Words of the longest name.
const LONGEST: usize = 8;
/// Examples that are kept of a name.
const EXAMPLES: usize = 2;
/// Code points of the longest example.
const EXAMPLE: usize = 160;
/// Share of the mentions after a word like *in* from which a name is taken for that of a place.
const PLACE_SHARE: f64 = 0.5;
/// How many times as often a word must be written with a capital as without.
const CAPITALS: u64 = 3;

/// What a document says of a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Seen {
    mentions: u64,
    /// After a title (Mr, Councillor).
    titled: u64,
    /// Before *who*, which persons are followed by.
    relative: u64,
    /// After a word that stands before places.
    located: u64,
    examples: Vec<String>,
}

/// The names of a document that the registry does not know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamesOfDocument {
    names: BTreeMap<String, Seen>,
    /// Abbreviations that stand in brackets after a name.
    short: BTreeSet<(String, String)>,
    /// Single words in lower case that are also names here.
    lower: BTreeMap<String, u64>,
    /// Listed actors that it names.
    listed: BTreeSet<usize>,
    tokens: u64,
}

/// Finds the names of documents.
#[derive(Debug)]
pub struct Discoverer {
    name_words: NameWords,
}

impl Discoverer {
    /// With the shipped name words.
    ///
    /// # Errors
    /// Never for a release: a test reads them.
    pub fn new() -> Result<Self, NameWordError> {
        let (path, text) = SHIPPED_NAME_WORDS;
        Ok(Self { name_words: NameWords::parse(path, text)? })
    }

    /// The names of `document` that are none of `found`.
    #[must_use]
    pub fn names(&self, document: &Document, words: &WordTable<'_>, found: &Found) -> NamesOfDocument {
        let mut names =
            NamesOfDocument { tokens: document.tokens.len() as u64, ..NamesOfDocument::default() };
        names.listed.extend(found.mentions.iter().map(|mention| mention.actor));
        let reader = Reader { document, words, found, name_words: &self.name_words };
        let mut done = 0;
        for (at, name) in found.unlisted.iter().enumerate() {
            let Some(sentence) = document.sentences.get(name.sentence) else { continue };
            let next = found.unlisted.get(at + 1).filter(|next| next.sentence == name.sentence);
            if name.tokens.start < done {
                continue;
            }
            let whole = reader.whole(sentence, name.tokens.clone(), next.map(|next| next.tokens.clone()));
            done = whole.end;
            // "Smith's Veritas" are two names.
            for tokens in reader.apart(whole) {
                let Some(form) = reader.form(&tokens) else { continue };
                if let Some(short) = reader.abbreviation(&tokens) {
                    names.short.insert((form.clone(), short));
                }
                let seen = names.names.entry(form).or_default();
                seen.mentions += 1;
                let before = tokens.start.checked_sub(1).filter(|at| *at >= sentence.tokens.start);
                if let Some(before) = before {
                    let joined = document.tokens[tokens.start].gap.has(Gap::SPACE);
                    let no_name = self.name_words.small(reader.text(before)) == Some(Small::NoName);
                    seen.titled += u64::from(joined && (no_name || reader.info(before).is(WordClass::Title)));
                    let small = self.name_words.small(reader.text(before));
                    seen.located += u64::from(joined && small == Some(Small::BeforePlace));
                }
                let after = document.tokens.get(tokens.end).filter(|_| tokens.end < sentence.tokens.end);
                seen.relative += u64::from(after.is_some_and(|after| document.token_text(after) == "who"));
                if seen.examples.len() < EXAMPLES {
                    seen.examples.push(example(document, sentence));
                }
            }
        }
        // How often single words that are names here are none.
        for token in &document.tokens {
            let info = words.info(token);
            if !info.capital {
                let text = document.token_text(token);
                if text.len() > 2 {
                    *names.lower.entry(text.to_owned()).or_default() += 1;
                }
            }
        }
        names
    }
}

/// A document that is being read.
struct Reader<'a, 'w> {
    document: &'a Document,
    words: &'a WordTable<'w>,
    found: &'a Found,
    name_words: &'a NameWords,
}

impl Reader<'_, '_> {
    fn info(&self, at: usize) -> &WordInfo {
        self.words.info(&self.document.tokens[at])
    }

    fn text(&self, at: usize) -> &str {
        self.document.token_text(&self.document.tokens[at])
    }

    /// The whole of a name: with the listed name that it goes on from ("London Fire Brigade"), and with what follows a
    /// small word inside it ("Ministry of Works", "Ana de Souza").
    fn whole(&self, sentence: &Sentence, tokens: Range<usize>, next: Option<Range<usize>>) -> Range<usize> {
        let mut whole = tokens;
        let given = WordClass::GivenFemale as u32 | WordClass::GivenMale as u32;
        while whole.start > sentence.tokens.start
            && self.document.tokens[whole.start].gap.0 == Gap::SPACE
            && self.found.named.get(whole.start - 1).copied().unwrap_or(false)
            && self.name_words.kind(self.text(whole.end - 1)).is_some()
            && self.info(whole.start).classes & given == 0
            && !self.info(whole.start - 1).possessive
        {
            whole.start -= 1;
        }
        let Some(next) = next else { return whole };
        let between = whole.end..next.start;
        if !(1..=2).contains(&between.len())
            || !(whole.end..=next.start).all(|at| self.document.tokens[at].gap.0 == Gap::SPACE)
        {
            return whole;
        }
        let is = |small: Small| between.clone().all(|at| self.name_words.small(self.text(at)) == Some(small));
        let headed = self.name_words.kind(self.text(whole.end - 1)).is_some();
        let person = self.info(whole.start).classes & given != 0;
        if (is(Small::Joint) && headed && between.len() == 1) || (is(Small::Particle) && person) {
            whole.end = next.end;
        }
        whole
    }

    /// The names in a row of capitalised words: one ends at a possessive, and the words before and after the name of a
    /// person that are no names are left out ("MEP Ada Quillfeather QC").
    fn apart(&self, tokens: Range<usize>) -> Vec<Range<usize>> {
        let mut names = Vec::new();
        let mut start = tokens.start;
        for at in tokens.clone() {
            if self.info(at).possessive || at + 1 == tokens.end {
                names.push(self.bare(start..at + 1));
                start = at + 1;
            }
        }
        names
    }

    fn bare(&self, tokens: Range<usize>) -> Range<usize> {
        let no_name = |at: &usize| self.name_words.small(self.text(*at)) == Some(Small::NoName);
        let given = WordClass::GivenFemale as u32 | WordClass::GivenMale as u32;
        let Some(first) = tokens.clone().find(|at| !no_name(at)) else { return tokens };
        if self.info(first).classes & given == 0 {
            return tokens;
        }
        let last = tokens.clone().rev().find(|at| !no_name(at)).unwrap_or(first);
        first..last + 1
    }

    /// The name as the table has it; none for what is hardly one.
    fn form(&self, tokens: &Range<usize>) -> Option<String> {
        if tokens.len() > LONGEST {
            return None;
        }
        let span = self.document.span(tokens);
        let text = self.document.text.get(span)?;
        let last = self.info(tokens.end - 1);
        let text = if last.possessive {
            text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text)
        } else {
            text
        };
        let form = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{2019}', "'");
        let letters = form.chars().filter(|c| c.is_alphabetic()).count();
        // An initial, or a number with a letter.
        (letters >= 2 && form.chars().next().is_some_and(char::is_alphabetic)).then_some(form)
    }

    /// The abbreviation in brackets right after a name whose initials it has.
    fn abbreviation(&self, tokens: &Range<usize>) -> Option<String> {
        let short = self.document.tokens.get(tokens.end)?;
        let bytes = self.document.text.as_bytes();
        let bracketed = bytes.get((short.start as usize).checked_sub(1)?) == Some(&b'(')
            && bytes.get(short.end as usize) == Some(&b')');
        let text = self.document.token_text(short);
        let mut initials = tokens.clone().filter_map(|at| self.text(at).chars().next());
        let fits = text.chars().all(|letter| initials.any(|initial| initial.eq_ignore_ascii_case(&letter)));
        (bracketed && tokens.len() > 1 && self.words.info(short).all_capitals && fits)
            .then(|| text.to_owned())
    }
}

fn example(document: &Document, sentence: &Sentence) -> String {
    let text = document.text.get(sentence.range.clone()).unwrap_or_default();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(EXAMPLE) {
        Some((cut, _)) => format!("{}…", text[..cut].trim_end()),
        None => text,
    }
}

/// A name with what all documents say of it.
#[derive(Debug, Clone, Default)]
struct Sum {
    seen: Seen,
    /// The documents that name it, by number, and how often.
    parts: Vec<(usize, u64)>,
}

/// An actor that the registry does not know.
#[derive(Debug, Clone, PartialEq)]
pub struct Discovered {
    /// A slug that no listed actor has.
    pub id: String,
    /// Its fullest name.
    pub name: String,
    /// What it may be.
    pub kind: ActorKind,
    /// Its names, the fullest first, with what each is.
    pub aliases: Vec<(String, AliasKind)>,
    /// What its given name says.
    pub gender: Option<Gender>,
    /// How often it is named.
    pub mentions: u64,
    /// In how many documents.
    pub documents: u64,
    /// How evenly it is spread over them, in [0, 1]: 1 - DP of Gries (2008), half the sum over documents of the
    /// difference between their share of the tokens and of the mentions.
    pub spread: f64,
    /// Sentences that name it.
    pub examples: Vec<String>,
}

/// The rows of an actor file for a discovered actor; their note says how often and where it is named.
#[must_use]
pub fn rows_of(actor: &Discovered) -> Vec<ActorRow> {
    let note = format!(
        "{} mentions, {} documents, spread {:.2}; {}",
        actor.mentions,
        actor.documents,
        actor.spread,
        actor.examples.join(" | ")
    );
    let rows = actor.aliases.iter().enumerate().map(|(at, (alias, kind))| ActorRow {
        alias_kind: *kind,
        gender: actor.gender,
        note: if at == 0 { note.clone() } else { String::new() },
        ..ActorRow::new(&actor.id, &actor.name, actor.kind, alias)
    });
    rows.collect()
}

/// Names of documents, added up.
#[derive(Debug, Default)]
pub struct Discovery {
    names: BTreeMap<String, Sum>,
    short: BTreeMap<String, BTreeMap<String, u64>>,
    lower: BTreeMap<String, u64>,
    /// Listed actors that some document names.
    listed: BTreeSet<usize>,
    /// Tokens of each document.
    sizes: Vec<u64>,
}

impl Discovery {
    /// Adds the names of the next document.
    pub fn add(&mut self, document: NamesOfDocument) {
        let number = self.sizes.len();
        self.sizes.push(document.tokens);
        for (form, seen) in document.names {
            let sum = self.names.entry(form).or_default();
            sum.parts.push((number, seen.mentions));
            sum.seen.mentions += seen.mentions;
            sum.seen.titled += seen.titled;
            sum.seen.relative += seen.relative;
            sum.seen.located += seen.located;
            for example in seen.examples {
                if sum.seen.examples.len() < EXAMPLES && !sum.seen.examples.contains(&example) {
                    sum.seen.examples.push(example);
                }
            }
        }
        self.listed.extend(document.listed);
        for (form, short) in document.short {
            *self.short.entry(form).or_default().entry(short).or_default() += 1;
        }
        for (word, count) in document.lower {
            *self.lower.entry(word).or_default() += count;
        }
    }

    /// How often each word is used in lower case.
    #[must_use]
    pub fn lower_case(&self) -> &BTreeMap<String, u64> {
        &self.lower
    }

    /// The actors with at least so many mentions, the most frequent first.
    ///
    /// # Errors
    /// Never for a release: a test reads the shipped name words.
    pub fn actors(
        self,
        registry: &Registry,
        words: &crate::text::Classes,
        least: u64,
    ) -> Result<Vec<Discovered>, NameWordError> {
        let (path, text) = SHIPPED_NAME_WORDS;
        let name_words = NameWords::parse(path, text)?;
        let listed: BTreeSet<&str> = registry.aliases().map(|(_, alias)| alias.text.as_str()).collect();
        let given = |word: &str| {
            let bits = words.of(&word.to_lowercase());
            (bits & WordClass::GivenFemale as u32 != 0, bits & WordClass::GivenMale as u32 != 0)
        };
        let is_word = |form: &str| {
            let lower = form.to_lowercase();
            let plain = self.lower.get(&lower).copied().unwrap_or(0);
            let capitals = self.names.get(form).map_or(0, |sum| sum.seen.mentions);
            let no_name = |word: &str| name_words.small(word) == Some(Small::NoName);
            let is_thing = |word: &str| name_words.small(word) == Some(Small::Thing);
            let (female, male) = given(form.split(' ').next().unwrap_or_default());
            if form.rsplit(' ').next().is_some_and(is_thing) && !female && !male {
                return true;
            }
            if form.contains(' ') {
                return form.split(' ').all(no_name);
            }
            // A given name by itself is nobody in particular.
            let titled = self.names.get(form).is_some_and(|sum| sum.seen.titled > 0);
            let (female, male) = given(form);
            (female || male) && !titled
                || no_name(form)
                || words.is_stop(words.of(&lower))
                || plain * CAPITALS > capitals
        };
        // The last words of listed persons whom the texts name: alone they are theirs.
        let listed_surnames: BTreeSet<&str> = registry
            .aliases()
            .filter(|(_, alias)| {
                let is_person = |actor: usize| registry.actors()[actor].kind == ActorKind::Person;
                alias.actor.is_some_and(|actor| is_person(actor) && self.listed.contains(&actor))
            })
            .filter_map(|(_, alias)| alias.text.rsplit(' ').next())
            .collect();
        let shorts: BTreeSet<&str> =
            self.short.values().flat_map(|shorts| shorts.keys().map(String::as_str)).collect();
        // Full names by their last word: a surname alone belongs to the one who has it.
        let mut by_last: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let kinds: BTreeMap<&str, ActorKind> = self
            .names
            .iter()
            .map(|(form, sum)| (form.as_str(), kind_of(form, sum, &name_words, &given)))
            .collect();
        for form in self.names.keys() {
            if kinds[form.as_str()] == ActorKind::Person && form.contains(' ') {
                by_last.entry(form.rsplit(' ').next().unwrap_or_default()).or_default().push(form);
            }
        }
        let owner_of = |form: &str| -> Option<&str> {
            let holders = by_last.get(form)?;
            let count = |name: &&&str| self.names[**name].seen.mentions;
            let best = holders.iter().max_by_key(|name| (count(name), std::cmp::Reverse(**name)))?;
            let others: u64 = holders.iter().filter(|name| *name != best).map(|name| count(&name)).sum();
            // Of several who share a surname, only the one who is named far more often.
            (count(&best) >= CAPITALS * others).then_some(*best)
        };
        let mut actors: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for form in self.names.keys().map(String::as_str) {
            let is_listed = listed.contains(form) || listed_surnames.contains(form);
            if is_listed || is_word(form) || shorts.contains(form) {
                continue;
            }
            match (form.contains(' '), owner_of(form)) {
                (false, Some(owner)) => actors.entry(owner).or_default().push(form),
                _ => drop(actors.entry(form).or_default()),
            }
        }
        let mut ids = BTreeSet::new();
        let mut discovered: Vec<Discovered> = Vec::new();
        for (name, others) in actors {
            let mut sums: Vec<&Sum> = vec![&self.names[name]];
            let mut aliases = vec![(name.to_owned(), AliasKind::Name)];
            for other in others {
                sums.push(&self.names[other]);
                aliases.push((other.to_owned(), AliasKind::Surname));
            }
            for short in self.short.get(name).into_iter().flat_map(|shorts| shorts.keys()) {
                sums.extend(self.names.get(short));
                if !listed.contains(short.as_str()) {
                    aliases.push((short.clone(), AliasKind::Abbreviation));
                }
            }
            let mentions: u64 = sums.iter().map(|sum| sum.seen.mentions).sum();
            if mentions < least {
                continue;
            }
            let kind = kinds[name];
            let gender = match given(name.split(' ').next().unwrap_or_default()) {
                (true, false) => Some(Gender::Female),
                (false, true) => Some(Gender::Male),
                _ => None,
            };
            discovered.push(Discovered {
                id: free_id(name, registry, &mut ids),
                name: name.to_owned(),
                kind,
                aliases,
                gender: if kind == ActorKind::Person { gender } else { Some(Gender::Neuter) },
                mentions,
                documents: sums
                    .iter()
                    .flat_map(|sum| sum.parts.iter().map(|part| part.0))
                    .collect::<BTreeSet<_>>()
                    .len() as u64,
                spread: spread(&sums, &self.sizes),
                examples: sums[0].seen.examples.clone(),
            });
        }
        discovered.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| a.name.cmp(&b.name)));
        // An abbreviation or a surname that two of them claim belongs to the more frequent.
        let mut claimed = BTreeSet::new();
        for actor in &mut discovered {
            actor.aliases.retain(|(alias, _)| claimed.insert(alias.clone()));
        }
        Ok(discovered)
    }
}

/// What a name may be: a person by a given name or a title, else what its head says, else a place where it stands as
/// places do.
fn kind_of(
    form: &str,
    sum: &Sum,
    name_words: &NameWords,
    given: &impl Fn(&str) -> (bool, bool),
) -> ActorKind {
    let words: Vec<&str> = form.split(' ').collect();
    let head = match words.iter().position(|word| name_words.small(word) == Some(Small::Joint)) {
        Some(joint) if joint > 0 => words.get(joint - 1),
        _ => words.last(),
    };
    let by_head = head.filter(|_| words.len() > 1).and_then(|head| name_words.kind(head));
    let (female, male) = given(words.first().copied().unwrap_or_default());
    let seen = &sum.seen;
    let located = seen.located as f64 / seen.mentions.max(1) as f64;
    match by_head {
        Some(kind) => kind,
        None if words.len() > 1 && (female || male) => ActorKind::Person,
        None if seen.titled > 0 || seen.relative * 2 > seen.mentions => ActorKind::Person,
        None if located >= PLACE_SHARE => ActorKind::Place,
        None if form.chars().all(char::is_uppercase) => ActorKind::Organisation,
        None => ActorKind::Other,
    }
}

/// How evenly mentions are spread: 1 - DP.
fn spread(sums: &[&Sum], sizes: &[u64]) -> f64 {
    let mut parts: BTreeMap<usize, u64> = BTreeMap::new();
    for &(document, mentions) in sums.iter().flat_map(|sum| &sum.parts) {
        *parts.entry(document).or_default() += mentions;
    }
    let share = |of: u64, all: u64| of as f64 / all.max(1) as f64;
    let (tokens, total) = (sizes.iter().sum(), parts.values().sum());
    let (mut difference, mut covered) = (0.0, 0.0);
    for (document, mentions) in parts {
        let size = share(sizes[document], tokens);
        difference += (size - share(mentions, total)).abs();
        covered += size;
    }
    let deviation = (difference + (1.0 - covered).max(0.0)) / 2.0;
    (1.0 - deviation).clamp(0.0, 1.0)
}

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
