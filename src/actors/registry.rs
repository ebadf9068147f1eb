//! The registry: actors, their aliases, and the layers of files they come from.

use crate::tsv::{self, FileHash, FileInfo, Row, TsvError};
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashTable};
use jiff::civil::Date;
use std::hash::BuildHasher;
use std::path::Path;
use strum::{EnumString, IntoStaticStr, VariantNames};

/// The shipped files: name and text.
pub const SHIPPED: [(&str, &str); 5] = [
    ("lexicons/actors/countries.tsv", include_str!("../../lexicons/actors/countries.tsv")),
    ("lexicons/actors/organisations.tsv", include_str!("../../lexicons/actors/organisations.tsv")),
    ("lexicons/actors/people.tsv", include_str!("../../lexicons/actors/people.tsv")),
    ("lexicons/actors/places.tsv", include_str!("../../lexicons/actors/places.tsv")),
    ("lexicons/actors/descriptors.tsv", include_str!("../../lexicons/actors/descriptors.tsv")),
];

/// The `actor_id` of a row that names no actor: it hides the names inside it (`Latin America`), or, in a later
/// file, switches an alias off.
pub const MASK: &str = "-";

/// No alias.
const NO_ALIAS: u32 = u32::MAX;

const COLUMNS: [&str; 12] = [
    "actor_id",
    "name",
    "kind",
    "alias",
    "alias_kind",
    "case",
    "parent",
    "gender",
    "number",
    "from",
    "to",
    "note",
];
const REQUIRED: usize = 4;

/// Parents above each other that are followed.
const MOST_PARENTS: usize = 64;

/// Why a registry cannot be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ActorError {
    /// The form of the file is wrong.
    #[error(transparent)]
    File(#[from] TsvError),
    /// A cell that holds none of its values.
    #[error("{path}:{line}: {column} = '{value}'; it is one of {allowed}")]
    BadValue {
        /// The file.
        path: String,
        /// The line.
        line: u64,
        /// The column.
        column: &'static str,
        /// What stands there.
        value: String,
        /// What may.
        allowed: &'static str,
    },
    /// Not a date, or two out of order.
    #[error("{path}:{line}: {what}; dates are written 2031-02-14 and 'from' is not after 'to'")]
    BadDate {
        /// The file.
        path: String,
        /// The line.
        line: u64,
        /// What stands there.
        what: String,
    },
    /// An empty alias or id.
    #[error("{path}:{line}: the {column} is empty or holds no letter")]
    Empty {
        /// The file.
        path: String,
        /// The line.
        line: u64,
        /// The column.
        column: &'static str,
    },
    /// One alias, two actors, one time.
    #[error(
        "{path}:{line}: '{alias}' of {actor} is an alias of {other} in line {first} already; keep one, or give both dates that do not overlap"
    )]
    SharedAlias {
        /// The file.
        path: String,
        /// The second line.
        line: u64,
        /// The first line.
        first: u64,
        /// The alias.
        alias: String,
        /// The second actor.
        actor: String,
        /// The first.
        other: String,
    },
    /// Two actors that carry each other's names.
    #[error(
        "{path}:{line}: {actor} and {other} are aliases of each other ('{alias}', and line {first}); one of the two rows is wrong"
    )]
    AliasCycle {
        /// The file.
        path: String,
        /// The second line.
        line: u64,
        /// The first line.
        first: u64,
        /// The alias of the second line.
        alias: String,
        /// An actor.
        actor: String,
        /// The other.
        other: String,
    },
    /// An actor that is its own ancestor.
    #[error("{path}:{line}: the parents of {actor} run in a circle ({circle}); empty one of them")]
    ParentCycle {
        /// The file.
        path: String,
        /// A line of the actor.
        line: u64,
        /// The actor.
        actor: String,
        /// The circle.
        circle: String,
    },
}

impl ActorError {
    /// The line it stands in, where it is about one.
    #[must_use]
    pub fn line(&self) -> u64 {
        match self {
            Self::File(_) => 0,
            Self::BadValue { line, .. }
            | Self::BadDate { line, .. }
            | Self::Empty { line, .. }
            | Self::SharedAlias { line, .. }
            | Self::AliasCycle { line, .. }
            | Self::ParentCycle { line, .. } => *line,
        }
    }
}

/// What an actor is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, EnumString, IntoStaticStr, VariantNames,
)]
#[strum(serialize_all = "snake_case")]
pub enum ActorKind {
    /// A state.
    Country,
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A party.
    Party,
    /// A company.
    Company,
    /// An armed group.
    ArmedGroup,
    /// A place that is no state.
    Place,
    /// Anything else.
    Other,
}

impl ActorKind {
    /// The names, as messages list them.
    pub const ALLOWED: &'static str =
        "country, person, organisation, party, company, armed_group, place, other";

    /// The name in a file.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// What a file calls by that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

/// What an alias is to its actor.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, EnumString, IntoStaticStr, VariantNames,
)]
#[strum(serialize_all = "snake_case")]
pub enum AliasKind {
    /// A name.
    Name,
    /// An adjective or the people (Kazakh, Kazakhs).
    Demonym,
    /// The capital, for the government.
    Capital,
    /// A seat of power and the like.
    Metonym,
    /// Letters.
    Abbreviation,
    /// A description (the Central Asian nation).
    Descriptor,
    /// An office held for a time.
    Office,
    /// A surname alone.
    Surname,
}

impl AliasKind {
    /// The names, as messages list them.
    pub const ALLOWED: &'static str =
        "name, demonym, capital, metonym, abbreviation, descriptor, office, surname";

    /// The name in a file.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// What a file calls by that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

/// Grammatical gender, for pronouns.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, EnumString, IntoStaticStr, VariantNames,
)]
pub enum Gender {
    /// she
    #[strum(serialize = "f")]
    Female,
    /// he
    #[strum(serialize = "m")]
    Male,
    /// it
    #[strum(serialize = "n")]
    Neuter,
}

impl Gender {
    /// The names, as messages list them.
    pub const ALLOWED: &'static str = "f, m, n";

    /// The name in a file.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// What a file calls by that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

/// An actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// ISO 3166-1 alpha-3 for states, a slug for others.
    pub id: String,
    /// Display name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// The id of the actor it counts toward when rolled up.
    pub parent: Option<String>,
    /// For pronouns.
    pub gender: Option<Gender>,
    /// Whether *they* stands for it.
    pub plural: bool,
}

/// A name that an actor goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// Index into [`Registry::actors`]; none for a mask.
    pub actor: Option<usize>,
    /// The words.
    pub text: String,
    /// What it is to the actor.
    pub kind: AliasKind,
    /// Whether it holds in any capitalisation.
    pub any_case: bool,
    /// First day on which it holds.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Index into [`Registry::files`].
    pub file: usize,
    /// Line in that file.
    pub line: u64,
}

impl Alias {
    /// Whether it holds on `date`; an undated article takes an alias that is always true, and one that is true
    /// for a time only if it is no office.
    #[must_use]
    pub fn holds(&self, date: Option<Date>) -> bool {
        match date {
            Some(date) => self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to),
            None => (self.from.is_none() && self.to.is_none()) || self.kind != AliasKind::Office,
        }
    }

    /// Descriptions are shared: the text says whom it has spoken of.
    fn may_be_shared(&self, other: &Self) -> bool {
        self.kind == AliasKind::Descriptor && other.kind == AliasKind::Descriptor
    }

    fn overlaps(&self, other: &Self) -> bool {
        let begins_before_end = |a: &Self, b: &Self| match (a.from, b.to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        begins_before_end(self, other) && begins_before_end(other, self)
    }
}

/// All actors and aliases of a run.
#[derive(Debug, Default)]
pub struct Registry {
    files: Vec<FileInfo>,
    actors: Vec<Actor>,
    ids: HashMap<String, usize, FixedState>,
    aliases: Vec<Alias>,
    live: Vec<bool>,
    /// The first alias of each form, by its words.
    by_text: HashTable<u32>,
    /// The alias of the same form after each, where there is one: of the first so many aliases, which are in the index.
    /// Those of the shipped files come in when another is laid over them.
    same_text: Vec<u32>,
    hasher: FixedState,
    /// The first actor that was discovered; they stand last.
    discovered: Option<usize>,
}

impl Registry {
    /// The registry that comes with the program. No alias of it is in the way of another, which a test holds, so none is
    /// looked for.
    ///
    /// # Errors
    /// Never for a release: a test loads it.
    pub fn shipped() -> Result<Self, ActorError> {
        let mut registry = Self::default();
        for (path, text) in SHIPPED {
            let file = registry.files.len();
            registry.reserve(tsv::about_rows(text));
            let info = tsv::parse(path, text, FileHash::Shipped(text), &COLUMNS, REQUIRED, |row| {
                let alias = registry.alias_of(path, file, &row, &mut Vec::new())?;
                registry.aliases.push(alias);
                registry.live.push(true);
                Ok::<(), ActorError>(())
            })?;
            registry.files.push(info);
        }
        Ok(registry)
    }

    /// Lays a file over what is there. An alias that the file has is its own from then on, whatever earlier files
    /// said of it.
    ///
    /// # Errors
    /// The first thing wrong, with its line; the registry is then to be thrown away.
    pub fn layer(&mut self, path: &str, text: &str) -> Result<(), ActorError> {
        self.layer_with(path, text, &mut Err)
    }

    /// [`layer`](Self::layer) that goes on where something is wrong: the rows in question are left out. Returns all that
    /// is wrong with rows, by line.
    ///
    /// # Errors
    /// What is wrong with the form of the whole file.
    pub fn layer_lenient(&mut self, path: &str, text: &str) -> Result<Vec<ActorError>, ActorError> {
        let mut errors = Vec::new();
        self.layer_with(path, text, &mut |error| match error {
            ActorError::File(_) => Err(error),
            wrong => {
                errors.push(wrong);
                Ok(())
            }
        })?;
        Ok(errors)
    }

    fn layer_with(
        &mut self,
        path: &str,
        text: &str,
        wrong: &mut dyn FnMut(ActorError) -> Result<(), ActorError>,
    ) -> Result<(), ActorError> {
        let file = self.files.len();
        let first_alias = self.aliases.len();
        self.reserve(tsv::about_rows(text));
        self.index_all();
        let mut parents: Vec<(usize, u64)> = Vec::new();
        let hash = FileHash::of(text.as_bytes());
        let info = tsv::parse(path, text, hash, &COLUMNS, REQUIRED, |row| {
            let added = self.alias_of(path, file, &row, &mut parents);
            added.and_then(|alias| self.add_alias(path, alias)).or_else(&mut *wrong)
        })?;
        self.files.push(info);
        self.find_parent_cycles(path, &parents, wrong)?;
        self.find_alias_cycles(path, first_alias, wrong)
    }

    /// [`layer`](Self::layer) for a file on disk.
    ///
    /// # Errors
    /// As `layer`, and what reading the file may give.
    pub fn layer_file(&mut self, path: &Path) -> Result<(), ActorError> {
        let text = tsv::read(path)?;
        self.layer(&path.display().to_string(), &text)
    }

    /// Lays a file of discovered actors over what is there; they are marked from then on.
    ///
    /// # Errors
    /// As [`layer`](Self::layer).
    pub fn add_discovered(&mut self, text: &str) -> Result<(), ActorError> {
        let first = self.actors.len();
        self.layer("discovered names", text)?;
        self.discovered = Some(first);
        Ok(())
    }

    /// Whether an actor was discovered in the texts, not listed in a file.
    #[must_use]
    pub fn is_discovered(&self, actor: usize) -> bool {
        self.discovered.is_some_and(|first| actor >= first)
    }

    fn reserve(&mut self, aliases: usize) {
        self.aliases.reserve(aliases);
        self.live.reserve(aliases);
    }

    /// Takes into the index what is not in it yet: aliases none of which is in the way of another.
    fn index_all(&mut self) {
        for at in self.same_text.len()..self.aliases.len() {
            let hash = self.hasher.hash_one(self.aliases[at].text.as_str());
            let mut last = self.first_of(hash, &self.aliases[at].text);
            while last != NO_ALIAS && self.same_text[last as usize] != NO_ALIAS {
                last = self.same_text[last as usize];
            }
            self.index(hash, at as u32, last);
        }
    }

    /// The first alias of a form.
    fn first_of(&self, hash: u64, text: &str) -> u32 {
        let same = |&other: &u32| self.aliases[other as usize].text == text;
        self.by_text.find(hash, same).copied().unwrap_or(NO_ALIAS)
    }

    /// Takes the alias `at` into the index, after the `last` of its form.
    fn index(&mut self, hash: u64, at: u32, last: u32) {
        self.same_text.push(NO_ALIAS);
        if last == NO_ALIAS {
            let (aliases, hasher) = (&self.aliases, &self.hasher);
            let rehash = |&other: &u32| hasher.hash_one(aliases[other as usize].text.as_str());
            self.by_text.insert_unique(hash, at, rehash);
        } else {
            self.same_text[last as usize] = at;
        }
    }

    /// The alias of a row; its actor is there afterwards.
    fn alias_of(
        &mut self,
        path: &str,
        file: usize,
        row: &Row<'_>,
        parents: &mut Vec<(usize, u64)>,
    ) -> Result<Alias, ActorError> {
        let line = row.line;
        let bad = |column, value: &str, allowed| ActorError::BadValue {
            path: path.into(),
            line,
            column,
            value: value.into(),
            allowed,
        };
        let id = row.cell(0);
        let text = row.cell(3);
        let text = if text.is_ascii() { text.to_owned() } else { text.replace('\u{2019}', "'") };
        for (column, full) in [("actor_id", !id.is_empty()), ("alias", tsv::has_word(&text))] {
            if !full {
                return Err(ActorError::Empty { path: path.into(), line, column });
            }
        }
        let kind =
            ActorKind::from_name(row.cell(2)).ok_or_else(|| bad("kind", row.cell(2), ActorKind::ALLOWED))?;
        let alias_kind = match row.cell(4) {
            "" => AliasKind::Name,
            name => AliasKind::from_name(name).ok_or_else(|| bad("alias_kind", name, AliasKind::ALLOWED))?,
        };
        let any_case = match row.cell(5) {
            "any" => true,
            "exact" | "" => false,
            value => return Err(bad("case", value, "exact, any")),
        };
        let gender = match row.cell(7) {
            "" if !matches!(kind, ActorKind::Person | ActorKind::Other) => Some(Gender::Neuter),
            "" => None,
            name => Some(Gender::from_name(name).ok_or_else(|| bad("gender", name, Gender::ALLOWED))?),
        };
        let plural = match row.cell(8) {
            "p" => true,
            "s" | "" => false,
            value => return Err(bad("number", value, "s, p")),
        };
        let (from, to) = (date(path, line, row.cell(9))?, date(path, line, row.cell(10))?);
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            return Err(ActorError::BadDate {
                path: path.into(),
                line,
                what: format!("from {from} to {to}"),
            });
        }
        let actor = if id == MASK {
            None
        } else {
            let parent = Some(row.cell(6)).filter(|parent| !parent.is_empty());
            let name = row.cell(1);
            let known = self.actors.last().filter(|last| last.id == id).map(|_| self.actors.len() - 1);
            let at = known.or_else(|| self.ids.get(id).copied()).unwrap_or(self.actors.len());
            let same = self.actors.get(at).is_some_and(|there| {
                there.name == name
                    && there.parent.as_deref() == parent
                    && (there.kind, there.gender, there.plural) == (kind, gender, plural)
            });
            if !same {
                let parent = parent.map(str::to_owned);
                let actor = Actor { id: id.into(), name: name.into(), kind, parent, gender, plural };
                match self.actors.get_mut(at) {
                    Some(there) => *there = actor,
                    None => {
                        self.ids.insert(id.into(), at);
                        self.actors.push(actor);
                    }
                }
                parents.push((at, line));
            }
            Some(at)
        };
        Ok(Alias { actor, text, kind: alias_kind, any_case, from, to, file, line })
    }

    fn add_alias(&mut self, path: &str, alias: Alias) -> Result<(), ActorError> {
        let at = self.aliases.len() as u32;
        let hash = self.hasher.hash_one(alias.text.as_str());
        let (mut other, mut last) = (self.first_of(hash, &alias.text), NO_ALIAS);
        while other != NO_ALIAS {
            let there = &self.aliases[other as usize];
            if there.file != alias.file {
                self.live[other as usize] = false;
            } else if there.actor != alias.actor && !there.may_be_shared(&alias) && there.overlaps(&alias) {
                let id =
                    |actor: Option<usize>| actor.map_or(MASK.into(), |actor| self.actors[actor].id.clone());
                return Err(ActorError::SharedAlias {
                    path: path.into(),
                    line: alias.line,
                    first: there.line,
                    actor: id(alias.actor),
                    other: id(there.actor),
                    alias: alias.text,
                });
            }
            (last, other) = (other, self.same_text[other as usize]);
        }
        self.aliases.push(alias);
        self.live.push(true);
        self.index(hash, at, last);
        Ok(())
    }

    fn find_parent_cycles(
        &self,
        path: &str,
        actors: &[(usize, u64)],
        wrong: &mut dyn FnMut(ActorError) -> Result<(), ActorError>,
    ) -> Result<(), ActorError> {
        for &(start, line) in actors {
            let mut circle = vec![self.actors[start].id.clone()];
            let mut at = start;
            while let Some(parent) = self.actors[at].parent.as_ref().and_then(|parent| self.ids.get(parent)) {
                circle.push(self.actors[*parent].id.clone());
                if *parent == start {
                    wrong(ActorError::ParentCycle {
                        path: path.into(),
                        line,
                        actor: self.actors[start].id.clone(),
                        circle: circle.join(" -> "),
                    })?;
                    break;
                }
                if circle.len() > MOST_PARENTS {
                    break;
                }
                at = *parent;
            }
        }
        Ok(())
    }

    fn find_alias_cycles(
        &self,
        path: &str,
        first: usize,
        wrong: &mut dyn FnMut(ActorError) -> Result<(), ActorError>,
    ) -> Result<(), ActorError> {
        let mut by_name: HashMap<&str, usize, FixedState> = HashMap::default();
        for (at, actor) in self.actors.iter().enumerate() {
            by_name.entry(actor.name.as_str()).or_insert(at);
        }
        let mut borrowed: HashMap<(usize, usize), u64, FixedState> = HashMap::default();
        for alias in self.aliases.iter().skip(first) {
            let (Some(actor), Some(&owner)) = (alias.actor, by_name.get(alias.text.as_str())) else {
                continue;
            };
            if owner == actor {
                continue;
            }
            if let Some(&line) = borrowed.get(&(owner, actor)) {
                wrong(ActorError::AliasCycle {
                    path: path.into(),
                    line: alias.line,
                    first: line,
                    alias: alias.text.clone(),
                    actor: self.actors[actor].id.clone(),
                    other: self.actors[owner].id.clone(),
                })?;
            }
            borrowed.insert((actor, owner), alias.line);
        }
        Ok(())
    }

    /// All actors, in the order of the files.
    #[must_use]
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// The actor of that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// For each actor the country it counts toward: the first among its parents, itself where there is none.
    #[must_use]
    pub fn countries(&self) -> Vec<usize> {
        let country = |start: usize| {
            let mut at = start;
            // Files are refused whose parents run in a circle; a chain longer than this is one over several files.
            for _ in 0..MOST_PARENTS {
                let actor = &self.actors[at];
                if actor.kind == ActorKind::Country {
                    return at;
                }
                match actor.parent.as_ref().and_then(|parent| self.ids.get(parent)) {
                    Some(&parent) => at = parent,
                    None => return start,
                }
            }
            start
        };
        (0..self.actors.len()).map(country).collect()
    }

    /// Every alias that is switched on, with its number.
    pub fn aliases(&self) -> impl Iterator<Item = (usize, &Alias)> {
        self.aliases.iter().enumerate().filter(|(at, _)| self.live[*at])
    }

    /// An alias by its number.
    #[must_use]
    pub fn alias(&self, number: usize) -> &Alias {
        &self.aliases[number]
    }

    /// The files, in the order of their layers.
    #[must_use]
    pub fn files(&self) -> &[FileInfo] {
        &self.files
    }
}

fn date(path: &str, line: u64, cell: &str) -> Result<Option<Date>, ActorError> {
    if cell.is_empty() {
        return Ok(None);
    }
    match cell.parse::<Date>() {
        Ok(date) => Ok(Some(date)),
        Err(_) => Err(ActorError::BadDate { path: path.into(), line, what: format!("'{cell}' is no date") }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str =
        "actor_id\tname\tkind\talias\talias_kind\tcase\tparent\tgender\tnumber\tfrom\tto\tnote\n";

    fn error(rows: &str) -> String {
        Registry::default().layer("my.tsv", &format!("{HEADER}{rows}")).unwrap_err().to_string()
    }

    #[test]
    fn messages_list_every_name() {
        assert_eq!(ActorKind::VARIANTS.join(", "), ActorKind::ALLOWED);
        assert_eq!(AliasKind::VARIANTS.join(", "), AliasKind::ALLOWED);
        assert_eq!(Gender::VARIANTS.join(", "), Gender::ALLOWED);
        assert_eq!(Gender::from_name("f"), Some(Gender::Female));
        assert_eq!(ActorKind::from_name("ArmedGroup"), None);
    }

    #[test]
    fn the_shipped_registry_loads_and_is_generous() {
        let registry = Registry::shipped().unwrap();
        let count = |kind| registry.actors().iter().filter(|a| a.kind == kind).count();
        assert!(count(ActorKind::Country) >= 193);
        assert!(count(ActorKind::Organisation) >= 80);
        assert!(count(ActorKind::Person) >= 200);
        for id in ["KAZ", "RUS", "CHN", "USA", "UKR", "DEU", "european-union", "csto", "eaeu"] {
            assert!(registry.get(id).is_some(), "{id}");
        }
    }

    #[test]
    fn nothing_is_in_the_way_in_the_shipped_files() {
        let mut checked = Registry::default();
        for (path, text) in SHIPPED {
            checked.layer(path, text).unwrap();
        }
        let mut shipped = Registry::shipped().unwrap();
        assert!(checked.aliases().eq(shipped.aliases()));
        assert_eq!(checked.actors(), shipped.actors());
        // What is laid over both is treated alike.
        for registry in [&mut checked, &mut shipped] {
            registry.layer("mine", &format!("{HEADER}y\tY\tother\tKremlin\n")).unwrap();
        }
        assert!(checked.aliases().eq(shipped.aliases()));
    }

    #[test]
    fn a_later_file_takes_an_alias_over() {
        let mut registry = Registry::default();
        registry.layer("a", &format!("{HEADER}x\tX\tother\tXenia\n")).unwrap();
        registry.layer("b", &format!("{HEADER}y\tY\tother\tXenia\n")).unwrap();
        let owners: Vec<_> = registry.aliases().filter_map(|(_, a)| a.actor).collect();
        assert_eq!(owners, [1]);
        registry.layer("c", &format!("{HEADER}-\t-\tother\tXenia\n")).unwrap();
        assert!(registry.aliases().all(|(_, a)| a.actor.is_none()));
    }

    #[test]
    fn errors_name_file_line_and_what_to_do() {
        assert_eq!(
            error("a\tA\tother\tFoo\nb\tB\tother\tFoo\n"),
            "my.tsv:3: 'Foo' of b is an alias of a in line 2 already; keep one, or give both dates that do not overlap"
        );
        assert!(
            error("a\tAlpha\tother\tBeta\nb\tBeta\tother\tAlpha\n").contains("are aliases of each other")
        );
        assert!(
            error("a\tA\tother\tFoo\t\t\tb\nb\tB\tother\tBar\t\t\ta\n")
                .contains("run in a circle (a -> b -> a)")
        );
        assert!(error("a\tA\tstate\tFoo\n").starts_with("my.tsv:2: kind = 'state'; it is one of country"));
        assert!(error("a\tA\tother\t\n").contains("the alias is empty"));
        assert!(error("a\tA\tother\tFoo\t\t\t\t\t\t2020-13-01\n").contains("'2020-13-01' is no date"));
        assert!(error("a\tA\tother\tFoo\t\t\t\t\t\t2020-02-01\t2019-01-01\n").contains("from 2020-02-01"));
    }
}
