//! An actor file as written: one row for each alias.

use super::actor::{Actor, ActorKind, Alias, AliasKind, Gender};
use jiff::civil::Date;
use std::fmt::Write;

/// The header of an actor file.
pub const HEADER: &str =
    "actor_id\tname\tkind\talias\talias_kind\tcase\tparent\tgender\tnumber\tfrom\tto\tnote";

/// A row of an actor file: an alias, with the properties of its actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AliasRow {
    /// ISO 3166-1 alpha-3 for states, a slug for others.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Kind of the actor.
    pub kind: ActorKind,
    /// The alias.
    pub alias: String,
    /// Kind of the alias.
    pub alias_kind: AliasKind,
    /// Whether it matches in any capitalisation.
    pub any_case: bool,
    /// The id of the actor it is rolled up to.
    pub parent: Option<String>,
    /// Gender, for pronouns.
    pub gender: Option<Gender>,
    /// Whether *they* can refer to the actor.
    pub plural: bool,
    /// First day of validity of the alias.
    pub from: Option<Date>,
    /// Last day of validity.
    pub to: Option<Date>,
    /// Reason or source.
    pub note: String,
}

impl AliasRow {
    /// A row with only the required cells.
    #[must_use]
    pub fn new(id: &str, name: &str, kind: ActorKind, alias: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            kind,
            alias: alias.to_owned(),
            alias_kind: AliasKind::Name,
            any_case: false,
            parent: None,
            gender: None,
            plural: false,
            from: None,
            to: None,
            note: String::new(),
        }
    }

    /// The row for an alias of the registry.
    #[must_use]
    pub fn of(actor: &Actor<'_>, alias: &Alias<'_>) -> Self {
        Self {
            alias_kind: alias.kind,
            any_case: alias.any_case,
            parent: actor.parent.map(str::to_owned),
            gender: actor.gender,
            plural: actor.plural,
            from: alias.from,
            to: alias.to,
            ..Self::new(actor.id, actor.name, actor.kind, alias.text)
        }
    }

    /// The row as a line without its line end. Tabs and line ends inside a cell become blanks.
    #[must_use]
    pub fn line(&self) -> String {
        let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        let cells: [&str; 12] = [
            &self.id,
            &self.name,
            self.kind.name(),
            &self.alias,
            self.alias_kind.name(),
            if self.any_case { "any" } else { "exact" },
            self.parent.as_deref().unwrap_or_default(),
            self.gender.map_or("", Gender::name),
            if self.plural { "p" } else { "s" },
            &date(self.from),
            &date(self.to),
            &self.note,
        ];
        cells.map(|cell| cell.replace(['\t', '\n', '\r'], " ")).join("\t")
    }
}

/// A whole actor file, its `#!` lines first.
#[must_use]
pub fn to_file(rows: &[AliasRow], id: &str, source: &str) -> String {
    let mut text =
        format!("#! id = {id}\n#! version = 1\n#! license = unknown\n#! source = {source}\n{HEADER}\n");
    for row in rows {
        let _ = writeln!(text, "{}", row.line());
    }
    text
}

/// An id made from a name: its letters and digits in lower case, without diacritics, joined by hyphens.
#[must_use]
pub fn slug(name: &str) -> String {
    let plain = deunicode::deunicode(name).to_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric() && c != '\'');
    words.map(|word| word.replace('\'', "")).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::Registry;

    #[test]
    fn what_is_written_can_be_read() {
        let mut row = AliasRow::new("ana-sol", "Ana Sól", ActorKind::Person, "Sól");
        row.alias_kind = AliasKind::Surname;
        row.gender = Some(Gender::Female);
        row.note = "a\tb".to_owned();
        let text = to_file(&[row.clone()], "mine", "test");
        let mut registry = Registry::default();
        registry.layer("mine.tsv", &text).unwrap();
        let (_, alias) = registry.aliases().next().unwrap();
        assert_eq!(AliasRow { note: String::new(), ..row }, AliasRow::of(&registry.actor(0), &alias));
    }

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("Côte d'Ivoire (État)"), "cote-divoire-etat");
        assert_eq!(slug("…"), "");
    }
}
