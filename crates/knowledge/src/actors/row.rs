//! A checked row of an actor file.

use super::actor::{Actor, ActorKind, Alias, AliasKind, Gender, MASK};
use super::error::ActorFault;
use crate::tsv::{self, BadValue, Row};
use jiff::civil::Date;
use std::borrow::Cow;

pub(super) const COLUMNS: [&str; 12] = [
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
pub(super) const REQUIRED: usize = 4;

/// A row: an actor (`None` for a mask) and one of its aliases.
pub(super) struct Checked<'t> {
    pub actor: Option<Actor<'t>>,
    text: Cow<'t, str>,
    kind: AliasKind,
    any_case: bool,
    from: Option<Date>,
    to: Option<Date>,
    line: u64,
}

impl<'t> Checked<'t> {
    /// Checks a row.
    pub fn new(row: &Row<'t>) -> Result<Self, ActorFault> {
        let id = row.cell(0);
        let text = match row.cell(3) {
            text if text.is_ascii() => Cow::Borrowed(text),
            text => Cow::Owned(text.replace('\u{2019}', "'")),
        };
        for (column, full) in [("actor_id", !id.is_empty()), ("alias", tsv::has_word(&text))] {
            if !full {
                return Err(ActorFault::Empty { column });
            }
        }
        let kind = ActorKind::from_name(row.cell(2))
            .ok_or_else(|| bad("kind", row.cell(2), ActorKind::allowed()))?;
        let alias_kind = match row.cell(4) {
            "" => AliasKind::Name,
            name => {
                AliasKind::from_name(name).ok_or_else(|| bad("alias_kind", name, AliasKind::allowed()))?
            }
        };
        let any_case = match row.cell(5) {
            "any" => true,
            "exact" | "" => false,
            value => return Err(bad("case", value, "exact, any".to_owned())),
        };
        let gender = match row.cell(7) {
            "" if !matches!(kind, ActorKind::Person | ActorKind::Other) => Some(Gender::Neuter),
            "" => None,
            name => Some(Gender::from_name(name).ok_or_else(|| bad("gender", name, Gender::allowed()))?),
        };
        let plural = match row.cell(8) {
            "p" => true,
            "s" | "" => false,
            value => return Err(bad("number", value, "s, p".to_owned())),
        };
        let (from, to) = (date(row.cell(9))?, date(row.cell(10))?);
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            return Err(ActorFault::Date { what: format!("from {from} to {to}") });
        }
        let parent = Some(row.cell(6)).filter(|parent| !parent.is_empty());
        let actor = Actor { id, name: row.cell(1), kind, parent, gender, plural };
        let actor = (id != MASK).then_some(actor);
        Ok(Self { actor, text, kind: alias_kind, any_case, from, to, line: row.line })
    }

    /// The alias, for the actor and the file with these indices.
    pub fn alias(&self, actor: Option<usize>, file: usize) -> Alias<'_> {
        Alias {
            actor,
            text: &self.text,
            kind: self.kind,
            any_case: self.any_case,
            from: self.from,
            to: self.to,
            file,
            line: self.line,
        }
    }
}

fn bad(column: &'static str, value: &str, allowed: String) -> ActorFault {
    BadValue { column, value: value.to_owned(), allowed }.into()
}

fn date(cell: &str) -> Result<Option<Date>, ActorFault> {
    if cell.is_empty() {
        return Ok(None);
    }
    cell.parse().map(Some).map_err(|_| ActorFault::Date { what: format!("'{cell}' is no date") })
}
