//! The registry: actors and their aliases, layered from several files.

use super::actor::{Actor, ActorKind, Alias};
use super::error::{ActorError, ActorFault};
use super::records::Records;
use super::row::{COLUMNS, Checked, REQUIRED};
use crate::frozen::{Flat, Freeze, FrozenError, Index, Reader, Writer, hash_of};
use crate::tsv::path_name;
use crate::tsv::{self, FileInfo, Located};
use std::path::Path;

/// Parents above each other that are followed.
pub(super) const MOST_PARENTS: usize = 64;

/// No alias.
const NO_ALIAS: u32 = u32::MAX;

/// All actors and aliases of a run.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    files: Vec<FileInfo>,
    records: Records,
    /// Actors by id.
    ids: Index,
    /// For each alias 1 if it is active, 0 if a later file has overridden it.
    live: Flat<u8>,
    /// The first alias of each text.
    by_text: Index,
    /// For each alias the next one with the same text, if any.
    same_text: Flat<u32>,
    /// The first discovered actor; all later ones are discovered too.
    discovered: Option<usize>,
    /// Whether it is the frozen registry with nothing layered over it.
    frozen: bool,
}

/// A sink of faults: an error stops the reading, `Ok` leaves the row out and goes on.
pub(super) type Wrong<'a> = dyn FnMut(ActorError) -> Result<(), ActorError> + 'a;

impl Registry {
    /// Layers a file over those loaded so far. An alias in this file overrides the same alias in all earlier ones.
    ///
    /// # Errors
    /// The first error, with its line; the registry must then be discarded.
    pub fn layer(&mut self, path: &str, text: &str) -> Result<(), ActorError> {
        self.layer_with(path, text, &mut Err)
    }

    /// [`layer`](Self::layer) that continues after errors: faulty rows are left out. Returns the errors of all rows, by
    /// line.
    ///
    /// # Errors
    /// A malformed file.
    pub fn layer_lenient(&mut self, path: &str, text: &str) -> Result<Vec<ActorError>, ActorError> {
        let mut errors = Vec::new();
        self.layer_with(path, text, &mut |wrong| match *wrong.error {
            ActorFault::Form(_) => Err(wrong),
            _ => {
                errors.push(wrong);
                Ok(())
            }
        })?;
        Ok(errors)
    }

    fn layer_with(&mut self, path: &str, text: &str, wrong: &mut Wrong<'_>) -> Result<(), ActorError> {
        self.frozen = false;
        let file = self.files.len();
        let first_alias = self.records.aliases();
        let mut parents: Vec<(usize, u64)> = Vec::new();
        let info = tsv::parse(path, text, &COLUMNS, REQUIRED, |row| {
            let place = |fault| Located::line(path, row.line, fault);
            let added = Checked::new(&row).and_then(|checked| {
                let actor = checked.actor.map(|actor| self.add_actor(&actor, row.line, &mut parents));
                self.add_alias(&checked.alias(actor, file))
            });
            match added {
                Ok(()) => Ok(()),
                Err(fault) => wrong(place(fault)).map_err(|wrong| *wrong.error),
            }
        })?;
        self.files.push(info);
        self.report_parent_cycles(path, &parents, wrong)?;
        self.report_alias_cycles(path, first_alias, wrong)
    }

    /// [`layer`](Self::layer) for a file on disk.
    ///
    /// # Errors
    /// As `layer`, or the file cannot be read.
    pub fn layer_file(&mut self, path: &Path) -> Result<(), ActorError> {
        let text = tsv::read(path).map_err(|error| error.map(ActorFault::from))?;
        self.layer(&path_name(path), &text)
    }

    /// Layers a file of discovered actors over the others, and marks them as discovered.
    ///
    /// # Errors
    /// As [`layer`](Self::layer).
    pub fn add_discovered(&mut self, text: &str) -> Result<(), ActorError> {
        let first = self.records.actors();
        self.layer("discovered names", text)?;
        self.discovered = Some(first);
        Ok(())
    }

    /// Whether an actor was discovered in the texts instead of listed in a file.
    #[must_use]
    pub fn is_discovered(&self, actor: usize) -> bool {
        self.discovered.is_some_and(|first| actor >= first)
    }

    /// The index of a row's actor, which is added or updated.
    fn add_actor(&mut self, actor: &Actor<'_>, line: u64, parents: &mut Vec<(usize, u64)>) -> usize {
        let at = match self.get(actor.id) {
            Some(at) if self.records.actor(at).as_ref() == Some(actor) => return at,
            Some(at) => {
                self.records.replace_actor(at, actor);
                at
            }
            None => {
                let at = self.records.actors();
                self.records.push_actor(actor);
                let records = &self.records;
                let hash = |at: u32| hash_of(records.actor(at as usize).map_or("", |actor| actor.id));
                self.ids.insert(hash_of(actor.id), at as u32, hash);
                at
            }
        };
        parents.push((at, line));
        at
    }

    /// The first alias with that text.
    fn first_of(&self, hash: u64, text: &str) -> Option<u32> {
        self.by_text
            .find(hash, |other| self.records.alias(other as usize).is_some_and(|other| other.text == text))
    }

    fn add_alias(&mut self, alias: &Alias<'_>) -> Result<(), ActorFault> {
        let at = self.records.aliases() as u32;
        let hash = hash_of(alias.text);
        let (mut other, mut last) = (self.first_of(hash, alias.text), None);
        while let Some(number) = other {
            let there = self.alias(number as usize);
            if there.file != alias.file {
                self.live.to_mut()[number as usize] = 0;
            } else if there.actor != alias.actor && !there.may_be_shared(alias) && there.overlaps(alias) {
                let id =
                    |actor: Option<usize>| actor.map_or(super::MASK, |actor| self.actor(actor).id).to_owned();
                return Err(ActorFault::SharedAlias {
                    first: there.line,
                    actor: id(alias.actor),
                    other: id(there.actor),
                    alias: alias.text.to_owned(),
                });
            }
            last = other;
            other = Some(self.same_text[number as usize]).filter(|&next| next != NO_ALIAS);
        }
        self.records.push_alias(alias);
        self.live.to_mut().push(1);
        let same_text = self.same_text.to_mut();
        same_text.push(NO_ALIAS);
        match last {
            Some(last) => same_text[last as usize] = at,
            None => {
                let records = &self.records;
                let hash_at = |at: u32| hash_of(records.alias(at as usize).map_or("", |alias| alias.text));
                self.by_text.insert(hash, at, hash_at);
            }
        }
        Ok(())
    }

    /// All actors, in file order.
    pub fn actors(&self) -> impl ExactSizeIterator<Item = Actor<'_>> + Clone {
        (0..self.records.actors()).map(|at| self.actor(at))
    }

    /// The actor at that index; one with an empty id if there is none.
    #[must_use]
    pub fn actor(&self, number: usize) -> Actor<'_> {
        const NOBODY: Actor<'_> =
            Actor { id: "", name: "", kind: ActorKind::Other, parent: None, gender: None, plural: false };
        self.find_actor(number).unwrap_or(NOBODY)
    }

    /// The actor at that index, if there is one.
    #[must_use]
    pub fn find_actor(&self, number: usize) -> Option<Actor<'_>> {
        self.records.actor(number)
    }

    /// The index of the actor with that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<usize> {
        let is_it = |at: u32| self.records.actor(at as usize).is_some_and(|actor| actor.id == id);
        self.ids.find(hash_of(id), is_it).map(|at| at as usize)
    }

    /// For each actor the country it is rolled up to: the first among its ancestors, or itself if there is none.
    #[must_use]
    pub fn countries(&self) -> Vec<usize> {
        let country = |start: usize| {
            let mut at = start;
            // Cycles within a file are refused; a chain longer than this can only be a cycle across files.
            for _ in 0..MOST_PARENTS {
                let actor = self.actor(at);
                if actor.kind == ActorKind::Country {
                    return at;
                }
                match actor.parent.and_then(|parent| self.get(parent)) {
                    Some(parent) => at = parent,
                    None => return start,
                }
            }
            start
        };
        (0..self.records.actors()).map(country).collect()
    }

    /// Every active alias, with its index.
    pub fn aliases(&self) -> impl Iterator<Item = (usize, Alias<'_>)> {
        let live = |at: &usize| self.live.get(*at) == Some(&1);
        (0..self.records.aliases()).filter(live).filter_map(|at| Some((at, self.records.alias(at)?)))
    }

    /// The aliases from a number on, whether switched on or not.
    pub(super) fn numbered_from(&self, first: usize) -> impl Iterator<Item = Alias<'_>> {
        (first..self.records.aliases()).filter_map(|at| self.records.alias(at))
    }

    /// An alias by its number, which [`aliases`](Self::aliases) or the index of names gave.
    ///
    /// # Panics
    /// If there is no alias at that index.
    #[must_use]
    pub fn alias(&self, number: usize) -> Alias<'_> {
        #[expect(
            clippy::expect_used,
            reason = "numbers come from this registry, as indices into its slices would"
        )]
        self.records.alias(number).expect("an alias of this registry")
    }

    /// The files, in layer order.
    #[must_use]
    pub fn files(&self) -> &[FileInfo] {
        &self.files
    }

    /// Whether it is the frozen registry with nothing layered over it, so that the index frozen with it is valid.
    pub(crate) fn is_frozen(&self) -> bool {
        self.frozen
    }
}

impl Freeze for Registry {
    fn freeze(&self, writer: &mut Writer) {
        self.files.freeze(writer);
        self.records.freeze(writer);
        self.ids.freeze(writer);
        writer.table(&self.live);
        self.by_text.freeze(writer);
        writer.table(&self.same_text);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        Ok(Self {
            files: Vec::thaw(reader)?,
            records: Records::thaw(reader)?,
            ids: Index::thaw(reader)?,
            live: reader.table()?,
            by_text: Index::thaw(reader)?,
            same_text: reader.table()?,
            discovered: None,
            frozen: true,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tsv::Hint;

    const HEADER: &str =
        "actor_id\tname\tkind\talias\talias_kind\tcase\tparent\tgender\tnumber\tfrom\tto\tnote\n";

    fn error(rows: &str) -> String {
        let error = Registry::default().layer("my.tsv", &format!("{HEADER}{rows}")).unwrap_err();
        error.hint().map_or(error.to_string(), |hint| format!("{error}; {hint}"))
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
    fn what_a_later_row_says_of_an_actor_holds() {
        let mut registry = Registry::default();
        let rows = "x\tX\tother\tXenia\nx\tX the Great\tperson\tXen\n";
        registry.layer("a", &format!("{HEADER}{rows}")).unwrap();
        let actors: Vec<_> = registry.actors().map(|actor| (actor.id, actor.name, actor.kind)).collect();
        assert_eq!(actors, [("x", "X the Great", ActorKind::Person)]);
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
