//! Adds the names of the registry to the trie, and indexes persons by surname and offices by holder.

use super::patterns::{alias_words, without_diacritics};
use super::references::References;
use super::trie::{PatternId, Trie};
use crate::actors::{ActorKind, Alias, AliasKind, Registry};
use crate::frozen::{FlatMap, Freeze, FrozenError, Lists, Reader, Writer};
use crate::text::{Form, Symbol, Symbols, lower};
use std::collections::BTreeMap;

/// Capacity reserved for each alias, measured on the shipped files.
const PATTERNS_PER_ALIAS: usize = 4;

/// Persons by the symbol of their last name.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// For the symbol of a last name, its list in `persons`.
    surnames: FlatMap,
    persons: Lists,
}

impl Names {
    /// The persons with that last name, in registry order.
    #[must_use]
    pub fn of_surname(&self, surname: Symbol) -> &[u32] {
        self.surnames.get(u64::from(surname.0)).map_or(&[], |list| self.persons.get(list as usize))
    }
}

/// Adds the aliases of a registry to a new trie. Returns it, the surnames, and for each reference to an office the
/// aliases that name its holders.
pub fn index_names(
    registry: &Registry,
    references: &References,
    symbols: &mut Symbols,
) -> (Trie, Names, Lists) {
    let aliases = registry.aliases().count();
    let mut trie = Trie::with_capacity(aliases * PATTERNS_PER_ALIAS);
    let mut offices: Vec<Vec<u32>> = vec![Vec::new(); references.len()];
    let mut surnames: BTreeMap<Symbol, Vec<u32>> = BTreeMap::new();
    let mut plain: Vec<(Vec<Symbol>, u32)> = Vec::new();
    for (number, alias) in registry.aliases() {
        let number = number as u32;
        let pattern = pattern_of(&alias, alias.text, symbols);
        trie.insert(symbols, &pattern, PatternId::Alias(number));
        if !alias.text.is_ascii() {
            // Names are written without their diacritics too.
            let folded = pattern_of(&alias, &without_diacritics(alias.text), symbols);
            if folded != pattern {
                plain.push((folded, number));
            }
        }
        if alias.kind == AliasKind::Office {
            let words: Vec<Symbol> =
                alias.text.split([' ', '-']).map(|word| symbols.get(Form::Lower, &lower(word))).collect();
            if let Some(office) = references.office_in(&words) {
                offices[office].push(number);
            }
        }
        let person = alias.actor.filter(|&at| registry.actor(at).kind == ActorKind::Person);
        if let Some(actor) = person
            && alias.kind == AliasKind::Name
            && let [_, .., last] = pattern.as_slice()
        {
            let holders = surnames.entry(*last).or_default();
            if !holders.contains(&(actor as u32)) {
                holders.push(actor as u32);
            }
        }
    }
    // An alias spelled this way in a file takes precedence.
    for (folded, number) in plain {
        trie.insert_where_free(symbols, &folded, PatternId::Alias(number));
    }
    let mut names = Names { surnames: FlatMap::with_capacity(surnames.len()), persons: Lists::default() };
    for (surname, persons) in surnames {
        let list = names.persons.push(&persons);
        names.surnames.get_or_insert(u64::from(surname.0), list);
    }
    (trie, names, offices.into_iter().collect())
}

/// The symbols of the words of an alias, spelled as in `text`.
fn pattern_of(alias: &Alias<'_>, text: &str, symbols: &mut Symbols) -> Vec<Symbol> {
    let mut pattern = Vec::new();
    alias_words(text, |form| {
        pattern.push(if alias.any_case {
            symbols.intern(Form::Lower, &lower(form))
        } else {
            symbols.intern(Form::Exact, form)
        });
    });
    pattern
}

impl Freeze for Names {
    fn freeze(&self, writer: &mut Writer) {
        self.surnames.freeze(writer);
        self.persons.freeze(writer);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        Ok(Self { surnames: FlatMap::thaw(reader)?, persons: Lists::thaw(reader)? })
    }
}
