//! Aliases of actors and expressions of lexicons as rows, for `actors list` and `lexicon list`.

use super::rows::{AliasLineRow, EntryRow};
use crate::actors::{AliasRow, Gender};
use crate::lexicon::Entry;

/// The row of an alias.
#[must_use]
pub fn alias_line(alias: AliasRow) -> AliasLineRow {
    AliasLineRow {
        kind: alias.kind.name(),
        alias_kind: alias.alias_kind.name(),
        case: if alias.any_case { "any" } else { "exact" },
        gender: alias.gender.map_or("", Gender::name),
        number: if alias.plural { "p" } else { "s" },
        from: alias.from.map(|date| date.to_string()),
        to: alias.to.map(|date| date.to_string()),
        actor_id: alias.id,
        name: alias.name,
        alias: alias.alias,
        parent: alias.parent,
        note: alias.note,
    }
}

/// The row of an expression.
#[must_use]
pub fn entry_row(entry: &Entry<'_>) -> EntryRow {
    let number = |number: f64| (number != 0.0).then_some(number);
    EntryRow {
        term: entry.term.to_owned(),
        kind: entry.kind.name(),
        polarity: number(entry.polarity),
        agent: number(entry.agent),
        patient: number(entry.patient),
        relation: number(entry.relation),
        factor: number(entry.factor),
    }
}
